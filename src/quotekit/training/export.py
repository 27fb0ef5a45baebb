"""From trained weights to the model's files: the range of each product's input, then two graphs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import onnx
from torch import Tensor, nn

from quotekit.attribution.learned.decoding import find
from quotekit.attribution.learned.units import Unit
from quotekit.training import graphs
from quotekit.training.live import Live
from quotekit.training.network import Layer, Network


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


def fingerprint(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
