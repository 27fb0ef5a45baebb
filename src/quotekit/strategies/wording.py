"""Strategies for styles of quotation marks and for sentences."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from quotekit.strategies.choices import called, numbers, perhaps, pick
from quotekit.strategies.records import Marks
from quotekit.strategies.vocabulary import words

# The plainest first: examples shrink to it.
_STYLES = (
    Marks(open='"', close='"', inner_open="'", inner_close="'"),
    Marks(open="“", close="”", inner_open="‘", inner_close="’", apostrophe="’"),
    Marks(open="‘", close="’", inner_open="“", inner_close="”", apostrophe="’"),
    Marks(open="'", close="'", inner_open='"', inner_close='"'),
    Marks(open="“", close="”", inner_open="'", inner_close="'"),
    Marks(open="“", close="”", inner_open="‘", inner_close="’", apostrophe="’", comma_inside=False),
    Marks(open="‘", close="’", inner_open="“", inner_close="”", apostrophe="’", comma_inside=False),
    Marks(open="``", close="''", inner_open="`", inner_close="'"),
    Marks(open="«", close="»", inner_open="‹", inner_close="›", apostrophe="’", comma_inside=False),
    Marks(open="« ", close=" »", inner_open="“", inner_close="”", apostrophe="’", comma_inside=False),
    Marks(open="»", close="«", inner_open="›", inner_close="‹", apostrophe="’", comma_inside=False),
    Marks(open="„", close="“", inner_open="‚", inner_close="‘", apostrophe="’", comma_inside=False),
    Marks(open="„", close="”", inner_open="‚", inner_close="’", apostrophe="’", comma_inside=False),
    Marks(open="「", close="」", inner_open="『", inner_close="』", apostrophe="’", comma_inside=False),
)


def marks() -> st.SearchStrategy[Marks]:
    """Draw a style of quotation marks: straight or curly, double or single, or a foreign one.

    >>> from hypothesis import find
    >>> find(marks(), lambda style: style.open == "„").close
    '“'
    """
    return called("marks", styles())


def sentences() -> st.SearchStrategy[str]:
    """Draw a sentence with its final mark.

    Apostrophes are straight; an article writes them in the style of its marks.

    >>> from hypothesis import find
    >>> find(sentences(), lambda sentence: True)
    'Go home.'
    """
    return called("sentences", remarks())


def styles() -> st.SearchStrategy[Marks]:
    """Draw what `marks` draws, in fewer steps."""
    return st.sampled_from(_STYLES)


def remarks() -> st.SearchStrategy[str]:
    """Draw what `sentences` draws, in fewer steps."""
    return numbers(5).map(_sentence)


def claims() -> st.SearchStrategy[str]:
    """Draw a sentence that can be reported: *(she said that)* the road is shut."""
    return numbers(3).map(_claim)


def questions() -> st.SearchStrategy[str]:
    """Draw a question."""
    return st.sampled_from(words("story/questions"))


def _sentence(drawn: bytes) -> str:
    claimed, remark, *claim = drawn
    return _claim(claim) if claimed % 4 else pick(words("story/remarks"), remark)


def _claim(drawn: Sequence[int]) -> str:
    moment, predicate, subject = drawn
    begun = pick(words("story/subjects"), subject)
    ended = perhaps(words("story/moments"), moment)
    claim = f"{begun[0].upper()}{begun[1:]} {pick(words('story/predicates'), predicate)}"
    return f"{claim} {ended}." if ended else f"{claim}."
