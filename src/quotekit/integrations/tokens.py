"""Tokens of another library, fitted to quotekit's paragraphs and quotation marks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from quotekit.document import Span, Tokenized
from quotekit.matcher import MarkMatcher
from quotekit.tokenizer.paragraphs import paragraphs


def fitted(text: str, tokens: Iterable[tuple[int, int]], starts: Sequence[int]) -> Tokenized:
    """Return a text with its paragraphs, and with tokens of which the offsets are given, in text order.

    Tokens are cut at the ends of paragraphs and around quotation marks, and lose the white space at their
    ends. Sentences begin at the offsets `starts`, also in text order, and with each paragraph.
    """
    stretches = tuple(Span(start, end, text) for start, end in paragraphs(text))
    pieces: list[Span] = []
    sentences: list[Span] = []
    inside: tuple[int, int] | None = None
    for start, end, paragraph in _cut(text, stretches, tokens):
        pieces.append(Span(start, end, text))
        around = bisect_right(starts, start), paragraph
        if inside == around:
            sentences[-1] = Span(sentences[-1].start, end, text)
        else:
            sentences.append(pieces[-1])
            inside = around
    return Tokenized(text=text, paragraphs=stretches, sentences=tuple(sentences), tokens=tuple(pieces))


def _cut(
    text: str, stretches: tuple[Span, ...], tokens: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int, int]]:
    """Yield the parts of tokens, each with the number of its paragraph."""
    if not stretches:
        return
    cuts = iter((*sorted({*_marks(text, stretches), *(one.end for one in stretches)}), len(text)))
    cut, at = 0, 0
    for start, end in tokens:
        while start < end:
            while cut <= start:
                cut = next(cuts)
            while stretches[at].end <= start and at + 1 < len(stretches):
                at += 1
            stop = min(end, cut)
            piece = text[start:stop]
            lead = len(piece) - len(piece.lstrip())
            if lead < len(piece):
                yield start + lead, start + len(piece.rstrip()), at
            start = stop


def _marks(text: str, stretches: tuple[Span, ...]) -> Iterator[int]:
    """Yield the offsets at which quotation marks start and end, as each must be a token of its own."""
    bare = Tokenized(text=text, paragraphs=stretches)
    for quoted in MarkMatcher().match(bare):
        for mark in (quoted.open, quoted.close):
            if mark is not None:
                yield from (mark.start, mark.end)
