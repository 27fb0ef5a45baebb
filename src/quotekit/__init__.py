"""Who said what, and exactly where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotekit.document import Act, Document, Quotation, QuotedSpan, Resolution, Span, Speaker, Tokenized
from quotekit.pipeline import Pipeline, attribute, attribute_many
from quotekit.stream import Documents

if TYPE_CHECKING:
    from quotekit.comparison import Comparison, compare

__all__ = [
    "Act",
    "Comparison",
    "Document",
    "Documents",
    "Pipeline",
    "Quotation",
    "QuotedSpan",
    "Resolution",
    "Span",
    "Speaker",
    "Tokenized",
    "attribute",
    "attribute_many",
    "compare",
]


def __getattr__(name: str) -> object:
    # On first use: who only attributes does not pay for what compares.
    if name in ("Comparison", "compare"):
        from quotekit import comparison

        return getattr(comparison, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
