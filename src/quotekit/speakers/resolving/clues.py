"""Clues: what in a text ties somebody to a mention, or speaks against them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set

import attrs

from quotekit.lexicon import read
from quotekit.speakers.names.entities import Entity
from quotekit.speakers.names.index import NameIndex
from quotekit.speakers.names.lexicon import (
    document_classes,
    fold,
    people_nouns,
    place_of,
    places_of,
    roles,
    word_set,
)
from quotekit.speakers.names.reader import NameMention
from quotekit.speakers.names.words import Words
from quotekit.speakers.resolving.bodies import fit, is_alien, is_doubtful, is_specific, is_untold, may_be_body
from quotekit.speakers.resolving.discourse import Discourse, Event, Place
from quotekit.speakers.resolving.mentions import Mention
from quotekit.speakers.resolving.prominence import Prominence

# How far back the last mention of a candidate may be, in mentions and in sentences.
WINDOW = 48
REACH = 12
# The same for the nouns that take up organisations: the company may have been named long ago.
FAR_WINDOW, FAR_REACH = 160, 40
# How many sentences back whoever is known by their country alone may be.
NEAR = 2
# How many paragraphs are the opening of a report.
OPENING = 4
# Between two speakers who take turns within a paragraph.
TURNS = re.compile(r"[”\"’»]\s+[“\"‘«]")
# How far ahead, in words, whoever speaks next by name may be.
COMING = 160


@attrs.define(slots=True, kw_only=True)
class Clues:
    """Hold what ties entities, by their numbers, to a mention, and what it says against them.

    `seen` are the mentions in reach, the last one first; `called` are known by the mention's noun, each with
    how many of its modifiers fit; `again` the same noun meant before, `inside` are named within the mention.
    `apposed` stands before the mention's comma, `coming` speaks next by name, for which `coming_so` speaks,
    `owned` is the campaign or team of the `possessor`, whom *his* means, `served` is named as served or owned
    (each -1 if there is none).
    `introduced` is new in the sentence before, `related` are named in the mention's relative clause, `unfit`
    are the bodies that the noun cannot mean, `there` the countries that the mention tells, `owner` is the
    noun for whose somebody is. A pronoun tells no more than who is in reach, and countries.
    """

    seen: Mapping[int, list[Event]]
    there: Set[str]
    called: Mapping[int, int] = attrs.field(factory=dict)
    again: Set[int] = frozenset()
    inside: Mapping[int, str] = attrs.field(factory=dict)
    apposed: int = -1
    coming: int = -1
    coming_so: Sequence[str] = ()
    owned: int = -1
    served: int = -1
    possessor: tuple[int, ...] = ()
    related: Set[int] = frozenset()
    introduced: int = -1
    unfit: Set[int] = frozenset()
    owner: str | None = None

    @property
    def numbers(self) -> tuple[int, ...]:
        """Return all who are tied to the mention, those last mentioned first."""
        single = (number for number in (self.apposed, self.owned, self.coming) if number >= 0)
        return tuple(dict.fromkeys((*self.seen, *self.called, *self.again, *self.inside, *single)))


@attrs.define(slots=True, eq=False)
class ClueFinder:
    """Find the clues to a mention, in the names of the text and the discourse so far."""

    words: Words
    index: NameIndex
    discourse: Discourse
    prominence: Prominence

    def of(self, mention: Mention, place: Place, possessor: tuple[int, ...]) -> Clues:
        """Return the clues to a mention; `possessor` is whom the pronoun means that it begins with."""
        is_body = mention.sort == "body"
        seen = self._seen(place, far=is_body)
        there = {at for word in (mention.noun, *mention.telling) for at in place_of(word)}
        if mention.is_pronoun:
            return Clues(seen=seen, there=there)
        called = self._called(mention) or self._compatriot(mention, place, seen, there)
        introduced = self._introduced(mention, place, seen)
        coming, coming_so = self._coming(mention, place, called) if introduced < 0 else (-1, ())
        if not called and introduced >= 0 and self._may_be_told(mention, introduced, there):
            called = {introduced: 1}
        recalled = self._recalled(mention, place, seen) if not called else -1
        if recalled >= 0:
            called = {recalled: 1}
        return Clues(
            seen=seen,
            there=there,
            called=called,
            introduced=introduced,
            again=self._again(mention),
            inside=self._inside(mention),
            apposed=self._apposed(mention),
            coming=coming,
            coming_so=coming_so,
            owned=self._owned(mention, possessor),
            served=self._served(mention),
            possessor=possessor,
            related=self._related(mention),
            unfit=self._unfit(mention, seen) if is_body else frozenset(),
            owner=owner_in(mention, self.words, self.index.cover),
        )

    def _seen(self, place: Place, *, far: bool) -> dict[int, list[Event]]:
        """Return the entities mentioned in reach with their mentions, the last one first."""
        seen: dict[int, list[Event]] = {}
        entities = self.index.register.entities
        window, reach = (FAR_WINDOW, FAR_REACH) if far else (WINDOW, REACH)
        for event in reversed(self.discourse.events[-window:]):
            if place.sentence - event.sentence > reach:
                break
            told = event.pronoun or entities[event.entity].kind == "unnamed"
            if told and event.content == place.own >= 0:
                # "I never met her," she said, "This man is ill," he said: whom *her* or *this man* means was
                # read without knowing who speaks.
                continue
            if event.entity in seen:
                seen[event.entity].append(event)
            else:
                seen[event.entity] = [event]
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
        if not called and (announced := self._announced(mention)) >= 0:
            called[announced] = 0
        if mention.sort == "body" and mention.role is not None:
            called |= index.descriptions.called(mention.noun, mention.modifiers)
        return called

    def _announced(self, mention: Mention) -> int:
        """Return the one body named soon after a report has opened with a noun that is in its name, or -1.

        The regulator fined two banks. The Energy Regulation Board said … A noun that says more, the nurses'
        union, may stand anywhere.
        """
        opens = self.words.paragraph[mention.first] < OPENING
        if mention.determiner == "i" or not (opens or (mention.determiner == "d" and mention.telling)):
            return -1
        ahead = self.index.cover[mention.last + 1 : mention.last + 1 + COMING]
        new = {
            name.entity
            for name in ahead
            if name is not None and name.entity >= 0 and self.prominence.first[name.entity] > mention.last
        }
        entities = self.index.register.entities
        strong = ("noun-in-name-fits", "noun-suits-name" if opens else "noun-in-name-fits")
        bodies = (entities[number] for number in new if entities[number].kind != "person")
        fitting = [body.number for body in bodies if body.named and fit(mention, body) in strong]
        return fitting[0] if len(fitting) == 1 else -1

    def _compatriot(
        self, mention: Mention, place: Place, seen: Mapping[int, Sequence[Event]], there: Set[str]
    ) -> dict[int, int]:
        """Return the only one near from where a description says, if the text tells no more of them.

        Japan's Rie Okada lost. The Japanese swimmer said …
        """
        if mention.sort != "person" or mention.determiner != "d" or not there:
            return {}
        entities = self.index.register.entities
        near = (n for n, events in seen.items() if place.sentence - events[0].sentence <= NEAR)
        theirs = [n for n in near if entities[n].named and there & places_of(entities[n].roles)]
        alone = len(theirs) == 1 and entities[theirs[0]].kind == "person"
        return {theirs[0]: 1} if alone and entities[theirs[0]].roles.isdisjoint(people_nouns()) else {}

    def _introduced(self, mention: Mention, place: Place, seen: Mapping[int, Sequence[Event]]) -> int:
        """Return the person with whom a paragraph goes on in the sentence before, if new to the text, or -1.

        Captain Bo Khan disagreed. The Torino defender said …
        """
        if mention.sort != "person" or mention.determiner != "d" or not place.opens or not mention.telling:
            return -1
        if mention.noun in word_set("for-others") and owner_in(mention, self.words, self.index.cover):
            # Prosecutor Ann Lee rose. The club's lawyer said: somebody else.
            return -1
        entities = self.index.register.entities
        subjects = [
            number
            for number, events in seen.items()
            if entities[number].named
            and entities[number].kind == "person"
            and any(event.subject for event in events)
            and all(e.sentence == place.sentence - 1 and e.paragraph == place.paragraph for e in events)
        ]
        return subjects[0] if len(subjects) == 1 else -1

    def _may_be_told(self, mention: Mention, number: int, there: Set[str]) -> bool:
        """Tell whether a noun, which is no office, may say what somebody is of whom the text tells nothing.

        Coach Bo Khan left. The team doctor said: the coach is something else.
        """
        told = self.index.register.entities[number].roles
        theirs = places_of(told) if there else frozenset()
        if (theirs and theirs.isdisjoint(there)) or mention.noun in read("offices"):
            return False
        return told.isdisjoint(people_nouns())

    def _recalled(self, mention: Mention, place: Place, seen: Mapping[int, Sequence[Event]]) -> int:
        """Return the only person of the sentence before if a description says what they once were, or -1.

        Director Ann Lee left. The former nun said … But the former mayor may be known without that.
        """
        before = self.words.lower[mention.first : mention.stop]
        if mention.sort != "person" or mention.determiner != "d" or mention.noun in read("offices"):
            return -1
        if word_set("once").isdisjoint(before) or not (place.opens or place.quotes_first):
            return -1
        entities = self.index.register.entities
        near = [n for n, events in seen.items() if place.sentence - events[0].sentence <= 1]
        people = [n for n in near if entities[n].kind in ("person", "unnamed")]
        alone = len(people) == 1 and entities[people[0]].named and seen[people[0]][-1].is_central
        return people[0] if alone else -1

    def _again(self, mention: Mention) -> set[int]:
        """Return the entity to which the same noun, or one of its class, referred before."""
        if mention.determiner == "i":
            return set()
        heads, entities = self.discourse.heads, self.index.register.entities
        keys = [f"class {name}" for name in document_classes(mention.noun)]
        # A survey may be taken up as the report where there is no report.
        keys = keys[:1] if keys and keys[0] in heads else keys
        if mention.noun in word_set("any-document") and mention.noun not in heads:
            keys.append("class any")
        alike = (heads[key] for key in keys if key in heads)
        # The study by two economists is not an inquiry by the police.
        alike = (number for number in alike if mention.telling <= entities[number].name_words)
        return {*alike, *(heads[key] for key in (mention.noun,) if key in heads)}

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
                before = words.lower[name.lead - 1] if name.lead else ""
                kind = "person" if name.kind in ("person", "unknown") else "other"
                if name.possessive and name.last < mention.last:
                    how = "owner"
                elif name.last >= mention.last and before in ("from", "by"):
                    how = "maker"
                elif name.last >= mention.last and before in read("phrase-ends"):
                    how = "last-ruled"
                elif name.last == mention.stop - 2:
                    how = "beside"
                else:
                    how = "last" if name.last >= mention.last else "before"
                out[name.entity] = f"{kind}-{how}"
            index = max(index, name.last) + 1
        return out

    def _related(self, mention: Mention) -> set[int]:
        """Return the entities that the mention's relative clause names: a woman who saw Ann Lee."""
        words, ahead = self.words, range(mention.stop, mention.last + 1)
        clause = next((k for k in ahead if words.lower[k] in word_set("relatives")), mention.last)
        names = (self.index.cover[k] for k in range(clause + 1, mention.last + 1))
        return {name.entity for name in names if name is not None}

    def _apposed(self, mention: Mention) -> int:
        """Return the entity named right before the comma before the description, or -1.

        An apposition ends as it began: after the sale by Ivan Petrov, the driver said is somebody else.
        """
        before = mention.first - 1
        if before < 0 or not self.words.gaps[before].endswith(", ") or self.words.gaps[mention.last] == " ":
            return -1
        if self.words.leads_in(before):
            return -1
        name = self.index.cover[before]
        return -1 if name is None else name.entity

    def _coming(self, mention: Mention, place: Place, called: Mapping[int, int]) -> tuple[int, Sequence[str]]:
        """Return the first to speak by name after a report has opened with a description of them, or -1.

        With it goes what speaks for that: nobody has been named before and nothing else is told of them, or
        the name comes with an age, as that of somebody new does, or it is one of a family.
        """
        words, nobody = self.words, (-1, ())
        if mention.sort != "person" or mention.by_wish or place.quoted >= 0:
            return nobody
        if words.paragraph[mention.first] >= OPENING:
            return nobody
        number, entities = self.prominence.next_to_speak(mention.last), self.index.register.entities
        if (
            number < 0
            or number in self.discourse.spoken
            or entities[number].kind not in ("person", "unknown")
        ):
            return nobody
        if mention.noun in word_set("for-others") and not entities[number].roles:
            # A council spokesperson said nothing. “We want names,” said Janet Cole.
            return nobody
        first = self.prominence.first[number]
        if not 0 <= first - mention.first < COMING or self._is_answer(mention.last, first):
            return nobody
        so = ["coming"]
        people = (entities[event.entity] for event in self.discourse.events)
        otherwise = bool(entities[number].roles) and number not in called
        if not otherwise and not any(entity.named and entity.kind == "person" for entity in people):
            so.append("coming-first")
        name = self.index.cover[first]
        if name is not None and words.is_age(name.last + 1):
            so.append("coming-aged")
        if mention.noun in word_set("kin") and self.prominence.namesakes(entities[number], frozenset()):
            so.append("coming-kin")
        return number, so

    def _is_answer(self, last: int, first: int) -> bool:
        """Tell whether somebody answers right behind another's words: “We lost.” “We ran,” said Ann Lee."""
        words = self.words
        return any(
            words.paragraph[k] == words.paragraph[k + 1] and TURNS.search(words.gaps[k]) is not None
            for k in range(last, first)
        )

    def _unfit(self, mention: Mention, seen: Mapping[int, list[Event]]) -> set[int]:
        """Return the bodies in reach that a noun cannot mean.

        Of names that say nothing of their kind, one beside a name that cannot be meant may be: Consob fined
        Banca Lirica. The watchdog said …
        """
        entities = self.index.register.entities
        bodies = (n for n in seen if entities[n].named or entities[n].kind not in ("group", "document"))
        fits = {number: fit(mention, entities[number]) for number in bodies}
        out = {number for number, how in fits.items() if is_alien(mention, entities[number], how)}
        if is_specific(mention) and "noun-beside-name" in fits.values():
            # Petrolan sued the newspaper Dagen. The newspaper said …
            out |= {n for n, how in fits.items() if how in ("noun-untold", "noun-for-any")}
        doubtful = {number for number in fits.keys() - out if is_doubtful(entities[number], fits[number])}
        out |= {number for number in doubtful if not self._acts(entities[number], seen[number])}
        beside = {event.sentence for number in out for event in seen[number] if may_be_body(entities[number])}
        for number in fits.keys() - out:
            alone = beside.isdisjoint(event.sentence for event in seen[number])
            if alone and is_untold(entities[number], fits[number]):
                out.add(number)
        return out

    def _acts(self, entity: Entity, seen: Sequence[Event]) -> bool:
        """Tell whether somebody does something, or has it done to them: they fined Union Calama."""
        if entity.kind == "place":
            return any(event.object for event in seen) and not any(event.oblique for event in seen)
        return any(e.object or (e.subject and self.words.gaps[e.word] == " ") for e in seen)

    def _served(self, mention: Mention) -> int:
        """Return whom the last words of a description name as served or owned: a spokeswoman for Ann Lee."""
        words, name = self.words, self.index.cover[mention.last]
        if mention.role is None or name is None or name.lead - 1 <= mention.first:
            return -1
        before = name.lead - 1
        if name.lead < name.first or words.lower[before] in roles():
            # A spokesman for her rival Bo Khan, for the late President Obi.
            while before > mention.stop and words.lower[before] not in read("phrase-ends"):
                before -= 1
        ruling, noun = words.lower[before], words.lower[before - 1]
        some = mention.determiner == "i" and ruling in ("of", "to") and noun != "name"
        return name.entity if some or ruling == "for" else -1

    def _owned(self, mention: Mention, possessor: tuple[int, ...]) -> int:
        """Return the campaign or team of whom a possessive pronoun means, or -1."""
        if mention.noun not in read("owned-bodies"):
            return -1
        bodies = (self.index.organisations.owned.get((number, mention.noun)) for number in possessor)
        return next((body.number for body in bodies if body is not None), -1)


def owner_in(mention: Mention, words: Words, cover: Sequence[NameMention | None]) -> str | None:
    """Return the noun for whose somebody is, or `None`: the family's lawyer."""
    owners = (k for k in range(mention.first, mention.stop - 1) if words.possessive[k])
    return next((words.lower[k] for k in owners if cover[k] is None), None)
