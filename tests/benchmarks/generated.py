"""Measure a pipeline on generated articles, of which the truth is known: a table per construction.

    pip install ".[hypothesis]"
    python tests/benchmarks/generated.py 10000
    python tests/benchmarks/generated.py 2000 --profile model --show 2

*found* is the share of quotations whose content has exactly the right offsets (white space between parts
aside), *speaker* the share that has the right speaker as well. Last come the quotations that are not
in the article. Hypothesis draws the articles, each text once, the same ones for a seed, a profile and a
version of Hypothesis, which takes up constants of the modules that are loaded. `--show N` prints the N
shortest articles that each construction was missed in.
"""

from __future__ import annotations

import argparse
import collections
import heapq
import time
from collections.abc import Callable, Iterable
from typing import NamedTuple

import hypothesis

from quotekit import Document, Pipeline
from quotekit.strategies import CONSTRUCTIONS, Article, articles
from quotekit.testing import match_of, same_name

TYPES = ("direct", "mixed", "indirect")


class Miss(NamedTuple):
    length: int
    text: str
    expected: str
    got: str


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("count", type=int, nargs="?", default=1000)
    parser.add_argument("--profile", choices=["rules", "model"], default="rules")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", type=int, default=0)
    arguments = parser.parse_args()
    attribute = pipeline(arguments.profile).attribute
    wanted, found, named = (collections.Counter[tuple[str, str]]() for _ in range(3))
    extra: collections.Counter[str] = collections.Counter()
    misses: dict[str, list[Miss]] = collections.defaultdict(list)
    seconds = 0.0
    seen: set[str] = set()

    def measure(article: Article) -> None:
        nonlocal seconds
        if article.text in seen or len(seen) == arguments.count:
            return
        seen.add(article.text)
        started = time.process_time()
        document = attribute(article.text)
        seconds += time.process_time() - started
        matched = set()
        for quotation in article.quotations:
            # A construction may be called as a type is.
            names = (("construction", quotation.rule), ("type", quotation.type))
            wanted.update(names)
            got = match_of(document, quotation)
            if got is not None:
                matched.add(got)
                found.update(names)
                if same_name(got, quotation):
                    named.update(names)
                    continue
            said = quotation.content_text, quotation.speaker.name if quotation.speaker else "nobody"
            miss = Miss(len(article.text), article.text, f"{said[0]!r} by {said[1]}", shown(document))
            heapq.heappush(misses[quotation.rule], miss._replace(length=-miss.length))
            if len(misses[quotation.rule]) > arguments.show:
                heapq.heappop(misses[quotation.rule])
        extra.update(q.type for q in document.quotations if q not in matched)

    draw(measure, articles(), arguments.count, arguments.seed)
    print(f"{len(seen)} articles, {sum(map(len, seen)):,} characters, profile {arguments.profile},", end=" ")
    print(f"seed {arguments.seed}, Hypothesis {hypothesis.__version__}, {seconds:.1f} s of CPU\n")
    print(f"| {'construction':22} | quotations | found % | speaker % |\n|{'-' * 24}|---:|---:|---:|")
    for row in (*(("construction", name) for name in CONSTRUCTIONS), *(("type", name) for name in TYPES)):
        if wanted[row]:
            shares = [100 * counted[row] / wanted[row] for counted in (found, named)]
            name = row[1] if row[0] == "construction" else f"**all {row[1]}**"
            print(f"| {name:22} | {wanted[row]:10} | {shares[0]:7.2f} | {shares[1]:9.2f} |")
    print("\nquotations that are none:", ", ".join(f"{extra[t]} {t}" for t in TYPES))
    for name in CONSTRUCTIONS:
        for miss in sorted(misses[name], reverse=True):
            print(f"\n--- {name}: expected {miss.expected}\n{miss.text}\n    got {miss.got}")


def pipeline(profile: str) -> Pipeline:
    if profile == "model":
        return Pipeline()
    from quotekit.attribution import RuleAttributor

    return Pipeline(attributor=RuleAttributor())


def draw(
    visit: Callable[[Article], None],
    strategy: hypothesis.strategies.SearchStrategy[Article],
    count: int,
    seed: int,
) -> None:
    @hypothesis.seed(seed)
    @hypothesis.settings(
        # Some are drawn twice.
        max_examples=count * 3 // 2,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(strategy)
    def each(article: Article) -> None:
        visit(article)

    each()


def shown(document: Document) -> str:
    def one(text: str, speaker: str | None, rule: str) -> str:
        return f"{text!r} by {speaker} ({rule})"

    said: Iterable[str] = (
        one(q.content_text, q.speaker.name if q.speaker else None, q.rule) for q in document.quotations
    )
    return "; ".join(said) or "nothing"


if __name__ == "__main__":
    main()
