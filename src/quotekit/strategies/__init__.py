"""Hypothesis strategies for news-like texts of which the truth is known (extra ``hypothesis``).

An example is an `Article`: a text and, by construction, its quotations with content, cue, source
and speaker. Examples shrink to short texts that read well.
"""

from __future__ import annotations

from quotekit.errors import MissingExtra

try:
    import hypothesis as _hypothesis  # noqa: F401
except ModuleNotFoundError as error:
    if error.name != "hypothesis":
        raise
    raise MissingExtra.of("hypothesis", package="hypothesis", purpose="quotekit.strategies") from None

from quotekit.strategies.articles import articles, quotations
from quotekit.strategies.constructions import CONSTRUCTIONS
from quotekit.strategies.people import speakers
from quotekit.strategies.records import Article, Marks, Sayer
from quotekit.strategies.wording import marks, sentences

__all__ = [
    "CONSTRUCTIONS",
    "Article",
    "Marks",
    "Sayer",
    "articles",
    "marks",
    "quotations",
    "sentences",
    "speakers",
]
