"""The teacher: a larger network with the passes and tags of ours, which begins as the lower part of an MPNet.

MPNet (Song and others 2020) is a BERT whose attention also depends on how far apart two pieces are. Its word
pieces are BERT's, so that teacher and learner read the same units.
"""

from __future__ import annotations

import math
from pathlib import Path

import attrs
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn

from quotekit.training.network import Encoder, Network, Reader, Shape
from quotekit.training.start import load_layer

LAYERS = 9
"""How many of the layers are taken: those above know what sentences are like, and no more of their pieces."""

JOINED = 3
"""The layer before which the features come in, so that those below can stay as they were."""

_MPNET = {
    "mix": ("attention.attn.q", "attention.attn.k", "attention.attn.v"),
    "out": ("attention.attn.o",),
    "norm": ("attention.LayerNorm",),
    "rise": ("intermediate.dense",),
    "fall": ("output.dense",),
    "last": ("output.LayerNorm",),
}
_MARKERS = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>"}
_OFFSET = 2
"""The first position in the table of positions."""

_BUCKETS, _EXACT, _FARTHEST = 16, 8, 128
"""Buckets of distances to each side: so many for one distance each, the others wider, up to the farthest."""


class Apart(nn.Module):
    """Hold what attention adds for the distance between two pieces, the same in all layers."""

    def __init__(self, heads: int) -> None:
        super().__init__()
        self.bias = nn.Embedding(2 * _BUCKETS, heads)
        self.bias.requires_grad_(False)

    def forward(self, length: int, mask: Tensor | None) -> Tensor:
        """Return the numbers to add (batch, heads, pieces, pieces), with those that hide padding."""
        places = torch.arange(length, device=self.bias.weight.device)
        away = places[:, None] - places[None, :]
        far = away.abs().clamp(min=1).float()
        wider = (far / _EXACT).log() / math.log(_FARTHEST / _EXACT) * (_BUCKETS - _EXACT)
        bucket = torch.where(away.abs() < _EXACT, away.abs(), (_EXACT + wider.long()).clamp(max=_BUCKETS - 1))
        bias: Tensor = self.bias(bucket + (away < 0) * _BUCKETS).permute(2, 0, 1)[None]
        return bias if mask is None else bias + mask


class _Encoder(Encoder):
    def __init__(self, shape: Shape, apart: Apart) -> None:
        super().__init__(shape)
        self.apart = apart

    def freeze(self, layers: int) -> None:
        super().freeze(layers)
        self.features.requires_grad_(True)

    def forward(
        self, pieces: Tensor, features: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor]:
        mask = self.apart(pieces.shape[1], mask)
        states = self.norm(self.piece(pieces) + self.position.weight[: pieces.shape[1]])
        for number, layer in enumerate(self.layers):
            if number == JOINED:
                for column, table in enumerate(self.features):
                    states = states + table(features[..., column])
                states = self.dropout(states)
            states = layer(states, mask)
        return states, self.cues(states), self.entities(states)


class _Reader(Reader):
    def __init__(self, shape: Shape, apart: Apart) -> None:
        super().__init__(shape)
        self.apart = apart

    def forward(self, states: Tensor, distances: Tensor, mask: Tensor | None = None) -> Tensor:
        return super().forward(states, distances, self.apart(states.shape[1], mask))


class Teacher(Network):
    """Hold both passes of a larger network."""

    def __init__(self, shape: Shape) -> None:
        super().__init__(shape)
        apart = Apart(shape.heads)
        self.encoder = _Encoder(shape, apart)
        self.reader = _Reader(shape, apart)


def begun(folder: Path, tokenizer: Tokenizer, *, layers: int = LAYERS) -> Teacher:
    """Return a teacher with the lower layers of the MPNet in a folder; the layer above them is the reader's.

    The folder is in Hugging Face's form (``model.safetensors``, ``config.json``, ``vocab.txt``). `tokenizer`
    is the learner's, and its pieces get their rows by name.

    Raises `OSError` if a file cannot be read, and `KeyError` for a piece that the MPNet does not have.
    """
    pieces = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    numbers = {piece: number for number, piece in enumerate(pieces)}
    vocabulary = tokenizer.get_vocab()
    ours = sorted(vocabulary, key=vocabulary.__getitem__)
    whole = Shape.of(folder / "config.json")
    teacher = Teacher(
        attrs.evolve(whole, pieces=len(ours), layers=layers, positions=whole.positions - _OFFSET)
    )
    old = load_file(folder / "model.safetensors")
    rows = torch.tensor([numbers[_MARKERS.get(piece, piece)] for piece in ours])
    encoder = teacher.encoder
    encoder.piece.load_state_dict({"weight": old["embeddings.word_embeddings.weight"][rows]})
    encoder.position.load_state_dict({"weight": old["embeddings.position_embeddings.weight"][_OFFSET:]})
    encoder.norm.load_state_dict({part: old[f"embeddings.LayerNorm.{part}"] for part in ("weight", "bias")})
    encoder.apart.bias.load_state_dict({"weight": old["encoder.relative_attention_bias.weight"]})
    for number, layer in enumerate((*encoder.layers, teacher.reader.layer)):
        load_layer(layer, old, number, names=_MPNET)
    return teacher
