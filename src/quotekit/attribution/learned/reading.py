"""From a network's scores to attributions: cues first, then each cue's content and source."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Protocol

import attrs
import numpy as np
import numpy.typing as npt

from quotekit.attribution.learned.nearness import distances
from quotekit.attribution.learned.tags import ACTS, PART_TAGS, Decoder, Scores
from quotekit.attribution.learned.units import FEATURES, Unit
from quotekit.document import Act

_ANY_CUE = ("O", "B-cue", "I-cue", "E-cue", "S-cue")
_CUES = Decoder(_ANY_CUE)
_PARTS = Decoder(PART_TAGS)

_STARTS = tuple(FEATURES).index("start")
_MARKS = tuple(FEATURES).index("marks")
_PLACES = 4
"""How many tags an act has: beginning, inside, end and single."""

_NO_DEED = ACTS.index("deed")
_INSIDE_CUE = [number for number, tag in enumerate(_ANY_CUE) if tag in ("I-cue", "E-cue")]
_INSIDE_SOURCE = [number for number, tag in enumerate(PART_TAGS) if tag in ("I-source", "E-source")]
_CONTENT = [number for number, tag in enumerate(PART_TAGS) if tag.endswith("content")]
_SOURCE = [number for number, tag in enumerate(PART_TAGS) if tag.endswith("source")]

NEVER = -1e4
"""A score that no path goes through."""

CUE_LEAN = 1.5
"""Added to the scores of every cue tag, so that doubtful cues come out too, with low confidence."""


CROWD, BLOCK, BESIDE = 16, 8, 4
"""Of more than `CROWD` cues in a unit `BLOCK` are read at once, with `BESIDE` more in view on each side."""


@attrs.frozen(eq=False)
class Encoded:
    """Hold a unit's states (pieces, width) and its scores (pieces, tags) for cues and for entities.

    A network may know cues without their acts, which then have the four tags of one, and no entities.
    """

    states: Scores
    cues: Scores
    entities: Scores | None = None


class Network(Protocol):
    """Score a unit: all its cues at once, then the parts of each cue."""

    def encode(self, unit: Unit) -> Encoded:
        """Return what the first pass over a unit gives."""
        ...

    def read(self, states: Scores, distances: npt.NDArray[np.int64]) -> Scores:
        """Return the part scores (cues, pieces, part tags) for each cue's row of distances."""
        ...


@attrs.frozen(kw_only=True)
class Found:
    """Hold one attribution as half-open offsets, with the evidence that its confidence is made of.

    `evidence` has log odds: see `Evidence`.
    """

    content: tuple[tuple[int, int], ...]
    cue: tuple[int, int]
    source: tuple[tuple[int, int], ...]
    act: Act
    evidence: Evidence


@attrs.frozen(kw_only=True)
class Evidence:
    """Hold how sure the network is of an attribution's parts, in log odds.

    `cue` is that of the cue's surest piece: where a cue ends is often open (*said*, *said in a
    statement*) when that there is one is not. Of a cue of speech or thought it is how surely it is
    one of these two. `content` is the mean over the content, `edges` that
    of the least sure edge of content and source, `source` that of the source's surest piece, or
    that there is none, in which case `unsourced` is 1.
    """

    cue: float
    content: float
    edges: float
    source: float
    unsourced: float


def find(unit: Unit, network: Network, *, acts: Collection[Act] = ACTS) -> Iterator[Found]:
    """Find a unit's attributions, in the order of their cues.

    `acts` are those that are asked for. The others are not read where that saves time and changes
    nothing: in a unit with quotation marks all are, as what stands in marks is speech whatever its cue.
    """
    encoded = network.encode(unit)
    scores = encoded.cues
    silent = [*range(min(unit.silent, len(unit))), len(unit) - 1]
    scores[silent, 1:] = NEVER
    opens_sentence = np.flatnonzero(unit.features[:, _STARTS])
    whole = _whatever_the_act(scores)
    whole[opens_sentence[:, None], _INSIDE_CUE] = NEVER  # neither cue nor source goes over a sentence's end
    cues = [(start, end) for start, end, _ in _CUES.spans(_CUES.path(whole))]
    shares = _shares(scores)[:, 1:].reshape(len(unit), -1, _PLACES).sum(2)
    if not unit.features[:, _MARKS].any():
        cues = [(start, end) for start, end in cues if _act(shares[start:end]) in acts]
    if not cues:
        return
    for some, low, high in _runs(cues, len(unit)):
        parts = network.read(
            encoded.states[low:high],
            np.stack([distances(high - low, start - low, end - low) for start, end in some]),
        )
        parts[:, [at - low for at in silent if low <= at < high], 1:] = NEVER
        inner = opens_sentence[(opens_sentence >= low) & (opens_sentence < high)] - low
        parts[:, inner[:, None], _INSIDE_SOURCE] = NEVER
        for cue, rows in zip(some, parts, strict=True):
            yield _found(unit, cue, rows, shares, low)


def _runs(cues: list[tuple[int, int]], length: int) -> Iterator[tuple[list[tuple[int, int]], int, int]]:
    """Return the cues that are read in one run, and the range of pieces that they are read in.

    That is the whole unit. Where cues crowd (in `"a" said X. "b" said X. …` one stands every few
    pieces), only the neighbourhood, so that memory and time stay in proportion to the text.
    """
    if len(cues) <= CROWD:
        yield cues, 0, length
        return
    for at in range(0, len(cues), BLOCK):
        low = cues[at - BESIDE][0] if at >= BESIDE else 0
        after = at + BLOCK + BESIDE
        yield cues[at : at + BLOCK], low, cues[after][0] if after < len(cues) else length


def _found(unit: Unit, cue: tuple[int, int], rows: Scores, acts: Scores, low: int) -> Found:
    """Return the attribution of one cue from the scores of its parts, which begin at the piece `low`."""
    start, end = cue
    rows[start - low : end - low, 1:] = NEVER  # a cue is no part of its own content or source
    path = _PARTS.path(rows)
    shares = _shares(rows)
    spans = _PARTS.spans(path)
    in_content, in_source = shares[:, _CONTENT].sum(1), shares[:, _SOURCE].sum(1)
    content = [(s, e) for s, e, role in spans if role == "content"]
    # One mention names the sayer: where the path has two, it could not choose.
    named = [(float(in_source[s:e].max()), s, e) for s, e, role in spans if role == "source"]
    surest, *place = max(named, default=(1 - float(in_source.max()),))
    source = [(place[0], place[1])] if place else []
    act = _act(acts[start:end])
    counted = acts[start:end] if act == "deed" else acts[start:end, :_NO_DEED]
    edges = [edge for s, e in (*content, *source) for edge in (s, e - 1)]
    return Found(
        content=_offsets(unit, content, low),
        cue=_offsets(unit, [cue], 0)[0],
        source=_offsets(unit, source, low),
        act=act,
        evidence=Evidence(
            cue=_odds(float(counted.sum(1).max())),
            content=_odds(_mean([float(in_content[s:e].mean()) for s, e in content])),
            edges=_odds(min((float(shares[edge, path[edge]]) for edge in edges), default=0.0)),
            source=_odds(surest),
            unsourced=float(not source),
        ),
    )


def _act(shares: Scores) -> Act:
    """Return a cue's act from the share of each in its pieces."""
    return ACTS[int(shares.sum(0).argmax())]


def _whatever_the_act(scores: Scores) -> Scores:
    """Return the scores of the tags of a cue whatever its act is, those of cues with their lead."""
    places = scores[:, 1:].reshape(len(scores), -1, _PLACES)
    highest = places.max(1, keepdims=True)
    summed = highest[:, 0] + np.log(np.exp(places - highest).sum(1))
    return np.concatenate([scores[:, :1], summed + np.float32(CUE_LEAN)], axis=1)


def _offsets(unit: Unit, ranges: list[tuple[int, int]], low: int) -> tuple[tuple[int, int], ...]:
    return tuple((int(unit.starts[low + start]), int(unit.ends[low + end - 1])) for start, end in ranges)


def _mean(numbers: list[float]) -> float:
    return sum(numbers) / len(numbers) if numbers else 0.0


def _shares(scores: Scores) -> Scores:
    weights = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(weights / weights.sum(-1, keepdims=True), dtype=np.float32)


def _odds(share: float) -> float:
    share = min(max(share, 1e-4), 1 - 1e-4)
    return float(np.log(share / (1 - share)))
