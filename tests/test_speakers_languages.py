"""Speakers in other languages: golden tables, and that no pronoun is read as an English one."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotekit import Quotation, Span
from quotekit.matcher import MarkMatcher
from quotekit.speakers import LanguageResolver
from quotekit.speakers.languages.lists import lists
from quotekit.tokenizer import EnglishTokenizer

CODES = ["cs", "de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru"]


def resolve(code: str, text: str, sources: list[str]) -> list[tuple[str, str] | None]:
    """Resolve the sources, each the first stretch that reads so after the one before."""
    tokenized = EnglishTokenizer().tokenize(text)
    at, quotations = 0, []
    for source in sources:
        at = text.index(source, at)
        content = Span(max(at - 2, 0), at, text) if at else Span(len(text) - 1, len(text), text)
        at += len(source)
        quotations.append(Quotation(content=(content,), source=(Span(at - len(source), at, text),)))
    found = LanguageResolver(language=code).resolve(tokenized, (), tuple(quotations)).quotations
    return [(q.speaker.name, q.speaker.kind) if q.speaker else None for q in found]


# (name, language, text, sources, their speakers)
GOLDEN = [
    ("title", "de", "„Ja“, sagte Bürgermeisterin Ida Moll.", ["Bürgermeisterin Ida Moll"], ["Ida Moll"]),
    ("surname", "de", "Ida Moll kam. „Ja“, sagte Moll.", ["Moll kam", "Moll"], ["Ida Moll", "Ida Moll"]),
    (
        "pronoun",
        "de",
        "„Ja“, sagte Uwe Born. „Nein“, sagte er.",
        ["Uwe Born", "er"],
        ["Uwe Born", "Uwe Born"],
    ),
    (
        "gender",
        "de",
        "„Ja“, sagte Ministerin Ida Moll. „Nein“, sagte Trainer Uwe Born. „Doch“, rief sie.",
        ["Ministerin Ida Moll", "Trainer Uwe Born", "sie"],
        ["Ida Moll", "Uwe Born", "Ida Moll"],
    ),
    (
        "spokesman",
        "de",
        "„Ja“, sagte der Sprecher der Polizei.",
        ["der Sprecher der Polizei"],
        ["Sprecher der Polizei"],
    ),
    ("ministry", "de", "„Ja“, so das Innenministerium.", ["das Innenministerium"], ["Innenministerium"]),
    ("nobody before", "de", "„Ja“, sagte sie.", ["sie"], ["sie"]),
    ("indefinite", "de", "„Ja“, sagt man.", ["man"], ["man"]),
    (
        "apposition",
        "fr",
        "« Oui », dit la ministre Claire Vasseur.",
        ["la ministre Claire Vasseur"],
        ["Claire Vasseur"],
    ),
    ("M.", "fr", "Paul Roux rit. « Oui », dit M. Roux.", ["M. Roux"], ["Paul Roux"]),
    (
        "belongs to",
        "fr",
        "« Oui », dit un proche de Paul Roux.",
        ["un proche de Paul Roux"],
        ["proche de Paul Roux"],
    ),
    (
        "clitic",
        "fr",
        "« Oui », dit Ève Roux. « Non », dit-elle.",
        ["Ève Roux", "elle"],
        ["Ève Roux", "Ève Roux"],
    ),
    (
        "particles",
        "es",
        "«Sí», dijo María del Carmen Ruiz de la Torre.",
        ["María del Carmen Ruiz de la Torre"],
        ["María del Carmen Ruiz de la Torre"],
    ),
    ("police", "es", "«Sí», dijo la Policía Nacional.", ["la Policía Nacional"], ["Policía Nacional"]),
    (
        "accent",
        "es",
        "«Sí», dijo el juez Pablo Gil. «No», dijo él.",
        ["el juez Pablo Gil", "él"],
        ["Pablo Gil"] * 2,
    ),
    ("article", "it", "«Sì», disse l'allenatore Bruno Salvi.", ["l'allenatore Bruno Salvi"], ["Bruno Salvi"]),
    ("described", "it", "«Sì», disse il pescatore.", ["il pescatore"], ["pescatore"]),
    (
        "doctor",
        "pt",
        "“Sim”, disse a Dra. Lia Moura. “Não”, disse Moura.",
        ["a Dra. Lia Moura", "Moura"],
        ["Lia Moura", "Lia Moura"],
    ),
    (
        "van der",
        "nl",
        "‘Ja’, zei burgemeester Lotte van der Vos.",
        ["burgemeester Lotte van der Vos"],
        ["Lotte van der Vos"],
    ),
    ("we", "nl", "‘Ja’, zeiden we.", ["we"], ["we"]),
    (
        "title",
        "ru",
        "«Да», — сказала мэр Анна Лисина. «Нет», — сказала она.",
        ["мэр Анна Лисина", "она"],
        ["Анна Лисина"] * 2,
    ),
    ("capital title", "ru", "Мэр Анна Лисина ушла.", ["Мэр Анна Лисина"], ["Анна Лисина"]),
    (
        "case",
        "cs",
        "„Ano,“ řekl premiér Petr Novotný. Podle Novotného prší.",
        ["premiér Petr Novotný", "Novotného"],
        ["Petr Novotný"] * 2,
    ),
    ("of a ministry", "pl", "„Tak”, rzekł doradca Orlenu.", ["doradca Orlenu"], ["doradca Orlenu"]),
    ("title", "pl", "„Tak”, rzekła rzeczniczka Ewa Sowa.", ["rzeczniczka Ewa Sowa"], ["Ewa Sowa"]),
    (
        "two of one name",
        "pl",
        "Wczoraj przyszli Jan Klon i Ewa Klon. „Tak”, rzekł Klon.",
        ["Klon."],
        ["Klon"],
    ),
]


@pytest.mark.parametrize("row", GOLDEN, ids=[f"{row[1]}-{row[0]}" for row in GOLDEN])
def test_names_who_speaks(row: tuple[str, str, str, list[str], list[str]]) -> None:
    _, code, text, sources, expected = row
    assert [found[0] if found else None for found in resolve(code, text, sources)] == expected


def test_tells_bodies_from_people() -> None:
    assert resolve("es", "Dijo la Policía Nacional.", ["la Policía Nacional"]) == [
        ("Policía Nacional", "organisation")
    ]
    assert resolve("de", "Das sagt Ida Moll.", ["Ida Moll"]) == [("Ida Moll", "person")]
    assert resolve("de", "Das sagt ein Fischer.", ["ein Fischer"]) == [("Fischer", "unnamed")]


def test_a_speaker_has_the_mentions_and_the_other_names() -> None:
    text = "„Ja“, sagte Ida Moll. „Nein“, sagte Moll."
    sources = [Span(12, 20, text), Span(36, 40, text)]
    quotations = tuple(Quotation(content=(Span(0, 4, text),), source=(source,)) for source in sources)
    resolution = LanguageResolver(language="de").resolve(EnglishTokenizer().tokenize(text), (), quotations)
    (speaker,) = resolution.speakers
    assert (speaker.name, speaker.aliases, speaker.mentions) == ("Ida Moll", ("Moll",), tuple(sources))


def test_without_a_source_there_is_no_speaker() -> None:
    text = "Dijo que sí."
    said = (Quotation(content=(Span(5, 11, text),), cue=(Span(0, 4, text),)),)
    assert (
        LanguageResolver(language="es").resolve(EnglishTokenizer().tokenize(text), (), said).quotations
        == said
    )


@pytest.mark.parametrize("code", CODES)
def test_no_pronoun_is_the_writer_or_a_name(code: str) -> None:
    for pronoun in lists(code).pronouns:
        text = f"Ann Lee. {pronoun} said so."
        ((name, kind),) = [found for found in resolve(code, text, [f"{pronoun}"]) if found]
        assert (name, kind) == (pronoun, "unnamed")


def test_unknown_languages_are_refused_with_those_known() -> None:
    with pytest.raises(ValueError, match="expected one of cs, de, en, es, fr, it, nl, pl, pt, ru, got 'xx'"):
        LanguageResolver(language="xx")


PIECES = [
    "Ida",
    "Moll",
    "der",
    "von",
    "Dr.",
    "Мэр",
    "sie",
    "d'",
    "-",
    "’",
    ".",
    " ",
    "\n\n",
    "\x00",
    "\ud800",
    "É",
    "ß",
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.sampled_from(CODES), st.data())
@settings(deadline=None)
def test_no_source_raises_and_mentions_are_slices(text: str, code: str, data: st.DataObject) -> None:
    places = st.integers(0, len(text))
    quotations = []
    for _ in range(data.draw(st.integers(0, 4))):
        start, end = sorted((data.draw(places), data.draw(places)))
        quotations.append(Quotation(content=(Span(start, end, text),), source=(Span(start, end, text),)))
    tokenized = EnglishTokenizer().tokenize(text)
    resolution = LanguageResolver(language=code).resolve(
        tokenized, MarkMatcher().match(tokenized), tuple(quotations)
    )
    assert len(resolution.quotations) == len(quotations)
    for quotation in resolution.quotations:
        if quotation.speaker is None:
            # A relative pronoun that takes up nothing.
            assert len(quotation.source[0].text.split()) <= 2
            continue
        assert quotation.speaker in resolution.speakers
        assert quotation.source[0] in quotation.speaker.mentions


@pytest.mark.parametrize("piece", ["Ida Moll. ", "Novotný ", "A. ", "der Moll, ", "on ", "Иван Иванов "])
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    assert seconds(piece, 10_000) < 13 * seconds(piece, 1_000) + 0.3


def seconds(piece: str, times: int) -> float:
    text = piece * times
    tokenized = EnglishTokenizer().tokenize(text)
    quotations = tuple(
        Quotation(content=(Span(at, at + 1, text),), source=(Span(at, at + len(piece) - 1, text),))
        for at in range(0, len(text), len(piece))
    )
    start = time.process_time()
    LanguageResolver(language="cs").resolve(tokenized, (), quotations)
    return time.process_time() - start
