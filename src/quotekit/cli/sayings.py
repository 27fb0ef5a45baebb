"""Sayings written out: a table to read, a plain table to pipe, JSON, JSON Lines, and a page of HTML."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Protocol

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from quotekit.cli.items import JsonLines, JsonList, Lines, clean, shown
from quotekit.comparison import Comparison, Occurrence, Saying
from quotekit.comparison.page import to_html
from quotekit.formats.pages import template

_COLUMNS = ("saying", "verdict", "document", "start", "end", "speaker", "source", "cue", "rule", "words")
_COLOURS = {"conflicting": "bold red", "unclear": "bold yellow", "agreed": "bold green"}


class Writer(Protocol):
    """Write sayings to standard output, one after the other."""

    def write(self, saying: Saying) -> None: ...

    def close(self) -> None: ...


def writer(form: str) -> Writer:
    """Return the writer of a format: ``table``, ``json`` or ``jsonl``."""
    if form == "jsonl":
        return JsonLines(Saying.to_dict)
    if form == "json":
        return JsonList(Saying.to_dict)
    return _Table() if sys.stdout.isatty() else Lines(_COLUMNS, _Rows())


class Page:
    """One page with the texts side by side; `named` will hold the ids of those that were asked for."""

    def __init__(self, comparison: Comparison, named: list[str]) -> None:
        # Asked for at once: a package that is not there is missed before anything is read.
        template("comparison.html")
        self._comparison = comparison
        self._named = named
        self._sayings: list[Saying] = []

    def write(self, saying: Saying) -> None:
        self._sayings.append(saying)

    def close(self) -> None:
        # Of many texts, those that share nothing are not worth their column.
        first = self._named if len(self._named) <= 2 else ()
        sys.stdout.write(to_html(self._sayings, text=self._comparison.text, first=first))
        sys.stdout.flush()


class _Rows:
    """A row for each occurrence, with the number of its saying."""

    def __init__(self) -> None:
        self._number = 0

    def __call__(self, saying: Saying) -> Iterator[tuple[str, ...]]:
        self._number += 1
        for place in saying.occurrences:
            quotation = place.quotation
            where = (clean(place.document), str(place.start), str(place.end), _who(place))
            decided = (shown(quotation.source), shown(quotation.cue), quotation.rule, shown(place.shared))
            yield (str(self._number), saying.verdict, *where, *decided)


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
