"""Sayings as a table to read, rows for other programs, JSON or an HTML page."""

from __future__ import annotations

import functools
import itertools
import sys
from collections.abc import Callable, Iterator
from typing import Any

import attrs
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from quotekit.cli.exports import Lines, Writer, exporter
from quotekit.cli.printing import clean, shown
from quotekit.comparison import Comparison, Occurrence, Saying
from quotekit.comparison.page import to_html
from quotekit.comparison.records import COLUMNS
from quotekit.formats.pages import template
from quotekit.formats.records import utf8
from quotekit.roster import Roster

_COLUMNS = ("saying", *COLUMNS, "person")
_COLOURS = {"conflicting": "bold red", "unclear": "bold yellow", "agreed": "bold green"}


@attrs.frozen(kw_only=True)
class Texts:
    """Hold the groups of the texts compared, if they are `grouped`, and the roster of all their speakers."""

    grouped: bool
    groups: dict[str, str] = attrs.Factory(dict)
    roster: Roster = attrs.Factory(Roster)

    def group(self, name: str) -> dict[str, str]:
        """Return the group of a text as an entry of a row, or nothing if texts are not grouped."""
        return {"group": utf8(self.groups.get(name, ""))} if self.grouped else {}

    def person(self, place: Occurrence) -> str:
        """Return the speaker's name over all the texts that were read.

        For a text that is only in the archive, it is the name in that text.
        """
        if place.speaker is None:
            return ""
        return utf8((self.roster.person(place.speaker) or place.speaker).name)


def writer(form: str, texts: Texts) -> Callable[[], Writer[Saying]]:
    """Return a function that makes the writer of a format; `texts` will be complete when it is called."""
    columns = (*_COLUMNS, *["group"] * texts.grouped)
    rows = functools.partial(_rows, texts=texts, numbers=itertools.count(1))
    export = exporter(
        form,
        plain=functools.partial(_plain, texts=texts),
        columns=columns,
        rows=rows,
        integers=("saying", "start", "end"),
    )

    def lines(saying: Saying) -> Iterator[Iterator[str]]:
        return (map(_cell, row.values()) for row in rows(saying))

    return export or (lambda: _Table(texts) if sys.stdout.isatty() else Lines(columns, lines))


class Page:
    """One page with the texts side by side; those in `texts`, complete when it is closed, come first."""

    def __init__(self, comparison: Comparison, texts: Texts) -> None:
        # Imported at once, so that a missing package is reported before anything is read.
        template("comparison.html")
        self._comparison = comparison
        self._texts = texts
        self._sayings: list[Saying] = []

    def __call__(self) -> Page:
        return self

    def write(self, saying: Saying) -> None:
        self._sayings.append(saying)

    def close(self) -> None:
        # Among many texts, those that share nothing are not worth a column.
        groups = self._texts.groups
        first = tuple(groups) if len(groups) <= 2 else ()
        sys.stdout.write(to_html(self._sayings, text=self._comparison.text, first=first, groups=groups))
        sys.stdout.flush()


def _rows(saying: Saying, *, texts: Texts, numbers: Iterator[int]) -> Iterator[dict[str, object]]:
    """Return a row for each occurrence, with the next number as that of the saying."""
    number = next(numbers)
    for place, row in zip(saying.occurrences, saying.to_records(), strict=True):
        yield {"saying": number, **row, "person": texts.person(place), **texts.group(place.document)}


def _plain(saying: Saying, *, texts: Texts) -> dict[str, Any]:
    data = saying.to_dict()
    for place, one in zip(saying.occurrences, data["occurrences"], strict=True):
        one |= {"person": texts.person(place) or None, **texts.group(place.document)}
    return data


def _cell(value: object) -> str:
    return "" if value is None else f"{value:.2f}" if isinstance(value, float) else clean(str(value))


class _Table:
    def __init__(self, texts: Texts) -> None:
        self._console = Console(highlight=False)
        self._texts = texts
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
            group = "".join(f"{clean(name)}\n" for name in self._texts.group(place.document).values())
            where = Text.assemble(group, clean(place.document), (f"\n{place.start}:{place.end}", "dim"))
            who = clean(place.speaker.name) if place.speaker else ""
            table.add_row(where, Text(who or "—", "bold"), Text(by, "dim"), shown(place.shared))
        self._console.print(table)

    def close(self) -> None:
        if not self._any:
            self._console.print(Text("no saying in more than one text", "dim"))
        sys.stdout.flush()
