"""How strategies choose: a few bytes in one draw, folded into as many choices as there are.

Hypothesis deletes five draws of an example at once, and no more: what is to vanish whole, a statement
or a speaker, must be made of fewer. It also draws large numbers mostly near zero, but bytes evenly.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from hypothesis import strategies as st

_Choice = TypeVar("_Choice")
_Made = TypeVar("_Made")


def numbers(count: int) -> st.SearchStrategy[bytes]:
    """Draw so many numbers from 0 to 255, all of them 0 at the simplest."""
    return st.binary(min_size=count, max_size=count)


def pick(choices: Sequence[_Choice], number: int) -> _Choice:
    """Return the choice that a drawn number stands for, the first one for 0.

    >>> pick(("yes", "no"), 5)
    'no'
    """
    return choices[number % len(choices)]


def perhaps(choices: Sequence[_Choice], number: int) -> _Choice | None:
    """Return the choice that a drawn number stands for, or as often None.

    >>> [perhaps(("yes", "no"), number) for number in range(4)]
    [None, None, 'yes', 'no']
    """
    at = number % (2 * len(choices)) - len(choices)
    return choices[at] if at >= 0 else None


def called(name: str, made: st.SearchStrategy[_Made], **options: object) -> st.SearchStrategy[_Made]:
    """Return a strategy that is printed as the call that made it, not with all the words it chooses from.

    >>> called("letters", st.sampled_from("abcdefgh"), upper=True)
    letters(upper=True)
    """

    def drawn(draw: st.DrawFn, /, **_: object) -> _Made:
        return draw(made)

    drawn.__name__ = name
    return st.composite(drawn)(**options)
