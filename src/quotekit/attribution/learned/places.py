"""Where a text's quoted spans, sentences and claimed words stand, each asked in the time of a bisection."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from quotekit.document import QuotedSpan, Span, Tokenized


class Marks:
    """Look up the quoted spans of one depth, the outermost by default, that a stretch has a share in."""

    def __init__(self, quoted: Sequence[QuotedSpan], *, depth: int = 0) -> None:
        self._spans = [stretch for stretch in quoted if stretch.depth == depth]
        self._starts = [stretch.span.start for stretch in self._spans]

    def over(self, part: Span) -> list[QuotedSpan]:
        first = max(bisect_right(self._starts, part.start) - 1, 0)
        last = bisect_left(self._starts, part.end)
        return [stretch for stretch in self._spans[first:last] if stretch.span.end > part.start]


class Sentences:
    """Tell where a text's sentences begin."""

    def __init__(self, tokenized: Tokenized) -> None:
        self._starts = [sentence.start for sentence in tokenized.sentences]

    def begin(self, offset: int) -> bool:
        """Tell whether one begins at an offset."""
        return self._count(offset) > self._count(offset - 1)

    def part(self, one: Span, other: Span) -> bool:
        """Tell whether a sentence begins between two stretches, or they share a character."""
        first, second = sorted((one, other), key=lambda span: span.start)
        return second.start < first.end or self._count(second.start) > self._count(first.end - 1)

    def _count(self, offset: int) -> int:
        return bisect_right(self._starts, offset)


class Claimed:
    """Tell how many of some spans, equal ones counted once, a stretch has a share in."""

    def __init__(self, spans: Iterable[Span]) -> None:
        places = {(span.start, span.end) for span in spans}
        self._starts = sorted(start for start, _ in places)
        self._ends = sorted(end for _, end in places)

    def count(self, stretch: Span) -> int:
        # All that begin before its end, less those that have ended by its start.
        return bisect_left(self._starts, stretch.end) - bisect_right(self._ends, stretch.start)
