"""Direct, mixed or indirect: how much of a content stands in quotation marks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

import attrs

from quotekit.document import Quotation, QuotationType, QuotedSpan, Span

# More than this share of the letters and digits in marks is direct speech, more than that mixed.
DIRECT, MIXED = 0.95, 0.05


def kind(content: Iterable[Span], outer: tuple[QuotedSpan, ...]) -> QuotationType:
    """Tell a content's type from the outermost quoted spans, which stand in text order.

    >>> from quotekit.document import Span, QuotedSpan
    >>> text = 'He called it "a disaster" twice.'
    >>> marks = QuotedSpan(span=Span(13, 25, text), open=Span(13, 14, text),
    ...                    close=Span(24, 25, text), depth=0, closing="closed")
    >>> kind([marks.span], (marks,)), kind([Span(10, 31, text)], (marks,)), kind([Span(0, 9, text)], (marks,))
    ('direct', 'mixed', 'indirect')
    """
    inside = everything = 0
    for part in content:
        everything += _letters(part.whole, part.start, part.end)
        number = max(bisect_right(outer, part.start, key=_start) - 1, 0)
        while number < len(outer) and _start(outer[number]) < part.end:
            quoted = outer[number].span
            inside += _letters(part.whole, max(part.start, quoted.start), min(part.end, quoted.end))
            number += 1
    share = inside / everything if everything else 0.0
    return "direct" if share > DIRECT else "mixed" if share > MIXED else "indirect"


def typed(quotations: Iterable[Quotation], quoted: tuple[QuotedSpan, ...]) -> tuple[Quotation, ...]:
    """Return the quotations with the types that the marks say, in text order."""
    outer = tuple(span for span in quoted if span.depth == 0)
    found = (attrs.evolve(q, type=kind(q.content, outer)) for q in quotations)
    return tuple(sorted(found, key=lambda q: (q.start, q.end)))


def _start(quoted: QuotedSpan) -> int:
    return quoted.span.start


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalnum, text[start:end]))
