"""Strategies for speakers: people of many countries, organisations, people without a name."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from hypothesis import strategies as st

from quotekit.strategies.choices import called, numbers, pick
from quotekit.strategies.records import Sayer
from quotekit.strategies.vocabulary import pairs, words


def speakers(*, organisations: bool = True, unnamed: bool = True) -> st.SearchStrategy[Sayer]:
    """Draw a speaker: a person, an organisation, or somebody without a name.

    >>> from hypothesis import find
    >>> find(speakers(), lambda speaker: speaker.honorific == "Dr").name
    'Al Fox'
    """
    options = {} if organisations and unnamed else {"organisations": organisations, "unnamed": unnamed}
    return called("speakers", sayers(organisations=organisations, unnamed=unnamed), **options)


def sayers(*, organisations: bool = True, unnamed: bool = True) -> st.SearchStrategy[Sayer]:
    """Draw what `speakers` draws, in fewer steps."""
    kinds: list[Callable[[_Drawn], Sayer]] = [_named, _family_first]
    if organisations:
        kinds.append(_organisation)
    if unnamed:
        kinds.append(_unnamed)
    return numbers(5).map(lambda drawn: pick(kinds, drawn[0])(_Drawn(*drawn)))


class _Drawn(NamedTuple):
    """Hold the draws for a speaker: the same number for every kind, so that people are the simplest."""

    kind: int
    name: int
    surname: int
    honorific: int
    role: int


def _named(drawn: _Drawn) -> Sayer:
    given, pronoun = pick(pairs("story/given-names"), drawn.name)
    surname = pick(words("story/surnames"), drawn.surname)
    return _person(f"{given} {surname}", surname, pronoun, drawn)


def _family_first(drawn: _Drawn) -> Sayer:
    name, pronoun = pick(pairs("story/family-first"), drawn.name)
    return _person(name, name.split(" ")[0], pronoun, drawn)


def _person(name: str, surname: str, pronoun: str, drawn: _Drawn) -> Sayer:
    fitting = [title for title, told in pairs("story/honorifics") if told in (pronoun, "-")]
    return Sayer(
        name=name,
        kind="person",
        first=name,
        later=surname,
        pronoun=pronoun,
        honorific=pick([None, *fitting], drawn.honorific),
        role=pick((None, *words("story/roles")), drawn.role),
    )


def _organisation(drawn: _Drawn) -> Sayer:
    first, later = pick(pairs("story/organisations"), drawn.name)
    name = first.removeprefix("the ")
    return Sayer(name=name, kind="organisation", first=first, later=later, pronoun="it")


def _unnamed(drawn: _Drawn) -> Sayer:
    first, later = pick(pairs("story/unnamed"), drawn.name)
    return Sayer(name=first, kind="unnamed", first=first, later=later, pronoun="they")
