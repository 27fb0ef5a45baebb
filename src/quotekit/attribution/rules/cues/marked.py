"""Quotations that stand in marks and have their cue beside them."""

from __future__ import annotations

from quotekit.attribution.rules.claims import Claim
from quotekit.attribution.rules.cues.following import Following
from quotekit.attribution.rules.cues.leading import Leading
from quotekit.attribution.rules.grammar.outline import Outline
from quotekit.attribution.rules.grammar.tagged import Range


def marked(outline: Outline) -> list[Claim]:
    """Return the claims of the outermost quoted spans beside which a cue stands.

    The second half of ``"A," X said, "b"`` has none of its own: its cue is the first one's.
    """
    following, leading = Following(outline), Leading(outline)
    found: list[Claim] = []
    cue: Range | None = None
    for number in range(len(outline.tagged.marks)):
        claim = following.claim(number)
        if claim is None:
            claim = leading.claim(number)
            if claim is not None and claim.cue is not None and cue is not None and claim.cue[1] == cue[1]:
                continue
        if claim is not None:
            found.append(claim)
            cue = claim.cue
    return found
