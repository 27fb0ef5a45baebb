"""Quotations that the paragraph before announces: ``And from Chairwoman Lee:``, then a break."""

from __future__ import annotations

from bisect import bisect_right

from quotekit.attribution.marked import Marked
from quotekit.attribution.phrases import Phrases
from quotekit.attribution.subjects import Subjects
from quotekit.attribution.tagged import Tagged, tag
from quotekit.attribution.unheard import unheard
from quotekit.document import Quotation, QuotedSpan, Tokenized

RULE = "announced"


def announced(
    tokenized: Tokenized, quoted: tuple[QuotedSpan, ...], quotations: tuple[Quotation, ...]
) -> tuple[Quotation, ...]:
    """Add the quotations that open a paragraph after one that ends in a colon."""
    text = tokenized.text
    starts = [span.start for span in tokenized.paragraphs]
    ready: tuple[Tagged, Marked] | None = None
    found = list(quotations)
    for span in unheard(quoted, quotations):
        number = bisect_right(starts, span.span.start) - 1
        if number < 1 or starts[number] != span.span.start:
            continue
        before = tokenized.paragraphs[number - 1]
        if text[before.end - 1] != ":":
            continue
        if ready is None:
            tagged = tag(tokenized, quoted)
            phrases = Phrases.of(tagged)
            ready = tagged, Marked(tagged, phrases, Subjects(tagged, phrases))
        tagged, marked = ready
        colon = tagged.token_at(before.end) - 1
        claim = marked.led_by(colon, ((0, 1),), low=tagged.sentence_start(colon))
        if claim is None or claim.source is None:
            continue
        cue = tagged.span(*claim.cue) if claim.cue else tagged.span(colon, colon + 1)
        found.append(
            Quotation(content=(span.span,), cue=(cue,), source=(tagged.span(*claim.source),), rule=RULE)
        )
    return tuple(found)
