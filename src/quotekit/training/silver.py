"""Silver annotation: articles that nobody annotated, with the attributions that two models found.

    python -m quotekit.training.silver ARTICLES FIRST SECOND OUT

`ARTICLES` has lines with "id" and "text". `FIRST` and `SECOND` are predictions for them with low thresholds.
An attribution counts if the first model is sure of it or both models find it. The others are written with a
confidence below `corpus.SURE`, so that training takes them for unknown rather than for nothing.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs

from quotekit.evaluation import Attribution, read_predictions

ALONE = 0.85
"""The least confidence of what only the first model finds."""

TOGETHER = 0.6
"""The least confidence, in each model, of what both find."""

_AGREED, _OPEN = 0.9, 0.3


def agreed(first: Sequence[Attribution], second: Sequence[Attribution]) -> Iterator[Attribution]:
    """Return what either model found, with a confidence that says whether to learn it."""
    for one in first:
        sure = one.confidence or 0.0
        both = any(_same(one, other) and (other.confidence or 0.0) >= TOGETHER for other in second)
        known = sure >= ALONE or (sure >= TOGETHER and both)
        yield attrs.evolve(one, confidence=_AGREED if known else _OPEN)
    for other in second:
        if not any(_touch(other.cue, one.cue) for one in first):
            yield attrs.evolve(other, confidence=_OPEN)


def _same(one: Attribution, other: Attribution) -> bool:
    return one.content == other.content and _touch(one.cue, other.cue)


def _touch(some: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]) -> bool:
    return any(s < end and start < e for s, e in some for start, end in others)


def main(articles: Path, first: Path, second: Path, out: Path) -> None:
    """Write articles with the attributions of two files of predictions."""
    ours, theirs = read_predictions(first), read_predictions(second)
    with articles.open(encoding="utf-8") as lines, out.open("w", encoding="utf-8") as file:
        for article in map(json.loads, lines):
            quotes = [
                {"content": q.content, "cue": q.cue, "source": q.source, "type": q.type or "indirect"}
                | {"act": q.act or "speech", "confidence": q.confidence}
                for q in agreed(ours[article["id"]], theirs[article["id"]])
            ]
            line = {"id": article["id"], "text": article["text"], "quotes": quotes}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("articles", "first", "second", "out"):
        parser.add_argument(name, type=Path)
    main(**vars(parser.parse_args()))
