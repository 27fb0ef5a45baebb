"""Cues in two parts."""

from __future__ import annotations

import attrs
import pytest
from marked_parts import marked_up

from quotekit import lexicon
from quotekit.attribution.languages.discontinuous import DiscontinuousCues, QuotedWordings
from quotekit.document import Span


@pytest.mark.parametrize(
    ("language", "marked", "more"),
    [
        ("de", "Am Montag {q:teilte} {s:das Amt} in Ulm mit, {c:dass es zu bleibt}.", "mit"),
        ("de", "{q:Wie} {s:der Leiter, Ida Moll,} dem Sender sagte, {c:ist es zu}.", "sagte"),
        ("de", "{c:Er habe}, {q:wie} {s:das Amt} bekannt gab, {c:allein gehandelt}.", "bekannt gab"),
        ("de", "{c:Es ist zu}, {q:so} {s:Ida Moll}. Sie schließe nichts aus.", None),
        ("de", "{c:„Ja“}, {q:sagte} {s:Ida Moll} und lief weiter.", None),
        ("de", "{q:Laut} {s:Ida Moll} {c:steigt die Zahl an}.", None),
        ("de", "{s:Sie} {q:sagte}, {c:der Zug komme um drei an}.", None),
        ("nl", "{c:‘Het is op’}, {q:legde} {s:hij} uit.", "uit"),
        ("nl", "{c:‘Het is op’}, {q:zei} {s:hij} in Assen.", None),
        ("cs", "{q:Jak} {s:úřad} uvedl, {c:je zavřeno}.", None),
    ],
)
def test_cues_in_two_parts(language: str, marked: str, more: str | None) -> None:
    said, tokenized = marked_up(marked, language)
    [cue] = said.cue
    [whole] = DiscontinuousCues.of(lexicon.language(language)).completed(tokenized, [said])
    assert whole.cue[0] == cue
    assert [part.text for part in whole.cue[1:]] == ([] if more is None else [more])


def test_the_verb_of_a_comment_is_its_cue_and_no_other_one() -> None:
    marked = "{c:Der Plan ist}, {q:wie} {s:Alma Fink} {c:sagte, nicht fertig}."
    said, tokenized = marked_up(marked, "de")
    verb = said.content[1].text.index("sagte") + said.content[1].start
    again = attrs.evolve(said, cue=(Span(verb, verb + 5, said.cue[0].whole),), content=said.content[:1])
    [found] = DiscontinuousCues.of(lexicon.language("de")).completed(tokenized, [said, again])
    assert [part.text for part in (*found.cue, *found.content)] == [
        "wie",
        "sagte",
        "Der Plan ist",
        "nicht fertig",
    ]


@pytest.mark.parametrize(
    ("language", "marked", "expected"),
    [
        ("de", "{s:Die Zeitung} {q:zitiert} einen Wirt mit den Worten: {c:„Nein.“}", "einen Wirt: „Nein.“"),
        ("de", "Nun {q:zitiert} {s:das Blatt} Ida Ott mit den Worten: {c:„Nein.“}", "Ida Ott: „Nein.“"),
        ("de", "Sie {q:zitiert} {c:den Wirt mit den Worten, es sei zu}.", "den Wirt: es sei zu"),
        ("nl", "{s:De krant} {q:citeert} een getuige met de woorden: {c:‘Nee.’}", "een getuige: ‘Nee.’"),
        ("de", "{s:Er} {q:ging} mit den Worten: {c:„Nein.“}", "Er: „Nein.“"),
        ("de", "{s:Sie} {q:zitiert} aus dem Brief: {c:„Nein.“}", "Sie: „Nein.“"),
    ],
)
def test_whoever_is_quoted_in_these_words_is_the_source(language: str, marked: str, expected: str) -> None:
    said, _ = marked_up(marked, language)
    found = QuotedWordings.of(lexicon.language(language)).settled(said)
    assert f"{found.source[0].text}: {found.content_text}" == expected
