"""Which of several quotations that lay claim to the same words is given out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate

from quotekit.document import Quotation, Span


def without_rivals(quotations: Iterable[Quotation]) -> list[Quotation]:
    """Keep the surest of those that give the same words to several cues (*said* … *in a statement*)."""
    kept: dict[tuple[Span, ...], Quotation] = {}
    for q in quotations:
        if q.content not in kept or q.confidence > kept[q.content].confidence:
            kept[q.content] = q
    return list(kept.values())


def without_weaker(quotations: list[Quotation], *, than: Iterable[Quotation]) -> list[Quotation]:
    """Leave out those whose words a surer one gives to another cue.

    Confidences may be compared whoever found a quotation: they are shares of right ones, counted on
    one corpus.
    """
    parts = sorted((part.start, part.end, n) for n, q in enumerate(quotations) for part in q.content)
    longest = max((end - start for start, end, _ in parts), default=0)
    weaker: set[int] = set()
    for sure in than:
        rivals = {
            number
            for part in sure.content
            for _, end, number in parts[
                bisect_left(parts, (part.start - longest,)) : bisect_left(parts, (part.end,))
            ]
            if end > part.start
        }
        if all(
            quotations[n].confidence < sure.confidence
            and not any(ours.overlaps(theirs) for ours in sure.cue for theirs in quotations[n].cue)
            for n in rivals
        ):
            weaker |= rivals
    return [q for number, q in enumerate(quotations) if number not in weaker]


def untouched(quotations: Iterable[Quotation], *, by: Iterable[Quotation]) -> list[Quotation]:
    """Keep the quotations that share no character with another's content or cue."""
    free = _Free(span for q in by for span in (*q.content, *q.cue))
    return [q for q in quotations if all(map(free, (*q.content, *q.cue)))]


def uncued(quotations: Iterable[Quotation], *, by: Iterable[Quotation]) -> list[Quotation]:
    """Keep the quotations of which another has neither the cue nor, as its own, the source."""
    free = _Free(span for q in by for span in (*q.cue, *q.source))
    return [q for q in quotations if all(map(free, (*q.cue, *q.source)))]


class _Free:
    """Tell whether a span shares no character with any of some others."""

    def __init__(self, spans: Iterable[Span]) -> None:
        places = sorted((span.start, span.end) for span in spans)
        self._starts = [start for start, _ in places]
        # The furthest end so far: spans may hold one another, so the last start alone does not tell.
        self._reach = [0, *accumulate((end for _, end in places), max)]

    def __call__(self, span: Span) -> bool:
        return self._reach[bisect_left(self._starts, span.end)] <= span.start
