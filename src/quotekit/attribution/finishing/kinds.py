"""Quotation types: direct, mixed or indirect, by how much of the content is inside quotation marks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

import attrs

from quotekit.document import Quotation, QuotationType, QuotedSpan, Span

# Shares of letters and digits inside marks: above the first a quotation is direct, above the second mixed.
DIRECT, MIXED = 0.95, 0.05


def kind(content: Iterable[Span], outer: tuple[QuotedSpan, ...]) -> QuotationType:
    """Return the type of a content, given the outermost quoted spans in text order.

    >>> from quotekit.document import Span, QuotedSpan
    >>> text = 'He called it "a disaster" twice.'
    >>> marks = QuotedSpan(span=Span(13, 25, text), open=Span(13, 14, text),
    ...                    close=Span(24, 25, text), depth=0, closing="closed")
    >>> kind([marks.span], (marks,)), kind([Span(10, 31, text)], (marks,)), kind([Span(0, 9, text)], (marks,))
    ('direct', 'mixed', 'indirect')
    """
    parts = list(content)
    inside: list[tuple[int, int]] = []
    for part in parts:
        number = max(bisect_right(outer, part.start, key=_start) - 1, 0)
        while number < len(outer) and _start(outer[number]) < part.end:
            quoted = outer[number].span
            if part.start < quoted.end:
                inside.append((max(part.start, quoted.start), min(part.end, quoted.end)))
            number += 1
    if inside == [(part.start, part.end) for part in parts]:
        # Nearly always: then nothing needs to be counted.
        return "direct" if any(any(map(str.isalnum, part.text)) for part in parts) else "indirect"
    letters = sum(_letters(parts[0].whole, *stretch) for stretch in inside)
    if not letters:
        return "indirect"
    share = letters / sum(_letters(part.whole, part.start, part.end) for part in parts)
    return "direct" if share > DIRECT else "mixed" if share > MIXED else "indirect"


def typed(quotations: Iterable[Quotation], quoted: tuple[QuotedSpan, ...]) -> tuple[Quotation, ...]:
    """Return the quotations with their types set."""
    outer = tuple(span for span in quoted if span.depth == 0)
    kinds = ((q, kind(q.content, outer)) for q in quotations)
    found = (q if q.type == told else attrs.evolve(q, type=told) for q, told in kinds)
    return tuple(sorted(found, key=lambda q: (q.start, q.end)))


def _start(quoted: QuotedSpan) -> int:
    return quoted.span.start


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalnum, text[start:end]))
