"""The fit of the confidence in a name: a logistic model of the evidence for it."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from quotekit.document import Quotation
from quotekit.document.records import in_text_order
from quotekit.evaluation.words import same_name
from quotekit.matcher import MarkMatcher
from quotekit.pipeline import Pipeline
from quotekit.speakers import NameResolver
from quotekit.speakers.resolving.scorer import Weights
from quotekit.speakers.resolving.walk import Walk
from quotekit.stages import NamingAttributor
from quotekit.tokenizer import EnglishTokenizer
from quotekit.training import logistic
from quotekit.training.speakers import scorer
from quotekit.training.speakers.articles import Gold, Told, gold_in, lessons, quotations_in

# Parts of the articles that are held out in turn.
FOLDS = 2
PENALTY, KIND_PENALTY = 20.0, 3.0
# What articles that nobody has read correct.
CORRECTED = ("bias", "organisation", "group", "document", "place")

Row = tuple[Mapping[str, float], bool]
"""The evidence for a name, and whether it is right."""


def learn(articles: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """Return the weights where each article's names are those of a scorer that never saw it."""
    rows: list[Row] = []
    for fold in range(FOLDS):
        seen = [a for n, a in enumerate(articles) if n % FOLDS != fold]
        held = [a for n, a in enumerate(articles) if n % FOLDS == fold]
        rows += judged(held, scorer.learn([*seen, *lessons()]))
    return fit(rows)


def judged(articles: Sequence[Mapping[str, Any]], weights: Weights) -> Iterator[Row]:
    """Return the evidence for the speaker of each source, and whether the name is right.

    Each article is read with the network's names and without: the network has read the articles, so that its
    names in them are better than in others.
    """
    tokenizer, matcher, resolver = EnglishTokenizer(), MarkMatcher(), NameResolver(least=0)
    for article in articles:
        tokenized = tokenizer.tokenize(article["text"])
        quoted, quotations = matcher.match(tokenized), quotations_in(article)
        told = functools.partial(_told_of_source, gold_in(article))
        for names in (scorer.names_in(tokenized, quoted, article.get("folder")), ()):
            walk = resolver.walk(tokenized, quoted, quotations, names)
            yield from _rows(walk, weights, told)


def found(articles: Iterable[Mapping[str, Any]], weights: Weights) -> Iterator[Row]:
    """Return the evidence for the speaker of each source that the pipeline finds, as `judged` does."""
    pipeline, resolver = Pipeline(), NameResolver(least=0)
    assert isinstance(pipeline.attributor, NamingAttributor)
    for article in articles:
        tokenized = pipeline.tokenizer.tokenize(article["text"])
        quoted = pipeline.matcher.match(tokenized)
        quotations, names = pipeline.attributor.attribute_with_names(tokenized, quoted)
        walk = resolver.walk(tokenized, quoted, in_text_order(quotations), names)
        yield from _rows(walk, weights, functools.partial(_told, article))


def _rows(walk: Walk, weights: Weights, told: Callable[[Quotation], Told | None]) -> Iterator[Row]:
    """Return a row for each source of a text of which it is told who speaks."""
    walk.antecedents.scorer.weights = weights
    answers, entities = walk.run(), walk.index.register.entities
    for number, grounds in walk.grounds.items():
        right = told(walk.quotations[number])
        if right is not None:
            kind, speaker = right
            name = " | ".join(dict.fromkeys(entities[n].name for n in answers[number]))
            yield grounds, same_name(speaker, kind, name)


def _told_of_source(gold: Gold, quotation: Quotation) -> Told | None:
    return gold.get((quotation.source[0].start, quotation.source[-1].end))


def _told(article: Mapping[str, Any], quotation: Quotation) -> Told | None:
    """Return the speaker of the gold quotation with half a quotation's content and some of its source."""
    said = {k for part in quotation.content for k in range(part.start, part.end)}
    for quote in article["quotes"]:
        theirs = {k for start, end in quote["content"] for k in range(start, end)}
        alike = 4 * len(said & theirs) >= len(said) + len(theirs)
        sources = itertools.product(quote["source"], quotation.source)
        shared = any(part.start < end and start < part.end for (start, end), part in sources)
        if alike and shared and quote["speaker"]:
            return quote["speaker_kind"], quote["speaker"]
    return None


def fit(rows: Sequence[Row]) -> dict[str, float]:
    """Return the weights of a logistic model of which names are right."""
    names = sorted({name for grounds, _ in rows for name in grounds})
    table = np.array([[grounds.get(name, 0.0) for name in names] for grounds, _ in rows])
    right = np.array([good for _, good in rows], dtype=np.float64)
    values = logistic.fit(table, right, penalty=PENALTY)
    return dict(zip(names, values.tolist(), strict=True))


def corrected(weights: Mapping[str, float], rows: Sequence[Row]) -> dict[str, float]:
    """Return the weights with those of the kinds fitted again, all others as they are."""
    table = np.array([[grounds.get(name, 0.0) for name in CORRECTED] for grounds, _ in rows])
    score = np.array([sum(weights.get(name, 0.0) * x for name, x in grounds.items()) for grounds, _ in rows])
    right = np.array([good for _, good in rows], dtype=np.float64)
    change = logistic.fit(table, right, penalty=KIND_PENALTY, offset=score)
    moved = zip(CORRECTED, change.tolist(), strict=True)
    return {**weights, **{name: weights.get(name, 0.0) + value for name, value in moved}}


def write(weights: Mapping[str, float], path: Path) -> None:
    """Write a feature a line with its weight."""
    head = (
        "# How sure a name given to a source is: feature, tab, weight. Fitted by "
        "quotekit.training.speakers on articles held out."
    )
    lines = [f"{name}\t{value:.3f}" for name, value in sorted(weights.items())]
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
