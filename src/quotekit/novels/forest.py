"""Boosted trees read from a file of arrays and evaluated with numpy alone."""

from __future__ import annotations

import functools
from importlib import resources

import attrs
import numpy as np
import numpy.typing as npt

from quotekit.workers import no_fork

Matrix = npt.NDArray[np.float32]

FILE = "novels/speakers.npz"
# How many rows are evaluated at once, which keeps memory flat for long books.
_BATCH = 4096


@attrs.frozen(eq=False, kw_only=True)
class Forest:
    """Hold trees as arrays over all their nodes: a row goes left where its feature is at most the threshold.

    Leaves point to themselves. `roots` are the roots of the trees, `depth` is their greatest depth. `chances`
    and `shares` are the calibration: the share of right speakers for each probability.
    """

    feature: npt.NDArray[np.int16]
    threshold: npt.NDArray[np.float32]
    left: npt.NDArray[np.int32]
    right: npt.NDArray[np.int32]
    value: npt.NDArray[np.float32]
    roots: npt.NDArray[np.int32]
    depth: int
    chances: npt.NDArray[np.float32]
    shares: npt.NDArray[np.float32]

    def score(self, features: Matrix) -> npt.NDArray[np.float64]:
        """Return one score per row: the sum over the trees."""
        scores = np.zeros(len(features))
        for start in range(0, len(features), _BATCH):
            rows = features[start : start + _BATCH]
            at = np.broadcast_to(self.roots, (len(rows), len(self.roots))).copy()
            own = np.arange(len(rows))[:, None]
            for _ in range(self.depth):
                lower = rows[own, self.feature[at]] <= self.threshold[at]
                at = np.where(lower, self.left[at], self.right[at])
            scores[start : start + len(rows)] = self.value[at].sum(axis=1, dtype=np.float64)
        return scores

    def share(self, chance: float) -> float:
        """Return the share of speakers with this probability that are right."""
        return float(np.interp(chance, self.chances, self.shares))


@functools.cache
def shipped() -> Forest:
    """Load the trees that come with quotekit."""
    with no_fork, (resources.files("quotekit") / "resources" / FILE).open("rb") as file:
        arrays = np.load(file, allow_pickle=False)
        return Forest(
            **{name: arrays[name] for name in arrays.files if name != "depth"}, depth=int(arrays["depth"])
        )


def chances(scores: npt.NDArray[np.float64], bounds: npt.NDArray[np.int32]) -> npt.NDArray[np.float64]:
    """Return each candidate's probability within its turn; `bounds` are the rows where turns begin."""
    out = np.zeros_like(scores)
    for low, high in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        if high > low:
            shares = np.exp(scores[low:high] - scores[low:high].max())
            out[low:high] = shares / shares.sum()
    return out
