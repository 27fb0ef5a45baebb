"""Pairing: opening marks with closing marks inside one paragraph.

One pass with a stack. A quotation still open at the paragraph's end is continued in the next paragraph or was
never closed. An unclosed one ends before the next quotation of its level, so that a stray mark does not
swallow the quotations after it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import attrs

from quotekit.document.layout import Closing
from quotekit.matcher.marks import CLOSED_BY, Level, Mark


class Pair(NamedTuple):
    """Hold a quoted range, from `start` to `end`, with its marks."""

    start: int
    end: int
    open: Mark
    close: Mark | None
    closing: Closing


def pairs(text: str, start: int, end: int, marks: list[Mark], reopening: Sequence[Mark] = ()) -> list[Pair]:
    """Pair the marks of the paragraph ``text[start:end]``; `reopening` are those that open the next."""
    pairing = _Pairing(text, start, end, marks)
    for index, mark in enumerate(marks):
        pairing.take(index, mark, reopening)
    pairing.finish(reopening)
    return pairing.found


@attrs.define
class _Open:
    """Hold an open mark, and the first quotation of its own level inside it."""

    mark: Mark
    inside: int | None = None


class _Coming(NamedTuple):
    """Hold what follows a mark on each level: the next sure mark and the next doubtful one."""

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
        """Let a mark close an open one, or open a quotation itself."""
        if mark.closes and self.standing[mark.level]:
            if not (mark.doubtful and self._better(index, mark)):
                self._close(mark, mark.level)
        elif mark.closes and mark.level == "single" and self._slipped(index, mark):
            self._close(mark, "double")
        elif mark.opens and (mark.sign not in _TIMID or self._worth(index, mark, reopening)):
            self.stack.append(_Open(mark))
            self.standing[mark.level] += 1

    def _better(self, index: int, mark: Mark) -> bool:
        """Tell whether a later mark closes better than a doubtful one."""
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
        """Tell whether a single mark was written where the open double mark should be closed."""
        if not self.stack or self.stack[-1].mark.level != "double" or self.text[mark.start - 1] not in ",.?!":
            return False
        double = self.double[index]
        return double is None or not double.closes

    def _worth(self, index: int, mark: Mark, reopening: Sequence[Mark]) -> bool:
        """Tell whether a mark that seldom opens, an apostrophe or a right-hand mark, is closed later."""
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
        """Record a mark that nothing closes, unless it is an apostrophe or its quotation would be empty."""
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
        """Decide on the marks that are still open, from the inside out."""
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
        """Tell whether the first quotation inside starts a sentence: then the mark before it is stray."""
        if opened.inside is None:
            return False
        before = self.text[max(opened.mark.end, opened.inside - 4) : opened.inside].rstrip()
        return before == "" or before[-1] in ".?!"


_TIMID = frozenset({"'", "’", "”", "’’"})
# A clipped word and the next plural's apostrophe are further apart than the marks of a quoted name.
_NEARBY = 60


def _ahead(marks: list[Mark]) -> tuple[list[_Coming | None], list[_Coming | None]]:
    """Return, for each mark, what follows on its own level and what on that of double marks."""
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
