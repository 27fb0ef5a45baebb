"""Fit the weights by which sources are resolved, and write them as a readable table.

    python -m quotekit.training.speakers OUT world-train.jsonl polnear-train.jsonl --names speakers.tsv
    python -m quotekit.training.speakers OUT --found fit.jsonl later-fit.jsonl --unread held.jsonl

The articles have speakers for their quotations (``speaker`` and ``speaker_kind``), or the names stand
in tables of their own: id, start, end, kind and speaker of each source mention, separated by tabs.
Every pronoun and description is an example: a softmax over its candidates and nobody, linear in their
features. Each sort of mention has weights of its own, drawn towards those that all sorts share.

With articles in ``--found``, the confidence is learnt from their sources as the pipeline finds them; without
any others the weights stay as they are. Articles that the network has not read tell most: its names are
better in those that it has. A file that is given twice counts twice.

Whoever writes the resolver reads such articles and mends what is wrong there, bodies most of all. So the
weights of the kinds of speakers are corrected at last by articles in ``--unread``, whose errors nobody has
read. With these alone, all other weights stay as they are.
"""

from __future__ import annotations

import argparse
import functools
import itertools
import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any
from unittest import mock

import attrs
import numpy as np
import numpy.typing as npt

from quotekit.attribution.learned.entities import Reader
from quotekit.attribution.learned.session import load, shipped
from quotekit.attribution.learned.units import cut
from quotekit.document import Name, Quotation, QuotedSpan, Span, Tokenized
from quotekit.evaluation.words import names_of, same_name
from quotekit.matcher import MarkMatcher
from quotekit.pipeline import Pipeline
from quotekit.speakers import NameResolver
from quotekit.speakers.names.entities import Entity
from quotekit.speakers.resolving import confidence, scorer
from quotekit.speakers.resolving.discourse import Place
from quotekit.speakers.resolving.mentions import SORTS, Mention, MentionSort
from quotekit.speakers.resolving.scorer import Choice, Option, Scorer
from quotekit.stages import NamingAttributor
from quotekit.tokenizer import EnglishTokenizer

# Articles are read again with what was learnt from the first reading: earlier answers are evidence.
ROUNDS = 2
# Parts of the articles that are held out in turn for the confidence.
FOLDS = 2
SHARED_PENALTY, OWN_PENALTY, STEPS, RATE = 0.5, 1.5, 300, 0.05
CONFIDENCE_PENALTY, KIND_PENALTY, NEWTON_STEPS = 6.0, 3.0, 30
# What articles that nobody has read correct in the confidence.
CORRECTED = ("bias", "organisation", "group", "document", "place")

# Where a weight is drawn to for want of examples: "he told Moss" is not Moss.
PRIOR = {"holder-quoted": -3.0, "named-after": -2.5, "owned": 3.0}
OWN_PRIOR: dict[tuple[MentionSort, str], float] = {
    ("it", "nobody"): -2.0,
    ("they", "nobody"): -1.0,
    ("people", "again"): 1.0,
}
# Somebody whose gender fits is at least twice as likely as somebody of whom it is unknown.
FITTING = math.log(2)
# How much a lesson, made up to teach what news seldom shows, counts beside what was written by others.
LESSON = 30.0

LESSON_PART = re.compile(r"([^\[]+)|\[([^\]]+)\]\{([^}]+)\}")
UNNAMED = re.compile(r"[a-z]|(?:The|A|An) |Police|Firefighters|Customs")

Gold = dict[tuple[int, int], tuple[str, str]]
Weights = Mapping[MentionSort, Mapping[str, float]]


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

    def _gold_of(self, mention: Mention) -> tuple[str, str] | None:
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


def examples_in(articles: Iterable[Mapping[str, Any]], *, led: bool) -> Iterator[Example]:
    """Return the examples of articles; `led` lets each right answer be what later mentions see."""
    tokenizer, matcher, resolver = EnglishTokenizer(), MarkMatcher(), NameResolver()
    for article in articles:
        tokenized = tokenizer.tokenize(article["text"])
        quotations = _quotations(article)
        quoted = matcher.match(tokenized)
        walk = resolver.walk(
            tokenized, quoted, quotations, names_in(tokenized, quoted, article.get("folder"))
        )
        old = walk.antecedents.scorer
        recording = Recording(
            old.words, old.index, old.discourse, old.finder, _gold(article), article["id"], led
        )
        recording.weight = article.get("weight", 1.0)
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


def read_articles(path: Path, names: Path | None) -> list[dict[str, Any]]:
    """Read articles; with `names` only those that the table has, their speakers filled in."""
    articles = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    if names is None:
        return articles
    table: defaultdict[str, Gold] = defaultdict(dict)
    for line in names.read_text(encoding="utf-8").splitlines()[1:]:
        article, start, end, kind, speaker = line.split("\t")
        table[article][int(start), int(end)] = kind, speaker
    for article in articles:
        for quote in article["quotes"]:
            source = quote["source"]
            told = table[article["id"]].get((source[0][0], source[-1][1])) if source else None
            quote["speaker_kind"], quote["speaker"] = told or (None, None)
    return [article for article in articles if table[article["id"]]]


def lessons() -> list[dict[str, Any]]:
    """Read the made-up texts as articles."""
    text = (resources.files("quotekit") / "training" / "lessons.txt").read_text(encoding="utf-8")
    return [_lesson(number, line) for number, line in enumerate(text.splitlines()[1:])]


def _lesson(number: int, line: str) -> dict[str, Any]:
    plain, quotes = "", []
    for before, source, speaker in LESSON_PART.findall(line.replace(" ¶ ", "\n\n")):
        plain += before
        if source:
            quotes.append((len(plain), len(plain) + len(source), speaker))
            plain += source
    spoken = [match.span() for match in re.finditer("“[^”]*”", plain)]
    last = [plain.rstrip(".").rfind(" ") + 1, len(plain.rstrip("."))]
    return {
        "id": f"lesson {number}",
        "text": plain,
        "weight": LESSON,
        "quotes": [
            {
                "content": [min(spoken, key=lambda span: abs(span[1] - start), default=last)],
                "cue": [],
                "source": [[start, end]],
                "type": "direct",
                "speaker": speaker,
                "speaker_kind": "unnamed" if UNNAMED.match(speaker) else "person",
            }
            for start, end, speaker in quotes
        ],
    }


def _gold(article: Mapping[str, Any]) -> Gold:
    return {
        (q["source"][0][0], q["source"][-1][1]): (q["speaker_kind"], q["speaker"])
        for q in article["quotes"]
        if q["source"] and q.get("speaker")
    }


def _quotations(article: Mapping[str, Any]) -> tuple[Quotation, ...]:
    def spans(offsets: Sequence[Sequence[int]]) -> tuple[Span, ...]:
        return tuple(Span(start, end, article["text"]) for start, end in offsets)

    made = (
        Quotation(content=spans(q["content"]), cue=spans(q["cue"]), source=spans(q["source"]), type=q["type"])
        for q in article["quotes"]
        if q["content"]
    )
    return tuple(sorted(made, key=lambda quotation: quotation.start))


def fit(examples: Sequence[Example]) -> Weights:
    """Return the weights that make the right answers likeliest."""
    names = sorted({f for example in examples for option in example.options for f in option})
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
        np.array([PRIOR.get(name, 0.0) for name in names]),
        np.array([OWN_PRIOR.get((kind, name), 0.0) for kind in SORTS for name in names]),
    )
    shared, single = values[: len(names)], values[len(names) :].reshape(len(SORTS), len(names))
    weights = {
        kind: {name: float(shared[i] + single[k, i]) for i, name in enumerate(names)}
        for k, kind in enumerate(SORTS)
    }
    for table in weights.values():
        for name in table.keys() & {"gender-unknown", "gender-unknown-full"}:
            table[name] = min(table[name], table["gender-same"] - FITTING)
    return weights


Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


def _descend(
    rows: Ints,
    cells: Ints,
    own: Ints,
    owner: Ints,
    right: npt.NDArray[np.bool_],
    counts: Floats,
    prior: Floats,
    own_prior: Floats,
) -> Floats:
    """Follow the gradient with Adam, all examples at once: the answer depends on nothing but them."""
    shared, single = len(prior), len(own_prior)
    prior = np.concatenate([prior, own_prior])
    values = prior.copy()
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
        gradient += penalty * (values - prior)
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        values -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return values


def learn(articles: Sequence[Mapping[str, Any]]) -> Weights:
    """Return the weights that articles teach, in rounds: the first time each answer is told."""
    weights = fit(list(examples_in(articles, led=True)))
    for _ in range(ROUNDS - 1):
        with mock.patch.object(scorer, "weights", return_value=weights):
            examples = list(examples_in(articles, led=False))
        weights = fit(examples)
    return weights


def judged(
    articles: Sequence[Mapping[str, Any]], weights: Weights
) -> Iterator[tuple[Mapping[str, float], bool]]:
    """Return the evidence for the speaker of each source, and whether the name is right.

    Each article is read with the network's names and without: the network has read the articles, so that its
    names in them are better than in others.
    """
    tokenizer, matcher, resolver = EnglishTokenizer(), MarkMatcher(), NameResolver(least=0)
    with mock.patch.object(scorer, "weights", return_value=weights):
        for article in articles:
            tokenized, quotations, gold = (
                tokenizer.tokenize(article["text"]),
                _quotations(article),
                _gold(article),
            )
            quoted = matcher.match(tokenized)
            for names in (names_in(tokenized, quoted, article.get("folder")), ()):
                walk = resolver.walk(tokenized, quoted, quotations, names)
                answers, entities = walk.run(), walk.index.register.entities
                for number, grounds in walk.grounds.items():
                    source = quotations[number].source
                    told = gold.get((source[0].start, source[-1].end))
                    if told is not None:
                        name = " | ".join(dict.fromkeys(entities[n].name for n in answers[number]))
                        yield grounds, same_name(told[1], told[0], name)


def found(articles: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, float], bool]]:
    """Return the evidence for the speaker of each source that the pipeline finds, as `judged` does."""
    pipeline, resolver = Pipeline(), NameResolver(least=0)
    assert isinstance(pipeline.attributor, NamingAttributor)
    for article in articles:
        tokenized = pipeline.tokenizer.tokenize(article["text"])
        quoted = pipeline.matcher.match(tokenized)
        quotations, names = pipeline.attributor.attribute_with_names(tokenized, quoted)
        quotations = tuple(sorted(quotations, key=lambda quotation: quotation.start))
        walk = resolver.walk(tokenized, quoted, quotations, names)
        answers, entities = walk.run(), walk.index.register.entities
        for number, grounds in walk.grounds.items():
            told = _gold_for(quotations[number], article)
            if told is not None:
                name = " | ".join(dict.fromkeys(entities[n].name for n in answers[number]))
                yield grounds, same_name(told["speaker"], told["speaker_kind"], name)


def _gold_for(quotation: Quotation, article: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the gold quotation of which another has half the content and some of the source, or None."""
    said = {k for part in quotation.content for k in range(part.start, part.end)}
    quotes: list[Mapping[str, Any]] = article["quotes"]
    for quote in quotes:
        theirs = {k for start, end in quote["content"] for k in range(start, end)}
        alike = 4 * len(said & theirs) >= len(said) + len(theirs)
        sources = itertools.product(quote["source"], quotation.source)
        shared = any(part.start < end and start < part.end for (start, end), part in sources)
        if alike and shared and quote["speaker"]:
            return quote
    return None


def fit_confidence(rows: Sequence[tuple[Mapping[str, float], bool]]) -> dict[str, float]:
    """Return the weights of a logistic model of which names are right."""
    names = sorted({name for grounds, _ in rows for name in grounds})
    table = np.array([[grounds.get(name, 0.0) for name in names] for grounds, _ in rows])
    right = np.array([good for _, good in rows], dtype=np.float64)
    values, mean, square = (np.zeros(len(names)) for _ in range(3))
    for step in range(1, 4 * STEPS + 1):
        chance = 1 / (1 + np.exp(-table @ values))
        gradient = table.T @ (chance - right) + CONFIDENCE_PENALTY * values
        mean, square = 0.9 * mean + 0.1 * gradient, 0.999 * square + 0.001 * gradient**2
        values -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return dict(zip(names, values.tolist(), strict=True))


def corrected(
    weights: Mapping[str, float], rows: Sequence[tuple[Mapping[str, float], bool]]
) -> dict[str, float]:
    """Return the weights with those of the kinds fitted again, all others as they are."""
    table = np.array([[grounds.get(name, 0.0) for name in CORRECTED] for grounds, _ in rows])
    score = np.array([sum(weights.get(name, 0.0) * x for name, x in grounds.items()) for grounds, _ in rows])
    right = np.array([good for _, good in rows], dtype=np.float64)
    change = np.zeros(len(CORRECTED))
    for _ in range(NEWTON_STEPS):
        chance = 1 / (1 + np.exp(-(score + table @ change)))
        slope = table.T @ (chance - right) + KIND_PENALTY * change
        curve = table.T @ (table * (chance * (1 - chance))[:, None]) + KIND_PENALTY * np.eye(len(CORRECTED))
        change -= np.linalg.solve(curve, slope)
    moved = zip(CORRECTED, change.tolist(), strict=True)
    return {**weights, **{name: weights.get(name, 0.0) + value for name, value in moved}}


def learn_confidence(articles: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """Return the weights of the confidence: each article's names are those of a scorer that never saw it."""
    rows: list[tuple[Mapping[str, float], bool]] = []
    for fold in range(FOLDS):
        seen = [a for n, a in enumerate(articles) if n % FOLDS != fold]
        rows += judged([a for n, a in enumerate(articles) if n % FOLDS == fold], learn([*seen, *lessons()]))
    return fit_confidence(rows)


def write_confidence(weights: Mapping[str, float], path: Path) -> None:
    """Write a feature a line with its weight."""
    head = (
        "# How sure a name given to a source is: feature, tab, weight. Fitted by "
        "quotekit.training.speakers on articles held out."
    )
    lines = [f"{name}\t{value:.3f}" for name, value in sorted(weights.items())]
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")


def write(weights: Weights, path: Path) -> None:
    """Write the table: a feature a line, a column for each sort of mention."""
    names = sorted({name for table in weights.values() for name in table})
    head = (
        "# What speaks for whom a mention means: feature, then, parted by tabs, its weight for "
        f"{', '.join(SORTS)}. Fitted by quotekit.training.speakers on articles with names of our own."
    )
    lines = ["\t".join((name, *(f"{weights[sort].get(name, 0):.2f}" for sort in SORTS))) for name in names]
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")


def rows_of(paths: Sequence[Path]) -> list[tuple[Mapping[str, float], bool]]:
    """Return the evidence for each source that the pipeline finds in the articles of some files."""
    return list(found(article for path in paths for article in read_articles(path, None)))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path, help="the folder for the two tables")
    parser.add_argument("articles", type=Path, nargs="*")
    parser.add_argument(
        "--model", type=Path, help="the folder of the network that reads names; else the shipped one"
    )
    parser.add_argument("--names", type=Path, help="the speakers of the last file's articles")
    parser.add_argument(
        "--found", type=Path, nargs="*", default=[], help="articles that teach the confidence"
    )
    parser.add_argument(
        "--unread", type=Path, nargs="*", default=[], help="articles that correct it, read by nobody"
    )
    options = parser.parse_args()
    names = [None] * (len(options.articles) - 1) + [options.names]
    articles = [
        {**article, "folder": options.model}
        for path, table in zip(options.articles, names, strict=False)
        for article in read_articles(path, table)
    ]
    weights, sure = scorer.weights(), confidence.weights()
    if articles:
        if not options.found:
            sure = learn_confidence(articles)
        weights = learn([*articles, *lessons()])
        write(weights, options.out / "speaker-weights.txt")
    with mock.patch.object(scorer, "weights", return_value=weights):
        if options.found:
            sure = fit_confidence(rows_of(options.found))
        if options.unread:
            sure = corrected(sure, rows_of(options.unread))
    write_confidence(sure, options.out / "speaker-confidence.txt")


if __name__ == "__main__":
    main()
