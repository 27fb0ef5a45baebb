"""Stanza's pipelines loaded from a folder, and errors that name the command for missing models."""

from __future__ import annotations

import importlib
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("stanza", reason="needs quotekit[stanza]", exc_type=ImportError)

from stanza_fixtures import MODELS

import quotekit.integrations.stanza as bridge
from quotekit.errors import MissingExtra, ModelError
from quotekit.integrations.stanza import StanzaTokenizer


class TestLoading:
    def test_from_a_folder_of_ones_own(self) -> None:
        nlp = bridge.load(dir=str(MODELS), processors="tokenize", use_gpu=False, verbose=False)
        assert [s.text for s in StanzaTokenizer(nlp).tokenize("It rains. I left.").sentences] == [
            "It rains.",
            "I left.",
        ]

    def test_missing_models_name_their_command(self, tmp_path: Path) -> None:
        with pytest.raises(
            ModelError, match=r"stanza.download\('de', processors='tokenize,mwt', model_dir="
        ) as got:
            bridge.load("de", processors="tokenize,mwt,quote", dir=str(tmp_path), verbose=False)
        assert str(tmp_path) in str(got.value)
        (tmp_path / "resources.json").write_bytes((MODELS / "resources.json").read_bytes())
        with pytest.raises(ModelError, match=r"python -c \"import stanza"):
            bridge.load("en", dir=str(tmp_path), verbose=False)

    @pytest.mark.parametrize(
        ("options", "command"),
        [
            (
                {"processors": "tokenize,quote", "package": "hdt"},
                "stanza.download('de', processors='tokenize', package='hdt', model_dir={})",
            ),
            ({"processors": "quote"}, "stanza.download('de', processors='tokenize', model_dir={})"),
            (
                {"processors": {"tokenize": "gsd", "quote": "default"}},
                "stanza.download('de', processors={{'tokenize': 'gsd'}}, model_dir={})",
            ),
            (
                {"processors": ["tokenize", "mwt"]},
                "stanza.download('de', processors='tokenize,mwt', model_dir={})",
            ),
        ],
    )
    @pytest.mark.parametrize("indexed", [True, False])
    def test_the_command_fetches_what_was_asked_for(
        self, options: dict[str, Any], command: str, indexed: bool, tmp_path: Path
    ) -> None:
        if indexed:
            # An index without this language, as that of a folder with English alone.
            (tmp_path / "resources.json").write_bytes((MODELS / "resources.json").read_bytes())
        with pytest.raises(ModelError) as got:
            bridge.load("de", dir=tmp_path, verbose=False, **options)
        assert str(got.value).endswith((f'"import stanza; {command.format(repr(str(tmp_path)))}"',))

    @pytest.mark.parametrize("processors", ["tokenize,ner", {"tokenize": "nonesuch", "mwt": "ewt"}])
    def test_what_the_index_lacks(self, processors: Any, tmp_path: Path) -> None:
        index = json.loads((MODELS / "resources.json").read_text(encoding="utf-8"))
        del index["en"]["ner"]
        (tmp_path / "resources.json").write_text(json.dumps(index), encoding="utf-8")
        shutil.copytree(MODELS / "en" / "tokenize", tmp_path / "en" / "tokenize")
        shutil.copytree(MODELS / "en" / "mwt", tmp_path / "en" / "mwt")
        with pytest.raises(ModelError, match=r"stanza.download\('en', processors="):
            bridge.load("en", processors=processors, dir=tmp_path, verbose=False)

    @pytest.mark.parametrize("as_path", [str, Path])
    def test_a_file_that_is_not_there_is_not_fetched(self, as_path: Callable[[str], Any]) -> None:
        with pytest.raises(
            ModelError, match=r"^tokenize_model_path: expected a file that is there, got"
        ) as got:
            bridge.load("en", dir=MODELS, tokenize_model_path=as_path("nowhere/mine.pt"), verbose=False)
        assert "download" not in str(got.value)

    def test_a_path_that_a_shell_would_misread(self, tmp_path: Path) -> None:
        folder = str(tmp_path / "o'neil $HOME")
        with pytest.raises(ModelError, match=r"in Python, with: import stanza; stanza.download\('de'") as got:
            bridge.load("de", dir=folder, verbose=False)
        assert repr(folder) in str(got.value)

    def test_a_path_that_is_none(self) -> None:
        with pytest.raises(TypeError, match="quote_model_path: expected a path, got int"):
            bridge.load("en", dir=MODELS, processors="tokenize,quote", quote_model_path=5)

    def test_other_errors_stay(self) -> None:
        with pytest.raises(ValueError, match=r"(?i)download method"):
            bridge.load("en", dir=MODELS, download_method="sometimes", verbose=False)

    def test_missing_extra(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "stanza", None)
        monkeypatch.delitem(sys.modules, "quotekit.integrations.stanza")
        with pytest.raises(MissingExtra, match=r"quote-attribution\[stanza\]"):
            importlib.import_module("quotekit.integrations.stanza")
