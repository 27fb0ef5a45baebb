"""Distillation: a smaller network learns what a trained one answers, on texts that nobody annotated.

    python -m quotekit.training.distillation MODEL DEV.jsonl ARTICLES.jsonl … python -m
    quotekit.training.distillation MODEL

The smaller network is written into the subfolder ``fast`` of MODEL, the trained one's folder. It begins as a
part of it: some layers, and of these the attention heads and inner channels that carry most. It is taught the
scores of all tags and the states before them (Hinton and others 2015; Sanh and others 2019), and its
confidence is fitted to the gold articles in DEV.

The second command teaches nothing. It tells the smaller network where the table of pieces is that both share,
after the trained one was written anew with the same table.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

import attrs
import numpy as np
import onnx
import torch
from onnx import TensorProto, numpy_helper
from torch import Tensor

from quotekit.attribution.learned.card import FILES
from quotekit.attribution.learned.session import TABLE, load
from quotekit.evaluation import read_gold
from quotekit.training import gate
from quotekit.training.answers import Lesson, Taught, answered
from quotekit.training.batches import grouped, inputs
from quotekit.training.corpus import cut_units
from quotekit.training.export import amend_card, fingerprint, fingerprints
from quotekit.training.network import Network, Shape
from quotekit.training.scoring import Held
from quotekit.training.start import read_tokenizer, started
from quotekit.training.trainer import weights_of, write_model

SCALES = "encoder.piece.weight_scale"
"""What the rows of the table of pieces are multiplied by."""

OBSERVED = 12
"""In how many batches it is observed what each part of the trained network carries."""

PIECES = 2048
"""How many pieces a batch has at most."""

SPREAD = 0.3
"""About the variance of the trained network's states, by which differences from them are divided."""


@attrs.frozen(kw_only=True)
class Part:
    """Say what of a trained network a smaller one begins with: these layers, and how much of each."""

    layers: tuple[int, ...] = (0, 2)
    heads: int = 4
    inner: int = 256

    def check(self, shape: Shape) -> None:
        """Raise `ValueError` where a network of this shape has less than the part."""
        wanted, got = (
            f"{layers} layers with {heads} heads and {inner} inner channels"
            for layers, heads, inner in (
                (max(self.layers) + 1, self.heads, self.inner),
                (shape.layers, shape.heads, shape.inner),
            )
        )
        if shape.layers <= max(self.layers) or shape.heads < self.heads or shape.inner < self.inner:
            raise ValueError(f"expected a network with at least {wanted} to take a part of, got {got}")


@attrs.frozen(kw_only=True)
class Settings:
    """Hold how small the network gets and how it is taught.

    `states` is the weight of the states in the loss, and `pieces` the size of a batch.
    """

    part: Part = Part()
    steps: int = 1000
    rate: float = 8e-4
    warmup: int = 60
    states: float = 0.5
    pieces: int = PIECES
    average: float = 0.993
    seed: int = 1


def lessons(texts: Iterable[str], model: Path) -> list[Lesson]:
    """Return what the model in a folder answers to every unit of the texts."""
    session = load(model)
    return [
        lesson
        for text in texts
        for lesson in answered(cut_units(text, session.tokenizer), session, states=True)
    ]


@attrs.frozen(eq=False)
class _Batch:
    pieces: Tensor
    features: Tensor
    mask: Tensor
    taught: Taught

    @classmethod
    def of(cls, some: Sequence[Lesson]) -> _Batch:
        return cls(**inputs([one.unit for one in some]), taught=Taught.of(some))


def _batches(taught: Sequence[Lesson], *, pieces: int, seed: int) -> Iterator[_Batch]:
    """Return batches of lessons without end, in another order each time round."""
    chance = random.Random(seed)
    while True:
        yield from map(_Batch.of, grouped(taught, pieces=pieces, chance=chance))


def _read(network: Network, batch: _Batch) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    states, cues, entities = network.encoder(batch.pieces, batch.features, batch.mask)
    owner = batch.taught.owner
    parts = network.reader(states[owner], batch.taught.distances, batch.mask[owner])
    return states, cues, entities, parts


def _loss(network: Network, batch: _Batch, settings: Settings) -> Tensor:
    states, *scores = _read(network, batch)
    return batch.taught.loss(*scores) + settings.states / SPREAD * batch.taught.apart(states)


def pruned(network: Network, part: Part, taught: Sequence[Lesson], *, seed: int = 1) -> Network:
    """Return a smaller network made of a trained one's layers, and of these of what carries most.

    A head or a channel carries the more, the greater its numbers are in the lessons and the greater the
    weights that they meet. Raises `ValueError` where the network has less than the part.
    """
    part.check(network.shape)
    batches = islice(_batches(taught, pieces=PIECES, seed=seed), OBSERVED)
    carried = _carried(network.eval(), batches)
    shape = attrs.evolve(
        network.shape,
        layers=len(part.layers),
        heads=part.heads,
        inner=part.inner,
        dropout=0.0,
    )
    small = Network(shape)
    old = network.state_dict()
    new = {name: value for name, value in old.items() if ".layer" not in name}
    pairs = [(f"encoder.layers.{of}", f"encoder.layers.{to}") for to, of in enumerate(part.layers)]
    for of, to in (*pairs, ("reader.layer", "reader.layer")):
        heads = carried[f"{of}.out"].view(-1, shape.head).sum(1).topk(shape.heads).indices.sort().values
        attended = (heads[:, None] * shape.head + torch.arange(shape.head)).flatten()
        mixed = torch.cat([attended + third * len(carried[f"{of}.out"]) for third in range(3)])
        inner = carried[f"{of}.fall"].topk(shape.inner).indices.sort().values
        kept = {"mix": (mixed, None), "out": (None, attended), "rise": (inner, None), "fall": (None, inner)}
        for name, value in ((n.removeprefix(f"{of}."), v) for n, v in old.items() if n.startswith(f"{of}.")):
            rows, columns = kept.get(name.partition(".")[0], (None, None))
            value = value if rows is None else value[rows]
            new[f"{to}.{name}"] = value if columns is None or value.ndim < 2 else value[:, columns]
    small.load_state_dict(new)
    return small


@torch.no_grad()
def _carried(network: Network, batches: Iterable[_Batch]) -> dict[str, Tensor]:
    """Return how much each channel before the two products that end a layer's steps carries."""
    carried: dict[str, Tensor] = {}

    def observe(name: str, given: Tensor) -> None:
        carried[name] = carried.get(name, torch.tensor(0.0)) + given.flatten(0, -2).square().sum(0)

    products = {n: m for n, m in network.named_modules() if n.endswith((".out", ".fall"))}
    with ExitStack() as hooks:
        for name, module in products.items():
            hook = module.register_forward_pre_hook(lambda _, given, name=name: observe(name, given[0]))
            hooks.callback(hook.remove)
        for batch in batches:
            _read(network, batch)
    return {name: some * products[name].weight.square().sum(0) for name, some in carried.items()}


def distilled(
    network: Network, taught: Sequence[Lesson], settings: Settings, report: Callable[[str], None]
) -> Network:
    """Return a smaller network that has learnt the lessons, with the running average of its weights."""
    torch.manual_seed(settings.seed)
    batches = _batches(taught, pieces=settings.pieces, seed=settings.seed)
    small = pruned(network, settings.part, taught, seed=settings.seed)
    for module in (small.encoder.piece, small.flat):
        module.requires_grad_(False)
    weights = [weight for weight in small.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(
        [
            {"params": [weight for weight in weights if weight.ndim > 1], "weight_decay": 0.01},
            {"params": [weight for weight in weights if weight.ndim < 2], "weight_decay": 0.0},
        ],
        lr=settings.rate,
        fused=True,
    )
    average = torch.optim.swa_utils.AveragedModel(
        small, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(settings.average)
    )
    for step in range(settings.steps):
        for group in optimizer.param_groups:
            group["lr"] = settings.rate * min(
                (step + 1) / settings.warmup, max(0.02, 1 - step / settings.steps)
            )
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = _loss(small, next(batches), settings)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(weights, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        average.update_parameters(small)
        if step % 50 == 49:
            report(f"step {step + 1}: loss {loss.item():.4f}")
    result: Network = average.module
    return result


def share(folder: Path) -> None:
    """Leave the table of pieces out of a model's files: that of the folder above has the same one.

    If it is left out already, only where it is gets written; then the scales of its rows, which each model
    has, must be the same, but for what rounding makes of them when a model is trained further. Raises
    `ValueError` if the folder above has another table.
    """
    other = folder.parent
    ours, theirs = (onnx.load(str(path / FILES[0]), load_external_data=False) for path in (folder, other))
    (table, scales), (same, same_scales) = (
        [next(one for one in graph.graph.initializer if one.name == name) for name in (TABLE, SCALES)]
        for graph in (ours, theirs)
    )
    if table.raw_data:
        is_same = table.raw_data == same.raw_data
    else:
        here, there = map(numpy_helper.to_array, (scales, same_scales))
        is_same = np.allclose(here, there, rtol=1e-6, atol=0)
    if table.dims != same.dims or not is_same:
        raise ValueError(f"expected the same table of pieces in {folder} and {other}, got two")
    table.ClearField("raw_data")
    table.ClearField("external_data")
    table.data_location = TensorProto.EXTERNAL
    path = other / FILES[0]
    shared = {
        "file": f"../{FILES[0]}",
        "sha256": fingerprint(path),
        "offset": path.read_bytes().index(same.raw_data),
        "shape": list(same.dims),
    }
    table.external_data.add(key="location", value=shared["file"])
    table.external_data.add(key="offset", value=str(shared["offset"]))
    onnx.save(ours, folder / FILES[0])
    amend_card(folder, file=FILES[0], shared=shared)


def distil(model: Path, development: Path, articles: Sequence[Path], settings: Settings) -> Path:
    """Teach a smaller network what a model answers to articles, and return the folder with it."""
    texts: list[str] = []
    for path in articles:
        with path.open(encoding="utf-8") as lines:
            texts += [json.loads(line)["text"] for line in lines]
    taught = lessons(texts, model)
    small = distilled(started(model), taught, settings, lambda line: print(line, file=sys.stderr))
    tokenizer = read_tokenizer(model / "tokenizer.json")
    folder = write_model(
        small,
        tokenizer,
        [Held.of(read_gold(development), tokenizer)],
        model / "fast",
        origin={
            "start": fingerprints(weights_of(model)),
            "data": fingerprints((*articles, development)),
            "settings": attrs.asdict(settings),
        },
    )
    gate.add(folder, taught, pieces=tokenizer.get_vocab_size())
    share(folder)
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", type=Path, help="folder of the trained model")
    parser.add_argument("development", type=Path, nargs="?", help="gold articles held out")
    parser.add_argument("articles", type=Path, nargs="*", help="articles, of which only the texts are read")
    given = parser.parse_args()
    if given.articles:
        print(distil(given.model, given.development, given.articles, Settings()))
    elif given.development:
        parser.error("expected articles to learn from beside DEVELOPMENT")
    else:
        share(given.model / "fast")


if __name__ == "__main__":
    main()
