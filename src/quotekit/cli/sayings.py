"""Sayings written out: a table to read, a plain table to pipe, JSON, JSON Lines, and a page of HTML."""

from __future__ import annotations

import sys
from typing import Protocol

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from quotekit.cli.writers import clean, dumped, shown
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
    """Give the writer of a format: ``table``, ``json`` or ``jsonl``."""
    if form == "jsonl":
        return _JsonLines()
    if form == "json":
        return _Json()
    return _Table() if sys.stdout.isatty() else _Plain()


class Page:
    """One page with all the texts side by side: `first` will hold the ids of those to begin with."""

    def __init__(self, comparison: Comparison, first: list[str]) -> None:
        # Asked for at once: a package that is not there is missed before anything is read.
        template("comparison.html")
        self._comparison = comparison
        self._first = first
        self._sayings: list[Saying] = []

    def write(self, saying: Saying) -> None:
        self._sayings.append(saying)

    def close(self) -> None:
        sys.stdout.write(to_html(self._sayings, text=self._comparison.text, first=self._first))
        sys.stdout.flush()


class _JsonLines:
    def write(self, saying: Saying) -> None:
        sys.stdout.write(dumped(saying.to_dict()) + "\n")

    def close(self) -> None:
        sys.stdout.flush()


class _Json:
    def __init__(self) -> None:
        self._before = "["

    def write(self, saying: Saying) -> None:
        data = dumped(saying.to_dict(), indent=2)
        sys.stdout.write(self._before + "\n  " + data.replace("\n", "\n  "))
        self._before = ","

    def close(self) -> None:
        sys.stdout.write("[]\n" if self._before == "[" else "\n]\n")
        sys.stdout.flush()


class _Plain:
    """A line an occurrence, its columns parted by tabs, under a line of their names."""

    def __init__(self) -> None:
        self._number = 0
        self._line(_COLUMNS)

    def write(self, saying: Saying) -> None:
        self._number += 1
        for place in saying.occurrences:
            quotation = place.quotation
            where = (clean(place.document), str(place.start), str(place.end), _who(place))
            decided = (shown(quotation.source), shown(quotation.cue), quotation.rule, shown(place.shared))
            self._line((str(self._number), saying.verdict, *where, *decided))

    def close(self) -> None:
        sys.stdout.flush()

    def _line(self, cells: tuple[str, ...]) -> None:
        sys.stdout.write("\t".join(cells) + "\n")


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
