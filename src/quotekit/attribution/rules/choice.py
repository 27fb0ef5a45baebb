"""Which claims stand: the likely ones, as long as no word gets two roles."""

from __future__ import annotations

from collections.abc import Iterable

from quotekit.attribution.rules.claims import Claim
from quotekit.attribution.rules.rates import Rates

CONTENT, OTHER = 1, 2


def choose(
    claims: Iterable[Claim], taken: bytearray, *, rates: Rates, least: float
) -> list[tuple[Claim, float]]:
    """Return the claims that stand, each with its rate: the likeliest first, none below `least`.

    `taken` has one number a token, `CONTENT` or `OTHER` (cue, source) where it has a role already;
    the claims' words are entered. Sources may be shared.
    """
    rated = ((rates.of(claim), number, claim) for number, claim in enumerate(claims))
    likely = sorted((r for r in rated if r[0] >= least), key=lambda r: (-r[0], r[1]))
    chosen = []
    for rate, _, claim in likely:
        if fits(claim, taken):
            enter(claim, taken)
            chosen.append((claim, rate))
    return chosen


def fits(claim: Claim, taken: bytearray) -> bool:
    """Tell whether a claim's words are free for it."""
    if any(any(taken[first:stop]) for first, stop in claim.content):
        return False
    if claim.cue is not None and any(taken[slice(*claim.cue)]):
        return False
    return claim.source is None or CONTENT not in taken[slice(*claim.source)]


def enter(claim: Claim, taken: bytearray) -> None:
    """Enter a claim's words."""
    for part in (claim.cue, claim.source):
        if part is not None:
            for at in range(*part):
                taken[at] = taken[at] or OTHER
    for first, stop in claim.content:
        taken[first:stop] = bytes([CONTENT]) * (stop - first)
