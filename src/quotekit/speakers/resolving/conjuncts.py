"""Conjuncts: which segments of a source are further speakers, and which only describe the last one.

``Jeb Hart, the mayor, and Ann Lee`` are two; ``Ann Lee, a doctor and writer,`` is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import attrs

from quotekit.lexicon import read
from quotekit.speakers.names.lexicon import (
    columns,
    determiner,
    doers,
    kin_gender,
    listed_kind,
    name_lists,
    roles,
    word_set,
)
from quotekit.speakers.names.reader import NameMention
from quotekit.speakers.names.words import Words

Sort = Literal["pronoun", "name", "description"]
# A segment: what precedes it (nothing, a comma, a bracket, "and" …), its first and its last word.
Segment = tuple[str, int, int]


@attrs.frozen(slots=True, kw_only=True)
class Phrase:
    """Hold one conjunct of a source: its words from `first` to `last`, and its `head`.

    `name` is the proper name at the head; `stop` is the word before which the head's own phrase ends (a
    relative clause, an apposition or a prepositional phrase follows). `title` is set if a title stands for a
    later name, like the first of "Mr. and Mrs. Hart".
    """

    sort: Sort
    first: int
    last: int
    head: int
    stop: int
    name: NameMention | None = None
    title: str = ""


@attrs.frozen(slots=True, kw_only=True)
class _Speaker:
    """Hold the last speaker found so far, and what has followed.

    `clause` tells that a relative clause has begun, `apposed` that an apposition has, `listed` that commas
    separate the speakers of this source, `alone` that nobody comes before this one.
    """

    phrase: Phrase
    clause: bool
    apposed: bool = False
    listed: bool
    alone: bool


@attrs.frozen(slots=True, eq=False)
class Conjuncts:
    """Join the segments between the commas and conjunctions of a source."""

    words: Words

    def join(self, segments: Sequence[Segment], heads: Sequence[Phrase], last: int) -> tuple[Phrase, ...]:
        """Return the speakers among a source's segments with their heads; `last` is its last word."""
        paired = self._paired(segments, heads)
        if len(paired) < len(heads):
            segments = [segments[k] for k, _ in paired]
            heads = [head for _, head in paired]
            if len(heads) == 1:
                return tuple(heads)
        if heads[0].sort != "pronoun" and self._is_list(segments, heads):
            return (attrs.evolve(heads[0], sort="description", name=None, last=last),)
        if self._is_told_by_list(segments, heads) or self._is_introduced(segments, heads):
            return tuple(heads[1:])
        listed = self._is_listing(segments, heads)
        alone = all(gap == "(" for gap, _, _ in segments[2:])
        out: list[Phrase] = []
        opening = self._titled(heads[0], heads[1])
        current = _Speaker(phrase=opening, clause=self._is_clause(opening), listed=listed, alone=True)
        for (before, first, end), head in zip(segments[1:], heads[1:], strict=True):
            phrase, apposed = current.phrase, current.apposed
            if self._is_further(before, current, head):
                out.append(phrase)
                current = _Speaker(phrase=head, clause=self._is_clause(head), listed=listed, alone=False)
            elif current.alone and (
                self._ends_clause(before, phrase, head, last)
                if current.clause
                else self._names_it(before, phrase, head, alone=alone)
            ):
                # The press secretary, Josh Earnest; economist and laureate Paul Krugman.
                named = attrs.evolve(head, first=phrase.first)
                current = attrs.evolve(current, phrase=named, apposed=False)
            elif before in (",", "("):
                # Names inside a relative clause or after an apposition are not further speakers.
                clause = current.clause or self.words.lower[first] in word_set("relatives")
                current = attrs.evolve(current, clause=clause, apposed=apposed or before == ",")
            elif before == "and" and phrase.name is None and not apposed:
                current = attrs.evolve(current, phrase=attrs.evolve(phrase, last=end))
        return (*out, current.phrase)

    def _paired(self, segments: Sequence[Segment], heads: Sequence[Phrase]) -> list[tuple[int, Phrase]]:
        """Return the segments, with their numbers, where a name goes with the description before it.

        That is so after "and", or where all come in pairs: the mayor, Odile Marchand, and her deputy, Bo Lee.
        """
        follow = [self._follows(segments, heads, number) for number in range(len(heads))]
        pairs = len(heads) > 2 and follow == [number % 2 == 1 for number in range(len(heads))]
        out: list[tuple[int, Phrase]] = []
        for number, head in enumerate(heads):
            if follow[number] and (pairs or self._parts(segments[number - 1], heads[number - 1])):
                out[-1] = (number - 1, head)
            else:
                out.append((number, head))
        return out

    def _parts(self, segment: Segment, head: Phrase) -> bool:
        """Tell whether a description stands behind "and" with an article: the mayor and the judge, Bo Lee.

        But the adviser to the president and director of the museum, Bo Lee, may be one.
        """
        return "and" in segment[0] and bool(determiner(self.words.lower[head.first]))

    def _follows(self, segments: Sequence[Segment], heads: Sequence[Phrase], number: int) -> bool:
        """Tell whether a segment is a person's bare name, after a comma and the description of its bearer."""
        head, name = heads[number], heads[number].name
        if not number or name is None or segments[number][0] != "," or not self._is_person(head):
            return False
        before = heads[number - 1]
        article = determiner(self.words.lower[before.first])
        told = article != "i" and (article or self.words.lower[before.head] in roles())
        return bool(told) and name.last == head.last and self._opens(head) and before.sort == "description"

    def _titled(self, phrase: Phrase, following: Phrase) -> Phrase:
        """Let a bare title before "and" share the name after it: Mr. and Mrs. Hart."""
        title = self.words.lower[phrase.head]
        if phrase.first < phrase.last or title not in kin_gender() or following.name is None:
            return phrase
        return attrs.evolve(phrase, sort="name", name=following.name, title=title)

    def _is_listing(self, segments: Sequence[Segment], heads: Sequence[Phrase]) -> bool:
        """Tell whether commas separate speakers: the last has an "and", or all are bare names."""
        for (before, _, _), head in zip(segments, heads, strict=True):
            if "and" in before and (
                head.name is not None or (head.sort == "description" and self._is_plural(head))
            ):
                return True
        # But Ann Lee, of Corby, Wessex, is one.
        return all(
            head.name is not None
            and head.name.kind == "person"
            and head.stop > head.last
            and self.words.lower[head.first] not in word_set("tell-people")
            for head in heads
        )

    def _is_further(self, before: str, current: _Speaker, head: Phrase) -> bool:
        """Tell whether a segment is a further speaker rather than part of the description of the last."""
        opening, phrase = self.words.lower[head.first], current.phrase
        if self._shares_title(phrase, head):
            return False
        if before == "," and opening in columns("determiners"):
            # Ann Lee, the director of Orbit: the second name describes her. The ministry, the Nurses' Union
            # and the Red Cross are three.
            return current.listed and self._is_other_body(phrase, head)
        if before == ",":
            alike = self._is_alike(phrase, head) and not self._is_held(phrase, head)
            return current.listed and not current.clause and alike and self._opens(head)
        if "and" not in before and before != "/":
            return False
        if head.name is not None:
            return self._joins(before, current, head)
        if phrase.name is not None:
            if opening in ("other", "others"):
                return True
            if phrase.name.suffix and self._is_bare_role(head):
                # Ann Lee, MEP and engineer.
                return False
            ends = phrase.stop > phrase.last or opening in word_set("conjunct-openers")
            return ends and not current.clause and not current.apposed
        return phrase.sort == "pronoun" and current.alone and before == "and"

    def _is_other_body(self, current: Phrase, head: Phrase) -> bool:
        """Tell whether a name is of another body than the noun before it: the government, the Red Cross."""
        noun, name = self.words.lower[current.head], head.name
        if name is None or name.kind != "organisation" or current.sort != "description":
            return False
        specific = noun in read("organisation-words") and noun not in read("organisation-nouns")
        return specific and noun not in name.parts

    def _is_same_body(self, current: Phrase, head: Phrase) -> bool:
        """Tell whether a name is of the body that its noun means: the union, the Union of Miners."""
        noun, name = self.words.lower[current.head], head.name
        if name is None or name.kind != "organisation" or current.sort != "description":
            return False
        body = noun in read("organisation-nouns") or noun in name.parts
        return body and current.stop > current.last and self._opens(head)

    def _is_its_name(self, current: Phrase, head: Phrase) -> bool:
        """Tell whether a body's name says which one is meant: one of the lenders, Kestrel Bank."""
        noun, opening = self.words.lower[current.head], self.words.lower[current.first]
        person = noun in roles() and noun not in read("organisation-nouns")
        if person and head.name is not None and head.name.parts[-1] in word_set("legal-forms"):
            # The contractor, Harbour Corp.
            person = False
        alone = (noun in doers() or noun in word_set("person-or-firm")) and current.stop > current.last
        if alone and head.name is not None and head.name.within == range(head.first, head.last + 1):
            # The mine's owner, Andes Metals.
            person = False
        # Another user, Colonial Batavia.
        another = determiner(opening) == "i" and current.stop > current.last
        if current.sort != "description" or (person and not another):
            return False
        if head.name is None or not self._opens(head):
            return False
        # The developer, Casa Nueva: a place only by its reader's guess.
        guessed = head.name.kind == "place" and not head.name.sure and noun in read("organisation-nouns")
        return guessed or head.name.kind == "organisation"

    def _is_told_by_list(self, segments: Sequence[Segment], heads: Sequence[Phrase]) -> bool:
        """Tell whether names say which those are that stand before them: two donors, the EU and Norway."""
        names = [head.name for head in heads[1:] if head.name is not None and self._opens(head)]
        listed = segments[1][0] == "," and len(names) == len(heads) - 1 > 1 and "and" in segments[-1][0]
        if not listed or heads[0].sort != "description":
            return False
        opening = {*self.words.lower[heads[0].first : heads[0].head + 1]}
        counted = next((n for n in (2, 3, 4) if not opening.isdisjoint(word_set(f"counts-{n}"))), 0)
        if counted:
            return counted == len(names)
        bodies = all(name.kind in ("organisation", "place") for name in names)
        noun = self.words.lower[heads[0].head]
        return bodies and bool(listed_kind(noun))

    def _is_introduced(self, segments: Sequence[Segment], heads: Sequence[Phrase]) -> bool:
        """Tell whether the first of two names ends an introduction: (with the mayor,) Ann Lee, Bo Khan.

        A comma would follow the second one if that only described the first.
        """
        words, first, last = self.words, segments[0][1], segments[-1][2]
        begun = not words.first[first] and words.gaps[first - 1] == ", " and "," not in words.gaps[last]
        alone = len(segments) == 2 and segments[1][0] == "," and begun
        return alone and all(self._is_person(head) and head.head == head.last for head in heads)

    def _is_held(self, current: Phrase, head: Phrase) -> bool:
        """Tell whether a name is that of the body in which somebody has a post: Ann Lee, CEO of Lee Ash."""
        name, held = head.name, self.words.lower[head.first : head.head + 1]
        if name is None or current.name is None or current.name.lead < current.name.first:
            return False
        return head.first < name.first and held[0] in roles() and "of" in held[: name.first - head.first]

    def _is_alike(self, current: Phrase, head: Phrase) -> bool:
        """Tell whether two names can be in one list: persons with persons, places with places."""
        if current.name is None or head.name is None:
            return False
        return self._is_person(current) == self._is_person(head)

    def _names_it(self, before: str, current: Phrase, head: Phrase, *, alone: bool) -> bool:
        """Tell whether a name, perhaps `alone`, identifies the person or body described before it."""
        if self._shares_title(current, head):
            return True
        its_name = alone and self._is_its_name(current, head)
        if before == "," and (its_name or self._is_same_body(current, head)):
            return True
        if not self._is_person(head) or self._is_person(current):
            return False
        if current.sort == "name":
            return before == "and" and self._is_office(head)
        if current.sort != "description" or self._is_document_by(current) or self._is_of_body(current, head):
            return False
        if before == ",":
            return self._is_singular(current) and (self._opens(head) or self._is_called(head))
        return "and" in before and (self._is_bare_role(current) or self._is_office(head))

    def _ends_clause(self, before: str, current: Phrase, head: Phrase, last: int) -> bool:
        """Tell whether a name is of whomever a relative clause describes: the man who built it, Bo Lee.

        But after *the man who met the mayor* it may be the mayor's.
        """
        words, name = self.words, head.name
        if before != "," or name is None or not self._is_person(head) or name.last < last:
            return False
        told = words.lower[current.head] in roles() and determiner(words.lower[current.first]) == "d"
        return told and self._opens(head) and words.lower[words.before(name.lead)] not in roles()

    def _is_document_by(self, phrase: Phrase) -> bool:
        """Tell whether a phrase is a document and its maker, whose name follows: a report by the auditor."""
        words, goes_on = self.words, phrase.stop <= phrase.last
        return goes_on and words.lower[phrase.head] in read("documents")

    def _is_of_body(self, phrase: Phrase, head: Phrase) -> bool:
        """Tell whether a name is the body's that a phrase ends with: a spokeswoman for the company, Orbit."""
        noun, name = self.words.lower[phrase.last], head.name
        told = phrase.stop <= phrase.last and noun in columns("organisation-descriptions")
        # But the leader of the group, Okoro, may be he.
        told = told and determiner(self.words.lower[phrase.first]) == "i"
        return told and name is not None and len(name.parts) == 1 and not name.titles

    def _is_called(self, head: Phrase) -> bool:
        """Tell whether a name follows the word for naming: the leader, known as Ann."""
        return self.words.lower[head.first] in word_set("naming")

    def _is_list(self, segments: Sequence[Segment], heads: Sequence[Phrase]) -> bool:
        """Tell whether all conjuncts are plain descriptions, which are named together."""
        if not any("and" in before for before, _, _ in segments):
            return False
        if self._is_shared(segments, heads):
            return True
        if not all(head.name is None or head.name.kind == "group" for head in heads):
            return False
        return all(
            "and" in before or before in ("", ",") for before, _, _ in segments
        ) and not self._is_bare_role(heads[0])

    def _is_shared(self, segments: Sequence[Segment], heads: Sequence[Phrase]) -> bool:
        """Tell whether a plural noun goes with two names: Orbit and Novamed managers."""
        if len(segments) != 2 or segments[1][0] != "and" or heads[1].name is not None:
            return False
        one, other = heads
        first = one.name
        bare = first is not None and first.lead == one.first and first.last == one.last
        return (
            bare
            and self._is_plural(other)
            and other.head == other.first + 1 == other.last
            and self.words.capital[other.first]
            and first is not None
            and first.kind != "person"
        )

    def _opens(self, head: Phrase) -> bool:
        """Tell whether only titles and roles precede a name: state delegate Ann Lee."""
        words, name = self.words, head.name
        assert name is not None
        verbs = read("subject-verbs")
        return all(
            words.lower[k] not in read("phrase-ends") and words.lower[k] not in verbs
            for k in range(head.first, name.lead)
        )

    def _joins(self, before: str, current: _Speaker, head: Phrase) -> bool:
        """Tell whether a name after "and" is a further speaker rather than part of a description."""
        phrase, apposed = current.phrase, current.apposed
        if phrase.name is None and phrase.sort != "pronoun":
            several = self._is_plural(phrase) or self._are_bodies(phrase, head)
            return several and phrase.stop > phrase.last and not apposed and before == "and"
        office = self._is_office(head) and not self._is_person(phrase)
        if current.clause or not self._opens(head) or office:
            return False
        if before != "and":
            return True
        # Senator Cruz of Texas and Senator Paul of Kentucky; not: the head of Intel and Cisco.
        return not apposed and (phrase.stop > phrase.last or self._is_person(head))

    def _are_bodies(self, current: Phrase, head: Phrase) -> bool:
        """Tell whether a description and a name are of two bodies: the government and the Forward Party."""
        words, name = self.words, head.name
        lists, noun = name_lists(), words.lower[current.head]
        body = noun in lists.heads and words.lower[current.first] in columns("determiners")
        article = words.lower[head.first] in columns("determiners")
        return body and article and name is not None and name.kind == "organisation"

    def _shares_title(self, current: Phrase, head: Phrase) -> bool:
        """Tell whether an office begins before its "and": the Lands and Housing Secretary."""
        portfolio = self.words.lower[current.head] in word_set("portfolios") and current.stop > current.last
        return portfolio and head.name is not None and self._is_office(head)

    def _is_office(self, head: Phrase) -> bool:
        """Tell whether the "and" stands in the title before a name: Youth and Sports Minister Ti Lian Ker."""
        name = head.name
        assert name is not None
        title = self.words.lower[head.first]
        known = title in roles() or title in name_lists().titles or title in columns("determiners")
        return bool(name.titles) and head.first < name.first and not known

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
