"""Cues: which words beside a turn say who speaks it."""

from __future__ import annotations

import pytest

from quotekit import attribute_novel


def cue(text: str) -> tuple[str | None, str | None]:
    """Return source and verb of the first turn's cue."""
    first = attribute_novel(text).quotations[0]
    return (first.source[0].text if first.source else None, first.cue[0].text if first.cue else None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Yes,” said Dolly.", ("Dolly", "said")),
        ("“We mothers!” simpered Mrs. Fox, and stopped.", ("Mrs. Fox", "simpered")),
        ("“Go on,” the Hatter went on, “if you can.”", ("the Hatter", "went")),
        ("“My advice,” put in Mrs. Fox, “is no.”", ("Mrs. Fox", "put")),
        ("“No,” was Mr. Pike’s only answer.", ("Mr. Pike", "was")),
        ("“No,” was her answer.", ("her", "was")),
        ("“Well,” the count shrugged his shoulders. “About that.”", ("the count", "shrugged")),
        ("“No,” said the voice of Mr. Syed Pike.", ("Mr. Syed Pike", "said")),
        ("She was stopped by Sir Hugh’s saying with authority, “No.”", ("Sir Hugh", "saying")),
        ("He was deep in thought, when thus accosted by Miss Pike, “No.”", ("Miss Pike", "by")),
        (
            "When Rose, hearing this, was gone, Mr. Pike rose, and said: “No.”",
            ("Mr. Pike", "said"),
        ),
        ("Miss Pike, who had been eyeing Dr. Fox and Edmund, now observed, “No.”", ("Miss Pike", "observed")),
        ("He still sat silent, when Louisa mildly said: “No.”", ("Louisa", "said")),
        ("Ann, when she saw it, said, “No.”", ("Ann", "said")),
        ("“No,” came Ann’s voice.", ("Ann", "came")),
        ("“No,” came from Mr. Pike’s tight lips.", ("Mr. Pike", "came")),
        ("“No,” was uttered at the same moment by Ann.", ("Ann", "uttered")),
        ("“No!” exclaimed the voice of old Mr. Pike.", ("Mr. Pike", "exclaimed")),
        ("“No,” sighed sweet-tempered Miss Pike.", ("Miss Pike", "sighed")),
        ("“No,” said a hump-backed man.", ("a hump-backed man", "said")),
        ("The flush deepened as Ann replied: “No.”", ("Ann", "replied")),
        ("They smiled, and Fox, the more fluent, said: “No.”", ("Fox", "said")),
        ("The silence was broken by Ann, who in a cold voice said: “No.”", ("Ann", "said")),
        ("Ann said severely, “Who is this?” She said it to the cook.", ("Ann", "said")),
        ("A pause followed, and Mrs. Pike began again.\n\n“No.”", ("Mrs. Pike", "began")),
        ("It was late when Ann startled her, by saying: “No.”", ("Ann", "saying")),
        ("“No!” loudly whispered by Miss Pike.", ("Miss Pike", "whispered")),
        ("“No!” whispered Mlle. Clarice to Ann.", ("Mlle. Clarice", "whispered")),
        ("“No!” said Tom’s mother.", ("Tom’s mother", "said")),
        ("“No!” Tom’s mother said.", ("Tom’s mother", "said")),
        ("“No!” said Tom’s voice.", ("Tom", "said")),
        ("“No!” cried one of the sailors.", ("one of the sailors", "cried")),
        ("“No!” cried somebody in the crowd.", ("somebody", "cried")),
        ("“No!” suddenly cried Mr. Pike aloud.", ("Mr. Pike", "cried")),
        ("“Hm!” from Mr. Pike, who was amused.", ("Mr. Pike", "from")),
        ("“Staring most rudely,” according to Mrs. Pike.", ("Mrs. Pike", "according")),
        ("“No,” as Mrs. Pike said.", ("Mrs. Pike", "said")),
        ("“Not a penny,” was the firm reply of Mr. Pike.", ("Mr. Pike", "was")),
        ("“I thank you,” was all that Ann could say.", ("Ann", "was")),
        ("“Splash!” went Tom, swimming.", ("Tom", "went")),
        ("“No.” It was Ann who spoke.", ("Ann", "spoke")),
        ("“No,” said the boy falling back.", ("the boy", "said")),
        ("“No,” said the dying woman aloud.", ("the dying woman", "said")),
        ("“No,” said a smartly-dressed woman.", ("a smartly-dressed woman", "said")),
        ("“No,” added the surly one.", ("the surly one", "added")),
        ("Ann’s remark was: “No.”", ("Ann", "was")),
        ("Ann’s tired voice came: “No.”", ("Ann", "came")),
        ("From behind the door came Ann’s voice: “No.”", ("Ann", "voice")),
        ("Then a woman’s voice called: “No.”", ("a woman", "called")),
        ("“No,” came a voice from the stairs.", ("a voice", "came")),
        ("“No.” It was Ann’s voice.", ("Ann", "voice")),
        ("“No.” This from Mr. Pike.", ("Mr. Pike", "from")),
        ("“No,” said a short, dark man.", ("a short, dark man", "said")),
        (
            "“No,” exclaimed a haughty and magnificent nephew.",
            ("a haughty and magnificent nephew", "exclaimed"),
        ),
        ("Said Ann, “No.”", ("Ann", "Said")),
        ("Mr. Pike, approaching Julia, said, “No.”", ("Mr. Pike", "said")),
        ("At the same moment Mr. Pike, approaching Julia, said, “No.”", ("Mr. Pike", "said")),
        ("He came into the room where she and Julia sat, and said, “No.”", ("He", "said")),
        ("Ann looked anxiously at Mr. Pike, who said, “No.”", ("Mr. Pike", "said")),
        ("Ann met Maria, who, out of breath, cried, “No.”", ("Maria", "cried")),
        ("The cook noticed Ann, as she went by, and called out, “No.”", ("The cook", "called")),
        ("Mr. Pike was gratified; and with a solemn bow replied, “No.”", ("Mr. Pike", "replied")),
        ("Ann answered, with a mocking smile, “No.”", ("Ann", "answered")),
        ("Then Ann said in a low voice “No.”", ("Ann", "said")),
        ("Ann murmured, “No,” and warned Tom not to go.", ("Ann", "murmured")),
        ("Then Ann said, “We live near,” and he said, “Thank you.”", ("Ann", "said")),
        ("“Yes?” he asked.--A pause followed, and Ann began again.\n\n“No.”", ("he", "asked")),
    ],
)
def test_the_subject_of_the_cue(text: str, expected: tuple[str, str]) -> None:
    assert cue(text) == expected


def test_a_paragraph_ends_with_who_begins() -> None:
    found = attribute_novel(
        "“Yes,” he said; “all.” A pause followed, and Ann began at once.\n\n“No.”"
    ).quotations
    assert found[-1].source[0].text == "Ann"


def test_a_turn_within_brackets_is_another_speakers() -> None:
    text = "He went on: “You may not--” (“I haven’t,” said Ann) “and perhaps not.”"
    assert [q.source[0].text for q in attribute_novel(text).quotations[:2]] == ["He", "Ann"]


@pytest.mark.parametrize(
    "text",
    [
        "“We are so unlike,” said Fanny, avoiding a direct answer, “that I cannot.”",
        "“Stay!” said Rose. She sat down by the fire. “He is coming.”",
        "“Still,” said John, as if nothing had happened, “I am glad,” he added, “that you came.”",
    ],
)
def test_an_interruption_ends_no_turn(text: str) -> None:
    assert len(attribute_novel(text).quotations) == 1


def test_somebody_else_in_an_interruption_begins_a_turn() -> None:
    text = "“What is it?” she asked the cook, and the cook answered, with a laugh, “Only soup.”"
    assert len(attribute_novel(text).quotations) == 2


def test_one_word_after_a_verb_of_speech_is_spoken() -> None:
    assert [q.content_text for q in attribute_novel("He turned and said “Margaret” gently.").quotations]
