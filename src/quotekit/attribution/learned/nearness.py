"""Distances of pieces from a cue, in buckets: fine nearby, coarse far away."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_EDGES = np.array([1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129])

BUCKETS = 1 + 2 * len(_EDGES)

_BUCKET = np.searchsorted(_EDGES, np.arange(1, _EDGES[-1] + 1), side="right")
"""The bucket of each distance from 1 on; what is farther than the last one is in its bucket."""


def distances(length: int, start: int, end: int) -> npt.NDArray[np.int64]:
    """Return the bucket of each of `length` pieces: 0 in the cue's half-open range, then before, then after.

    >>> distances(5, 1, 3).tolist()
    [1, 0, 0, 16, 17]
    """
    out = np.zeros(length, dtype=np.int64)
    out[:start] = _BUCKET.take(np.arange(start - 1, -1, -1), mode="clip")
    out[end:] = len(_EDGES) + _BUCKET.take(np.arange(length - end), mode="clip")
    return out
