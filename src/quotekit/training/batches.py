"""Batches: padded tensors of examples of similar length."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

import attrs
import torch
from torch import Tensor

from quotekit.attribution.learned.nearness import distances
from quotekit.attribution.learned.units import Unit
from quotekit.training.answers import Lesson, Taught, padded
from quotekit.training.corpus import UNKNOWN, Example

_Read = TypeVar("_Read", Example, Lesson)


@attrs.frozen(kw_only=True, eq=False)
class Batch:
    """Hold a padded batch.

    `deeds` says for each row whether cues of deeds are annotated in it, and `owner` in which row each cue is.
    `taught` are the lessons, if each of the examples has one.
    """

    pieces: Tensor
    features: Tensor
    mask: Tensor
    cues: Tensor
    deeds: Tensor
    flat: Tensor
    entities: Tensor
    owner: Tensor
    distances: Tensor
    parts: Tensor
    taught: Taught | None = None

    def to(self, device: torch.device) -> Batch:
        """Return the same batch on a device."""
        values = {field.name: getattr(self, field.name) for field in attrs.fields(Batch)}
        return Batch(**{name: None if some is None else some.to(device) for name, some in values.items()})


def grouped(some: Sequence[_Read], *, pieces: int, chance: random.Random) -> list[list[_Read]]:
    """Return examples or lessons of like length in random groups of at most `pieces` padded pieces."""
    groups: list[list[_Read]] = [[]]
    for one in sorted(some, key=lambda one: len(one.unit) * chance.uniform(0.9, 1.1)):
        longest = max([len(one.unit), *(len(other.unit) for other in groups[-1])])
        if groups[-1] and longest * (len(groups[-1]) + 1) > pieces:
            groups.append([])
        groups[-1].append(one)
    chance.shuffle(groups)
    return groups


def inputs(units: Sequence[Unit]) -> dict[str, Tensor]:
    """Return what an encoder is given for some units, by name, padded to the longest of them."""
    lengths = torch.tensor([len(unit) for unit in units])
    length = int(lengths.max())
    absent = torch.arange(length)[None, :] >= lengths[:, None]
    return {
        "pieces": padded([unit.pieces for unit in units], length),
        "features": padded([unit.features for unit in units], length),
        "mask": (absent * -1e4)[:, None, None, :].float(),
    }


def batch(group: Sequence[Example]) -> Batch:
    """Pad a group of examples to the longest of them."""
    length = max(len(one.unit) for one in group)
    taught = [one.lesson for one in group if one.lesson is not None]
    return Batch(
        **inputs([one.unit for one in group]),
        cues=padded([one.cues for one in group], length, UNKNOWN),
        deeds=torch.tensor([one.deeds for one in group]),
        flat=padded([one.flat for one in group], length, UNKNOWN),
        entities=padded([one.entities for one in group], length, UNKNOWN),
        owner=torch.tensor([row for row, one in enumerate(group) for _ in one.ranges], dtype=torch.long),
        distances=padded([distances(length, *where) for one in group for where in one.ranges], length),
        parts=padded([tags for one in group for tags in one.parts], length, UNKNOWN),
        taught=Taught.of(taught) if len(taught) == len(group) else None,
    )
