"""Speech that dashes open. The stories are invented."""

from __future__ import annotations

import pytest

from quotekit import attribute_novel
from quotekit.novels.dashes import dashed_speeches
from quotekit.novels.layout import BookTokenizer

FRAME = "\n\n—Is it late?\n\n—It is.\n\n—Then we go.\n"


def turns(text: str) -> list[tuple[str, str | None]]:
    """Return the first paragraph's turns with their sources."""
    found = attribute_novel(text + FRAME).quotations
    return [(q.content_text, q.source[0].text if q.source else None) for q in found if q.start < len(text)]


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        ("—You are late, said Nora, putting down the pan.", "—You are late,", "Nora"),
        ("—I know it, Martin answered. The tram broke down.", "—I know it, … The tram broke down.", "Martin"),
        ("—I know it, Martin answered. He sat down.", "—I know it,", "Martin"),
        ("—There is, said she, if you make it.", "—There is, … if you make it.", "she"),
        ("—Is there tea? he asked.", "—Is there tea?", "he"),
        ("—Is there tea? he asked, and sat down by the fire.", "—Is there tea?", "he"),
        ("—Tea! cried the boy. Where?", "—Tea! … Where?", "the boy"),
        ("-- Gone, -- said Tom. -- He went at noon.", "-- Gone, … -- He went at noon.", "Tom"),
        ("– Gone, Tom said gravely. Then nobody spoke.", "– Gone,", "Tom"),
        ("— Where is he? — asked Ann.", "— Where is he?", "Ann"),
        ("—Ask Ann, tell Tom, and go.", "—Ask Ann, tell Tom, and go.", None),
        ("—Yes, he said he would come.", "—Yes, he said he would come.", None),
        ("—Well, said Mr. Fox at last, I am no judge.", "—Well,", "Mr. Fox"),
        ("—Sure, said Molly. Come in. Sit down.", "—Sure, … Come in. Sit down.", "Molly"),
        ("—Hush, the old man muttered. They are here.", "—Hush,", "the old man"),
        ("—Ah, well . . . said the priest.", "—Ah, well . . .", "the priest"),
        ("—Go on, put in the doctor quietly.", "—Go on,", "the doctor"),
    ],
)
def test_the_narrators_words_are_left_out(text: str, content: str, source: str | None) -> None:
    assert turns(text) == [(content, source)]


def test_a_book_with_marks_has_no_dashed_speech() -> None:
    dashed = "—Is it late?\n\n—It is.\n\n—Then we go."
    assert len(dashed_speeches(BookTokenizer().tokenize(dashed))) == 3
    assert not dashed_speeches(BookTokenizer().tokenize("“Yes,” said Ann.\n\n" * 20 + dashed))


def test_many_dashes_take_linear_time() -> None:
    text = "—A, " + "— b, " * 20_000
    assert attribute_novel("\n\n".join([text] * 3)).text


def test_who_speaks_after_a_dash_is_another() -> None:
    told = ["—I am Nora Fay, said Nora Fay to Martin Coyle.", "—I know, Martin Coyle answered."]
    book = "\n\n".join([*told, "—Do you?", "—I do."] * 3)
    found = [q.speaker.name for q in attribute_novel(book).quotations if q.speaker]
    assert found[:4] == ["Nora Fay", "Martin Coyle"] * 2
