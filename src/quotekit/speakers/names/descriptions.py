"""Descriptions: nouns for people, gathered beside their names and recognised later.

``Vladimir Putin, the Russian president`` shows that *the Russian president*, *the president* and *the Russian
leader* can be Putin; ``a senior official`` is unnamed, and is the same person when *the official* recurs.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

import attrs

from quotekit.lexicon import read
from quotekit.speakers.names.callings_before import CallingsBefore
from quotekit.speakers.names.doings import Doings
from quotekit.speakers.names.entities import Entity
from quotekit.speakers.names.lexicon import (
    columns,
    determiner,
    fold,
    kin_gender,
    name_lists,
    offices,
    people_nouns,
    place_of,
    roles,
    verb_like,
    word_set,
)
from quotekit.speakers.names.organisations import initials
from quotekit.speakers.names.reader import NameMention
from quotekit.speakers.names.titles import LONGEST, letters_before, letters_behind
from quotekit.speakers.names.words import Words

REACH_LEFT, REACH_RIGHT, NEAR = 7, 12, 5
FROM_ROLE = 3.0
# Before an office that somebody has left.
PAST = "ex-"
# Who comes into an office that another leaves.
SUCCESSOR = "successor"
# More people with the same description are not distinguished, which keeps the work linear.
ALIKE = 24


@attrs.define(slots=True, eq=False)
class Descriptions:
    """Gather the descriptions of each person, and find the person whom a definite description means."""

    words: Words
    entities: list[Entity]
    cover: Sequence[NameMention | None] = ()
    by_role: dict[str, list[int]] = attrs.field(factory=dict)
    ends: frozenset[str] = attrs.field(factory=lambda: read("phrase-ends"))

    def gather(self, mention: NameMention, entity: Entity) -> None:
        """Learn the nouns and adjectives beside a person's name."""
        before, after = list(self._before(mention)), list(self._after(mention))
        # Asha Menon, MP for Kollam.
        post = (mention.suffix,) if mention.suffix in roles() else ()
        for word in dict.fromkeys((*mention.titles, *post, *before, *after)):
            self._learn(entity, word)
        for term in (*_left([*before[::-1], *mention.titles]), *_left(after)):
            self._call(entity, term)
        for letters in letters_behind(self.words, mention.last, name_lists()):
            self._call(entity, letters)
        for index in {mention.lead, mention.first}:
            for letters in letters_before(self.words, index, name_lists()):
                self._call(entity, letters)
        for noun in CallingsBefore(words=self.words, cover=self.cover).nouns(mention):
            self._learn(entity, noun)
        for noun in Doings(words=self.words, ends=self.ends).nouns(mention):
            self._call(entity, noun)
        for letters in self._letters_of_body(mention):
            self._call(entity, letters)
        if entity.kind == "unknown" and not self.words.forms[mention.first].isupper():
            # Spokeswoman Kiri Tane; Hua Ying, a ministry spokeswoman: these are persons.
            known = roles()
            near = (word for word in (*before[:1], *after[:NEAR]) if word in known)
            if any(not known[word].plural for word in near):
                entity.kind = "person"

    def _letters_of_body(self, mention: NameMention) -> Iterator[str]:
        """Return what letters may stand for the body of an office before a name: the BOJ, of a bank."""
        *body, office = mention.titles or ("",)
        index = mention.lead - 1
        while index > 0 and self.words.lower[index] in roles() and self.words.gaps[index] == " ":
            index -= 1
        name = self.cover[index] if self.cover and index >= 0 and self.words.gaps[index] == " " else None
        if name is not None and name.kind == "organisation":
            body = [*name.parts]
        elif office not in roles():
            return
        if len(body) > 1:
            yield from {initials(body): 0, "".join(part[0] for part in body): 0}

    def _learn(self, entity: Entity, word: str) -> None:
        self._call(entity, word)
        role = roles().get(word)
        if role is not None and not role.plural:
            entity.note_gender(role.gender, FROM_ROLE)

    def _call(self, entity: Entity, word: str) -> None:
        turned = word.split("-turned-") if "-turned-" in word else ()
        for term in (*offices(word), *place_of(word), *turned):
            entity.roles.add(term)
            row = self.by_role.setdefault(term, [])
            if entity.number not in row[-ALIKE:]:
                row.append(entity.number)

    def _before(self, mention: NameMention) -> Iterator[str]:
        words = self.words
        index = mention.lead - 1
        if index < 0:
            return
        if words.lower[index] in word_set("tenures") and words.gaps[index - 1] in (" (", ". ("):
            # Brigadier (retd) Bo Khan.
            yield from self._stretch_back(index - 1)
            return
        gap = words.gaps[index]
        known = roles()
        word = words.lower[index]
        owner = words.possessive[index] and word in read("places")
        if words.joins(index) and (place_of(word) or owner):
            # Denmark's Mette Friis.
            yield word
        if gap == " ":
            if words.lower[index] in known or not kin_gender().keys() >= set(mention.titles):
                yield from self._stretch_back(index)
        elif gap == ", " and words.sentence[index] == words.sentence[mention.lead]:
            stretch = list(self._stretch_back(index))
            heads = (k for k, word in enumerate(stretch) if word in known and not known[word].plural)
            if any(k < 3 or stretch[k - 1] in ("for", "of") for k in heads):
                yield from stretch

    def _stretch_back(self, index: int) -> Iterator[str]:
        words = self.words
        start, listed = index, self._matters(index)
        stop = max(-1, min(index - REACH_LEFT, listed.start - 2 if listed else index))
        while index > stop:
            word = words.lower[index]
            if index < start and not words.joins(index) and index not in listed:
                return
            if word in columns("determiners"):
                return
            if (word in self.ends and word != "of" and index not in listed) or word in read("subject-verbs"):
                return
            if word == "of" and self._is_of_somebody(index):
                # A patient of Dr Ann Lee, the driver of banker Bo Khan: they are somebody else.
                return
            if words.forms[index].islower() and verb_like(word) and word not in roles():
                return
            if word in _reporting():
                # Our correspondent, quoting Inspector Ann Lee.
                return
            name = self.cover[index] if self.cover else None
            person = name if name is not None and name.kind == "person" else None
            if person is not None and self._is_of_office(person):
                person = None
            if person is not None and not words.possessive[person.last]:
                return
            yield fold(words.forms[index])
            if person is not None and index == person.first:
                # Governor Ann Lee's aide, Bo Khan: the title is hers.
                return
            index -= 1

    def _is_of_office(self, name: NameMention) -> bool:
        """Tell whether a name says of what an office is: the Bishop of Goma, a place that no list has."""
        words, of = self.words, name.first - 1
        office = of > 0 and words.lower[of] == "of" and words.lower[of - 1] in read("titles")
        return office and len(name.parts) == 1

    def _matters(self, last: int) -> range:
        """Return the words of an office's several matters up to `last`, none where no office precedes them.

        That is, for example, the minister of trade, industry and energy.
        """
        words, index, joined = self.words, last, False
        while index > max(0, last - LONGEST):
            word, gap = words.lower[index], words.gaps[index - 1]
            if word in ("for", "of"):
                head = roles().get(words.lower[index - 1])
                office = joined and head is not None and not head.plural
                return range(index, last + 1) if office else range(0)
            joined = joined or word == "and"
            other = (word in self.ends and word != "and") or word in columns("determiners")
            if gap not in (" ", ", ") or other or (word in roles() and word not in word_set("portfolios")):
                return range(0)
            index -= 1
        return range(0)

    def _is_of_somebody(self, index: int) -> bool:
        """Tell whether *of* says whose somebody is, a driver of banker Lee, rather than an office's matter.

        Minister of Justice Lee is Lee.
        """
        words, role = self.words, roles().get(self.words.lower[index + 1])
        office = index > 0 and words.capital[index - 1] and not words.first[index - 1]
        titled = words.lower[index + 1] in read("titles")
        return not office and (titled or (role is not None and not role.plural))

    def _after(self, mention: NameMention) -> Iterator[str]:
        words = self.words
        index, last = mention.last + 1, min(len(words), mention.last + 1 + REACH_RIGHT)
        if index >= last or words.sentence[index] != words.sentence[mention.last]:
            return
        gap = words.gaps[mention.last]
        known = roles()
        if gap == " " and words.lower[index] == "of" and words.capital[min(index + 1, last - 1)]:
            yield words.lower[min(index + 1, last - 1)]
            return
        if gap == " " and (post := self._post_after(index, last)) > index:
            index = post
        elif gap in (", ", " — ", "—", " - ", " – "):
            if words.leads_in(mention.last):
                # After talks with Abe, the president said: somebody else.
                return
            if words.gaps[mention.lead - 1] == ", " and self._is_action(index):
                # The director, Ann Lee, met the minister, Bo Khan: she is not the minister.
                return
            if self._is_with_others(index):
                return
            if words.lower[index].isdecimal() and index + 1 < last and words.gaps[index] == ", ":
                # Vincent Pagano, 51, a former salesman.
                index += 1
            if (
                words.lower[index] == "who"
                and index + 1 < last
                and words.lower[index + 1] in word_set("copula")
            ):
                index += 2
        else:
            return
        if index >= last:
            return
        found: list[str] = []
        named = closed = False
        owned = determiner(words.lower[index]) == "p"
        index += owned
        while index < last and words.sentence[index] == words.sentence[mention.last]:
            word = words.lower[index]
            if word in word_set("relatives") or word in columns("pronouns"):
                break
            another = word in word_set("kin") or word in word_set("styles")
            if owned and (another or (self.cover and self.cover[index] is not None)):
                # Bo Khan, its treasurer; but Ann Lee, her husband, her lawyer Bo Khan, or Her Majesty.
                return
            if word in word_set("saying") or (
                named and word in read("subject-verbs") and not words.capital[index]
            ):
                # After meeting Lee, the governor said: the description is somebody else's.
                return
            found.append(fold(words.forms[index]))
            role = known.get(word)
            named = named or (role is not None and not role.plural)
            closed = not words.joins(index)
            if closed:
                break
            index += 1
        if owned and words.lower[index + 1 : index + 2] in (["and"], ["or"]):
            # Ann Lee, her lawyer, and her cook are three.
            return
        if named and (closed or not self._is_according(mention)):
            # According to Obi, the general left: somebody else, as no comma ends it.
            yield from found

    def _post_after(self, index: int, last: int) -> int:
        """Return where the words for what somebody is or becomes begin after their verb, or -1.

        Ann Lee is a plumber, was mayor, works as a nurse, has been elected president, retires as coach.
        """
        lower, been = self.words.lower, False
        while index + 1 < last and lower[index] in word_set("helping"):
            index += 1
        while index + 1 < last and (lower[index] in word_set("copula") or lower[index] == "been"):
            index, been = index + 1, True
        made = lower[index] in word_set("made-something") if been else lower[index] in word_set("becoming")
        if made:
            index += 1
            while index + 1 < last and lower[index] in ("in", "as"):
                index += 1
            return index
        # Ann Lee was mayor, but not in: Ann Lee is coach Bo Khan's sister.
        named = index + 1 < len(lower) and self.words.capital[index + 1]
        bare = lower[index] in name_lists().roles and not named
        return index if been and (bare or lower[index] in ("a", "an", "the", "one", "his", "her")) else -1

    def _is_action(self, index: int) -> bool:
        """Tell whether a word behind a comma is a verb that does not tell what somebody is."""
        word = self.words.lower[index]
        after = self.words.lower[index + 1 : index + 2]
        return word in _acting() or (word.endswith("ed") and not (after and after[0] in roles()))

    def _is_with_others(self, index: int) -> bool:
        """Tell whether a participle tells who else is there: Ann Lee, flanked by the minister."""
        words = self.words
        verbal = words.lower[index].endswith("ed") or words.lower[index] in word_set("participles")
        return verbal and words.lower[index + 1 : index + 2] in (["by"], ["with"])

    def _is_according(self, mention: NameMention) -> bool:
        """Tell whether a name is whom a sentence begins by going by: According to Senator Obi."""
        words, lead = self.words, mention.lead
        return words.follows_according(lead) and words.first[lead - 2]

    def pair(self, people: Sequence[NameMention]) -> None:
        """Give a counterpart the office of the other: President Morel met his counterpart Jan Nowik.

        So is a successor given it, and a predecessor, but as one that is held no longer.
        """
        words = self.words
        for number, mention in enumerate(people):
            near = words.lower[max(mention.lead - 2, 0) : mention.lead]
            past, peer = "predecessor" in near, "counterpart" in near
            if not (past or peer or SUCCESSOR in near):
                continue
            around = (*people[max(number - 2, 0) : number][::-1], *people[number + 1 : number + 2])
            for other in around:
                held = self.entities[other.entity].roles - {"counterpart", "predecessor", SUCCESSOR}
                for equals in (word_set("leaders"), word_set("ministers")) if peer else ():
                    # The counterpart of a leader may be a president or a premier.
                    held |= equals if held & equals else frozenset()
                if other.entity != mention.entity and not held.isdisjoint(people_nouns()):
                    for word in sorted(held):
                        if not place_of(word) and word not in read("places"):
                            self._call(self.entities[mention.entity], word)
                            if past and word in people_nouns():
                                self._call(self.entities[mention.entity], f"{PAST}{word}")
                    break

    def called(self, noun: str, modifiers: Sequence[str]) -> dict[int, int]:
        """Return the persons described by `noun`, each with the number of modifiers that fit."""
        wanted = {term for word in modifiers for term in (word, *place_of(word))}
        wanted -= word_set("idle")
        return {
            number: len(wanted & self.entities[number].roles)
            for number in self.by_role.get(noun, ())[-ALIKE:]
        }


def _left(stretch: Sequence[str]) -> Iterator[str]:
    """Return the offices that some words say were held before: the former police chief, an ex-minister."""
    past = False
    for word in stretch:
        noun = word.removeprefix(PAST)
        if noun in roles() and (past or noun != word):
            yield from (noun, f"{PAST}{noun}")
        past = past or word in word_set("former")


@functools.cache
def _reporting() -> frozenset[str]:
    """Return the participles of verbs of saying: quoting, accusing."""
    verbs = (line.split()[0] for line in read("reporting-verbs"))
    return frozenset(f"{verb.removesuffix('e')}ing" for verb in verbs)


@functools.cache
def _acting() -> frozenset[str]:
    """Return the verbs behind a subject that do not tell what somebody is."""
    return read("subject-verbs") - word_set("copula") - word_set("becoming")
