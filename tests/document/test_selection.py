"""Documents with some of their quotations: see `quotekit.Document.select`."""

from __future__ import annotations

from typing import Any

import pytest
from gold_documents import document, gold_documents

import quotekit
from quotekit import Document, Quotation, Span, Speaker

TEXT = "Ann Lee hopes that Tom Lee says: “It rains, and Bo Fox hears ‘thunder’.”"
ANN, TOM, BO = (Speaker(name=name, kind="person") for name in ("Ann Lee", "Tom Lee", "Bo Fox"))


def nested() -> Document:
    def said(words: str, speaker: Speaker, inside: int | None, **others: Any) -> Quotation:
        at = TEXT.index(words)
        span = Span(at, at + len(words), TEXT)
        return Quotation(content=(span,), speaker=speaker, inside=inside, **others)

    return document(
        TEXT,
        said(TEXT[14:], ANN, None, act="thought", confidence=0.9, speaker_confidence=0.5),
        said("“It rains, and Bo Fox hears ‘thunder’.”", TOM, 0, type="direct", confidence=0.7),
        said("‘thunder’", BO, 1, type="direct", confidence=0.8, speaker_confidence=0.4),
    )


@pytest.mark.parametrize(
    ("options", "kept", "inside"),
    [
        ({}, [0, 1, 2], [None, 0, 1]),
        ({"acts": "speech"}, [1, 2], [None, 0]),
        ({"acts": ("speech", "thought"), "types": {"direct"}}, [1, 2], [None, 0]),
        ({"min_confidence": 0.75}, [0, 2], [None, 0]),
        ({"min_speaker_confidence": 0.5}, [0, 1], [None, 0]),
        ({"speaker": "LEE"}, [0, 1], [None, 0]),
        ({"speaker": "Bo Fox"}, [2], [None]),
        ({"speaker": TOM}, [1], [None]),
        ({"speaker": "Kim"}, [], []),
        ({"acts": ()}, [], []),
    ],
)
def test_what_fits_is_left(options: dict[str, Any], kept: list[int], inside: list[int | None]) -> None:
    doc = nested()
    found = doc.select(**options).quotations
    assert [q.content for q in found] == [doc.quotations[i].content for i in kept]
    assert [q.inside for q in found] == inside


def test_nobody_is_no_sure_speaker() -> None:
    text = "“It rains,” they say."
    doc = document(text, Quotation(content=(Span(0, 11, text),), speaker=None, type="direct"))
    assert doc.select().quotations == doc.select(min_confidence=0.5).quotations == doc.quotations
    assert doc.select(min_speaker_confidence=0.01).quotations == ()


def test_those_who_still_say_something_come_first() -> None:
    doc = nested().select(speaker="Tom Lee")
    assert [speaker.name for speaker in doc.speakers] == ["Tom Lee", "Ann Lee", "Bo Fox"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"acts": "speach"}, "acts: expected some of speech, thought, deed, got 'speach'"),
        ({"types": ["direct", 3]}, "types: expected some of direct, mixed, indirect, got 3"),
        ({"min_confidence": 80}, "min_confidence: expected a number from 0 to 1, got 80"),
        ({"min_speaker_confidence": float("nan")}, "min_speaker_confidence: expected a number from 0 to 1"),
    ],
)
def test_what_is_no_option_is_refused(options: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        nested().select(**options)


def test_a_selection_is_a_document_that_goes_over_the_wire() -> None:
    for doc in gold_documents().values():
        for options in ({"types": "direct"}, {"types": ("mixed", "indirect")}, {"acts": "thought"}):
            selected = doc.select(**options)
            assert Document.from_json(selected.to_json()) == selected
            assert selected.text == doc.text


def test_the_ambiguous_text_of_a_quotation_is_deprecated() -> None:
    (quotation,) = quotekit.attribute('"It is over," said Ann Lee, "and I am glad."').quotations
    with pytest.warns(DeprecationWarning, match="content_text is what is said"):
        assert quotation.text == quotation.extent.text
