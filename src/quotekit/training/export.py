"""From trained weights to the files that ship: two ONNX graphs with eight-bit weights.

The graphs read one unit at a time. Activations are scaled by what stands in that unit alone, so
the answer for a text does not depend on what else is read, in what order or on how many threads.
"""

from __future__ import annotations

import hashlib
import tempfile
import warnings
from pathlib import Path

import torch
from torch import Tensor, nn

from quotekit.attribution.learned.units import FEATURES
from quotekit.training.network import Encoder, Network, Reader

OPSET = 17


class _Encode(nn.Module):
    """The first pass over one unit without a batch dimension."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, pieces: Tensor, features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        states, cues, entities = self.encoder(pieces[None], features[None])
        return states[0], cues[0], entities[0]


class _Read(nn.Module):
    """The second pass: one unit's states, and a row of distances for each cue."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, states: Tensor, distances: Tensor) -> Tensor:
        parts: Tensor = self.reader(states[None], distances)
        return parts


def export(network: Network, folder: Path, *, quantised: bool = True) -> None:
    """Write ``encoder.onnx`` and ``reader.onnx`` into a folder."""
    network = network.eval().cpu().float()
    pieces = torch.ones(12, dtype=torch.long)
    features = torch.zeros((12, len(FEATURES)), dtype=torch.long)
    states = torch.zeros((12, network.shape.width))
    distances = torch.zeros((2, 12), dtype=torch.long)
    _write(
        _Encode(network.encoder),
        (pieces, features),
        folder / "encoder.onnx",
        names=(("pieces", "features"), ("states", "cues", "entities")),
        axes={name: {0: "pieces"} for name in ("pieces", "features", "states", "cues", "entities")},
        quantised=quantised,
    )
    _write(
        _Read(network.reader),
        (states, distances),
        folder / "reader.onnx",
        names=(("states", "distances"), ("parts",)),
        axes={
            "states": {0: "pieces"},
            "distances": {0: "cues", 1: "pieces"},
            "parts": {0: "cues", 1: "pieces"},
        },
        quantised=quantised,
    )


def _write(
    module: nn.Module,
    inputs: tuple[Tensor, ...],
    path: Path,
    *,
    names: tuple[tuple[str, ...], tuple[str, ...]],
    axes: dict[str, dict[int, str]],
    quantised: bool,
) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter warns of constants that are meant to be constants
        plain = Path(folder) / "plain.onnx" if quantised else path
        torch.onnx.export(
            module,
            inputs,
            str(plain),
            input_names=list(names[0]),
            output_names=list(names[1]),
            dynamic_axes=axes,
            opset_version=OPSET,
            dynamo=False,
        )
        if quantised:
            quantize_dynamic(plain, path, per_channel=True, weight_type=QuantType.QInt8)


def fingerprint(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
