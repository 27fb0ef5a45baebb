"""Names: the head that tags them is fitted last, on what the finished network gives.

    python -m quotekit.training.names MODEL ARTICLES.jsonl

`MODEL` is a trained model's folder, and `ARTICLES` are those with names. While a network learns, it tags
names by each piece alone, and they weigh little in its loss. Here all else stays as it is in the file, eight
bits included: only the head learns, from the states, and through a narrow layer it also sees those of the
pieces beside each. Run it after a network was written anew. If the model has a subfolder ``fast``, run it for
that one too, and then ``python -m quotekit.training.distillation MODEL``.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import attrs
import numpy as np
import numpy.typing as npt
import onnx
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from quotekit.attribution.learned.card import FILES
from quotekit.attribution.learned.session import Session
from quotekit.attribution.learned.tags import ENTITY_TAGS
from quotekit.attribution.learned.units import Unit
from quotekit.training.answers import padded
from quotekit.training.augmentation import names_by_type, renamed
from quotekit.training.batches import grouped
from quotekit.training.corpus import UNKNOWN, NamedArticle, named_examples, read_named
from quotekit.training.export import fingerprint, fingerprints
from quotekit.training.graphs import with_names
from quotekit.training.loop import averaging

WARMUP = 50
"""In how many steps the rate rises."""


@attrs.frozen(kw_only=True)
class Settings:
    """Hold the size of the head, and how it is fitted.

    `narrow` is the width of its layer, `beside` how many pieces to each side it sees. Every article is read
    as it is and `changed` times with other names. A channel of the states is left out of a unit as often as
    `dropout` says. The result is the running average of the weights.
    """

    narrow: int = 64
    beside: int = 2
    changed: int = 1
    epochs: int = 3
    rate: float = 2e-3
    decay: float = 0.01
    pieces: int = 4096
    dropout: float = 0.1
    average: float = 0.995
    seed: int = 1


class NameHead(nn.Linear):
    """Score the tags of names by each piece's state and, through a narrow layer, those of its neighbours."""

    def __init__(self, width: int, settings: Settings) -> None:
        super().__init__(width, len(ENTITY_TAGS))
        self.beside = settings.beside
        self.narrow = nn.Linear(width, settings.narrow)
        self.together = nn.Linear((2 * settings.beside + 1) * settings.narrow, settings.narrow)
        self.near = nn.Linear(settings.narrow, len(ENTITY_TAGS), bias=False)

    def forward(self, states: Tensor, inside: Tensor) -> Tensor:
        """Return the scores (units, pieces, tags); `inside` is 1 where a unit has a piece and 0 elsewhere."""
        length, reach = states.shape[1], self.beside
        narrow = F.pad(F.gelu(self.narrow(states)) * inside[..., None], (0, 0, reach, reach))
        beside = torch.cat([narrow[:, at : at + length] for at in range(2 * reach + 1)], -1)
        scores: Tensor = super().forward(states) + self.near(F.gelu(self.together(beside)))
        return scores


@attrs.frozen(eq=False)
class Read:
    """Hold a unit with the states that a network gives it, and its gold tags."""

    unit: Unit
    states: npt.NDArray[np.float16]
    tags: npt.NDArray[np.int64]


def read(articles: Sequence[NamedArticle], session: Session, settings: Settings) -> list[Read]:
    """Return the units of articles, each as it is and with other names."""
    chance, names = random.Random(settings.seed), names_by_type(articles)
    changed = (renamed(one, names, chance) for _ in range(settings.changed) for one in articles)
    return [one for article in itertools.chain(articles, changed) for one in _read(article, session)]


def _read(article: NamedArticle, session: Session) -> Iterator[Read]:
    examples = list(named_examples(article, session.tokenizer))
    encoded = session.encode([example.unit for example in examples])
    for example, one in zip(examples, encoded, strict=True):
        yield Read(example.unit, one.states.astype(np.float16), example.entities)


def fitted(
    given: Sequence[Read], settings: Settings, report: Callable[[str], None] = lambda line: None
) -> NameHead:
    """Return a head that has learnt the tags of some units."""
    torch.manual_seed(settings.seed)
    chance = random.Random(settings.seed)
    epochs = [grouped(given, pieces=settings.pieces, chance=chance) for _ in range(settings.epochs)]
    head = NameHead(given[0].states.shape[1], settings)
    optimizer = torch.optim.AdamW(head.parameters(), lr=settings.rate, weight_decay=settings.decay)
    steps = sum(map(len, epochs))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / WARMUP, max(0.01, 1 - step / steps))
    )
    average = torch.optim.swa_utils.AveragedModel(head, multi_avg_fn=averaging(settings.average))
    for number, groups in enumerate(epochs, 1):
        total = 0.0
        for group in groups:
            loss = _loss(head, group, settings.dropout)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            average.update_parameters(head)
            total += loss.item()
        report(f"epoch {number}: loss {total / len(groups):.4f}")
    result: NameHead = average.module.eval()
    return result


def _loss(head: NameHead, group: Sequence[Read], dropout: float) -> Tensor:
    length = max(len(one.unit) for one in group)
    states = padded([one.states for one in group], length).float()
    tags = padded([one.tags for one in group], length, UNKNOWN)
    kept = (torch.rand(len(group), 1, states.shape[2]) >= dropout) / (1 - dropout)
    scores = head(states * kept, (tags != UNKNOWN).float())
    return F.cross_entropy(scores.flatten(0, 1), tags.flatten(), ignore_index=UNKNOWN)


def main(model: Path, articles: Path, settings: Settings) -> None:
    """Fit the head of the model in a folder, and write its graph and card anew."""
    head = fitted(
        read(read_named(articles), Session.load(model), settings),
        settings,
        lambda line: print(line, file=sys.stderr),
    )
    path = model / FILES[0]
    graph = onnx.load(str(path), load_external_data=False)
    weights = {name: value.detach().numpy() for name, value in head.state_dict().items()}
    onnx.save(with_names(graph, weights, settings.beside), path)
    card = json.loads((model / "card.json").read_text(encoding="utf-8"))
    card["names"] = {"data": fingerprints([articles]), **attrs.asdict(settings)}
    card["sha256"][FILES[0]] = fingerprint(path)
    (model / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("model", "articles"):
        parser.add_argument(name, type=Path)
    main(**vars(parser.parse_args()), settings=Settings())
