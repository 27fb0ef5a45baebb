"""A text as its words: what spans cover, what stands in quotation marks, which names are one.

The measures compare sets of words, so quotation marks, punctuation and white space never count.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from functools import cache

from quotekit import lexicon
from quotekit.document import QuotationType
from quotekit.errors import InvalidDocument
from quotekit.evaluation.articles import Offsets

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SMALL = frozenset({"the", "a", "an", "of"})


class Words:
    """Look spans up in a text, by the words that they cover."""

    def __init__(self, text: str) -> None:
        matches = list(_WORD.finditer(text))
        self._starts = [m.start() for m in matches]
        self._ends = [m.end() for m in matches]
        self._small = frozenset(i for i, m in enumerate(matches) if m.group().lower() in _SMALL)
        self._length = len(text)
        letters = [c.isalnum() for c in text]
        quoted = _in_marks(text)
        self._letters = [0, *itertools.accumulate(letters)]
        self._quoted = [0, *itertools.accumulate(a and b for a, b in zip(letters, quoted, strict=True))]

    def covered(self, spans: Offsets) -> frozenset[int]:
        """Return the words (by number) of which a span holds at least a part.

        Raises `InvalidDocument` for a span outside the text.
        """
        words: set[int] = set()
        for start, end in spans:
            if not 0 <= start <= end <= self._length:
                raise InvalidDocument(
                    f"expected offsets with 0 <= start <= end <= {self._length}, got {start} and {end}"
                )
            words.update(range(bisect_right(self._ends, start), bisect_left(self._starts, end)))
        return frozenset(words)

    def type_of(self, spans: Offsets) -> QuotationType:
        """Tell how much of the spans' letters and digits stands in double quotation marks."""
        letters = sum(self._letters[end] - self._letters[start] for start, end in spans)
        quoted = sum(self._quoted[end] - self._quoted[start] for start, end in spans)
        if letters == 0 or quoted / letters <= 0.05:
            return "indirect"
        return "direct" if quoted / letters > 0.95 else "mixed"

    def same_source(self, one: frozenset[int], other: frozenset[int]) -> bool:
        """Tell whether two sources share a word that says something, or neither has a word."""
        return bool((one & other) - self._small) or not (one or other)


def names_of(speaker: str | None) -> frozenset[str]:
    """Return the names in a speaker, folded: without case, titles, *the*, a final *'s*, full stops.

    >>> sorted(names_of("President Ann Lee | the U.S. Senate's"))
    ['ann lee', 'us senate']
    """
    names = set()
    for part in (speaker or "").split(" | "):
        name = " ".join(part.replace("’", "'").lower().removesuffix("'s").split())
        while title := _title().match(name):
            name = name[title.end() :]
        if name:
            names.add(name.replace(".", ""))
    return frozenset(names)


@cache
def _title() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(sorted(lexicon.read('score-titles')))})\b\.?\s+")


def _in_marks(text: str) -> bytearray:
    """Mark the characters in double quotation marks; straight ones take turns, and a blank line ends all."""
    marked = bytearray(len(text))
    inside = False
    for i, c in enumerate(text):
        if c == "\n" and text[i + 1 : i + 2] in ("", "\n"):
            inside = False
        elif c in "“«":
            inside = True
        elif c in "”»":
            inside = False
        elif c == '"':
            inside = not inside
        else:
            marked[i] = inside
    return marked
