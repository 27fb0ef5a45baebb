"""Pairing: which opening mark goes with which closing mark inside one paragraph.

One pass with a stack. What is still open at the paragraph's end is continued in the next one, or
was never closed; a mark that was never closed ends before the next of its kind, so that one stray
mark does not take the quotations after it along.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from quotekit.document.records import Closing
from quotekit.matcher.marks import PROPER, Mark, level


class Pair(NamedTuple):
    """Hold a quoted stretch by offsets: from `start` to `end`, with its marks."""

    start: int
    end: int
    open: Mark
    close: Mark | None
    closing: Closing


def pairs(text: str, marks: list[Mark], end: int, reopening: tuple[str, ...]) -> list[Pair]:
    """Pair the marks of a paragraph that ends at `end`; `reopening` are the next one's first signs."""
    pairing = _Pairing(text, marks, end, reopening)
    for index, mark in enumerate(marks):
        pairing.take(index, mark)
    pairing.finish()
    return pairing.found


class _Open(NamedTuple):
    mark: Mark
    level: str
    first: int  # how many pairs there were when it opened: those after it are inside


class _Pairing:
    def __init__(self, text: str, marks: list[Mark], end: int, reopening: tuple[str, ...]) -> None:
        self.text, self.end, self.reopening = text, end, reopening
        self.found: list[Pair] = []
        self.stack: list[_Open] = []
        self.standing: Counter[str] = Counter()
        self.ahead = _ahead(marks)

    def take(self, index: int, mark: Mark) -> None:
        kind = level(mark.sign)
        if mark.closes and self.standing[kind]:
            if not (mark.doubtful and self.ahead[index] == "close"):
                self._close(mark, kind)
            return
        if mark.opens and not (kind == "single" and mark.sign != "‘" and not self._worth(index, mark)):
            self.stack.append(_Open(mark, kind, len(self.found)))
            self.standing[kind] += 1

    def _worth(self, index: int, mark: Mark) -> bool:
        """Tell whether a straight single mark has something to close it, so is no apostrophe."""
        return self.ahead[index] != "" or mark.sign in self.reopening

    def _close(self, mark: Mark, kind: str) -> None:
        while True:
            opened = self._pop()
            if opened.level == kind:
                break
            self._drop(opened, mark.start)
        closing: Closing = "closed" if mark.sign in PROPER[opened.mark.sign] else "mismatched"
        self.found.append(Pair(opened.mark.start, mark.end, opened.mark, mark, closing))

    def _pop(self) -> _Open:
        opened = self.stack.pop()
        self.standing[opened.level] -= 1
        return opened

    def _drop(self, opened: _Open, end: int) -> None:
        """Note a mark that nothing closed; a straight single one was an apostrophe after all."""
        if opened.mark.sign in ("'", "’", "`"):
            return
        self._unclosed(opened, end, "unclosed")

    def _unclosed(self, opened: _Open, end: int, closing: Closing) -> None:
        start = opened.mark.start
        while end > opened.mark.end and self.text[end - 1].isspace():
            end -= 1
        self.found.append(Pair(start, end, opened.mark, None, closing))

    def finish(self) -> None:
        """Settle what is still open, from the inside out."""
        reopening = list(self.reopening)
        signs = [opened.mark.sign for opened in self.stack]
        continued = 0
        for sign, again in zip(signs, reopening, strict=False):
            if sign != again:
                break
            continued += 1
        end = self.end
        while self.stack:
            opened = self._pop()
            if len(self.stack) < continued:
                self._unclosed(opened, self.end, "continued")
            else:
                self._drop(opened, end)


def _ahead(marks: list[Mark]) -> list[str]:
    """Say for each mark what the next sure mark of its level does: close, open or (if none) nothing."""
    found = [""] * len(marks)
    coming: dict[str, str] = {}
    for i in range(len(marks) - 1, -1, -1):
        mark = marks[i]
        kind = level(mark.sign)
        found[i] = coming.get(kind, "")
        if not mark.doubtful:
            coming[kind] = "close" if mark.closes else "open"
        elif not found[i]:
            coming[kind] = "doubtful"
    return found
