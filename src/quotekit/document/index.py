"""Spans looked up by offset."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

import attrs

from quotekit.document.layout import Span


@attrs.frozen(eq=False)
class SpanIndex:
    """Look up spans by offset, each in logarithmic time.

    The spans stand in text order and none overlaps another, as is true of paragraphs, sentences, tokens and
    the outermost quoted spans. Results are positions in that order, so that one index serves any list of
    records that runs parallel to the spans.

    >>> text = "It is over. She left."
    >>> sentences = SpanIndex.of([Span(0, 11, text), Span(12, 21, text)])
    >>> sentences.last_begun(11), sentences.holding(11), sentences.holding(12)
    (0, -1, 1)
    >>> sentences.beginning_in(5, 21), sentences.touching(5, 21)
    (range(1, 2), range(0, 2))
    """

    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, spans: Iterable[Span]) -> SpanIndex:
        """Index spans that stand in text order."""
        listed = list(spans)
        return cls([span.start for span in listed], [span.end for span in listed])

    def last_begun(self, offset: int) -> int:
        """Return the position of the last span that begins at or before `offset`, or -1."""
        return bisect_right(self.starts, offset) - 1

    def holding(self, offset: int) -> int:
        """Return the position of the span that holds the character at `offset`, or -1."""
        at = bisect_right(self.starts, offset) - 1
        return at if at >= 0 and offset < self.ends[at] else -1

    def begins(self, offset: int) -> bool:
        """Tell whether a span begins at `offset`."""
        at = bisect_right(self.starts, offset) - 1
        return at >= 0 and self.starts[at] == offset

    def beginning_in(self, start: int, end: int) -> range:
        """Return the positions of the spans that begin from `start` to before `end`."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def touching(self, start: int, end: int) -> range:
        """Return the positions of the spans that share a character with the half-open range."""
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))
