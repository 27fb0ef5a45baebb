"""Distances of pieces from a cue, in buckets: fine nearby, coarse far away."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_EDGES = np.array([1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129])

BUCKETS = 1 + 2 * len(_EDGES)


def distances(length: int, start: int, end: int) -> npt.NDArray[np.int64]:
    """Return the bucket of each of `length` pieces: 0 in the cue's half-open range, then before, then after.

    >>> distances(5, 1, 3).tolist()
    [1, 0, 0, 16, 17]
    """
    places = np.arange(length)
    before = np.searchsorted(_EDGES, start - places, side="right")
    after = np.searchsorted(_EDGES, places - end + 1, side="right")
    return np.where(places < start, before, np.where(places >= end, len(_EDGES) + after, 0))
