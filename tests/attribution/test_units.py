"""Units: how a text is cut for the network, what the gate lets through, what is read of them together."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotekit import Pipeline
from quotekit.attribution.learned.decoding import find
from quotekit.attribution.learned.session import _runs, shipped
from quotekit.attribution.learned.units import FEATURES, LONGEST, cut
from quotekit.matcher import MarkMatcher
from quotekit.tokenizer import EnglishTokenizer

ARTICLES = sorted((Path(__file__).parent.parent.parent / "fixtures" / "articles").glob("*.txt"))


def units(text: str, *, fast: bool = False):
    tokenized, session = EnglishTokenizer().tokenize(text), shipped(fast=fast)
    return list(cut(tokenized, MarkMatcher().match(tokenized), session.tokenizer, session.gate))


@pytest.mark.parametrize("path", ARTICLES[::9], ids=lambda path: path.stem)
def test_units_hold_every_word_once_in_order(path):
    text = path.read_text(encoding="utf-8")
    some = units(text)
    starts = np.concatenate([unit.starts[1:-1] for unit in some])
    ends = np.concatenate([unit.ends[1:-1] for unit in some])
    assert (starts[1:] >= ends[:-1]).all()
    covered = np.zeros(len(text), dtype=bool)
    for start, end in zip(starts, ends, strict=True):
        covered[start:end] = True
    assert {character for character, has in zip(text, covered, strict=True) if not has} <= set(" \n\t")


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_is_cut_and_features_stay_in_their_ranges(text):
    for unit in units(text):
        assert len(unit) <= LONGEST
        assert (unit.features >= 0).all()
        assert (unit.features.max(0) < np.array(list(FEATURES.values()))).all()


def test_a_long_paragraph_is_cut_between_its_sentences():
    text = "The harbour was closed to all ships on Monday morning. " * 60
    some = units(text)
    assert len(some) > 1
    assert all(text[unit.starts[0] :].startswith("The harbour") for unit in some)


@pytest.mark.parametrize("text", ["“‘" * 300, "* * *", "—" * 30, "1,204 35.5", "(" * 700])
def test_what_has_no_letter_is_not_read(text):
    assert units(text) == []
    [unit] = units(f"{text}\n\nYes.\n\n{text}")
    assert len(unit) == 4


def test_words_cut_by_themselves_have_the_pieces_that_they_have_in_a_paragraph():
    text = (
        "Éva said\tthe U.S. “can't”  re-read [SEP] o\u0301\u0327 e \u0301 日本 ﬁ\x00x\u200b and İt was "
        + "x" * 150
    )
    tokenizer = shipped().tokenizer
    whole = tokenizer.encode(text, add_special_tokens=False)
    [unit] = units(text)
    assert unit.pieces[1:-1].tolist() == whole.ids
    assert list(zip(unit.starts[1:-1].tolist(), unit.ends[1:-1].tolist(), strict=True)) == whole.offsets


# Read by the network


@pytest.mark.parametrize("path", ARTICLES[:6], ids=lambda path: path.stem)
def test_acts_that_nobody_asks_for_are_not_read_and_the_others_are(path):
    for unit in units(path.read_text(encoding="utf-8")):
        every = [(one.cue, one.act) for one in find([unit], shipped())]
        wanted = find([unit], shipped(), wanted=lambda act, start, end: act != "deed")
        asked = [(one.cue, one.act) for one in wanted]
        assert [one for one in every if one in asked] == asked
        assert all(act == "deed" for _, act in set(every).difference(asked))


def test_units_read_together_and_alone_have_the_same_scores():
    some = [unit for path in ARTICLES[:3] for unit in units(path.read_text(encoding="utf-8"))]
    for unit, encoded in zip(some, shipped().encode(some), strict=True):
        (alone,) = shipped().encode([unit])
        assert len(encoded.states) == len(encoded.cues) == len(unit)
        assert np.array_equal(encoded.cues, alone.cues)
        assert np.array_equal(encoded.states, alone.states)


def test_many_short_paragraphs_go_through_in_few_runs():
    lengths = [len(unit) for unit in units("A yes.\n\n" * 500)]
    assert len(lengths) == 500
    assert len(list(_runs(lengths))) <= 25
    assert sorted(at for some in _runs(lengths) for at in some) == list(range(len(lengths)))


@pytest.mark.parametrize("said", ['"He says it." ', '"a" said X. ', "Lee said Bo said Cy said it. "])
@pytest.mark.parametrize("near", [False, True])
def test_crowded_cues_are_read_in_their_neighbourhood(said, near):
    """What the second pass reads stays in proportion to the unit, however many cues stand in it."""
    read: list[int] = []
    session = shipped(fast=near)

    class Counting:
        def encode(self, units):
            return session.encode(units)

        def read(self, marked):
            read.extend(one.distances.size for one in marked)
            return session.read(marked)

    for unit in units(said * 200, fast=near):
        read.clear()
        list(find([unit], Counting(), near=near))
        assert sum(read) <= 8 * len(unit)


# The gate before the fast network


REPORTED = "The bridge will stay shut until spring, Ann Lee said on Monday."


def test_what_has_no_likely_cue_is_not_read():
    text = f"{REPORTED} The river is wide.\n\nThe river is wide.\n\n{REPORTED}"
    assert [text[unit.starts[0] : unit.ends[-1]] for unit in units(text, fast=True)] == [REPORTED, REPORTED]
    assert len(Pipeline(profile="fast").attribute(text).quotations) == 2


@given(st.lists(st.sampled_from([REPORTED, "The river is wide.", "It is “deep”.", "\U0001f600", "…"])))
def test_a_paragraph_passes_the_gate_alone_as_among_others(paragraphs):
    alone = [unit.pieces.tolist() for one in paragraphs for unit in units(one, fast=True)]
    assert [unit.pieces.tolist() for unit in units("\n\n".join(paragraphs), fast=True)] == alone


def test_sentences_that_marks_bind_together_pass_the_gate_together():
    said = "“The river is wide. It is deep. It is cold,” Ann Lee said."
    text = f"The lake is cold. The river is wide. {said} The river is wide."
    read = [text[unit.starts[0] : unit.ends[-1]] for unit in units(text, fast=True)]
    assert read == [f"The river is wide. {said}"]
