"""Articles with the speakers of their quotations, and made-up texts that teach what news seldom shows."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from quotekit.document import Quotation, Span

# How much a lesson, made up to teach what news seldom shows, counts beside what was written by others.
LESSON = 3.0
LESSON_PART = re.compile(r"([^\[]+)|\[([^\]]+)\]\{([^}]+)\}")
UNNAMED = re.compile(r"[a-z]|(?:The|A|An) |Police|Firefighters|Customs")

Told = tuple[str, str]
"""The kind and the name of a speaker."""
Gold = dict[tuple[int, int], Told]
"""The speaker of each source, by its offsets."""


def read_articles(path: Path, names: Path | None) -> list[dict[str, Any]]:
    """Read articles; with `names` only those that the table has, their speakers filled in."""
    articles = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    if names is None:
        return articles
    table: defaultdict[str, Gold] = defaultdict(dict)
    for line in names.read_text(encoding="utf-8").splitlines()[1:]:
        article, start, end, kind, speaker = line.split("\t")
        table[article][int(start), int(end)] = kind, speaker
    for article in articles:
        for quote in article["quotes"]:
            source = quote["source"]
            told = table[article["id"]].get((source[0][0], source[-1][1])) if source else None
            quote["speaker_kind"], quote["speaker"] = told or (None, None)
    return [article for article in articles if table[article["id"]]]


def read_all(paths: Sequence[Path], names: Path | None) -> Iterator[dict[str, Any]]:
    """Read the articles of some files; `names` has the speakers of the last."""
    tables = [None] * (len(paths) - 1) + [names]
    for path, table in zip(paths, tables, strict=False):
        yield from read_articles(path, table)


def lessons() -> list[dict[str, Any]]:
    """Read the made-up texts as articles."""
    text = (resources.files("quotekit.training.speakers") / "lessons.txt").read_text(encoding="utf-8")
    return [_lesson(number, line) for number, line in enumerate(text.splitlines()[1:])]


def _lesson(number: int, line: str) -> dict[str, Any]:
    plain, quotes = "", []
    for before, source, speaker in LESSON_PART.findall(line.replace(" ¶ ", "\n\n")):
        plain += before
        if source:
            quotes.append((len(plain), len(plain) + len(source), speaker))
            plain += source
    spoken = [match.span() for match in re.finditer("“[^”]*”", plain)]
    last = [plain.rstrip(".").rfind(" ") + 1, len(plain.rstrip("."))]
    return {
        "id": f"lesson {number}",
        "text": plain,
        "weight": LESSON,
        "quotes": [
            {
                "content": [min(spoken, key=lambda span: abs(span[1] - start), default=last)],
                "cue": [],
                "source": [[start, end]],
                "type": "direct",
                "speaker": speaker,
                "speaker_kind": "unnamed" if UNNAMED.match(speaker) else "person",
            }
            for start, end, speaker in quotes
        ],
    }


def gold_in(article: Mapping[str, Any]) -> Gold:
    """Return the speakers of an article's sources."""
    return {
        (q["source"][0][0], q["source"][-1][1]): (q["speaker_kind"], q["speaker"])
        for q in article["quotes"]
        if q["source"] and q.get("speaker")
    }


def quotations_in(article: Mapping[str, Any]) -> tuple[Quotation, ...]:
    """Return an article's quotations in text order."""

    def spans(offsets: Sequence[Sequence[int]]) -> tuple[Span, ...]:
        return tuple(Span(start, end, article["text"]) for start, end in offsets)

    made = (
        Quotation(content=spans(q["content"]), cue=spans(q["cue"]), source=spans(q["source"]), type=q["type"])
        for q in article["quotes"]
        if q["content"]
    )
    return tuple(sorted(made, key=lambda quotation: quotation.start))
