"""Features: what a row says of a candidate."""

from __future__ import annotations

import numpy as np

from quotekit.matcher import MarkMatcher
from quotekit.novels.candidates import Candidates, candidates_of
from quotekit.novels.features import COLUMNS, CUES, KINDS
from quotekit.novels.layout import BookTokenizer
from quotekit.novels.resolver import leaning
from quotekit.novels.story import Story
from quotekit.novels.surroundings import NOBODY
from quotekit.novels.turns import TurnAttributor

STORY = """Ann Pike and Tom Fox came in. A fat waiter brought the soup.

“It is cold,” said Ann Pike.

“It is soup,” said the fat waiter.

“It is cold soup,” said Tom Fox. He pushed it away.

“Tom!” cried his wife."""


def read(text: str) -> tuple[Story, Candidates]:
    tokenized = BookTokenizer().tokenize(text)
    turns = TurnAttributor().attribute(tokenized, MarkMatcher().match(tokenized))
    story = Story.of(tokenized, turns)
    return story, candidates_of(story)


def test_a_row_says_whether_the_candidate_is_the_cues_source() -> None:
    story, found = read(STORY)
    assert found.features.shape == (len(found.person), len(COLUMNS))
    sources = np.array([story.turns[turn].source for turn in found.turn])
    assert (found.features[:, COLUMNS.index("source")] == np.where(sources == found.person, 1, -1)).all()


def test_turns_and_candidates_are_in_the_order_of_the_text() -> None:
    story, found = read(STORY)
    assert [turn.first for turn in story.turns] == sorted(turn.first for turn in story.turns)
    assert found.bounds[-1] == len(found.person)


def test_a_description_is_likelier_somebody_elses_than_the_trees_find() -> None:
    told = """Tom Fox and Ann Pike came in. The driver whistled. “Late,” he said.

“Very,” said the driver.

“So late!” said the man in the grey coat. The man in the grey coat sat down.

“Late!” said Tom Fox."""
    story, found = read(told)
    leant = {
        (turn, story.people.persons[person].names[0]): times
        for turn, person, times in zip(
            found.turn, found.person, leaning(found.features).tolist(), strict=True
        )
    }
    before, cued, closely = (
        leant[0, "the driver"],
        leant[1, "the driver"],
        leant[2, "the man in the grey coat"],
    )
    assert 1 < cued < closely
    assert before > 1
    others = {times for (_, name), times in leant.items() if name in ("Tom Fox", "Ann Pike")}
    assert others == {1}


def test_columns_have_what_their_names_say() -> None:
    story, found = read(STORY)
    persons = [story.people.persons[number] for number in found.person]
    turns = [story.turns[number] for number in found.turn]
    expected = {
        "cue": [CUES.index(turn.cue) for turn in turns],
        "kind": [KINDS.index(person.kind) for person in persons],
        "acts before": [
            0 if turn.beats[0].person == NOBODY else 1 if turn.beats[0].person == person.number else -1
            for turn, person in zip(turns, persons, strict=True)
        ],
        "words of the source": [
            0 if turn.source == NOBODY else len(story.people.persons[turn.source].names[0].split())
            for turn in turns
        ],
        "fits politeness of turn +3": [
            persons[row].fits(story.turns[place + 3].polite) if place + 3 < len(story.turns) else 0
            for row, place in enumerate(found.turn)
        ],
    }
    for name, values in expected.items():
        assert found.features[:, COLUMNS.index(name)].tolist() == values, name
