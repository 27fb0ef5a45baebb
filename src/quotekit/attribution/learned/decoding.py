"""From a network's scores to attributions: first the cues, then the content and source of each cue."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Protocol

import attrs
import numpy as np
import numpy.typing as npt

from quotekit.attribution.learned.nearness import distances
from quotekit.attribution.learned.tags import (
    ACTS,
    PART_TAGS,
    PLACES,
    SOURCE,
    Decoder,
    Scores,
    role_shares,
    tag_shares,
)
from quotekit.attribution.learned.units import FEATURES, Unit
from quotekit.document import Act

_ANY_CUE = ("O", "B-cue", "I-cue", "E-cue", "S-cue")
_CUES = Decoder(_ANY_CUE)
_PARTS = Decoder(PART_TAGS)

_STARTS = tuple(FEATURES).index("start")
_MARKS = tuple(FEATURES).index("marks")

_NO_DEED = ACTS.index("deed")
_IS_INSIDE_CUE = np.isin(_ANY_CUE, ("I-cue", "E-cue"))
_IS_INSIDE_SOURCE = np.isin(PART_TAGS, ("I-source", "E-source"))
_CONTENT = [number for number, tag in enumerate(PART_TAGS) if tag.endswith("content")]

NEVER = -1e4
"""A score that no best path includes."""

CUE_LEAN = 1.5
"""Added to the scores of all cue tags, so that doubtful cues are found too, with low confidence."""


CROWD, BESIDE = 16, 2
"""Of more than `CROWD` cues in a unit each is read with so many on each side of it, and not with them all."""

TOGETHER = 2048
"""How many pieces of units are passed to the network at once: enough to fill its runs without more memory."""


@attrs.frozen(eq=False)
class Encoded:
    """Hold a unit's states (pieces, width) and its scores (pieces, tags) for cues and for entities.

    A network may know cues without their acts, which then have the four tags of one, and no entities.
    """

    states: Scores
    cues: Scores
    entities: Scores | None = None


@attrs.frozen(eq=False)
class Marked:
    """Hold a range of a unit: its states (pieces, width), and the distance of each piece from one cue."""

    states: Scores
    distances: npt.NDArray[np.int64]


class Network(Protocol):
    """Score units: all cues at once, then the parts of each cue."""

    def encode(self, units: Sequence[Unit]) -> list[Encoded]:
        """Return the result of the first pass for each unit."""
        ...

    def read(self, marked: Sequence[Marked]) -> list[Scores]:
        """Return the part scores (pieces, part tags) for each marked cue."""
        ...


@attrs.frozen(kw_only=True)
class Found:
    """Hold one attribution as half-open offsets, with the evidence for its confidence.

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


Wanted = Callable[[Act, int, int], bool]
"""Whether a cue is worth reading, by its act and its offsets."""


def find(
    units: Iterable[Unit],
    network: Network,
    *,
    wanted: Wanted = lambda act, start, end: True,
    source_lean: float = 0.0,
) -> Iterator[Found]:
    """Find the attributions in units, in the order of the units and their cues.

    Cues that are not `wanted` are left out where that saves time and changes nothing: in a unit with
    quotation marks all are read, as what stands in marks is speech whatever its cue. `source_lean` is added
    to the scores of all source tags, so that doubtful sources are given too.
    """
    for some in _together(units):
        cues = list(_cues(some, network.encode(some), wanted))
        if cues:
            yield from _found(cues, network.read([cue.marked() for cue in cues]), source_lean)


def _together(units: Iterable[Unit]) -> Iterator[list[Unit]]:
    some: list[Unit] = []
    pieces = 0
    for unit in units:
        if pieces + len(unit) > TOGETHER and some:
            yield some
            some, pieces = [], 0
        some.append(unit)
        pieces += len(unit)
    if some:
        yield some


def _cues(units: Sequence[Unit], encoded: Sequence[Encoded], wanted: Wanted) -> Iterator[_Cue]:
    """Return the cues of units; the scores of all are one array, since many small ones cost more."""
    stops = list(accumulate(map(len, units)))
    scores = np.concatenate([one.cues for one in encoded])
    features = np.concatenate([unit.features for unit in units])
    silent = [place for unit, stop in zip(units, stops, strict=True) for place in _silent(unit, stop)]
    scores[silent, 1:] = NEVER
    opens_sentence = features[:, _STARTS] > 0
    whole = _whatever_the_act(scores)
    whole[opens_sentence[:, None] & _IS_INSIDE_CUE] = NEVER  # no cue crosses the end of a sentence
    path = _CUES.path(whole, stops)
    spans = _apart(_CUES.spans(path), stops)
    every = np.zeros((len(scores), (scores.shape[1] - 1) // len(PLACES)), dtype=np.float32)
    every[path > 0] = role_shares(scores[path > 0])
    for unit, one, found, stop in zip(units, encoded, spans, stops, strict=True):
        places = [(start, end) for start, end, _ in found]
        shares = every[stop - len(unit) : stop]
        if places and not unit.features[:, _MARKS].any():
            places = [
                (start, end)
                for start, end in places
                if wanted(_act(shares[start:end]), int(unit.starts[start]), int(unit.ends[end - 1]))
            ]
        for (start, end), low, high in _views(places, len(unit)):
            yield _Cue(unit, one.states, shares[start:end], start, end, low, high)


def _silent(unit: Unit, stop: int) -> tuple[int, ...]:
    """Return the places of a unit's silent pieces in a row of units where it ends at `stop`."""
    start = stop - len(unit)
    return (*range(start, start + unit.silent), stop - 1)


def _apart(spans: Iterable[tuple[int, int, str]], stops: Sequence[int]) -> list[list[tuple[int, int, str]]]:
    """Return the spans in each of several sequences that stand in a row and end at `stops`."""
    out: list[list[tuple[int, int, str]]] = [[] for _ in stops]
    for start, end, role in spans:
        number = bisect_right(stops, start)
        begin = stops[number - 1] if number else 0
        out[number].append((start - begin, end - begin, role))
    return out


def _views(cues: list[tuple[int, int]], length: int) -> Iterator[tuple[tuple[int, int], int, int]]:
    """Return each cue with the range of pieces around it that is read.

    That is the whole unit. Where cues crowd (in `"a" said X. "b" said X. …` one stands every few
    pieces), only the neighbourhood, so that memory and time stay in proportion to the text.
    """
    crowded = len(cues) > CROWD
    for at, cue in enumerate(cues):
        before, after = at - BESIDE, at + BESIDE + 1
        low = cues[before][0] if crowded and before >= 0 else 0
        yield cue, low, cues[after][0] if crowded and after < len(cues) else length


@attrs.frozen(eq=False)
class _Cue:
    """Hold a cue at the pieces from `start` to `end`, to be read with those from `low` to `high`.

    `acts` has the probability of each act for each of the cue's pieces.
    """

    unit: Unit
    states: Scores
    acts: Scores
    start: int
    end: int
    low: int
    high: int

    def marked(self) -> Marked:
        """Return the input of the second pass."""
        away = distances(self.high - self.low, self.start - self.low, self.end - self.low)
        whole = self.high - self.low == len(self.states)
        return Marked(self.states if whole else self.states[self.low : self.high], away)

    def forbid(self, rows: Scores) -> None:
        """Let no part be in the scores of the cue's parts where there is none."""
        rows[: max(self.unit.silent - self.low, 0), 1:] = NEVER
        if self.high == len(self.unit):
            rows[-1, 1:] = NEVER
        # A cue is not part of its own content or source.
        rows[self.start - self.low : self.end - self.low, 1:] = NEVER

    def opens_sentence(self) -> npt.NDArray[np.bool_]:
        """Tell which of the pieces that are read open a sentence."""
        return self.unit.features[self.low : self.high, _STARTS] > 0

    def found(
        self, spans: Sequence[tuple[int, int, str]], in_content: Scores, in_source: Scores, taken: Scores
    ) -> Found:
        """Return the cue's attribution from the spans of its parts.

        For each piece there is how likely it is in a content, in a source, and has the tag that it was given.
        """
        content = [(s, e) for s, e, role in spans if role == "content"]
        # A source is one mention: if the path has two, it could not choose.
        named = [(float(in_source[s:e].max()), s, e) for s, e, role in spans if role == "source"]
        surest, *place = max(named) if named else (1 - float(in_source.max()),)
        source = [(place[0], place[1])] if place else []
        act = _act(self.acts)
        counted = self.acts if act == "deed" else self.acts[:, :_NO_DEED]
        edges = [edge for s, e in (*content, *source) for edge in (s, e - 1)]
        return Found(
            content=self._offsets(content),
            cue=self._offsets([(self.start - self.low, self.end - self.low)])[0],
            source=self._offsets(source),
            act=act,
            evidence=Evidence(
                cue=_odds(float(counted.sum(1).max())),
                content=_odds(_mean([float(in_content[s:e].mean()) for s, e in content])),
                edges=_odds(min((float(taken[edge]) for edge in edges), default=0.0)),
                source=_odds(surest),
                unsourced=float(not source),
            ),
        )

    def _offsets(self, ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        starts, ends = self.unit.starts[self.low :], self.unit.ends[self.low :]
        return tuple((int(starts[start]), int(ends[end - 1])) for start, end in ranges)


def _found(cues: Sequence[_Cue], read: Sequence[Scores], source_lean: float) -> Iterator[Found]:
    """Return the attributions of cues from the scores of their parts, which are one array here too."""
    stops = list(accumulate(map(len, read)))
    rows = np.concatenate(read)
    rows[:, SOURCE] += np.float32(source_lean)
    for cue, stop in zip(cues, stops, strict=True):
        cue.forbid(rows[stop - (cue.high - cue.low) : stop])
    opens_sentence = np.concatenate([cue.opens_sentence() for cue in cues])
    rows[opens_sentence[:, None] & _IS_INSIDE_SOURCE] = NEVER  # no source crosses the end of a sentence
    path = _PARTS.path(rows, stops)
    shares = tag_shares(rows)
    in_content, in_source = shares[:, _CONTENT].sum(1), shares[:, SOURCE].sum(1)
    taken = np.take_along_axis(shares, path[:, None], axis=1)[:, 0]
    for cue, spans, stop in zip(cues, _apart(_PARTS.spans(path), stops), stops, strict=True):
        one = slice(stop - (cue.high - cue.low), stop)
        yield cue.found(spans, in_content[one], in_source[one], taken[one])


def _act(shares: Scores) -> Act:
    """Return a cue's act from the probabilities for its pieces."""
    return ACTS[int(shares.sum(0).argmax())]


def _whatever_the_act(scores: Scores) -> Scores:
    """Return the scores of the tags of a cue whatever its act is, those of cues with their lead."""
    places = scores[:, 1:].reshape(len(scores), -1, len(PLACES))
    top = places.max(1, keepdims=True)
    summed = top[:, 0] + np.log(np.exp(places - top).sum(1))
    return np.concatenate([scores[:, :1], summed + np.float32(CUE_LEAN)], axis=1)


def _mean(numbers: list[float]) -> float:
    return sum(numbers) / len(numbers) if numbers else 0.0


def _odds(share: float) -> float:
    share = min(max(share, 1e-4), 1 - 1e-4)
    return float(np.log(share / (1 - share)))
