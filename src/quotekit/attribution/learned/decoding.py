"""From a network's scores to attributions: first the cues, then the content and source of each cue."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
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
from quotekit.attribution.learned.units import FEATURES, Unit, stretches
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

NEAR_LEAN = 0.75
"""What is added where time counts more (see `find`): fewer doubtful cues are read."""

OWED_LEAN = 3.0
"""Added to the scores of source tags where a cue without a source must have one."""

CROWD, BESIDE = 16, 1
"""Of more than `CROWD` cues in a unit each is read with so many on each side of it, and not with them all.

In 40 news articles no unit had more than eight."""

TOGETHER = 2048
"""How many pieces of units are passed to the network at once: enough to fill its runs without more memory."""


@attrs.frozen(eq=False)
class Encoded:
    """Hold a unit's states (pieces, width) and its scores (pieces, tags) for cues and for entities."""

    states: Scores
    cues: Scores
    entities: Scores


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

    `cue` is that of the cue's surest piece: where a cue ends is often open (*said*, *said in a statement*)
    when that there is one is not. Of a cue of speech or thought it is how surely it is one of these two.
    `content` is the mean over the content, `edges` that of the least sure edge of content and source,
    `source` that of the source's surest piece, or that there is none, in which case `unsourced` is 1.
    """

    cue: float
    content: float
    edges: float
    source: float
    unsourced: float


Wanted = Callable[[Act, int, int], bool]
"""Whether a cue is worth reading, by its act and its offsets."""

Owed = Callable[[int, int], bool]
"""Whether somebody must be the source of a cue, by its offsets."""


def find(
    units: Iterable[Unit],
    network: Network,
    *,
    wanted: Wanted = lambda act, start, end: True,
    owed: Owed = lambda start, end: False,
    source_lean: float = 0.0,
    near: bool = False,
) -> Iterator[Found]:
    """Find the attributions in units, in the order of the units and their cues.

    Cues that are not `wanted` are left out where that saves time and changes nothing: in a unit with
    quotation marks all are read, as what stands in marks is speech whatever its cue. A cue that is `owed` a
    source gets the likeliest one even where none is likelier. `source_lean` is added to the scores of all
    source tags, so that doubtful sources are given too. A cue is read with its whole unit, or if `near` with
    its own stretch alone (see `stretches`), which takes less time.
    """
    for some in _together(units):
        cues = list(_cues(some, network.encode(some), wanted, near=near))
        if cues:
            yield from _found(cues, network.read([cue.marked() for cue in cues]), owed, source_lean)


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


def _cues(units: Sequence[Unit], encoded: Sequence[Encoded], wanted: Wanted, *, near: bool) -> Iterator[_Cue]:
    """Return the cues of units; the scores of all are one array, since many small ones cost more."""
    stops = list(accumulate(map(len, units)))
    scores = np.concatenate([one.cues for one in encoded])
    features = np.concatenate([unit.features for unit in units])
    silent = [place for unit, stop in zip(units, stops, strict=True) for place in _silent(unit, stop)]
    scores[silent, 1:] = NEVER
    opens_sentence = features[:, _STARTS] > 0
    whole = _whatever_the_act(scores, NEAR_LEAN if near else CUE_LEAN)
    whole[opens_sentence[:, None] & _IS_INSIDE_CUE] = NEVER  # no cue crosses the end of a sentence
    path = _CUES.path(whole, stops)
    spans = _CUES.spans(path)
    if not spans:
        return
    acts, sure = _acts(role_shares(scores[path > 0]), [stop - start for start, stop, _ in spans])
    opening = np.flatnonzero(stretches(features)).tolist() if near else []
    marked = [0, *np.cumsum(features[:, _MARKS] > 0).tolist()]
    for unit, one, begin, those in zip(units, encoded, [0, *stops], _apart(spans, stops), strict=False):
        places = [_Place(spans[n][0] - begin, spans[n][1] - begin, acts[n], sure[n]) for n in those]
        if not places:
            continue

        def worth(place: _Place, low: int, high: int, unit: Unit = unit, begin: int = begin) -> bool:
            start, end = int(unit.starts[place.start]), int(unit.ends[place.stop - 1])
            return marked[begin + low] < marked[begin + high] or wanted(place.act, start, end)

        # The markers belong to the first and the last stretch.
        inner = opening[bisect_right(opening, begin + 1) : bisect_left(opening, begin + len(unit))]
        edges = [0, *(place - begin for place in inner), len(unit)]
        for place, low, high in _views(places, edges, worth):
            yield _Cue(unit, one.states, place, low, high)


def _acts(shares: Scores, sizes: Sequence[int]) -> tuple[list[Act], list[float]]:
    """Return the act of each cue from the shares of its pieces, and how surely it is one of its kind."""
    begins = [0, *accumulate(sizes[:-1])]
    numbers = np.add.reduceat(shares, begins).argmax(1)
    counted = np.where(
        numbers == _NO_DEED,
        np.maximum.reduceat(shares.sum(1), begins),
        np.maximum.reduceat(shares[:, :_NO_DEED].sum(1), begins),
    )
    return [ACTS[number] for number in numbers.tolist()], counted.tolist()


def _silent(unit: Unit, stop: int) -> tuple[int, ...]:
    """Return the places of a unit's silent pieces in a row of units where it ends at `stop`."""
    start = stop - len(unit)
    return (*range(start, start + unit.silent), stop - 1)


def _apart(spans: Sequence[tuple[int, int, str]], stops: Sequence[int]) -> Iterator[range]:
    """Return the numbers of the spans in each of several sequences that stand in a row and end at `stops`."""
    bounds = np.searchsorted([start for start, _, _ in spans], stops).tolist()
    return map(range, [0, *bounds[:-1]], bounds)


@attrs.frozen(slots=True)
class _Place:
    """Hold where a cue's pieces are in its unit, half-open, with its act.

    `sure` is how surely its surest piece is one of that kind of cue: see `Evidence`.
    """

    start: int
    stop: int
    act: Act
    sure: float


_View = tuple[_Place, int, int]
"""A cue with the half-open range of pieces around it that is read."""


def _views(cues: Sequence[_Place], edges: Sequence[int], worth: Callable[..., bool]) -> Iterator[_View]:
    """Return each cue that is `worth` reading with what is read: all between the `edges` around it.

    Where cues crowd (in `"a" said X. "b" said X. …` one stands every few pieces), that is only the
    neighbourhood, so that memory and time stay in proportion to the text.
    """
    around = [
        (cue, edges[bisect_right(edges, cue.start) - 1], edges[bisect_left(edges, cue.stop)]) for cue in cues
    ]
    views = [view for view in around if worth(*view)]
    crowded = len(views) > CROWD
    for at, (cue, low, high) in enumerate(views):
        before, after = at - BESIDE, at + BESIDE + 1
        if crowded and before >= 0:
            low = max(low, views[before][0].start)
        if crowded and after < len(views):
            high = min(high, views[after][0].start)
        yield cue, low, high


@attrs.frozen(slots=True)
class _Part:
    """Hold a part's pieces, half-open among those of all cues, and how likely they are.

    `content` is the mean over the pieces of how likely they are in a content, `source` the highest for a
    source, `edges` the lower for the tags of the two edges.
    """

    source: float
    start: int
    stop: int
    role: str
    content: float
    edges: float


@attrs.frozen(eq=False)
class _Cue:
    """Hold a cue at its `place`, to be read with the pieces from `low` to `high`."""

    unit: Unit
    states: Scores
    place: _Place
    low: int
    high: int

    def __len__(self) -> int:
        return self.high - self.low

    def marked(self) -> Marked:
        """Return the input of the second pass."""
        away = distances(len(self), self.place.start - self.low, self.place.stop - self.low)
        whole = len(self) == len(self.states)
        return Marked(self.states if whole else self.states[self.low : self.high], away)

    def forbid(self, rows: Scores) -> None:
        """Let no part be in the scores of the cue's parts where there is none."""
        rows[: max(self.unit.silent - self.low, 0), 1:] = NEVER
        if self.high == len(self.unit):
            rows[-1, 1:] = NEVER
        # A cue is not part of its own content or source.
        rows[self.place.start - self.low : self.place.stop - self.low, 1:] = NEVER

    def opens_sentence(self) -> npt.NDArray[np.bool_]:
        """Tell which of the pieces that are read open a sentence."""
        return self.unit.features[self.low : self.high, _STARTS] > 0

    def found(self, parts: Sequence[_Part], begin: int, in_source: float) -> Found:
        """Return the cue's attribution from its parts.

        `begin` is where its pieces begin among those of all cues, `in_source` the highest of their shares for
        a source.
        """
        content = [part for part in parts if part.role == "content"]
        # A source is one mention: if the path has two, it could not choose.
        named = [part for part in parts if part.role == "source"]
        source = [max(named, key=lambda part: (part.source, part.start))] if named else []
        return Found(
            content=tuple(self._offsets(part.start - begin, part.stop - begin) for part in content),
            cue=self._offsets(self.place.start - self.low, self.place.stop - self.low),
            source=tuple(self._offsets(part.start - begin, part.stop - begin) for part in source),
            act=self.place.act,
            evidence=Evidence(
                cue=_odds(self.place.sure),
                content=_odds(_mean([part.content for part in content])),
                edges=_odds(min((part.edges for part in (*content, *source)), default=0.0)),
                source=_odds(source[0].source if source else 1 - in_source),
                unsourced=float(not source),
            ),
        )

    def likeliest_source(self, rows: Scores) -> tuple[tuple[int, int], ...]:
        """Return the source that the scores of the cue's parts make the likeliest, if any comes near."""
        leaning = rows.copy()
        leaning[:, SOURCE] += np.float32(OWED_LEAN)
        in_source = tag_shares(rows)[:, SOURCE].sum(1)
        named = [span for span in _PARTS.spans(_PARTS.path(leaning)) if span[2] == "source"]
        best = max(named, key=lambda span: float(in_source[span[0] : span[1]].max()), default=None)
        return (self._offsets(*best[:2]),) if best else ()

    def _offsets(self, start: int, stop: int) -> tuple[int, int]:
        return int(self.unit.starts[self.low + start]), int(self.unit.ends[self.low + stop - 1])


def _found(cues: Sequence[_Cue], read: Sequence[Scores], owed: Owed, source_lean: float) -> Iterator[Found]:
    """Return the attributions of cues from the scores of their parts, which are one array here too."""
    stops = list(accumulate(map(len, read)))
    begins = [0, *stops[:-1]]
    rows = np.concatenate(read)
    rows[:, SOURCE] += np.float32(source_lean)
    for cue, begin, stop in zip(cues, begins, stops, strict=True):
        cue.forbid(rows[begin:stop])
    opens_sentence = np.concatenate([cue.opens_sentence() for cue in cues])
    rows[opens_sentence[:, None] & _IS_INSIDE_SOURCE] = NEVER  # no source crosses the end of a sentence
    path = _PARTS.path(rows, stops)
    spans = _PARTS.spans(path)
    shares = tag_shares(rows)
    in_source = shares[:, SOURCE].sum(1)
    parts = list(_parts(spans, path, shares, in_source))
    highest = np.maximum.reduceat(in_source, begins).tolist()
    each = zip(cues, begins, stops, _apart(spans, stops), highest, strict=True)
    for cue, begin, stop, those, most in each:
        found = cue.found(parts[those.start : those.stop], begin, most)
        if not found.source and owed(*found.cue):
            found = attrs.evolve(found, source=cue.likeliest_source(rows[begin:stop]))
        yield found


def _parts(
    spans: Sequence[tuple[int, int, str]], path: npt.NDArray[np.int64], shares: Scores, in_source: Scores
) -> Iterator[_Part]:
    """Return the spans with how likely they are, by the shares of tags; `in_source` are those of a source."""
    if not spans:
        return
    firsts, stops = np.array([(start, stop) for start, stop, _ in spans]).T
    edges = np.stack([firsts, stops], axis=1).ravel()
    # A last number, as every second range goes on to the next span: those are left out.
    totals, highest = (
        operation.reduceat(np.append(values, 0), edges)[::2]
        for operation, values in (
            (np.add, shares[:, _CONTENT].sum(1, dtype=np.float64)),
            (np.maximum, in_source),
        )
    )
    taken = np.minimum(shares[firsts, path[firsts]], shares[stops - 1, path[stops - 1]])
    figures = (some.tolist() for some in (highest, totals / (stops - firsts), taken))
    for source, content, edge, (start, stop, role) in zip(*figures, spans, strict=True):
        yield _Part(source, start, stop, role, content, edge)


def _whatever_the_act(scores: Scores, lean: float) -> Scores:
    """Return the scores of the tags of a cue whatever its act is, those of cues with their lead."""
    turned = scores.T.copy()  # numpy takes many times as long over the short rows
    places = turned[1:].reshape(-1, len(PLACES), len(scores))
    top = places.max(0)
    summed = top + np.log(np.exp(places - top).sum(0)) + np.float32(lean)
    return np.concatenate([turned[:1], summed]).T.copy()


def _mean(numbers: list[float]) -> float:
    return sum(numbers) / len(numbers) if numbers else 0.0


def _odds(share: float) -> float:
    share = min(max(share, 1e-4), 1 - 1e-4)
    return math.log(share / (1 - share))
