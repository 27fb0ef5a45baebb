"""Measure what texts of nothing but cues and marks cost a character, beside news of the same length.

    python tests/benchmarks/dense.py [ARTICLES.jsonl] [--profile fast] [--length 20000]

The articles are the fixtures' without a file. Times are CPU time, each the least of three; every text has a
process of its own, which has read as much news before: the memory is what the peak grows by.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.archive import peak_megabytes
from cluster_articles import articles

import quotekit

PIECES = {
    '"a" said X.': '"a" said X. ',
    '"He says it."': '"He says it. "',
    "“No,” he said.": "“No,” he said. “Yes,” she said. ",
    '"No," said Ann, a paragraph': '"No," said Ann.\n\n',
    'Lee: "a", a line': 'Lee: "a"\n',
    "He said that she said": "he said that she said that ",
    "She told him that.": "She told him that. ",
    "According to Lee": "According to Lee, it is. ",
    "Lee said.": "Lee said. ",
    "marks alone": "“Go.” ",
    "said": "said ",
}


def measure(profile: str, news: str, text: str) -> tuple[float, float]:
    """Return the CPU seconds for a text, and the megabytes that it takes above news."""
    pipeline = quotekit.Pipeline(profile=profile)
    pipeline.attribute(news)
    before, least = peak_megabytes(), float("inf")
    for _ in range(3):
        started = time.process_time()
        pipeline.attribute(text)
        least = min(least, time.process_time() - started)
    return least, peak_megabytes() - before


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", nargs="?", type=Path)
    parser.add_argument("--profile", default="model")
    parser.add_argument("--length", type=int, default=20_000)
    options = parser.parse_args()
    if options.articles:
        with options.articles.open(encoding="utf-8") as lines:
            texts = [json.loads(line)["text"] for line in lines]
    else:
        texts = [article["text"] for article in articles(100)]
    news = "\n\n".join(texts)[: options.length]
    print("| text | µs a character | times news | MB above it |\n|---|---:|---:|---:|")
    base = 0.0
    for name, piece in {"news": news, **PIECES}.items():
        text = (piece * (len(news) // len(piece) + 1))[: len(news)]
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            seconds, megabytes = pool.apply(measure, (options.profile, news, text))
        base = base or seconds
        each = seconds / len(news) * 1e6
        print(f"| {name} | {each:.1f} | {seconds / base:.2f} | {megabytes:.0f} |", flush=True)


if __name__ == "__main__":
    main()
