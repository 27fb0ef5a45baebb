"""Quotations as flat rows: fixed columns, one row per quotation, plain values only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from quotekit.arguments import check_kind
from quotekit.document import Document, Span

# Columns may be added at the end; existing ones keep their names, order and meanings.
COLUMNS = (
    "document",
    "quotation",
    "speaker",
    "speaker_kind",
    "type",
    "confidence",
    "rule",
    "inside",
    "start",
    "end",
    "content",
    "content_spans",
    "cue",
    "cue_spans",
    "source",
    "source_spans",
    "act",
    "speaker_confidence",
    "addressee",
)

# Column types, for libraries that need them before the first row; the other columns are text.
INTEGERS = frozenset({"quotation", "inside", "start", "end"})
NUMBERS = frozenset({"confidence", "speaker_confidence"})

_SPANS = re.compile(r"(?:[0-9]+:[0-9]+(?: [0-9]+:[0-9]+)*)?", re.ASCII)
_SURROGATE = re.compile("[\ud800-\udfff]")


def to_records(document: Document, *, id: str | None = None) -> list[dict[str, Any]]:
    """Return a document's quotations as flat rows: see `Document.to_records`."""
    check_kind("document", document, Document)
    return [
        {
            "document": id,
            "quotation": i,
            "speaker": quotation.speaker.name if quotation.speaker else None,
            "speaker_kind": quotation.speaker.kind if quotation.speaker else None,
            "type": quotation.type,
            "confidence": float(quotation.confidence),
            "rule": quotation.rule,
            "inside": quotation.inside,
            "start": quotation.start,
            "end": quotation.end,
            "content": quotation.content_text,
            "content_spans": write_spans(quotation.content),
            "cue": _joined(quotation.cue),
            "cue_spans": write_spans(quotation.cue),
            "source": _joined(quotation.source),
            "source_spans": write_spans(quotation.source),
            "act": quotation.act,
            "speaker_confidence": float(quotation.speaker_confidence),
            "addressee": quotation.addressee.name if quotation.addressee else None,
        }
        for i, quotation in enumerate(document.quotations)
    ]


def utf8_records(document: Document, *, id: str | None = None) -> list[dict[str, Any]]:
    r"""Return the same rows for formats in UTF-8, with lone surrogates as U+FFFD.

    This replaces one code point by another, so that offsets and lengths stay right.

    >>> import quotekit
    >>> (row,) = utf8_records(quotekit.attribute('"Over \ud83d now," said Ann Lee.'))
    >>> row["content"] == '"Over \ufffd now,"', row["end"]
    (True, 13)
    """
    return [
        {column: utf8(value) if isinstance(value, str) else value for column, value in row.items()}
        for row in to_records(document, id=id)
    ]


def utf8(text: str) -> str:
    """Return a text with each lone surrogate as U+FFFD, so that UTF-8 can hold it."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def write_spans(spans: Iterable[Span]) -> str:
    """Return the offsets of spans (code points, half-open) as one string for `read_spans`.

    >>> write_spans((Span(0, 5, "Hello there"), Span(6, 11, "Hello there")))
    '0:5 6:11'
    """
    return " ".join(f"{span.start}:{span.end}" for span in spans)


def read_spans(spans: str, text: str) -> tuple[Span, ...]:
    """Return the spans of a text from a column such as ``content_spans``.

    Raises `ValueError` for another kind of string, and for offsets outside the text.

    >>> [span.text for span in read_spans("0:5 6:11", "Hello there")]
    ['Hello', 'there']
    """
    if not _SPANS.fullmatch(spans):
        raise ValueError(f"expected offsets such as '0:5 6:11', got {spans[:60]!r}")
    pairs = (pair.split(":") for pair in spans.split())
    return tuple(Span(int(start), int(end), text) for start, end in pairs)


def _joined(spans: tuple[Span, ...]) -> str | None:
    # A space would hide that the parts are not adjacent; the offsets tell what is between them.
    return " … ".join(span.text for span in spans) if spans else None
