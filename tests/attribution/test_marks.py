"""What the network found, fitted to the marks; which of several claims to one content is kept."""

from __future__ import annotations

import pytest

from quotekit import Quotation, Span
from quotekit.attribution.learned.marks import fitted
from quotekit.attribution.learned.offsets import Marks, Sentences
from quotekit.attribution.learned.rivals import in_own_sentences, without_rivals, without_weaker
from quotekit.matcher import MarkMatcher
from quotekit.tokenizer import EnglishTokenizer


def said(text: str, *contents: str, cue: str = "said", confidence: float = 0.5) -> Quotation:
    at = text.index(cue)
    starts = [text.index(content) for content in contents]
    return Quotation(
        content=tuple(Span(start, start + len(c), text) for start, c in zip(starts, contents, strict=True)),
        cue=(Span(at, at + len(cue), text),),
        confidence=confidence,
    )


def places(text: str) -> tuple[Marks, Sentences]:
    tokenized = EnglishTokenizer().tokenize(text)
    return Marks(MarkMatcher().match(tokenized)), Sentences(tokenized)


def fit_all(text: str, quotations: list[Quotation]) -> list[Quotation]:
    marks, sentences = places(text)
    quoted = MarkMatcher().match(EnglishTokenizer().tokenize(text))
    return fitted(quotations, marks, sentences, inner=Marks(quoted, depth=1))


# (name, text, contents found, contents fitted)
FITTED = [
    ("as it stands", "“Go home now,” Ann said.", ["“Go home now,”"], ["“Go home now,”"]),
    ("most of it", "“Go home now, both,” Ann said.", ["“Go home now"], ["“Go home now, both,”"]),
    ("less than half", "“Go home now, both of you,” Ann said.", ["“Go"], ["“Go"]),
    ("a sentence before", "It rained. “Go home,” Ann said.", ["It rained.", "“Go home,”"], ["“Go home,”"]),
    ("a sentence in one part", "It rained. “Go home,” Ann said.", ["It rained. “Go home,”"], ["“Go home,”"]),
    ("words in one part", "A man, “the boss,” Ann said.", ["A man, “the boss,”"], ["A man, “the boss,”"]),
    ("a comma after", "“Go home”, Ann said.", ["“Go home”,"], ["“Go home”"]),
    ("words after", "“Go home” at once, Ann said.", ["“Go home” at once"], ["“Go home” at once"]),
    ("no marks at all", "Ann said it rained, and blew.", ["it rained", "blew"], ["it rained", "blew"]),
    ("never closed", "“Go home now, both, Ann said.", ["“Go home now, both"], ["“Go home now, both"]),
    ("two in one", "“Go, now,” or “stay,” Ann said.", ["now,” or “stay"], ["“Go, now,” or “stay,”"]),
    (
        "cut by the cue",
        "« Go home now, Ann said, and stay. »",
        ["Go home now", ", and stay"],
        ["« Go home now", "and stay. »"],
    ),
    (
        "cut, with dashes",
        "«Go home, — Ann said, — and stay».",
        ["«Go home", "— and stay»."],
        ["«Go home", "and stay»"],
    ),
    ("reported within", "“I left, Ann said, and he stayed.”", ["I left", "and"], ["I left", "and"]),
    ("two halves", "“Go,” Ann said, “home.”", ["“Go,”", "“home.”"], ["“Go,”", "“home.”"]),
]


@pytest.mark.parametrize(
    ("text", "contents", "expected"), [row[1:] for row in FITTED], ids=[r[0] for r in FITTED]
)
def test_contents_are_fitted_to_the_marks(text: str, contents: list[str], expected: list[str]) -> None:
    (fit,) = fit_all(text, [said(text, *contents)])
    assert [part.text for part in fit.content] == expected


def test_a_quoted_span_that_two_share_is_not_widened() -> None:
    text = "“Go home now, please do,” Ann said, Bo added."
    both = [said(text, "“Go home now,"), said(text, "please do,”", cue="added")]
    assert fit_all(text, both) == both


def test_marks_that_another_one_fills_are_not_those_of_what_is_reported_within() -> None:
    text = "“Go home now, Ann said, and stay,” added Bo."
    within = said(text, "Go home now", "and stay")
    bo = said(text, "“Go home now, Ann said, and stay,”", cue="added")
    assert fit_all(text, [within, bo]) == [within, bo]


def test_the_surest_of_those_that_want_one_content_is_kept() -> None:
    text = "“Go home,” Ann said, added Bo."
    weak, sure = said(text, "“Go home,”"), said(text, "“Go home,”", cue="added", confidence=0.9)
    assert without_rivals([weak, sure]) == without_rivals([sure, weak]) == [sure]


def test_a_surer_one_with_another_cue_takes_the_words_and_one_with_the_same_cue_does_not() -> None:
    text = "“Go home,” Ann said, added Bo."
    found = said(text, "“Go home")
    assert without_weaker([found], than=[said(text, "“Go home,”", cue="added", confidence=0.9)]) == []
    assert without_weaker([found], than=[said(text, "“Go home,”", cue="added", confidence=0.4)]) == [found]
    assert without_weaker([found], than=[said(text, "“Go home,”", confidence=0.9)]) == [found]


def test_speech_belongs_to_the_cue_of_its_own_sentence() -> None:
    text = "“Go home,” Ann said. “It is late,” added Bo."
    both, later = said(text, "“Go home,”", "“It is late,”"), said(text, "“It is late,”", cue="added")
    first = said(text, "“Go home,”")
    assert in_own_sentences([both, later], *places(text), beside=[]) == [first, later]
    assert in_own_sentences([both], *places(text), beside=[later]) == [first]
    assert in_own_sentences([both], *places(text), beside=[]) == [both]


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("“A man told me: ‘Go home.’ And I went,” Ann said.", "me: ‘Go home.’ And I went", "‘Go home.’"),
        ("“A man told me: ‘Go home.’ And I went,” Ann said.", "‘Go home", "‘Go home.’"),
        ("“A man told me to go home,” Ann said.", "me to go home", "me to go home"),
    ],
    ids=["addressee and next sentence", "cut short", "without marks of its own"],
)
def test_what_is_reported_within_marks_is_fitted_to_its_own(text: str, found: str, expected: str) -> None:
    (fit,) = fit_all(text, [said(text, found, cue="told")])
    assert [part.text for part in fit.content] == [expected]
