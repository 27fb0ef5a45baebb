"""The running text: names, pronouns and descriptions between the sources, noted in their order."""

from __future__ import annotations

import functools
from collections.abc import Iterable

import attrs

from quotekit.speakers.names.gender import is_possessive
from quotekit.speakers.names.index import NameIndex
from quotekit.speakers.names.lexicon import columns, determiner, several_people, word_set
from quotekit.speakers.names.reader import NameMention
from quotekit.speakers.names.words import Words
from quotekit.speakers.resolving.discourse import Discourse
from quotekit.speakers.resolving.identities import Identities
from quotekit.speakers.resolving.introductions import Introductions
from quotekit.speakers.resolving.passing import Passing

# How many names a list of bodies may have.
LISTED = 8
# How many words of an office may stand before a name.
OFFICE = 4


@attrs.define(slots=True, eq=False, kw_only=True)
class RunningText:
    """Take note of what a text mentions.

    `skipped` are the words of datelines and bylines, `apposed` is the name in apposition to the last
    description, which is a mention of its bearer already, `until` is the last word of a description. If it is
    `brief`, only names and the subjects of sentences are noted, not pronouns and descriptions.
    """

    words: Words
    index: NameIndex
    discourse: Discourse
    passing: Passing
    introductions: Introductions
    identities: Identities
    skipped: frozenset[int]
    brief: bool = False
    apposed: NameMention | None = None
    until: int = -1

    def note(self, index: int) -> None:
        """Take note of what is mentioned at a word."""
        words, cover, pronouns = self.words, self.index.cover, columns("pronouns")
        if index in self.skipped:
            return
        name, word = cover[index], words.lower[index]
        if words.first[index]:
            self._noted(*self.passing.subject(index), index)
        if name is not None:
            if index == name.lead or (index == name.first and cover[name.lead] is not name):
                self.name(name, index)
        elif self.brief:
            return
        elif word in pronouns and pronouns[word][1] in "mf":
            self._pronoun(index)
            if word in columns("determiners"):
                # Her brother: who *her* is does not depend on him.
                self._told(index)
        elif not (
            (word in columns("determiners") and self._told(index))
            or index <= self.until
            or (self._opens(index) and self._noted(*self.passing.group(index), index))
            or word not in several_people()
        ):
            self._noted(*self.introductions.group(index), index)

    def stops(self, starting: Iterable[int]) -> list[int]:
        """Return the words at which anything can happen: sources, names, pronouns and determiners."""
        words = self.words
        telling = frozenset() if self.brief else _telling()
        told = [k for k, word in enumerate(words.lower) if word in telling]
        named = [k for k, name in enumerate(self.index.cover) if name is not None]
        opening = [sentence.start for sentence in words.sentences]
        behind = (k + 1 for k in self.skipped if k + 1 < len(words))
        return sorted({*told, *named, *opening, *behind, *starting})

    def _opens(self, index: int) -> bool:
        """Tell whether a word opens a sentence, or what follows a dateline."""
        return index not in self.skipped and (self.words.first[index] or index - 1 in self.skipped)

    def name(self, name: NameMention, index: int, *, within: bool = False) -> None:
        """Take note of a name at a word, perhaps `within` somebody else's source, and of its body."""
        if name.entity < 0:
            return
        if name is not self.apposed:
            self.discourse.note(name.entity, index, owner=name.possessive, within=within)
        self._couple(name)
        if name.possessive:
            self._entity(self.passing.body_of(name, people=self._opens(name.lead)), name.last + 1)
        if self.index.register.entities[name.entity].kind == "group":
            self.discourse.together((name.entity,), index)

    def _couple(self, name: NameMention) -> None:
        """Record two persons named side by side, as "Marco Rubio (R-Fla.) and Sen. Ted Cruz" are."""
        words, before = self.words, self.words.before(name.lead)
        if before > 0 and (owner := self.index.cover[before]) is not None and owner.possessive:
            # Peru's Orion Mines and Chile's Cobre Sur.
            before = words.before(owner.lead)
        if before < 1 or words.sentence[before] != words.sentence[name.last]:
            return
        self._met(name, before)
        if words.lower[before] != "and":
            return
        for position in (before - 1, before - 2):
            other = self.index.cover[position] if position >= 0 else None
            if other is not None:
                if other.entity != name.entity and {other.kind, name.kind} == {"person"}:
                    self.discourse.together((other.entity, name.entity), name.last)
                elif other.kind == name.kind and name.kind in ("organisation", "place"):
                    listed = (*self._listed_before(other), other.entity, name.entity)
                    self.discourse.listed[name.kind] = tuple(dict.fromkeys(listed)), name.last
                return

    def _met(self, name: NameMention, before: int) -> None:
        """Record two persons of whom one met the other, perhaps with an office before the name."""
        words, cover = self.words, self.index.cover
        near = range(before, max(before - OFFICE, 0), -1)
        verb = next((k for k in near if words.lower[k] in word_set("meeting") or cover[k] is not None), 0)
        other = cover[verb - 1] if verb and words.lower[verb] in word_set("meeting") else None
        if other is not None and other.entity != name.entity and {other.kind, name.kind} == {"person"}:
            self.discourse.listed["person"] = (other.entity, name.entity), name.last

    def _listed_before(self, name: NameMention) -> tuple[int, ...]:
        """Return the names of the same kind that commas join to a name, in their order."""
        words = self.words
        out: list[int] = []
        before = words.before(name.lead)
        while before >= 0 and words.gaps[before] == ", " and len(out) < LISTED:
            other = self.index.cover[before]
            if other is None or other.kind != name.kind:
                break
            out.append(other.entity)
            before = words.before(other.lead)
        return tuple(reversed(out))

    def _told(self, index: int) -> bool:
        """Take note of what a phrase with its determiner at a word describes; False where it is nothing."""
        return self._description(index) or (index > self.until and self._introduction(index))

    def _description(self, index: int) -> bool:
        """Take note of a person or body described in the running text."""
        entity, last = self.identities.at(index)
        if entity < 0:
            entity, last = self.passing.description(index)
        if not self._noted(entity, last, index):
            return False
        after = self.index.cover[last + 1] if last + 1 < len(self.words) else None
        self.apposed = after if after is not None and after.entity == entity else None
        span = (self.words.starts[index], self.words.ends[last])
        mentions = self.index.register.entities[entity].mentions
        if span not in mentions[-1:]:
            mentions.append(span)
        return True

    def _introduction(self, index: int) -> bool:
        """Take note of a document, or of several people who are counted or new."""
        counted = determiner(self.words.lower[index]) in ("i", "q")
        return self._noted(*self.introductions.document(index), index) or (
            counted and self._noted(*self.introductions.group(index), index)
        )

    def _noted(self, entity: int, last: int, index: int) -> bool:
        """Take note of the entity of a phrase from one word to the last; False where there is none."""
        if entity < 0:
            return False
        self.discourse.note(entity, index, last)
        self.until = max(self.until, last)
        return True

    def _entity(self, number: int, index: int) -> None:
        if number >= 0:
            self.discourse.note(number, index)

    def _pronoun(self, index: int) -> None:
        number = self.passing.pronoun(index)
        if number >= 0:
            self.discourse.note(number, index, owner=is_possessive(self.words, index), pronoun=True)
            self.index.register.entities[number].mentions.append(
                (self.words.starts[index], self.words.ends[index])
            )


@functools.cache
def _telling() -> frozenset[str]:
    """Return the small words and nouns that may mean or introduce somebody."""
    gendered = {word for word, row in columns("pronouns").items() if row[1] in "mf"}
    return frozenset({*columns("determiners"), *gendered, *several_people()})
