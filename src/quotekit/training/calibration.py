"""Confidence made honest: a logistic function fitted so that of those given p, a share p is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs
import numpy as np

from quotekit.attribution.learned.confidence import Confidence
from quotekit.attribution.learned.reading import Found
from quotekit.evaluation import GoldArticle
from quotekit.evaluation.pairing import PairedArticle
from quotekit.training.scoring import confident

_RIDGE = 1e-2
_STEPS = 50


def fit(gold: Sequence[GoldArticle], predicted: Mapping[str, Sequence[Found]]) -> Confidence:
    """Fit the weights of `Confidence` by Newton's method on whether each prediction's *who* is right.

    Where nothing was found there is nothing to fit: the weights are then the unfitted ones.
    """
    evidence, right = [], []
    for article in gold:
        some = [one for one in predicted[article.id] if _has_words(article.text, one)]
        predictions = confident({article.id: some}, Confidence())[article.id]
        evidence += [(1.0, *attrs.astuple(one.evidence)) for one in some]
        right += [good for _, good in PairedArticle(article, predictions).judged()]
    if not evidence:
        return Confidence()
    x, y = np.array(evidence), np.array(right, dtype=float)
    weights = np.zeros(x.shape[1])
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (y - p) - _RIDGE * weights
        curve = (x * (p * (1 - p))[:, None]).T @ x + _RIDGE * np.eye(len(weights))
        weights += np.linalg.solve(curve, slope)
    names = (field.name for field in attrs.fields(Confidence))
    return Confidence(**{name: round(float(w), 4) for name, w in zip(names, weights, strict=True)})


def _has_words(text: str, found: Found) -> bool:
    return any(c.isalnum() for start, end in found.content for c in text[start:end])
