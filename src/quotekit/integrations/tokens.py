"""Tokens of another library, fitted to quotekit's paragraphs and quotation marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from quotekit.document import Span, Tokenized
from quotekit.matcher import MarkMatcher

Piece = tuple[int, int, int]
"""The offsets of a token, and the number of its sentence."""


def fitted(
    text: str,
    paragraphs: tuple[Span, ...],
    pieces: Iterable[Piece],
    *,
    sentence_at: Callable[[int], int] | None = None,
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return the sentences and tokens of a text, for tokens in text order.

    Tokens are cut at the ends of paragraphs and around quotation marks, and lose the white space at their
    ends. A sentence is a run of tokens with one number in one paragraph; `sentence_at` returns the number for
    the offset of a token, in place of the one in `pieces`.
    """
    tokens: list[Span] = []
    sentences: list[Span] = []
    inside: tuple[int, int] | None = None
    for start, end, number, paragraph in _cut(text, paragraphs, pieces):
        tokens.append(Span(start, end, text))
        around = (number if sentence_at is None else sentence_at(start)), paragraph
        if inside == around:
            sentences[-1] = Span(sentences[-1].start, end, text)
        else:
            sentences.append(tokens[-1])
            inside = around
    return tuple(sentences), tuple(tokens)


def _cut(
    text: str, paragraphs: tuple[Span, ...], pieces: Iterable[Piece]
) -> Iterator[tuple[int, int, int, int]]:
    """Yield the parts of tokens, each with the numbers of its sentence and its paragraph."""
    if not paragraphs:
        return
    cuts = iter((*sorted({*_marks(text, paragraphs), *(one.end for one in paragraphs)}), len(text)))
    cut, at = 0, 0
    for start, end, number in pieces:
        while start < end:
            while cut <= start:
                cut = next(cuts)
            while paragraphs[at].end <= start and at + 1 < len(paragraphs):
                at += 1
            stop = min(end, cut)
            piece = text[start:stop]
            lead = len(piece) - len(piece.lstrip())
            if lead < len(piece):
                yield start + lead, start + len(piece.rstrip()), number, at
            start = stop


def _marks(text: str, paragraphs: tuple[Span, ...]) -> Iterator[int]:
    """Yield the offsets at which quotation marks start and end, as each must be a token of its own."""
    bare = Tokenized(text=text, paragraphs=paragraphs)
    for quoted in MarkMatcher().match(bare):
        for mark in (quoted.open, quoted.close):
            if mark is not None:
                yield from (mark.start, mark.end)
