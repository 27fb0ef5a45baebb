"""Quotation marks paired into quoted spans."""

from __future__ import annotations

from quotekit.document import QuotedSpan, Span, Tokenized
from quotekit.matcher.marks import marks
from quotekit.matcher.pairing import Pair, pairs

__all__ = ["MarkMatcher"]


class MarkMatcher:
    """Pair a text's quotation marks.

    Knows the marks of English news and books and the common foreign ones. Apostrophes, primes and
    the signs for feet and inches are left alone. A quotation never leaves its paragraph: where the
    next paragraph re-opens it, its `closing` is `continued`. Takes time in proportion to the
    number of marks.

    >>> from quotekit.tokenizer import EnglishTokenizer
    >>> tokenized = EnglishTokenizer().tokenize("“The boys’ ‘den’ is his,” she said.")
    >>> [(q.span.text, q.depth, q.closing) for q in MarkMatcher().match(tokenized)]
    [('“The boys’ ‘den’ is his,”', 0, 'closed'), ('‘den’', 1, 'closed')]
    """

    def match(self, tokenized: Tokenized) -> tuple[QuotedSpan, ...]:
        """Give the quoted spans by start, an outer one before what it holds."""
        text = tokenized.text
        found: list[Pair] = []
        ahead = [_leading(text, p) for p in tokenized.paragraphs[1:]] + [()]
        for paragraph, reopening in zip(tokenized.paragraphs, ahead, strict=False):
            there = marks(text, paragraph.start, paragraph.end)
            if there:
                found += sorted(pairs(text, there, paragraph.end, reopening), key=lambda p: (p.start, -p.end))
        return _deepened(text, found)


def _leading(text: str, paragraph: Span) -> tuple[str, ...]:
    """Give the signs that a paragraph starts with."""
    head = marks(text, paragraph.start, min(paragraph.end, paragraph.start + 8))
    signs: list[str] = []
    at = paragraph.start
    for mark in head:
        if mark.start > at + 1 or not mark.opens:
            break
        signs.append(mark.sign)
        at = mark.end
    return tuple(signs)


def _deepened(text: str, found: list[Pair]) -> tuple[QuotedSpan, ...]:
    """Turn pairs, ordered by start, into records that know how deep they lie."""
    spans: list[QuotedSpan] = []
    around: list[int] = []
    for pair in found:
        while around and around[-1] <= pair.start:
            around.pop()
        spans.append(
            QuotedSpan(
                span=Span(pair.start, pair.end, text),
                open=Span(pair.open.start, pair.open.end, text),
                close=Span(pair.close.start, pair.close.end, text) if pair.close else None,
                depth=len(around),
                closing=pair.closing,
            )
        )
        around.append(pair.end)
    return tuple(spans)
