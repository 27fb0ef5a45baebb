"""The page of a whole book, and the chapters that it lists."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from quotekit import attribute_novel
from quotekit.novels.chapters import chapters

pytest.importorskip("jinja2", reason="pages need the extra html")

from quotekit.novels.page import book_page

RAIN = "It rained on the roof and on the road, and nobody came by. " * 6
BOOK = f"""CHAPTER I

THE ROAD

{RAIN}

“You are late, Tom,” said Ann Lee, “and wet <through>.”

“The train was late,” Tom replied.

CHAPTER II

{RAIN}

“Is that you, Tom?” asked Ann Lee.
"""


class _Text(HTMLParser):
    """Gather what stands in the page's article, and the chapters and voices it links."""

    def __init__(self) -> None:
        super().__init__()
        self.within = ""
        self.text = ""
        self.chapters: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("article", "nav"):
            self.within = tag
        if tag == "a" and self.within == "nav":
            self.chapters.append(dict(attrs).get("href"))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("article", "nav"):
            self.within = ""

    def handle_data(self, data: str) -> None:
        if self.within == "article":
            self.text += data


def test_chapters_are_the_whole_text() -> None:
    found = chapters(attribute_novel(BOOK))
    assert [chapter.title for chapter in found] == ["CHAPTER I THE ROAD", "CHAPTER II"]
    assert "".join(chapter.span.text for chapter in found) == BOOK


def test_a_table_of_contents_is_no_chapter() -> None:
    contents = "CONTENTS\n\nChapter I\n\nChapter II\n\n"
    assert len(chapters(attribute_novel(contents + BOOK))) <= 3


def test_a_book_without_headings_is_one_chapter() -> None:
    assert [chapter.title for chapter in chapters(attribute_novel(RAIN))] == [""]


@pytest.mark.parametrize(
    ("heading", "title"),
    [("TWENTY-ONE", "TWENTY-ONE"), ("_Chapter 2_", "Chapter 2"), ("# Chapter 2", "Chapter 2"), ("Two", None)],
)
def test_headings_in_other_forms(heading: str, title: str | None) -> None:
    found = chapters(attribute_novel(BOOK.replace("CHAPTER II", heading)))
    assert [chapter.title for chapter in found] == ["CHAPTER I THE ROAD", *([title] if title else [])]


def test_the_page_holds_the_text_and_lists_its_chapters() -> None:
    page = _Text()
    page.feed(book_page(attribute_novel(BOOK), title="Rain"))
    assert page.text.split() == BOOK.split()
    assert page.chapters == ["#c1", "#c2"]


@pytest.mark.parametrize("text", ["", "“", "I", "CHAPTER I", "“<script>alert(1)</script>,” said Ann.\x00\r"])
def test_any_text_has_a_page(text: str) -> None:
    page = book_page(attribute_novel(text))
    assert "<script>alert" not in page
