"""Distillation: what is kept of a trained network, and the folder that is written."""

from __future__ import annotations

import json
import shutil
from importlib import resources
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="needs the extra train")
pytest.importorskip("onnx", reason="needs the extra train")
pytest.importorskip("safetensors", reason="needs the extra train")

import attrs
import numpy as np
import onnx
import torch

from quotekit.attribution.learned.session import load, shipped
from quotekit.errors import ModelError
from quotekit.training.distillation import SCALES, Part, Settings, distil, lessons, pruned, share
from quotekit.training.gate import RARE, learned
from quotekit.training.network import Live
from quotekit.training.start import started

MODEL = Path(str(resources.files("quotekit") / "resources" / "model"))
GOLD = Path(__file__).parent.parent.parent / "fixtures" / "articles.jsonl"
TEXT = "The bridge is shut, Ann Lee said on Monday.\n\nBo Khan fears that it may fall."


@pytest.fixture(scope="module")
def taught():
    return lessons([TEXT], MODEL)


def test_lessons_hold_what_the_network_answers(taught):
    assert [len(lesson.parts) for lesson in taught] == [1, 1]
    for lesson in taught:
        length = len(lesson.unit)
        (distances, parts) = lesson.parts[0]
        assert {len(lesson.cues), len(lesson.entities), len(lesson.states), len(distances), len(parts)} == {
            length
        }


def test_all_that_is_there_kept_is_the_network_itself(taught):
    network = started(MODEL).eval()
    shape = network.shape
    everything = Part(layers=tuple(range(shape.layers)), heads=shape.heads, inner=shape.inner)
    same = pruned(network, everything, taught)
    assert attrs.evolve(same.shape, dropout=network.shape.dropout) == network.shape
    units = [lesson.unit for lesson in taught]
    for one, other in zip(Live(network).encode(units), Live(same.eval()).encode(units), strict=True):
        np.testing.assert_array_equal(one.cues, other.cues)


def test_what_is_written_is_a_small_model_with_the_table_of_the_other(tmp_path):
    model = Path(shutil.copytree(MODEL, tmp_path / "model", ignore=shutil.ignore_patterns("fast")))
    few = tmp_path / "few.jsonl"
    few.write_text("".join(GOLD.read_text(encoding="utf-8").splitlines(keepends=True)[:2]), encoding="utf-8")
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    folder = distil(model, few, [few], Settings(part=Part(layers=(0,)), steps=2, warmup=1))
    torch.set_num_threads(threads)
    session = load(folder)
    assert session.card.shared is not None
    assert session.gate is not None
    assert sum(path.stat().st_size for path in folder.iterdir()) < 4_000_000
    units = [lesson.unit for lesson in lessons([TEXT], MODEL)]
    alone = Live(started(folder)).encode(units)
    for one, other in zip(session.encode(units), alone, strict=True):
        assert np.abs(one.cues - other.cues).max() < 1  # in eight bits and in floats

    card = json.loads((model / "card.json").read_text(encoding="utf-8"))
    assert (
        json.loads((folder / "card.json").read_text(encoding="utf-8"))["start"]["encoder.onnx"]
        == card["sha256"]["encoder.onnx"]
    )


def test_the_gate_learns_where_cues_are():
    plain = lessons(["The river is wide."], MODEL)
    taught = lessons(["The bridge is shut, Ann Lee said."], MODEL)
    tokenizer = shipped().tokenizer
    own = learned((plain + taught) * 3, tokenizer.get_vocab_size())[0]
    said, river, unseen = (own[tokenizer.token_to_id(word)] for word in ("said", "river", "spoke"))
    assert said > unseen == RARE > river


def test_a_small_model_is_told_where_the_table_of_a_new_one_is(tmp_path):
    model = Path(shutil.copytree(MODEL, tmp_path / "model"))
    graph = onnx.load(str(model / "encoder.onnx"))
    graph.doc_string = "trained further, with the same table"
    onnx.save(graph, str(model / "encoder.onnx"))
    with pytest.raises(ModelError, match="SHA-256"):
        load(model / "fast")
    share(model / "fast")
    taught = [lesson.unit for lesson in lessons([TEXT], MODEL)]
    again, before = load(model / "fast").encode(taught), load(MODEL / "fast").encode(taught)
    for one, other in zip(again, before, strict=True):
        np.testing.assert_array_equal(one.cues, other.cues)
    [scales] = [one for one in graph.graph.initializer if one.name == SCALES]
    scales.raw_data = bytes(len(scales.raw_data))
    onnx.save(graph, str(model / "encoder.onnx"))
    with pytest.raises(ValueError, match="the same table of pieces"):
        share(model / "fast")


def test_another_table_is_not_shared(tmp_path):
    model = Path(shutil.copytree(MODEL, tmp_path / "model", ignore=shutil.ignore_patterns("fast")))
    shutil.copytree(model, model / "fast")
    data = (model / "encoder.onnx").read_bytes()
    at = json.loads((MODEL / "fast" / "card.json").read_text(encoding="utf-8"))["shared"]["offset"]
    (model / "encoder.onnx").write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    with pytest.raises(ValueError, match="the same table of pieces"):
        share(model / "fast")
