"""Whom and what a text describes in passing, between its sources: the driver, a court in Lubumbashi."""

from __future__ import annotations

import attrs

from quotekit.lexicon import read
from quotekit.speakers.names.entities import EntityKind
from quotekit.speakers.names.index import NameIndex
from quotekit.speakers.names.lexicon import (
    columns,
    determiner,
    follows_subject,
    name_lists,
    roles,
    several_people,
    verb_like,
    word_set,
)
from quotekit.speakers.names.reader import NameMention
from quotekit.speakers.names.words import Words
from quotekit.speakers.resolving.conjuncts import Phrase
from quotekit.speakers.resolving.discourse import Discourse
from quotekit.speakers.resolving.mentions import described, pronoun_at
from quotekit.speakers.resolving.phrases import PhraseTexts
from quotekit.speakers.resolving.scorer import Scorer

# How long the subject of a sentence may be, in words.
SUBJECT = 14
# How sure it must be that a description in the running text is of somebody new to record them.
NEW = 0.8


@attrs.define(slots=True, eq=False)
class Passing:
    """Find or make the entities of pronouns and descriptions in the running text."""

    words: Words
    index: NameIndex
    discourse: Discourse
    texts: PhraseTexts
    scorer: Scorer

    def pronoun(self, index: int) -> int:
        """Return the antecedent of *he* or *she*, or -1."""
        mention = pronoun_at(self.words, index)
        assert mention is not None
        entities = self.scorer.choose(mention, self.discourse.place(index)).entities
        return entities[0] if len(entities) == 1 else -1

    def description(self, index: int) -> tuple[int, int]:
        """Return the entity of a description, and its last word.

        `index` is its determiner; the result is (-1, index) if it does not describe a single person.
        """
        words = self.words
        head = self._head_after(index)
        if head < 0:
            return -1, index
        apposed = self._apposed_to(head)
        if apposed >= 0:
            return apposed, head
        phrase = Phrase(sort="description", first=index, last=head, head=head, stop=head + 1)
        mention = described(words, phrase)
        if mention.sort == "document" or (mention.sort == "people" and mention.determiner == "i"):
            return -1, index
        if mention.determiner == "d":
            choice = self.scorer.choose(mention, self.discourse.place(index))
            before = self.texts.in_more_words(mention) if not choice.entities else -1
            if before >= 0:
                return before, head
            if choice.entities or (choice.share < NEW and mention.sort != "people"):
                return (choice.entities[0] if len(choice.entities) == 1 else -1), head
        elif mention.determiner not in ("i", "p") or words.lower[index] in word_set("plural-determiners"):
            return -1, index
        beside = index > 0 and words.gaps[index - 1] == ", " and not self._is_subject(index, head)
        if beside or (index and words.lower[index - 1] in word_set("being")):
            return -1, index
        if mention.determiner == "i" and head == index + 1 and mention.noun in word_set("things-or-people"):
            # I brought a chair.
            return -1, index
        # A vendor, a grower: without a name they are people rather than firms.
        body = mention.sort == "body" and mention.noun not in word_set("people-before-firms")
        kind: EntityKind = "organisation" if body else "unnamed"
        if mention.sort == "people":
            kind = "group"
        first, last = index, head
        if kind == "organisation":
            # A court in Lubumbashi: what a body without a name is called has no article.
            first, last = index + (mention.determiner == "i"), self._where(head)
        number = self.texts.passing(first, last, kind, mention.role)
        self.discourse.heads[mention.noun] = number
        return number, head

    def group(self, index: int) -> tuple[int, int]:
        """Return the group of a bare noun that opens a sentence, and its last word, or (-1, index).

        Police have arrested a man. What ties the sentence to others is no part of it: While police waited.
        """
        words = self.words
        while self._ties(index):
            index += 1
        last = index
        while not _is_bare(words.lower[last]):
            # Shop owners fear …
            if last > index or last + 2 >= len(words) or words.gaps[last] != " ":
                return -1, index
            last += 1
        word, following = words.lower[last], last + 1
        if following >= len(words) or words.capital[following] or words.gaps[last] != " ":
            return -1, index
        if last > index and (words.capital[last] or self.index.cover[index] is not None):
            return -1, index
        counted = self._counted(last)
        number = self.texts.passing(index, counted, "group", roles().get(word))
        # Dozens of farmers: "the farmers" refers to them later.
        self.discourse.heads[word] = self.discourse.heads[words.lower[counted]] = number
        return number, counted

    def _ties(self, index: int) -> bool:
        """Tell whether a word before another one opens a clause and describes nobody: While, Still, And."""
        words, word = self.words, self.words.lower[index]
        opens = word in word_set("clause-openers") or word in read("phrase-ends")
        return opens and index + 1 < len(words) and words.gaps[index] == " "

    def subject(self, index: int) -> tuple[int, int]:
        """Return the thing or group described by the subject that opens a sentence, and its last word.

        `index` is its first word; the result is (-1, index) if there is none. Turkish artillery targeted a
        hill: what follows may be about *it*. Persons and bare names are mentions of their own.
        """
        words, cover, first = self.words, self.index.cover, index
        verb = self._verb_after(index)
        opening, ends = words.lower[first], read("phrase-ends")
        if verb <= index or opening in columns("pronouns"):
            return -1, index
        if opening in ends or opening in word_set("subordinating"):
            return -1, index
        head = next((k - 1 for k in range(first + 1, verb) if words.lower[k] in ends), verb - 1)
        # This year the government fell: the subject begins with the last article.
        first = next((k for k in range(head, first, -1) if words.lower[k] in ("the", "a", "an")), first)
        while first < head and self._ties(first):
            first += 1
        noun = words.lower[head]
        if first == index and noun in read("documents") and determiner(opening) in ("d", "i"):
            return -1, index
        role = roles().get(noun)
        if (
            cover[head] is not None
            or (role is not None and not role.plural)
            or not words.forms[head].islower()
        ):
            return -1, index
        if words.lower[first] == "the" and head - first == 1 and noun in columns("organisation-descriptions"):
            # The club will appeal: a body that may have a name.
            return -1, index
        kind: EntityKind = "unknown"
        if noun in read("documents"):
            kind = "document"
        elif role is not None or noun in read("groups"):
            kind = "group"
        elif noun in read("organisation-words") or noun in columns("organisation-descriptions"):
            kind = "organisation"
        number = self.texts.passing(first, verb - 1, kind, role)
        if kind == "unknown" and noun.endswith("s") and not noun.endswith("ss"):
            self.index.register.entities[number].plural = True
        self.discourse.heads.setdefault(noun, number)
        if kind == "group" and head + 1 < verb:
            # A team of engineers: "the engineers" refers to them later.
            self.discourse.heads.setdefault(words.lower[self._counted(head)], number)
        return number, verb - 1

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
            plain = words.gaps[index] == " " and words.capital[after : after + 1] != [True]
            if people and role is not None and not role.plural and plain:
                number = self.texts.passing(name.lead, index, "unnamed", role)
                self.discourse.heads[role.noun] = number
                return number
            if words.gaps[index] != " " or words.lower[index] in read("subject-verbs"):
                break
            index = after
        return -1

    def _verb_after(self, index: int) -> int:
        """Return the verb of the subject that opens a sentence at `index`, or -1."""
        words, stop = self.words, min(len(self.words), index + SUBJECT)
        for verb in range(index, stop):
            if words.sentence[verb] != words.sentence[index]:
                break
            if verb > index and words.gaps[verb - 1] != " " and not words.possessive[verb - 1]:
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
        return (
            before in columns("determiners") or before in read("phrase-ends") or self.index.is_people(index)
        )

    def _where(self, index: int) -> int:
        """Return the last word of a body with its noun at `index`, and where it is: a court in Lubumbashi."""
        words, after = self.words, index + 2
        if after >= len(words) or words.lower[index + 1] not in ("in", "of", "at"):
            return index
        after += words.lower[after] == "the"
        name = self.index.cover[after] if after < len(words) else None
        plain = name is not None and name.lead == after and name.kind in ("place", "organisation")
        return name.last if name is not None and plain and not name.possessive else index

    def _is_subject(self, index: int, head: int) -> bool:
        """Tell whether a phrase from word `index` with its noun at `head` is the subject behind an adverbial.

        On Friday, a judge in Lima freed both men. But in Lima, a city by the sea, is no subject.
        """
        words, first = self.words, index - 1
        while not words.first[first] and words.gaps[first - 1] == " " and index - first < SUBJECT:
            first -= 1
        if not words.first[first] or words.lower[first] not in read("phrase-ends"):
            return False
        for k in range(head + 1, min(head + SUBJECT, len(words))):
            word = words.lower[k]
            if words.gaps[k - 1] != " " or word in word_set("relatives"):
                return False
            if self.index.cover[k] is None and follows_subject(word) and not self._is_noun(k):
                return True
            if k == head + 1 and word.endswith("s") and word not in read("phrase-ends"):
                # A butcher sharpens knives.
                return True
        return False

    def _apposed_to(self, head: int) -> int:
        """Return the person named in apposition to a noun, or -1: her brother, Bo Khan, left."""
        words, after = self.words, head + 1
        name = self.index.cover[after] if after < len(words) and words.gaps[head] == ", " else None
        if name is None or name.lead != after or name.kind != "person" or name.possessive:
            return -1
        role = roles().get(words.lower[head])
        closed = words.gaps[name.last].startswith((",", " —", "—", " –", "."))
        return name.entity if closed and role is not None and not role.plural else -1

    def _counted(self, index: int) -> int:
        """Return the last word of a bare noun with what it counts: dozens of angry farmers."""
        words = self.words
        last = index
        if words.lower[index + 1 : index + 2] != ["of"]:
            return last
        for position in range(index + 2, min(index + 6, len(words))):
            word = words.lower[position]
            if (
                words.gaps[position - 1] != " "
                or word in read("phrase-ends")
                or word in read("subject-verbs")
            ):
                break
            if verb_like(word) and word not in several_people() and position > index + 2:
                break
            last = position
        return last

    def _head_after(self, index: int) -> int:
        """Return the noun for a person or body after a determiner at `index`, or -1."""
        words, cover, known = self.words, self.index.cover, roles()
        definite = words.lower[index] == "the"
        head = -1
        for position, word in enumerate(words.lower[index + 1 : index + 6], index + 1):
            if not words.joins(position - 1):
                break
            if word in columns("determiners") or (head >= 0 and word in read("subject-verbs")):
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
            elif head >= 0 and word in read("documents") and not verb_like(word):
                # A government audit.
                return -1
            elif head >= 0 or word in read("phrase-ends"):
                break
        return head


def _is_bare(word: str) -> bool:
    """Tell whether a noun means a group without an article: Police, Farmers."""
    return word in read("groups") or word in word_set("bare-bodies") or word in name_lists().plural_roles
