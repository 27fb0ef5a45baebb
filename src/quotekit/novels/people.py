"""People: everybody who may speak in a book, named, only described, or narrating."""

from __future__ import annotations

from typing import Literal, NamedTuple

import attrs

PersonKind = Literal["named", "described", "narrator"]


@attrs.define(eq=False, kw_only=True)
class Person:
    """Hold one person: names by weight, gender (m, f, u), titles, and mentions.

    `head` is the noun by which somebody who is only described is called. `mentions` are token numbers,
    half-open, in text order.
    """

    number: int
    kind: PersonKind
    names: tuple[str, ...]
    gender: str
    titles: frozenset[str] = frozenset()
    head: str = ""
    mentions: list[tuple[int, int]] = attrs.Factory(list)

    def fits(self, gender: str) -> int:
        """Return 1 if the person's gender is the given one, -1 if it is the other, else 0."""
        if gender == "u" or self.gender == "u":
            return 0
        return 1 if self.gender == gender else -1


class Sighting(NamedTuple):
    """Hold one mention of a person: its tokens, and whether the name is called out in speech.

    `rivals` are the others to whom the same name may refer.
    """

    start: int
    end: int
    person: int
    called: bool
    rivals: tuple[int, ...] = ()


@attrs.frozen(kw_only=True, eq=False)
class People:
    """Hold a book's people and all sightings in text order; `narrator` is a number or -1."""

    persons: tuple[Person, ...]
    sightings: tuple[Sighting, ...]
    narrator: int
