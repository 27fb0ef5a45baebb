"""Confidence: the probability that an attribution is right, from the network's evidence."""

from __future__ import annotations

import math

import attrs

from quotekit.attribution.learned.decoding import Evidence


@attrs.frozen(kw_only=True)
class Confidence:
    """Weigh the evidence by a logistic function, with weights from the model's card."""

    bias: float = 0.0
    cue: float = 1.0
    content: float = 0.0
    edges: float = 0.0
    source: float = 0.0
    unsourced: float = 0.0

    def of(self, evidence: Evidence) -> float:
        """Return an attribution's confidence, 0 to 1."""
        weighed = (
            self.cue * evidence.cue
            + self.content * evidence.content
            + self.edges * evidence.edges
            + self.source * evidence.source
            + self.unsourced * evidence.unsourced
        )
        return 1 / (1 + math.exp(-self.bias - weighed))
