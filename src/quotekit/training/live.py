"""A network in training, used like the one in the package."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import torch

from quotekit.attribution.learned.decoding import Encoded, Marked
from quotekit.attribution.learned.tags import Scores
from quotekit.attribution.learned.units import Unit
from quotekit.training.network import Network


@attrs.frozen
class Live:
    """Score units with a network in training, one at a time."""

    network: Network

    @torch.no_grad()
    def encode(self, units: Sequence[Unit]) -> list[Encoded]:
        """Return the result of the first pass for each unit."""
        return [self._encoded(unit) for unit in units]

    @torch.no_grad()
    def read(self, marked: Sequence[Marked]) -> list[Scores]:
        """Return the part scores (pieces, part tags) for each marked cue."""
        return [self._parts(one) for one in marked]

    def _encoded(self, unit: Unit) -> Encoded:
        pieces, features = (torch.from_numpy(x)[None].to(self._device) for x in (unit.pieces, unit.features))
        given = self.network.encoder(pieces, features)
        return Encoded(*(one[0].float().cpu().numpy() for one in given))

    def _parts(self, one: Marked) -> Scores:
        states, distances = (torch.from_numpy(x)[None].to(self._device) for x in (one.states, one.distances))
        parts: Scores = self.network.reader(states, distances)[0].float().cpu().numpy()
        return parts

    @property
    def _device(self) -> torch.device:
        return self.network.flat.weight.device
