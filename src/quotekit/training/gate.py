"""The gate of a small network: which stretches may have a cue, learnt from what another network answers."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import attrs
import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional as F

from quotekit.attribution.learned.gate import FILE, MOST
from quotekit.attribution.learned.units import stretches
from quotekit.training.answers import Lesson
from quotekit.training.batches import grouped
from quotekit.training.export import amend_card

LEAST = -1.1
"""The least log odds of what is let through: about one cue in a hundred that is likely stays outside."""

ROUNDS, RATE, PENALTY, PIECES = 8, 0.03, 5e-7, 1 << 14
"""How often the lessons are read, how fast and with what penalty they are learnt, and how many at once."""

RARE = -5.0
"""The log odds that a piece begins with."""


@attrs.frozen(eq=False)
class _Batch:
    """Hold pieces with their neighbours, the stretch of each, and how likely each stretch has a cue."""

    pieces: Tensor
    stretch: Tensor
    likely: Tensor

    @classmethod
    def of(cls, lessons: Sequence[Lesson]) -> _Batch:
        units = [one.unit for one in lessons]
        inside = np.concatenate([_inside(len(unit)) for unit in units])
        pieces = np.concatenate([unit.pieces for unit in units])
        opening = np.concatenate([_opening(unit.features) for unit in units])
        numbers = np.cumsum(opening)[inside] - 1
        cues = np.concatenate([one.cues for one in lessons]).astype(np.float32)
        shares = 1 - torch.from_numpy(cues).softmax(1)[:, 0].numpy()
        likely = np.zeros(numbers[-1] + 1, dtype=np.float32)
        np.maximum.at(likely, numbers, shares[inside])
        around = np.stack([pieces, np.roll(pieces, 1), np.roll(pieces, -1)])[:, inside]
        return cls(torch.from_numpy(around), torch.from_numpy(numbers), torch.from_numpy(likely))

    def loss(self, table: Tensor) -> Tensor:
        own, before, after = (row[some] for row, some in zip(table, self.pieces, strict=True))
        odds = (own + before + after).clamp(max=MOST).exp()
        sums = torch.zeros(len(self.likely)).index_add(0, self.stretch, odds)
        return F.binary_cross_entropy_with_logits(sums.clamp(min=1e-9).log(), self.likely)


def _inside(length: int) -> npt.NDArray[np.bool_]:
    inside = np.ones(length, dtype=np.bool_)
    inside[[0, -1]] = False
    return inside


def _opening(features: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Return which pieces of a unit open a stretch; its markers are in none."""
    opening = stretches(features)
    opening[[0, -1]] = False
    opening[1] = True
    return opening


def learned(lessons: Sequence[Lesson], pieces: int, *, seed: int = 1) -> npt.NDArray[np.float16]:
    """Return the gate's table for so many pieces, learnt from the cues that a network answers."""
    chance = random.Random(seed)
    batches = [_Batch.of(some) for some in grouped(lessons, pieces=PIECES, chance=chance)]
    start = torch.zeros(3, pieces)
    start[0] = RARE
    table = start.clone().requires_grad_()
    optimizer = torch.optim.Adam([table], lr=RATE)
    for step in range(ROUNDS):
        for group in optimizer.param_groups:
            group["lr"] = RATE * (1 - step / ROUNDS)
        chance.shuffle(batches)
        for batch in batches:
            loss = batch.loss(table) + PENALTY * (table - start).square().sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    result: npt.NDArray[np.float16] = table.detach().numpy().astype(np.float16)
    return result


def add(folder: Path, lessons: Sequence[Lesson], *, pieces: int) -> None:
    """Teach a gate and add it to the model in a folder."""
    np.save(folder / FILE, learned(lessons, pieces))
    amend_card(folder, file=FILE, gate=LEAST)
