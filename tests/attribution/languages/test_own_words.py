"""What is told in somebody's own words."""

from __future__ import annotations

import pytest
from marked_parts import marked_up

from quotekit import lexicon
from quotekit.attribution.languages.own_words import OwnWords
from quotekit.attribution.learned.offsets import Marks
from quotekit.matcher import MarkMatcher


@pytest.mark.parametrize(
    ("language", "marked", "told"),
    [
        ("ru", "{s:Он} {q:рад} {c:миру: по его словам, все устали}.", ["миру", "его: все устали"]),
        ("ru", "{s:Он} {q:рад} {c:миру}; {c:по его мнению, все устали}.", ["миру", "его: все устали"]),
        ("ru", "{s:Он} {q:рад}; {c:по его мнению, все устали}.", ["его: все устали"]),
        ("ru", "{s:Он} {q:сказал}, {c:что дом, по её словам, сгорел}.", ["что дом, по её словам, сгорел"]),
        ("ru", "{c:Они ушли: по их словам, рано}, — {q:сказал} {s:он}.", ["Они ушли: по их словам, рано"]),
        ("ru", "{s:Он} {q:сказал}: {c:«Ушли: по их словам, рано»}.", ["«Ушли: по их словам, рано»"]),
        ("ru", "{c:Дом}, {q:по} {s:её собственным словам}, {c:сгорел}.", ["её: Дом|сгорел"]),
        ("ru", "{s:Он} {q:сказал} {c:слово}. Дом, по её словам, сгорел.", ["слово", "её: Дом|сгорел"]),
        ("ru", "{s:Он} {q:рад} {c:миру}. Судя по его словам, давно.", ["миру"]),
        ("cs", "{q:Podle} {s:jejího názoru} {c:ceny porostou}.", ["jejího: ceny porostou"]),
        ("de", "{s:Er} {q:sagt} {c:nein}. Seiner Ansicht nach brennt es.", ["nein", "Seiner: brennt es"]),
    ],
)
def test_what_is_told_in_somebodys_own_words(language: str, marked: str, told: list[str]) -> None:
    said, tokenized = marked_up(marked, language)
    marks = Marks(MarkMatcher(language=language).match(tokenized))
    found = OwnWords.of(lexicon.language(language)).added(tokenized, [said], marks)
    own = {q: q.cue[0].text.lower() in {"по", "podle", "ansicht nach"} for q in found}
    parts = ["|".join(part.text for part in q.content) for q in found]
    assert [
        f"{q.source[0].text}: {one}" if own[q] else one for q, one in zip(found, parts, strict=True)
    ] == told
