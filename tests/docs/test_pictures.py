"""The site's pictures: told in words too, small, and no older than what they show."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
PAGES = sorted((DOCS / "pages").rglob("*.md"))
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")


@pytest.fixture(scope="module")
def pictures() -> ModuleType:
    spec = importlib.util.spec_from_file_location("pictures", DOCS / "pictures.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_picture_is_told_in_words_small_and_used() -> None:
    used = set()
    for page in PAGES:
        for words, path in PICTURE.findall(page.read_text(encoding="utf-8")):
            picture = (page.parent / path).resolve()
            assert len(words) > 60, f"{page}: say what {path} shows"
            assert picture.stat().st_size < 150_000
            used.add(picture)
    assert used == set((DOCS / "pages" / "pictures").iterdir())


def test_the_curve_shows_the_table_of_the_models_page(pictures: ModuleType) -> None:
    drawn = (DOCS / "pages" / "pictures" / "calibration.svg").read_text(encoding="utf-8")
    assert drawn == pictures.curve(), "run python docs/pictures.py --curve"
    assert len(re.findall("<circle", drawn)) == len(pictures.calibration()) >= 5


def test_the_tutorials_page_is_of_the_tutorials_text(pictures: ModuleType) -> None:
    doc = pictures.tutorial_document()
    assert doc.text.startswith("The old bridge will close on Tuesday.")
    assert len(doc.quotations) == 4


def test_the_floors_are_those_of_the_import_contract(pictures: ModuleType) -> None:
    drawn = (DOCS / "pages" / "pictures" / "floors.svg").read_text(encoding="utf-8")
    assert drawn == pictures.floors(), "run python docs/pictures.py --curve"
