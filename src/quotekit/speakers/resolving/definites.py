"""Described, not named: whom *the senator*, *the two*, *the campaign* or *a spokesman* means.

A description that nothing earlier explains is an entity of its own, named by its words.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from quotekit.lexicon import read
from quotekit.speakers.names.entities import Entity, EntityKind
from quotekit.speakers.names.index import NameIndex
from quotekit.speakers.names.lexicon import Role, columns, fold, roles, word_set
from quotekit.speakers.names.reader import NameMention
from quotekit.speakers.names.words import Words
from quotekit.speakers.resolving.conjuncts import Phrase
from quotekit.speakers.resolving.discourse import Discourse
from quotekit.speakers.resolving.phrases import PhraseTexts
from quotekit.speakers.resolving.pronouns import WINDOW, Place, choose

# Beside what speaks for a pronoun: that somebody is called so, and each further word that fits.
CALLED, SURE, FITTING = 3.0, 3.0, 4.0
# How far ahead, in characters, and in which first paragraphs a description may run before its name.
AHEAD, OPENING = 900, 4


@attrs.define(slots=True, eq=False)
class Definites:
    """Resolve descriptions against what the text has said so far."""

    words: Words
    reading: NameIndex
    discourse: Discourse
    texts: PhraseTexts

    def resolve(self, phrase: Phrase, place: Place) -> tuple[int, ...]:
        """Return the entities that a description in a source means."""
        words = self.words
        determiner = columns("determiners").get(words.lower[phrase.first], ("",))[0]
        noun = words.lower[phrase.head]
        role = roles().get(noun)
        stop = min(phrase.stop, phrase.last + 1)
        modifiers = [fold(words.forms[k]) for k in range(phrase.first, stop) if k != phrase.head]
        several = self._several(phrase, role)
        if several:
            return several
        if noun in read("owned-bodies") and determiner in ("d", "p"):
            body = self._owned(noun, phrase, place)
            if body >= 0:
                return (body,)
        found = -1
        if role is not None and not role.plural:
            if determiner == "d" and noun in read("organisation-nouns") and not self._is_called(role.noun):
                # The operator, the publisher: a company, where nobody is called so.
                found = self._organisation(phrase, noun, modifiers, place)
            if found < 0:
                found = self._person(phrase, role, modifiers, determiner, place)
        elif determiner == "d" and role is None and noun in word_set("spots"):
            found = self._spot(phrase)
        elif determiner == "d" and role is None and noun not in read("groups"):
            found = self._organisation(phrase, noun, modifiers, place)
        if found < 0 and determiner == "d" and self._is_short(phrase):
            found = self._said_before(noun, modifiers)
        if found < 0 and role is not None and not role.plural and determiner != "p":
            found = self._named_later(role, modifiers, phrase)
        if found >= 0:
            return (found,)
        return (self._anew(phrase, noun, role),)

    def _anew(self, phrase: Phrase, noun: str, role: Role | None) -> int:
        """Make an entity of a description, and let its noun find it again."""
        kind: EntityKind = "unknown"
        determiner = columns("determiners").get(noun)
        if determiner is not None and phrase.stop < phrase.last and self.words.lower[phrase.stop] == "of":
            # Two of the boatmen: what is counted tells the kind.
            role = next(
                (roles()[w] for w in self.words.lower[phrase.stop : phrase.last + 1] if w in roles()), None
            )
        if role is not None:
            kind = "group" if role.plural else "unnamed"
        elif noun in read("groups"):
            kind = "group"
        elif noun in read("documents"):
            kind = "document"
        elif noun in read("organisation-words"):
            kind = "organisation"
        number = self.texts.entity(phrase, kind)
        heads = self.discourse.heads
        heads[role.noun if role is not None and not role.plural else noun] = number
        if noun in read("groups") and phrase.stop <= phrase.last and self.words.lower[phrase.stop] == "of":
            # Dozens of villagers: "the villagers" takes them up again.
            heads[self.words.lower[min(phrase.stop + 1, phrase.last)]] = number
        row = columns("document-classes").get(noun)
        if row is not None:
            heads[f"class {row[0]}"] = number
        return number

    def _person(self, phrase: Phrase, role: Role, modifiers: list[str], determiner: str, place: Place) -> int:
        apposed = self._apposed(phrase)
        if apposed >= 0:
            return apposed
        if determiner not in ("d", ""):
            return -1
        if phrase.stop <= phrase.last:
            modifiers = modifiers + [
                fold(self.words.forms[k]) for k in range(phrase.stop, min(phrase.last + 1, phrase.stop + 4))
            ]
        return self.called(role, modifiers, place, fallback=determiner == "d" and self._is_short(phrase))

    def _is_called(self, noun: str) -> bool:
        """Tell whether somebody is called by a noun, or was brought in by it."""
        return noun in self.discourse.heads or bool(self.reading.descriptions.called(noun, ()))

    def _apposed(self, phrase: Phrase) -> int:
        """Return the person right before whose name, behind a comma, the description stands; or -1."""
        before = phrase.first - 1
        if before < 0 or not self.words.gap(before).endswith(", "):
            return -1
        name = self.reading.cover[before]
        if name is None and ")" in self.words.gap(before) and before > 0:
            name = self.reading.cover[before - 1]
        return name.entity if name is not None and name.kind == "person" else -1

    def called(self, role: Role, modifiers: Sequence[str], place: Place, *, fallback: bool) -> int:
        """Return the person, named or not, whom a definite description means, or -1.

        With `fallback`, somebody fitting a pronoun there is taken where nobody is called so.
        """
        entities = self.reading.register.entities
        called = self.reading.descriptions.called(role.noun, modifiers)
        earlier = self.discourse.heads.get(role.noun)
        if earlier is not None:
            called.setdefault(earlier, 0)
        # An epithet is nobody's but theirs who bear it; an office may have gone unsaid.
        sure = 0 if role.noun in read("offices") else SURE
        bonus = {number: CALLED + sure + FITTING * fits for number, fits in called.items()}
        entity = choose(attrs.evolve(place, gender=role.gender), self.discourse.events, entities, bonus)
        reachable = [
            n for n in called if "u" in (role.gender, entities[n].gender) or entities[n].gender == role.gender
        ]
        # *A witness said*, many others, *the witness said*: no office, so nobody else.
        brought_in = bool(sure) and (
            (earlier in reachable and earlier in self.discourse.spoken) or any(called[n] for n in reachable)
        )
        stands_in = fallback and not brought_in and not self._is_office(role, modifiers)
        if entity is not None and (entity.number in called or stands_in):
            return entity.number
        recency = self.discourse.recency
        return max(reachable, key=lambda n: (called[n], recency.get(n, -1)), default=-1)

    @staticmethod
    def _is_office(role: Role, modifiers: Sequence[str]) -> bool:
        """Tell whether a description names an office, by which the text would call its holder."""
        if role.noun not in read("offices"):
            return False
        return bool(set(modifiers) - word_set("idle")) or role.noun not in word_set("heads-of-state")

    def _is_short(self, phrase: Phrase) -> bool:
        """Tell whether a description ends with its noun or a few words of office or place: of state."""
        if phrase.stop > phrase.last:
            return True
        return self.words.lower[phrase.stop] in ("of", "from") and phrase.last - phrase.stop <= 1

    def _organisation(self, phrase: Phrase, noun: str, modifiers: list[str], place: Place) -> int:
        organisations = self.reading.organisations
        known = organisations.find(" ".join([*modifiers[1:], fold(noun)]))
        if known is None and phrase.stop > phrase.last and noun not in read("documents"):
            known = organisations.described(noun, self.words.starts[phrase.first])
            if known is None or (
                self.discourse.body >= 0 and noun in self._entity(self.discourse.body).roles
            ):
                known = self._lately(noun, place) or known
        if known is None:
            return -1
        self.discourse.body = known.number
        return known.number

    def _spot(self, phrase: Phrase) -> int:
        """Return the place meant by "the city", the last one named, or "the city of Phoenix"; or -1."""
        if phrase.stop > phrase.last:
            return self.discourse.spot if phrase.last == phrase.first + 1 else -1
        name = self.reading.cover[phrase.last]
        inside = name is not None and name.lead == phrase.stop + 1 and name.kind == "place"
        return name.entity if name is not None and inside else -1

    def _entity(self, number: int) -> Entity:
        return self.reading.register.entities[number]

    def _lately(self, noun: str, place: Place) -> Entity | None:
        """Return the organisation spoken of in the last sentences: the company, the bank."""
        body = self.discourse.body
        if noun not in read("organisation-nouns") or body < 0:
            return None
        entity = self._entity(body)
        seen = self.discourse.recency.get(body, -1)
        near = seen >= 0 and place.sentence - self.discourse.step(seen) <= 3
        return entity if noun in entity.roles or (near and entity.kind == "organisation") else None

    def _owned(self, noun: str, phrase: Phrase, place: Place) -> int:
        """Return the campaign, team or administration meant: an owner's where a pronoun tells whose."""
        organisations = self.reading.organisations
        row = columns("pronouns").get(self.words.lower[phrase.first])
        if row is not None and row[1] in ("m", "f"):
            owner = choose(
                attrs.evolve(place, gender=row[1]), self.discourse.events, self.reading.register.entities
            )
            body = None if owner is None else organisations.owned.get((owner.number, noun))
            return -1 if body is None else body.number
        recency = self.discourse.recency
        return max(organisations.by_noun.get(noun, ()), key=lambda n: recency.get(n, -1), default=-1)

    def _said_before(self, noun: str, modifiers: Sequence[str]) -> int:
        """Return the group, document or body that a definite description takes up again, or -1."""
        heads = self.discourse.heads
        row = columns("document-classes").get(noun)
        for key in (noun, f"class {row[0]}" if row is not None else ""):
            earlier = heads.get(key)
            if earlier is not None:
                said = {fold(word) for form in self._entity(earlier).forms for word in form.split()}
                if set(modifiers) - word_set("idle") <= said:
                    return earlier
        return -1

    def _named_later(self, role: Role, modifiers: Sequence[str], phrase: Phrase) -> int:
        """Return the person whom a report's opening only describes and soon after names, or -1."""
        words = self.words
        if words.paragraph[phrase.first] >= OPENING:
            return -1
        called = self.reading.descriptions.called(role.noun, modifiers)
        begin = words.starts[phrase.first]
        fitting = [
            n for n, fits in called.items() if fits and begin < self._entity(n).first_full < begin + AHEAD
        ]
        return max(fitting, key=lambda n: called[n], default=-1)

    def _several(self, phrase: Phrase, role: Role | None) -> tuple[int, ...]:
        """Return the persons meant by "the two", "both candidates", "all three", "the senators"; or ()."""
        words, discourse = self.words, self.discourse
        length = phrase.last - phrase.first + 1
        opening = words.lower[phrase.first]
        if length > 5 or (opening != "the" and opening not in word_set("both-and-all")):
            return ()
        plural = role is not None and role.plural
        together = discourse.several if len(discourse.several) > 1 else ()
        if together and opening != "the" and (length == 1 or words.lower[phrase.last] in ("whom", "them")):
            return together
        second = words.lower[phrase.first + 1] if length > 1 else ""
        count = next((n for n in (2, 3, 4) if {opening, second} & word_set(f"counts-{n}")), 0)
        if not count:
            if together and opening == "the" and length == 2 and plural and second not in discourse.heads:
                return together
            return ()
        if not plural and phrase.head > phrase.first + 1:
            return ()
        if any(name is not None and name.kind == "group" for name in self._names_in(phrase)):
            return ()
        return together if len(together) == count else self._most_spoken_of(count)

    def _names_in(self, phrase: Phrase) -> Sequence[NameMention | None]:
        return [self.reading.cover[k] for k in range(phrase.first, phrase.last + 1)]

    def _most_spoken_of(self, count: int) -> tuple[int, ...]:
        tally: dict[int, int] = {}
        for event in self.discourse.events[-WINDOW:]:
            if self._entity(event.entity).kind == "person":
                tally[event.entity] = tally.get(event.entity, 0) + 1
        top = sorted(tally, key=lambda n: -tally[n])[:count]
        return tuple(sorted(top)) if len(top) == count else ()

    def in_passing(self, index: int) -> tuple[int, int]:
        """Return whom a description in the running text means, and its last word.

        `index` is its determiner; the answer is (-1, index) where it describes no single person.
        """
        words = self.words
        head = self._head_after(index)
        if head < 0:
            return -1, index
        determiner = columns("determiners")[words.lower[index]][0]
        role = roles()[words.lower[head]]
        modifiers = [fold(words.forms[k]) for k in range(index + 1, head)]
        if determiner == "d":
            ends = read("phrase-ends")
            short = head + 1 >= len(words) or words.gap(head) != " " or words.lower[head + 1] not in ends
            place = self.discourse.place(index)
            return self.called(role, modifiers, place, fallback=short and head - index <= 3), head
        if determiner not in ("i", "p") or words.lower[index] in word_set("plural-determiners"):
            return -1, index
        if index and (words.gap(index - 1) == ", " or words.lower[index - 1] in word_set("being")):
            return -1, index
        number = self.texts.passing(index, head, role)
        self.discourse.heads[role.noun] = number
        return number, head

    def _head_after(self, index: int) -> int:
        """Return the noun for one person that a determiner at `index` belongs to, or -1."""
        words, cover, known = self.words, self.reading.cover, roles()
        head = -1
        for position in range(index + 1, min(index + 6, len(words))):
            if words.gap(position - 1).strip(" ’'s"):
                break
            word = words.lower[position]
            if cover[position] is not None:
                if head >= 0:
                    # The actor John Smith: the name speaks for itself.
                    return -1
            elif word in known:
                if known[word].plural:
                    return -1
                head = position
            elif head >= 0 or word in read("phrase-ends"):
                break
        return head
