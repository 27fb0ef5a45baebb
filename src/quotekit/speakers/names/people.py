"""Persons: to whom full names, surnames, given names and titled names refer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import attrs

from quotekit.lexicon import read
from quotekit.speakers.names.entities import Entity, Register
from quotekit.speakers.names.lexicon import (
    formal_names,
    given_gender,
    kin_gender,
    offices,
    roles,
    word_set,
)
from quotekit.speakers.names.namesakes import Namesakes
from quotekit.speakers.names.parts import deletions, is_family_first, surface, surname_key
from quotekit.speakers.names.reader import NameMention
from quotekit.speakers.names.words import Words

Key = TypeVar("Key")

# More namesakes than this are not distinguished, which keeps the work linear.
NAMESAKES = 8
LONGEST_SURNAME = 24
FROM_TITLE, FROM_ROLE, FROM_LIST = 6.0, 4.0, 1.5


@attrs.define(slots=True, eq=False)
class People:
    """Look up the persons of a text by any part of their names."""

    words: Words
    register: Register
    namesakes: Namesakes
    full: dict[tuple[str, str], list[Entity]] = attrs.field(factory=dict)
    initials: dict[tuple[str, str], list[Entity]] = attrs.field(factory=dict)
    stretches: dict[tuple[str, ...], Entity] = attrs.field(factory=dict)
    by_last: dict[str, list[Entity]] = attrs.field(factory=dict)
    by_first: dict[str, list[Entity]] = attrs.field(factory=dict)
    by_middle: dict[str, list[Entity]] = attrs.field(factory=dict)
    by_letters: dict[str, Entity] = attrs.field(factory=dict)
    nearly: dict[str, list[int]] = attrs.field(factory=dict)

    def learn(self, entity: Entity, mention: NameMention) -> None:
        """Learn office and gender of a person from titles and given names."""
        known = roles()
        entity.titled = entity.titled or bool(mention.titles)
        for title in mention.titles:
            entity.roles.update(offices(title))
            if title not in word_set("titles-kept"):
                entity.note_gender(kin_gender().get(title, "u"), FROM_TITLE)
            role = known.get(title)
            if role is not None:
                entity.note_gender(role.gender, FROM_ROLE)
        if len(mention.parts) > 1 and entity.fulls == 1:
            for part in mention.parts[:-1]:
                gender = given_gender().get(part)
                if gender is not None:
                    entity.note_gender(gender, FROM_LIST)
                    break

    @staticmethod
    def variants(given: str) -> tuple[str, ...]:
        """Return a given name, and those of which it is short."""
        return (given, *sorted(formal_names().get(given, ())))

    def add(self, entity: Entity, parts: tuple[str, ...], nickname: str = "") -> None:
        """Index a person by every part of a full name."""
        given, surname = parts[0], surname_key(parts[-1])
        for variant in self.variants(given):
            self._add(self.full, (variant, surname), entity)
        if nickname:
            self._add(self.full, (nickname, surname), entity)
            self._add(self.by_first, nickname, entity)
        self._add(self.initials, (given[0], surname), entity)
        self._add(self.by_last, surname, entity)
        self._add(self.by_first, given, entity)
        if is_family_first(parts):
            self._add(self.by_last, given, entity)
        elif len(parts) > 2 and parts[1] in read("family-first") and "-" in parts[-1]:
            # Carrie Mok Yuet-ling.
            self._add(self.by_last, parts[1], entity)
        if 5 <= len(surname) <= LONGEST_SURNAME and len(self.by_last[surname]) == 1:
            for form in (surname, *deletions(surname)):
                self.nearly.setdefault(form, []).append(entity.number)
        letters = "".join(word[0] for part in parts for word in part.split("-") if word)
        if len(letters) > 2:
            self.by_letters.setdefault(letters, entity)
        for part in parts[1:-1]:
            self._add(self.by_middle, surname_key(part), entity)
        if "-" in surname:
            for part in surname.split("-"):
                self._add(self.by_middle, part, entity)
        for size in range(2, min(len(parts), 6)):
            self.stretches.setdefault(parts[:size], entity)
            self.stretches.setdefault(parts[-size:], entity)
        for stretch in _with_particles(parts):
            self.stretches.setdefault(stretch, entity)

    @staticmethod
    def _add(table: dict[Key, list[Entity]], key: Key, entity: Entity) -> None:
        row = table.setdefault(key, [])
        if len(row) < NAMESAKES and entity not in row:
            row.append(entity)

    def bears_first(self, word: str) -> bool:
        """Tell whether a word is somebody's first name in the text, or a short form of it."""
        return word in self.by_first or any(name in self.by_first for name in formal_names().get(word, ()))

    def find(
        self,
        parts: Sequence[str],
        titles: Sequence[str] = (),
        gender: str = "u",
        position: int = -1,
        usual: str = "u",
        suffix: str = "",
    ) -> Entity | None:
        """Return the person whom a short name fits: by surname, then by first name, then by any other part.

        Among namesakes, prefer one distinguished by titles or by the `gender` of a following pronoun, then
        one of the `usual` gender, then the one who stands out. Where none does and several were named in
        full before `position`, the name is nobody's: an entity of its own.
        """
        if len(parts) > 1:
            entity = self.stretches.get(tuple(parts))
            if entity is not None:
                return entity
            same = self.full.get((parts[0], surname_key(parts[-1])))
            return same[0] if same else None
        key = surname_key(parts[0])
        formal = [row for name in sorted(formal_names().get(key, ())) for row in self.by_first.get(name, ())]
        for table in (self.by_last, self.by_first, self.by_middle):
            rows = table.get(key) or table.get(parts[0])
            if rows:
                # Hart Jr. is the one who has the suffix; Hart may be either.
                rows = [e for e in rows if suffix and e.suffix == suffix] or rows
                chosen = self.namesakes.choose(rows, titles, gender, position, usual, key)
                if chosen is not None:
                    return chosen
        return self.namesakes.choose(formal, titles, gender, position, usual, key) if formal else None

    def settle(self, mention: NameMention, gender: str = "u", usual: str = "u") -> Entity | None:
        """Return the person of a name of one word, or None if nobody in the text has it."""
        entity = self.find(mention.parts, mention.titles, gender, mention.start, usual, mention.suffix)
        if entity is None:
            return None
        mention.entity = entity.number
        if entity.fulls or mention.sure:
            entity.kind = "person"
        entity.note(surface(self.words, mention.start, mention.end), mention.start, mention.end)
        self.learn(entity, mention)
        return entity

    def misspelt(self, word: str) -> Entity | None:
        """Return the one person whose surname a word of five letters or more misses by one letter."""
        if len(word) < 5:
            return None
        found: set[int] = set()
        for form in (word, *deletions(word)):
            found.update(self.nearly.get(form, ()))
        return self.register.entities[found.pop()] if len(found) == 1 else None

    def lone(self, mention: NameMention) -> Entity:
        """Make an entity, a person or of unknown kind, of a one-word name that no full name explains."""
        entity = self.register.make("person" if mention.sure and mention.kind == "person" else "unknown")
        entity.parts = mention.parts
        entity.first_full = mention.start
        gender = given_gender().get(mention.parts[-1])
        if gender is not None and not mention.titles:
            entity.note_gender(gender, FROM_LIST)
            if gender in ("m", "f"):
                entity.kind = "person"
        self._add(self.by_last, surname_key(mention.parts[-1]), entity)
        mention.entity = entity.number
        start = mention.start
        if mention.titles and mention.titles[-1] in word_set("titles-kept"):
            # Sheikh Hasina: where no fuller name follows, the title is half of it.
            start = self.words.starts[mention.first - 1]
        entity.note(surface(self.words, start, mention.end), mention.start, mention.end)
        self.learn(entity, mention)
        return entity


def _with_particles(parts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Return the family names in a name that begin with particles: de la Cruz, of Ana de la Cruz y Paz."""
    particles = read("name-particles")
    for first in range(1, len(parts) - 1):
        if parts[first] in particles and parts[first - 1] not in particles:
            last = next((k for k in range(first + 1, len(parts)) if parts[k] not in particles), first)
            if last > first:
                yield parts[first : last + 1]
