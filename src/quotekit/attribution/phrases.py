"""Noun phrases: the short ones by pattern, the long ones by joining what hangs together."""

from __future__ import annotations

import re

import attrs

from quotekit.attribution.tagged import Tagged

# Determiners and numbers, then nouns and names, through possessives and hyphens.
_SHORT = re.compile(
    r"S|O|U|Y(?=g)(?:g[DQ]?[RE]?[NPQJ]*)?"
    r"|[DQ]*(?:R(?=[NQJ]))?[NPQJ](?:h?[NPQJ]|h[RIEGVWD]h?(?=[NPJh])|h(?=[NPQJ])|g[DQ]?[RE]?h?(?=[NPQYGJ])|Y(?=g))*g?"
    r"|D+Q*|Q+"
)
_TIES = frozenset(
    "for from in at with on against behind near between within about inside over under by across around".split()
)
_SHOW_TIME = frozenset("last this next earlier late early that".split())
_PERIODS = frozenset(
    "week month year night morning afternoon evening day weekend fall spring summer winter season".split()
)
# How far a phrase may reach: longer ones do not occur, and every walk stays short.
REACH = 40


@attrs.frozen
class Phrases:
    """Hold where a text's short noun phrases lie, and find the long ones around a place."""

    tagged: Tagged
    start: list[int]
    end: list[int]

    @classmethod
    def of(cls, tagged: Tagged) -> Phrases:
        count = len(tagged.words)
        start, end = [-1] * (count + 1), [-1] * (count + 1)
        for match in _SHORT.finditer(tagged.tags, 0, count):
            first, stop = match.span()
            if tagged.tags[stop - 1] == "g" and stop - first > 1 and tagged.lower[stop - 1] in ("'", "’"):
                pass
            for i in range(first, stop):
                start[i], end[i] = first, stop
        return cls(tagged, start, end)

    def before(self, stop: int, floor: int) -> tuple[int, int] | None:
        """Give the long noun phrase that ends before token `stop`, not looking before `floor`."""
        tags, lower = self.tagged.tags, self.tagged.lower
        floor = max(floor, stop - REACH)
        at = stop - 1
        if at < floor or self.start[at] < 0:
            return None
        first = max(self.start[at], floor)
        if tags[first] == "S":
            return self._pair_left(first, stop, floor)
        firm = first
        listed = False
        while first - 1 > floor:
            link, left = tags[first - 1], first - 2
            if link in "FIT" and self.start[left] >= 0 and (link != "I" or lower[first - 1] in _TIES):
                first = max(self.start[left], floor)
                if link == "F":
                    firm = first
            elif link == "C" and self.start[left] >= 0 and lower[first - 1] in ("and", "or"):
                if not self.opens_clause(max(self.start[left], floor), floor):
                    break
                first = firm = max(self.start[left], floor)
                listed = True
            elif link == "C" and tags[left] == "c" and left - 1 >= floor and self.start[left - 1] >= 0:
                if not listed and tags[self.start[left - 1]] != "P":
                    break
                first = max(self.start[left - 1], floor)
            elif link == "c" and listed and self.start[left] >= 0:
                first = max(self.start[left], floor)
            elif link in "GE" and self.start[left] >= 0 and tags[left] in "NU" and tags[first] not in "SO":
                first = max(self.start[left], floor)
            elif link == "h" and self.start[left] >= 0:
                first = firm = max(self.start[left], floor)
            else:
                break
        if first > floor and tags[first - 1] in "IVZWEGTF" and first != firm:
            first = firm
        return first, stop

    def _pair_left(self, first: int, stop: int, floor: int) -> tuple[int, int]:
        """Take *X and* before a pronoun."""
        tags = self.tagged.tags
        if first - 2 >= floor and tags[first - 1] == "C" and self.start[first - 2] >= 0:
            left = max(self.start[first - 2], floor)
            if self.tagged.lower[first - 1] == "and" and self.opens_clause(left, floor) and left > floor - 1:
                before = tags[left - 1] if left > floor else "p"
                if before in "pcqo" and tags[left] in "SP":
                    return left, stop
        return first, stop

    def opens_clause(self, first: int, floor: int) -> bool:
        """Tell whether a clause may begin at token `first`: no verb or preposition stands before."""
        return first <= floor or self.tagged.tags[first - 1] in "pcsodqbeACKwY"

    def after(self, first: int, limit: int) -> int:
        """Give where the long noun phrase that starts at `first` ends; `first` where there is none."""
        tags, lower = self.tagged.tags, self.tagged.lower
        limit = min(limit, first + REACH)
        if first >= limit or self.start[first] < 0:
            return first
        stop = min(self.end[first], limit)
        if tags[first] in "SO":
            return stop
        while stop < limit - 1:
            link, right = tags[stop], stop + 1
            if link == "b":
                closing = tags.find("e", right, min(limit, right + 6))
                if closing < 0:
                    break
                stop = closing + 1
                continue
            if link == "F" and (self.start[right] == right or tags[right] == "G"):
                stop = min(self.end[right], limit) if self.start[right] == right else right + 1
            elif link in "IT" and self.start[right] == right and (link == "T" or lower[stop] in _TIES):
                if tags[right] in "Y":
                    break
                stop = min(self.end[right], limit)
            elif link == "C" and self.start[right] == right and lower[stop] in ("and", "or", "&"):
                after = min(self.end[right], limit)
                if tags[right] == "S" or tags[after] in "VZMBHX" and tags[right] != "P":
                    break
                stop = after
            else:
                break
        return stop

    def apposition(self, stop: int, limit: int) -> int:
        """Give where the apposition ends that a comma at `stop` opens; `stop` where there is none.

        The closing comma, where there is one, is not included.
        """
        tags = self.tagged.tags
        limit = min(limit, stop + REACH)
        end = stop
        for _ in range(3):
            if end >= limit - 1 or tags[end] != "c":
                break
            first = end + 1
            if self.tagged.lower[first] in ("who", "whose"):
                while end < limit and (tags[end] not in "cpsdq" or end < first):
                    end += 1
                break
            if tags[first] in "DQNPJ" and self.start[first] >= 0:
                after = self.after(first, limit)
            else:
                break
            if after == first or after < len(tags) and tags[after] in "VZWMBHXE" and tags[after - 1] != "g":
                if tags[after] == "w" or tags[after] == "E":
                    return after
                break
            end = after
            if end < limit and tags[end] == "w" and self.tagged.lower[end] in ("who", "which", "whose"):
                while end < limit and tags[end] not in "cpsdq":
                    end += 1
                break
        return end

    def skip_time(self, stop: int, floor: int) -> int:
        """Go left over *on Monday*, *last week*, *Tuesday night*: give where what is left ends."""
        tags, lower = self.tagged.tags, self.tagged.lower
        while stop - 1 > floor:
            at = stop - 1
            if tags[at] in "NP" and lower[at] in _PERIODS and tags[at - 1] == "Y":
                at -= 1
            if tags[at] == "Q" and tags[at - 1] == "Y":
                at -= 1
            if tags[at] == "Y":
                while at - 1 > floor and tags[at - 1] in "Y":
                    at -= 1
                if at - 1 > floor and lower[at - 1] in _SHOW_TIME:
                    at -= 1
            elif lower[at] in _PERIODS and lower[at - 1] in _SHOW_TIME:
                at -= 1
            else:
                return stop
            if at - 1 > floor and tags[at - 1] == "I":
                at -= 1
            stop = at
        return stop
