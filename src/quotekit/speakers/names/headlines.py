"""Headlines: sentences with every word capitalised, searched for names from the body."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator

import attrs

from quotekit.lexicon import read
from quotekit.speakers.names.entities import Entity, Register
from quotekit.speakers.names.kinds import NameKind
from quotekit.speakers.names.lexicon import NameLists, columns, fold, verb_like, word_set
from quotekit.speakers.names.organisations import Organisations
from quotekit.speakers.names.parts import surface
from quotekit.speakers.names.people import People
from quotekit.speakers.names.reader import NameMention
from quotekit.speakers.names.words import Words

LONGEST = 6
# The most words of a byline, and the first paragraphs that may have one.
BYLINE, OPENING = 10, 4


@attrs.define(slots=True, eq=False, kw_only=True)
class Headlines:
    """Find in headlines the names of people and bodies in the text."""

    words: Words
    register: Register
    people: People
    organisations: Organisations
    lists: NameLists
    sentences: frozenset[int]

    def full_names(self) -> Iterator[NameMention]:
        """Return the names of two or more words that are in the body or begin with a listed given name."""
        return self._find(1)

    def other_names(self, taken: set[int]) -> Iterator[NameMention]:
        """Return all names that are in the body, except those that begin at a `taken` word."""
        return (mention for mention in self._find(0) if mention.first not in taken)

    def _find(self, shortest: int) -> Iterator[NameMention]:
        for indices in self.words.sentences:
            if self.words.sentence[indices.start] not in self.sentences:
                continue
            index = indices.start
            while index < indices.stop:
                found = self._at(index, indices.stop, shortest)
                if found is None:
                    index += 1
                else:
                    yield found
                    index = found.last + 1

    def _at(self, index: int, stop: int, shortest: int) -> NameMention | None:
        words = self.words
        if not words.capital[index] or words.lower[index] in self.lists.closed:
            return None
        last = index
        while (
            last + 1 < stop
            and last - index < LONGEST - 1
            and words.gaps[last] in (" ", ". ")
            and words.capital[last + 1]
        ):
            last += 1
        for size in range(last - index + 1, shortest, -1):
            parts = tuple(fold(words.forms[k]) for k in range(index, index + size))
            found = self._named(parts, index, shortest > 0)
            if found is not None:
                return self._mention(index, size, parts, *found)
        return None

    def _named(self, parts: tuple[str, ...], index: int, full: bool) -> tuple[Entity, NameKind] | None:
        people, organisations = self.people, self.organisations
        if len(parts) > 1 or parts[0] in people.by_last or parts[0] in people.by_first:
            entity = people.find(parts)
            if entity is not None:
                return entity, "person"
        if full:
            return self._new_person(parts, index) if len(parts) == 2 else None
        entity = organisations.whole.get(" ".join(parts))
        if entity is None and len(parts) == 1:
            place, organisation = parts[0] in self.lists.places, parts[0] in self.lists.organisations
            if place or organisation:
                entity = self.register.make("place" if place else "organisation")
                organisations.whole[parts[0]] = entity
        return None if entity is None else (entity, "organisation")

    def _new_person(self, parts: tuple[str, ...], index: int) -> tuple[Entity, NameKind] | None:
        """Return a new person for a listed given name and a word that is not a common one."""
        lists, people = self.lists, self.people
        if (
            parts[0] not in lists.given
            or parts[0] in lists.openers
            or parts[1] in lists.openers
            or parts[1] in lists.nouns
            or parts[1] in lists.heads
            or verb_like(parts[1])
            or parts[0] in people.by_first
            or parts[0] in people.by_last
        ):
            return None
        entity = self.register.make("person")
        entity.parts, entity.fulls, entity.first_full = parts, 1, self.words.starts[index]
        people.add(entity, parts)
        return entity, "person"

    def _mention(
        self, index: int, size: int, parts: tuple[str, ...], entity: Entity, kind: NameKind
    ) -> NameMention:
        words, last = self.words, index + size - 1
        entity.note(
            surface(words, words.starts[index], words.ends[last]), words.starts[index], words.ends[last]
        )
        return NameMention(
            lead=index,
            first=index,
            last=last,
            start=words.starts[index],
            end=words.ends[last],
            kind=kind,
            parts=parts,
            possessive=words.possessive[last],
            sure=True,
            entity=entity.number,
        )


def headline_sentences(words: Words) -> frozenset[int]:
    """Return the sentences, alone in their paragraphs, with all but small words capitalised."""
    counts = Counter(words.paragraph[indices.start] for indices in words.sentences)
    out: set[int] = set()
    for indices in words.sentences:
        if len(indices) < 4 or counts[words.paragraph[indices.start]] > 1:
            continue
        if words.gaps[indices.stop - 1].startswith(":") or words.lower[indices.start] == "according":
            # From Judge Ann Lee: this announces the next speaker or names the addressee.
            continue
        long = [form for form in words.forms[indices.start : indices.stop] if len(form) > 3]
        small = [form for form in long if form[0].islower()]
        if len(long) >= 3 and len(small) * 4 <= len(long) and _minor().issuperset(small):
            out.add(words.sentence[indices.start])
    return frozenset(out)


@functools.cache
def _minor() -> frozenset[str]:
    """Return the words that headlines write in small letters."""
    openers, determiners = frozenset(columns("sentence-openers")), frozenset(columns("determiners"))
    return (read("phrase-ends") | determiners | openers) - read("subject-verbs")


def preliminaries(words: Words) -> frozenset[int]:
    """Return the words of datelines (OSLO, March 3 (Newswire) -) and bylines, which mention nobody."""
    out = set(words.dateline)
    for indices in words.sentences:
        first = indices.start
        if first and words.paragraph[first - 1] == words.paragraph[first]:
            continue
        # But: By Friday Ann Lee had sold it.
        dated = not word_set("calendar").isdisjoint(words.lower[first + 1 : first + 2])
        short = len(indices) <= BYLINE and words.paragraph[first] <= OPENING
        if words.lower[first] == "by" and short and not dated:
            out.update(indices)
    return frozenset(out)
