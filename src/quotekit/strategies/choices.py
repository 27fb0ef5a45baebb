"""Choices from few draws: some bytes in one draw, folded into as many choices as needed.

Hypothesis deletes at most five draws of an example at once, so a statement or a speaker must be made of fewer
to vanish as a whole. It also draws large numbers mostly near zero, but bytes evenly.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from hypothesis import strategies as st

_Choice = TypeVar("_Choice")
_Made = TypeVar("_Made")


def numbers(count: int) -> st.SearchStrategy[bytes]:
    """Draw `count` numbers from 0 to 255; the simplest are all 0."""
    return st.binary(min_size=count, max_size=count)


def pick(choices: Sequence[_Choice], number: int) -> _Choice:
    """Return the choice for a drawn number; 0 is the first choice.

    >>> pick(("yes", "no"), 5)
    'no'
    """
    return choices[number % len(choices)]


def perhaps(choices: Sequence[_Choice], number: int) -> _Choice | None:
    """Return the choice for a drawn number, or None for half of the numbers.

    >>> [perhaps(("yes", "no"), number) for number in range(4)]
    [None, None, 'yes', 'no']
    """
    at = number % (2 * len(choices)) - len(choices)
    return choices[at] if at >= 0 else None


def built(make: Callable[..., _Made], *parts: st.SearchStrategy[Any]) -> st.SearchStrategy[_Made]:
    """Return a strategy that makes something of parts.

    Not `st.builds` or `st.tuples`: Hypothesis would vary each of their parts some hundred times to explain a
    failure, for longer than it takes to shrink it, and then print something else.

    >>> from hypothesis import find
    >>> find(built(max, st.just(1), st.just(2)), lambda made: True)
    2
    """

    @st.composite
    def drawn(draw: st.DrawFn) -> _Made:
        return make(*[draw(part) for part in parts])

    return drawn()


def called(name: str, made: st.SearchStrategy[_Made], **options: object) -> st.SearchStrategy[_Made]:
    """Return a strategy with the call that made it as its repr, rather than all its words.

    >>> called("letters", st.sampled_from("abcdefgh"), upper=True)
    letters(upper=True)
    """

    def drawn(draw: st.DrawFn, /, **_: object) -> _Made:
        return draw(made)

    drawn.__name__ = name
    return st.composite(drawn)(**options)
