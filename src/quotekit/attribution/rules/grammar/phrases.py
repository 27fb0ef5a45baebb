"""Noun phrases: short ones by pattern, long ones by joining short ones."""

from __future__ import annotations

import re

import attrs

from quotekit.attribution.rules.grammar import classes as c
from quotekit.attribution.rules.grammar.tagged import Range, Tagged
from quotekit.lexicon import group

_GOVERNORS = frozenset({c.PREPOSITION, c.PAST, c.THIRD_PERSON, c.BASE, c.PARTICIPLE, c.ING, c.TO, c.OF})
_CLAUSE_ENDS = frozenset({c.COMMA, c.STOP, c.SEMICOLON, c.DASH, c.QUOTE})
_APPOSITION_STARTS = frozenset({c.DETERMINER, c.NUMBER, c.NOUN, c.NAME, c.ADJECTIVE})

# Determiners and numbers, then adjectives, nouns and names, through possessives and hyphens.
_SHORT = re.compile(
    r"S|O|U|Y(?=g)(?:g[DQ]?[RE]?[NPQJ]*)?"
    r"|[DQ]*(?:R(?=[NQJ]))?[NPQJ]"
    r"(?:h?[NPQJ]|h[RIEGVWD]h?(?=[NPJh])|(?<=P)h[RIEGVW]|h(?=[NPQJ])|g[DQ]?[RE]?h?(?=[NPQYGJ])|Y(?=g))*g?"
    r"|D+Q*|Q+"
)
# The longest phrase in tokens: longer ones do not occur, and the limit bounds every search.
REACH = 40
CLAUSE_OPENERS = c.PUNCTUATION | {c.SUBORDINATOR, c.CONJUNCTION, c.THAT, c.WH_WORD, c.DATE}


@attrs.frozen
class Phrases:
    """Hold a text's short noun phrases, and find the long ones around a token.

    `start` and `end` are, for each token, those of the short phrase that it is part of, or -1.
    """

    tagged: Tagged
    start: list[int]
    end: list[int]

    @classmethod
    def of(cls, tagged: Tagged) -> Phrases:
        """Find the short phrases of a text."""
        count = len(tagged.words)
        start, end = [-1] * (count + 1), [-1] * (count + 1)
        for match in _SHORT.finditer(tagged.tags, 0, count):
            first, stop = match.span()
            for i in range(first, stop):
                start[i], end[i] = first, stop
        return cls(tagged, start, end)

    def before(self, stop: int, floor: int) -> Range | None:
        """Return the long phrase that ends before token `stop`; look no further back than `floor`."""
        tags, lower, start = self.tagged.tags, self.tagged.lower, self.start
        floor = max(floor, stop - REACH)
        if stop <= floor or start[stop - 1] < 0:
            return None
        first = max(start[stop - 1], floor)
        if tags[first] == c.HE:
            return self._before_pronoun(first, stop, floor)
        # Where the phrase surely begins; what prepositions tie to it further left is kept only if
        # that, too, begins a phrase of its own.
        firm = first
        listed = False
        while first - 1 > floor:
            link, left = tags[first - 1], first - 2
            reaches = start[left] >= 0
            if (
                link in (c.OF, c.PREPOSITION, c.TO)
                and reaches
                and (link != c.PREPOSITION or lower[first - 1] in group("ties"))
            ):
                first = max(start[left], floor)
                firm = first if link == c.OF else firm
            elif link == c.CONJUNCTION and reaches and lower[first - 1] in ("and", "or"):
                if not self.opens_clause(max(start[left], floor), floor):
                    break
                first = firm = max(start[left], floor)
                listed = True
            elif (
                link == c.CONJUNCTION and tags[left] == c.COMMA and left - 1 >= floor and start[left - 1] >= 0
            ):
                if not listed and tags[start[left - 1]] != c.NAME:
                    break
                first = max(start[left - 1], floor)
            elif (link == c.COMMA and listed and reaches) or (
                link in (c.ING, c.PARTICIPLE)
                and reaches
                and tags[left] in (c.NOUN, c.IT)
                and tags[first] not in (c.HE, c.HIM)
            ):
                first = max(start[left], floor)
            elif link == c.HYPHEN and reaches:
                first = firm = max(start[left], floor)
            else:
                break
        if first > floor and tags[first - 1] in _GOVERNORS:
            first = firm
        return first, stop

    def _before_pronoun(self, first: int, stop: int, floor: int) -> Range:
        """Include *X and* before a pronoun, if a clause begins there."""
        tags = self.tagged.tags
        if first - 2 >= floor and self.tagged.lower[first - 1] == "and" and self.start[first - 2] >= 0:
            left = max(self.start[first - 2], floor)
            before = tags[left - 1] if left > floor else c.STOP
            if before in (c.STOP, c.COMMA, c.QUOTE, c.COLON) and tags[left] in (c.HE, c.NAME):
                return left, stop
        return first, stop

    def opens_clause(self, first: int, floor: int) -> bool:
        """Tell whether a clause may begin at token `first`: no verb or preposition precedes it."""
        return first <= floor or self.tagged.tags[first - 1] in CLAUSE_OPENERS

    def after(self, first: int, limit: int) -> int:
        """Return where the long phrase that starts at `first` ends, or `first` if there is none."""
        tags, lower, start = self.tagged.tags, self.tagged.lower, self.start
        limit = min(limit, first + REACH)
        if first >= limit or start[first] < 0:
            return first
        stop = min(self.end[first], limit)
        if tags[first] in (c.HE, c.HIM):
            return stop
        while stop < limit - 1:
            link, right = tags[stop], stop + 1
            begins = start[right] == right
            if link == c.OPEN_BRACKET:
                # *Rep. Lee (D-Tex.)*
                closing = tags.find(c.CLOSE_BRACKET, right, min(limit, right + 6))
                if closing < 0:
                    break
                stop = closing + 1
            elif link == c.OF and (begins or tags[right] == c.ING):
                stop = min(self.end[right], limit) if begins else right + 1
            elif (
                link in (c.PREPOSITION, c.TO)
                and begins
                and (link == c.TO or lower[stop] in group("ties"))
                and tags[right] != c.DATE
            ):
                stop = min(self.end[right], limit)
            elif link == c.CONJUNCTION and begins and lower[stop] in ("and", "or"):
                after = min(self.end[right], limit)
                if tags[right] == c.HE or (tags[after] in c.SURELY_FINITE and tags[right] != c.NAME):
                    break
                stop = after
            else:
                break
        return stop

    def source(self, first: int, limit: int) -> int:
        """Return where the source at `first` ends: its long phrase without a time or place.

        *A spokesman for the port in an interview* ends before *in*, and so does *Ann Lee in Oslo*.
        """
        t = self.tagged
        stop = self.after(first, limit)
        for at in range(first + 1, stop - 1):
            if t.tags[at] != c.PREPOSITION or t.lower[at] not in group("whens"):
                continue
            if (
                t.tags[first] in (c.NAME, c.HE)
                or t.tags[at + 1] in (c.NUMBER, c.DATE)
                or t.lower[self.end[at + 1] - 1] in group("occasions")
            ):
                stop = at
                break
        return max(self.skip_time(stop, first), first + 1) if stop > first else first

    def apposition(self, stop: int, limit: int) -> int:
        """Return where the apposition opened by a comma at `stop` ends, or `stop` if there is none.

        Up to three may follow each other, the last with a relative clause. A closing comma is not included.
        """
        tags, lower = self.tagged.tags, self.tagged.lower
        limit = min(limit, stop + REACH)
        end = stop
        for _ in range(3):
            if end >= limit - 1 or tags[end] != c.COMMA:
                break
            first = end + 1
            if lower[first] in ("who", "whose"):
                return self._clause_stop(first, limit)
            if tags[first] not in _APPOSITION_STARTS or self.start[first] < 0:
                break
            after = self.after(first, limit)
            if after == first:
                break
            if tags[after] == c.PARTICIPLE:
                return after
            if tags[after] in c.FINITE and tags[after - 1] != c.POSSESSIVE:
                break
            end = after
            if end < limit and lower[end] in ("who", "which", "whose"):
                return self._clause_stop(end, limit)
        return end

    def closed_apposition(self, stop: int, limit: int) -> Range:
        """Return where such an apposition ends, and where what follows its closing comma, if any, begins."""
        end = self.apposition(stop, limit)
        return end, end + (end > stop and self.tagged.tags[end] == c.COMMA)

    def _clause_stop(self, at: int, limit: int) -> int:
        while at < limit and self.tagged.tags[at] not in _CLAUSE_ENDS:
            at += 1
        return at

    def skip_time(self, stop: int, floor: int) -> int:
        """Step back over *on Monday*, *last week* or *Tuesday night*; return where the rest ends."""
        tags, lower = self.tagged.tags, self.tagged.lower
        intervals, points = group("intervals"), group("datepoints")
        while stop - 1 > floor:
            at = stop - 1
            if tags[at - 1] == c.DATE and (lower[at] in intervals or tags[at] == c.NUMBER):
                at -= 1
            if tags[at] == c.DATE:
                while at - 1 > floor and tags[at - 1] == c.DATE:
                    at -= 1
                if at - 1 > floor and lower[at - 1] in points:
                    at -= 1
            elif lower[at] in intervals and lower[at - 1] in points:
                at -= 1
            else:
                return stop
            if at - 1 > floor and tags[at - 1] == c.PREPOSITION:
                at -= 1
            stop = at
        return stop
