"""Relaying: what one network answers about its pieces, laid on the pieces of another.

Two tokenizers cut a word differently. A piece takes the roles of the pieces that it overlaps; a span begins
or ends with it only if it begins or ends where the other network's piece does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs
import numpy as np
import numpy.typing as npt

from quotekit.attribution.learned.nearness import distances
from quotekit.attribution.learned.tags import PLACES, tag_shares
from quotekit.attribution.learned.units import Numbers, Unit
from quotekit.training.answers import Lesson

_LEAST = 1e-6
"""The smallest share a tag gets, as there is no logarithm of none."""


def relaid(lessons: Sequence[Lesson], units: Sequence[Unit]) -> Iterator[Lesson | None]:
    """Yield each unit's lesson, or None for one that no unit of the lessons contains.

    The units of both are of one text, which either network cuts where it is too long for it.
    """
    for unit in units:
        low, high = int(unit.starts[0]), int(unit.ends[-1])
        whole = (one for one in lessons if one.unit.starts[0] <= low and high <= one.unit.ends[-1])
        lesson = next(whole, None)
        yield None if lesson is None else _relaid(lesson, unit)


def _relaid(lesson: Lesson, unit: Unit) -> Lesson:
    theirs, overlaps = lesson.unit, _Overlaps.of(lesson.unit, unit)
    parts = []
    for apart, scores in lesson.parts:
        cue = np.flatnonzero(apart == 0)
        start, end = unit.covering(int(theirs.starts[cue[0]]), int(theirs.ends[cue[-1]]))
        if start < end:
            parts.append((distances(len(unit), start, end), overlaps.scores(scores)))
    return Lesson(
        unit=unit,
        cues=overlaps.scores(lesson.cues),
        entities=overlaps.scores(lesson.entities),
        states=np.zeros((len(unit), 0), dtype=np.float16),
        parts=parts,
    )


@attrs.frozen(eq=False)
class _Overlaps:
    """Hold for each piece the first and last of the other network's that it overlaps.

    `opens` says whether it starts where the first one does, and `closes` whether it ends where the last does.
    """

    first: Numbers
    last: Numbers
    opens: npt.NDArray[np.bool_]
    closes: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, theirs: Unit, ours: Unit) -> _Overlaps:
        starts, ends = theirs.starts[1:-1], theirs.ends[1:-1]

        def covering(places: Numbers) -> Numbers:
            return np.clip(np.searchsorted(starts, places, side="right") - 1, 0, len(starts) - 1)

        first, last = covering(ours.starts[1:-1]), covering(ours.ends[1:-1] - 1)
        opens, closes = starts[first] == ours.starts[1:-1], ends[last] == ours.ends[1:-1]
        # The markers at both ends of a unit have no text and stay what they are.
        return cls(
            np.concatenate([[0], first + 1, [len(theirs) - 1]]),
            np.concatenate([[0], last + 1, [len(theirs) - 1]]),
            *(np.concatenate([[True], flags, [True]]) for flags in (opens, closes)),
        )

    def scores(self, theirs: npt.NDArray[np.floating]) -> npt.NDArray[np.float16]:
        """Return the logarithms of the tags' shares by piece, from the other network's scores by its own."""
        shares = tag_shares(theirs.astype(np.float32))
        low, high = shares[self.first], shares[self.last]
        out = np.empty_like(low)
        out[:, 0] = (low[:, 0] + high[:, 0]) / 2
        for tags in range(1, shares.shape[1], len(PLACES)):
            begin, inside, end, single = range(tags, tags + len(PLACES))
            role = [some[:, tags : tags + len(PLACES)].sum(1) for some in (low, high)]
            begun = self.opens * (low[:, begin] + low[:, single]) / np.maximum(role[0], _LEAST)
            ended = self.closes * (high[:, end] + high[:, single]) / np.maximum(role[1], _LEAST)
            mean = (role[0] + role[1]) / 2
            out[:, begin] = mean * begun * (1 - ended)
            out[:, inside] = mean * (1 - begun) * (1 - ended)
            out[:, end] = mean * (1 - begun) * ended
            out[:, single] = mean * begun * ended
        same = (self.first == self.last) & self.opens & self.closes
        out[same] = shares[self.first[same]]
        return np.asarray(np.log(np.maximum(out, _LEAST)), dtype=np.float16)
