"""Calibration: a logistic function, fitted so that a share p of the answers with confidence p is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs
import numpy as np

from quotekit.attribution.learned.confidence import Confidence
from quotekit.attribution.learned.decoding import Found
from quotekit.evaluation.pairing import PairedArticle
from quotekit.training.scoring import Held, confident

_RIDGE = 1e-2
_STEPS = 50


def fit(found: Sequence[tuple[Held, Mapping[str, Sequence[Found]]]]) -> Confidence:
    """Fit the weights of `Confidence` by Newton's method on whether each attribution's *who* is right.

    Each file of articles weighs the same, however many attributions it has. If nothing was found, the
    weights are the unfitted ones.
    """
    evidence: list[tuple[float, ...]] = []
    right: list[bool] = []
    share: list[float] = []
    for held, by_article in found:
        before = len(evidence)
        for article in held.articles:
            some = [one for one in by_article[article.id] if _has_words(article.text, one)]
            predictions = confident({article.id: some}, Confidence())[article.id]
            evidence += [(1.0, *attrs.astuple(one.evidence)) for one in some]
            right += [good for _, good in PairedArticle(article, predictions).judged()]
        share += [1 / max(len(evidence) - before, 1)] * (len(evidence) - before)
    if not evidence:
        return Confidence()
    x, y = np.array(evidence), np.array(right, dtype=float)
    weight = np.array(share) * len(evidence) / sum(share)
    weights = np.zeros(x.shape[1])
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (weight * (y - p)) - _RIDGE * weights
        curve = (x * (weight * p * (1 - p))[:, None]).T @ x + _RIDGE * np.eye(len(weights))
        weights += np.linalg.solve(curve, slope)
    names = (field.name for field in attrs.fields(Confidence))
    return Confidence(**{name: round(float(w), 4) for name, w in zip(names, weights, strict=True)})


def _has_words(text: str, found: Found) -> bool:
    return any(c.isalnum() for start, end in found.content for c in text[start:end])
