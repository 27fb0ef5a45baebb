"""Relaying: the same spans, whatever pieces they are told by."""

from __future__ import annotations

import pytest

pytest.importorskip("torch", reason="needs the extra train")

import numpy as np
from tokenizers import Tokenizer
from tokenizers.models import BPE
from tokenizers.pre_tokenizers import BertPreTokenizer

from quotekit.attribution.learned.session import shipped
from quotekit.attribution.learned.tags import CUE_TAGS, ENTITY_TAGS, PART_TAGS, Decoder
from quotekit.training.answers import Lesson, answered
from quotekit.training.corpus import cut_units
from quotekit.training.relaying import relaid

TEXT = (
    "Reykjavik, 3 May. Thorbjorg Ketilsdottir said that unbelievably high waves hit the breakwater.\n\n"
    "“We were not forewarned,” Ketilsdottir complained. The harbourmaster Ngozi Okonjo denied it."
)


@pytest.fixture(scope="module")
def letters() -> Tokenizer:
    """A tokenizer to which each letter is a piece."""
    characters = sorted(set(TEXT) - set(" \n"))
    tokenizer = Tokenizer(BPE({one: n for n, one in enumerate([*characters, "[CLS]", "[SEP]"])}, []))
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer


def told(lesson: Lesson) -> list[set[tuple[str, str]]]:
    """Return what a lesson says, in words: cues, names, and the parts of each cue."""
    unit = lesson.unit

    def words(scores: np.ndarray, tags: tuple[str, ...]) -> set[tuple[str, str]]:
        decoder = Decoder(tags)
        return {
            (TEXT[unit.starts[start] : unit.ends[end - 1]], role)
            for start, end, role in decoder.spans(decoder.path(scores.astype(np.float32)))
        }

    parts = [words(scores, PART_TAGS) for _, scores in lesson.parts]
    return [words(lesson.cues, CUE_TAGS), words(lesson.entities, ENTITY_TAGS), *parts]


def test_other_pieces_tell_the_same(letters) -> None:
    lessons = answered(cut_units(TEXT, shipped().tokenizer), shipped())
    ours = list(cut_units(TEXT, letters))
    assert sum(map(len, ours)) > 2 * sum(len(one.unit) for one in lessons)
    told_by_letters = [told(one) for one in relaid(lessons, ours) if one is not None]
    assert told_by_letters == list(map(told, lessons))
    assert ("said", "speech") in told_by_letters[0][0]
    assert ("Ketilsdottir", "source") in told_by_letters[1][2]


def test_the_same_pieces_keep_their_scores() -> None:
    lessons = answered(cut_units(TEXT, shipped().tokenizer), shipped())
    for old, new in zip(lessons, relaid(lessons, [one.unit for one in lessons]), strict=True):
        assert np.array_equal(new.cues.argmax(1), old.cues.argmax(1))
        assert [d.tolist() for d, _ in new.parts] == [d.tolist() for d, _ in old.parts]


def test_a_unit_that_no_lesson_contains_has_none() -> None:
    [first, _] = answered(cut_units(TEXT, shipped().tokenizer), shipped())
    units = list(cut_units(TEXT, shipped().tokenizer))
    assert [one is None for one in relaid([first], units)] == [False, True]
