"""Whom a source's phrase means, whatever its sort.

*He* and *she* go by weight, *they* and *it* by what was spoken of last, *who* by what it follows.
"""

from __future__ import annotations

import attrs

from quotekit.lexicon import read
from quotekit.speakers.evidence import Chains
from quotekit.speakers.names.index import NameIndex
from quotekit.speakers.names.lexicon import columns, roles
from quotekit.speakers.names.words import Words
from quotekit.speakers.resolving.conjuncts import Phrase
from quotekit.speakers.resolving.definites import Definites
from quotekit.speakers.resolving.discourse import Discourse
from quotekit.speakers.resolving.phrases import PhraseTexts
from quotekit.speakers.resolving.pronouns import WINDOW, Place, choose
from quotekit.speakers.resolving.sources import SourceReader

# How many words back "who" may find its name, past what is no person.
LOOSE = 5
# How many words ahead a possessive at a sentence's beginning may announce its name.
AHEAD = 14
# What a pronoun's answer tells of the gender of somebody of whom nothing else told it.
FROM_USE = 1.0


@attrs.define(slots=True, eq=False)
class Anaphora:
    """Return the entities that a source's phrase means, whatever its sort."""

    words: Words
    reading: NameIndex
    discourse: Discourse
    texts: PhraseTexts
    definites: Definites
    sources: SourceReader
    chains: Chains

    def phrase(self, phrase: Phrase, place: Place) -> tuple[int, ...] | None:
        """Resolve one conjunct of a source; None for *I* and *we*, whose speaker the quotation tells."""
        if phrase.name is None:
            told = self.chains.entity(phrase)
            if told >= 0:
                return (told,)
        if phrase.sort == "pronoun":
            return self._pronoun(phrase, place)
        if phrase.name is not None and phrase.title:
            partner = self.reading.people.find(phrase.name.parts[-1:], (phrase.title,))
            if partner is not None:
                return (partner.number,)
        if phrase.name is not None and phrase.name.entity >= 0:
            entity = self.reading.register.entities[phrase.name.entity]
            if entity.kind != "group":
                if entity.kind == "organisation":
                    self.discourse.body = entity.number
                elif entity.kind == "unknown":
                    # What speaks under a name of unknown kind is taken for a person.
                    entity.kind = "person"
                return (entity.number,)
        return self.definites.resolve(phrase, place)

    def _pronoun(self, phrase: Phrase, place: Place) -> tuple[int, ...] | None:
        person, gender, number = columns("pronouns")[self.words.lower[phrase.head]]
        if person == "1":
            return None
        if person == "r":
            return self._antecedent(phrase.head) or (self.texts.entity(phrase, "unknown"),)
        if person == "3" and gender in ("m", "f"):
            return (self.singular(gender, phrase, place),)
        if person == "3" and gender == "n":
            last = self._neuter(place)
            return (last,) if last >= 0 else (self.texts.entity(phrase, "unknown"),)
        if person == "3" and number == "p":
            return self._plural(place) or (self.texts.entity(phrase, "group"),)
        return (self.texts.entity(phrase, "group"),)

    def singular(self, gender: str, phrase: Phrase, place: Place) -> int:
        """Return the person whom *he* or *she* means."""
        ahead = self._named_ahead(gender, phrase.first)
        if ahead >= 0:
            return ahead
        place = attrs.evolve(place, gender=gender)
        entity = choose(place, self.discourse.events, self.reading.register.entities)
        if entity is None:
            return self.texts.entity(phrase, "unnamed")
        if entity.gender == "u":
            entity.note_gender(gender, FROM_USE)
        if entity.kind == "unknown":
            entity.kind = "person"
        return entity.number

    def _named_ahead(self, gender: str, index: int) -> int:
        """Find whom a possessive at a sentence's beginning announces (In her reply, Ann Lee said), or -1."""
        words, cover = self.words, self.reading.cover
        sentence = words.sentence[index]
        near = index > 0 and words.sentence[index - 1] == sentence and words.first[index - 1]
        if (
            not near
            or words.lower[index] not in ("his", "her")
            or words.lower[index - 1] not in read("phrase-ends")
        ):
            return -1
        for position in range(index + 1, min(index + AHEAD, len(words))):
            if words.sentence[position] != sentence:
                break
            name = cover[position]
            if name is not None and name.kind == "person" and not name.possessive:
                entity = self.reading.register.entities[name.entity]
                opens = words.gap(name.lead - 1).startswith(",") and entity.gender in (gender, "u")
                return entity.number if opens else -1
        return -1

    def _neuter(self, place: Place) -> int:
        """Return what *it* means, or -1: what acts or speaks before what is only mentioned, then the last."""
        discourse = self.discourse
        recency = discourse.recency
        last = max(
            (n for n in (discourse.body, discourse.thing) if n >= 0),
            key=lambda n: recency.get(n, -1),
            default=-1,
        )
        for event in reversed(discourse.events[-WINDOW:]):
            if place.sentence - event.sentence > 1:
                break
            kind = self.reading.register.entities[event.entity].kind
            if kind in ("organisation", "place", "document") and (event.subject or event.speaks):
                return event.entity
        return last

    def _plural(self, place: Place) -> tuple[int, ...]:
        """Return whom *they* means: those last spoken of together, or the organisation that spoke since."""
        discourse = self.discourse
        floor = discourse.floor
        if (
            floor >= 0
            and self.reading.register.entities[floor].kind in ("organisation", "place")
            and discourse.recency.get(floor, -1) > discourse.several_at
        ):
            return (floor,)
        if discourse.several:
            return discourse.several
        # Robin built it; they were proud: nobody has been spoken of together.
        entity = choose(place, discourse.events, self.reading.register.entities)
        return () if entity is None else (entity.number,)

    def _antecedent(self, index: int) -> tuple[int, ...]:
        """Return whom a relative pronoun stands for, what ends right before it; () where nothing does."""
        words, cover = self.words, self.reading.cover
        before = index - 1
        if before < 0 or words.sentence[before] != words.sentence[index]:
            return ()
        name = cover[before]
        if name is not None and name.entity >= 0:
            kind = self.reading.register.entities[name.entity].kind
            if words.lower[index] != "who" or kind in ("person", "unknown", "group"):
                return (name.entity,)
            before = self._person_before(before)
            if before < 0:
                return (name.entity,)
        if words.lower[index] == "who" and not self._is_people(before):
            # Re-elect Rob Portman this year, who: the name is a few words back.
            for position in range(before, max(-1, before - LOOSE), -1):
                name = cover[position]
                if (
                    name is not None
                    and name.kind == "person"
                    and words.sentence[position] == words.sentence[index]
                ):
                    return (name.entity,)
        first = self._phrase_start(before)
        if first > 0 and words.gap(first - 1) == ", ":
            # Megyn Kelly, an anchor who; the Ali Center, a museum that: the name is meant.
            apposed = cover[first - 1]
            if apposed is not None and apposed.entity >= 0:
                return (apposed.entity,)
        phrase = self.sources.phrases(first, before)[0]
        return self.definites.resolve(phrase, self.discourse.place(index))

    def _is_people(self, index: int) -> bool:
        """Tell whether a word is a noun for somebody: what "who" may follow."""
        word = self.words.lower[index]
        return (
            self.reading.cover[index] is not None
            or word in roles()
            or word in read("groups")
            or word.endswith("s")
        )

    def _phrase_start(self, last: int) -> int:
        """Return the first word of the noun phrase that ends at word `last`."""
        words, ends = self.words, read("phrase-ends")
        first = last
        while first > 0 and last - first < 6 and words.lower[first] not in columns("determiners"):
            if words.gap(first - 1) != " " or words.lower[first - 1] in ends:
                break
            first -= 1
        return first

    def _person_before(self, index: int) -> int:
        """Return the noun for a person that a place or organisation goes with: an anchor at Fox News who."""
        words = self.words
        for position in range(index, max(-1, index - 9), -1):
            if words.sentence[position] != words.sentence[index]:
                break
            if self.reading.cover[position] is None and words.lower[position] in roles():
                return position
        return -1
