"""What a network in training finds, and how much of it is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs
import numpy as np
import numpy.typing as npt
import torch

from quotekit.attribution.learned.reading import Found, Network, find
from quotekit.attribution.learned.tags import Scores
from quotekit.attribution.learned.units import Unit
from quotekit.evaluation import Attribution, GoldArticle, evaluate
from quotekit.training import network as trained

LEAST_ODDS = (-2.0, -1.5, -1.0, -0.5, 0.0, 0.5)
"""The log odds of a cue that are tried as the least to count."""


@attrs.frozen
class Live:
    """Let a network in training be read like the shipped one."""

    network: trained.Network

    @torch.no_grad()
    def encode(self, unit: Unit) -> tuple[Scores, Scores]:
        """Give the states and the cue scores."""
        pieces, features = (torch.from_numpy(x)[None].to(self._device) for x in (unit.pieces, unit.features))
        states, cues = self.network.encoder(pieces, features)
        return states[0].float().cpu().numpy(), cues[0].float().cpu().numpy()

    @torch.no_grad()
    def read(self, states: Scores, distances: npt.NDArray[np.int64]) -> Scores:
        """Give the part scores for each cue's row of distances."""
        again = torch.from_numpy(states)[None].to(self._device)
        parts = self.network.reader(again, torch.from_numpy(distances).to(self._device))
        return np.asarray(parts.float().cpu().numpy())

    @property
    def _device(self) -> torch.device:
        return self.network.flat.weight.device


def predict(units: Mapping[str, Sequence[Unit]], network: Network) -> dict[str, list[Found]]:
    """Find what has content in articles' units, by article."""
    return {
        article: [found for unit in some for found in find(unit, network) if found.content]
        for article, some in units.items()
    }


def attribution(found: Found, confidence: float) -> Attribution:
    """Give what was found as a prediction that can be scored."""
    return Attribution(content=found.content, cue=(found.cue,), source=found.source, confidence=confidence)


def who(gold: Sequence[GoldArticle], predicted: Mapping[str, Sequence[Found]]) -> float:
    """Give the F of *who* over all types, at the least cue odds that suit it best."""
    return max(
        evaluate(
            gold,
            {
                article: [attribution(one, 0.5) for one in some if one.evidence.cue >= least]
                for article, some in predicted.items()
            },
            types=[("direct", "mixed", "indirect")],
            resamples=0,
        )
        .scores[0]
        .who.f
        for least in LEAST_ODDS
    )
