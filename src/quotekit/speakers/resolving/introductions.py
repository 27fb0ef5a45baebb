"""Introductions: documents and groups of which a text speaks: an affidavit from a guard, angry farmers.

What is told in the running text is whom *the affidavit* or *they* can mean later, by its fullest words.
"""

from __future__ import annotations

import attrs

from quotekit.lexicon import read
from quotekit.speakers.names.index import NameIndex
from quotekit.speakers.names.lexicon import (
    columns,
    determiner,
    follows_subject,
    name_lists,
    roles,
    several_people,
    word_set,
)
from quotekit.speakers.names.words import Words
from quotekit.speakers.resolving.conjuncts import Phrase
from quotekit.speakers.resolving.discourse import Discourse
from quotekit.speakers.resolving.mentions import described
from quotekit.speakers.resolving.phrases import PhraseTexts
from quotekit.speakers.resolving.scorer import Scorer

# How many words a noun may be from what opens its phrase, and how many after it may tell which one it is.
BEFORE, AFTER = 7, 14


@attrs.define(slots=True, eq=False)
class Introductions:
    """Find or make the entities of documents and groups in the running text."""

    words: Words
    index: NameIndex
    discourse: Discourse
    texts: PhraseTexts
    scorer: Scorer

    def document(self, index: int) -> tuple[int, int]:
        """Return the document of a phrase that begins at a determiner, and its last word, or (-1, index)."""
        words = self.words
        head = self._head(index, read("documents"))
        if head < 0 or determiner(words.lower[index]) == "p":
            return -1, index
        phrase = Phrase(sort="description", first=index, last=head, head=head, stop=head + 1)
        mention = described(words, phrase)
        if mention.sort != "document":
            return -1, index
        last = self._last(head, "documents")
        if mention.determiner == "d":
            choice = self.scorer.choose(mention, self.discourse.place(index))
            if len(choice.entities) == 1:
                return choice.entities[0], last
        number = self.texts.passing(index, last, "document", None)
        self.discourse.describe(mention.noun, number)
        return number, last

    def group(self, index: int) -> tuple[int, int]:
        """Return the group of a phrase that opens at a word, and the last word, or (-1, index).

        It opens with what counts them or with the noun: several vendors, angry farmers, 800 residents.
        """
        words = self.words
        head = index if self._is_plural(index) else self._head(index, None)
        if head < 0 or not self._ends(head):
            return -1, index
        last = self._last(head, "people")
        number = self.texts.passing(self._begin(index), last, "group", roles().get(words.lower[head]))
        self.discourse.heads[words.lower[head]] = number
        return number, last

    def _begin(self, index: int) -> int:
        """Return the first word of those that describe or count a bare noun: 800 angry farmers."""
        words = self.words
        while index and not words.first[index]:
            word, gap = words.lower[index - 1], words.gaps[index - 1]
            number = words.is_split_number(index - 1) or (word[0].isdigit() and gap == " ")
            adjective = word in name_lists().adjectives or word in name_lists().demonyms
            if not (number or (adjective and gap == " ")):
                break
            index -= 1
        return index

    def _head(self, index: int, nouns: frozenset[str] | None) -> int:
        """Return the head of a phrase that opens at a word, one of some nouns or else for people, or -1."""
        words = self.words
        for position, word in enumerate(words.lower[index + 1 : index + BEFORE], index + 1):
            if not words.joins(position - 1) or word in read("phrase-ends"):
                return -1
            found = self._is_plural(position) if nouns is None else word in nouns
            if found and self.index.cover[position] is None and self._ends(position):
                if not words.possessive[position]:
                    return position
                # The inquiry's report is a report.
                continue
            if word in read("subject-verbs") or determiner(word):
                return -1
        return -1

    def _is_plural(self, index: int) -> bool:
        """Tell whether a word is a noun for several people: residents, police."""
        word = self.words.lower[index]
        plain = self.words.forms[index].islower() or self.words.first[index]
        return plain and self.index.cover[index] is None and word in several_people()

    def _ends(self, index: int) -> bool:
        """Tell whether a noun is the last of its phrase."""
        words, after = self.words, index + 1
        if after >= len(words) or words.gaps[index] != " ":
            return True
        word = words.lower[after]
        if word in read("documents") and self.index.cover[after] is None:
            # An inquiry report.
            return False
        return (
            word in read("phrase-ends")
            or follows_subject(word)
            or word in word_set("participles")
            or bool(determiner(word))
            or word in columns("pronouns")
            or word.endswith(("ing", "ly"))
        )

    def _last(self, head: int, kind: str) -> int:
        """Return the last word that tells which document or group is meant: a report by the auditors."""
        words = self.words
        last, joining = head, word_set(f"tell-{kind}")
        while last + 2 < min(len(words), head + AFTER) and words.joins(last):
            at = last + 1
            word = words.lower[at]
            if words.lower[at + 1] == "by" and (word.endswith("ed") or word in word_set("participles")):
                # A statement signed by the brothers.
                at += 1
            elif word not in joining:
                break
            end = self._object(at + 1) if words.gaps[at] == " " else -1
            if end < 0:
                break
            last = end
        return last

    def _object(self, first: int) -> int:
        """Return the last word of the phrase after a preposition, or -1: of the bank, but not on Monday."""
        words, cover = self.words, self.index.cover
        if first >= len(words):
            return -1
        dated = words.lower[first][:1].isdigit() and words.lower[first - 1] != "of"
        if dated or words.lower[first] in word_set("days"):
            return -1
        last, index = -1, first
        while index < min(len(words), first + BEFORE) and (
            index == first or words.joins(index - 1) or words.is_split_number(index - 1)
        ):
            word, name = words.lower[index], cover[index]
            if name is not None:
                last = index = name.last
            elif word in read("phrase-ends") or self._goes_on(index, first):
                break
            elif not determiner(word):
                last = index
            index += 1
        return last

    def _goes_on(self, index: int, first: int) -> bool:
        """Tell whether a word no longer belongs to a phrase that opens at word `first`: the bank shows."""
        word, before = self.words.lower[index], self.words.lower[index - 1]
        if word in columns("pronouns") and not determiner(word):
            return True
        described = determiner(before) or before in name_lists().adjectives or before in name_lists().demonyms
        verb = index > first and not described and word not in several_people() and follows_subject(word)
        return verb or word in read("subject-verbs")
