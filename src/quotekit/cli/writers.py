"""Documents written one after the other, in any format of the command line."""

from __future__ import annotations

import functools
import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

import attrs
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from quotekit.cli.exports import Lines, Writer, exporter
from quotekit.cli.printing import clean, clock, shown
from quotekit.cli.reading import Reading
from quotekit.document import Quotation, Speaker
from quotekit.document.wire import parts_to_dicts
from quotekit.formats import html
from quotekit.formats.records import COLUMNS, NUMBERS, utf8_records
from quotekit.roster import Roster

QUOTED = (
    "document",
    "speaker",
    "type",
    "act",
    "confidence",
    "speaker_confidence",
    "cue",
    "source",
    "content",
)
"""What lines with tabs tell of a quotation."""
# When a quotation begins and ends in subtitles, in seconds.
_TIMES = ("begins", "ends")
# In a narrower terminal, the columns of a table would break words.
_NARROW = 80


def writer(form: str, *, text: bool, grouped: bool, timed: bool) -> Callable[[], Writer[Reading]]:
    """Return a function that makes the writer of a format, by its name on the command line.

    With `text`, JSON has the whole documents; with `grouped`, JSON and rows have the groups, and with
    `timed` the times. Raises `MissingExtra` here, before a writer is made or a file opened.
    """
    if form == "html":
        return functools.partial(_Page, html.head())
    export = exporter(
        form,
        plain=functools.partial(record, text=text, grouped=grouped, timed=timed),
        columns=(*COLUMNS, *["group"] * grouped, *_TIMES * timed),
        rows=functools.partial(_records, grouped=grouped, timed=timed),
        numbers={*NUMBERS, *_TIMES},
        exact=_TIMES,
    )
    if export is not None:
        return export
    lines = functools.partial(Lines, (*QUOTED, *["time"] * timed), functools.partial(_rows, timed=timed))
    return lambda: _terminal() if sys.stdout.isatty() else lines()


def record(reading: Reading, *, text: bool, grouped: bool, timed: bool) -> dict[str, Any]:
    """Return a document as plain data for the command line.

    With `text` that is the whole document, which `Document.from_dict` reads.
    """
    data: dict[str, Any] = {"id": reading.id} | ({"group": reading.group} if grouped else {})
    if text:
        # Not `to_dict`, whose treatment of surrogate pairs is only for JSON.
        times = {"times": [attrs.asdict(time) for time in reading.times]} if timed else {}
        return {**data, **times, **json.loads(reading.document.to_json())}
    data["quotations"] = [
        {
            "type": q.type,
            "act": q.act,
            **parts_to_dicts(q),
            "speaker": _named(q.speaker),
            "confidence": round(q.confidence, 2),
            "speaker_confidence": round(q.speaker_confidence, 2),
            "rule": q.rule,
            "inside": q.inside,
            "addressee": _named(q.addressee),
            **(_times(reading, q) if timed else {}),
        }
        for q in reading.document.quotations
    ]
    return data


def _named(speaker: Speaker | None) -> dict[str, str] | None:
    return None if speaker is None else {"name": speaker.name, "kind": speaker.kind}


def _times(reading: Reading, quotation: Quotation) -> dict[str, float | None]:
    """Return when a quotation begins and ends, in seconds."""
    time = reading.time_of(quotation)
    return dict(zip(_TIMES, (None, None) if time is None else (time.begins, time.ends), strict=True))


def _records(reading: Reading, *, grouped: bool, timed: bool) -> Iterator[dict[str, Any]]:
    rows = utf8_records(reading.document, id=reading.id)
    for quotation, row in zip(reading.document.quotations, rows, strict=True):
        group = {"group": reading.group} if grouped else {}
        yield row | group | (_times(reading, quotation) if timed else {})


def _rows(reading: Reading, *, timed: bool) -> Iterator[tuple[str, ...]]:
    name = clean(reading.id)
    for q in reading.document.quotations:
        who = clean(q.speaker.name) if q.speaker else ""
        sure = f"{q.confidence:.2f}", f"{q.speaker_confidence:.2f}"
        when = (clock(reading.time_of(q)),) * timed
        yield name, who, q.type, q.act, *sure, shown(q.cue), shown(q.source), shown(q.content), *when


class _Page:
    """One page: the `head`, a section for each document, and a list of their speakers."""

    def __init__(self, head: str) -> None:
        self._count = 0
        self._roster = Roster()
        sys.stdout.write(head)

    def write(self, reading: Reading) -> None:
        self._count += 1
        self._roster.add(f"d{self._count}", reading.document)
        notes = [clock(reading.time_of(quotation)) for quotation in reading.document.quotations]
        sys.stdout.write(html.section(reading.document, number=self._count, title=reading.id, notes=notes))

    def close(self) -> None:
        if self._count > 1:
            sys.stdout.write(html.people(self._roster.people()))
        sys.stdout.write(html.foot())
        sys.stdout.flush()


def _terminal() -> Writer[Reading]:
    console = Console(highlight=False)
    return _Printed(console, _table if console.width >= _NARROW else _list)


class _Printed:
    """Documents printed on a terminal, each below its name."""

    def __init__(self, console: Console, made: Callable[[Reading], Table]) -> None:
        self._console = console
        self._made = made

    def write(self, reading: Reading) -> None:
        table = self._made(reading)
        table.title, table.title_justify = Text(clean(reading.id), "bold"), "left"
        if not reading.document.quotations:
            table.add_row(Text("nobody", "dim"))
        self._console.print(table)

    def close(self) -> None:
        sys.stdout.flush()


def _table(reading: Reading) -> Table:
    table = Table(box=box.SIMPLE_HEAD, expand=True)
    if reading.times:
        table.add_column("When", no_wrap=True)
    table.add_column("Who", ratio=4, overflow="fold")
    table.add_column("says", ratio=3, overflow="fold")
    table.add_column("what", ratio=9)
    table.add_column("how", no_wrap=True)
    table.add_column("sure", justify="right", no_wrap=True)
    for q in reading.document.quotations:
        when = [Text(clock(reading.time_of(q)).replace("–", "–\n"), "dim")] * bool(reading.times)
        how = q.type if q.act == "speech" else f"{q.type}\n{q.act}"
        sure = Text(f"{q.confidence:.0%}", "dim")
        table.add_row(*when, _who(q), Text(shown(q.cue), "dim"), _what(q), Text(how, "dim"), sure)
    return table


def _list(reading: Reading) -> Table:
    """Return the quotations one below the other, for a terminal too narrow for columns."""
    table = Table(box=None, show_header=False, expand=True, padding=(0, 0, 1, 0))
    for q in reading.document.quotations:
        parts = (q.type, "" if q.act == "speech" else q.act, f"{q.confidence:.0%}", clock(reading.time_of(q)))
        how = Text(f"\n{shown(q.cue) or '—'} ({', '.join(filter(None, parts))})\n", "dim")
        table.add_row(Text.assemble(_who(q), how, _what(q)))
    return table


def _what(quotation: Quotation) -> Text:
    return Text(shown(quotation.content), "dim" if quotation.type == "indirect" else "")


def _who(quotation: Quotation) -> Text:
    source = shown(quotation.source)
    if quotation.speaker is None:
        return Text(source or "—", "italic")
    name = clean(quotation.speaker.name)
    sure = (f" {quotation.speaker_confidence:.0%}", "dim")
    return Text.assemble((name, "bold"), sure, (f"\n{source}" if source not in ("", name) else "", "dim"))
