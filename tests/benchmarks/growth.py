"""Measure how time and memory grow with a text, by rules or another profile: ten times ought to cost ten.

    python tests/benchmarks/growth.py ARTICLES.jsonl [KIND ...] [--largest 2000000] [--profile rules]

Each kind of text has a process of its own and three lengths: a hundredth, a tenth and all of the largest.
Times are CPU time, Python's garbage collection included; the memory is the peak above what the process had.
"""

from __future__ import annotations

import argparse
import itertools
import json
import multiprocessing
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.archive import peak_megabytes

import quotekit

ARTICLES = "articles"
PIECES = {
    "quotations": '"I came home," said Ann Lee. "It rained," she said.\n\n',
    "names and pronouns": 'Ann Lee came home. She said it rained. "No," he told her. ',
    "he said that": "he said that ",
    "one long sentence": "Ann Lee, who came home, said that he said that ",
    "dense cues": '"a" said X. ',
    "lines of a transcript": 'Lee: "a"\n',
    "signatures": '"a b c" — Ann Lee\n\n',
    "witnesses": "ANN LEE, being sworn\n\nQ. Why?\n\nA. I do.\n\n",
    "straight marks": '"',
    "marks in marks": "“‘",
    "entities": "&quot;a,&quot; said Ann. ",
}


def made(kind: str, length: int, articles: Path) -> str:
    """Return so many characters of a kind of text; articles come in their order, again from the first."""
    if kind != ARTICLES:
        return (PIECES[kind] * (length // len(PIECES[kind]) + 1))[:length]
    with articles.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    parts, size = [], 0
    for text in itertools.cycle(texts):
        parts.append(text)
        size += len(text) + 2
        if size >= length:
            return "\n\n".join(parts)[:length]
    raise ValueError(f"expected articles in {articles}, got none")


def measure(kind: str, largest: int, articles: Path, profile: quotekit.stages.Profile) -> None:
    """Print the rows of one kind of text."""
    pipeline = quotekit.Pipeline(profile=profile)
    pipeline.attribute(made(ARTICLES, 3_000, articles))
    before = 0.0
    for length in (largest // 100, largest // 10, largest):
        text, held = made(kind, length, articles), peak_megabytes()
        started = time.process_time()
        pipeline.attribute(text)
        seconds = time.process_time() - started
        growth = f"{seconds / before:.1f}" if before else ""
        each = f"{seconds / length * 1e6:.1f}"
        print(f"| {kind} | {length:,} | {seconds:.2f} | {each} | {growth} | {peak_megabytes() - held:,.0f} |")
        before = seconds
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path, help="JSON Lines with a field text")
    parser.add_argument("kinds", nargs="*", help=f"of {ARTICLES}, {', '.join(PIECES)}; all by default")
    parser.add_argument("--largest", type=int, default=20_000_000)
    parser.add_argument("--profile", default="rules")
    options = parser.parse_args()
    kinds = options.kinds or [ARTICLES, *PIECES]
    if unknown := sorted({*kinds} - {ARTICLES, *PIECES}):
        parser.error(f"expected kinds of {', '.join((ARTICLES, *PIECES))}, got {unknown[0]}")
    print("| text | characters | seconds | µs a character | ten times the text cost | MB more |")
    print("|---|---:|---:|---:|---:|---:|", flush=True)
    for kind in kinds:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            pool.apply(measure, (kind, options.largest, options.articles, options.profile))


if __name__ == "__main__":
    main()
