"""Logistic models, by which confidences are fitted."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_STEPS = 50


def fit(
    table: Floats,
    right: Floats,
    *,
    penalty: float,
    offset: Floats | float = 0.0,
    counts: Floats | float = 1.0,
) -> Floats:
    """Return the weights of a table's columns, by Newton's method, under which what is right is likeliest.

    `penalty` holds weights near zero. `offset` is what a row's score is without the columns, and `counts` how
    much the row counts.
    """
    weights = np.zeros(table.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-(offset + table @ weights)))
        slope = table.T @ (counts * (chance - right)) + penalty * weights
        curve = (table * (counts * chance * (1 - chance))[:, None]).T @ table + penalty * np.eye(len(weights))
        weights -= np.linalg.solve(curve, slope)
    return weights
