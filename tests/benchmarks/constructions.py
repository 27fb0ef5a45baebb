"""Model against rules on the fixture articles, construction by construction: who is right, of how many.

    python tests/benchmarks/constructions.py fixtures/articles.jsonl

Prints a line for each article where the two profiles differ, and the sums. An attribution counts
where it is found and its source is right (the yardstick's *who*); so does one too many against it.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from quotekit import Pipeline
from quotekit.attribution import ModelAttributor, RuleAttributor
from quotekit.evaluation import attributions_of, evaluate, read_gold

ALL = ("direct", "mixed", "indirect")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("gold", type=Path)
    gold = parser.parse_args().gold
    shows = {row["id"]: row["construction"] for row in map(json.loads, gold.open(encoding="utf-8"))}
    profiles = {
        "model": Pipeline(attributor=ModelAttributor()),
        "rules": Pipeline(attributor=RuleAttributor()),
    }
    articles = read_gold(gold)
    found = {
        name: {article.id: attributions_of(pipeline.attribute(article.text)) for article in articles}
        for name, pipeline in profiles.items()
    }
    print(f"{'article':34s}{'model':>7s}{'rules':>7s}  construction")
    for article in articles:
        f = {
            name: evaluate([article], some, types=[ALL], resamples=0).scores[0].who.f
            for name, some in found.items()
        }
        if f["model"] != f["rules"]:
            print(f"{article.id:34s}{f['model']:7.1f}{f['rules']:7.1f}  {shows[article.id]}")
    for types in (("direct", "mixed"), ("indirect",), ALL):
        scores = {
            name: evaluate(articles, some, types=[types], resamples=0).scores[0]
            for name, some in found.items()
        }
        for name, score in scores.items():
            print(
                f"{name} {'+'.join(types):22s} found {score.found.f:.1f} exact {score.exact.f:.1f} "
                f"who {score.who.f:.1f} named {score.named.f:.1f}"
            )


if __name__ == "__main__":
    main()
