"""The gate: a small table that tells in which stretches of a text a cue may be, so that only these are read.

Each word piece has three weights: for where it stands, and for its neighbours on either side. To add them up
takes a fiftieth of the network's time.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import accumulate

import attrs
import numpy as np
import numpy.typing as npt

from quotekit.errors import ModelError

FILE = "gate.npy"
"""The table's file in a model's folder."""

MOST = 12
"""What a piece adds to its stretch at most, in log odds; more would only overflow."""


@attrs.frozen(eq=False)
class Gate:
    """Let those stretches through whose log odds of a cue are `least` or more.

    `table` has three rows, with the weights of each piece as itself, before another and after another.
    """

    table: npt.NDArray[np.float32]
    least: float

    @classmethod
    def read(cls, data: bytes, *, least: float, pieces: int) -> Gate:
        """Return the gate in a file. Raises `ModelError` if the file has no table for so many `pieces`."""
        try:
            table = np.load(io.BytesIO(data), allow_pickle=False)
        except (ValueError, EOFError, OSError) as error:
            raise ModelError(f"expected a table in {FILE}, got {error}") from error
        if table.shape != (3, pieces) or table.dtype.kind != "f" or not np.isfinite(table).all():
            raise ModelError(f"expected three rows of {pieces} numbers in {FILE}, got {table.shape}")
        return cls(table.astype(np.float32), least)

    def passed(
        self,
        pieces: npt.NDArray[np.int64],
        counts: Sequence[int],
        opening: npt.NDArray[np.bool_],
        markers: npt.NDArray[np.int64],
    ) -> npt.NDArray[np.bool_]:
        """Return which pieces of some paragraphs are let through.

        `counts` are the numbers of pieces of the paragraphs, `opening` tells which pieces open a stretch, and
        `markers` stand around each paragraph.
        """
        own, before, after = self.table
        previous, following = np.roll(pieces, 1), np.roll(pieces, -1)
        edges = [stop % len(pieces) for stop in accumulate(counts)]
        previous[edges] = markers[0]
        following[np.subtract(edges, 1)] = markers[1]
        firsts = opening.copy()
        firsts[edges] = True
        odds = np.exp(np.minimum(own[pieces] + before[previous] + after[following], MOST))
        sums = np.add.reduceat(odds, np.flatnonzero(firsts))
        kept: npt.NDArray[np.bool_] = np.take(sums >= np.exp(self.least), np.cumsum(firsts) - 1)
        return kept
