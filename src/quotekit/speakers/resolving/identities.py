"""Identities: who somebody without a name turns out to be.

*“Get down,” a man shouted. The man, who identified himself as Commander Obi, left.* Both are Obi.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from quotekit.speakers.names.index import NameIndex
from quotekit.speakers.names.lexicon import determiner, roles, word_set
from quotekit.speakers.names.reader import NameMention
from quotekit.speakers.names.words import Words
from quotekit.speakers.resolving.conjuncts import Phrase
from quotekit.speakers.resolving.discourse import Discourse
from quotekit.speakers.resolving.mentions import AGED, Mention, described, pronoun_at
from quotekit.speakers.resolving.scorer import Scorer

# How many words the verb that gives a name may be before it, and the noun for the person before that.
NAMING, NOUN = 7, 9
# How many words the first verb of a relative clause and what belongs to it may have.
CLAUSE = 10
# How many words a description may have up to its noun.
LONGEST = 6


@attrs.define(slots=True, eq=False)
class Identities:
    """Keep who those without a name are, as a text goes on to tell.

    `told` has, for the first word of a description or pronoun, its noun and the name given to it; `merged`
    has the entity with a name for each that has none.
    """

    words: Words
    index: NameIndex
    discourse: Discourse
    scorer: Scorer
    told: dict[int, tuple[int, NameMention]] = attrs.field(factory=dict)
    merged: dict[int, int] = attrs.field(factory=dict)

    @classmethod
    def of(cls, words: Words, index: NameIndex, discourse: Discourse, scorer: Scorer) -> Identities:
        """Return the identities of a text, of which it is known so far only where it tells them."""
        out = cls(words, index, discourse, scorer)
        for name in index.names:
            if name.entity < 0 or name.kind not in ("person", "unknown"):
                continue
            noun = out._named(name)
            first = out._first(noun)
            if first >= 0:
                out.told[first] = noun, name
        return out

    def learn(self, index: int) -> None:
        """Tie whoever is meant by the description or pronoun at a word to the name that it is given there."""
        noun, name = self.told[index]
        mention = self._mention(index, noun)
        if not mention.is_pronoun:
            if mention.determiner == "d":
                self._merge(mention, index, name)
            self.discourse.heads[mention.noun] = name.entity
        else:
            self._merge(mention, index, name)

    def at(self, index: int) -> tuple[int, int]:
        """Return who is described at a word and told by name there, with the noun, or (-1, index)."""
        if index not in self.told or pronoun_at(self.words, index) is not None:
            return -1, index
        noun, name = self.told[index]
        return name.entity, noun

    def with_names(self, answers: Iterable[tuple[int, ...]]) -> list[tuple[int, ...]]:
        """Return answers, each with those in their stead who are known by name at the end of the text."""
        entities = self.index.register.entities
        for number, named in self.merged.items():
            entities[named].mentions.extend(entities[number].mentions)
        return [tuple(dict.fromkeys(self.merged.get(n, n) for n in answer)) for answer in answers]

    def _mention(self, first: int, noun: int) -> Mention:
        pronoun = pronoun_at(self.words, first) if first == noun else None
        phrase = Phrase(sort="description", first=first, last=noun, head=noun, stop=noun + 1)
        return pronoun or described(self.words, phrase)

    def _merge(self, mention: Mention, index: int, name: NameMention) -> None:
        entities = self.index.register.entities
        found = self.scorer.likeliest_but(mention, self.discourse.place(index), name.entity)
        known = entities[found[0]] if len(found) == 1 else None
        told = self.discourse.content_at(self.words.starts[index]) >= 0
        if told and found != (self.discourse.heads.get(mention.noun),):
            # An official said that the dead man was named as Bo Khan: he is not the official.
            return
        bearer = entities[name.entity]
        if known is None or known.kind != "unnamed" or {known.gender, bearer.gender} == {"m", "f"}:
            return
        self.merged[known.number] = bearer.number
        bearer.kind = "person"

    def _named(self, name: NameMention) -> int:
        """Return the noun or pronoun of whom a text says that they have a name, or -1."""
        words, before = self.words, name.lead - 1
        if before < 1:
            return -1
        if words.gaps[before] == ", ":
            return before if self._is_apposed(name, before) else -1
        if words.gaps[before] != " " or words.sentence[before] != words.sentence[name.first]:
            return -1
        if words.lower[before] in ("is", "was") and words.lower[before - 1] in word_set("by-name"):
            # His name was Ann Lee.
            owner = before - 2
            return owner if owner >= 0 and words.first[owner] and pronoun_at(words, owner) else -1
        after = name.last + 1
        if words.gaps[name.last] == " " and words.lower[after : after + 1] in (["a"], ["an"]):
            # A man called Ann Lee a thief.
            return -1
        told = words.lower[before] == "as" and words.lower[before - 1] in roles()
        first = self._first(before - 1) if told else -1
        if first > 0 and words.lower[first - 1] in word_set("naming"):
            # Police named the suspect as Ann Lee.
            return before - 1
        verb = self._naming_verb(before)
        return self._subject(verb) if verb > 0 else -1

    def _is_apposed(self, name: NameMention, noun: int) -> bool:
        """Tell whether a name stands beside a noun for anybody: The man, Ann Lee, said."""
        words = self.words
        closed = words.gaps[name.last].startswith(",") and not name.possessive
        plain = noun > 0 and words.lower[noun - 1] == "the" and words.gaps[noun - 1] == " "
        return closed and plain and words.lower[noun] in word_set("generic-people")

    def _naming_verb(self, last: int) -> int:
        """Return the verb that gives somebody the name behind word `last`, or -1.

        Identified himself as, gave her name as, was named by police as, known only as.
        """
        words = self.words
        for verb in range(last, max(last - NAMING, 0), -1):
            if verb < last and (words.gaps[verb] != " " or words.capital[verb]):
                return -1
            said = words.lower[verb + 1 : last + 1]
            if words.lower[verb] in word_set("presenting") and not word_set("reflexive").isdisjoint(said[:1]):
                return verb if word_set("naming-as").issuperset(said) else -1
            if words.lower[verb] in word_set("naming") and words.lower[verb] not in word_set("by-name"):
                if not said and words.lower[verb - 1] in word_set("relatives"):
                    # A nurse who identified Ann Lee is somebody else.
                    return -1
                by = said[:1] == ["by"] and said[-1:] == ["as"]
                return verb if by or word_set("naming-as").issuperset(said) else -1
            if words.lower[verb] in word_set("giving-a-name"):
                given = not word_set("by-name").isdisjoint(said) and word_set("naming-as").issuperset(said)
                return verb if given else -1
        return -1

    def _subject(self, verb: int) -> int:
        """Return the noun or pronoun of whoever is named or gives a name by a verb, or -1."""
        words = self.words
        index = verb - 1
        skipped = word_set("copula") | word_set("helping") | word_set("relatives") | word_set("before-naming")
        while index > 0 and verb - index < NOUN and words.lower[index] in skipped:
            index -= 1
        if words.lower[index] == "and":
            index = self._before_clause(index)
        word = words.lower[index]
        if index < 0 or words.gaps[index] not in (" ", ", ") or words.sentence[index] != words.sentence[verb]:
            return -1
        if pronoun_at(words, index) is not None:
            # She gave her name as Ann Lee; but she is not whom the police named.
            active = words.lower[verb] in word_set("giving-a-name") or words.lower[verb + 1] in word_set(
                "reflexive"
            )
            return index if active and word in ("he", "she") else -1
        role = roles().get(AGED.strip("-") if word.endswith(AGED) else word)
        return index if role is not None and not role.plural and self.index.cover[index] is None else -1

    def _before_clause(self, index: int) -> int:
        """Return the word before the relative clause of which "and" joins two verbs, or -1.

        A man who spoke to reporters and gave his name as Obi.
        """
        words = self.words
        for who in range(index - 1, max(index - CLAUSE, 0), -1):
            if words.lower[who] == "who":
                return who - 1
            if not words.joins(who):
                break
        return -1

    def _first(self, noun: int) -> int:
        """Return the first word of the phrase up to a noun, or -1 where it has no determiner."""
        words, cover = self.words, self.index.cover
        if noun < 0 or pronoun_at(words, noun) is not None:
            return noun
        for first in range(noun - 1, max(noun - LONGEST, -1), -1):
            if words.gaps[first] != " " or cover[first] is not None:
                return -1
            if determiner(words.lower[first]):
                return first
        return -1
