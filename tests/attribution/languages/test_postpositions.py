"""The source before a German postposition, and what is told on both sides of it."""

from __future__ import annotations

import pytest
from marked_parts import marked_up

from quotekit import lexicon
from quotekit.attribution.languages.postpositions import Postpositions


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{s:Ott warf Berichten} {q:zufolge} {c:das Handtuch}.", "Berichten: Ott warf|das Handtuch"),
        ("{c:Ott verließ} {s:seinem Anwalt} {q:zufolge} das Land.", "seinem Anwalt: Ott verließ|das Land"),
        (
            "Die Armee soll Angaben aus {s:Regierungskreisen} {q:zufolge} {c:abziehen}.",
            "Angaben aus Regierungskreisen: Die Armee soll|abziehen",
        ),
        ("Ott zahlte {s:der „Zeit“} {q:zufolge} {c:viel}.", "der „Zeit“: Ott zahlte|viel"),
        ("{s:Einem Bericht der „Zeit“} {q:zufolge} {c:zahlt Ott}.", "Einem Bericht der „Zeit“: zahlt Ott"),
        ("{s:Ihm} {q:zufolge} {c:ist es zu}.", "Ihm: ist es zu"),
        # What has another cue is not taken.
        ("{s:Der Minister} {q:sagte}, {c:es sei zu}.", "Der Minister: es sei zu"),
    ],
)
def test_the_phrase_before_a_postposition_is_the_source(marked: str, expected: str) -> None:
    said, tokenized = marked_up(marked, "de")
    [found] = Postpositions.of(lexicon.language("de")).settled(tokenized, [said])
    parts = "|".join(part.text for part in found.content)
    assert f"{found.source[0].text}: {parts}" == expected
