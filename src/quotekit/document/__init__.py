"""The records that flow through the stages: one immutable value per text."""

from quotekit.document.document import Document
from quotekit.document.index import SpanIndex
from quotekit.document.layout import Name, NameKind, QuotedSpan, Span, Tokenized
from quotekit.document.records import (
    Act,
    Quotation,
    QuotationType,
    Resolution,
    Speaker,
    SpeakerKind,
)

__all__ = [
    "Act",
    "Document",
    "Name",
    "NameKind",
    "Quotation",
    "QuotationType",
    "QuotedSpan",
    "Resolution",
    "Span",
    "SpanIndex",
    "Speaker",
    "SpeakerKind",
    "Tokenized",
]
