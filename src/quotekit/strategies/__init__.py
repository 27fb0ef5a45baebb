"""Hypothesis strategies for news-like texts with known quotations (extra ``hypothesis``).

An example is an `Article`: a text together with its quotations, known by construction with content, cue,
source and speaker. Examples shrink to short texts that read well.
"""

from __future__ import annotations

from quotekit.errors import MissingExtra

try:
    from hypothesis import strategies as _strategies
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

# Otherwise `st.from_type` would fill these records with arbitrary text and numbers.
_strategies.register_type_strategy(Article, lambda _: articles())
_strategies.register_type_strategy(Marks, lambda _: marks())
_strategies.register_type_strategy(Sayer, lambda _: speakers())
