"""Antecedents: to whom a phrase refers, be it a name, a pronoun, a relative or a description."""

from __future__ import annotations

import attrs

from quotekit.lexicon import read
from quotekit.speakers.names.entities import EntityKind
from quotekit.speakers.names.index import NameIndex
from quotekit.speakers.names.lexicon import columns, name_lists, place_of, roles, verb_like, word_set
from quotekit.speakers.names.reader import NameMention
from quotekit.speakers.names.words import Words
from quotekit.speakers.resolving.chains import Chains
from quotekit.speakers.resolving.conjuncts import Phrase
from quotekit.speakers.resolving.discourse import Discourse, Place
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
# How long the subject of a sentence may be, in words.
SUBJECT = 14
# Among how many mentions *the latter* is.
NEAR = 12
# How sure it must be that a description in the running text is of somebody new to record them.
NEW = 0.8


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
        if phrase.sort == "pronoun":
            return self._pronoun(phrase, place)
        if phrase.name is not None:
            named = self._named(phrase)
            if named >= 0:
                return Choice((named,))
        return self._described(phrase, place)

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
        """Take gender, kind and country from a resolved pronoun, if nothing else tells them."""
        if mention.sort != "he":
            return
        entity = self.index.register.entities[choice.entities[0]]
        if entity.gender == "u":
            entity.note_gender(mention.gender, FROM_USE)
        if entity.kind == "unknown":
            entity.kind = "person"
        # Whoever was called the Spaniard is not the Czech.
        entity.roles.update(place_of(mention.noun))

    def running(self, index: int) -> int:
        """Return the antecedent of *he* or *she* in the running text, or -1."""
        mention = pronoun_at(self.words, index)
        assert mention is not None
        entities = self.scorer.choose(mention, self.discourse.place(index)).entities
        return entities[0] if len(entities) == 1 else -1

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
                opens = words.gap(name.lead - 1).startswith(",") and entity.gender in (mention.gender, "u")
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
        if words.lower[index] == "who" and not self._is_people(before):
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
        if first > 0 and words.gap(first - 1) == ", ":
            # Megyn Kelly, an anchor who; the Ali Center, a museum that: the antecedent is the name.
            apposed = cover[first - 1]
            if apposed is not None and apposed.entity >= 0:
                return Choice((apposed.entity,), how="relative")
        antecedent = self.sources.phrases(first, before)[0]
        return self._described(antecedent, self.discourse.place(index))

    def _is_people(self, index: int) -> bool:
        """Tell whether a word is a noun for people, which "who" may follow."""
        word = self.words.lower[index]
        return (
            self.index.cover[index] is not None
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
        of_two = self._of_two(phrase)
        if of_two >= 0:
            return Choice((of_two,), how="relative")
        choice = self.scorer.choose(mention, place)
        if not choice.entities:
            return self._anew(phrase, mention, choice)
        self._describe(phrase, mention, choice)
        self._learn(mention, choice)
        return choice

    def _describe(self, phrase: Phrase, mention: Mention, choice: Choice) -> None:
        """Let a body without a name be called by its fullest description: the government, the Thai one."""
        entity = self.index.register.entities[choice.entities[0]]
        if mention.sort == "body" and mention.telling and not entity.named and mention.determiner == "d":
            words, stop = self.words, phrase.stop - 1
            start, end = words.starts[phrase.first], words.ends[stop]
            entity.note(words.text[start:end], start, end)

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
        before = self._in_more_words(mention)
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
        heads = self.discourse.heads
        heads[noun] = number
        if noun in read("groups") and goes_on:
            # Dozens of villagers: "the villagers" refers to them later.
            heads[words.lower[min(phrase.stop + 1, phrase.last)]] = number
        row = columns("document-classes").get(noun)
        if row is not None:
            heads[f"class {row[0]}"] = number
        return attrs.evolve(choice, entities=(number,))

    def _in_more_words(self, mention: Mention) -> int:
        """Return the body that the same noun described in more words before, or -1: the Saudi embassy."""
        number = self.discourse.heads.get(mention.noun, -1)
        if number < 0 or mention.sort != "body" or mention.determiner not in ("", "d"):
            return -1
        entity = self.index.register.entities[number]
        return number if not entity.named and mention.telling <= entity.name_words else -1

    def in_passing(self, index: int) -> tuple[int, int]:
        """Return the entity of a description in the running text, and its last word.

        `index` is its determiner; the result is (-1, index) if it does not describe a single person.
        """
        words = self.words
        head = self._head_after(index)
        if head < 0:
            return -1, index
        phrase = Phrase(sort="description", first=index, last=head, head=head, stop=head + 1)
        mention = described(words, phrase)
        if mention.determiner == "d":
            choice = self.scorer.choose(mention, self.discourse.place(index))
            before = self._in_more_words(mention) if not choice.entities else -1
            if before >= 0:
                return before, head
            if choice.entities or choice.share < NEW:
                return (choice.entities[0] if len(choice.entities) == 1 else -1), head
        elif mention.determiner not in ("i", "p") or words.lower[index] in word_set("plural-determiners"):
            return -1, index
        if index and (words.gap(index - 1) == ", " or words.lower[index - 1] in word_set("being")):
            return -1, index
        kind: EntityKind = "organisation" if mention.sort == "body" else "unnamed"
        if mention.sort == "people":
            kind = "group"
        first, last = index, head
        if kind == "organisation":
            # A court in Lubumbashi: what a body without a name is called has no article.
            first, last = index + (mention.determiner == "i"), self._where(head)
        number = self.texts.passing(first, last, kind, mention.role)
        self.discourse.heads[mention.noun] = number
        return number, head

    def group(self, index: int) -> int:
        """Return the group of a bare noun at the beginning of a sentence (Police have arrested …), or -1."""
        words = self.words
        last = index
        while not _is_bare(words.lower[last]):
            # Shop owners fear …
            if last > index or last + 2 >= len(words) or words.gap(last) != " ":
                return -1
            last += 1
        word, following = words.lower[last], last + 1
        if following >= len(words) or words.capital[following] or words.gap(last) != " ":
            return -1
        if last > index and (words.capital[last] or self.index.cover[index] is not None):
            return -1
        counted = self._counted(last)
        number = self.texts.passing(index, counted, "group", roles().get(word))
        # Dozens of farmers: "the farmers" refers to them later.
        self.discourse.heads[word] = self.discourse.heads[words.lower[counted]] = number
        return number

    def subject(self, index: int) -> int:
        """Return the thing or group described by the subject that opens a sentence at `index`, or -1.

        Turkish artillery targeted a hill: what follows may be about *it*. Persons and bare names are
        mentions of their own.
        """
        words, cover, first = self.words, self.index.cover, index
        verb = self._verb_after(index)
        opening, ends = words.lower[first], read("phrase-ends")
        if verb <= index or opening in columns("pronouns"):
            return -1
        if opening in ends or opening in word_set("subordinating"):
            return -1
        head = next((k - 1 for k in range(first + 1, verb) if words.lower[k] in ends), verb - 1)
        # This year the government fell: the subject begins with the last article.
        first = next((k for k in range(head, first, -1) if words.lower[k] in ("the", "a", "an")), first)
        noun = words.lower[head]
        role = roles().get(noun)
        if (
            cover[head] is not None
            or (role is not None and not role.plural)
            or not words.forms[head].islower()
        ):
            return -1
        if words.lower[first] == "the" and head - first == 1 and noun in columns("organisation-descriptions"):
            # The club will appeal: a body that may have a name.
            return -1
        kind: EntityKind = "unknown"
        if noun in read("documents"):
            kind = "document"
        elif role is not None or noun in read("groups"):
            kind = "group"
        elif noun in read("organisation-words") or noun in columns("organisation-descriptions"):
            kind = "organisation"
        elif noun.endswith("s") and not noun.endswith("ss"):
            kind = "group"
        number = self.texts.passing(first, verb - 1, kind, role)
        self.discourse.heads.setdefault(noun, number)
        return number

    def _verb_after(self, index: int) -> int:
        """Return the verb of the subject that opens a sentence at `index`, or -1."""
        words, stop = self.words, min(len(self.words), index + SUBJECT)
        for verb in range(index, stop):
            if words.sentence[verb] != words.sentence[index]:
                break
            if verb > index and words.gap(verb - 1) != " " and not words.possessive[verb - 1]:
                break
            word = words.lower[verb]
            if self.index.cover[verb] is not None:
                continue
            if word in read("subject-verbs") or word in word_set("saying"):
                return verb
            regular = word.endswith("ed") or verb_like(word)
            if verb > index + 1 and regular and word.islower() and not self._is_noun(verb):
                return verb
        return -1

    def _is_noun(self, index: int) -> bool:
        """Tell whether a word that may be a verb stands where a noun does: after a determiner or "of"."""
        before = self.words.lower[index - 1]
        return before in columns("determiners") or before in read("phrase-ends") or self._is_people(index)

    def body_of(self, name: NameMention, *, people: bool) -> int:
        """Return an owner's body (Turkey's central bank), or if wanted a person (Amina's mother), or -1."""
        words, index = self.words, name.last + 1
        nouns = columns("organisation-descriptions")
        while index < min(len(words), name.last + 5) and self.index.cover[index] is None:
            after = index + 1
            if words.lower[index] in nouns and (after == len(words) or words.lower[after] not in roles()):
                number = self.texts.passing(name.lead, self._where(index), "organisation", None)
                self.discourse.heads[words.lower[index]] = number
                return number
            role = roles().get(words.lower[index])
            plain = words.gap(index) == " " and words.capital[after : after + 1] != [True]
            if people and role is not None and not role.plural and plain:
                number = self.texts.passing(name.lead, index, "unnamed", role)
                self.discourse.heads[role.noun] = number
                return number
            if words.gap(index) != " " or words.lower[index] in read("subject-verbs"):
                break
            index = after
        return -1

    def _where(self, index: int) -> int:
        """Return the last word of a body with its noun at `index`, and where it is: a court in Lubumbashi."""
        words, after = self.words, index + 2
        if after >= len(words) or words.lower[index + 1] not in ("in", "of", "at"):
            return index
        after += words.lower[after] == "the"
        name = self.index.cover[after] if after < len(words) else None
        plain = name is not None and name.lead == after and name.kind in ("place", "organisation")
        return name.last if name is not None and plain and not name.possessive else index

    def _counted(self, index: int) -> int:
        """Return the last word of a bare noun with what it counts: dozens of angry farmers."""
        words = self.words
        last = index
        if words.lower[index + 1] != "of":
            return last
        for position in range(index + 2, min(index + 6, len(words))):
            word = words.lower[position]
            if words.gap(position - 1) != " " or word in read("phrase-ends") or word in read("subject-verbs"):
                break
            if verb_like(word) and position > index + 2:
                break
            last = position
        return last

    def _head_after(self, index: int) -> int:
        """Return the noun for a person or body after a determiner at `index`, or -1."""
        words, cover, known = self.words, self.index.cover, roles()
        definite = words.lower[index] == "the"
        head = -1
        for position in range(index + 1, min(index + 6, len(words))):
            if words.gap(position - 1).strip(" ’'s"):
                break
            word = words.lower[position]
            if word in ("the", "a", "an") or (head >= 0 and word in read("subject-verbs")):
                # This year the government fell.
                break
            if cover[position] is not None:
                if head >= 0:
                    # The actor John Smith: the name is enough.
                    return -1
            elif word in known:
                if known[word].plural and not definite:
                    return -1
                head = position
            elif word in columns("organisation-descriptions") or (definite and word in read("groups")):
                head = position
            elif head >= 0 or word in read("phrase-ends"):
                break
        return head


def _is_bare(word: str) -> bool:
    """Tell whether a noun means a group without an article: Police, Farmers."""
    return word in read("groups") or word in word_set("bare-bodies") or word in name_lists().plural_roles
