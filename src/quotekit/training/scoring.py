"""What a network in training finds, and how much of it is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs
import numpy as np
import numpy.typing as npt
import torch

from quotekit.attribution.learned.confidence import Confidence
from quotekit.attribution.learned.reading import Found, Network, find
from quotekit.attribution.learned.tags import Scores
from quotekit.attribution.learned.units import Unit
from quotekit.evaluation import Attribution, GoldArticle, evaluate
from quotekit.training import network as trained

THRESHOLDS = tuple(step / 50 for step in range(5, 40))
"""The confidences that are tried as the least to count."""


@attrs.frozen
class Live:
    """Let a network in training be read like the shipped one."""

    network: trained.Network

    @torch.no_grad()
    def encode(self, unit: Unit) -> tuple[Scores, Scores]:
        """Return the states and the cue scores."""
        pieces, features = (torch.from_numpy(x)[None].to(self._device) for x in (unit.pieces, unit.features))
        states, cues = self.network.encoder(pieces, features)
        return states[0].float().cpu().numpy(), cues[0].float().cpu().numpy()

    @torch.no_grad()
    def read(self, states: Scores, distances: npt.NDArray[np.int64]) -> Scores:
        """Return the part scores for each cue's row of distances."""
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


def confident(
    predicted: Mapping[str, Sequence[Found]], confidence: Confidence, least: float = 0.0
) -> dict[str, list[Attribution]]:
    """Return what has at least some confidence as predictions that can be scored."""
    return {
        article: [
            Attribution(content=one.content, cue=(one.cue,), source=one.source, confidence=sure)
            for one in some
            if (sure := confidence.of(one.evidence)) >= least
        ]
        for article, some in predicted.items()
    }


def who_of(gold: Sequence[GoldArticle], predictions: Mapping[str, Sequence[Attribution]]) -> float:
    """Return the F of *who* over all types."""
    report = evaluate(gold, predictions, types=[("direct", "mixed", "indirect")], resamples=0)
    return report.scores[0].who.f


def best_threshold(
    gold: Sequence[GoldArticle], predicted: Mapping[str, Sequence[Found]], confidence: Confidence
) -> float:
    """Return the least confidence at which the F of *who* over all types is highest."""
    return max(THRESHOLDS, key=lambda least: who_of(gold, confident(predicted, confidence, least)))
