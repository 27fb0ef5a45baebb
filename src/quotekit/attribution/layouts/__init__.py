"""Layouts: quotations that the layout of a text marks, such as transcripts, signatures, posts and mail."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

import attrs

from quotekit.attribution.finishing.kinds import typed
from quotekit.attribution.layouts.blocks import blocks, messages, statements
from quotekit.attribution.layouts.cards import cards
from quotekit.attribution.layouts.letters import letters
from quotekit.attribution.layouts.lines import lines_of
from quotekit.attribution.layouts.posts import posts
from quotekit.attribution.layouts.signed_letters import signed_letters
from quotekit.attribution.layouts.transcripts import script
from quotekit.document import Quotation, QuotedSpan, Span, Tokenized

__all__ = ["Layouts", "read"]


@attrs.frozen
class _Regions:
    """Ranges of a text, in text order and apart."""

    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    @classmethod
    def of(cls, spans: Iterable[Span]) -> _Regions:
        starts: list[int] = []
        ends: list[int] = []
        for span in sorted(spans, key=lambda span: span.start):
            if ends and span.start <= ends[-1]:
                ends[-1] = max(ends[-1], span.end)
            else:
                starts.append(span.start)
                ends.append(span.end)
        return cls(tuple(starts), tuple(ends))

    def free(self, span: Span) -> bool:
        """Tell whether a span overlaps none of them."""
        at = bisect_right(self.starts, max(span.end - 1, span.start)) - 1
        return at < 0 or self.ends[at] <= span.start


@attrs.frozen
class Layouts:
    """Hold the quotations of the layout, and the regions of the text that are read with them."""

    quotations: tuple[Quotation, ...] = ()
    regions: _Regions = _Regions()

    def rest(
        self, tokenized: Tokenized, quoted: tuple[QuotedSpan, ...]
    ) -> tuple[Tokenized, tuple[QuotedSpan, ...]]:
        """Return the rest of the text: the paragraphs and quoted spans that overlap no region."""
        if not self.regions.starts:
            return tokenized, quoted
        paragraphs = tuple(span for span in tokenized.paragraphs if self.regions.free(span))
        left = attrs.evolve(
            tokenized,
            paragraphs=paragraphs,
            sentences=_within(tokenized.sentences, paragraphs),
            tokens=_within(tokenized.tokens, paragraphs),
        )
        starts = [paragraph.start for paragraph in paragraphs]
        return left, tuple(one for one in quoted if _holds(paragraphs, starts, one.span))

    def added(self, quotations: tuple[Quotation, ...]) -> tuple[Quotation, ...]:
        """Add the layout's quotations, which are speech, to those of the rest."""
        return (*quotations, *self.quotations)


def _within(spans: tuple[Span, ...], paragraphs: tuple[Span, ...]) -> tuple[Span, ...]:
    starts = [paragraph.start for paragraph in paragraphs]
    return tuple(span for span in spans if _holds(paragraphs, starts, span))


def _holds(paragraphs: tuple[Span, ...], starts: list[int], span: Span) -> bool:
    at = bisect_right(starts, span.start) - 1
    return at >= 0 and span.start < paragraphs[at].end


def read(tokenized: Tokenized, quoted: tuple[QuotedSpan, ...]) -> Layouts:
    """Return the quotations that the layout of a text marks.

    >>> from quotekit.tokenizer import EnglishTokenizer
    >>> text = "MS. LEE: Is it over?\\n\\nTHE WITNESS: Yes.\\n\\nMS. LEE: Good."
    >>> tokenized = EnglishTokenizer().tokenize(text)
    >>> [(q.source[0].text, q.content[0].text) for q in read(tokenized, ()).quotations]
    [('MS. LEE', 'Is it over?'), ('THE WITNESS', 'Yes.'), ('MS. LEE', 'Good.')]
    """
    text = tokenized.text
    lines = list(lines_of(text))
    found: list[Quotation] = []
    regions: list[Span] = []
    for quotation, region in (*cards(text, lines), *posts(tokenized)):
        found.append(quotation)
        regions.append(region)
    for quotation, said in (
        *blocks(text, lines),
        *letters(tokenized, lines),
        *statements(tokenized, quoted),
        *messages(tokenized, quoted),
    ):
        found.append(quotation)
        regions += said
    turns = script(tokenized, lines)
    if turns is not None:
        apart, own = _Regions.of(regions), turns.regions(text)
        taken = _Regions.of(own if turns.whole else ())
        found = [one for one in found if taken.free(one.extent)]
        found += [one for one in turns.quotations(tokenized) if turns.whole or apart.free(one.extent)]
        regions += own
    # What others say in a letter is read too.
    read_already = _Regions.of(regions)
    found += [one for one in signed_letters(tokenized, lines) if read_already.free(one.extent)]
    return Layouts(typed(found, quoted), read_already)
