"""The training loop: seeded, resumable, scored on the development set after each epoch, best kept."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import attrs
import torch
from torch.nn import functional as F

from quotekit.evaluation import GoldArticle
from quotekit.training.augmentation import augment
from quotekit.training.batches import PADDING, Batch, batches
from quotekit.training.corpus import Example, examples
from quotekit.training.network import Network

if TYPE_CHECKING:
    from tokenizers import Tokenizer


@attrs.frozen(kw_only=True)
class Settings:
    """Hold all that decides how a training run goes.

    `rate` is the encoder's peak learning rate and `head_rate` that of what starts untrained; both
    rise over the first `warmup` share of the steps and fall in a line to nothing. `average` is the
    decay of the running average of the weights, which is what gets scored and kept.
    """

    epochs: int = 10
    rate: float = 2e-4
    head_rate: float = 1e-3
    warmup: float = 0.06
    decay: float = 0.01
    pieces: int = 2048
    average: float = 0.998
    augmented: float = 0.5
    seed: int = 1


def loss(network: Network, batch: Batch) -> torch.Tensor:
    """Return the loss of one batch: its cues, all parts at once, and each cue's own parts."""
    states, cues = network.encoder(batch.pieces, batch.features, batch.mask)

    def entropy(scores: torch.Tensor, tags: torch.Tensor) -> torch.Tensor:
        return F.cross_entropy(scores.float().flatten(0, 1), tags.flatten(), ignore_index=PADDING)

    total = 2 * entropy(cues, batch.cues) + 0.5 * entropy(network.flat(states), batch.flat)
    if len(batch.owner):
        parts = network.reader(states[batch.owner], batch.distances, batch.mask[batch.owner])
        total = total + entropy(parts, batch.parts)
    return total


def train(
    network: Network,
    articles: Sequence[GoldArticle],
    *,
    tokenizer: Tokenizer,
    names: Sequence[str] = (),
    settings: Settings,
    out: Path,
    score: Callable[[Network], float],
    report: Callable[[str], None],
    progress: Callable[[Iterator[Batch], int], Iterator[Batch]] = lambda steps, total: steps,
) -> Network:
    """Train, and give the averaged weights of the epoch that `score` likes best.

    `out` is a folder: ``best.pt`` holds the best weights and ``last.pt`` all that a run which was
    cut off needs to go on from the epoch it had reached; both are written by torch as plain
    tensors. `report` is called with a line after each epoch.
    """
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network.to(device)
    plain = {article.id: list(examples(article, tokenizer)) for article in articles}
    steps = settings.epochs * sum(1 for _ in batches(_all(plain), pieces=settings.pieces, seed=0))
    optimizer = torch.optim.AdamW(_groups(network, settings), fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: _rise_and_fall(step, steps, settings)
    )
    average = torch.optim.swa_utils.AveragedModel(network, multi_avg_fn=_averaging(settings.average))
    keep: dict[str, Any] = {
        "network": network,
        "optimizer": optimizer,
        "schedule": schedule,
        "average": average,
    }
    first, best = _resume(out / "last.pt", keep)
    for epoch in range(first, settings.epochs):
        torch.manual_seed(settings.seed * 1000 + epoch)
        chosen = _told_otherwise(plain, articles, names, tokenizer, settings, epoch) if epoch else plain
        network.train()
        total, count = 0.0, 0
        size = sum(1 for _ in batches(_all(chosen), pieces=settings.pieces, seed=epoch))
        for batch in progress(batches(_all(chosen), pieces=settings.pieces, seed=epoch), size):
            placed = attrs.evolve(
                batch, **{f.name: getattr(batch, f.name).to(device) for f in attrs.fields(Batch)}
            )
            with torch.autocast(device.type, dtype=torch.bfloat16):
                value = loss(network, placed)
            value.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            average.update_parameters(network)
            total, count = total + value.item(), count + 1
        averaged = cast(Network, average.module).eval()
        result = score(averaged)
        report(f"epoch {epoch + 1}: loss {total / count:.4f}, score {result:.2f}")
        if result > best:
            best = result
            torch.save(averaged.state_dict(), out / "best.pt")
        state = {name: value.state_dict() for name, value in keep.items()}
        torch.save({"epoch": epoch + 1, "best": best, **state}, out / "last.pt")
    network.load_state_dict(torch.load(out / "best.pt", weights_only=True))
    network.eval()
    return network


def _all(examples: dict[str, list[Example]]) -> list[Example]:
    return [one for group in examples.values() for one in group]


def _told_otherwise(
    plain: dict[str, list[Example]],
    articles: Sequence[GoldArticle],
    names: Sequence[str],
    tokenizer: Tokenizer,
    settings: Settings,
    epoch: int,
) -> dict[str, list[Example]]:
    chance = random.Random(settings.seed * 1000 + epoch)
    changed = [article for article in articles if chance.random() < settings.augmented]
    return plain | {one.id: list(examples(augment(one, names, chance), tokenizer)) for one in changed}


def _rise_and_fall(step: int, steps: int, settings: Settings) -> float:
    warm = max(1, math.ceil(settings.warmup * steps))
    return min((step + 1) / warm, max(0.0, (steps - step) / max(1, steps - warm)))


def _averaging(decay: float) -> Callable[[Any, Any, Any], None]:
    """Average over a window that grows with the steps, so that the untrained start is soon forgotten."""

    def update(
        averages: Sequence[torch.Tensor], weights: Sequence[torch.Tensor], count: torch.Tensor
    ) -> None:
        keep = min(decay, (1 + float(count)) / (10 + float(count)))
        with torch.no_grad():
            for average, weight in zip(averages, weights, strict=True):
                average.lerp_(weight, 1 - keep)

    return update


def _groups(network: Network, settings: Settings) -> list[dict[str, Any]]:
    fresh = (
        network.encoder.features,
        network.encoder.cues,
        network.reader.mark,
        network.reader.parts,
        network.flat,
    )
    heads = {id(weight) for module in fresh for weight in module.parameters()}

    def group(rate: float, in_heads: bool, decays: bool) -> dict[str, Any]:
        chosen = [
            weight
            for weight in network.parameters()
            if (id(weight) in heads) == in_heads and (weight.ndim > 1) == decays
        ]
        return {"params": chosen, "lr": rate, "weight_decay": settings.decay if decays else 0.0}

    return [
        group(rate, in_heads, decays)
        for rate, in_heads in ((settings.rate, False), (settings.head_rate, True))
        for decays in (True, False)
    ]


def _resume(path: Path, keep: dict[str, Any]) -> tuple[int, float]:
    if not path.exists():
        return 0, -1.0
    state = torch.load(path, weights_only=True)
    for name, value in keep.items():
        value.load_state_dict(state[name])
    return state["epoch"], state["best"]
