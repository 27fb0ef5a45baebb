"""Strategies for what stands in a text: styles of quotation marks, and sentences."""

from __future__ import annotations

import functools

from hypothesis import strategies as st

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
    """Draw a style of quotation marks: straight or curly, double or single, or one from abroad.

    >>> from hypothesis import find
    >>> find(marks(), lambda style: style.open == "„").close
    '“'
    """
    return st.sampled_from(_STYLES)


def sentences() -> st.SearchStrategy[str]:
    """Draw a sentence that somebody may say, with the full stop or other mark that ends it.

    Apostrophes are straight; an article writes them as its marks have them.

    >>> from hypothesis import find
    >>> find(sentences(), lambda sentence: True)
    'Go home.'
    """
    return st.sampled_from((*words("story/remarks"), *_claims()))


def claims() -> st.SearchStrategy[str]:
    """Draw a sentence that can be reported: *(she said that)* the road is shut."""
    return st.sampled_from(_claims())


def questions() -> st.SearchStrategy[str]:
    """Draw a question that somebody may ask."""
    return st.sampled_from(words("story/questions"))


@functools.cache
def _claims() -> tuple[str, ...]:
    # One choice among all, and not one a part: examples are drawn faster, and none is shorter than another.
    made = (
        f"{subject[0].upper()}{subject[1:]} {predicate} {moment}".rstrip() + "."
        for moment in ("", *words("story/moments"))
        for predicate in words("story/predicates")
        for subject in words("story/subjects")
    )
    return tuple(made)
