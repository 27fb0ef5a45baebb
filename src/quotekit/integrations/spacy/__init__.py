"""quotekit as a component of spaCy's pipelines, and spaCy's tokens and entities in quotekit's.

spaCy finds the component by itself: ``nlp.add_pipe("quotekit")`` needs no import. To read stored Docs without
a pipeline, import this module, which defines ``doc._.quotations``. It needs the extra ``spacy``.
"""

from __future__ import annotations

from quotekit.errors import MissingExtra

try:
    import spacy as _spacy  # noqa: F401
except ModuleNotFoundError as error:
    raise MissingExtra.of("spacy", package=error.name or "spacy", purpose="work with spaCy") from None

from quotekit.integrations.spacy.component import QuotationComponent, create
from quotekit.integrations.spacy.reading import SpacyEvidence, SpacyTokenized, SpacyTokenizer
from quotekit.integrations.spacy.storing import document

__all__ = [
    "QuotationComponent",
    "SpacyEvidence",
    "SpacyTokenized",
    "SpacyTokenizer",
    "create",
    "document",
]
