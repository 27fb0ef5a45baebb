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
