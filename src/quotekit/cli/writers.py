"""Documents written out, one after the other, in any of the formats that the command line knows."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator
from typing import Any, Protocol

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from quotekit.cli.exports import Page, Rows
from quotekit.cli.items import JsonLines, JsonList, Lines, clean, shown
from quotekit.document import Document, Quotation
from quotekit.document.wire import spans_to_dicts
from quotekit.formats import html

_COLUMNS = ("document", "speaker", "type", "confidence", "cue", "source", "content")


class Writer(Protocol):
    """Write documents to standard output, one after the other."""

    def write(self, name: str, document: Document) -> None: ...

    def close(self) -> None: ...


def writer(form: str, *, text: bool) -> Callable[[], Writer]:
    """Return what makes the writer of a format, by its name on the command line; `text` is for JSON.

    Raises `MissingExtra` here, before there is a writer and a file has been opened for it.
    """
    if form == "html":
        return functools.partial(Page, html.head())
    if form == "csv":
        return Rows
    if form == "parquet":
        from quotekit.cli.parquet import Columns

        return Columns
    if form in ("json", "jsonl"):
        kind = JsonList if form == "json" else JsonLines
        return functools.partial(kind, functools.partial(record, text=text))
    return lambda: _Table() if sys.stdout.isatty() else Lines(_COLUMNS, _rows)


def record(name: str, document: Document, *, text: bool) -> dict[str, Any]:
    """Return what the command line says about a document, as plain data."""
    data: dict[str, Any] = {"id": name}
    if text:
        data["text"] = document.text
    data["quotations"] = [
        {
            "type": q.type,
            "content": spans_to_dicts(q.content),
            "cue": spans_to_dicts(q.cue),
            "source": spans_to_dicts(q.source),
            "speaker": None if q.speaker is None else {"name": q.speaker.name, "kind": q.speaker.kind},
            "confidence": q.confidence,
            "rule": q.rule,
            "inside": q.inside,
        }
        for q in document.quotations
    ]
    return data


def _rows(name: str, document: Document) -> Iterator[tuple[str, ...]]:
    for q in document.quotations:
        who = clean(q.speaker.name) if q.speaker else ""
        yield clean(name), who, q.type, f"{q.confidence:.2f}", shown(q.cue), shown(q.source), shown(q.content)


class _Table:
    def __init__(self) -> None:
        self._console = Console(highlight=False)

    def write(self, name: str, document: Document) -> None:
        table = Table(box=box.SIMPLE_HEAD, title=Text(clean(name), "bold"), title_justify="left", expand=True)
        table.add_column("Who", ratio=4, overflow="fold")
        table.add_column("says", ratio=3, overflow="fold")
        table.add_column("what", ratio=9)
        table.add_column("how", no_wrap=True)
        table.add_column("sure", justify="right", no_wrap=True)
        for q in document.quotations:
            content = Text(shown(q.content), "dim" if q.type == "indirect" else "")
            sure = Text(f"{q.confidence:.0%}", "dim")
            table.add_row(_who(q), Text(shown(q.cue), "dim"), content, Text(q.type, "dim"), sure)
        if not document.quotations:
            table.add_row(Text("nobody", "dim"))
        self._console.print(table)

    def close(self) -> None:
        sys.stdout.flush()


def _who(quotation: Quotation) -> Text:
    source = shown(quotation.source)
    if quotation.speaker is None:
        return Text(source or "—", "italic")
    name = clean(quotation.speaker.name)
    return Text.assemble((name, "bold"), (f"\n{source}" if source not in ("", name) else "", "dim"))
