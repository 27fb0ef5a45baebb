"""Documents written out: a table to read, a plain table to pipe, JSON, and JSON Lines."""

from __future__ import annotations

import json
import re
import sys
from typing import Any, Protocol

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from quotekit.cli.exports import Page, Rows
from quotekit.document import Document, Quotation, Span
from quotekit.document.wire import SCHEMA_VERSION, spans_to_dicts

# In a JSON string only: what UTF-8 has no bytes for, and what some readers take for the end of a line.
_TO_ESCAPE = re.compile("[\ud800-\udfff\u0085\u2028\u2029]")
# What moves a terminal's cursor or colours it.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")

_COLUMNS = ("document", "speaker", "type", "confidence", "cue", "source", "content")


class Writer(Protocol):
    """Write documents to standard output, one after the other."""

    def write(self, name: str, document: Document) -> None: ...

    def close(self) -> None: ...


def writer(form: str, *, text: bool) -> Writer:
    """Give the writer of a format, by its name on the command line; `text` is for JSON."""
    if form == "html":
        return Page()
    if form == "csv":
        return Rows()
    if form == "parquet":
        from quotekit.cli.parquet import Columns

        return Columns()
    if form == "jsonl":
        return _JsonLines(text=text)
    if form == "json":
        return _Json(text=text)
    return _Table() if sys.stdout.isatty() else _Plain()


def record(name: str, document: Document, *, text: bool) -> dict[str, Any]:
    """Give what the command line says about a document, as plain data."""
    data: dict[str, Any] = {"id": name, "schema": SCHEMA_VERSION}
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
        }
        for q in document.quotations
    ]
    return data


class _JsonLines:
    def __init__(self, *, text: bool) -> None:
        self._text = text

    def write(self, name: str, document: Document) -> None:
        sys.stdout.write(dumped(record(name, document, text=self._text)) + "\n")

    def close(self) -> None:
        sys.stdout.flush()


class _Json:
    def __init__(self, *, text: bool) -> None:
        self._text = text
        self._before = "["

    def write(self, name: str, document: Document) -> None:
        data = dumped(record(name, document, text=self._text), indent=2)
        sys.stdout.write(self._before + "\n  " + data.replace("\n", "\n  "))
        self._before = ","

    def close(self) -> None:
        sys.stdout.write("[]\n" if self._before == "[" else "\n]\n")
        sys.stdout.flush()


class _Plain:
    """A line a quotation, its columns parted by tabs, under a line of their names."""

    def __init__(self) -> None:
        self._line(_COLUMNS)

    def write(self, name: str, document: Document) -> None:
        for q in document.quotations:
            self._line(
                (
                    clean(name),
                    clean(q.speaker.name) if q.speaker else "",
                    q.type,
                    f"{q.confidence:.2f}",
                    shown(q.cue),
                    shown(q.source),
                    shown(q.content),
                )
            )

    def close(self) -> None:
        sys.stdout.flush()

    def _line(self, cells: tuple[str, ...]) -> None:
        sys.stdout.write("\t".join(cells) + "\n")


class _Table:
    def __init__(self) -> None:
        self._console = Console(highlight=False)

    def write(self, name: str, document: Document) -> None:
        table = Table(box=box.SIMPLE_HEAD, title=Text(clean(name), "bold"), title_justify="left", expand=True)
        table.add_column("Who", ratio=2)
        table.add_column("says", ratio=1)
        table.add_column("what", ratio=6)
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


def shown(spans: tuple[Span, ...]) -> str:
    """Give spans as one line that is safe on a terminal."""
    return " … ".join(clean(span.text) for span in spans)


def clean(text: str) -> str:
    """Give a text as one line that is safe on a terminal."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))


def dumped(value: object, indent: int | None = None) -> str:
    """Give plain data as JSON that any reader of lines takes."""
    data = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    return _TO_ESCAPE.sub(lambda match: f"\\u{ord(match.group()):04x}", data)
