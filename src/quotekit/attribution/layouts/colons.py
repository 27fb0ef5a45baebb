"""Quotations announced by the paragraph before: ``And from Chairwoman Lee:``, then a break."""

from __future__ import annotations

from quotekit.attribution.finishing.continuation import unclaimed
from quotekit.attribution.rules.cues.leading import Leading
from quotekit.attribution.rules.grammar import Outline
from quotekit.attribution.rules.rates import counted
from quotekit.document import Quotation, QuotedSpan, SpanIndex, Tokenized

RULE = "announced"


def announced(
    outline: Outline,
    tokenized: Tokenized,
    quoted: tuple[QuotedSpan, ...],
    quotations: tuple[Quotation, ...],
) -> tuple[Quotation, ...]:
    """Add the quotations at the beginning of a paragraph after one that ends in a colon."""
    paragraphs = SpanIndex.of(tokenized.paragraphs)
    found, tagged = list(quotations), outline.tagged
    for span in unclaimed(quoted, quotations):
        number = paragraphs.last_begun(span.span.start)
        if number < 1 or not paragraphs.begins(span.span.start):
            continue
        before = tokenized.paragraphs[number - 1]
        if not before.text.endswith(":"):
            continue
        colon = tagged.token_at(before.end) - 1
        content = (tagged.token_at(span.span.start), tagged.token_at(span.span.end))
        claim = Leading(outline).led_by(colon, content, low=tagged.sentence_start(colon))
        if claim is None or claim.source is None:
            continue
        cue = tagged.span(*claim.cue) if claim.cue else tagged.span(colon, colon + 1)
        found.append(
            Quotation(
                content=(span.span,),
                cue=(cue,),
                source=(tagged.span(*claim.source),),
                confidence=counted().rules[RULE],
                rule=RULE,
            )
        )
    return tuple(found)
