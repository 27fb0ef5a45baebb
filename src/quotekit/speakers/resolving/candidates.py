"""Candidates: everybody whom a mention may mean, and what the text tells of each."""

from __future__ import annotations

from collections.abc import Mapping, Set
from types import MappingProxyType

import attrs

from quotekit.lexicon import read
from quotekit.speakers.names.descriptions import PAST, SUCCESSOR
from quotekit.speakers.names.entities import Entity
from quotekit.speakers.names.index import NameIndex
from quotekit.speakers.names.lexicon import (
    name_lists,
    people_nouns,
    place_of,
    word_set,
)
from quotekit.speakers.names.words import Words
from quotekit.speakers.resolving.bodies import may_be_body
from quotekit.speakers.resolving.clues import OPENING, ClueFinder, Clues
from quotekit.speakers.resolving.discourse import Discourse, Event, Place
from quotekit.speakers.resolving.features import Candidate
from quotekit.speakers.resolving.mentions import Mention, MentionSort
from quotekit.speakers.resolving.others import Others

# In how many sentences before a mention nobody else may have been mentioned for somebody to be alone.
ALONE = 2
# How far ahead, in characters, the name for a description in a report's opening may be.
AHEAD = 900
# Within how many words after *he* what he says begins.
TOLD = 7
# How many words a source may have that names somebody else.
SOURCE = 20

# The kinds of entity to which each sort of mention can refer.
KINDS: Mapping[MentionSort, frozenset[str]] = MappingProxyType(
    {
        "he": frozenset(("person", "unnamed", "unknown")),
        "it": frozenset(("organisation", "place", "document", "unknown")),
        "they": frozenset(("organisation", "group", "place", "person", "unnamed", "unknown")),
        "person": frozenset(("person", "unnamed", "unknown")),
        "people": frozenset(("group", "organisation", "place")),
        "body": frozenset(("organisation", "place", "unknown", "group")),
        "document": frozenset(("document", "organisation")),
        "other": frozenset(("organisation", "place", "document", "person", "unnamed", "unknown", "group")),
    }
)


@attrs.define(slots=True, eq=False)
class CandidateFinder:
    """Find the candidates of a mention, from the names of the text and the discourse so far."""

    words: Words
    index: NameIndex
    discourse: Discourse
    clues: ClueFinder

    def candidates(self, mention: Mention, place: Place, possessor: tuple[int, ...]) -> list[Candidate]:
        """Return all whom a mention may mean; `possessor` is whom the pronoun means that it begins with."""
        clues = self.clues.of(mention, place, possessor)
        excluded = self._excluded(mention, place) | self._foreign(mention, clues)
        entities, called = self.index.register.entities, clues.called
        others = Others(self.words)
        told_of = self._told_of(mention, place, clues)
        begin = self.words.starts[mention.first]
        out: list[Candidate] = []
        rank = 0
        for number in clues.numbers:
            entity = entities[number]
            if not _may_be(mention, entity) or others.is_other(mention, place, entity, clues):
                continue
            seen, coming = clues.seen.get(number, ()), clues.coming_so if number == clues.coming else ()
            later = not seen and (entity.first_full > begin or bool(coming))
            if later and place.own >= 0 and self.discourse.content_at(entity.first_full) == place.own:
                # An officer said that Colonel Ann Lee had left: she is not the one who says so.
                continue
            if later and not coming and not self._is_announced(mention, entity, called.get(number, -1)):
                later = False
                if number not in clues.inside:
                    continue
            candidate = Candidate(
                entity=entity,
                seen=seen,
                rank=rank,
                called=number in called,
                fits=called[number] if number in called else len(mention.telling & entity.roles),
                again=number in clues.again,
                inside=clues.inside.get(number, ""),
                apposed=number == clues.apposed,
                later=later,
                coming=coming,
                owned=number == clues.owned,
                excluded=number in excluded,
                told_of=number == told_of,
            )
            out.append(candidate)
            rank += bool(seen)
        out = _latest_of_trade(mention, _of_its_time(mention, _in_full(mention, out)))
        return _compared(_speaker_before(mention, place, out), place)

    def _is_announced(self, mention: Mention, entity: Entity, fits: int) -> bool:
        """Tell whether the opening of a report may describe somebody whom it names soon after."""
        words = self.words
        near = entity.first_full < words.starts[mention.first] + AHEAD
        return near and fits >= 0 and words.paragraph[mention.first] < OPENING

    def _excluded(self, mention: Mention, place: Place) -> Set[int]:
        """Return those named together with whoever *he* or *she* must be: Minh and Anna own it. She said."""
        several = self.discourse.several
        if mention.sort != "he" or not several:
            return frozenset()
        if place.sentence - self.discourse.step(self.discourse.several_at) > ALONE:
            return frozenset()
        genders = {number: self.index.register.entities[number].gender for number in several}
        if mention.gender not in genders.values():
            return frozenset()
        return {number for number, gender in genders.items() if gender == "u"}

    def _told_of(self, mention: Mention, place: Place, clues: Clues) -> int:
        """Return who is somebody else, as what *he* says begins with them, or -1: He said the mayor lied."""
        words = self.words
        if mention.sort != "he" or place.own < 0:
            return -1
        # Behind *that* come three words more.
        ahead = range(mention.last + 1, min(mention.last + 1 + TOLD, len(words) - 3))
        of = self.discourse.content_at
        first = next((k for k in ahead if of(words.starts[k]) == place.own), -1)
        first += first >= 0 and words.lower[first] == "that"
        if first < 0 or words.lower[first] != "the" or words.lower[first + 2] in word_set("tell-people"):
            return -1
        noun = words.lower[first + 1]
        if words.possessive[first + 1] or noun not in people_nouns():
            return -1
        known = self.index.descriptions.called(noun, ()).keys() & clues.seen.keys()
        return next(iter(known)) if len(known) == 1 else -1

    def _foreign(self, mention: Mention, clues: Clues) -> Set[int]:
        """Return who is not from there where others are: not the Swede; of two ministers, the Brazilian."""
        if not clues.there:
            return frozenset()
        entities = self.index.register.entities
        others = clues.seen.keys() if mention.is_pronoun else clues.called.keys()
        native = {number for number in others if not clues.there.isdisjoint(entities[number].roles)}
        return others - native if native else frozenset()


def _may_be(mention: Mention, entity: Entity) -> bool:
    """Tell whether the kind, number and gender of an entity are those of a mention."""
    sort, kind = mention.sort, entity.kind
    if kind not in KINDS[sort]:
        # The publisher, the operator: usually a company rather than a person, but not always.
        either = sort == "body" and mention.role is not None and kind in KINDS["person"]
        doubtful = sort == "body" or (sort == "it" and len(entity.parts) == 1)
        if not either and not (doubtful and kind == "person" and may_be_body(entity)):
            return False
    if kind == "unknown" and not entity.parts:
        # A thing, or several, that was the subject of a sentence.
        return sort == ("they" if entity.plural else "it")
    if kind == "place" and mention.noun == "country" and not any(map(place_of, entity.name_words)):
        # Glasgow is no country.
        return name_lists().places.isdisjoint(form.lower() for form in entity.forms)
    if kind != "place" and mention.noun in word_set("spots"):
        return mention.noun in {part for form in entity.forms for part in form.lower().split()}
    if sort in ("he", "person"):
        young = mention.noun in word_set("young") and mention.is_plain
        if entity.plural or (young and not entity.roles.isdisjoint(read("offices"))):
            # The boy is not the judge.
            return False
        gender = entity.gender
        alike = gender == mention.gender or "u" in (gender, mention.gender)
        return alike or (entity.named and not entity.is_told)
    if sort == "it":
        return not entity.plural and entity.gender == "u"
    return True


def _in_full(mention: Mention, candidates: list[Candidate]) -> list[Candidate]:
    """Leave out who holds an office only in part where another holds it in full: the health minister.

    So are deputies where the text has whoever they stand in for: the mayor, beside the deputy mayor.
    """
    telling = mention.telling
    if mention.sort != "person":
        return candidates
    if "deputy" not in mention.modifiers and any(c.called and not _is_deputy(c) for c in candidates):
        candidates = [c for c in candidates if c.inside or not (c.called and _is_deputy(c))]
    if not telling:
        return candidates
    if not any(c.called and telling <= c.entity.roles for c in candidates):
        return candidates
    return [c for c in candidates if not (c.called or c.again) or c.inside or telling <= c.entity.roles]


def _is_deputy(candidate: Candidate) -> bool:
    return "deputy" in candidate.entity.roles


def _latest_of_trade(mention: Mention, candidates: list[Candidate]) -> list[Candidate]:
    """Leave out who goes by a trade where somebody else of that trade has come since.

    Economist Ann Lee agreed. Another economist, Bo Khan, did not. The economist said: that is he. Of two who
    hold an office, the one that a text is about may be meant.
    """
    if mention.sort != "person" or mention.determiner != "d" or mention.noun in read("offices"):
        return candidates
    alike = [c for c in candidates if c.called and c.entity.named and not c.inside]
    if len(alike) < 2 or len({c.fits for c in alike}) > 1:
        return candidates
    latest = max(alike, key=_last_told)
    if not any(event.is_central and event.word == _last_told(latest) for event in latest.seen):
        return candidates
    return [c for c in candidates if c is latest or c not in alike]


def _speaker_before(mention: Mention, place: Place, candidates: list[Candidate]) -> list[Candidate]:
    """Leave out who is only named in the source before where its speaker fits: Obi's son said no. He said."""
    if not (mention.is_pronoun and place.speaks) or place.sentence - place.floor_sentence > 1:
        return candidates
    floor = next((c for c in candidates if c.entity.number == place.floor and c.seen), None)
    if floor is None or {mention.gender, floor.entity.gender} == {"m", "f"}:
        return candidates
    at = _last_told(floor)
    return [c for c in candidates if c is floor or not any(_is_within(event, at) for event in c.seen)]


def _is_within(event: Event, speaker: int) -> bool:
    """Tell whether a mention is within the source of a speaker mentioned at a word."""
    return event.within and 0 <= event.word - speaker < SOURCE


def _last_told(candidate: Candidate) -> int:
    """Return the word at which somebody is last mentioned in the writer's own words, or -1."""
    return next((event.word for event in candidate.seen if event.content < 0 and event.quoted < 0), -1)


def _of_its_time(mention: Mention, candidates: list[Candidate]) -> list[Candidate]:
    """Leave out who holds an office where another has left it, or the other way round: the former mayor."""
    term = f"{PAST}{mention.noun}"
    if mention.past:
        # Nor is the former mayor whoever is told of later as mayor.
        candidates = [c for c in candidates if not (c.later and c.called) or term in c.entity.roles]
    candidates = _of_handover(mention, candidates)
    left = [c for c in candidates if term in c.entity.roles]
    if mention.sort != "person" or not left:
        return candidates
    if mention.past:
        return [c for c in candidates if not (c.called or c.again) or term in c.entity.roles]
    holds = any(c.called and term not in c.entity.roles for c in candidates)
    if not holds or mention.determiner != "d" or mention.noun not in read("offices"):
        return candidates
    return [c for c in candidates if c.again or c.inside or term not in c.entity.roles]


def _of_handover(mention: Mention, candidates: list[Candidate]) -> list[Candidate]:
    """Leave out who goes where a mention is of who comes, or the reverse: the new mayor is the successor."""
    called = [c for c in candidates if c.called]
    comes = [c for c in called if SUCCESSOR in c.entity.roles]
    goes = [c for c in called if (c not in comes if comes else "outgoing" in c.entity.roles)]
    if not word_set("arriving").isdisjoint(mention.modifiers):
        return [c for c in candidates if c not in goes]
    return [c for c in candidates if c not in comes] if "outgoing" in mention.modifiers else candidates


def _compared(candidates: list[Candidate], place: Place) -> list[Candidate]:
    """Tell of each candidate whether nobody else is near, and whether somebody else has come between."""
    near = [c for c in candidates if c.seen and place.sentence - c.seen[0].sentence <= ALONE]
    subject = max((c.seen[0].word for c in near if c.seen[0].subject and c.seen[0].quoted < 0), default=-1)
    floor = next((c.seen[0] for c in candidates if c.seen and c.entity.number == place.floor), None)
    # His neighbour, Bo Khan: the possessive and what it owns begin at one word.
    overtaken = floor is not None and floor.word < subject + floor.owner
    if len(near) != 1 and not overtaken:
        return candidates
    for candidate in candidates:
        candidate.alone = near == [candidate]
        candidate.overtaken = overtaken and candidate.entity.number == place.floor
    return candidates
