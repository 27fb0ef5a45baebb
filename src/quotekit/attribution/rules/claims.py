"""Claims: attributions in the making, still in token numbers, and the choice of those that stand."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from quotekit.attribution.rules.grammar.tagged import Range

CONTENT, OTHER = 1, 2
"""The roles that a token can have: content, or part of a cue or a source."""


@attrs.frozen(kw_only=True)
class Claim:
    """Hold what a rule found: content in parts, and perhaps a cue and a source.

    `rule` is the stable name of the rule. `word` is the key under which `Rates` counts the claim besides its
    rule (a verb's lemma and how it is used), or empty.
    """

    content: tuple[Range, ...]
    cue: Range | None = None
    source: Range | None = None
    rule: str
    word: str = ""

    def fits(self, taken: bytearray) -> bool:
        """Tell whether no word of the claim has another role already; sources may be shared."""
        if any(any(taken[first:stop]) for first, stop in self.content):
            return False
        if self.cue is not None and any(taken[slice(*self.cue)]):
            return False
        return self.source is None or CONTENT not in taken[slice(*self.source)]

    def enter(self, taken: bytearray) -> None:
        """Mark the claim's words as taken."""
        for part in (self.cue, self.source):
            if part is not None:
                for at in range(*part):
                    taken[at] = taken[at] or OTHER
        for first, stop in self.content:
            taken[first:stop] = bytes([CONTENT]) * (stop - first)


def choose(
    rated: Iterable[tuple[Claim, float]], taken: bytearray, *, least: float
) -> list[tuple[Claim, float]]:
    """Return the claims that stand, each with its rate, the likeliest first and none rated below `least`.

    No word gets two roles: a claim that needs a word of a likelier one is dropped. `taken` has one number
    for each token, `CONTENT` or `OTHER` where it has a role already; the chosen claims are entered in it.
    """
    likely = sorted((pair for pair in rated if pair[1] >= least), key=lambda pair: -pair[1])
    chosen = []
    for claim, rate in likely:
        if claim.fits(taken):
            claim.enter(taken)
            chosen.append((claim, rate))
    return chosen
