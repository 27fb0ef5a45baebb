"""The assertions for other people's tests: each fault is found, and its message shows where it is."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from quotekit import Document, Quotation, QuotedSpan, Span, Speaker
from quotekit.testing import (
    assert_finds,
    assert_offsets,
    assert_order,
    assert_round_trip,
    assert_sound,
    assert_speakers,
    assert_tokens,
    match_of,
)

TEXT = "“It is over,” said Ann Lee.\n\nBo Fox said it was not."
ANN = Speaker(name="Ann Lee", kind="person", mentions=(Span(19, 26, TEXT),))
BO = Speaker(name="Bo Fox", kind="person", mentions=(Span(29, 35, TEXT),))


def span(start: int, end: int, text: str = TEXT) -> Span:
    return Span(start, end, text)


def tokens() -> tuple[Span, ...]:
    ends = ((0, 3), (4, 6), (7, 13), (14, 18), (19, 22), (23, 27), (29, 31), (32, 35), (36, 40), (41, 43))
    return tuple(span(*place) for place in (*ends, (44, 47), (48, 52)))


DOCUMENT = Document(
    text=TEXT,
    paragraphs=(span(0, 27), span(29, 52)),
    sentences=(span(0, 27), span(29, 52)),
    tokens=tokens(),
    quoted=(QuotedSpan(span=span(0, 13), open=span(0, 1), close=span(12, 13), depth=0, closing="closed"),),
    quotations=(
        Quotation(
            content=(span(0, 13),), cue=(span(14, 18),), source=(span(19, 26),), speaker=ANN, type="direct"
        ),
        Quotation(content=(span(41, 51),), cue=(span(36, 40),), source=(span(29, 35),), speaker=BO),
    ),
    speakers=(ANN, BO),
)
FIRST, SECOND = DOCUMENT.quotations


def changed(**changes: Any) -> Document:
    return attrs.evolve(DOCUMENT, **changes)


def first(**changes: Any) -> Document:
    return changed(quotations=(attrs.evolve(FIRST, **changes), SECOND))


def test_a_sound_document_passes() -> None:
    assert_sound(DOCUMENT)
    assert_finds(DOCUMENT, DOCUMENT.quotations)


@pytest.mark.parametrize(
    ("check", "document", "message"),
    [
        (
            assert_offsets,
            first(cue=(Span(14, 18, TEXT.upper()),)),
            "quotations[0].cue[0]: expected 'said', the text from 14 to 18, got 'SAID'\n"
            "    “It is over,” ⟦said⟧ Ann Lee.⏎⏎Bo Fox said it was not.",
        ),
        (
            assert_offsets,
            changed(tokens=(Span(50, 53, TEXT + "!"),)),
            "tokens[0]: expected offsets from 0 to 52, got 50 and 53",
        ),
        (
            assert_order,
            changed(tokens=(span(4, 6), span(0, 3))),
            "tokens[1]: expected to start at 6 or later, got 0\n"
            "    ⟦“It⟧ is over,” said Ann Lee.⏎⏎Bo Fox said it",
        ),
        (
            assert_order,
            changed(tokens=(span(4, 4),)),
            "tokens[0]: expected at least one character, got none\n"
            "    “It ⟦⟧is over,” said Ann Lee.⏎⏎Bo Fox said it",
        ),
        (
            assert_order,
            changed(quotations=(SECOND, FIRST)),
            "quotations[1]: expected by start, got one that starts earlier\n"
            "    ⟦“It is over,”⟧ said Ann Lee.⏎⏎Bo Fox said it was not.",
        ),
        (
            assert_tokens,
            changed(tokens=tokens()[:3] + tokens()[4:]),
            "tokens: expected every character but white space in one, not Span(14, 18, 'said')\n"
            "    “It is over,” ⟦said⟧ Ann Lee.⏎⏎Bo Fox said it was not.",
        ),
        (
            assert_tokens,
            changed(sentences=(span(0, 25), span(29, 52))),
            "tokens[5]: expected it inside one of the sentences, got Span(23, 27, 'Lee.')\n"
            "    “It is over,” said Ann ⟦Lee.⟧⏎⏎Bo Fox said it was not.",
        ),
        (
            assert_speakers,
            first(speaker=attrs.evolve(ANN, name="Ann")),
            "quotations[0].speaker: expected one of the document's speakers (Ann Lee, Bo Fox), got Ann\n"
            "    ⟦“It is over,”⟧ said Ann Lee.⏎⏎Bo Fox said it was not.",
        ),
        (
            assert_speakers,
            first(inside=1),
            "quotations[0].inside: expected a quotation around this one, got 'it was not'\n"
            "    ⟦“It is over,”⟧ said Ann Lee.⏎⏎Bo Fox said it was not.",
        ),
        (
            assert_speakers,
            first(inside=2),
            "quotations[0].inside: expected the index of another quotation, got 2\n"
            "    ⟦“It is over,”⟧ said Ann Lee.⏎⏎Bo Fox said it was not.",
        ),
    ],
)
def test_each_fault_is_shown(check: Any, document: Document, message: str) -> None:
    for assertion in (check, assert_sound):
        with pytest.raises(AssertionError) as caught:
            assertion(document)
        if assertion is check:
            assert str(caught.value) == message


def test_a_document_that_does_not_come_back() -> None:
    class Number(int):
        pass

    assert_round_trip(first(confidence=Number(1)))
    with pytest.raises(ValueError, match="confidence"):
        assert_round_trip(first(confidence=2.0))


def test_what_is_not_found() -> None:
    missed = Quotation(content=(span(41, 47),), speaker=BO)
    with pytest.raises(AssertionError) as caught:
        assert_finds(DOCUMENT, [FIRST, missed])
    assert str(caught.value) == (
        "expected the quotation 'it was' from 41 to 47, got 'it was not'\n"
        "    It is over,” said Ann Lee.⏎⏎Bo Fox said ⟦it was⟧ not."
    )
    with pytest.raises(AssertionError, match="expected Bo Fox as the speaker, got Ann Lee"):
        assert_finds(DOCUMENT, [attrs.evolve(FIRST, speaker=BO)])
    with pytest.raises(AssertionError, match="expected Ann Lee as the speaker, got nobody"):
        assert_finds(first(speaker=None), [FIRST])
    assert_finds(DOCUMENT, [attrs.evolve(FIRST, speaker=None)])


def test_white_space_between_parts_makes_no_difference() -> None:
    parts = attrs.evolve(FIRST, content=(span(0, 6), span(7, 13)))
    assert match_of(DOCUMENT, parts) == FIRST
    assert match_of(DOCUMENT, attrs.evolve(FIRST, content=(span(0, 3), span(7, 13)))) is None


def test_messages_survive_any_text() -> None:
    text = "\ud800 \x00 said"
    document = changed(text=text, tokens=(Span(0, 0, text),), paragraphs=(), sentences=())
    with pytest.raises(AssertionError) as caught:
        assert_order(document)
    assert str(caught.value).encode("utf-8").endswith(" ␀ said".encode())
