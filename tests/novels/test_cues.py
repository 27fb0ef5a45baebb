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
    ],
)
def test_the_subject_of_the_cue(text: str, expected: tuple[str, str]) -> None:
    assert cue(text) == expected


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
