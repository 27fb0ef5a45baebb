"""Word lists are data that people edit: sorted, each entry once, with a line on their origin."""

from __future__ import annotations

from pathlib import Path

import pytest

import quotekit

RESOURCES = Path(quotekit.__file__).parent / "resources"
# Rates and weights are counted and written by programs, in an order of their own.
LISTS = sorted(
    path for path in RESOURCES.glob("*.txt") if not path.stem.endswith(("rates", "weights", "confidence"))
)
COMPLEMENTS = {"clause", "infinitive", "name", "noun", "order", "preposition", "question", "quote", "tell"}


def entries(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_lists_are_sorted_and_say_where_they_come_from(path: Path) -> None:
    found = entries(path)
    assert found == sorted(set(found))
    assert path.read_text(encoding="utf-8").startswith("# ")


def test_verbs_stand_once_with_complements_that_are_known() -> None:
    rows = [line.split() for line in entries(RESOURCES / "reporting-verbs.txt")]
    verbs = [verb for verb, *_ in rows]
    assert verbs == sorted(set(verbs))
    assert {complement for _, *complements in rows for complement in complements} == COMPLEMENTS
