"""Objects of verbs, which are no clauses."""

from __future__ import annotations

import pytest
from marked_parts import marked_up

from quotekit import lexicon
from quotekit.attribution.languages.objects import Objects
from quotekit.attribution.learned.offsets import Marks
from quotekit.matcher import MarkMatcher

ROWS = [
    ("cs", "{s:Premiér} {q:slíbil} {c:stavbu dvou nemocnic}.", True),
    ("de", "{s:Der Verein} {q:verlangt} {c:den Rücktritt des Trainers}.", True),
    ("nl", "{s:De raad} {q:eist} {c:een onderzoek}.", True),
    ("cs", "{s:Premiér} {q:slíbil}, {c:že postaví dvě nemocnice}.", False),
    ("fr", "{s:Le maire} {q:affirme} {c:que la route est sûre}.", False),
    ("de", "{q:Laut} {s:Polizei} {c:fuhr der Wagen ohne Licht}.", False),
    ("ru", "{c:«Мост закрыт»}, — {q:заявил} {s:мэр}.", False),
    ("es", "{s:La alcaldesa}: {c:«Basta»}, {q:dijo}.", False),
]


@pytest.mark.parametrize(("language", "marked", "expected"), ROWS)
def test_what_is_an_object(language: str, marked: str, expected: bool) -> None:
    said, _ = marked_up(marked, language)
    entries = lexicon.language(language)
    assert Objects.of(entries, parted=True).is_object(said) is expected
    assert not Objects.of(entries, parted=False).is_object(said)


def test_a_verb_s_object_before_speech_is_not_told() -> None:
    said, tokenized = marked_up("{s:Der Rat} {q:kritisierte} {c:den Plan: „Nein.“}", "de")
    marks = Marks(MarkMatcher(language="de").match(tokenized))
    found = Objects.of(lexicon.language("de"), parted=True).without_object(said, marks)
    assert found.content_text == "„Nein.“"
