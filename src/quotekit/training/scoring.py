"""Scores of a network in training, and its calibration."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs
import numpy as np
from tokenizers import Tokenizer

from quotekit.attribution.learned.confidence import Confidence
from quotekit.attribution.learned.decoding import Found, Network, find
from quotekit.attribution.learned.units import Unit
from quotekit.evaluation import Attribution, GoldArticle, evaluate
from quotekit.evaluation.pairing import PairedArticle
from quotekit.training import logistic
from quotekit.training.corpus import Scheme, cut_units

THRESHOLDS = tuple(step / 50 for step in range(5, 40))
"""The thresholds to try."""

_RIDGE = 1e-2


@attrs.frozen(kw_only=True, eq=False)
class Held:
    """Hold gold articles that training does not see, cut into units."""

    articles: tuple[GoldArticle, ...]
    scheme: Scheme
    units: Mapping[str, Sequence[Unit]]

    @classmethod
    def of(cls, articles: Sequence[GoldArticle], tokenizer: Tokenizer) -> Held:
        """Cut articles into units."""
        return cls(
            articles=tuple(articles),
            scheme=Scheme.of(articles),
            units={article.id: list(cut_units(article.text, tokenizer)) for article in articles},
        )

    def found(self, network: Network) -> dict[str, list[Found]]:
        """Return the attributions in each article that have content and are of a kind that is annotated."""
        found = {
            article: [one for one in find(some, network) if one.content]
            for article, some in self.units.items()
        }
        return {article: list(self._counted(some)) for article, some in found.items()}

    def _counted(self, found: Sequence[Found]) -> Iterator[Found]:
        for one in found:
            if one.act == "deed" and not self.scheme.deeds:
                continue
            start, end = one.cue
            if not self.scheme.nested and any(
                s <= start and end <= e for other in found for s, e in other.content
            ):
                continue
            yield one


def confident(
    found: Mapping[str, Sequence[Found]], confidence: Confidence, least: float = 0.0
) -> dict[str, list[Attribution]]:
    """Return what has at least the confidence `least`, as predictions to be scored."""
    return {
        article: [
            Attribution(content=one.content, cue=(one.cue,), source=one.source, act=one.act, confidence=sure)
            for one in some
            if (sure := confidence.of(one.evidence)) >= least
        ]
        for article, some in found.items()
    }


def fit_confidence(found: Sequence[tuple[Held, Mapping[str, Sequence[Found]]]]) -> Confidence:
    """Fit the weights of `Confidence` to whether each attribution's *who* is right.

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
    weights = logistic.fit(x, y, penalty=_RIDGE, counts=weight)
    names = (field.name for field in attrs.fields(Confidence))
    return Confidence(**{name: round(float(w), 4) for name, w in zip(names, weights, strict=True)})


def _has_words(text: str, found: Found) -> bool:
    return any(c.isalnum() for start, end in found.content for c in text[start:end])


def who_of(gold: Sequence[GoldArticle], predictions: Mapping[str, Sequence[Attribution]]) -> float:
    """Return the F of *who* over all types."""
    report = evaluate(gold, predictions, types=[("direct", "mixed", "indirect")], resamples=0)
    return report.scores[0].who.f


def best_threshold(
    found: Sequence[tuple[Held, Mapping[str, Sequence[Found]]]], confidence: Confidence
) -> float:
    """Return the threshold with the highest F of *who*, as the mean over all files."""

    def mean(least: float) -> float:
        return sum(who_of(held.articles, confident(some, confidence, least)) for held, some in found) / len(
            found
        )

    return max(THRESHOLDS, key=mean)
