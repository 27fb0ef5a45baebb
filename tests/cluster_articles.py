"""A thousand short articles for the engines of clusters, and the rows that the plain API gives for them."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

from quotekit import Pipeline

ARTICLES = Path(__file__).resolve().parent.parent / "fixtures" / "articles.jsonl"


def articles(count: int = 1000) -> list[dict[str, str]]:
    """Return the fixtures' articles over and over, each time under other ids."""
    with ARTICLES.open(encoding="utf-8") as lines:
        texts = itertools.cycle([json.loads(line)["text"] for line in lines])
    return [{"id": f"a{n:04}", "text": text} for n, text in zip(range(count), texts, strict=False)]


def plain_rows(pipeline: Pipeline, given: list[dict[str, str]]) -> list[dict[str, Any]]:
    """Return the rows of `to_records`, with no problem in any of them."""
    documents = pipeline.attribute_many(article["text"] for article in given)
    pairs = zip(given, documents, strict=True)
    return [
        {**row, "problem": None}
        for article, document in pairs
        for row in document.to_records(id=article["id"])
    ]


def in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put rows into the order of the articles: engines give them as partitions are done."""
    return sorted(
        rows, key=lambda row: (row["document"], -1 if row["quotation"] is None else row["quotation"])
    )
