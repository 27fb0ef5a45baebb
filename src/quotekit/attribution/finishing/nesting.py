"""Which quotation stands inside which: ``"He told me, 'Go,'" she said`` holds two."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from quotekit.document import Quotation


def nested(quotations: Iterable[Quotation]) -> tuple[Quotation, ...]:
    """Return the quotations in text order, outer ones first, with `inside` set.

    A quotation is inside the one whose shortest content part contains all of its own content and its cue,
    provided that the part contains more than these.

    >>> from quotekit.document import Span
    >>> text = "Ann said Tom said no."
    >>> outer = Quotation(content=(Span(9, 20, text),), cue=(Span(4, 8, text),))
    >>> inner = Quotation(content=(Span(18, 20, text),), cue=(Span(13, 17, text),))
    >>> [q.inside for q in nested([inner, outer])]
    [None, 0]
    """
    ordered = sorted(quotations, key=lambda q: (q.start, -q.end))
    parts = sorted(
        ((part.start, part.end, owner) for owner, q in enumerate(ordered) for part in q.content),
        key=lambda part: (part[0], -part[1]),
    )
    wholes = sorted((*_reach(q), owner) for owner, q in enumerate(ordered))
    inside: dict[int, int] = {}
    open_parts: list[tuple[int, int, int]] = []
    at = 0
    for start, end, owner in wholes:
        while at < len(parts) and parts[at][0] <= start:
            while open_parts and open_parts[-1][1] <= parts[at][0]:
                open_parts.pop()
            open_parts.append(parts[at])
            at += 1
        while open_parts and open_parts[-1][1] <= start:
            open_parts.pop()
        for low, high, holder in reversed(open_parts):
            if holder != owner and end <= high and (low, high) != (start, end):
                inside[owner] = holder
                break
    return tuple(
        q if q.inside == inside.get(owner) else attrs.evolve(q, inside=inside.get(owner))
        for owner, q in enumerate(ordered)
    )


def _reach(quotation: Quotation) -> tuple[int, int]:
    spans = (*quotation.content, *quotation.cue)
    return min(span.start for span in spans), max(span.end for span in spans)
