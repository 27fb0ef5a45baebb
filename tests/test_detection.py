"""Which language a text is in, and texts of several languages read in one go."""

from __future__ import annotations

import sys
import warnings
from pathlib import Path

import pytest
from click.testing import CliRunner

import quotekit
from quotekit import lexicon
from quotekit.cli.app import app
from quotekit.detection import OtherLanguage, detect
from quotekit.errors import MissingExtra
from quotekit.lexicon import AUTO
from quotekit.pipeline import in_language
from quotekit.tokenizer import EnglishTokenizer

sys.path.insert(0, str(Path(__file__).parent / "benchmarks"))

from languages import passages

ENGLISH = "The mayor said that the bridge would stay closed until May. “It is not safe,” said Ann Lee."


@pytest.fixture
def detecting() -> None:
    pytest.importorskip("py3langid", reason="needs the extra detect")


@pytest.mark.usefixtures("detecting")
@pytest.mark.parametrize("language", [code for code in lexicon.languages() if code != "en"])
def test_passages_are_in_the_language_that_they_are_in(language: str) -> None:
    found = [detect(article.text) for article in passages(language)]
    assert found.count(language) >= len(found) - 1


@pytest.mark.usefixtures("detecting")
@pytest.mark.parametrize("text", ["", "42", "— “” —", "\ud800", "Ja."])
def test_what_tells_no_language_is_english(text: str) -> None:
    assert detect(text) == "en"


@pytest.mark.usefixtures("detecting")
def test_another_language_is_warned_of_and_read_as_the_nearest() -> None:
    with pytest.warns(OtherLanguage, match="one of cs, de, .* likely in 'sv'"):
        assert detect("Statsministern säger att regeringen inte kommer att höja skatten i år.") != "sv"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert detect(ENGLISH) == "en"


@pytest.mark.usefixtures("detecting")
def test_auto_reads_as_the_language_itself_does() -> None:
    expected = quotekit.attribute(ENGLISH)
    assert quotekit.attribute(ENGLISH, language=AUTO) == expected
    assert list(quotekit.attribute_many([ENGLISH], language=AUTO)) == [expected]
    assert list(quotekit.attribute_many([ENGLISH], language=AUTO, workers=2)) == [expected]
    assert in_language(AUTO).attribute_tokenized(EnglishTokenizer().tokenize(ENGLISH)) == expected
    said = quotekit.attribute(ENGLISH, language=AUTO, acts="thought")
    assert said == quotekit.attribute(ENGLISH, acts="thought")


@pytest.mark.usefixtures("detecting")
def test_auto_goes_to_the_other_network() -> None:
    pytest.importorskip("quotekit_languages", reason="needs the extra languages")
    german = "„Die Brücke bleibt bis Mai gesperrt“, sagte Bürgermeisterin Ida Moll am Montag in Niederau."
    documents = list(quotekit.attribute_many([ENGLISH, german], language=AUTO))
    assert documents == [quotekit.attribute(ENGLISH), quotekit.attribute(german, language="de")]


@pytest.mark.usefixtures("detecting")
def test_the_command_detects(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(ENGLISH, encoding="utf-8")
    result = CliRunner().invoke(app, ["attribute", "--language", AUTO, str(path)], standalone_mode=False)
    assert result.exit_code == 0
    assert "Ann Lee" in result.output


def test_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from quotekit import detection

    monkeypatch.setitem(sys.modules, "py3langid.langid", None)
    detection._loaded.cache_clear()
    with pytest.raises(MissingExtra, match=r'language="auto" needs py3langid.*\[detect\]'):
        detect("Es regnet.")
