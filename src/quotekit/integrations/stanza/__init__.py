"""quotekit in Stanza's pipelines, and Stanza's annotations in quotekit's (extra ``stanza``).

Importing this registers the processor ``quote`` for every `stanza.Pipeline` and adds the property ``quotes``
to Stanza's documents. Importing it again changes nothing.
"""

from __future__ import annotations

from quotekit.errors import MissingExtra

try:
    import stanza as _stanza  # noqa: F401
except ModuleNotFoundError as error:
    raise MissingExtra.of("stanza", package=error.name or "stanza", purpose="work with Stanza") from None

from quotekit.integrations.stanza.attributing import attribute
from quotekit.integrations.stanza.evidence import StanzaEvidence
from quotekit.integrations.stanza.loading import load
from quotekit.integrations.stanza.parser import StanzaParser
from quotekit.integrations.stanza.processor import QuoteProcessor, register
from quotekit.integrations.stanza.quotes import Quote
from quotekit.integrations.stanza.tokenizer import StanzaTokenized, StanzaTokenizer, read

__all__ = [
    "Quote",
    "QuoteProcessor",
    "StanzaEvidence",
    "StanzaParser",
    "StanzaTokenized",
    "StanzaTokenizer",
    "attribute",
    "load",
    "read",
    "register",
]

register()
