"""Fit what the network found to the quotation marks, which tell more surely where speech begins and ends."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

import attrs

from quotekit.document import Quotation, QuotedSpan, Span

_STOPS = frozenset(",.;:")
"""What is the writer's own, not the speaker's, where it follows a closing mark."""

MOST = 0.5
"""A content that has this share of a quoted span has all of it."""


def fitted(quotations: Iterable[Quotation], quoted: Sequence[QuotedSpan]) -> list[Quotation]:
    """Give the quotations, whole quoted spans in their contents where there were pieces of them.

    A part that has most of an outermost quoted span is widened to all of it, where the rest is no
    other part's, and ends with it if only a comma or full stop follows. Beside parts with speech in
    marks, parts without any are left out: they are a neighbouring sentence, a clause before
    *says:*, or a word between.
    """
    given = list(quotations)
    marks = _Marks(quoted)
    taken = _Taken(span for q in given for span in (*q.content, *q.cue, *q.source))
    return [attrs.evolve(q, content=_fitted(q.content, marks, taken)) for q in given]


def _fitted(content: tuple[Span, ...], marks: _Marks, taken: _Taken) -> tuple[Span, ...]:
    parts: dict[Span, bool] = {}
    for part in content:
        over = marks.over(part)
        whole = part
        for stretch in over:
            if stretch.closing in ("closed", "continued"):
                whole = _widened(whole, stretch.span, taken, but=part)
        if over and part.whole[over[-1].span.end : whole.end].strip() in _STOPS:
            whole = Span(whole.start, min(whole.end, over[-1].span.end), part.whole)
        parts[whole] = bool(over)
    spoken = tuple(part for part, has_marks in parts.items() if has_marks)
    return spoken or tuple(parts)


def _widened(part: Span, speech: Span, taken: _Taken, *, but: Span) -> Span:
    shared = min(part.end, speech.end) - max(part.start, speech.start)
    if not MOST * len(speech) <= shared < len(speech) or taken.beside(speech, but):
        return part
    return Span(min(part.start, speech.start), max(part.end, speech.end), part.whole)


class _Marks:
    """Look up the outermost quoted spans that a stretch of the text has a share in."""

    def __init__(self, quoted: Sequence[QuotedSpan]) -> None:
        self._outer = [stretch for stretch in quoted if stretch.depth == 0]
        self._starts = [stretch.span.start for stretch in self._outer]

    def over(self, part: Span) -> list[QuotedSpan]:
        first = max(bisect_right(self._starts, part.start) - 1, 0)
        last = bisect_left(self._starts, part.end)
        return [stretch for stretch in self._outer[first:last] if stretch.span.end > part.start]


class _Taken:
    """Tell whether a stretch has a share in any part but one."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._places = sorted({(span.start, span.end) for span in spans})
        self._longest = max((end - start for start, end in self._places), default=0)

    def beside(self, stretch: Span, but: Span) -> bool:
        first = bisect_left(self._places, (stretch.start - self._longest, 0))
        last = bisect_left(self._places, (stretch.end, 0))
        own = (but.start, but.end)
        return any(end > stretch.start and (start, end) != own for start, end in self._places[first:last])
