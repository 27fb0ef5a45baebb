"""Sayings as a table to read, rows for other programs, JSON or an HTML page."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Protocol

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from quotekit.cli.exports import Rows
from quotekit.cli.items import JsonLines, JsonList, Lines, clean, shown
from quotekit.comparison import Comparison, Occurrence, Saying
from quotekit.comparison.page import to_html
from quotekit.comparison.records import COLUMNS
from quotekit.formats.pages import template
from quotekit.formats.records import utf8

FORMATS = ("table", "json", "jsonl", "csv", "parquet", "html")

_COLUMNS = ("saying", *COLUMNS)
_COLOURS = {"conflicting": "bold red", "unclear": "bold yellow", "agreed": "bold green"}


class Writer(Protocol):
    """Write sayings to standard output, one after the other."""

    def write(self, saying: Saying) -> None: ...

    def close(self) -> None: ...


def writer(form: str, *, grouped: bool, groups: Mapping[str, str]) -> Callable[[], Writer]:
    """Return a function that makes the writer of a format.

    `groups` will map the names of texts to their groups, which are part of the rows if they are `grouped`.
    """
    if form in ("json", "jsonl"):
        return functools.partial(JsonList if form == "json" else JsonLines, Saying.to_dict)
    columns, rows = (*_COLUMNS, *["group"] * grouped), _Occurrences(groups if grouped else None)
    if form == "csv":
        return functools.partial(Rows, columns, rows)
    if form == "parquet":
        from quotekit.cli.parquet import ParquetRows
        from quotekit.formats.arrow import schema_of

        return functools.partial(ParquetRows, schema_of(columns, integers=("saying", "start", "end")), rows)
    return lambda: _Table() if sys.stdout.isatty() else Lines(columns, rows.lines)


class Page:
    """One page with the texts side by side; `named` will hold the ids of the requested ones."""

    def __init__(self, comparison: Comparison, named: Collection[str]) -> None:
        # Imported at once, so that a missing package is reported before anything is read.
        template("comparison.html")
        self._comparison = comparison
        self._named = named
        self._sayings: list[Saying] = []

    def __call__(self) -> Page:
        return self

    def write(self, saying: Saying) -> None:
        self._sayings.append(saying)

    def close(self) -> None:
        # Among many texts, those that share nothing are not worth a column.
        first = tuple(self._named) if len(self._named) <= 2 else ()
        sys.stdout.write(to_html(self._sayings, text=self._comparison.text, first=first))
        sys.stdout.flush()


class _Occurrences:
    """Return a row for each occurrence, with the number of its saying."""

    def __init__(self, groups: Mapping[str, str] | None) -> None:
        self._groups = groups
        self._number = 0

    def __call__(self, saying: Saying) -> Iterator[dict[str, object]]:
        self._number += 1
        for row in saying.to_records():
            group = {} if self._groups is None else {"group": utf8(self._groups.get(row["document"], ""))}
            yield {"saying": self._number, **row, **group}

    def lines(self, saying: Saying) -> Iterator[tuple[str, ...]]:
        for row in self(saying):
            yield tuple(_cell(value) for value in row.values())


def _cell(value: object) -> str:
    return "" if value is None else f"{value:.2f}" if isinstance(value, float) else clean(str(value))


class _Table:
    def __init__(self) -> None:
        self._console = Console(highlight=False)
        self._any = False

    def write(self, saying: Saying) -> None:
        self._any = True
        title = Text.assemble((saying.verdict, _COLOURS[saying.verdict]), "  ", clean(saying.text))
        reasons = dict.fromkeys(d.reason for d in saying.decisions if d.verdict == saying.verdict)
        table = Table(
            box=box.SIMPLE_HEAD,
            title=title,
            title_justify="left",
            caption=Text("; ".join(reasons), "dim"),
            caption_justify="left",
            expand=True,
        )
        table.add_column("Where", ratio=2)
        table.add_column("who", ratio=2)
        table.add_column("by", ratio=2)
        table.add_column("what", ratio=6)
        for place in saying.occurrences:
            by = " ".join(filter(None, (shown(place.quotation.source), shown(place.quotation.cue))))
            where = Text.assemble(clean(place.document), (f"\n{place.start}:{place.end}", "dim"))
            table.add_row(where, Text(_who(place) or "—", "bold"), Text(by, "dim"), shown(place.shared))
        self._console.print(table)

    def close(self) -> None:
        if not self._any:
            self._console.print(Text("no saying in more than one text", "dim"))
        sys.stdout.flush()


def _who(place: Occurrence) -> str:
    return clean(place.speaker.name) if place.speaker else ""
