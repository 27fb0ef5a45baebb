"""Who speaks by the order of words in German."""

from __future__ import annotations

import pytest
from marked_parts import marked_up

from quotekit import lexicon
from quotekit.attribution.languages.inversions import Inversions


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # Behind what is no subject the verb stands before its own.
        (
            "In {s:einem Brief an die Eltern} {q:teilte} die Schule mit, {c:es sei zu}.",
            "die Schule: es sei zu",
        ),
        (
            "Vor Arbeitern {q:versprach} Konzernchef Ott, {c:es gehe weiter}.",
            "Konzernchef Ott: es gehe weiter",
        ),
        ("In {s:einem Brief} {q:fordern} {c:Ordensfrauen mehr Rechte}.", "Ordensfrauen: mehr Rechte"),
        ("{s:Ihm} {q:warf} die Anklage {c:Untreue vor}.", "die Anklage: Untreue vor"),
        ("{c:„Ja“}, {q:so beschrieb} ihn die Sängerin Oda Lund.", "die Sängerin Oda Lund: „Ja“"),
        (
            "Nach dem Treffen mit {s:dem Leiter, Jan Ott}, {q:sagt} die Frau, {c:es sei zu}.",
            "die Frau: es sei zu",
        ),
        ("In {s:dem Bericht} {q:steht} das Wort {c:„nein“}.", "dem Bericht: „nein“"),
        ("In {s:dem Bericht} {q:wird} die Stadt {c:gerügt}.", "dem Bericht: gerügt"),
        ("Im {s:Ministerium} {q:heißt es}, {c:es sei zu}.", "Ministerium: es sei zu"),
        ("Aus {s:der Koalition} {q:kommt} Kritik, {c:es sei zu teuer}.", "der Koalition: es sei zu teuer"),
        (
            "{s:Der Sprecher der Stadt} {q:sagte} der Zeitung, {c:es sei zu}.",
            "Der Sprecher der Stadt: es sei zu",
        ),
        ("{s:Er} {q:zeigte} sich Reportern gegenüber froh, {c:dass es zu ist}.", "Er: dass es zu ist"),
        ("{s:Es} {q:heißt}, {c:er gehe}.", ": er gehe"),
        ("{s:Es} {q:meldete}, {c:es sei zu}.", "Es: es sei zu"),
        # Whoever is told is no part of the source.
        ("{c:Es sei zu}, {q:sagte} {s:der Zeuge dem Gericht}.", "der Zeuge: Es sei zu"),
        ("{c:Es sei zu}, {q:sagte} {s:der Chef von dem Hof}.", "der Chef von dem Hof: Es sei zu"),
        # A relative pronoun with what it stands for
        (
            "Man begann Ermittlungen, die {q:ergaben}, {c:dass es brannte}.",
            "Ermittlungen, die: dass es brannte",
        ),
        ("Es gab eine Studie, {s:die} {q:zeigt}, {c:dass es brennt}.", "eine Studie, die: dass es brennt"),
        ("Er ging, das {q:zeigt}, {c:dass es brennt}.", ": dass es brennt"),
    ],
)
def test_german_order_settles_who_speaks(marked: str, expected: str) -> None:
    said, tokenized = marked_up(marked, "de")
    [found] = Inversions.of(lexicon.language("de")).settled(tokenized, [said])
    parts = "|".join(part.text for part in found.content)
    assert f"{''.join(part.text for part in found.source)}: {parts}" == expected
