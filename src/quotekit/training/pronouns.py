"""Fit the weights by which *he* and *she* are resolved, and write them as a readable list.

    python -m quotekit.training.pronouns polnear-train.jsonl speakers-train.tsv pronoun-weights.txt

Two sorts of examples: pronouns that a person has resolved (the second file: id, start, end, kind
and speaker of each source mention, separated by tabs), and, with a small weight, sources that are
a bare surname, whose person the text itself tells: what makes somebody the likely speaker is much
the same. The model is a softmax over the candidates of each pronoun, linear in their features.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from quotekit.document import Quotation, Span
from quotekit.evaluation.words import names_of
from quotekit.matcher import MarkMatcher
from quotekit.speakers import NameResolver
from quotekit.speakers.resolving.anaphora import Anaphora
from quotekit.speakers.resolving.conjuncts import Phrase
from quotekit.speakers.resolving.pronouns import Place, candidates, features
from quotekit.speakers.resolving.resolver import Walk
from quotekit.tokenizer import EnglishTokenizer

# A bare surname counts this much of a pronoun, and at most so many are taken.
SURNAME_WEIGHT, SURNAMES = 0.03, 2500
PENALTY, STEPS, RATE = 2.0, 400, 0.05

# Weighed by hand: sources inside another's words do not occur in PolNeAR, where annotations never nest; and
# that "he told Moss" is not Moss is a rule of the language, not a matter of frequency.
BY_HAND = {"holder": 1.0, "holder-quoted": -3.0, "named-after": -2.5}

Gold = dict[tuple[int, int], str]


@attrs.frozen
class Example:
    """Hold the features of each candidate of a pronoun, which of them is right, and how much it counts."""

    rows: tuple[tuple[str, ...], ...]
    right: int
    weight: float


@attrs.define(slots=True, eq=False)
class Recording(Anaphora):
    """Resolve as ever, and keep what each pronoun and bare surname could have been."""

    gold: Gold = attrs.field(factory=dict)
    examples: list[Example] = attrs.field(factory=list)

    def phrase(self, phrase: Phrase, place: Place) -> tuple[int, ...] | None:
        name = phrase.name
        if name is not None and phrase.first == phrase.last and len(name.parts) == 1 and not name.titles:
            entity = self.reading.register.entities[name.entity]
            if entity.kind == "person" and entity.gender != "u" and entity.fulls:
                self._keep(attrs.evolve(place, gender=entity.gender), {entity.number}, SURNAME_WEIGHT)
        return super().phrase(phrase, place)

    def singular(self, gender: str, phrase: Phrase, place: Place) -> int:
        wanted = self.gold.get((self.words.starts[phrase.first], self.words.ends[phrase.last]))
        if wanted is not None:
            same = {e.number for e in self.reading.register.entities if names_of(e.name) == names_of(wanted)}
            self._keep(attrs.evolve(place, gender=gender), same, 1.0)
        return super().singular(gender, phrase, place)

    def _keep(self, place: Place, right: set[int], weight: float) -> None:
        entities = self.reading.register.entities
        found = list(candidates(place, self.discourse.events, entities))
        index = next((i for i, (entity, _, _) in enumerate(found) if entity.number in right), -1)
        if index >= 0 and len(found) > 1:
            rows = tuple(tuple(features(place, entity, seen, rank)) for entity, seen, rank in found)
            self.examples.append(Example(rows, index, weight))


def examples_in(articles: Path, speakers: Path) -> list[Example]:
    """Return the examples of all articles: the pronouns first, then a share of the surnames."""
    gold: defaultdict[str, Gold] = defaultdict(dict)
    for line in speakers.read_text(encoding="utf-8").splitlines()[1:]:
        name, start, end, kind, speaker = line.split("\t")
        if kind in ("person", "unnamed") and " | " not in speaker:
            gold[name][int(start), int(end)] = speaker
    tokenizer, matcher, resolver = EnglishTokenizer(), MarkMatcher(), NameResolver()
    out: list[Example] = []
    for line in articles.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        tokenized = tokenizer.tokenize(article["text"])
        walk = resolver.walk(tokenized, matcher.match(tokenized), _quotations(article))
        out += _examples_of(walk, gold[article["id"]])
    surnames = [example for example in out if example.weight < 1]
    chosen = np.random.default_rng(0).permutation(len(surnames))[:SURNAMES]
    return [e for e in out if e.weight == 1] + [surnames[i] for i in chosen]


def _examples_of(walk: Walk, gold: Gold) -> list[Example]:
    old = walk.anaphora
    walk.anaphora = recording = Recording(
        old.words, old.reading, old.discourse, old.texts, old.definites, old.sources, old.chains, gold
    )
    walk.run()
    return recording.examples


def _quotations(article: dict[str, Any]) -> tuple[Quotation, ...]:
    def spans(offsets: Sequence[Sequence[int]]) -> tuple[Span, ...]:
        return tuple(Span(start, end, article["text"]) for start, end in offsets)

    made = (
        Quotation(content=spans(q["content"]), cue=spans(q["cue"]), source=spans(q["source"]), type=q["type"])
        for q in article["quotes"]
    )
    return tuple(sorted(made, key=lambda quotation: quotation.start))


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """Return the weight of each feature that makes the right candidates likeliest."""
    names = sorted({feature for example in examples for row in example.rows for feature in row})
    column = {name: index for index, name in enumerate(names)}
    most = max(len(example.rows) for example in examples)
    table = np.zeros((len(examples), most, len(names)))
    masked = np.full((len(examples), most), -1e9)
    right = np.zeros((len(examples), most))
    for index, example in enumerate(examples):
        masked[index, : len(example.rows)] = 0
        right[index, example.right] = 1
        for place, row in enumerate(example.rows):
            table[index, place, [column[feature] for feature in row]] = 1
    weight = np.array([example.weight for example in examples])
    values = _descend(table, masked, right, weight)
    return dict(zip(names, values.tolist(), strict=True))


def _descend(
    table: npt.NDArray[np.float64],
    masked: npt.NDArray[np.float64],
    right: npt.NDArray[np.float64],
    weight: npt.NDArray[np.float64],
) -> npt.NDArray[np.float64]:
    """Follow the gradient with Adam, all examples at once: the answer depends on nothing but them."""
    values = np.zeros(table.shape[2])
    mean, square = np.zeros_like(values), np.zeros_like(values)
    for step in range(1, STEPS + 1):
        scores = table @ values + masked
        chance = np.exp(scores - scores.max(axis=1, keepdims=True))
        chance /= chance.sum(axis=1, keepdims=True)
        gradient = np.einsum("ec,ecf->f", (chance - right) * weight[:, None], table) + PENALTY * values
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        values -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return values


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path)
    parser.add_argument("speakers", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    weights = fit(examples_in(options.articles, options.speakers)) | BY_HAND
    lines = sorted(f"{name}\t{value:.2f}" for name, value in weights.items() if abs(value) >= 0.005)
    head = (
        "# What speaks for a candidate of he or she: feature, tab, weight. Fitted by "
        "quotekit.training.pronouns on PolNeAR's training articles with names of our own."
    )
    options.out.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
