"""Quotations in marks with a cue beside them, also in marks within marks."""

from __future__ import annotations

from bisect import bisect_left
from itertools import chain

import attrs

from quotekit.attribution.rules.claims import Claim
from quotekit.attribution.rules.cues.following import Following
from quotekit.attribution.rules.cues.leading import CLAUSE_COLON, Leading
from quotekit.attribution.rules.cues.relayed import relay_around
from quotekit.attribution.rules.cues.verbless import Verbless
from quotekit.attribution.rules.grammar import Outline
from quotekit.attribution.rules.grammar.tagged import Range
from quotekit.document import QuotedSpan, Span, SpanIndex, Tokenized


def marked(outline: Outline) -> list[Claim]:
    """Return the claims of the outermost quoted spans that have a cue beside them.

    The second half of ``"A," X said, "b"`` has no cue of its own: it shares that of the first half.
    """
    following, leading, verbless = Following(outline), Leading(outline), Verbless(outline)
    found: list[Claim] = []
    cue: Range | None = None
    for number in range(len(outline.tagged.marks)):
        claim = following.claim(number)
        if claim is None:
            claim = leading.claim(number)
            if claim is not None and claim.cue is not None and cue is not None and claim.cue[1] == cue[1]:
                continue
        if claim is None or claim.rule == CLAUSE_COLON:
            # *Her message was simple: "…"*: what a clause with a colon says may be told more closely.
            claim = verbless.claim(number) or claim
        if claim is not None:
            claim = _of_whoever_is_quoted(outline, claim)
            found.append(claim)
            cue = claim.cue
    return found


def _of_whoever_is_quoted(outline: Outline, claim: Claim) -> Claim:
    """Return a claim with X as the source, and not the agency, of ``"A," the agency quoted X as saying``."""
    found = relay_around(outline, claim.cue) if claim.cue is not None else None
    if found is None or found.passive:
        return claim
    return attrs.evolve(claim, cue=found.cue, source=found.source)


def nested_speech(tokenized: Tokenized, quoted: tuple[QuotedSpan, ...]) -> tuple[Outline, list[Claim]] | None:
    """Return the claims of the quoted spans within quoted spans, with the outline that numbers their tokens.

    Return None if there is no such span. A cue outside the outer marks belongs to the outer quotation and
    is not considered.
    """
    within = tuple(attrs.evolve(span, depth=0) for span in quoted if span.depth == 1)
    if not within:
        return None
    outline = Outline.of(_around(tokenized, within), within)
    outer = SpanIndex.of(span.span for span in quoted if span.depth == 0)

    def is_within(claim: Claim) -> bool:
        parts = [*claim.content, *(part for part in (claim.cue, claim.source) if part)]
        holders = {
            outer.holding(outline.tagged.starts[at]) for first, stop in parts for at in (first, stop - 1)
        }
        return len(holders) == 1 and -1 not in holders

    return outline, [claim for claim in marked(outline) if claim.source is not None and is_within(claim)]


def _around(tokenized: Tokenized, within: tuple[QuotedSpan, ...]) -> Tokenized:
    """Reduce a text to the paragraphs that contain the spans, which saves reading the rest again."""
    paragraphs = SpanIndex.of(tokenized.paragraphs)
    numbers = {max(paragraphs.last_begun(span.span.start), 0) for span in within}
    kept = [tokenized.paragraphs[number] for number in sorted(numbers) if number < len(tokenized.paragraphs)]
    return attrs.evolve(
        tokenized,
        paragraphs=tuple(kept),
        sentences=tuple(chain.from_iterable(_inside(tokenized.sentences, span) for span in kept)),
        tokens=tuple(chain.from_iterable(_inside(tokenized.tokens, span) for span in kept)),
    )


def _inside(spans: tuple[Span, ...], whole: Span) -> tuple[Span, ...]:
    first = bisect_left(spans, whole.start, key=_start)
    return spans[first : bisect_left(spans, whole.end, key=_start)]


def _start(span: Span) -> int:
    return span.start
