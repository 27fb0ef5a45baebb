"""People who are only described. The stories are invented."""

from __future__ import annotations

import pytest

from quotekit.matcher import MarkMatcher
from quotekit.novels.layout import BookTokenizer
from quotekit.novels.people import Person
from quotekit.novels.story import Story
from quotekit.novels.turns import TurnAttributor


def people(text: str) -> list[Person]:
    tokenized = BookTokenizer().tokenize(text)
    turns = TurnAttributor().attribute(tokenized, MarkMatcher().match(tokenized))
    return list(Story.of(tokenized, turns).people.persons)


def sources(text: str) -> list[str | None]:
    """Return the first name of who stands in the cue of each turn."""
    tokenized = BookTokenizer().tokenize(text)
    turns = TurnAttributor().attribute(tokenized, MarkMatcher().match(tokenized))
    story = Story.of(tokenized, turns)
    return [story.people.persons[t.source].names[0] if t.source >= 0 else None for t in story.turns]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“Out,” said a hump-backed man.", "a hump-backed man"),
        ("“Out,” cried the ferret-seller.", "the ferret-seller"),
        ("“Out,” said the Gryphon.", "the Gryphon"),
        ("“Out,” the landlord said.", "the landlord"),
        ("“Out,” the patronne said.", "the patronne"),
        ("“Out,” cried a looker-on.", "a looker-on"),
        ("“Out,” said the American. He rose.", "the american"),
        ("“Out,” said a little ugly hump-backed man.", "a little ugly hump-backed man"),
        ("One was tall. “Out,” said the short one.", "the short one"),
        ("A clown came in. The clown sat down. “Out,” said the Clown.", "the clown"),
    ],
)
def test_who_stands_beside_a_verb_of_speech_is_somebody(text: str, name: str) -> None:
    assert sources(text) == [name]


def test_a_word_that_elsewhere_is_no_name_is_a_speakers_name() -> None:
    told = ["“It is true,” said Sunday.", "“Is it?” asked Two.", "“It is,” said Sunday.", "“Oh,” said Two."]
    assert sources("\n\n".join(told)) == ["Sunday", "Two", "Sunday", "Two"]


def test_the_mother_of_somebody_is_another() -> None:
    told = "Tom came in. Then Tom sat down.\n\n“Tea?” said Tom’s mother.\n\n“No,” said Tom."
    assert sources(told) == ["Tom’s mother", "Tom"]


def test_things_beside_a_verb_of_speech_are_nobody() -> None:
    assert sources("“Out,” said the voice.") == [None]


def test_who_acts_before_he_said_is_somebody() -> None:
    found = people("The old driver whistled. “Out,” he said.\n\nThe house was dark. “Who?” she said.")
    assert [person.names[0] for person in found] == ["the old driver"]


def test_those_who_are_described_differently_are_two() -> None:
    told = [
        "“I know the law,” said the fat waiter.",
        "“I know it too,” said the thin waiter.",
        "“Neither of you does,” said Ann.",
        "“Ha!” said the waiter.",
    ]
    # The bare noun is the last one's.
    assert sources("\n\n".join(told)) == ["the fat waiter", "the thin waiter", "Ann", "the thin waiter"]


def test_a_bare_noun_is_nobodys_who_was_described_long_ago() -> None:
    told = ["“Yes,” said the fat waiter.", "It rained. " * 400, "“No,” said the waiter."]
    assert sources("\n\n".join(told)) == ["the fat waiter", "the waiter"]


def test_the_tall_one_is_the_tall_man() -> None:
    told = ["“No road,” said the tall one.", "“None,” said the short one.", "“Ah,” said the tall man."]
    found = sources("\n\n".join(told))
    assert found[0] == found[2] != found[1]


def test_what_follows_a_noun_more_than_once_belongs_to_it() -> None:
    told = [
        "The gentleman in the white waistcoat rose. The gentleman with the stick sat.",
        "“Never,” said the gentleman in the white waistcoat.",
    ]
    assert sources("\n\n".join(told)) == ["the gentleman in the white waistcoat"]


def test_an_office_is_held_by_who_alone_has_the_title() -> None:
    told = ["Count Vasily came in.", "“Good evening,” said the count.", "“A count!” said a count."]
    assert sources("\n\n".join(told))[:1] == ["Count Vasily"]
    assert sources("\n\n".join(told))[1:] == ["a count"]


def test_a_farmer_of_that_title_is_the_farmer() -> None:
    assert sources("Tilly ran to Farmer Bunting.\n\n“Out,” said the farmer.") == ["Farmer Bunting"]


def test_an_office_that_two_hold_is_nobodys_for_sure() -> None:
    told = ["Count Vasily and Count Orlov came in.", "“Good evening,” said the count."]
    assert sources("\n\n".join(told)) == ["the count"]


def test_a_colonel_is_a_man_unless_the_book_says_she() -> None:
    told = ["“It is cold,” said the Colonel.", "“It is soup,” said the Major. She sat down."]
    assert [person.gender for person in people("\n\n".join(told))] == ["m", "u"]
