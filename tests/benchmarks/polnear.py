"""Attribute annotated articles and write what is found as the yardstick reads it: JSON lines.

    python tests/benchmarks/polnear.py polnear-dev.jsonl --profile rules --out found.jsonl
    quotekit evaluate polnear-dev.jsonl found.jsonl

The input has one article a line with `id` and `text`; so has the output, with `quotes` instead of the
text: `content`, `cue`, `source` as offsets, `type`, `speaker`, `confidence` and `rule`. `--least` is the
rules' bar for reported speech; `--flat` leaves out speech within speech, which PolNeAR does not annotate.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

from quotekit import Document, Pipeline, Span
from quotekit.attribution import ModelAttributor, RuleAttributor


def offsets(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def row(identity: str, document: Document) -> dict[str, Any]:
    """Return what was found in one article as a line of predictions."""
    quotes = [
        {
            "content": offsets(q.content),
            "cue": offsets(q.cue),
            "source": offsets(q.source),
            "type": q.type,
            "speaker": q.speaker.name if q.speaker else None,
            "confidence": round(q.confidence, 4),
            "rule": q.rule,
        }
        for q in document.quotations
    ]
    return {"id": identity, "quotes": quotes}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--profile", choices=["rules", "model"], default="rules")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--least", type=float)
    parser.add_argument("--flat", action="store_true")
    options = parser.parse_args()
    least = {} if options.least is None else {"least": options.least}
    rules = RuleAttributor(inner=not options.flat, **least)
    pipeline = Pipeline(attributor=rules if options.profile == "rules" else ModelAttributor())
    articles = [json.loads(line) for line in options.gold.read_text(encoding="utf-8").splitlines()]
    start = time.process_time()
    documents = [pipeline.attribute(article["text"]) for article in articles]
    spent = time.process_time() - start
    with options.out.open("w", encoding="utf-8") as out:
        for article, document in zip(articles, documents, strict=True):
            out.write(json.dumps(row(article["id"], document)) + "\n")
    characters = sum(len(article["text"]) for article in articles)
    print(f"{len(articles)} articles, {characters / spent:,.0f} characters a second of CPU time")


if __name__ == "__main__":
    main()
