"""What reports, and what only looks like it."""

from __future__ import annotations

import pytest
from marked_parts import marked_up

from quotekit import lexicon
from quotekit.attribution.languages.reports import Reports


@pytest.mark.parametrize(
    ("language", "marked", "expected"),
    [
        # *nach* is seldom *according to*.
        ("de", "{q:Nach} {s:dem Spiel} {c:ging er}.", False),
        ("de", "Neun Züge {c:wurden} {q:nach} {s:Basel} {c:umgeleitet}.", False),
        ("de", "{c:Das Haus musste} {q:nach} {s:ernsthafter Bedrohung} {c:geräumt werden}.", False),
        ("de", "{q:Nach} {s:ersten Erkenntnissen} {c:brannte es}.", True),
        ("de", "{q:Nach} {s:einem Bericht der „Zeit“} {c:brannte es}.", True),
        ("de", "{q:Nach} {s:Medienberichten} {c:brannte es}.", True),
        ("de", "{q:Nach Angaben} {s:der Polizei} {c:brannte es}.", True),
        ("de", "{c:Das Haus ist} {s:ihrer Meinung} {q:nach} {c:zu teuer}.", True),
        # What is as planned, or by law, nobody says.
        ("de", "{q:Laut} {s:Gesetz} {c:ist das verboten}.", False),
        ("de", "{c:Die Halle wurde} {q:gemäß} {s:dem Bauplan} {c:errichtet}.", False),
        ("de", "{q:Laut} {s:Insolvenzverwalter Ott} {c:gibt es Interessenten}.", True),
        ("fr", "{c:Les travaux avancent} {q:selon} {s:le calendrier prévu}.", False),
        ("fr", "{c:Le mur tombe}, {q:selon} {s:le plan du maire de Lille}.", True),
        ("pl", "{c:Turnieje odbywają się} {q:według} {s:ustalonego harmonogramu}.", False),
        ("de", "{s:Das Netz} {q:fiel aus}, so {c:dass die Züge standen}.", False),
        ("de", "{s:Er} {q:sagte}, {c:dass die Züge standen}.", True),
        ("de", "{c:„Heimat“}, {q:so heißt} {s:das neue Lied}.", False),
        ("de", "{c:„Heimat ist alles“}, {q:heißt} es in {s:dem Lied}.", True),
        ("de", "{q:So heißt es} in {s:dem Brief}: {c:„Nein.“}", True),
        ("de", "{c:„Heimat“} {q:lautet} {s:der Titel der Schau}.", False),
        ("de", "{c:„Nein“} {q:lautet} {s:die Antwort der Stadt}.", True),
        ("nl", "{c:De trein reed} {q:volgens} {s:de dienstregeling}.", False),
        ("nl", "{c:De trein reed}, {q:volgens} {s:de machinist}.", True),
        # The writer's own reminder
        ("ru", "{q:Напомним}, {c:что мост закрыт}.", False),
        ("ru", "{s:Мэр} {q:напомнил}, {c:что мост закрыт}.", True),
    ],
)
def test_what_reports(language: str, marked: str, expected: bool) -> None:
    said, _ = marked_up(marked, language)
    assert Reports.of(lexicon.language(language)).is_report(said) is expected
