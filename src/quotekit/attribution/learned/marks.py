"""Fit what the network found to the quotation marks, which tell more surely where speech begins and ends."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

import attrs

from quotekit.document import Quotation, QuotedSpan, Span, Tokenized

_STOPS = frozenset(",.;:")
"""What is the writer's own, not the speaker's, where it follows a closing mark."""

MOST = 0.5
"""A content that has this share of a quoted span has all of it."""


def fitted(
    quotations: Iterable[Quotation], tokenized: Tokenized, quoted: Sequence[QuotedSpan]
) -> list[Quotation]:
    """Give the quotations, whole quoted spans in their contents where there were pieces of them.

    A part that has most of an outermost quoted span is widened to all of it, where the rest is no
    other part's, and ends with it if only a comma or full stop follows. Sentences before speech in
    marks are not part of it when the cue comes after. Beside parts with speech in marks, parts
    without any are left out: they are a neighbouring sentence, a clause before *says:*, or a word
    between.
    """
    given = list(quotations)
    marks = Marks(quoted)
    sentences = Sentences(tokenized)
    taken = _Taken(span for q in given for span in (*q.content, *q.cue, *q.source))

    def fit(part: Span, over: list[QuotedSpan], cue: int) -> Span:
        for stretch in over:
            if stretch.closing in ("closed", "continued"):
                part = _widened(part, stretch.span, taken)
        start, end = part.start, part.end
        if over and part.whole[over[-1].span.end : end].strip() in _STOPS:
            end = min(end, over[-1].span.end)
        if over and start < over[0].span.start < cue and sentences.begin(over[0].span.start):
            start = over[0].span.start
        return Span(start, end, part.whole)

    def content(quotation: Quotation) -> tuple[Span, ...]:
        cue = max((span.start for span in quotation.cue), default=0)
        parts = {
            fit(part, over, cue): bool(over) for part in quotation.content for over in [marks.over(part)]
        }
        return tuple(part for part, spoken in parts.items() if spoken) or tuple(parts)

    return [attrs.evolve(q, content=content(q)) for q in given]


def completed(quotations: Iterable[Quotation], *, by: Iterable[Quotation]) -> list[Quotation]:
    """Give each quotation the further halves that another one has for its cue, where nobody has them.

    ``"A," X said, "b."`` is one quotation where the network found *b* alone.
    """
    given = list(quotations)
    taken = _Taken(span for q in given for span in q.content)
    fuller = sorted((q.cue[0].start, n, q) for n, q in enumerate(by) if q.cue)

    def complete(quotation: Quotation) -> Quotation:
        at = bisect_left(fuller, (quotation.cue[-1].end,)) - 1 if quotation.cue else -1
        if at < 0 or fuller[at][2].cue[0].end <= quotation.cue[0].start:
            return quotation
        other = fuller[at][2]
        more = [part for part in other.content if part not in quotation.content]
        if len(other.content) != len(quotation.content) + len(more) or any(map(taken.touches, more)):
            return quotation
        astray = any(span.overlaps(part) for span in quotation.source for part in more)
        source = other.source if astray or not quotation.source else quotation.source
        return attrs.evolve(quotation, content=other.content, source=source)

    return [complete(q) for q in given]


def _widened(part: Span, speech: Span, taken: _Taken) -> Span:
    shared = min(part.end, speech.end) - max(part.start, speech.start)
    if not MOST * len(speech) <= shared < len(speech) or taken.touches(speech, but=part):
        return part
    return Span(min(part.start, speech.start), max(part.end, speech.end), part.whole)


class Marks:
    """Look up the outermost quoted spans that a stretch of the text has a share in."""

    def __init__(self, quoted: Sequence[QuotedSpan]) -> None:
        self._outer = [stretch for stretch in quoted if stretch.depth == 0]
        self._starts = [stretch.span.start for stretch in self._outer]

    def over(self, part: Span) -> list[QuotedSpan]:
        first = max(bisect_right(self._starts, part.start) - 1, 0)
        last = bisect_left(self._starts, part.end)
        return [stretch for stretch in self._outer[first:last] if stretch.span.end > part.start]


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


class _Taken:
    """Tell whether a stretch has a share in any part, or in any part but one."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._places = sorted({(span.start, span.end) for span in spans})
        self._longest = max((end - start for start, end in self._places), default=0)

    def touches(self, stretch: Span, *, but: Span | None = None) -> bool:
        first = bisect_left(self._places, (stretch.start - self._longest, 0))
        last = bisect_left(self._places, (stretch.end, 0))
        own = (but.start, but.end) if but is not None else None
        return any(end > stretch.start and (start, end) != own for start, end in self._places[first:last])
