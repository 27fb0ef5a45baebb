"""Antecedents: to whom a source refers, be it a name, a pronoun, a relative or a description."""

from __future__ import annotations

import attrs

from quotekit.lexicon import read
from quotekit.speakers.names.entities import EntityKind
from quotekit.speakers.names.index import NameIndex
from quotekit.speakers.names.lexicon import columns, fold, place_of, roles
from quotekit.speakers.names.words import Words
from quotekit.speakers.resolving.bodies import may_be_body
from quotekit.speakers.resolving.chains import Chains
from quotekit.speakers.resolving.conjuncts import Phrase
from quotekit.speakers.resolving.discourse import Discourse, Place
from quotekit.speakers.resolving.identities import Identities
from quotekit.speakers.resolving.known import Known
from quotekit.speakers.resolving.mentions import Mention, described, pronoun_at
from quotekit.speakers.resolving.phrases import PhraseTexts
from quotekit.speakers.resolving.scorer import Choice, Scorer
from quotekit.speakers.resolving.sources import SourceReader

# How many words back the name before "who" may be, past nouns that are not persons.
LOOSE = 5
# How many words ahead the name of a possessive at the beginning of a sentence may be.
AHEAD = 14
# The weight of a resolved pronoun as evidence of gender, if there is no other.
FROM_USE = 1.0
# The same for a pronoun that stands for somebody without a name.
FROM_PRONOUN = 3.0
# The entities of a pronoun that refers to nobody in particular: everyone, you.
NOBODY = Choice((), how="indefinite")
PRONOUN_KINDS: dict[str, EntityKind] = {"he": "unnamed", "it": "unknown", "they": "group"}
# Among how many mentions *the latter* is.
NEAR = 12


@attrs.define(slots=True, eq=False)
class Antecedents:
    """Resolve phrases of sources to entities, with a confidence."""

    words: Words
    index: NameIndex
    discourse: Discourse
    texts: PhraseTexts
    scorer: Scorer
    sources: SourceReader
    chains: Chains
    known: Known
    identities: Identities

    def alone(self, phrase: Phrase) -> int:
        """Return a new, unnamed entity with the phrase as its name."""
        mention = pronoun_at(self.words, phrase.head)
        if mention is None:
            return self._anew(phrase, described(self.words, phrase), NOBODY).entities[0]
        return self._unnamed(phrase, mention, NOBODY).entities[0]

    def phrase(self, phrase: Phrase, place: Place) -> Choice | None:
        """Resolve one conjunct of a source; return None for *I* and *we*, which depend on the quotation."""
        given = self._given(phrase)
        if given >= 0:
            return Choice((given,), how="known")
        if phrase.name is None:
            told = self.chains.entity(phrase)
            if told >= 0:
                return Choice((told,), how="chain")
            named, noun = self.identities.at(phrase.first)
            if named >= 0 and noun == phrase.head:
                # The man, identified by police as Bo Khan, said …
                return Choice((named,), how="relative")
        if phrase.sort == "pronoun":
            return self._pronoun(phrase, place)
        if phrase.name is not None:
            named = self._named(phrase)
            if named >= 0:
                return Choice((named,))
        called = self._called_so(phrase)
        return Choice((called,)) if called >= 0 else self._described(phrase, place)

    def _called_so(self, phrase: Phrase) -> int:
        """Return whose given name a phrase is that may be no name, or -1: May, of May Lindgren."""
        form = self.words.forms[phrase.head]
        if phrase.first < phrase.last or not form.istitle():
            return -1
        person = self.index.people.find((fold(form),))
        return -1 if person is None or not person.fulls else person.number

    def _given(self, phrase: Phrase) -> int:
        """Return the known speaker of a phrase or of the name at its head, or -1."""
        if not self.known.names:
            return -1
        words = self.words
        said = [words.text[words.starts[phrase.first] : words.ends[phrase.last]]]
        if phrase.name is not None:
            said.append(words.text[phrase.name.start : phrase.name.end])
        return self.known.speaker(said, described(words, phrase).sort)

    def _named(self, phrase: Phrase) -> int:
        """Return the bearer of the name at the head of a phrase, or -1 for the name of a people."""
        name = phrase.name
        assert name is not None
        if phrase.title:
            partner = self.index.people.find(name.parts[-1:], (phrase.title,))
            if partner is not None:
                return partner.number
        if name.entity < 0:
            return -1
        entity = self.index.register.entities[name.entity]
        if entity.kind == "group":
            return -1
        if entity.kind == "unknown":
            # A speaker with a name of unknown kind is taken to be a person.
            entity.kind = "person"
        return entity.number

    def _pronoun(self, phrase: Phrase, place: Place) -> Choice | None:
        person = columns("pronouns")[self.words.lower[phrase.head]][0]
        if person == "1":
            return None
        if person == "r":
            return self._relative(phrase) or self._new(phrase, "unknown")
        mention = pronoun_at(self.words, phrase.head)
        if mention is None:
            return self._new(phrase, "group")
        ahead = self._named_ahead(mention)
        if ahead >= 0:
            return Choice((ahead,), how="announced")
        choice = self.scorer.choose(mention, place)
        if not choice.entities:
            return self._unnamed(phrase, mention, choice)
        self._learn(mention, choice)
        return choice

    def _unnamed(self, phrase: Phrase, mention: Mention, choice: Choice) -> Choice:
        """Return somebody whom only a pronoun names, and whose gender it tells: *she* is never *he*."""
        made = self._new(phrase, PRONOUN_KINDS[mention.sort], choice)
        entity = self.index.register.entities[made.entities[0]]
        if entity.gender == "u":
            entity.note_gender(mention.gender, FROM_PRONOUN)
        return made

    def _learn(self, mention: Mention, choice: Choice) -> None:
        """Take gender, kind and country from a resolved mention, if nothing else tells them."""
        entity = self.index.register.entities[choice.entities[0]]
        if mention.sort == "body" and entity.named and entity.kind == "person" and may_be_body(entity):
            # Hanbit Marine lost. The shipbuilder blamed the rain: it is nobody.
            entity.kind = "organisation"
        if mention.sort != "he":
            return
        if entity.gender == "u":
            entity.note_gender(mention.gender, FROM_USE)
        if entity.kind == "unknown":
            entity.kind = "person"
        # Whoever was called the Spaniard is not the Czech.
        entity.roles.update(place_of(mention.noun))

    def _named_ahead(self, mention: Mention) -> int:
        """Return the person after a possessive that opens a sentence (In her reply, Ann Lee said), or -1."""
        words, cover, index = self.words, self.index.cover, mention.first
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
                entity = self.index.register.entities[name.entity]
                opens = words.gaps[name.lead - 1].startswith(",") and entity.gender in (mention.gender, "u")
                return entity.number if opens else -1
        return -1

    def _relative(self, phrase: Phrase) -> Choice | None:
        """Return the antecedent of a relative pronoun, which ends right before it, or None."""
        words, cover, index = self.words, self.index.cover, phrase.head
        before = index - 1
        if before < 0 or words.sentence[before] != words.sentence[index]:
            return None
        name = cover[before]
        if name is not None and name.entity >= 0:
            kind = self.index.register.entities[name.entity].kind
            if words.lower[index] != "who" or kind in ("person", "unknown", "group"):
                return Choice((name.entity,), how="relative")
            before = self._person_before(before)
            if before < 0:
                return Choice((name.entity,), how="relative")
        if words.lower[index] == "who" and not self.index.is_people(before):
            # Re-elect Rob Portman this year, who: the name is a few words back.
            for position in range(before, max(-1, before - LOOSE), -1):
                name = cover[position]
                if (
                    name is not None
                    and name.kind == "person"
                    and words.sentence[position] == words.sentence[index]
                ):
                    return Choice((name.entity,), how="relative")
        first = self._phrase_start(before)
        if first > 0 and words.gaps[first - 1] == ", ":
            # Megyn Kelly, an anchor who; the Ali Center, a museum that: the antecedent is the name.
            apposed = cover[first - 1]
            if apposed is not None and apposed.entity >= 0:
                return Choice((apposed.entity,), how="relative")
        antecedent = self.sources.phrases(first, before)[0]
        return self._described(antecedent, self.discourse.place(index))

    def _phrase_start(self, last: int) -> int:
        """Return the first word of the noun phrase that ends at word `last`."""
        words, ends = self.words, read("phrase-ends")
        first = last
        while first > 0 and last - first < 6 and words.lower[first] not in columns("determiners"):
            if words.gaps[first - 1] != " " or words.lower[first - 1] in ends:
                break
            first -= 1
        return first

    def _person_before(self, index: int) -> int:
        """Return the noun for a person before a place or organisation: an anchor at Fox News who."""
        words = self.words
        for position in range(index, max(-1, index - 9), -1):
            if words.sentence[position] != words.sentence[index]:
                break
            if self.index.cover[position] is None and words.lower[position] in roles():
                return position
        return -1

    def _described(self, phrase: Phrase, place: Place) -> Choice:
        """Return the entity of a description, a new one if nothing explains it."""
        mention = described(self.words, phrase)
        sure = max(self._of_two(phrase), self._beside(phrase))
        if sure >= 0:
            return Choice((sure,), how="relative")
        choice = self.scorer.choose(mention, place)
        if not choice.entities:
            return self._anew(phrase, mention, choice)
        self._describe(phrase, mention, choice)
        self._learn(mention, choice)
        return choice

    def _describe(self, phrase: Phrase, mention: Mention, choice: Choice) -> None:
        """Let whoever has no name be called by the fullest description: the government, the Thai one.

        So is a body, whoever was only *they* before, and her husband, who is Ann Lee's husband.
        """
        entity = self.index.register.entities[choice.entities[0]]
        fuller = mention.sort == "body" and mention.telling and mention.determiner == "d"
        fuller = fuller or self.words.possessive[phrase.first]
        unknown = all(form.lower() in columns("pronouns") for form in entity.forms)
        if not entity.named and (fuller or unknown):
            words, stop = self.words, phrase.stop - 1
            start, end = words.starts[phrase.first], words.ends[stop]
            entity.note(words.text[start:end], start, end)

    def _beside(self, phrase: Phrase) -> int:
        """Return the person whom a phrase behind a comma describes for certain, or -1.

        Ann Lee, her sister, who said; a book by Ann Lee, one of the first nurses to ask for masks.
        """
        words, before, after = self.words, phrase.first - 1, phrase.last + 1
        name = self.index.cover[before] if before >= 0 and words.gaps[before] == ", " else None
        if name is None or name.kind != "person" or name.possessive:
            return -1
        if words.gaps[phrase.last] == ", " and words.lower[after : after + 1] == ["who"]:
            return name.entity
        one = words.lower[phrase.first : phrase.first + 2] == ["one", "of"]
        # According to Ann Lee, one of the nurses said: somebody else.
        elsewhere = words.leads_in(before) or words.follows_according(name.lead)
        return name.entity if one and not elsewhere else -1

    def _of_two(self, phrase: Phrase) -> int:
        """Return whom *the latter* or *the former* means of those last named, or -1: people before bodies."""
        word = self.words.lower[phrase.head]
        if word not in ("latter", "former") or phrase.head < phrase.last:
            return -1
        register, reach = self.index.register.entities, self.discourse.step(phrase.first) - 1
        near = [e.entity for e in self.discourse.events[-NEAR:] if e.sentence >= reach and not e.pronoun]
        last = list(dict.fromkeys(reversed(near)))
        two = [number for number in last if register[number].kind == "person"] or last
        return two[min(word == "former", len(two) - 1)] if two else -1

    def _new(self, phrase: Phrase, kind: EntityKind, choice: Choice = NOBODY) -> Choice:
        return attrs.evolve(choice, entities=(self.texts.entity(phrase, kind),))

    def _anew(self, phrase: Phrase, mention: Mention, choice: Choice) -> Choice:
        """Make an entity of a description, and index it by its noun."""
        words, noun, role = self.words, mention.noun, mention.role
        before = self.texts.in_more_words(mention)
        if before >= 0:
            return attrs.evolve(choice, entities=(before,))
        goes_on = phrase.stop < phrase.last and words.lower[phrase.stop] == "of"
        if goes_on and words.lower[phrase.head] in columns("determiners"):
            # Two of the boatmen: the counted noun tells the kind.
            counted = words.lower[phrase.stop : phrase.last + 1]
            role = next((roles()[word] for word in counted if word in roles()), None)
        kind: EntityKind = "unknown"
        if role is not None:
            kind = "group" if role.plural and noun != "one" else "unnamed"
        elif noun in read("groups"):
            kind = "group"
        elif noun in read("documents"):
            kind = "document"
        elif noun in read("organisation-words"):
            kind = "organisation"
        number = self.texts.entity(phrase, kind)
        self.discourse.describe(noun, number)
        if noun in read("groups") and goes_on:
            # Dozens of villagers: "the villagers" refers to them later.
            self.discourse.heads[words.lower[min(phrase.stop + 1, phrase.last)]] = number
        return attrs.evolve(choice, entities=(number,))
