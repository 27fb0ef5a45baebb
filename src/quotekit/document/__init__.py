"""The records that flow through the stages: one immutable value per text.

`layout` has spans and the tokenizer's pieces, `records` quotations and speakers, `document` all that was
found in a text. `wire` writes it as plain data and `decoding` reads that back; `alignment` leads from a
corrected copy of a text to the text as given.
"""

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
