"""What is no part of a source."""

from __future__ import annotations

import pytest
from marked_parts import marked_up

from quotekit import lexicon
from quotekit.attribution.languages.trimming import Trimming


@pytest.mark.parametrize(("source", "kept"), [("всё-таки", []), ("Мэр всё-таки", ["Мэр"]), ("Мэр", ["Мэр"])])
def test_how_it_is_said_is_no_source(source: str, kept: list[str]) -> None:
    said, _ = marked_up(f"{{s:{source}}} {{q:признал}}, {{c:что ошибся}}.", "ru")
    trimmed = Trimming.of(lexicon.language("ru")).trimmed(said)
    assert [part.text for part in trimmed.source] == kept


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("{c:«Мост закрыт»}, {q:сказал} {s:митр}. Иларион.", "митр. Иларион"),
        ("{c:«Мост закрыт»}, {q:сказал} {s:мэр}. Никто не ответил.", "мэр"),
        ("{q:Сказал} {s:митр}. {c:Мост закрыт}.", "митр"),
    ],
)
def test_a_title_cut_short_goes_on_with_a_name(text: str, source: str) -> None:
    said, _ = marked_up(text, "ru")
    [part] = Trimming.of(lexicon.language("ru")).trimmed(said).source
    assert part.text == source
