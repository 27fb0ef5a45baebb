"""Words of a text: those that spans cover and those in quotation marks; and equality of names.

The measures compare sets of words, so quotation marks, punctuation and white space never count.
"""

from __future__ import annotations

import itertools
import re
from functools import cache

from quotekit import lexicon
from quotekit.document import QuotationType, SpanIndex
from quotekit.errors import InvalidDocument
from quotekit.evaluation.articles import Offsets

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SMALL = frozenset({"the", "a", "an", "of"})
# Kinds of speakers that a text describes without a name, and the words that may open a description.
_DESCRIBED = frozenset({"unnamed", "group", "document", "other"})
_DETERMINERS = frozenset(
    {
        *("a", "all", "an", "another", "both", "few", "many", "most", "one", "other"),
        *("several", "some", "the", "three", "two"),
    }
)


class Words:
    """Find the words that spans of a text cover."""

    def __init__(self, text: str) -> None:
        matches = list(_WORD.finditer(text))
        self._index = SpanIndex([m.start() for m in matches], [m.end() for m in matches])
        self._small = frozenset(i for i, m in enumerate(matches) if m.group().lower() in _SMALL)
        self._length = len(text)
        letters = [c.isalnum() for c in text]
        quoted = _in_marks(text)
        self._letters = [0, *itertools.accumulate(letters)]
        self._quoted = [0, *itertools.accumulate(a and b for a, b in zip(letters, quoted, strict=True))]

    def covered(self, spans: Offsets) -> frozenset[int]:
        """Return the numbers of the words that the spans overlap.

        Raises `InvalidDocument` for a span outside the text.
        """
        words: set[int] = set()
        for start, end in spans:
            if not 0 <= start <= end <= self._length:
                raise InvalidDocument(
                    f"expected offsets with 0 <= start <= end <= {self._length}, got {start} and {end}"
                )
            words.update(self._index.touching(start, end))
        return frozenset(words)

    def type_of(self, spans: Offsets) -> QuotationType:
        """Return the type by the share of the spans' letters and digits that is in double quotation marks."""
        letters = sum(self._letters[end] - self._letters[start] for start, end in spans)
        quoted = sum(self._quoted[end] - self._quoted[start] for start, end in spans)
        if letters == 0 or quoted / letters <= 0.05:
            return "indirect"
        return "direct" if quoted / letters > 0.95 else "mixed"

    def same_source(self, one: frozenset[int], other: frozenset[int]) -> bool:
        """Tell whether two sources share a word other than an article or *of*, or neither has a word."""
        return bool((one & other) - self._small) or not (one or other)


def names_of(speaker: str | None) -> frozenset[str]:
    """Return the folded names of a speaker: without case, titles, *the*, a final *'s* and full stops.

    >>> sorted(names_of("President Ann Lee | the U.S. Senate's"))
    ['ann lee', 'us senate']
    """
    names = set()
    for part in (speaker or "").split(" | "):
        name = " ".join(part.replace("\u00a0", " ").replace("’", "'").lower().removesuffix("'s").split())
        while title := _title().match(name):
            name = name[title.end() :]
        if name:
            names.add(name.replace(".", ""))
    return frozenset(names)


def same_name(gold: str | None, kind: str | None, predicted: str | None) -> bool:
    """Tell whether a predicted name is right; `kind` is that of the gold speaker, or None if unknown.

    Names are compared as folded by `names_of`, several names as sets. For a speaker without a name (an
    unnamed person, group, document or other thing) it is enough that the words of one description are among
    those of the other, apart from *the*, *a*, *an* and *of*; a proper name is never right there.

    >>> same_name("a senior US official", "unnamed", "the official"), same_name("Ann Lee", "person", "Lee")
    (True, False)
    """
    if names_of(gold) == names_of(predicted):
        return True
    if kind not in _DESCRIBED or not gold or not predicted or " | " in gold + predicted:
        return False
    words = predicted.split()
    if words[0][:1].isupper() and words[0].lower() not in _DETERMINERS and words[-1][:1].isupper():
        return False
    one, other = ({m.group().lower() for m in _WORD.finditer(name)} - _SMALL for name in (gold, predicted))
    return bool(one and other) and (one <= other or other <= one)


@cache
def _title() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(sorted(lexicon.read('score-titles')))})\b\.?\s+")


def _in_marks(text: str) -> bytearray:
    """Mark the characters in double quotation marks. Straight marks alternate; a blank line closes all."""
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
