"""From trained weights to a model's files: a smaller vocabulary, then two graphs in eight bits."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from quotekit.attribution.learned.decoding import find
from quotekit.attribution.learned.units import Unit
from quotekit.training import graphs
from quotekit.training.network import Layer, Live, Network

# Latin letters with whatever marks, digits, punctuation and symbols; other scripts stay with [UNK].
_LATIN = re.compile(r"[\x00-\u024f\u1e00-\u1eff\u2000-\u2bff\u3000-\u301f\ufe10-\uffee]+")


def export(network: Network, folder: Path, *, units: Iterable[Unit]) -> None:
    """Write ``encoder.onnx`` and ``reader.onnx`` into a folder; activations get their ranges from `units`."""
    network = network.eval().cpu().float()
    ranges = observed(network, units)
    weights = {name: value.detach().numpy() for name, value in network.state_dict().items()}
    for name, graph in (("encoder", graphs.encoder), ("reader", graphs.reader)):
        onnx.save(graph(weights, ranges, network.shape), folder / f"{name}.onnx")


def observed(network: Network, units: Iterable[Unit]) -> dict[str, graphs.Range]:
    """Return the range of the input of each product in a layer, over some units."""
    ranges: dict[str, graphs.Range] = {}

    def observe(name: str, given: Tensor) -> None:
        rows = given.detach().float().flatten(0, -2).numpy()
        least, greatest = rows.min(0), rows.max(0)
        if name in ranges:
            least = np.minimum(least, ranges[name].least)
            greatest = np.maximum(greatest, ranges[name].greatest)
        ranges[name] = graphs.Range(least, greatest)

    products = [
        (f"{layer}.{name}", module)
        for layer, of in network.named_modules()
        if isinstance(of, Layer)
        for name, module in of.named_children()
        if isinstance(module, nn.Linear)
    ]
    with ExitStack() as hooks:
        for name, module in products:
            hook = module.register_forward_pre_hook(lambda _, given, name=name: observe(name, given[0]))
            hooks.callback(hook.remove)
        for _ in find(units, Live(network)):
            pass
    if missing := [name for name, _ in products if name not in ranges]:
        raise ValueError(f"units: expected some with cues in them, got none that go through {missing[0]}")
    return ranges


def prune(network: Network, tokenizer: Tokenizer) -> Tokenizer:
    """Leave out unused pieces and other scripts than Latin; the network is changed in place.

    All pieces of English words stay, as what is rare in the training articles may be common elsewhere. Only a
    vocabulary of WordPiece is pruned. Any other belongs to a network for several languages, and stays.
    """
    data = json.loads(tokenizer.to_str())
    if data["model"]["type"] != "WordPiece":
        return tokenizer
    old = sorted(data["model"]["vocab"].items(), key=lambda item: item[1])
    kept = [(piece, number) for piece, number in old if _is_kept(piece)]
    data["model"]["vocab"] = {piece: number for number, (piece, _) in enumerate(kept)}
    for special in data["added_tokens"]:
        special["id"] = data["model"]["vocab"][special["content"]]
    data["post_processor"] = None
    rows = torch.tensor([number for _, number in kept])
    network.encoder.piece.weight = torch.nn.Parameter(network.encoder.piece.weight.detach()[rows])
    return Tokenizer.from_str(json.dumps(data))


def _is_kept(piece: str) -> bool:
    return not piece.startswith("[unused") and bool(_LATIN.fullmatch(piece))


def write_card(card: Mapping[str, Any], folder: Path) -> None:
    """Write a model's card into its folder."""
    (folder / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def amend_card(folder: Path, *, file: str, **members: Any) -> None:
    """Set members of the card in a folder, with the fingerprint of a file there that has changed."""
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    card["sha256"][file] = fingerprint(folder / file)
    write_card(card | members, folder)


def fingerprints(paths: Iterable[Path]) -> dict[str, str]:
    """Return the fingerprints of files by name."""
    return {path.name: fingerprint(path) for path in paths}


def fingerprint(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
