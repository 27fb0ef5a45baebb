"""Who said what, and exactly where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotekit.defaults import attribute, attribute_many, attribute_novel
from quotekit.document import Act, Document, Quotation, QuotedSpan, Resolution, Span, Speaker, Tokenized
from quotekit.pipeline import Pipeline
from quotekit.stream import Documents

if TYPE_CHECKING:
    from quotekit.comparison import Comparison, compare
    from quotekit.roster import Person, people

__version__ = "0.1.0"

__all__ = [
    "Act",
    "Comparison",
    "Document",
    "Documents",
    "Person",
    "Pipeline",
    "Quotation",
    "QuotedSpan",
    "Resolution",
    "Span",
    "Speaker",
    "Tokenized",
    "attribute",
    "attribute_many",
    "attribute_novel",
    "compare",
    "people",
]


def __getattr__(name: str) -> object:
    # Loaded on first use, so that attribution does not import what only comparison needs.
    if name in ("Comparison", "compare"):
        from quotekit import comparison

        return getattr(comparison, name)
    if name in ("Person", "people"):
        from quotekit import roster

        return getattr(roster, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
