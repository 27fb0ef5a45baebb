"""The records that flow through the stages: one immutable value per text."""

from quotekit.document.layout import QuotedSpan, Span, Tokenized
from quotekit.document.records import (
    Document,
    Quotation,
    QuotationType,
    Resolution,
    Speaker,
    SpeakerKind,
)

__all__ = [
    "Document",
    "Quotation",
    "QuotationType",
    "QuotedSpan",
    "Resolution",
    "Span",
    "Speaker",
    "SpeakerKind",
    "Tokenized",
]
