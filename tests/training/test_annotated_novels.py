"""Annotated novels as the trees are fitted on them."""

from __future__ import annotations

import pytest

pytest.importorskip("torch", reason="training needs the extra train")

from quotekit.training.novels import Meant

CHARACTERS = [
    {"name": "The Hatter", "aliases": ["The Hatter"]},
    {"name": "Mr. Pike", "aliases": ["Mr. Pike", "Tom Pike"]},
    {"name": "Mrs. Pike", "aliases": ["Mrs. Pike", "Clara"]},
    {"name": "Ann Lee", "aliases": ["Ann", "_narr"]},
]


@pytest.mark.parametrize(
    ("names", "character"),
    [
        (["Hatter"], {"The Hatter"}),
        (["Mrs. Pike"], {"Mrs. Pike"}),
        (["Pike"], set()),
        (["Pike", "poor Clara"], {"Mrs. Pike"}),
        (["the"], set()),
    ],
)
def test_the_first_name_that_is_one_characters_decides(names: list[str], character: set[str]) -> None:
    assert Meant(CHARACTERS).named(names) == character


def test_the_narrator_is_marked_by_an_alias() -> None:
    assert Meant(CHARACTERS).narrators == {"Ann Lee"}
