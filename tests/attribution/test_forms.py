"""Fixtures of every form that speech comes in, with who says what and names that nobody has; and of lists."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import quotekit
from quotekit.document import Document, Speaker
from quotekit.testing import assert_sound

FIXTURES = Path(__file__).parents[2] / "fixtures"


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FIXTURES / name).read_text(encoding="utf-8").splitlines()]


FORMS, LISTS = rows("forms.jsonl"), rows("lists.jsonl")
LOST = {356, 408}


def said(document: Document, phrase: str) -> Speaker | None:
    """Return who says a phrase, in the shortest quotation that holds it; white space does not matter."""
    match = re.search(r"\s+".join(map(re.escape, phrase.split())), document.text)
    assert match, f"expected {phrase!r} in the text"
    at = sum(match.span()) // 2
    holding = [q for q in document.quotations if any(part.start <= at < part.end for part in q.content)]
    assert holding, f"expected {phrase!r} in a quotation, got it in none of {document.quotations}"
    return min(holding, key=lambda q: sum(map(len, q.content))).speaker


def bare(name: str) -> list[str]:
    return [word for word in re.findall(r"\w+", name.casefold()) if word != "the"]


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(
            row,
            id=f"{number}-{row['form']}",
            marks=[pytest.mark.xfail(reason="the network of today takes a label for a name", strict=True)]
            * (number in LOST),
        )
        for number, row in enumerate(FORMS)
    ],
)
def test_forms(row: dict[str, Any]) -> None:
    document = quotekit.attribute(row["text"])
    assert_sound(document)
    for phrase, who in row["said"]:
        speaker = said(document, phrase)
        name, kind = (speaker.name, speaker.kind) if speaker else ("", None)
        if who is None:
            assert kind in (None, "unnamed"), (phrase, name)
        elif who.startswith("?"):
            assert who[1:] in name.lower(), (phrase, name)
            assert kind != "person", (phrase, name)
        else:
            assert bare(name) == bare(who), (phrase, name)
    names = {tuple(bare(q.speaker.name)) for q in document.quotations if q.speaker}
    assert names.isdisjoint(tuple(bare(name)) for name in row["never"])


@pytest.mark.parametrize("row", LISTS, ids=[f"{number}-{row['form']}" for number, row in enumerate(LISTS)])
def test_lists_are_no_transcripts(row: dict[str, Any]) -> None:
    found = [(q.rule, q.content_text) for q in quotekit.attribute(row["text"]).quotations]
    assert not [one for one in found if one[0].startswith(("transcript", "introduced", "card"))]
