"""Who said what, and exactly where."""

from quotekit.document import Document, Quotation, QuotedSpan, Resolution, Span, Speaker, Tokenized
from quotekit.pipeline import Pipeline, attribute, attribute_many

__all__ = [
    "Document",
    "Pipeline",
    "Quotation",
    "QuotedSpan",
    "Resolution",
    "Span",
    "Speaker",
    "Tokenized",
    "attribute",
    "attribute_many",
]
