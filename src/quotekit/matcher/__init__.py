"""The matcher: quotation marks paired into quoted spans."""

from __future__ import annotations

import attrs

from quotekit.document import QuotedSpan, Span, Tokenized
from quotekit.document.checks import check_handed
from quotekit.matcher.dialogue import asking, dialogue
from quotekit.matcher.marks import Mark, marks
from quotekit.matcher.pairing import Pair, pairs

__all__ = ["MarkMatcher"]

# The most marks with which a paragraph re-opens quotations; further marks are not re-opening ones.
_LEAD = 12


@attrs.frozen(kw_only=True)
class MarkMatcher:
    """Pair a text's quotation marks.

    It knows the marks of English news and books, the common foreign ones, and dialogue that opens with a
    dash. In dialogue, the speaker is named between dashes; the verbs of `language` (an ISO 639-1 code) tell
    such insertions from others. Apostrophes, primes and the signs for feet and inches are left alone. A
    quoted span never leaves its paragraph: if the next paragraph re-opens it, its `closing` is `continued`.
    It takes time linear in the text's length, however the marks nest.

    Raises `ValueError` for a language without a list of verbs.

    >>> from quotekit.tokenizer import EnglishTokenizer
    >>> tokenized = EnglishTokenizer().tokenize("“The boys’ ‘den’ is his,” she said.")
    >>> [(q.span.text, q.depth, q.closing) for q in MarkMatcher().match(tokenized)]
    [('“The boys’ ‘den’ is his,”', 0, 'closed'), ('‘den’', 1, 'closed')]
    """

    language: str = "en"
    _saying: frozenset[str] = attrs.field(init=False, repr=False, eq=False)

    @_saying.default
    def _asking(self) -> frozenset[str]:
        return asking(self.language)

    def match(self, tokenized: Tokenized) -> tuple[QuotedSpan, ...]:
        """Return the quoted spans in order of their start, outer ones first."""
        check_handed(tokenized)
        text, paragraphs = tokenized.text, tokenized.paragraphs
        dashed = dialogue(text, paragraphs, self._saying)
        found: list[Pair] = []
        for index, paragraph in enumerate(paragraphs):
            if index in dashed:
                there = dashed[index]
            else:
                standing = marks(text, paragraph.start, paragraph.end)
                if not standing:
                    continue
                reopening = _leading(text, paragraphs[index + 1]) if index + 1 < len(paragraphs) else []
                there = pairs(text, paragraph.start, paragraph.end, standing, reopening)
            found += sorted(there, key=lambda pair: (pair.start, -pair.end))
        return _deepened(text, found)


def _leading(text: str, paragraph: Span) -> list[Mark]:
    """Return the marks at the beginning of a paragraph."""
    leading: list[Mark] = []
    at = paragraph.start
    for mark in marks(text, at, min(paragraph.end, at + _LEAD)):
        if mark.start > at + 1 or not mark.opens:
            break
        leading.append(mark)
        at = mark.end
    return leading


def _deepened(text: str, found: list[Pair]) -> tuple[QuotedSpan, ...]:
    """Turn pairs, in order of their start, into records with their depth."""
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
