"""The quoted spans that no quotation has a share in."""

from __future__ import annotations

from collections.abc import Iterator

from quotekit.document import Quotation, QuotedSpan


def unclaimed(quoted: tuple[QuotedSpan, ...], quotations: tuple[Quotation, ...]) -> Iterator[QuotedSpan]:
    """Return the outermost quoted spans, in text order, that no content, cue or source touches."""
    taken = sorted((part.start, part.end) for q in quotations for part in (*q.content, *q.cue, *q.source))
    at = reach = 0
    for span in quoted:
        if span.depth:
            continue
        while at < len(taken) and taken[at][0] < span.span.end:
            reach = max(reach, taken[at][1])
            at += 1
        if reach <= span.span.start:
            yield span
