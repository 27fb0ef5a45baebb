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
from quotekit.speakers.vocabulary import columns, kin_gender, roles, word_set
from quotekit.speakers.words import Words

OPENING = ("“", '"', "‘")
CLOSING = ("”", '"', "’ ")

Sort = Literal["pronoun", "name", "description"]
# What stands before it (nothing, a comma, a bracket, "and" …), its first and its last word.
Segment = tuple[str, int, int]


@attrs.frozen(slots=True, kw_only=True)
class Phrase:
    """Hold one conjunct of a source: `first` to `last` are its words, `head` the word that heads it.

    `name` is the proper name in head position; `stop` is the word before which the head's own
    phrase ends (a relative clause, an apposition or a prepositional phrase follows). `title` is
    there where a title stands for a name that comes later: the first of "Mr. and Mrs. Hart".
    """

    sort: Sort
    first: int
    last: int
    head: int
    stop: int
    name: NameMention | None = None
    title: str = ""


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
        example = self._example(first, last)
        if example > first:
            left = self._single(first, example - 1)
            named = [p for p in self.phrases(example + 1, last) if p.name is not None]
            if left.name is None and named:
                return (left, *named)
        segments = self._segments(first, last)
        if len(segments) == 1:
            return (self._single(first, last),)
        return self._join(segments, last)

    def _trim(self, first: int, last: int) -> tuple[int, int]:
        words = self.words
        while first < last and words.lower[first] in self.prefixes and self.cover[first] is None:
            if words.lower[first + 1] in ("least", "most"):
                break
            first += 1
        while last > first and words.lower[last] in ("who", "that", "which") and self.cover[last] is None:
            last -= 1
        if last - first > 1 and words.lower[first] == "none" and words.lower[first + 1] == "of":
            first += 2
        while last > first and words.lower[last] in word_set("emphasis"):
            last -= 1
        return first, last

    def _example(self, first: int, last: int) -> int:
        """Give the word ("like", "including", "such as") at which a group's named examples begin, or -1."""
        words = self.words
        for index in range(first + 1, last):
            if words.lower[index] in ("like", "including", "as"):
                if words.lower[index] == "as" and words.lower[index - 1] != "such":
                    continue
                name = self.cover[index + 1]
                return index if name is not None and name.kind in ("person", "unknown") else -1
            if words.lower[index] in self.ends:
                return -1
        return -1

    def _segments(self, first: int, last: int) -> list[Segment]:
        """Cut at commas, dashes, brackets and conjunctions outside names."""
        words = self.words
        out: list[Segment] = []
        begin, before, index = first, "", first
        while index <= last:
            if index > begin:
                gap = words.gap(index - 1)
                inside = self.cover[index] is not None and self.cover[index] is self.cover[index - 1]
                if not inside and self._parts(gap, index):
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

    def _parts(self, gap: str, index: int) -> bool:
        """Tell whether what stands before a word parts it from the phrase: not in "8,000" or "CNN/ORC"."""
        if "/" in gap:
            return all(
                name is not None and name.kind in ("person", "unknown")
                for name in self.cover[index - 1 : index + 1]
            )
        if "," in gap and len(gap) == 1:
            return False
        return any(mark in gap for mark in ",;:—–(") or " - " in gap or "--" in gap

    def _single(self, first: int, last: int) -> Phrase:
        """Find the head of a stretch without commas or conjunctions of its own."""
        words = self.words
        head, name, stop = first, None, last + 1
        if first and words.gap(first - 1)[-1:] in OPENING:
            # "Broad City" star Arturo Castro: the title in quotation marks only describes.
            close = self._closing(first, last)
            if close < last and words.gap(close).endswith(" ") and len(words.gap(close)) == 2:
                inner = self._single(close + 1, last)
                return attrs.evolve(inner, first=first)
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
            if index > first and words.gap(index - 1)[-1:] in OPENING:
                close = self._closing(index, last)
                if close < last:
                    index = close + 1
                    continue
            if index > first and (word in self.ends or self._is_participle(index, head, name)):
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

    def _is_participle(self, index: int, head: int, name: NameMention | None) -> bool:
        """Tell whether a word goes on after its noun as a clause: superdelegates supporting Sanders."""
        word = self.words.lower[index]
        verbal = word.endswith(("ing", "ed")) or word in word_set("participles")
        if head != index - 1 or name is not None or not verbal or word in roles():
            return False
        noun = self.words.lower[head]
        return noun in roles() or noun in read("groups") or noun in read("documents")

    def _closing(self, index: int, last: int) -> int:
        """Give the last word of the stretch in quotation marks that begins at `index`."""
        while index < last and not any(mark in self.words.gap(index) for mark in CLOSING):
            index += 1
        return index

    def _join(self, segments: Sequence[Segment], last: int) -> tuple[Phrase, ...]:
        heads = [self._single(first, end) for _, first, end in segments]
        if heads[0].sort != "pronoun" and self._is_list(segments, heads):
            return (attrs.evolve(heads[0], sort="description", name=None, last=last),)
        listed = self._is_listing(segments, heads)
        out = [self._titled(heads[0], heads[1])]
        # Inside a relative clause or behind an apposition nothing is a further speaker's name.
        clause, apposed = self._is_clause(heads[0]), False
        for (before, first, end), head in zip(segments[1:], heads[1:], strict=True):
            current = out[-1]
            if self._is_further(
                before, current, head, clause=clause, apposed=apposed, listed=listed, alone=len(out) == 1
            ):
                out.append(head)
                clause, apposed = self._is_clause(head), False
            elif len(out) == 1 and not clause and self._names_it(before, current, head):
                # The press secretary, Josh Earnest; economist and laureate Paul Krugman.
                out[-1] = attrs.evolve(head, first=current.first)
                apposed = False
            elif before in (",", "("):
                apposed = apposed or before == ","
                clause = clause or self.words.lower[first] in word_set("relatives")
            elif before == "and" and current.name is None and not apposed:
                out[-1] = attrs.evolve(current, last=end)
        return tuple(out)

    def _titled(self, phrase: Phrase, following: Phrase) -> Phrase:
        """Let a title alone before "and" share the name behind: Mr. and Mrs. Hart."""
        title = self.words.lower[phrase.head]
        if phrase.first < phrase.last or title not in kin_gender() or following.name is None:
            return phrase
        return attrs.evolve(phrase, sort="name", name=following.name, title=title)

    def _is_listing(self, segments: Sequence[Segment], heads: Sequence[Phrase]) -> bool:
        """Tell whether commas stand between speakers: an "and" comes with the last, or all are bare names."""
        for (before, _, _), head in zip(segments, heads, strict=True):
            if "and" in before and (
                head.name is not None or (head.sort == "description" and self._is_plural(head))
            ):
                return True
        return all(
            head.name is not None and head.name.kind == "person" and head.stop > head.last for head in heads
        )

    def _is_further(
        self,
        before: str,
        current: Phrase,
        head: Phrase,
        *,
        clause: bool,
        apposed: bool,
        listed: bool,
        alone: bool,
    ) -> bool:
        """Tell whether a segment is one more speaker, and not part of what describes the last."""
        opening = self.words.lower[head.first]
        if before == ",":
            return listed and not clause and self._is_alike(current, head) and self._opens(head)
        if "and" not in before and before != "/":
            return False
        if head.name is not None:
            return self._joins(current, head, before, clause=clause, apposed=apposed)
        if current.name is not None:
            if opening in ("other", "others"):
                return True
            return (
                not apposed
                and not clause
                and (current.stop > current.last or opening in word_set("conjunct-openers"))
            )
        return current.sort == "pronoun" and alone and before == "and"

    def _is_alike(self, current: Phrase, head: Phrase) -> bool:
        """Tell whether two names can stand in one list: persons with persons, places with places."""
        if current.name is None or head.name is None:
            return False
        return self._is_person(current) == self._is_person(head)

    def _names_it(self, before: str, current: Phrase, head: Phrase) -> bool:
        """Tell whether a name gives the person that the description before it means."""
        if current.sort != "description" or not self._is_person(head):
            return False
        if before == ",":
            return self._is_singular(current) and self._opens(head)
        return "and" in before and self._is_bare_role(current)

    def _is_list(self, segments: Sequence[Segment], heads: Sequence[Phrase]) -> bool:
        """Tell whether all conjuncts are plain descriptions, named by their words together."""
        if not any("and" in before for before, _, _ in segments):
            return False
        if not all(head.name is None or head.name.kind == "group" for head in heads):
            return False
        return all(
            "and" in before or before in ("", ",") for before, _, _ in segments
        ) and not self._is_bare_role(heads[0])

    def _opens(self, head: Phrase) -> bool:
        """Tell whether nothing but titles and roles stands before a name: state delegate Ann Lee."""
        words, name = self.words, head.name
        assert name is not None
        verbs = read("subject-verbs")
        return all(
            words.lower[k] not in self.ends and words.lower[k] not in verbs
            for k in range(head.first, name.lead)
        )

    def _joins(self, current: Phrase, head: Phrase, before: str, *, clause: bool, apposed: bool) -> bool:
        """Tell whether a name after "and" is a further speaker and not part of what describes the last."""
        if current.name is None and current.sort != "pronoun":
            return (
                self._is_plural(current) and current.stop > current.last and not apposed and before == "and"
            )
        if clause or not self._opens(head):
            return False
        if before != "and":
            return True
        # Senator Cruz of Texas and Senator Paul of Kentucky; not: the head of Intel and Cisco.
        return not apposed and (current.stop > current.last or self._is_person(head))

    def _is_clause(self, phrase: Phrase) -> bool:
        return phrase.stop <= phrase.last and self.words.lower[phrase.stop] in word_set("relatives")

    @staticmethod
    def _is_person(phrase: Phrase) -> bool:
        return phrase.name is not None and phrase.name.kind in ("person", "unknown")

    def _is_bare_role(self, phrase: Phrase) -> bool:
        role = roles().get(self.words.lower[phrase.head])
        return role is not None and not role.plural and phrase.stop > phrase.last

    def _is_plural(self, phrase: Phrase) -> bool:
        word = self.words.lower[phrase.head]
        role = roles().get(word)
        return role.plural if role is not None else word.endswith("s") or word in read("groups")

    def _is_singular(self, phrase: Phrase) -> bool:
        role = roles().get(self.words.lower[phrase.head])
        return role is None or not role.plural
