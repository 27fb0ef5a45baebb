"""Pairing: which opening mark goes with which closing mark inside one paragraph.

One pass with a stack. What is still open at the paragraph's end is continued in the next one, or
was never closed; a mark that was never closed ends before the next of its level, so that one stray
mark does not take the quotations after it along.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import attrs

from quotekit.document.layout import Closing
from quotekit.matcher.marks import CLOSED_BY, Level, Mark


class Pair(NamedTuple):
    """Hold a quoted stretch by offsets: from `start` to `end`, with its marks."""

    start: int
    end: int
    open: Mark
    close: Mark | None
    closing: Closing


def pairs(text: str, start: int, end: int, marks: list[Mark], reopening: Sequence[Mark] = ()) -> list[Pair]:
    """Pair the marks of the paragraph ``text[start:end]``; `reopening` are those that open the next one."""
    pairing = _Pairing(text, start, end, marks)
    for index, mark in enumerate(marks):
        pairing.take(index, mark, reopening)
    pairing.finish(reopening)
    return pairing.found


@attrs.define
class _Open:
    """Hold a mark that waits for its closing one, and where the first quotation of its level inside is."""

    mark: Mark
    inside: int | None = None


class _Coming(NamedTuple):
    """Hold what follows a mark, level by level: the next sure mark and the next doubtful one."""

    closes: bool
    doubtful: int


class _Pairing:
    def __init__(self, text: str, start: int, end: int, marks: list[Mark]) -> None:
        self.text, self.start, self.end = text, start, end
        self.found: list[Pair] = []
        self.stack: list[_Open] = []
        self.standing: Counter[Level] = Counter()
        self.own, self.double = _ahead(marks)

    def take(self, index: int, mark: Mark, reopening: Sequence[Mark]) -> None:
        """Let a mark close what waits for it, or wait itself."""
        if mark.closes and self.standing[mark.level]:
            if not (mark.doubtful and self._better(index, mark)):
                self._close(mark, mark.level)
        elif mark.closes and mark.level == "single" and self._slipped(index, mark):
            self._close(mark, "double")
        elif mark.opens and (mark.sign not in _TIMID or self._worth(index, mark, reopening)):
            self.stack.append(_Open(mark))
            self.standing[mark.level] += 1

    def _better(self, index: int, mark: Mark) -> bool:
        """Tell whether a doubtful mark leaves the closing to one that follows."""
        coming = self.own[index]
        if coming is not None and coming.closes:
            return True
        double = self.double[index]
        return (
            mark.level == "single"
            and self.stack[-1].mark.level == "double"
            and double is not None
            and double.closes
        )

    def _slipped(self, index: int, mark: Mark) -> bool:
        """Tell whether a single mark stands where the double one that is open should be closed."""
        if not self.stack or self.stack[-1].mark.level != "double" or self.text[mark.start - 1] not in ",.?!":
            return False
        double = self.double[index]
        return double is None or not double.closes

    def _worth(self, index: int, mark: Mark, reopening: Sequence[Mark]) -> bool:
        """Tell whether something closes a sign that seldom opens: an apostrophe, or a right-hand mark."""
        coming = self.own[index]
        if coming is not None and (coming.closes or 0 < coming.doubtful - mark.end < _NEARBY):
            return True
        return any(again.sign == mark.sign for again in reopening)

    def _close(self, mark: Mark, level: Level) -> None:
        opened = self._pop()
        while opened.mark.level != level:
            self._leave(opened, mark.start, "unclosed")
            opened = self._pop()
        closing: Closing = "closed" if mark.sign in CLOSED_BY[opened.mark.sign] else "mismatched"
        self._note(Pair(opened.mark.start, mark.end, opened.mark, mark, closing))

    def _pop(self) -> _Open:
        opened = self.stack.pop()
        self.standing[opened.mark.level] -= 1
        return opened

    def _leave(self, opened: _Open, end: int, closing: Closing) -> None:
        """Note a mark that nothing closed, unless it was an apostrophe or holds nothing."""
        mark = opened.mark
        if closing == "unclosed":
            if mark.level == "single" and (mark.sign != "‘" or mark.start > self.start):
                return
            if opened.inside is not None:
                end = opened.inside
        while end > mark.end and self.text[end - 1].isspace():
            end -= 1
        if end > mark.end:
            self._note(Pair(mark.start, end, mark, None, closing))

    def _note(self, pair: Pair) -> None:
        self.found.append(pair)
        if self.stack:
            around = self.stack[-1]
            if around.inside is None and around.mark.level == pair.open.level:
                around.inside = pair.start

    def finish(self, reopening: Sequence[Mark]) -> None:
        """Settle what is still open, from the inside out."""
        continued = 0
        for opened, again in zip(self.stack, reopening, strict=False):
            if opened.mark.level != again.level:
                break
            continued += 1
        while self.stack:
            opened = self._pop()
            goes_on = len(self.stack) < continued and not self._interrupted(opened)
            self._leave(opened, self.end, "continued" if goes_on else "unclosed")

    def _interrupted(self, opened: _Open) -> bool:
        """Tell whether the first quotation inside starts a sentence: the mark before it was a stray one."""
        if opened.inside is None:
            return False
        before = self.text[max(opened.mark.end, opened.inside - 4) : opened.inside].rstrip()
        return before == "" or before[-1] in ".?!"


_TIMID = frozenset({"'", "’", "”", "’’"})
# An apostrophe's word and the next plural's apostrophe lie further apart than a quoted name's marks.
_NEARBY = 60


def _ahead(marks: list[Mark]) -> tuple[list[_Coming | None], list[_Coming | None]]:
    """Say for each mark what follows on its own level, and what on the double one."""
    own: list[_Coming | None] = [None] * len(marks)
    double: list[_Coming | None] = [None] * len(marks)
    coming: dict[Level, _Coming] = {}
    for i in range(len(marks) - 1, -1, -1):
        mark = marks[i]
        own[i], double[i] = coming.get(mark.level), coming.get("double")
        if mark.doubtful:
            after = coming.get(mark.level)
            coming[mark.level] = _Coming(after is not None and after.closes, mark.start)
        else:
            coming[mark.level] = _Coming(mark.closes, -1)
    return own, double
