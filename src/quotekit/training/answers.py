"""Answers of one network, from which another learns (Hinton and others 2015)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs
import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional as F

from quotekit.attribution.learned.decoding import Encoded, Marked, Network, find
from quotekit.attribution.learned.tags import SOURCE, Scores
from quotekit.attribution.learned.units import Unit

TEMPERATURE = 2.0
"""What scores are divided by before they are compared, so that unlikely tags count too."""

SOURCES = 3.0
"""How much a piece of a source weighs among the parts of a cue, since most sources are a piece or two."""


@attrs.frozen(eq=False)
class Lesson:
    """Hold a unit with what a network answers: all scores, and for each of its cues those of the parts.

    `parts` has the distances from a cue with the scores. `states` are empty unless they were asked for.
    """

    unit: Unit
    cues: npt.NDArray[np.float16]
    entities: npt.NDArray[np.float16]
    states: npt.NDArray[np.float16]
    parts: list[tuple[npt.NDArray[np.int64], npt.NDArray[np.float16]]] = attrs.field(factory=list)


@attrs.define(eq=False)
class _Scribe:
    """Pass a network's answers on, and write them down."""

    network: Network
    with_states: bool
    lessons: list[Lesson] = attrs.field(factory=list)
    _latest: dict[int, tuple[Scores, Lesson]] = attrs.field(factory=dict)

    def encode(self, units: Sequence[Unit]) -> list[Encoded]:
        encoded = self.network.encode(units)
        self._latest.clear()
        for unit, one in zip(units, encoded, strict=True):
            cues, entities, states = (
                np.asarray(scores, dtype=np.float16)
                for scores in (one.cues, one.entities, one.states if self.with_states else one.states[:, :0])
            )
            self.lessons.append(Lesson(unit, cues, entities, states))
            # The states are kept, as the next array could be where they were.
            self._latest[id(one.states)] = one.states, self.lessons[-1]
        return encoded

    def read(self, marked: Sequence[Marked]) -> list[Scores]:
        read = self.network.read(marked)
        for one, parts in zip(marked, read, strict=True):
            # Of units crowded with cues only a stretch is read: these teach their cues alone.
            if (latest := self._latest.get(id(one.states))) is not None:
                latest[1].parts.append((one.distances, parts.astype(np.float16)))
        return read


def answered(units: Iterable[Unit], network: Network, *, states: bool = False) -> list[Lesson]:
    """Return what a network answers to each unit, in their order."""
    scribe = _Scribe(network, states)
    for _ in find(units, scribe):
        pass
    return scribe.lessons


def between(lesson: Lesson, network: Network) -> Lesson:
    """Return a lesson whose scores of cues and parts lie halfway to what another network answers."""
    [encoded] = network.encode([lesson.unit])
    read = network.read([Marked(encoded.states, distances) for distances, _ in lesson.parts])
    return attrs.evolve(
        lesson,
        cues=_halfway(lesson.cues, encoded.cues),
        parts=[
            (distances, _halfway(taught, scores))
            for (distances, taught), scores in zip(lesson.parts, read, strict=True)
        ],
    )


def _halfway(some: npt.NDArray[np.float16], others: Scores) -> npt.NDArray[np.float16]:
    # As logarithms of shares: scores of two networks have no common zero.
    both = (torch.from_numpy(np.asarray(scores, dtype=np.float32)) for scores in (some, others))
    mean = torch.stack([scores.log_softmax(-1) for scores in both]).mean(0)
    return np.asarray(mean.numpy(), dtype=np.float16)


def padded(rows: Sequence[npt.NDArray[np.generic]], length: int, fill: int = 0) -> Tensor:
    """Return rows of arrays, each with an entry per piece, as one tensor of a `length`."""
    if not rows:
        return torch.zeros((0, length), dtype=torch.long)
    width = [(0, 0)] * (rows[0].ndim - 1)
    return torch.from_numpy(
        np.stack([np.pad(row, [(0, length - len(row)), *width], constant_values=fill) for row in rows])
    )


@attrs.frozen(kw_only=True, eq=False)
class Taught:
    """Hold the lessons of a batch, padded: the scores and states of its rows, and the parts of each cue.

    `inside` says where a row has pieces, and `owner` in which row each cue is.
    """

    inside: Tensor
    cues: Tensor
    entities: Tensor
    states: Tensor
    owner: Tensor
    distances: Tensor
    parts: Tensor

    @classmethod
    def of(cls, some: Sequence[Lesson]) -> Taught:
        """Pad lessons to the longest of them."""
        lengths = torch.tensor([len(one.unit) for one in some])
        length = int(lengths.max())
        parts = [(row, *part) for row, one in enumerate(some) for part in one.parts]
        return cls(
            inside=torch.arange(length)[None] < lengths[:, None],
            cues=padded([one.cues for one in some], length),
            entities=padded([one.entities for one in some], length),
            states=padded([one.states for one in some], length),
            owner=torch.tensor([row for row, _, _ in parts], dtype=torch.long),
            distances=padded([distances for _, distances, _ in parts], length),
            parts=padded([scores for _, _, scores in parts], length),
        )

    def to(self, device: torch.device) -> Taught:
        """Return the same lessons on a device."""
        return Taught(**{field.name: getattr(self, field.name).to(device) for field in attrs.fields(Taught)})

    def loss(self, cues: Tensor, entities: Tensor, parts: Tensor) -> Tensor:
        """Return how far the scores of cues, names and the cues' parts are from what is taught."""
        total = 2 * _divergence(cues, self.cues, self.inside)
        total = total + 0.5 * _divergence(entities, self.entities, self.inside)
        if len(self.owner):
            sources = self.parts.float().softmax(-1)[..., SOURCE].sum(-1)
            weights = 1 + (SOURCES - 1) * sources
            total = total + _divergence(parts, self.parts, self.inside[self.owner], weights)
        return total

    def apart(self, states: Tensor) -> Tensor:
        """Return the mean square of the differences from the states."""
        return _mean((states.float() - self.states.float()).square().mean(-1), self.inside)


def _divergence(scores: Tensor, taught: Tensor, inside: Tensor, weights: Tensor | float = 1.0) -> Tensor:
    ours = (scores.float() / TEMPERATURE).log_softmax(-1)
    theirs = (taught.float() / TEMPERATURE).log_softmax(-1)
    apart = F.kl_div(ours, theirs, reduction="none", log_target=True).sum(-1)
    return TEMPERATURE**2 * _mean(weights * apart, inside)


def _mean(values: Tensor, inside: Tensor) -> Tensor:
    return (values * inside).sum() / inside.sum()
