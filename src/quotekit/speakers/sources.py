"""The anatomy of a source: which words of it head it, and whom it joins.

``the White House press secretary, Josh Earnest,`` is headed by the name; ``a spokesman for
Clinton`` by the spokesman; ``Trump and Pence`` are two.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import attrs

from quotekit.lexicon import read
from quotekit.speakers.names import NameMention
from quotekit.speakers.vocabulary import columns, roles
from quotekit.speakers.words import Words

Sort = Literal["pronoun", "name", "description"]


@attrs.frozen(slots=True, kw_only=True)
class Phrase:
    """Hold one conjunct of a source: `first` to `last` are its words, `head` the word that heads it.

    `name` is the proper name in head position; `stop` is the word before which the head's own
    phrase ends (a relative clause, an apposition or a prepositional phrase follows).
    """

    sort: Sort
    first: int
    last: int
    head: int
    stop: int
    name: NameMention | None = None


@attrs.define(slots=True, eq=False)
class SourceReader:
    """Take sources apart, given the text's words and the name that covers each word (or None)."""

    words: Words
    cover: Sequence[NameMention | None]
    ends: frozenset[str] = attrs.field(factory=lambda: read("phrase-ends"))
    prefixes: frozenset[str] = attrs.field(factory=lambda: read("source-prefixes"))

    def phrases(self, first: int, last: int) -> tuple[Phrase, ...]:
        """Give the conjuncts of the source from word `first` to word `last`, both included."""
        first, last = self._trim(first, last)
        segments = self._segments(first, last)
        if len(segments) == 1:
            return (self._single(first, last),)
        return self._join(segments, last)

    def _trim(self, first: int, last: int) -> tuple[int, int]:
        words = self.words
        while first < last and words.lower[first] in self.prefixes and self.cover[first] is None:
            first += 1
        if first < last and words.lower[first] in ("especially", "even", "perhaps", "particularly"):
            if words.lower[first + 1] in self.prefixes:
                first += 2
        while last > first and words.lower[last] in ("both", "each", "alike", "himself", "herself", "themselves", "itself"):
            last -= 1
        return first, last

    def _segments(self, first: int, last: int) -> list[tuple[str, int, int]]:
        """Cut at commas, dashes, brackets and conjunctions outside names: (what stands before, first, last)."""
        words = self.words
        out: list[tuple[str, int, int]] = []
        begin, before, index = first, "", first
        while index <= last:
            if index > begin:
                gap = words.gap(index - 1)
                inside = self.cover[index] is not None and self.cover[index] is self.cover[index - 1]
                if not inside and any(mark in gap for mark in ",;:—–(/") or " - " in gap:
                    out.append((before, begin, index - 1))
                    begin, before = index, "/" if "/" in gap else "(" if "(" in gap else ","
            word = words.lower[index]
            if word in ("and", "or", "&") and self.cover[index] is None and index < last:
                if index > begin:
                    out.append((before, begin, index - 1))
                    before = "and"
                else:
                    before = before + "and"
                begin = index + 1
            index += 1
        out.append((before, begin, last))
        return out

    def _single(self, first: int, last: int) -> Phrase:
        """Find the head of a stretch without commas or conjunctions of its own."""
        words = self.words
        head, name, stop = first, None, last + 1
        if first == last and words.lower[first] in columns("pronouns") and self.cover[first] is None:
            return Phrase(sort="pronoun", first=first, last=last, head=first, stop=stop)
        index = first
        while index <= last:
            covering = self.cover[index]
            if covering is not None:
                end = min(covering.last, last)
                if not covering.possessive or end == last:
                    head, name = end, covering
                else:
                    name = None
                index = end + 1
                continue
            word = words.lower[index]
            if index > first and word in self.ends:
                stop = index
                break
            if word[0].isdigit() and name is not None:
                stop = index
                break
            head, name = index, None
            if words.possessive[index]:
                name = None
            index += 1
        sort: Sort = "description" if name is None else "name"
        if sort == "description" and head == first and words.lower[head] in columns("pronouns"):
            sort = "pronoun"
        return Phrase(sort=sort, first=first, last=last, head=head, stop=stop, name=name)

    def _join(self, segments: Sequence[tuple[str, int, int]], last: int) -> tuple[Phrase, ...]:
        heads = [self._single(first, end) for _, first, end in segments]
        listed = any("and" in before and self._is_person(head) for (before, _, _), head in zip(segments, heads, strict=True))
        out: list[Phrase] = []
        open_clause = False
        apposed = False
        for (before, first, end), head in zip(segments, heads, strict=True):
            if not out:
                out.append(head)
                open_clause = head.stop <= end and self._is_clause(head.stop)
                continue
            current = out[-1]
            conjunct = False
            if "and" in before or before == "/":
                if self._is_named(head):
                    conjunct = self._joins(current, head, before, open_clause, apposed)
                    if not conjunct and current.sort == "description" and self._is_person(head) and len(out) == 1:
                        if self._is_bare_role(current) and not open_clause:
                            out[-1] = attrs.evolve(head, first=current.first)
                            continue
                elif self._is_named(current) and not apposed and not open_clause:
                    conjunct = current.stop > current.last or self.words.lower[first] in ("other", "others", "his", "her", "many")
                elif current.sort == "pronoun" and len(out) == 1 and before == "and":
                    conjunct = True
                elif self.words.lower[first] in ("other", "others") and self._is_named(current):
                    conjunct = True
            elif before == "," and self._is_person(head) and head.first == first:
                if self._is_named(current) and listed and not open_clause:
                    conjunct = True
                elif current.sort == "description" and len(out) == 1 and not open_clause and self._is_singular(current):
                    out[-1] = attrs.evolve(head, first=current.first)
                    apposed = False
                    continue
            if conjunct:
                out[-1] = current
                out.append(head)
                open_clause = head.stop <= end and self._is_clause(head.stop)
                apposed = False
            else:
                if before in (",", "("):
                    apposed = True
                    open_clause = self.words.lower[first] in ("who", "which", "whose", "that", "where")
                if before == "and" and not self._is_named(current) and not apposed:
                    out[-1] = attrs.evolve(current, last=end)
        return tuple(out)

    def _joins(self, current: Phrase, head: Phrase, before: str, open_clause: bool, apposed: bool) -> bool:
        """Tell whether a name after "and" is a further speaker and not part of what describes the last."""
        if not self._is_named(current) and current.sort != "pronoun":
            return False
        if before != "and" and not open_clause:
            return True
        if apposed or open_clause:
            return before == ",and" and self._is_person(head)
        if current.stop <= current.last:
            # Senator Cruz of Texas and Senator Paul of Kentucky; not: the head of Intel and Cisco.
            return self._is_person(head)
        return True

    def _is_clause(self, index: int) -> bool:
        return self.words.lower[index] in ("who", "which", "whose", "that", "where")

    @staticmethod
    def _is_named(phrase: Phrase) -> bool:
        return phrase.name is not None

    @staticmethod
    def _is_person(phrase: Phrase) -> bool:
        return phrase.name is not None and phrase.name.kind in ("person", "unknown")

    def _is_bare_role(self, phrase: Phrase) -> bool:
        role = roles().get(self.words.lower[phrase.head])
        return role is not None and not role.plural and phrase.stop > phrase.last

    def _is_singular(self, phrase: Phrase) -> bool:
        role = roles().get(self.words.lower[phrase.head])
        return role is None or not role.plural
