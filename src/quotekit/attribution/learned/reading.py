"""From a network's scores to attributions: cues first, then each cue's content and source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import attrs
import numpy as np
import numpy.typing as npt

from quotekit.attribution.learned.nearness import distances
from quotekit.attribution.learned.tags import CUE_TAGS, PART_TAGS, Decoder, Scores
from quotekit.attribution.learned.units import Unit

_CUES = Decoder(CUE_TAGS)
_PARTS = Decoder(PART_TAGS)

CUE_LEAN = 1.5
"""Added to the scores of every cue tag, so that doubtful cues come out too, with low confidence."""


class Network(Protocol):
    """Score a unit: all its cues at once, then the parts of each cue."""

    def encode(self, unit: Unit) -> tuple[Scores, Scores]:
        """Give the states (pieces, width) and the cue scores (pieces, cue tags)."""
        ...

    def read(self, states: Scores, distances: npt.NDArray[np.int64]) -> Scores:
        """Give the part scores (cues, pieces, part tags) for each cue's row of distances."""
        ...


@attrs.frozen(kw_only=True)
class Found:
    """Hold one attribution as half-open offsets, with the evidence that its confidence is made of.

    `cue_odds` is the log odds that the cue is one; `content_odds` and `source_odds` those of the
    least certain piece at the edges of the content, and of the source being where it was put.
    """

    content: tuple[tuple[int, int], ...]
    cue: tuple[int, int]
    source: tuple[tuple[int, int], ...]
    cue_odds: float
    content_odds: float
    source_odds: float


def find(unit: Unit, network: Network) -> Iterator[Found]:
    """Find a unit's attributions, in the order of their cues."""
    states, scores = network.encode(unit)
    lean = np.where(np.arange(len(CUE_TAGS)) == 0, 0.0, CUE_LEAN).astype(np.float32)
    scores[[0, -1], 1:] = -1e4  # the markers have no text to be a cue of
    cues = [(start, end) for start, end, _ in _CUES.spans(_CUES.path(scores + lean))]
    if not cues:
        return
    sure = _shares(scores)
    parts = network.read(states, np.stack([distances(len(unit), *cue) for cue in cues]))
    for (start, end), rows in zip(cues, parts, strict=True):
        rows[[0, -1], 1:] = -1e4
        path = _PARTS.path(rows)
        spans = _PARTS.spans(path)
        chosen = np.take_along_axis(_shares(rows), path[:, None], axis=1)[:, 0]
        content = [(s, e) for s, e, role in spans if role == "content"]
        source = [(s, e) for s, e, role in spans if role == "source"]
        yield Found(
            content=_offsets(unit, content),
            cue=_offsets(unit, [(start, end)])[0],
            source=_offsets(unit, source),
            cue_odds=_odds(float(1 - sure[start:end, 0].max())),
            content_odds=_odds(_certainty(chosen, content)),
            source_odds=_odds(_certainty(chosen, source)),
        )


def _offsets(unit: Unit, ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    return tuple((int(unit.starts[start]), int(unit.ends[end - 1])) for start, end in ranges)


def _certainty(chosen: Scores, ranges: list[tuple[int, int]]) -> float:
    """Give the least share that a piece at an edge gives to the tag it got; of all pieces if no span."""
    if not ranges:
        return float(chosen.min())
    return min(float(chosen[place]) for start, end in ranges for place in (start, end - 1))


def _shares(scores: Scores) -> Scores:
    weights = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(weights / weights.sum(-1, keepdims=True), dtype=np.float32)


def _odds(share: float) -> float:
    share = min(max(share, 1e-4), 1 - 1e-4)
    return float(np.log(share / (1 - share)))
