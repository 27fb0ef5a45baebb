"""The head for names: it alone is fitted, and it reads each unit by itself."""

from __future__ import annotations

import json
import shutil
from importlib import resources
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="needs the extra train")
pytest.importorskip("onnx", reason="needs the extra train")
pytest.importorskip("safetensors", reason="needs the extra train")

import numpy as np
import torch

from quotekit.attribution.learned.session import Session
from quotekit.attribution.learned.tags import ENTITY_TAGS
from quotekit.training.corpus import NamedArticle
from quotekit.training.names import NameHead, Settings, fitted, main, read
from quotekit.training.start import started

MODEL = Path(str(resources.files("quotekit") / "resources" / "model"))
LONG = (
    "The harbour board of Lunda heard on Monday that Norvik Shipping would sell two ferries to Amina Diallo."
)
TEXT = f"Ann Lee sang.\n\n{LONG}\n\nBo Khan slept in Riga."
NAMES = {
    "Ann Lee": "Person",
    "Lunda": "Location",
    "Norvik Shipping": "Organization",
    "Amina Diallo": "Person",
    "Bo Khan": "Person",
    "Riga": "Location",
}
ARTICLE = NamedArticle(
    id="a",
    text=TEXT,
    entities=tuple((TEXT.index(name), TEXT.index(name) + len(name), kind) for name, kind in NAMES.items()),
)
FEW = Settings(narrow=8, beside=1, changed=1, epochs=40)


@pytest.fixture(scope="module")
def threads():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def given():
    return read([ARTICLE], Session.load(MODEL), FEW)


@pytest.fixture(scope="module")
def written(tmp_path_factory, threads):
    folder = tmp_path_factory.mktemp("names")
    model = Path(shutil.copytree(MODEL, folder / "model", ignore=shutil.ignore_patterns("fast")))
    articles = folder / "names.jsonl"
    line = {"id": ARTICLE.id, "text": ARTICLE.text, "entities": ARTICLE.entities}
    articles.write_text(json.dumps(line) + "\n", encoding="utf-8")
    main(model, articles, FEW)
    return model


def test_each_article_is_read_as_it_is_and_with_other_names(given):
    assert len(given) == 6
    assert [len(np.flatnonzero(one.tags)) > 0 for one in given] == [True] * 6


def test_it_learns_the_tags_that_it_is_given(given, threads):
    lines: list[str] = []
    fitted(given, FEW, lines.append)
    first, last = (float(line.partition("loss ")[2]) for line in (lines[0], lines[-1]))
    assert len(lines) == FEW.epochs
    assert last < first / 2


def test_what_pads_a_unit_is_not_seen():
    torch.manual_seed(1)
    head = NameHead(4, Settings(narrow=3, beside=2))
    states, inside = torch.randn(1, 5, 4), torch.ones(1, 5)
    padded, absent = torch.cat([states, torch.randn(1, 3, 4)], 1), torch.zeros(1, 3)
    alone, beside = head(states, inside), head(padded, torch.cat([inside, absent], 1))
    assert alone.shape == (1, 5, len(ENTITY_TAGS))
    torch.testing.assert_close(alone, beside[:, :5])


def test_only_the_scores_of_names_change(written, given):
    units = [one.unit for one in given]
    for one, other in zip(
        Session.load(MODEL).encode(units), Session.load(written).encode(units), strict=True
    ):
        np.testing.assert_array_equal(one.states, other.states)
        np.testing.assert_array_equal(one.cues, other.cues)
        assert np.abs(one.entities - other.entities).max() > 0.1


def test_the_graph_scores_as_the_head_does_whatever_it_is_read_with(written, given, threads):
    session = Session.load(written)
    head = fitted(given, FEW)
    units = [one.unit for one in given]
    for unit, one in zip(units, session.encode(units), strict=True):
        with torch.no_grad():
            scores = head(torch.from_numpy(one.states)[None], torch.ones(1, len(unit)))[0].numpy()
        np.testing.assert_allclose(one.entities, scores, atol=1e-3)
        np.testing.assert_array_equal(session.encode([unit])[0].entities, one.entities)


def test_fitting_again_gives_a_graph_of_the_same_size(written, tmp_path):
    model = Path(shutil.copytree(written, tmp_path / "model"))
    articles = tmp_path / "names.jsonl"
    articles.write_text(json.dumps({"id": "a", "text": TEXT, "entities": ARTICLE.entities}), encoding="utf-8")
    before = (model / "encoder.onnx").stat().st_size
    main(model, articles, FEW)
    assert abs((model / "encoder.onnx").stat().st_size - before) < 64
    card = json.loads((model / "card.json").read_text(encoding="utf-8"))
    assert card["names"]["narrow"] == FEW.narrow


def test_training_begins_with_its_weights_for_single_pieces(written, given, threads):
    assert torch.equal(started(written).encoder.entities.weight, fitted(given, FEW).weight)
