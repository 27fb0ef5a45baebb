"""Candidates: everybody whom a mention may mean, and what the text tells of each."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence, Set
from types import MappingProxyType

import attrs

from quotekit.lexicon import read
from quotekit.speakers.names.entities import Entity
from quotekit.speakers.names.index import NameIndex
from quotekit.speakers.names.lexicon import (
    callings,
    columns,
    determiner,
    fold,
    offices,
    place_of,
    places_of,
    roles,
    word_set,
)
from quotekit.speakers.names.words import Words
from quotekit.speakers.resolving.bodies import (
    fit,
    is_alien,
    is_doubtful,
    is_of_another,
    is_untold,
    may_be_body,
)
from quotekit.speakers.resolving.discourse import Discourse, Event, Place
from quotekit.speakers.resolving.features import Candidate
from quotekit.speakers.resolving.mentions import Mention, MentionSort
from quotekit.speakers.resolving.prominence import Prominence

# How far back the last mention of a candidate may be, in mentions and in sentences.
WINDOW = 48
REACH = 12
# The same for the nouns that take up organisations: the company may have been named long ago.
FAR_WINDOW, FAR_REACH = 160, 40
# In how many sentences before a mention nobody else may have been mentioned for somebody to be alone.
ALONE = 2
# How far ahead, in characters, the name for a description may be, and in which first paragraphs.
AHEAD, OPENING = 900, 4
# The same in words for whoever speaks next by name.
COMING = 160

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


@attrs.frozen(slots=True, kw_only=True)
class Clues:
    """Hold what ties entities, by their numbers, to a mention, and what it says against them.

    `seen` are the mentions in reach, the last one first; `called` are known by the mention's noun, each with
    how many of its modifiers fit; `again` the same noun meant before, `inside` are named within the mention.
    `apposed` stands before the mention's comma, `coming` speaks next by name, `owned` is the campaign or team
    of the `possessor`, whom *his* means, `served` is named as served or owned (each -1 if there is none).
    `unfit` are the bodies that the noun cannot mean, `there` the countries that the mention tells, `owner` is
    the noun for whose somebody is. A pronoun tells no more than who is in reach, and countries.
    """

    seen: Mapping[int, list[Event]]
    there: Set[str]
    called: Mapping[int, int] = attrs.field(factory=dict)
    again: Set[int] = frozenset()
    inside: Mapping[int, str] = attrs.field(factory=dict)
    apposed: int = -1
    coming: int = -1
    owned: int = -1
    served: int = -1
    possessor: tuple[int, ...] = ()
    unfit: Set[int] = frozenset()
    owner: str | None = None

    @property
    def numbers(self) -> tuple[int, ...]:
        """Return all who are tied to the mention, those last mentioned first."""
        single = (number for number in (self.apposed, self.owned, self.coming) if number >= 0)
        return tuple(dict.fromkeys((*self.seen, *self.called, *self.again, *self.inside, *single)))


@attrs.define(slots=True, eq=False)
class CandidateFinder:
    """Find the candidates of a mention, from the names of the text and the discourse so far."""

    words: Words
    index: NameIndex
    discourse: Discourse
    prominence: Prominence

    def candidates(self, mention: Mention, place: Place, possessor: tuple[int, ...]) -> list[Candidate]:
        """Return all whom a mention may mean; `possessor` is whom the pronoun means that it begins with."""
        clues = self._clues(mention, place, possessor)
        others = clues.seen if mention.is_pronoun else clues.called
        begin = self.words.starts[mention.first]
        out: list[Candidate] = []
        rank = 0
        for number in clues.numbers:
            entity = self.index.register.entities[number]
            if not _may_be(mention, entity) or self._is_other(mention, place, entity, clues):
                continue
            seen, coming = number in clues.seen, number == clues.coming
            later = not seen and (entity.first_full > begin or coming)
            if later and not coming and not self._is_announced(mention, entity, clues.called.get(number, -1)):
                later = False
                if number not in clues.inside:
                    continue
            candidate = Candidate(
                entity=entity,
                seen=clues.seen.get(number, ()),
                rank=rank,
                called=number in clues.called,
                fits=clues.called.get(number, len(mention.telling & entity.roles)),
                again=number in clues.again,
                inside=clues.inside.get(number, ""),
                apposed=number == clues.apposed,
                later=later,
                coming=coming,
                owned=number == clues.owned,
                excluded=self._is_excluded(mention, place, entity)
                or self._is_foreign(clues.there, entity, others),
            )
            out.append(candidate)
            rank += seen
        return _compared(_in_full(mention, out), place)

    def _clues(self, mention: Mention, place: Place, possessor: tuple[int, ...]) -> Clues:
        is_body = mention.sort == "body"
        seen = self._seen(place, far=is_body)
        there = {at for word in (mention.noun, *mention.telling) for at in place_of(word)}
        if mention.is_pronoun:
            return Clues(seen=seen, there=there)
        return Clues(
            seen=seen,
            there=there,
            called=self._called(mention),
            again=self._again(mention),
            inside=self._inside(mention),
            apposed=self._apposed(mention),
            coming=self._coming(mention, place),
            owned=self._owned(mention, possessor),
            served=self._served(mention),
            possessor=possessor,
            unfit=self._unfit(mention, seen) if is_body else frozenset(),
            owner=self.owner(mention),
        )

    def _is_other(self, mention: Mention, place: Place, entity: Entity, clues: Clues) -> bool:
        """Tell whether a mention says by itself that it means somebody else."""
        number = entity.number
        if mention.is_pronoun:
            # "They call it a shame," Nguyen explained: in somebody's words, they are several.
            single = entity.kind in ("person", "unnamed")
            several = mention.sort == "they" and place.quoted >= 0 and single
            # The Czech is not the Spaniard.
            theirs = places_of(entity.roles)
            return several or bool(clues.there and theirs and clues.there.isdisjoint(theirs))
        if mention.sort == "body" and _is_other_body(mention, entity, clues):
            return True
        if number in clues.possessor and mention.sort == "person":
            # The boy's father is not the boy himself.
            return True
        if number == place.holder and number not in clues.called:
            # According to Senator Obi, the general promised to leave: nobody calls themselves so.
            return True
        if clues.owner in entity.roles:
            # The president's aide is not the president.
            return True
        seen, inside = number in clues.seen, number in clues.inside
        new = mention.sort == "person" and not (number in clues.called or inside)
        if new and (entity.kind == "unnamed" or not seen) and _is_at_odds(mention.noun, entity):
            # The cleaner is not the guard, nor the goalkeeper the coach who is named next.
            return True
        if mention.role is None or entity.kind != "person" or not entity.named:
            return False
        if number == clues.served:
            return True
        return not inside and self._is_new(mention, entity, seen=seen)

    def _seen(self, place: Place, *, far: bool) -> dict[int, list[Event]]:
        """Return the entities mentioned in reach with their mentions, the last one first."""
        seen: dict[int, list[Event]] = {}
        window, reach = (FAR_WINDOW, FAR_REACH) if far else (WINDOW, REACH)
        for event in reversed(self.discourse.events[-window:]):
            if place.sentence - event.sentence > reach:
                break
            if event.pronoun and event.content == place.own >= 0:
                # "I never met her," she said: whom *her* means was read without knowing who speaks.
                continue
            seen.setdefault(event.entity, []).append(event)
        return seen

    def _called(self, mention: Mention) -> dict[int, int]:
        """Return the entities known by the mention's noun, each with the number of modifiers that fit."""
        index = self.index
        if mention.sort == "person":
            return index.descriptions.called(mention.noun, mention.modifiers)
        if mention.sort == "other":
            # The archives, of the Presidential Archives.
            named = index.organisations.find(fold(mention.noun))
            described = index.descriptions.called(mention.noun, mention.modifiers)
            return described if named is None else {named.number: 0, **described}
        position = self.words.starts[mention.first]
        found = [index.organisations.described(mention.noun, position)]
        before = [m for m in mention.modifiers if m not in word_set("idle")]
        found.append(index.organisations.find(" ".join([*before, fold(mention.noun)])))
        called = {e.number: len(mention.telling & e.roles) for e in found if e is not None}
        for number in index.organisations.by_noun.get(mention.noun, ()):
            called.setdefault(number, 0)
        if mention.sort == "body" and mention.role is not None:
            called |= index.descriptions.called(mention.noun, mention.modifiers)
        return called

    def _again(self, mention: Mention) -> set[int]:
        """Return the entity to which the same noun, or one of its class, referred before."""
        if mention.determiner == "i":
            return set()
        row = columns("document-classes").get(mention.noun)
        keys = (mention.noun, f"class {row[0]}" if row is not None else "")
        return {self.discourse.heads[key] for key in keys if key in self.discourse.heads}

    def _inside(self, mention: Mention) -> dict[int, str]:
        """Return the entities named in the mention, and where: data from the Bureau, CEO of Orbit Ann Lee."""
        words, cover = self.words, self.index.cover
        out: dict[int, str] = {}
        index = mention.first
        while index <= mention.last:
            name = cover[index]
            if name is None:
                index += 1
                continue
            if name.entity >= 0:
                kind = "person" if name.kind in ("person", "unknown") else "other"
                if name.possessive and name.last < mention.last:
                    how = "owner"
                elif name.last >= mention.last and words.lower[name.lead - 1] in ("from", "by"):
                    how = "maker"
                elif name.last >= mention.last and words.lower[name.lead - 1] in read("phrase-ends"):
                    how = "last-ruled"
                elif name.last == mention.stop - 2:
                    how = "beside"
                else:
                    how = "last" if name.last >= mention.last else "before"
                out[name.entity] = f"{kind}-{how}"
            index = max(index, name.last) + 1
        return out

    def _apposed(self, mention: Mention) -> int:
        """Return the entity named right before the comma before the description, or -1.

        An apposition ends as it began: after the sale by Ivan Petrov, the driver said is somebody else.
        """
        before = mention.first - 1
        if before < 0 or not self.words.gap(before).endswith(", ") or self.words.gap(mention.last) == " ":
            return -1
        if self.words.leads_in(before):
            return -1
        name = self.index.cover[before]
        return -1 if name is None else name.entity

    def _coming(self, mention: Mention, place: Place) -> int:
        """Return the first to speak by name after a report has opened with a description of them, or -1."""
        words = self.words
        if mention.sort != "person" or mention.by_wish or place.quoted >= 0:
            return -1
        if words.paragraph[mention.first] >= OPENING:
            return -1
        number = self.prominence.next_to_speak(mention.last)
        if number < 0 or number in self.discourse.spoken:
            return -1
        entity = self.index.register.entities[number]
        near = 0 <= self.prominence.first[number] - mention.first < COMING
        return number if near and entity.kind in ("person", "unknown") else -1

    def _unfit(self, mention: Mention, seen: Mapping[int, list[Event]]) -> set[int]:
        """Return the bodies in reach that a noun cannot mean.

        Of names that say nothing of their kind, one beside a name that cannot be meant may be: Consob fined
        Banca Lirica. The watchdog said …
        """
        entities = self.index.register.entities
        fits = {number: fit(mention, entities[number]) for number in seen}
        out = {number for number, how in fits.items() if is_alien(mention, entities[number], how)}
        doubtful = {number for number in seen.keys() - out if is_doubtful(entities[number], fits[number])}
        out |= {number for number in doubtful if not self._acts(entities[number], seen[number])}
        beside = {event.sentence for number in out for event in seen[number] if may_be_body(entities[number])}
        for number in seen.keys() - out:
            alone = beside.isdisjoint(event.sentence for event in seen[number])
            if alone and is_untold(entities[number], fits[number]):
                out.add(number)
        return out

    def _acts(self, entity: Entity, seen: Sequence[Event]) -> bool:
        """Tell whether somebody does something, or has it done to them: they fined Union Calama."""
        if entity.kind == "place":
            return any(event.object for event in seen) and not any(event.oblique for event in seen)
        return any(e.object or (e.subject and self.words.gap(e.word) == " ") for e in seen)

    def owner(self, mention: Mention) -> str | None:
        """Return the noun for whose somebody is, or `None`: the family's lawyer."""
        words, cover = self.words, self.index.cover
        owners = (k for k in range(mention.first, mention.stop - 1) if words.possessive[k])
        return next((words.lower[k] for k in owners if cover[k] is None), None)

    def _is_new(self, mention: Mention, entity: Entity, *, seen: bool) -> bool:
        """Tell whether a description is of somebody else than a person with a name, perhaps `seen` before.

        That is a minister who asked not to be named, a senior official, the owner of a hotel, and his mother.
        """
        words, stop = self.words, mention.stop
        if mention.by_wish and mention.noun not in word_set("anonymous"):
            return True
        if not seen:
            return False
        if mention.determiner == "i":
            return True
        behind = words.lower[stop + 1] if stop < mention.last and words.lower[stop] == "of" else ""
        if determiner(behind) == "i":
            return behind == "another" or mention.telling.isdisjoint(entity.roles)
        return (
            mention.determiner == "p" and mention.noun in word_set("kin") and mention.noun not in entity.roles
        )

    def _served(self, mention: Mention) -> int:
        """Return whom the last words of a description name as served or owned: a spokeswoman for Ann Lee."""
        words, name = self.words, self.index.cover[mention.last]
        if mention.role is None or name is None or name.lead - 1 <= mention.first:
            return -1
        before = words.lower[name.lead - 2 : name.lead]
        some = mention.determiner == "i" and before[1] in ("of", "to") and before[0] != "name"
        return name.entity if some or before[1] == "for" else -1

    def _owned(self, mention: Mention, possessor: tuple[int, ...]) -> int:
        """Return the campaign or team of whom a possessive pronoun means, or -1."""
        if mention.noun not in read("owned-bodies"):
            return -1
        bodies = (self.index.organisations.owned.get((number, mention.noun)) for number in possessor)
        return next((body.number for body in bodies if body is not None), -1)

    def _is_announced(self, mention: Mention, entity: Entity, fits: int) -> bool:
        """Tell whether the opening of a report may describe somebody whom it names soon after."""
        words = self.words
        near = entity.first_full < words.starts[mention.first] + AHEAD
        return near and fits >= 0 and words.paragraph[mention.first] < OPENING

    def _is_excluded(self, mention: Mention, place: Place, entity: Entity) -> bool:
        """Tell whether *he* or *she* is the other of two named together: Minh and Anna own it. She said."""
        several = self.discourse.several
        if mention.sort != "he" or entity.number not in several or entity.gender != "u":
            return False
        if place.sentence - self.discourse.step(self.discourse.several_at) > ALONE:
            return False
        return any(self.index.register.entities[number].gender == mention.gender for number in several)

    def _is_foreign(self, there: Set[str], entity: Entity, others: Mapping[int, object]) -> bool:
        """Tell whether only somebody else is from there: the Swede; of two ministers, the Brazilian."""
        if not there or entity.number not in others or there & entity.roles:
            return False
        return any(there & self.index.register.entities[number].roles for number in others)


def _is_other_body(mention: Mention, entity: Entity, clues: Clues) -> bool:
    """Tell whether a noun for a body cannot mean an entity: the UN agency is not the UN."""
    number, inside = entity.number, clues.inside.get(entity.number, "")
    owner = inside.endswith(("-beside", "-owner", "-ruled"))
    if (owner and mention.noun not in word_set("spots")) or is_of_another(mention, entity):
        # But the city of Riga is Riga.
        return True
    tied = number in clues.again or number in clues.inside or number in (clues.apposed, clues.owned)
    return number in clues.unfit and not tied


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
        # A thing that was the subject of a sentence.
        return sort == "it"
    if mention.noun in word_set("spots") and kind != "place":
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
    """Leave out who holds an office only in part where another holds it in full: the health minister."""
    telling = mention.telling
    if mention.sort != "person" or not telling:
        return candidates
    if not any(c.called and telling <= c.entity.roles for c in candidates):
        return candidates
    return [c for c in candidates if not (c.called or c.again) or c.inside or telling <= c.entity.roles]


def _is_at_odds(noun: str, entity: Entity) -> bool:
    """Tell whether a noun is for another trade than all by which the text has introduced somebody."""
    trades = entity.roles & roles().keys()
    loose = word_set("loose-roles")
    if not trades or noun in loose or not trades.isdisjoint(loose):
        return False
    return trades.isdisjoint(_alike(noun)) and not any(noun in offices(trade) for trade in trades)


@functools.lru_cache(maxsize=256)
def _alike(noun: str) -> frozenset[str]:
    """Return what whoever is called by a noun may be called as well: a teacher, a lecturer."""
    same = (w for row in callings().values() if noun in row for w in row)
    return frozenset((noun, *offices(noun), *same))


def _compared(candidates: list[Candidate], place: Place) -> list[Candidate]:
    """Tell of each candidate whether nobody else is near, and whether somebody else has come between."""
    near = [c for c in candidates if c.seen and place.sentence - c.seen[0].sentence <= ALONE]
    subject = max((c.seen[0].word for c in near if c.seen[0].subject and c.seen[0].quoted < 0), default=-1)
    overtaken = any(c.entity.number == place.floor and c.seen[0].word < subject for c in candidates if c.seen)
    if len(near) != 1 and not overtaken:
        return candidates
    for candidate in candidates:
        candidate.alone = near == [candidate]
        candidate.overtaken = overtaken and candidate.entity.number == place.floor
    return candidates
