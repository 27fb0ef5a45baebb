"""The training loop: seeded, resumable, and scored on the development set after each epoch."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import attrs
import torch
from torch.nn import functional as F

from quotekit.attribution.learned.tags import CUE_TAGS
from quotekit.evaluation import GoldArticle
from quotekit.training.augmentation import augment, renamed
from quotekit.training.batches import Batch, batch, grouped
from quotekit.training.corpus import UNKNOWN, Example, NamedArticle, Scheme, examples, named_examples
from quotekit.training.network import Network

if TYPE_CHECKING:
    from tokenizers import Tokenizer


_NO_CUE_OR_DEED = [number for number, tag in enumerate(CUE_TAGS) if tag == "O" or tag.endswith("-deed")]


ANNOTATED = 0.5
"""How much the annotation weighs beside a teacher's answers."""


@attrs.frozen(kw_only=True)
class Settings:
    """Hold the settings of a training run.

    `rate` is the encoder's peak learning rate and `head_rate` that of the parts that start untrained. Both
    rise during the first `warmup` share of the steps, and then fall linearly to 0. `average` is the decay of
    the running average of the weights, which is scored and kept. `augmented` is the share of articles that
    are changed. `named` is the share of the articles with names that an epoch reads, and `entities` the
    weight of names in the loss. An epoch reads at most `most` articles of a file, chosen anew each time.

    The best epoch's weights are kept or, if `blended`, the mean of these and the last epoch's. The table of
    pieces is not trained, as it was learnt from far more text; nor are the first `frozen` layers, nor then
    what they are given.
    """

    epochs: int = 8
    rate: float = 2e-4
    head_rate: float = 1e-3
    warmup: float = 0.06
    decay: float = 0.01
    pieces: int = 2048
    frozen: int = 0
    most: int = 1000
    average: float = 0.998
    blended: bool = False
    augmented: float = 0.5
    named: float = 0.2
    entities: float = 0.25
    seed: int = 1


@attrs.frozen(kw_only=True)
class Corpus:
    """Hold what is read in training: files of gold articles with their schemes, and articles with names.

    A file that is read several times an epoch is listed several times. `names` are names by type, which
    replace those in some of the articles. `taught` are examples with lessons, which each epoch reads as well.
    """

    gold: tuple[tuple[tuple[GoldArticle, ...], Scheme], ...]
    named: tuple[NamedArticle, ...] = ()
    names: Mapping[str, Sequence[str]] = attrs.field(factory=dict)
    taught: tuple[Example, ...] = ()


def loss(network: Network, batch: Batch, *, entities: float) -> torch.Tensor:
    """Return the loss of a batch: of its cues, all parts together, each cue's own parts, and names.

    Where a teacher's answers are there too, it is theirs and, with less weight, that of the annotation.
    """
    states, cues, names = network.encoder(batch.pieces, batch.features, batch.mask)
    total = 2 * cue_loss(cues, batch) + 0.5 * _entropy(network.flat(states), batch.flat)
    total = total + entities * _entropy(names, batch.entities)
    if len(batch.owner):
        parts = network.reader(states[batch.owner], batch.distances, batch.mask[batch.owner])
        total = total + _entropy(parts, batch.parts)
    if batch.taught is not None:
        owner = batch.taught.owner
        parts = network.reader(states[owner], batch.taught.distances, batch.mask[owner])
        total = ANNOTATED * total + batch.taught.loss(cues, names, parts)
    return total


def _entropy(scores: torch.Tensor, tags: torch.Tensor) -> torch.Tensor:
    known = (tags != UNKNOWN).sum().clamp(min=1)
    flat = scores.float().flatten(0, 1)
    return F.cross_entropy(flat, tags.flatten(), ignore_index=UNKNOWN, reduction="sum") / known


def cue_loss(scores: torch.Tensor, batch: Batch) -> torch.Tensor:
    """Return the entropy of the cues; if deeds are not annotated, what is no cue may be one of a deed."""
    shares = scores.float().log_softmax(-1)
    known = batch.cues != UNKNOWN
    right = shares.gather(-1, batch.cues.clamp(min=0)[..., None])[..., 0]
    either = shares[..., _NO_CUE_OR_DEED].logsumexp(-1)
    open_to_deeds = (batch.cues == 0) & ~batch.deeds[:, None]
    right = torch.where(open_to_deeds, either, right)
    return -(right * known).sum() / known.sum().clamp(min=1)


def train(
    network: Network,
    corpus: Corpus,
    *,
    tokenizer: Tokenizer,
    settings: Settings,
    out: Path,
    score: Callable[[Network], float],
    report: Callable[[str], None],
    progress: Callable[[Iterator[Batch], int], Iterator[Batch]] = lambda steps, total: steps,
) -> Network:
    """Train, and return the averaged weights of the epoch with the best `score`, or a blend with the last.

    In the folder `out`, ``best.pt`` has the best weights and ``last.pt`` all that an interrupted run needs to
    continue after its last epoch. Both contain only tensors. `report` is called with a line after each epoch.
    """
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network.to(device)
    network.encoder.freeze(settings.frozen)
    reading = _Reading(corpus, tokenizer, settings)
    groups = reading.groups(0)
    steps = settings.epochs * len(groups)
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
        network.train()
        total, groups = 0.0, groups if epoch == 0 else reading.groups(epoch)
        for one in progress(map(batch, groups), len(groups)):
            with torch.autocast(device.type, dtype=torch.bfloat16):
                value = loss(network, one.to(device), entities=settings.entities)
            value.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            average.update_parameters(network)
            total += value.item()
        averaged = cast(Network, average.module).eval()
        result = score(averaged)
        report(f"epoch {epoch + 1}: loss {total / len(groups):.4f}, score {result:.2f}")
        if result > best:
            best = result
            torch.save(averaged.state_dict(), out / "best.pt")
        state = {name: value.state_dict() for name, value in keep.items()}
        torch.save({"epoch": epoch + 1, "best": best, **state}, out / "last.pt")
    kept = torch.load(out / "best.pt", weights_only=True)
    if settings.blended:
        kept = {name: torch.lerp(kept[name], last, 0.5) for name, last in average.module.state_dict().items()}
    network.load_state_dict(kept)
    network.eval()
    return network


class _Reading:
    """Choose what each epoch reads: the gold articles, some of them changed, and some of those with names."""

    def __init__(self, corpus: Corpus, tokenizer: Tokenizer, settings: Settings) -> None:
        self._corpus, self._tokenizer, self._settings = corpus, tokenizer, settings

    def groups(self, epoch: int) -> list[list[Example]]:
        """Return an epoch's examples in a group for each batch, the same for the same seed."""
        settings, corpus = self._settings, self._corpus
        chance = random.Random(settings.seed * 1000 + epoch)
        chosen: list[Example] = []
        for articles, scheme in corpus.gold:
            for article in chance.sample(articles, min(settings.most, len(articles))):
                if chance.random() < settings.augmented:
                    article = augment(article, corpus.names.get("Person", ()), chance)
                chosen += examples(article, scheme, self._tokenizer)
        for named in chance.sample(corpus.named, round(settings.named * len(corpus.named))):
            if chance.random() < settings.augmented:
                named = renamed(named, corpus.names, chance)
            chosen += named_examples(named, self._tokenizer)
        read = [some for some in (chosen, corpus.taught) if some]
        return [
            group
            for some in read
            for group in grouped(some, pieces=settings.pieces, chance=random.Random(epoch))
        ]


def _rise_and_fall(step: int, steps: int, settings: Settings) -> float:
    warm = max(1, math.ceil(settings.warmup * steps))
    return min((step + 1) / warm, max(0.0, (steps - step) / max(1, steps - warm)))


def _averaging(decay: float) -> Callable[[Any, Any, Any], None]:
    """Return an average over a window that grows with the steps, so that the start soon counts no more."""

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
        network.encoder.entities,
        network.reader.mark,
        network.reader.parts,
        network.flat,
    )
    heads = {id(weight) for module in fresh for weight in module.parameters()}

    def group(rate: float, in_heads: bool, decays: bool) -> dict[str, Any]:
        chosen = [
            weight
            for weight in network.parameters()
            if weight.requires_grad and (id(weight) in heads) == in_heads and (weight.ndim > 1) == decays
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
