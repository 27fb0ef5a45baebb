"""The weights from which training starts: those of a BERT, or of a model that was trained here."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from quotekit.attribution.learned.card import Card
from quotekit.attribution.learned.session import TABLE, shared_table
from quotekit.training.network import Network, Shape

_BERT = {
    "mix": ("attention.self.query", "attention.self.key", "attention.self.value"),
    "out": ("attention.output.dense",),
    "norm": ("attention.output.LayerNorm",),
    "rise": ("intermediate.dense",),
    "fall": ("output.dense",),
    "last": ("output.LayerNorm",),
}


def started(folder: Path) -> Network:
    """Return a network with the weights in a folder.

    The folder is a BERT in Hugging Face's form (``model.safetensors``, ``config.json``) or a model's folder,
    as `quotekit train` writes it. Parts that a model lacks, or has in another size, start untrained. With a
    BERT, all but the encoder's layers and the reader's start untrained.

    Raises `OSError` if a file cannot be read.
    """
    if not (folder / "card.json").exists():
        network = Network(Shape.of(folder / "config.json"))
        _load_bert(network, folder / "model.safetensors")
        return network
    card = json.loads((folder / "card.json").read_bytes())
    table = shared_table(folder, Card.read((folder / "card.json").read_bytes()).shared)
    weights = {
        name: value
        for graph in ("encoder", "reader")
        for name, value in _weights(folder / f"{graph}.onnx", table)
    }
    sizes = {
        "pieces": len(weights["encoder.piece.weight"]),
        "positions": len(weights["encoder.position.weight"]),
    }
    network = Network(Shape(**card.get("shape", {}) | sizes))
    fresh = network.state_dict()
    network.load_state_dict(
        {
            name: weights[name] if name in weights and weights[name].shape == value.shape else value
            for name, value in fresh.items()
        }
    )
    return network


def read_tokenizer(path: Path) -> Tokenizer:
    """Return the tokenizer in a ``tokenizer.json``, so that it neither pads nor cuts what it is given."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _weights(path: Path, table: npt.NDArray[np.int8] | None) -> Iterator[tuple[str, Tensor]]:
    """Return the weights of an ONNX graph by their names in the network, all as floats."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(path), load_external_data=False).graph
    arrays = {
        one.name: table if one.name == TABLE and table is not None else numpy_helper.to_array(one)
        for one in graph.initializer
    }

    def floats(name: str) -> npt.NDArray[np.float32]:
        whole = arrays[f"{name}_quantized"].astype(np.float32) - arrays.get(
            f"{name}_zero_point", np.float32(0)
        )
        return np.asarray(whole * arrays[f"{name}_scale"], dtype=np.float32)

    for name, array in arrays.items():
        if name.endswith(".weight_inverse"):
            plain = name.removesuffix("_inverse")
            yield plain, torch.from_numpy((floats(plain) * array[:, None]).T.copy())
        elif name.endswith(".weight_turned"):
            yield name.removesuffix("_turned"), torch.from_numpy(array.T.copy())
        elif name.endswith(".weight_quantized") and name.replace("_quantized", "_inverse") not in arrays:
            plain = name.removesuffix("_quantized")
            yield plain, torch.from_numpy(floats(plain))
        elif name.endswith((".weight", ".bias")):
            yield name, torch.from_numpy(array.copy())


def _load_bert(network: Network, weights: Path) -> None:
    """Load BERT weights from a safetensors file: the last layer goes into the reader as well."""
    from safetensors.torch import load_file

    old = {name.removeprefix("bert."): value for name, value in load_file(weights).items()}
    encoder = network.encoder
    segment = old["embeddings.token_type_embeddings.weight"][0]
    encoder.piece.load_state_dict({"weight": old["embeddings.word_embeddings.weight"] + segment})
    encoder.position.load_state_dict({"weight": old["embeddings.position_embeddings.weight"]})
    encoder.norm.load_state_dict({part: old[f"embeddings.LayerNorm.{part}"] for part in ("weight", "bias")})
    for number, layer in [*enumerate(encoder.layers), (len(encoder.layers) - 1, network.reader.layer)]:
        load_layer(layer, old, number, names=_BERT)


def load_layer(
    layer: nn.Module, old: Mapping[str, Tensor], number: int, *, names: Mapping[str, Sequence[str]]
) -> None:
    """Load a layer of a BERT or of its kin, where each of our modules has one of these `names` or several."""
    layer.load_state_dict(
        {
            f"{ours}.{part}": torch.cat([old[f"encoder.layer.{number}.{name}.{part}"] for name in theirs])
            for ours, theirs in names.items()
            for part in ("weight", "bias")
        }
    )
