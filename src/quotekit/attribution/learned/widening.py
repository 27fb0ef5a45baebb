"""From word pieces to words: what the network found, widened to whole tokens."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from quotekit.attribution.learned.reading import Found
from quotekit.document import Quotation, Span, SpanIndex, Tokenized

_STOPS = frozenset(".;:?!")
"""Tokens that end a sentence or clause, and so no source: *said Ann Lee.*"""

_PAUSES = _STOPS | frozenset(",—–")
"""Tokens that end no cue of several."""


class Widening:
    """Make quotations of what the network found, its word pieces widened to whole tokens."""

    def __init__(self, tokenized: Tokenized) -> None:
        self._text = tokenized.text
        self._tokens = tokenized.tokens
        self._index = SpanIndex.of(tokenized.tokens)

    def quotation(self, found: Found, confidence: float) -> Quotation:
        """Return the quotation that was found, by the model."""
        return Quotation(
            content=self._spans(found.content),
            cue=self._spans([found.cue], without=_PAUSES),
            source=self._spans(found.source, without=_STOPS),
            act=found.act,
            confidence=confidence,
            rule="model",
        )

    def _spans(
        self, parts: Iterable[tuple[int, int]], *, without: frozenset[str] = frozenset()
    ) -> tuple[Span, ...]:
        spans: list[Span] = []
        for start, end in parts:
            first = max(self._index.last_begun(start), 0)
            last = min(bisect_left(self._index.ends, end), len(self._tokens) - 1)
            while last > first and self._tokens[last].text in without:
                last -= 1
            low, high = self._tokens[first].start, self._tokens[last].end
            # Two parts may end and begin in pieces of one token.
            if spans and low < spans[-1].end:
                low = spans.pop().start
            spans.append(Span(low, high, self._text))
        return tuple(spans)
