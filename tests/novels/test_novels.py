"""Fiction: turns, the cast and who speaks. The stories are invented."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import quotekit
from quotekit import attribute_novel
from quotekit.novels.books import Book, read_book, without_frame
from quotekit.novels.conversation import weigh_together

STORY = """CHAPTER I

Mrs. Harlow put down her cup. Her daughter Clara Harlow was reading by the window, and Mr. Harlow was asleep.

“You will ruin your eyes, Clara,” said Mrs. Harlow.

“I can see very well, Mamma,” Clara replied. “The days are long now.”

“They are not so long as you think.”

“Long enough.”

Mr. Harlow woke with a start. “Has the post come?” he asked.

“Not yet, Papa,” said Clara.

CHAPTER II

“Clara is too much alone,” Mrs. Harlow told her husband that night. “She wants company.”

“Company!” cried Mr. Harlow. “She has us.”

Old Peter brought the lamp. “Will you want anything more, sir?” asked the servant.

“Nothing, Peter,” said Mr. Harlow.
"""


def speakers(text: str) -> list[str | None]:
    return [q.speaker.name if q.speaker else None for q in attribute_novel(text).quotations]


def test_each_turn_is_a_quotation_and_an_interruption_parts_none() -> None:
    doc = attribute_novel(STORY)
    assert len(doc.quotations) == 10
    assert doc.quotations[1].content_text == "“I can see very well, Mamma,” … “The days are long now.”"


def test_cues_name_the_speakers() -> None:
    found = speakers(STORY)
    assert found[0] == "Mrs. Harlow"
    assert found[1] == "Clara"
    assert found[7] == "Mr. Harlow"


def test_turns_without_a_cue_alternate() -> None:
    assert speakers(STORY)[2:4] == ["Mrs. Harlow", "Clara"]


@pytest.mark.parametrize("speaker", ["Ellen", "Kowalski", "Doc", "Nurse"])
def test_a_name_that_is_told_beside_speech_alone(speaker: str) -> None:
    told = ["“Is it late?” asked Ann.", f"“Very,” {speaker} told her.", "“How late?”"]
    assert speakers("\n\n".join(told)) == ["Ann", speaker, "Ann"]


@pytest.mark.parametrize("called", ["Sir", "Madam", "Madame", "Signora"])
def test_what_anybody_is_called_is_nobodys_name(called: str) -> None:
    told = [f"“Is it late, {called}?” asked Tom Fox.", "“Very,” said Ann Pike.", f"“Good night, {called}.”"]
    assert {s.name for s in attribute_novel("\n\n".join(told)).speakers} == {"Tom Fox", "Ann Pike"}


def test_mother_at_the_beginning_of_a_sentence_is_her_name() -> None:
    told = ["“I saw a fox,” said Polly.", "Mother looked up. “Where?” she asked.", "“There,” said Polly."]
    assert speakers("\n\n".join(told)) == ["Polly", "Mother", "Polly"]


def test_madame_alone_is_nobody_new() -> None:
    told = ["“Is it late?” asked Madame Roux.", "“Very,” said Tom Fox.", "“How late?” asked Madame."]
    assert {s.name for s in attribute_novel("\n\n".join(told)).speakers} == {"Madame Roux", "Tom Fox"}


def test_the_name_is_the_narrators() -> None:
    told = ["“Here is Tom Pike!” cried Ann.", "“Am I late, Ann?” asked Tom. Tom sat down."]
    assert speakers("\n\n".join(told * 6))[1] == "Tom"


def test_husband_and_wife_are_two() -> None:
    names = {s.name for s in attribute_novel(STORY).speakers}
    assert {"Mr. Harlow", "Mrs. Harlow"} <= names


def test_headings_and_sentence_openers_are_nobody() -> None:
    names = {n for s in attribute_novel(STORY).speakers for n in (s.name, *s.aliases)}
    assert not any("CHAPTER" in n.upper() or n.startswith(("Not", "Old", "Has")) for n in names)


def test_who_is_called_is_addressed() -> None:
    first = attribute_novel(STORY).quotations[0]
    assert first.addressee is not None
    assert first.addressee.name == "Clara"


def test_a_title_between_marks_is_no_speech() -> None:
    text = "She had read “The Long Road” twice. “It is dull,” said Jane Fox. “I like it,” said Tom Gray."
    assert [q.content_text for q in attribute_novel(text).quotations] == ["“It is dull,”", "“I like it,”"]


def test_british_marks() -> None:
    text = "‘You don’t mean it,’ said Jane Fox.\n\n‘I do,’ said Tom Gray. ‘Every word.’"
    doc = attribute_novel(text)
    assert [q.speaker.name for q in doc.quotations if q.speaker] == ["Jane Fox", "Tom Gray"]


def test_the_narrator_is_the_author() -> None:
    one, other = "I looked at my watch. “It is late,” I said.", "“It is,” said Tom Gray. He watched me."
    text = "\n\n".join([one, other] * 5)
    doc = attribute_novel(text)
    assert doc.quotations[0].speaker is not None
    assert doc.quotations[0].speaker.kind == "author"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "“",
        "”",
        '"' * 500,
        "“”",
        "‘’ said",
        "I",
        "“A” ‘b’ \x00 \ud800",
        "said said said",
        "“Oh!”\n" * 40,
    ],
)
def test_no_text_raises(text: str) -> None:
    doc = attribute_novel(text)
    assert doc.text == text
    assert quotekit.Document.from_json(doc.to_json()) == doc


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(TypeError, match="text: expected str, got bytes"):
        attribute_novel(b"Yes, said Ann.")  # type: ignore[arg-type]


def test_the_same_text_gives_the_same_document() -> None:
    assert attribute_novel(STORY).to_json() == attribute_novel(STORY).to_json()


def test_tiles_lose_nothing() -> None:
    doc = attribute_novel(STORY)
    tiles = doc.tiles()
    assert "".join(tile.span.text for tile in tiles) == STORY
    assert sum(tile.quotation is not None for tile in tiles) == sum(len(q.content) for q in doc.quotations)


FRAME = "*** {} OF THE PROJECT GUTENBERG EBOOK HARLOW ***"


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (FRAME.format("START"), FRAME.format("END")),
        (FRAME.format("START") + "\r", FRAME.format("END") + "\r"),
        ("***START OF THIS PROJECT GUTENBERG EBOOK HARLOW***", "End of Project Gutenberg’s Harlow, by Pike"),
        (FRAME.format("START").replace("HARLOW", "HARLOW, AND\nOTHERS"), FRAME.format("END")),
        (
            "*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.1.1.90*END*",
            "End of the Project Gutenberg Etext of Harlow",
        ),
        (
            FRAME.format("START"),
            "  End of The Project Gutenberg EBook of Harlow\n\n*END THE SMALL PRINT! FOR ETEXTS*Ver.1*END*",
        ),
    ],
)
def test_the_frame_of_project_gutenberg_is_left_out(tmp_path: Path, start: str, end: str) -> None:
    book = tmp_path / "book.txt"
    text = f"Licence.\n\nTitle: The Harlows\n\n{start}\n{STORY}\n{end}\nMore."
    book.write_bytes(text.encode())
    assert read_book(book) == Book(text=STORY.strip(), title="The Harlows")


def test_a_contract_behind_the_book_does_not_begin_it() -> None:
    contract = "*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.1.1.90*END*\n"
    assert without_frame(f"Rain.\n\nEnd of Project Gutenberg's Rain\n\n{contract}") == "Rain."


def test_neighbours_in_a_conversation_are_two() -> None:
    alone = np.array([0.9, 0.1, 0.6, 0.4, 0.9, 0.1])
    people, bounds = np.array([0, 1] * 3, dtype=np.int32), np.array([0, 2, 4, 6], dtype=np.int32)
    near = weigh_together(alone, people, bounds, [0, 1, 2], ())
    far = weigh_together(alone, people, bounds, [0, 5, 10], ())
    assert near[2] < near[3]
    assert far == pytest.approx(alone)


def test_speech_that_a_paragraph_leaves_open_is_carried_on() -> None:
    alone = np.array([0.9, 0.1, 0.4, 0.6])
    people, bounds = np.array([0, 1] * 2, dtype=np.int32), np.array([0, 2, 4], dtype=np.int32)
    carried = weigh_together(alone, people, bounds, [0, 1], {1})
    assert carried[2] > carried[3]


def test_a_letter_in_marks_is_one_voices() -> None:
    told = ["“Listen,” said Ann Fox to Tom Gray.", "“I listen,” said Tom Gray."]
    letter = ["Ann Fox read aloud:", "“Dear Ann, we come on Monday.", "“Your uncle is well.", "“Clara.”"]
    found = speakers("\n\n".join(told * 4 + letter))[-3:]
    assert len(set(found)) == 1


def test_a_narrator_whom_others_call_by_name_has_it() -> None:
    turns = ["“Are you coming, Barnaby?” asked Clara Fox.", "“No,” I said. I looked at my watch."]
    doc = attribute_novel("\n\n".join(turns * 5))
    assert [speaker.name for speaker in doc.speakers if speaker.kind == "author"] == ["Barnaby"]


def test_a_narrator_whom_nobody_calls_is_the_author() -> None:
    turns = ["“Are you coming?” asked Clara Fox.", "“No,” I said. I looked at my watch."]
    doc = attribute_novel("\n\n".join(turns * 5))
    assert [speaker.name for speaker in doc.speakers if speaker.kind == "author"] == ["AUTHOR"]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("“How odd!” thought Ann.", "thought"),
        ("“How odd!” was Ann’s only thought.", "thought"),
        ("Her first reflection was, “How odd!”", "thought"),
        ("“How odd!” was Ann’s only answer.", "speech"),
        ("“How odd!” said Ann to herself.", "thought"),
        ("“How odd!” said Ann to Tom.", "speech"),
        ("“How odd!” she muttered to herself.", "speech"),
    ],
)
def test_thought_is_told_from_speech(text: str, act: str) -> None:
    assert attribute_novel(text).quotations[0].act == act


def test_a_title_alone_is_its_only_bearers() -> None:
    told = [
        "Major Pike came in.",
        "“Is it late?” asked the Major. He sat down.",
        "“No,” said Ann.",
        "Major Pike slept.",
    ]
    bearers = [s for s in attribute_novel("\n\n".join(told)).speakers if "Pike" in s.name]
    assert len(bearers) == 1
    assert "the Major" in bearers[0].aliases


@pytest.mark.parametrize(
    ("sister", "others"), [("", {"Ann Pike"}), ("Miss Jane Pike came in.", {"Ann Pike", "Miss Pike"})]
)
def test_miss_pike_is_the_only_daughter(sister: str, others: set[str]) -> None:
    told = ["Miss Ann Pike came in.", "“No,” said Miss Pike.", "“Yes,” said Tom.", "Ann Pike slept.", sister]
    found = {s.name for s in attribute_novel("\n\n".join(told * 3)).speakers if "Pike" in s.name}
    assert found - {"Miss Jane Pike"} == others


def test_granny_is_the_grandmother() -> None:
    told = [
        "The Grandmother came in.",
        "“Is it late, Granny?” asked Ann.",
        "“No,” said the Grandmother. She sat down.",
        "“Lord!” said Ann.",
    ]
    assert [s.name for s in attribute_novel("\n\n".join(told * 2)).speakers] == ["the Grandmother", "Ann"]


def test_a_title_that_is_called_out_names_no_narrator() -> None:
    turns = ["“Are you coming, Madame?” asked Clara Fox.", "“No,” I said. I looked at my watch."]
    doc = attribute_novel("\n\n".join(turns * 5))
    assert [speaker.name for speaker in doc.speakers if speaker.kind == "author"] == ["AUTHOR"]


def test_who_says_i_is_not_she() -> None:
    doc = attribute_novel("""I was counting flies when the door opened. I did not look up at first.

“You Kessler?” she said.

“I am,” I said. “It is on my door.”
""")
    asked, answered = doc.quotations
    assert asked.speaker is None
    assert answered.speaker is not None
    assert answered.speaker.kind == "author"


@pytest.mark.parametrize(("name", "known"), [("Charlotte", True), ("Paris", False)])
def test_a_given_name_that_is_a_place_too_is_a_person_who_speaks(name: str, known: bool) -> None:
    doc = attribute_novel(f"""“He has written again,” said {name}.

“He never has!” cried Ellen, and let the sheet fall.
""")
    first = doc.quotations[0].speaker
    assert (first is not None and first.name == name) == known
