"""Fitting the trees that say who speaks in a novel.

    python -m quotekit.training.novels novels-train.jsonl src/quotekit/resources/novels/speakers.npz

Reads novels as the Project Dialogism Novel Corpus has them: one JSON object a line with ``text``,
``characters`` (``name`` and ``aliases``; the narrator's has ``_narr``) and ``quotes`` (``content`` and
``speaker``). Each turn's candidates compete in a softmax, and each novel counts the same. The confidence is
calibrated on novels held out, a few at a time.
"""

from __future__ import annotations

import argparse
import json
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from quotekit.errors import MissingExtra
from quotekit.matcher import MarkMatcher
from quotekit.novels.candidates import Candidates, candidates_of
from quotekit.novels.features import COLUMNS, CUES
from quotekit.novels.forest import Forest, Matrix
from quotekit.novels.layout import BookTokenizer
from quotekit.novels.people import Person
from quotekit.novels.phrases import is_title
from quotekit.novels.resolver import likelihoods
from quotekit.novels.story import Story
from quotekit.novels.turns import TurnAttributor

ROUNDS, FOLDS, KNOTS = 150, 4, 24
# Several sets of trees that saw different features are averaged.
SEEDS = (1, 2, 3)
SETTINGS: dict[str, Any] = {
    "learning_rate": 0.1,
    "num_leaves": 31,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.6,
    "lambda_l2": 2.0,
    "max_bin": 127,
    "num_threads": 1,
    "deterministic": True,
    "verbose": -1,
}
_ASIDE = frozenset({"a", "an", "dear", "little", "my", "old", "poor", "the", "young"})
# Cues with descriptions are rare and count more, those with descriptions of somebody new most of all.
_DESCRIBED = (CUES.index("description"), CUES.index("relative"))
_RARE, _RAREST = 3.0, 9.0
Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


@attrs.frozen(eq=False, kw_only=True)
class Novel:
    """Hold a novel: which rows are `right`, each turn's paragraph, and whether its speaker is `known`."""

    name: str
    candidates: Candidates
    right: Flags
    known: Flags
    paragraphs: tuple[int, ...]
    carried: frozenset[int]

    def usable(self) -> list[int]:
        """Return the turns whose speaker is among the candidates."""
        bounds = self.candidates.bounds
        return [t for t in np.flatnonzero(self.known).tolist() if self.right[bounds[t] : bounds[t + 1]].any()]


def read(record: Mapping[str, Any]) -> Novel:
    """Read one annotated novel."""
    tokenized = BookTokenizer().tokenize(record["text"])
    turns = TurnAttributor().attribute(tokenized, MarkMatcher().match(tokenized))
    story = Story.of(tokenized, turns)
    found = candidates_of(story)
    meant = Meant(record["characters"])
    who = [meant.by(person) for person in story.people.persons]
    starts = sorted(
        (start, end, quote["speaker"]) for quote in record["quotes"] for start, end in quote["content"]
    )
    said = [_said(starts, turn.content[0].start, turn.content[0].end) for turn in turns]
    right = [
        said[t] is not None and said[t] in who[p]
        for t, p in zip(found.turn.tolist(), found.person.tolist(), strict=True)
    ]
    return Novel(
        name=record["id"],
        candidates=found,
        right=np.array(right, dtype=bool),
        known=np.array([speaker is not None for speaker in said], dtype=bool),
        paragraphs=tuple(turn.paragraph for turn in story.turns),
        carried=story.carried(),
    )


def _said(starts: Sequence[tuple[int, int, str]], start: int, end: int) -> str | None:
    """Return who says a range of text, by the annotated range that covers its beginning."""
    at = bisect_right(starts, (start + 2, 1 << 60, "")) - 1
    if at >= 0 and starts[at][1] > start + 2:
        return starts[at][2]
    return starts[at + 1][2] if at + 1 < len(starts) and starts[at + 1][0] < end - 1 else None


class Meant:
    """Find the characters whom a person's names mean: the first name that only one character has decides."""

    def __init__(self, characters: Iterable[Mapping[str, Any]]) -> None:
        self.tables: tuple[dict[str, set[str]], ...] = tuple(defaultdict(set) for _ in _READINGS)
        self.narrators: set[str] = set()
        for character in characters:
            for alias in {character["name"], *character["aliases"]}:
                for table, read in zip(self.tables, _READINGS, strict=True):
                    table[read(alias)].add(character["name"])
                if alias == "_narr":
                    self.narrators.add(character["name"])

    def by(self, person: Person) -> set[str]:
        narrators = self.narrators if person.kind == "narrator" else set()
        return narrators | self.named(person.names)

    def named(self, names: Iterable[str]) -> set[str]:
        """Return the character who alone has the first such name, or nobody."""
        for name in names:
            for table, read in zip(self.tables, _READINGS, strict=True):
                words = read(name)
                if words and len(table.get(words, ())) == 1:
                    return table[words]
        return set()


def _plain(name: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"['’]s\b", "", name.lower())))


def _short(name: str) -> str:
    """Return a name without its articles: *the Hatter*, *the Queen*."""
    return " ".join(word for word in _plain(name).split() if word not in _ASIDE)


def _bare(name: str) -> str:
    """Return a name without its articles and titles: *Mr. Pike*."""
    return " ".join(word for word in _short(name).split() if not is_title(word))


# A name is a character's in the first of these readings in which it is one character's alone.
_READINGS = (_plain, _short, _bare)


def fit(novels: Sequence[Novel], rounds: int = ROUNDS) -> list[Any]:
    """Return LightGBM's boosters for some novels. Raises `MissingExtra` without the extra ``train``."""
    try:
        import lightgbm
    except ImportError as error:
        raise MissingExtra(
            "training the trees for novels needs LightGBM: pip install quote-attribution[train]"
        ) from error

    features, right, weight, sizes = [], [], [], []
    for novel in novels:
        bounds = novel.candidates.bounds
        turns = novel.usable()
        for turn in turns:
            rows = slice(bounds[turn], bounds[turn + 1])
            features.append(novel.candidates.features[rows])
            right.append(novel.right[rows])
            sizes.append(rows.stop - rows.start)
            weight.append(np.full(sizes[-1], _weight(features[-1], right[-1]) * 1000.0 / len(turns)))
    objective = _Softmax(np.concatenate(right).astype(float), np.concatenate(weight), np.array(sizes))
    table = np.concatenate(features)
    return [
        lightgbm.train(
            {**SETTINGS, "seed": seed, "objective": objective},
            lightgbm.Dataset(table, objective.right),
            rounds,
        )
        for seed in SEEDS
    ]


def scores(boosters: Sequence[Any], features: Matrix) -> Floats:
    """Return the mean score of each row."""
    each = [booster.predict(features, raw_score=True, num_threads=1) for booster in boosters]
    mean: Floats = np.mean(each, axis=0, dtype=np.float64)
    return mean


def _weight(features: Matrix, right: Flags) -> float:
    """Return how much a turn counts in fitting."""
    if features[0, COLUMNS.index("cue")] not in _DESCRIBED:
        return 1.0
    return _RAREST if (features[right, COLUMNS.index("source")] == 1).all() else _RARE


class _Softmax:
    """The gradients of a softmax over each turn's candidates, for LightGBM; several right ones share."""

    def __init__(self, right: Floats, weight: Floats, sizes: npt.NDArray[np.int64]) -> None:
        self.right, self.weight, self.sizes = right, weight, sizes
        self.starts = np.r_[0, sizes.cumsum()[:-1]]

    def __call__(self, scores: Floats, _: object) -> tuple[Floats, Floats]:
        highest = np.repeat(np.maximum.reduceat(scores, self.starts), self.sizes)
        chance = self._shares(np.exp(scores - highest))
        target = self._shares(chance * self.right)
        return (chance - target) * self.weight, np.maximum(chance * (1 - chance), 1e-3) * self.weight

    def _shares(self, mass: Floats) -> Floats:
        whole: Floats = np.maximum(np.add.reduceat(mass, self.starts), 1e-12)
        return mass / np.repeat(whole, self.sizes)


def held_out(novels: Sequence[Novel], folds: int = FOLDS) -> dict[str, Floats]:
    """Return each novel's chances by trees that were fitted without it."""
    found = {}
    for fold in range(folds):
        out = novels[fold::folds]
        boosters = fit([novel for novel in novels if novel not in out])
        for novel in out:
            scored = scores(boosters, novel.candidates.features)
            found[novel.name] = likelihoods(scored, novel.candidates, novel.paragraphs, novel.carried)
    return found


def calibrate(novels: Sequence[Novel], found: Mapping[str, Floats]) -> tuple[Floats, Floats]:
    """Return knots: chances of the likeliest candidate, and the shares of such that are right."""
    chance, right = [], []
    for novel in novels:
        for turn in np.flatnonzero(novel.known).tolist():
            low, high = novel.candidates.bounds[turn], novel.candidates.bounds[turn + 1]
            if high > low:
                best = low + int(found[novel.name][low:high].argmax())
                chance.append(float(found[novel.name][best]))
                right.append(float(novel.right[best]))
    order = np.argsort(chance, kind="stable")
    parts = np.array_split(order, KNOTS)
    knots = np.array([np.array(chance)[part].mean() for part in parts])
    shares = np.maximum.accumulate([np.array(right)[part].mean() for part in parts])
    return knots, shares


def arrays(boosters: Sequence[Any]) -> dict[str, Any]:
    """Return the trees of boosters as the arrays of `Forest`, whose score is their mean."""
    feature: list[int] = []
    threshold: list[float] = []
    left: list[int] = []
    right: list[int] = []
    value: list[float] = []
    depths = []

    def add(node: Mapping[str, Any], depth: int) -> int:
        at = len(feature)
        depths.append(depth)
        leaf = "leaf_value" in node
        feature.append(0 if leaf else node["split_feature"])
        threshold.append(0.0 if leaf else node["threshold"])
        value.append(node["leaf_value"] / len(boosters) if leaf else 0.0)
        left.append(at)
        right.append(at)
        if not leaf:
            left[at] = add(node["left_child"], depth + 1)
            right[at] = add(node["right_child"], depth + 1)
        return at

    trees = (tree for booster in boosters for tree in booster.dump_model()["tree_info"])
    roots = [add(tree["tree_structure"], 0) for tree in trees]
    return {
        "feature": np.array(feature, dtype=np.int16),
        "threshold": np.array(threshold, dtype=np.float32),
        "left": np.array(left, dtype=np.int32),
        "right": np.array(right, dtype=np.int32),
        "value": np.array(value, dtype=np.float32),
        "roots": np.array(roots, dtype=np.int32),
        "depth": max(depths),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Fit the trees that say who speaks in a novel.")
    parser.add_argument("novels", type=Path, help="annotated novels, one JSON object a line")
    parser.add_argument("trees", type=Path, help="where the trees are written")
    options = parser.parse_args(arguments)
    with options.novels.open(encoding="utf-8") as lines:
        novels = [read(json.loads(line)) for line in lines]
    knots, shares = calibrate(novels, held_out(novels))
    forest = arrays(fit(novels))
    forest |= {"chances": knots.astype(np.float32), "shares": shares.astype(np.float32)}
    Forest(**forest)
    np.savez_compressed(options.trees, **forest)


if __name__ == "__main__":
    main()
