"""The tokens of a text around a quotation, and the clauses in which they stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import attrs

from quotekit.document import Quotation, Span, SpanIndex, Tokenized

LONGEST_PHRASE = 30
"""No phrase has more tokens."""

_LONGEST_CLAUSE = 100
"""No clause is looked at for more tokens."""

PAUSES = " ,:"
"""What may stand between what is told and the words around it."""

_BREAKS = frozenset(';:—–"“”„«»()')
"""Tokens that a clause of a sentence does not go beyond."""

_STOPS = frozenset(".!?…")
"""Tokens that end a sentence."""


def place(tokens: Sequence[Span], offset: int) -> int:
    """Return the place of the first token that begins at an offset or behind it."""
    return bisect_left(tokens, offset, key=lambda token: token.start)


def within(tokens: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    """Return the tokens that begin between two offsets."""
    return tokens[place(tokens, start) : place(tokens, end)]


def joined(words: Sequence[Span]) -> Span | None:
    """Return the words as one span, or None if there are none."""
    return Span(words[0].start, words[-1].end, words[0].whole) if words else None


def rest(part: Span, offset: int, pauses: str | None = None) -> Span:
    """Return a part from an offset on, without white space there, or without the characters of `pauses`."""
    words = part.whole[max(part.start, offset) : part.end].lstrip(pauses)
    return Span(part.end - len(words), part.end, part.whole)


@attrs.frozen
class Context:
    """A quotation with a cue, among the tokens of its text."""

    tokens: Sequence[Span]
    quotation: Quotation

    @property
    def cue(self) -> Span:
        """The first part of the cue."""
        return self.quotation.cue[0]

    @property
    def words(self) -> list[str]:
        """The words of the cue in small letters, at least an empty one."""
        return self.cue.text.lower().split() or [""]

    def holds(self, token: Span) -> bool:
        """Tell whether a token belongs to the content or the cue."""
        return any(map(token.overlaps, (*self.quotation.content, *self.quotation.cue)))

    def before(self, span: Span) -> Span:
        """Return the token before a span, or the span itself if there is none."""
        at = place(self.tokens, span.start)
        return self.tokens[at - 1] if at else span

    def after(self, span: Span) -> Span:
        """Return the token after a span, or the span itself if there is none."""
        at = place(self.tokens, span.end)
        return self.tokens[at] if at < len(self.tokens) else span

    def within(self, start: int, end: int) -> Sequence[Span]:
        """Return the tokens that begin between two offsets."""
        return within(self.tokens, start, end)

    def ahead(self) -> Iterator[Span]:
        """Return the tokens before the cue, the nearest first, as far as a phrase may reach."""
        at = place(self.tokens, self.cue.start)
        return reversed(self.tokens[max(at - LONGEST_PHRASE, 0) : at])

    def behind(self, offset: int) -> Sequence[Span]:
        """Return the tokens from an offset on, as far as a phrase may reach."""
        at = place(self.tokens, offset)
        return self.tokens[at : at + LONGEST_PHRASE]


class Clauses:
    """Tell where the clauses of a text begin and end, by places of its tokens."""

    def __init__(self, tokenized: Tokenized) -> None:
        self.tokens = tokenized.tokens
        self._sentences = SpanIndex.of(tokenized.sentences)

    def start(self, at: int) -> int:
        """Return where the clause before a token begins."""
        begin = self._sentences.starts[self._sentences.last_begun(self.tokens[at].start)]
        first = at
        while first and at - first < _LONGEST_CLAUSE and self.tokens[first - 1].start >= begin:
            if self.tokens[first - 1].text in _BREAKS:
                break
            first -= 1
        return first

    def end(self, at: int) -> int:
        """Return where the clause that goes on with a token ends, without its full stop."""
        if at == len(self.tokens):
            return at
        end = self._sentences.ends[self._sentences.last_begun(self.tokens[at].start)]
        last, stop = at, min(at + _LONGEST_CLAUSE, len(self.tokens))
        while last < stop and self.tokens[last].start < end and self.tokens[last].text not in _BREAKS:
            last += 1
        return last - (last > at and self.tokens[last - 1].text in _STOPS)
