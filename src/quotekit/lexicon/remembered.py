"""Remembered words: what a function tells of a word, asked once for words that have been seen before."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_Told = TypeVar("_Told")

LONGEST = 40
"""How many characters a word has at most that is remembered, so that memory stays small whatever is read."""

MOST = 1 << 15
"""How many words are remembered at once; all are forgotten when there would be more."""


class Remembered(dict[str, _Told]):
    """Map words to what a function tells of them.

    The function must tell the same of a word every time. A text's words are looked up at once with
    ``map(remembered.__getitem__, words)``, which takes a fraction of the time of as many cached calls.
    Threads may share it.

    >>> lengths = Remembered(len)
    >>> list(map(lengths.__getitem__, ["It", "was", "It"])), dict(lengths)
    ([2, 3, 2], {'It': 2, 'was': 3})
    """

    def __init__(self, tell: Callable[[str], _Told]) -> None:
        super().__init__()
        self._tell = tell

    def __missing__(self, word: str) -> _Told:
        told = self._tell(word)
        if len(word) <= LONGEST:
            if len(self) >= MOST:
                self.clear()
            self[word] = told
        return told
