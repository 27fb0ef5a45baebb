"""Confidence: from the network's evidence for an attribution to the share of such that are right."""

from __future__ import annotations

import math

import attrs

from quotekit.attribution.learned.reading import Found


@attrs.frozen(kw_only=True)
class Confidence:
    """Weigh the evidence by a logistic function whose weights a model's card carries."""

    bias: float = 0.0
    cue: float = 1.0
    content: float = 0.0
    source: float = 0.0
    unsourced: float = 0.0

    @staticmethod
    def evidence(found: Found) -> tuple[float, ...]:
        """Give what is weighed, in the order of the weights, the bias's own first."""
        return (1.0, found.cue_odds, found.content_odds, found.source_odds, float(not found.source))

    def of(self, found: Found) -> float:
        """Give an attribution's confidence, 0 to 1."""
        weights = attrs.astuple(self)
        return 1 / (1 + math.exp(-sum(w * e for w, e in zip(weights, self.evidence(found), strict=True))))
