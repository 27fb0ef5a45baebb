"""Who a verb belongs to: the walk from a verb back over its helpers, then to its subject."""

from __future__ import annotations

import attrs

from quotekit.attribution.phrases import REACH, Phrases
from quotekit.attribution.tagged import Tagged

_HELPERS = frozenset("RMHXLB")
_MOST_HELPERS = 8
_FINITE = frozenset("VZWMBHX")
_NEVER = frozenset(("it", "there"))


@attrs.frozen(kw_only=True)
class Group:
    """Hold a verb with its helpers: `first` to before `stop`, `head` the verb, `mood` how it is used.

    Moods: ``fin`` with a subject of its own, ``pas`` passive, ``inf`` after *to*, ``ing``
    participle, ``ger`` after a preposition.
    """

    first: int
    head: int
    stop: int
    mood: str


@attrs.frozen
class Subjects:
    """Find verbs' groups and subjects in one text.

    `spoken` tells who speaks in a sentence whose quotation has a cue already: by the sentence's
    number, the cue's last token and the source.
    """

    tagged: Tagged
    phrases: Phrases
    spoken: dict[int, tuple[int, tuple[int, int]]] = attrs.field(factory=dict)

    def group(self, head: int) -> Group:
        """Give the verb at token `head` with its helpers."""
        tags = self.tagged.tags
        floor = max(self.tagged.sentence_start(head), head - _MOST_HELPERS)
        first = head
        while first - 1 >= floor and tags[first - 1] in _HELPERS:
            first -= 1
        if first - 4 >= floor and tags[first - 3 : first] == "cRc" and tags[first - 4] in "MHBX":
            # *has, however, said*
            first -= 4
            while first - 1 >= floor and tags[first - 1] in _HELPERS:
                first -= 1
        helpers = tags[first:head]
        tag = tags[head]
        passive = "B" in helpers and tag == "E"
        if passive:
            mood = "pas"
        elif first - 1 >= floor and tags[first - 1] == "T" and tag in "WN" and not set(helpers) & _FINITE:
            mood = "inf"
            first -= 1
        elif tag == "G" and "B" not in helpers:
            mood = "ger" if first - 1 >= floor and tags[first - 1] in "IFDg" else "ing"
            if "H" in helpers:
                mood = "ing"
        else:
            mood = "fin"
        while first < head and tags[first] == "R" and self.tagged.words[first][0].isupper():
            first += 1
        return Group(first=first, head=head, stop=head + 1, mood=mood)

    def subject(self, first: int) -> tuple[int, int] | None:
        """Give the phrase before token `first` that is the subject of the verb group there."""
        tagged, tags = self.tagged, self.tagged.tags
        floor = tagged.sentence_start(first)
        if first <= floor:
            return None
        stop = self.phrases.skip_time(first, floor)
        link = tags[stop - 1]
        if link == "q":
            # *Ann Lee, known as "Red," said*: the closing mark hides the comma.
            number = tagged.quote[stop - 1]
            opening = tagged.marks[number][0] if number >= 0 else stop - 1
            if tags[stop - 2] == "c" and opening > floor:
                return self._over_insert(stop - 2, floor)
            if opening > floor and self.phrases.start[opening - 1] >= 0:
                return self.phrases.before(opening, floor)
            return (opening, stop) if opening > floor and tags[opening - 1] in "IVZE" else None
        if link == "c":
            return self._over_insert(stop - 1, floor)
        if link == "d":
            return self._over_mark(stop - 1, floor, "d")
        if link == "e":
            return self._over_mark(stop - 1, floor, "b")
        if link in "C":
            return self._shared(stop - 1, floor)
        if link in "wK":
            return self._relative(stop - 1, floor)
        if link == "O" and self.tagged.lower[stop - 1].endswith("sel" + "f"):
            return self.phrases.before(stop - 1, floor) or self.phrases.before(stop, floor)
        found = self.phrases.before(stop, floor)
        if found is None and link == "E" and self.phrases.start[stop - 2] >= 0:
            # *Polls released on Sunday showed*
            found = self.phrases.before(stop - 1, floor)
            return (found[0], first) if found is not None else None
        if found is None:
            return None
        before = found[0] - 1
        if before > floor and tags[before] in "VEZWO" and tags[found[0]] not in "SU":
            wider = self._relative_clause(before, floor)
            if wider is not None:
                return wider, stop
        if before >= floor and tags[before] in "I" and tags[found[0]] not in "SU":
            # *The man in the car said*: the phrase before the preposition, where there is one.
            left = self.phrases.before(before, floor) if before > floor else None
            if left is not None and self.phrases.opens_clause(left[0], floor):
                return left[0], stop
        return found

    def _relative_clause(self, verb: int, floor: int) -> int | None:
        """Give where *people who attended* starts, when the verb stands in a relative clause."""
        tags = self.tagged.tags
        for at in range(verb - 1, max(floor, verb - 12), -1):
            if tags[at] in "cpsdqo":
                return None
            if tags[at] == "w" and self.tagged.lower[at] in ("who", "that", "which") and at > floor:
                left = self.phrases.before(at, floor)
                return left[0] if left else None
        return None

    def _relative(self, at: int, floor: int) -> tuple[int, int] | None:
        """Give the phrase that *who*, *which* or *that* stands for, and the pronoun itself."""
        word = self.tagged.lower[at]
        if word not in ("who", "which", "that"):
            return None
        return at, at + 1

    def _over_insert(self, comma: int, floor: int) -> tuple[int, int] | None:
        """Give the subject before what stands between two commas: *Lee, who won, said*."""
        tags = self.tagged.tags
        at = comma - 1
        low = max(floor, comma - REACH)
        opening = tags.rfind("c", low, comma)
        if opening > low and tags[opening - 1] == "C":
            # *stood up and, citing the law, refused*
            return self._shared(opening - 1, floor)
        tries = 0
        fallback = None
        while at > low and tries < 5:
            if tags[at] == "c":
                tries += 1
                found = self.phrases.before(at, floor)
                if found is not None and self._clausal(found[0], floor):
                    if found[0] <= floor or tags[found[0] - 1] != "c":
                        return self._with_apposition(found, at, comma)
                    if fallback is None or tags[found[0]] == "P":
                        fallback = self._with_apposition(found, at, comma)
                elif fallback is None and found is not None and tags[found[0]] in "PDS":
                    fallback = self._with_apposition(found, at, comma)
            elif tags[at] in "s":
                break
            at -= 1
        if fallback is None and tags[comma - 1] not in "Y":
            # Only one comma: *In a statement, Lee, said* does not occur, *Lee in Kyiv, said* does.
            return self.phrases.before(comma, floor)
        return fallback

    def _with_apposition(self, found: tuple[int, int], comma: int, last: int) -> tuple[int, int]:
        """Widen a subject by its apposition, when what the commas hold is one."""
        tags = self.tagged.tags
        if tags[comma + 1] in "DNPQJ" and self.tagged.lower[comma + 1] not in ("however", "meanwhile"):
            stop = self.phrases.apposition(comma, last)
            if stop >= last - 1 or stop > comma:
                return found[0], stop
        return found

    def _clausal(self, first: int, floor: int) -> bool:
        return first <= floor or self.tagged.tags[first - 1] in "pcsodqbeACKwYR"

    def _over_mark(self, mark: int, floor: int, opener: str) -> tuple[int, int] | None:
        """Give the subject before what stands between two dashes or brackets."""
        tags = self.tagged.tags
        for at in range(mark - 1, max(floor, mark - REACH), -1):
            if tags[at] == opener:
                return self.phrases.before(at, floor)
        return None

    def _shared(self, conjunction: int, floor: int) -> tuple[int, int] | None:
        """Give the subject of the verb before *and*: *Lee smiled and said*."""
        return self.main(conjunction, floor)

    def main(self, stop: int, floor: int) -> tuple[int, int] | None:
        """Give the subject of the last clause before token `stop` that is no part of another clause.

        Clauses after *because*, *that* or *who*, and those that a verb has right after it
        (*says he won*), are passed over, unless there is nothing else.
        """
        t, tags = self.tagged, self.tagged.tags
        low = max(floor, stop - 2 * REACH)
        cue, speaker = self.spoken.get(t.sentence[stop - 1], (stop, None))
        if speaker is not None and cue < stop and stop - cue < REACH:
            return speaker
        fallback = None
        at = stop - 1
        while at >= low:
            if tags[at] not in "VZMBHXEW" or t.quote[at] >= 0 and t.quote[at] != t.quote[stop - 1]:
                at -= 1
                continue
            first = at
            while first - 1 >= low and tags[first - 1] in _HELPERS:
                first -= 1
            at = first - 1
            if first <= low or tags[first - 1] not in "NPSUDgOYQecqJ":
                continue
            found = self.subject(first) if tags[first - 1] in "ceq" else self.phrases.before(
                self.phrases.skip_time(first, floor), floor
            )
            if found is None:
                continue
            before = tags[found[0] - 1] if found[0] > floor else "p"
            if before in "pcsodqbeCYR":
                return found
            if fallback is None and before in "AKw":
                fallback = found
            at = min(at, found[0] - 1)
        return fallback
