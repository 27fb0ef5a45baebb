"""Scores of a network in training."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs
from tokenizers import Tokenizer

from quotekit.attribution.learned.confidence import Confidence
from quotekit.attribution.learned.decoding import Found, Network, find
from quotekit.attribution.learned.units import Unit
from quotekit.evaluation import Attribution, GoldArticle, evaluate
from quotekit.training.corpus import Scheme, cut_units

THRESHOLDS = tuple(step / 50 for step in range(5, 40))
"""The thresholds to try."""


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
