"""Speech inside speech: ``"He told me, 'Go home,' and I went," she said``."""

from __future__ import annotations

from bisect import bisect_right

import attrs

from quotekit.attribution.claims import Claim
from quotekit.attribution.marked import marked
from quotekit.attribution.outline import Outline
from quotekit.document import QuotedSpan, Tokenized


def inner(tokenized: Tokenized, quoted: tuple[QuotedSpan, ...]) -> tuple[Outline, list[Claim]] | None:
    """Read the cues beside the spans that stand in marks within marks.

    Gives the claims with the outline that they count their tokens by; None where there is no such
    span. A cue outside the outer marks is the outer quotation's and counts for nothing here.
    """
    within = tuple(attrs.evolve(span, depth=0) for span in quoted if span.depth == 1)
    if not within:
        return None
    outline = Outline.of(tokenized, within)
    starts = [span.span.start for span in quoted if span.depth == 0]
    ends = [span.span.end for span in quoted if span.depth == 0]

    def outer(offset: int) -> int:
        number = bisect_right(starts, offset) - 1
        return number if number >= 0 and offset < ends[number] else -1

    def is_within(claim: Claim) -> bool:
        parts = [*claim.content, *(part for part in (claim.cue, claim.source) if part)]
        places = {outer(outline.tagged.starts[at]) for first, stop in parts for at in (first, stop - 1)}
        return len(places) == 1 and -1 not in places

    return outline, [claim for claim in marked(outline) if claim.source is not None and is_within(claim)]
