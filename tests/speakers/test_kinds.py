"""Small texts of many countries whose speakers are plain to any reader, by the kind of what they ask."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

import quotekit
from quotekit.document import Document, Speaker

# So many of a kind must be right: a new network may lose one or two, and a rule that breaks loses more.
LEAST = 0.85

KINDS: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
for line in (Path(__file__).parents[2] / "fixtures" / "kinds.jsonl").read_text(encoding="utf-8").splitlines():
    row = json.loads(line)
    KINDS[row["kind"]].append(row)


def saying(document: Document, phrase: str) -> list[Speaker | None]:
    """Return the speakers of the quotations that hold a phrase, the shortest first; white space is aside."""
    match = re.search(r"\s+".join(map(re.escape, phrase.split())), document.text)
    assert match, f"expected {phrase!r} in the text"
    at = sum(match.span()) // 2
    holding = [q for q in document.quotations if any(part.start <= at < part.end for part in q.content)]
    return [q.speaker for q in sorted(holding, key=lambda q: sum(map(len, q.content)))]


def bare(name: str) -> list[str]:
    return [word for word in re.findall(r"\w+", name.casefold()) if word != "the"]


def is_right(speakers: list[Speaker | None], who: str | bool) -> bool:
    """Tell whether it is the speaker's name, `?word` for a word of somebody unnamed, false for nobody."""
    if isinstance(who, bool):
        return not speakers
    speaker = speakers[0] if speakers else None
    if speaker is None:
        return False
    if who.startswith("?"):
        return who[1:] in speaker.name.lower() and speaker.kind != "person"
    return bare(speaker.name) == bare(who)


def mistakes(row: dict[str, Any]) -> list[str]:
    document = quotekit.attribute(row["text"])
    names = [bare(q.speaker.name) for q in document.quotations if q.speaker]
    wrong = [phrase for phrase, who in row["said"] if not is_right(saying(document, phrase), who)]
    return wrong + [name for name in row["never"] if bare(name) in names]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_kinds(kind: str) -> None:
    wrong = [row["text"] for row in KINDS[kind] if mistakes(row)]
    assert len(wrong) <= (1 - LEAST) * len(KINDS[kind]), wrong
