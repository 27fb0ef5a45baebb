"""Where a text's quoted spans, sentences and claimed words are: each question takes logarithmic time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from quotekit.document import Quotation, QuotedSpan, Span, SpanIndex, Tokenized

_GAP = 4
"""The most characters of a colon and the white space after it."""


class Marks:
    """Look up the quoted spans of one depth, by default the outermost ones."""

    def __init__(self, quoted: Sequence[QuotedSpan], *, depth: int = 0) -> None:
        self._spans = [stretch for stretch in quoted if stretch.depth == depth]
        self._index = SpanIndex.of(stretch.span for stretch in self._spans)

    def over(self, part: Span) -> list[QuotedSpan]:
        """Return the quoted spans that share a character with a span."""
        return [self._spans[number] for number in self._index.touching(part.start, part.end)]

    def announced(self, part: Span) -> bool:
        """Tell whether a span begins in marks that open after a colon."""
        at = self._index.holding(part.start)
        start = self._spans[at].span.start if at >= 0 else 0
        return part.whole[max(start - _GAP, 0) : start].rstrip().endswith(":")

    def split(self, quotations: Iterable[Quotation]) -> tuple[list[Quotation], list[Quotation]]:
        """Return the quotations that may speak in marks, and those reported within marks that end.

        Of *“I think we are safe,” said Lee* the second is what *I think*. What opens with the marks is not:
        *« We must, she says, go. »*.
        """
        sides: tuple[list[Quotation], list[Quotation]] = [], []
        for q in quotations:
            sides[bool(q.cue) and self._hold((*q.content, *q.cue))].append(q)
        return sides

    def _hold(self, parts: Sequence[Span]) -> bool:
        start, end = min(part.start for part in parts), max(part.end for part in parts)
        at = self._index.holding(start)
        if at < 0 or self._spans[at].closing == "unclosed" or self._spans[at].span.start == start:
            return False
        return end <= self._spans[at].span.end


class Sentences:
    """Tell where a text's sentences begin and end."""

    def __init__(self, tokenized: Tokenized) -> None:
        self._index = SpanIndex.of(tokenized.sentences)

    def end(self, offset: int) -> int:
        """Return the end of the sentence that an offset is in; outside of any, the offset."""
        at = self._index.holding(offset)
        return self._index.ends[at] if at >= 0 else offset

    def begin(self, offset: int) -> bool:
        """Tell whether a sentence begins at an offset."""
        return self._index.begins(offset)

    def part(self, one: Span, other: Span) -> bool:
        """Tell whether a sentence begins between two spans, or the spans overlap."""
        first, second = sorted((one, other), key=lambda span: span.start)
        last_begun = self._index.last_begun
        return second.start < first.end or last_begun(second.start) > last_begun(first.end - 1)


class Claimed:
    """Count how many of some spans a stretch overlaps; equal spans count once."""

    def __init__(self, spans: Iterable[Span]) -> None:
        places = {(span.start, span.end) for span in spans}
        self._starts = sorted(start for start, _ in places)
        self._ends = sorted(end for _, end in places)

    def count(self, stretch: Span) -> int:
        # All that begin before its end, less those that have ended by its start.
        return bisect_left(self._starts, stretch.end) - bisect_right(self._ends, stretch.start)
