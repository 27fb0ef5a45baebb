"""The paragraphs of a book: between blank lines, if that is how the book separates them."""

from __future__ import annotations

from itertools import pairwise

import attrs

from quotekit.document import Tokenized
from quotekit.tokenizer import EnglishTokenizer
from quotekit.tokenizer.paragraphs import paragraphs

# A book separates its paragraphs by blank lines if at least this share of them is.
_PARTED = 0.7
# Lines are wrapped at the width that this share of them does not exceed.
_WITHIN = 0.95
# A line may end this many columns before the width, although the next word would have fitted.
_RAGGED = 6
# An indent of this many spaces is deliberate: a verse, an address or a heading.
_INDENT = 3
_OPENING = frozenset("\"“‘'«„")
_CLOSING = frozenset("\"”’'»")


@attrs.frozen
class BookTokenizer:
    """Cut a book into paragraphs, sentences and tokens.

    It is like `EnglishTokenizer`, but learns from the whole book how paragraphs are separated. If that is by
    blank lines, every other line end is due to wrapping, however short the paragraph.

    >>> book = "It rained.\\n\\n" * 9 + '“You are late, and the dinner is cold,”\\nsaid Mr.\\nFox.'
    >>> BookTokenizer().tokenize(book).paragraphs[-1].text
    '“You are late, and the dinner is cold,”\\nsaid Mr.\\nFox.'
    """

    def tokenize(self, text: str) -> Tokenized:
        """Return the book's paragraphs, sentences and tokens. Raises `TypeError` for what is not `str`."""
        return EnglishTokenizer(paragraphs=book_paragraphs).tokenize(text)


def book_paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the offsets of each paragraph of a book, without the white space around it."""
    found = paragraphs(text)
    gaps = [text[a[1] : b[0]] for a, b in pairwise(found)]
    parted = [gap.count("\n") + gap.count("\r") - gap.count("\r\n") > 1 for gap in gaps]
    if sum(parted) < _PARTED * len(parted):
        return found
    width = _width(text)
    joined = found[:1]
    for (start, end), blank, gap in zip(found[1:], parted, gaps, strict=True):
        last = joined[-1]
        if blank or not _runs_on(text, last, (start, end), gap, width):
            joined.append((start, end))
        else:
            joined[-1] = last[0], end
    return joined


def _width(text: str) -> int:
    """Return the width at which a text's lines are wrapped."""
    lengths = sorted(len(line) for line in text.splitlines() if line.strip())
    return lengths[int(_WITHIN * (len(lengths) - 1))] if lengths else 0


def _runs_on(text: str, above: tuple[int, int], below: tuple[int, int], gap: str, width: int) -> bool:
    """Tell whether the line above was wrapped: the next word did not fit, or is in lower case."""
    if len(gap) - len(gap.rstrip(" \t")) >= _INDENT:
        return False
    if text[above[1] - 1] in _CLOSING and text[below[0]] in _OPENING:
        return False
    start = max(text.rfind("\n", above[0], above[1]) + 1, above[0])
    word = text[below[0] : min(below[1], below[0] + width)].split(None, 1)[0]
    return text[below[0]].islower() or above[1] - start + 1 + len(word) > width - _RAGGED
