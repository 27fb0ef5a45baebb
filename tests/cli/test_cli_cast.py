"""``quotekit cast``."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("click")
pytest.importorskip("rich")
pytest.importorskip("tqdm")

from click.testing import CliRunner

from quotekit.cli.app import app

BOOK = """Clara was reading by the window.

“You will ruin your eyes, Clara,” said Mrs. Harlow.

“I can see very well,” Clara replied. “The days are long now.”

“Has the post come?” asked Mrs. Harlow.
"""


def test_cast_prints_who_speaks_how_often(tmp_path: Path) -> None:
    book = tmp_path / "book.txt"
    book.write_text(BOOK, encoding="utf-8")
    run = CliRunner().invoke(app, ["cast", str(book), "--lines", "1"], standalone_mode=False)
    assert run.exception is None
    assert "     2  Mrs. Harlow" in run.output.splitlines()


def test_an_edition_in_tei_is_read_without_its_tags(tmp_path: Path) -> None:
    book = tmp_path / "book.xml"
    paragraphs = "\n".join(f"<p>{paragraph}</p>" for paragraph in BOOK.split("\n\n"))
    told = f'<said who="people.xml#nobody">{paragraphs}</said>'
    book.write_text(f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><body>{told}</body></TEI>', encoding="utf-8")
    run = CliRunner().invoke(app, ["cast", str(book)], standalone_mode=False)
    assert run.exception is None
    assert "     2  Mrs. Harlow" in run.output.splitlines()
    assert "<p>" not in run.output


def test_the_whole_book_is_written_into_a_page(tmp_path: Path) -> None:
    pytest.importorskip("jinja2")
    book, page = tmp_path / "book.txt", tmp_path / "book.html"
    book.write_text(BOOK, encoding="utf-8")
    run = CliRunner().invoke(app, ["cast", str(book), "--page", str(page)], standalone_mode=False)
    assert run.exception is None
    assert "     2  Mrs. Harlow" in run.output.splitlines()
    assert "You will ruin your eyes" in page.read_text(encoding="utf-8")


def test_the_page_bears_the_stated_title(tmp_path: Path) -> None:
    pytest.importorskip("jinja2")
    book, page = tmp_path / "pg11.txt", tmp_path / "book.html"
    start = "Title: The Harlows\n\n*** START OF THE PROJECT GUTENBERG EBOOK THE HARLOWS ***\n"
    book.write_text(start + BOOK, encoding="utf-8")
    run = CliRunner().invoke(app, ["cast", str(book), "--page", str(page)], standalone_mode=False)
    assert run.exception is None
    assert "<title>The Harlows</title>" in page.read_text(encoding="utf-8")
