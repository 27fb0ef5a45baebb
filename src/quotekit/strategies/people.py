"""Strategies for who speaks: people of many countries, organisations, people without a name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from hypothesis import strategies as st

from quotekit.strategies.records import Sayer
from quotekit.strategies.vocabulary import pairs, words

_Choice = TypeVar("_Choice")
# Folded into as many choices as there are.
_NUMBERS = 720


def speakers(*, organisations: bool = True, unnamed: bool = True) -> st.SearchStrategy[Sayer]:
    """Draw somebody who can be quoted: a person, an organisation, somebody without a name.

    >>> from hypothesis import find
    >>> find(speakers(), lambda speaker: speaker.honorific == "Dr").name
    'Al Fox'
    """
    kinds: list[Callable[[int, _Drawn], Sayer]] = [_named, _family_first]
    if organisations:
        kinds.append(_organisation)
    if unnamed:
        kinds.append(_unnamed)
    # All kinds are made of as many choices, so that people are the simplest whatever else they need.
    return st.builds(
        lambda make, number, drawn: make(number, drawn),
        st.sampled_from(kinds),
        st.integers(0, _NUMBERS - 1),
        st.builds(
            _Drawn,
            surname=st.sampled_from(words("story/surnames")),
            honorific=st.integers(0, _NUMBERS - 1),
            role=st.sampled_from((None, *words("story/roles"))),
        ),
    )


class _Drawn(NamedTuple):
    """Hold what only people have."""

    surname: str
    honorific: int
    role: str | None


def _named(number: int, drawn: _Drawn) -> Sayer:
    given, pronoun = _of(pairs("story/given-names"), number)
    return _person(f"{given} {drawn.surname}", drawn.surname, pronoun, drawn)


def _family_first(number: int, drawn: _Drawn) -> Sayer:
    name, pronoun = _of(pairs("story/family-first"), number)
    return _person(name, name.split(" ")[0], pronoun, drawn)


def _person(name: str, surname: str, pronoun: str, drawn: _Drawn) -> Sayer:
    fitting = [title for title, told in pairs("story/honorifics") if told in (pronoun, "-")]
    return Sayer(
        name=name,
        kind="person",
        first=name,
        later=surname,
        pronoun=pronoun,
        honorific=_of([None, *fitting], drawn.honorific),
        role=drawn.role,
    )


def _organisation(number: int, _: _Drawn) -> Sayer:
    first, later = _of(pairs("story/organisations"), number)
    name = first.removeprefix("the ")
    return Sayer(name=name, kind="organisation", first=first, later=later, pronoun="it")


def _unnamed(number: int, _: _Drawn) -> Sayer:
    first, later = _of(pairs("story/unnamed"), number)
    return Sayer(name=first, kind="unnamed", first=first, later=later, pronoun="they")


def _of(choices: Sequence[_Choice], number: int) -> _Choice:
    return choices[number % len(choices)]
