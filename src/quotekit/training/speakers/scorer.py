"""The fit of the scorer: every pronoun and description is a choice among candidates and nobody.

It is a softmax, linear in their features. Each sort of mention has weights of its own. All are drawn to the
shipped ones, so that what few examples show stays as it is.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from quotekit.attribution.learned.entities import Reader
from quotekit.attribution.learned.session import load, shipped
from quotekit.attribution.learned.units import cut
from quotekit.document import Name, QuotedSpan, Tokenized
from quotekit.evaluation.words import names_of, same_name
from quotekit.matcher import MarkMatcher
from quotekit.speakers import NameResolver
from quotekit.speakers.names.entities import Entity
from quotekit.speakers.resolving.discourse import Place
from quotekit.speakers.resolving.mentions import SORTS, Mention, MentionSort
from quotekit.speakers.resolving.scorer import Choice, Option, Scorer, Weights, weights
from quotekit.tokenizer import EnglishTokenizer
from quotekit.training.speakers.articles import Gold, Told, gold_in, quotations_in

# Articles are read again with what was learnt from the first reading: earlier answers are evidence.
ROUNDS = 2
SHARED_PENALTY, OWN_PENALTY, STEPS, RATE = 40.0, 80.0, 300, 0.05

# Somebody whose gender fits is at least twice as likely as somebody of whom it is unknown.
FITTING = math.log(2)

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@attrs.frozen
class Example:
    """Hold the features of each answer to a mention, and which answers are right."""

    sort: MentionSort
    options: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    article: str
    weight: float = 1.0


@attrs.define(slots=True, eq=False)
class Recording(Scorer):
    """Resolve as ever, and keep what each source could have been."""

    gold: Gold = attrs.field(factory=dict)
    article: str = ""
    led: bool = False
    weight: float = 1.0
    examples: list[Example] = attrs.field(factory=list)

    def choose(self, mention: Mention, place: Place) -> Choice:
        wanted = self._gold_of(mention) if place.speaks else None
        if wanted is None:
            return super().choose(mention, place)
        options = self.options(mention, place)
        right = self._right(mention, options, *wanted)
        self.examples.append(
            Example(mention.sort, tuple(tuple(o.features) for o in options), right, self.article, self.weight)
        )
        if self.led:
            return Choice(options[right.index(True)].entities, 1.0)
        return super().choose(mention, place)

    def _gold_of(self, mention: Mention) -> Told | None:
        """Return the kind and speaker of the source that a mention is all of."""
        words = self.words
        start, end = words.starts[mention.first], words.ends[mention.last]
        found = self.gold.get((start, end))
        if found is None:
            near = (
                (s, e)
                for s, e in self.gold
                if s <= start < e and e >= end and " | " not in self.gold[s, e][1]
            )
            place = next(near, None)
            found = None if place is None else self.gold[place]
        return found

    def _right(
        self, mention: Mention, options: Sequence[Option], kind: str, speaker: str
    ) -> tuple[bool, ...]:
        entities = self.index.register.entities
        said = self.words.text[self.words.starts[mention.first] : self.words.ends[mention.last]]
        right = [
            same_name(speaker, kind, " | ".join(entities[n].name for n in option.entities))
            for option in options[:-1]
        ]
        if not any(right):
            # The right one may be there under a name that was read badly.
            right = [
                len(option.entities) == 1 and _is_nearly(speaker, entities[option.entities[0]])
                for option in options[:-1]
            ]
        # Whether experts are those of before matters little: both answers are the same words.
        same = mention.sort not in ("he", "person") and same_name(speaker, kind, said)
        return (*right, same or not any(right))


def _is_nearly(speaker: str, entity: Entity) -> bool:
    if not entity.parts or " | " in speaker:
        return False
    [one] = names_of(speaker) or {""}
    [other] = names_of(entity.name) or {""}
    words, others = set(one.split()), set(other.split())
    return bool(words and others) and (words <= others or others <= words)


def learn(articles: Sequence[Mapping[str, Any]]) -> Weights:
    """Return the weights that articles teach, in rounds: the first time each answer is told."""
    table = fit(list(examples_in(articles, weights(), led=True)))
    for _ in range(ROUNDS - 1):
        table = fit(list(examples_in(articles, table, led=False)))
    return table


def examples_in(articles: Iterable[Mapping[str, Any]], table: Weights, *, led: bool) -> Iterator[Example]:
    """Return the examples of articles, of which a scorer with the weights of a table finds what is not told.

    `led` lets each right answer be what later mentions see.
    """
    tokenizer, matcher, resolver = EnglishTokenizer(), MarkMatcher(), NameResolver()
    for article in articles:
        tokenized = tokenizer.tokenize(article["text"])
        quotations = quotations_in(article)
        quoted = matcher.match(tokenized)
        walk = resolver.walk(
            tokenized, quoted, quotations, names_in(tokenized, quoted, article.get("folder"))
        )
        usual = walk.antecedents.scorer
        usual.weights = table
        recording = Recording(
            usual.words,
            usual.index,
            usual.discourse,
            usual.finder,
            table,
            gold=gold_in(article),
            article=article["id"],
            led=led,
            weight=article.get("weight", 1.0),
        )
        walk.antecedents.scorer = recording
        walk.run()
        yield from recording.examples


@functools.cache
def names_in(tokenized: Tokenized, quoted: tuple[QuotedSpan, ...], folder: Path | None) -> tuple[Name, ...]:
    """Return the names that a network reads in a text: the shipped one, or that in a folder."""
    session = shipped() if folder is None else load(folder)
    reader = Reader(session)
    for unit in cut(tokenized, quoted, session.tokenizer):
        reader.encode([unit])
    return tuple(reader.names(tokenized))


def fit(examples: Sequence[Example]) -> Weights:
    """Return the weights that make the right answers likeliest."""
    seen = {f for example in examples for option in example.options for f in option}
    names = sorted(seen.union(*weights().values()))
    column = {name: number for number, name in enumerate(names)}
    owner: list[int] = []
    sort: list[int] = []
    rows: list[int] = []
    cells: list[int] = []
    right: list[bool] = []
    for number, example in enumerate(examples):
        for features, good in zip(example.options, example.right, strict=True):
            rows += [len(owner)] * len(features)
            cells += [column[feature] for feature in features]
            owner.append(number)
            sort.append(SORTS.index(example.sort))
            right.append(good)
    own = np.array(sort)[rows] * len(names) + np.array(cells)
    values = _descend(
        np.array(rows),
        np.array(cells),
        own,
        np.array(owner),
        np.array(right),
        np.array([example.weight for example in examples]),
        np.array([weights()[kind].get(name, 0.0) for kind in SORTS for name in names]),
    )
    shared, single = values[: len(names)], values[len(names) :].reshape(len(SORTS), len(names))
    table = {
        kind: {name: float(shared[i] + single[k, i]) for i, name in enumerate(names)}
        for k, kind in enumerate(SORTS)
    }
    for row in table.values():
        for name in row.keys() & {"gender-unknown", "gender-unknown-full"}:
            row[name] = min(row[name], row["gender-same"] - FITTING)
    return table


def _descend(
    rows: Ints,
    cells: Ints,
    own: Ints,
    owner: Ints,
    right: npt.NDArray[np.bool_],
    counts: Floats,
    drawn: Floats,
) -> Floats:
    """Follow the gradient with Adam, all examples at once: the answer depends on nothing but them."""
    single = len(drawn)
    shared = single // len(SORTS)
    drawn = np.concatenate([np.zeros(shared), drawn])
    values = drawn.copy()
    penalty = np.concatenate([np.full(shared, SHARED_PENALTY), np.full(single, OWN_PENALTY)])
    mean, square = np.zeros_like(values), np.zeros_like(values)
    count = int(owner.max()) + 1
    for step in range(1, STEPS + 1):
        scores = np.bincount(rows, values[cells] + values[shared + own], len(owner))
        highest = np.full(count, -np.inf)
        np.maximum.at(highest, owner, scores)
        weight = np.exp(scores - highest[owner])
        chance = weight / np.bincount(owner, weight, count)[owner]
        good = weight * right
        target = good / np.bincount(owner, good, count)[owner]
        error = ((chance - target) * counts[owner])[rows]
        gradient = np.concatenate([np.bincount(cells, error, shared), np.bincount(own, error, single)])
        gradient += penalty * (values - drawn)
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        values -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return values


def write(table: Weights, path: Path) -> None:
    """Write the table: a feature a line, a column for each sort of mention."""
    names = sorted({name for row in table.values() for name in row})
    head = (
        "# What speaks for whom a mention means: feature, then, parted by tabs, its weight for "
        f"{', '.join(SORTS)}. Fitted by quotekit.training.speakers on articles with names of our own."
    )
    lines = ["\t".join((name, *(f"{table[sort].get(name, 0):.2f}" for sort in SORTS))) for name in names]
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
