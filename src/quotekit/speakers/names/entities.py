"""Entities: one mutable record for each person, organisation, place, group or document."""

from __future__ import annotations

import functools
import re
from typing import Literal

import attrs

from quotekit.speakers.names.lexicon import determiner, fold

OWN = re.compile(r"['’]s? ")

EntityKind = Literal["person", "organisation", "place", "group", "document", "unnamed", "unknown"]


@attrs.define(slots=True, eq=False, kw_only=True)
class Entity:
    """Gather what a text tells about one entity.

    `forms` counts its names, `mentions` are offsets, `men` and `women` weigh the evidence for its gender,
    `roles` are the folded nouns and adjectives that describe it, `fulls` counts mentions of the full name,
    and `titled` tells whether one has a title.
    """

    number: int
    kind: EntityKind
    forms: dict[str, int] = attrs.field(factory=dict)
    mentions: list[tuple[int, int]] = attrs.field(factory=list)
    men: float = 0.0
    women: float = 0.0
    roles: set[str] = attrs.field(factory=set)
    parts: tuple[str, ...] = ()
    suffix: str = ""
    plural: bool = False
    fulls: int = 0
    shunned: set[str] = attrs.field(factory=set)
    named: bool = False
    titled: bool = False
    first_full: int = -1

    @property
    def gender(self) -> str:
        """Return m, f or u: the gender, if the evidence is clear."""
        if self.men > 1.5 * self.women:
            return "m"
        if self.women > 1.5 * self.men:
            return "f"
        return "u"

    @property
    def is_told(self) -> bool:
        """Tell whether the evidence for the gender is more than a given name or a pronoun or two."""
        return max(self.men, self.women) >= 3

    @property
    def name(self) -> str:
        """Return the fullest form: most words, not all in capitals, most frequent, first."""
        if len(self.forms) < 2:
            return next(iter(self.forms), "")
        return max(
            self.forms,
            key=lambda form: (
                form not in self.shunned,
                self.named or determiner(form.partition(" ")[0].lower()) != "p",
                len(form.replace("-", " ").split()),
                not form.isupper(),
                not OWN.search(form),
                self.forms[form],
                not form.isascii(),
            ),
        )

    @property
    def name_words(self) -> frozenset[str]:
        """Return the words of all its names, folded."""
        return _folded(" ".join(self.forms))

    def note_gender(self, gender: str, weight: float) -> None:
        if gender == "m":
            self.men += weight
        elif gender == "f":
            self.women += weight

    def note(self, form: str, start: int, end: int) -> None:
        """Add a mention by a name or a description."""
        self.forms[form] = self.forms.get(form, 0) + 1
        self.mentions.append((start, end))


@attrs.define(slots=True, eq=False)
class Register:
    """Number the entities of a text in the order in which they are made."""

    entities: list[Entity] = attrs.field(factory=list)

    def make(self, kind: EntityKind) -> Entity:
        entity = Entity(number=len(self.entities), kind=kind)
        self.entities.append(entity)
        return entity


@functools.lru_cache(maxsize=4096)
def _folded(names: str) -> frozenset[str]:
    return frozenset(map(fold, names.split()))
