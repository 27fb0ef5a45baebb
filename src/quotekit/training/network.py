"""The network: a small encoder reads a unit once, and one more layer reads it again for each cue.

The first pass tags cues. The second pass reads the unit with one cue marked and tags the content and source
of that cue, so that content, cue and source are linked and attributions may overlap. The encoder has the
shape of BERT (Devlin et al. 2019). Semantic roles are labelled in the same way, by marking a predicate and
tagging its arguments (He et al. 2017).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import attrs
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from quotekit.attribution.learned.decoding import Encoded, Marked
from quotekit.attribution.learned.nearness import BUCKETS
from quotekit.attribution.learned.tags import CUE_TAGS, ENTITY_TAGS, PART_TAGS, Scores
from quotekit.attribution.learned.units import FEATURES, Unit


@attrs.frozen(kw_only=True)
class Shape:
    """Hold the sizes of a network; by default, those of all-MiniLM-L6-v2.

    `head` is the width of each of the `heads`, which may together be narrower than `width`.
    """

    pieces: int = 30522
    width: int = 384
    heads: int = 12
    head: int = attrs.field(default=attrs.Factory(lambda self: self.width // self.heads, takes_self=True))
    inner: int = 1536
    layers: int = 6
    positions: int = 512
    dropout: float = 0.1

    @classmethod
    def of(cls, config: Path) -> Shape:
        """Read the sizes from the ``config.json`` that comes with BERT weights."""
        sizes = json.loads(config.read_text(encoding="utf-8"))
        return cls(
            pieces=sizes["vocab_size"],
            width=sizes["hidden_size"],
            heads=sizes["num_attention_heads"],
            inner=sizes["intermediate_size"],
            layers=sizes["num_hidden_layers"],
            positions=sizes["max_position_embeddings"],
        )


class Dropout(nn.Module):
    """Drop the same features at all places of a unit (Gal and Ghahramani 2016), which costs little."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.share:
            return x
        kept = torch.rand(x.shape[0], 1, x.shape[2], device=x.device) >= self.share
        return x * (kept / (1 - self.share)).to(x.dtype)


class Layer(nn.Module):
    """One encoder layer: attention, then a transformation, each followed by a norm."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads, self.head = shape.heads, shape.head
        self.mix = nn.Linear(shape.width, 3 * shape.heads * shape.head)
        self.out = nn.Linear(shape.heads * shape.head, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.rise = nn.Linear(shape.width, shape.inner)
        self.fall = nn.Linear(shape.inner, shape.width)
        self.last = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = Dropout(shape.dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, _ = x.shape
        mixed = self.mix(x).view(batch, length, 3, self.heads, self.head)
        query, key, value = mixed.permute(2, 0, 3, 1, 4).unbind(0)
        scores = query @ key.transpose(-1, -2) * self.head**-0.5
        if mask is not None:
            scores = scores + mask
        read = (scores.softmax(-1) @ value).transpose(1, 2).flatten(2)
        x = self.norm(x + self.dropout(self.out(read)))
        out: Tensor = self.last(x + self.dropout(self.fall(F.gelu(self.rise(x)))))
        return out


class Encoder(nn.Module):
    """Read units: the sum of piece, position and features, then the layers; tag cues and names."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.piece = nn.Embedding(shape.pieces, shape.width)
        self.position = nn.Embedding(shape.positions, shape.width)
        tables = [nn.Embedding(size, shape.width) for size in FEATURES.values()]
        for table in tables:
            nn.init.zeros_(table.weight)  # features start silent: the trained encoder does not know them
        self.features = nn.ModuleList(tables)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = Dropout(shape.dropout)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.cues = nn.Linear(shape.width, len(CUE_TAGS))
        self.entities = nn.Linear(shape.width, len(ENTITY_TAGS))

    def freeze(self, layers: int) -> None:
        """Keep the table of pieces from learning and, if there are any such `layers`, all up to the last."""
        self.piece.requires_grad_(False)
        if layers:
            # Then nothing below the layers that learn needs a gradient, which saves its time.
            for module in (self.position, self.features, self.norm, *self.layers[:layers]):
                module.requires_grad_(False)

    def forward(
        self, pieces: Tensor, features: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Return the states (batch, pieces, width), and the scores of cue and entity tags."""
        states = self.piece(pieces) + self.position.weight[: pieces.shape[1]]
        for column, table in enumerate(self.features):
            states = states + table(features[..., column])
        states = self.dropout(self.norm(states))
        for layer in self.layers:
            states = layer(states, mask)
        return states, self.cues(states), self.entities(states)


class Reader(nn.Module):
    """Read a unit again with one cue marked; tag the cue's content and source."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.mark = nn.Embedding(BUCKETS, shape.width)
        self.layer = Layer(shape)
        self.parts = nn.Linear(shape.width, len(PART_TAGS))
        nn.init.normal_(self.mark.weight, std=0.02)

    def forward(self, states: Tensor, distances: Tensor, mask: Tensor | None = None) -> Tensor:
        """Return the part scores (cues, pieces, tags) from the states and distances for each cue."""
        parts: Tensor = self.parts(self.layer(states + self.mark(distances), mask))
        return parts


class Network(nn.Module):
    """Hold both passes, and a tagger of all parts at once that only training uses."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.encoder = Encoder(shape)
        self.reader = Reader(shape)
        self.flat = nn.Linear(shape.width, len(PART_TAGS))


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
