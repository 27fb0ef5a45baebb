"""The paragraphs of a book."""

from __future__ import annotations

from quotekit.novels import BookTokenizer

PLAIN = "It rained all day, and the old house was dark, and then\nthe wind rose.\n\n" * 12


def last(text: str) -> str:
    return BookTokenizer().tokenize(PLAIN + text).paragraphs[-1].text


def test_a_short_line_that_was_wrapped_parts_no_paragraph() -> None:
    lines = [
        "“You must get on in my absence as well as you can,”",
        "said old Mr. Pike, who was not pleased to hear it from Mr.",
        "Fox.",
    ]
    assert last("\n".join(lines)) == "\n".join(lines)


def test_verse_and_dialogue_on_lines_of_their_own_stay_apart() -> None:
    assert last("He sang of the\n    Old grey sea") == "Old grey sea"
    assert last("“Are you coming?”\n“No.”") == "“No.”"


def test_a_book_without_blank_lines_has_a_paragraph_a_line() -> None:
    lines = ["It rained.", "“Come in,” said Ann.", "He came in and sat down."] * 4
    assert len(BookTokenizer().tokenize("\n".join(lines)).paragraphs) == len(lines)
