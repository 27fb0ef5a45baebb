"""Features: what a row says of a candidate."""

from __future__ import annotations

import numpy as np

from quotekit.matcher import MarkMatcher
from quotekit.novels.features import SOURCE, WIDTH, Candidates, candidates_of, leaning
from quotekit.novels.layout import BookTokenizer
from quotekit.novels.story import Story
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
    assert found.features.shape == (len(found.person), WIDTH)
    sources = np.array([story.turns[turn].source for turn in found.turn])
    assert (found.features[:, SOURCE] == np.where(sources == found.person, 1, -1)).all()


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
