"""The networks in the package: the same answers everywhere, and files that are broken or missing."""

from __future__ import annotations

import hashlib
import itertools
import json
import math
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from quotekit import Pipeline
from quotekit.attribution import ModelAttributor
from quotekit.errors import ModelError

MODEL = Path(__file__).parent.parent.parent / "src" / "quotekit" / "resources" / "model"
ARTICLES = sorted((Path(__file__).parent.parent.parent / "fixtures" / "articles").glob("*.txt"))

TEXTS = [path.read_text(encoding="utf-8") for path in ARTICLES[::6]]


def test_a_text_has_one_answer_alone_among_others_in_threads_and_in_processes():
    pipeline = Pipeline(attributor=ModelAttributor())
    alone = [pipeline.attribute(text) for text in TEXTS]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(pipeline.attribute, TEXTS[::-1])) == alone[::-1]
    assert list(pipeline.attribute_many(TEXTS, workers=2)) == alone


def test_what_the_network_finds_in_a_paragraph_does_not_depend_on_the_others():
    paragraphs = [
        "Ann Lee said the lake was rising.",
        "According to Tom Fox, nobody was hurt.",
        "“Go home,” she said.",
    ]
    pipeline = Pipeline(attributor=ModelAttributor())

    def confidences(text: str) -> list[float]:
        return [q.confidence for q in pipeline.attribute(text).quotations]

    assert confidences("\n\n".join(paragraphs)) == [p for text in paragraphs for p in confidences(text)]


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "\ud800 said \udfff.", '"' * 3000, "said " * 3000, "x" * 5000]
)
def test_odd_texts_give_documents(text):
    document = Pipeline(attributor=ModelAttributor()).attribute(text)
    for q in document.quotations:
        for span in (*q.content, *q.cue, *q.source):
            assert text[span.start : span.end] == span.text


def test_a_higher_threshold_keeps_a_part_of_what_a_lower_one_finds():
    def found(threshold: float) -> list[tuple[int, int]]:
        pipeline = Pipeline(attributor=ModelAttributor(threshold=threshold))
        return [
            (q.cue[0].start, q.cue[0].end)
            for text in TEXTS
            for q in pipeline.attribute(text).quotations
            if q.cue
        ]

    low, high = found(0.1), found(0.8)
    assert set(high) < set(low)


@pytest.mark.parametrize("threshold", [-0.1, 1.5])
def test_a_threshold_that_is_none_is_refused(threshold):
    with pytest.raises(ValueError, match="from 0 to 1"):
        ModelAttributor(threshold=threshold)


# Its files


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(MODEL, tmp_path / "model"))


def attributed(folder: Path) -> None:
    Pipeline(attributor=ModelAttributor(folder=folder)).attribute("Ann Lee said no.")


def test_a_changed_file_is_refused(folder):
    with (folder / "reader.onnx").open("ab") as file:
        file.write(b"\0")
    with pytest.raises(ModelError, match="SHA-256"):
        attributed(folder)


def test_a_missing_file_is_refused(folder):
    (folder / "tokenizer.json").unlink()
    with pytest.raises(ModelError, match=r"tokenizer\.json"):
        attributed(folder)


def test_another_format_is_refused(folder):
    (folder / "card.json").write_text('{"format": 99}', encoding="utf-8")
    with pytest.raises(ModelError, match="format 3, got 99"):
        attributed(folder)


def with_card(folder: Path, **members: object) -> None:
    """Change members of a model's card; one that is None goes."""
    path = folder / "card.json"
    card = json.loads(path.read_text(encoding="utf-8")) | members
    path.write_text(json.dumps({k: v for k, v in card.items() if v is not None}), encoding="utf-8")


@pytest.mark.parametrize(
    "card", ["no JSON", "[]", "[" * 100_000, '{"format": 1}', '{"format": true}', "\ud800"]
)
def test_what_is_no_card_is_refused(folder, card):
    (folder / "card.json").write_bytes(card.encode("utf-8", "surrogatepass"))
    with pytest.raises(ModelError, match=r"^expected a model in "):
        attributed(folder)


@pytest.mark.parametrize(
    ("member", "value"),
    [
        *itertools.product(
            ("sha256", "confidence", "threshold"),
            (None, [], {}, "0.5", True, math.nan, 1e999, -0.1, 1.1),
        ),
        ("thresholds", []),
        ("thresholds", 0.5),
        ("thresholds", {"en": "0.5"}),
        ("thresholds", {"en": 1.1}),
        ("objects", "0.5"),
        ("objects", 1.1),
        ("gate", "0.5"),
        ("gate", math.nan),
    ],
)
def test_a_broken_member_of_the_card_is_refused(folder, member, value):
    with_card(folder, **{member: value})
    with pytest.raises(ModelError, match=f'"{member}" in card.json'):
        attributed(folder)


@pytest.mark.parametrize("weights", [{"bias": math.inf}, {"more": 1.0}, {"cue": "1"}, {"cue": True}])
def test_a_broken_weight_is_refused(folder, weights):
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    with_card(folder, confidence=card["confidence"] | weights)
    with pytest.raises(ModelError, match=r'"confidence" in card\.json'):
        attributed(folder)


@pytest.mark.parametrize("name", ["encoder.onnx", "reader.onnx", "tokenizer.json"])
@pytest.mark.parametrize("junk", [b"", b"junk", b'{"model": 1}'])
def test_junk_that_hashes_right_is_refused(folder, name, junk):
    (folder / name).write_bytes(junk)
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    with_card(folder, sha256=card["sha256"] | {name: hashlib.sha256(junk).hexdigest()})
    with pytest.raises(ModelError, match=r"^expected a model in "):
        attributed(folder)


def test_a_graph_in_the_place_of_another_is_refused(folder):
    shutil.copy(folder / "reader.onnx", folder / "encoder.onnx")
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    with_card(folder, sha256=card["sha256"] | {"encoder.onnx": card["sha256"]["reader.onnx"]})
    with pytest.raises(ModelError, match="a graph from pieces, features"):
        attributed(folder)


def test_the_package_stays_within_its_size():
    assert sum(path.stat().st_size for path in MODEL.rglob("*") if path.is_file()) <= 30_000_000


# The fast network, which shares the table of pieces with the other


def test_the_fast_network_finds_reported_speech_too():
    text = "The bridge will stay shut until spring, Ann Lee said on Monday."
    (quotation,) = Pipeline(profile="fast").attribute(text).quotations
    assert quotation.content_text == "The bridge will stay shut until spring"
    assert (quotation.rule, quotation.speaker.name) == ("model", "Ann Lee")


def test_the_fast_network_cuts_texts_as_the_other_does():
    tokenizers = [(folder / "tokenizer.json").read_bytes() for folder in (MODEL, MODEL / "fast")]
    assert tokenizers[0] == tokenizers[1]


def test_fast_and_a_folder_are_refused():
    with pytest.raises(ValueError, match="fast: expected the model in the package alone"):
        ModelAttributor(folder=MODEL, fast=True)


def test_a_changed_table_that_is_shared_is_refused(folder):
    with (folder / "encoder.onnx").open("ab") as file:
        file.write(b"\0")
    with pytest.raises(ModelError, match=r"encoder\.onnx with SHA-256"):
        attributed(folder / "fast")


def test_a_table_beyond_the_end_of_its_file_is_refused(folder):
    card = json.loads((folder / "fast" / "card.json").read_text(encoding="utf-8"))
    with_card(folder / "fast", shared=card["shared"] | {"offset": 1 << 40})
    with pytest.raises(ModelError, match="expected a table of"):
        attributed(folder / "fast")


@pytest.mark.parametrize(
    "broken", [{"offset": -1}, {"shape": [384]}, {"shape": "no"}, {"file": None}, {"more": 1}, {"sha256": 5}]
)
def test_a_broken_place_of_a_table_is_refused(folder, broken):
    card = json.loads((folder / "fast" / "card.json").read_text(encoding="utf-8"))
    with_card(folder / "fast", shared=card["shared"] | broken)
    with pytest.raises(ModelError, match=r'"shared" in card\.json'):
        attributed(folder / "fast")


def test_a_graph_without_its_table_is_refused(folder):
    with_card(folder / "fast", shared=None)
    with pytest.raises(ModelError, match="ONNX"):
        attributed(folder / "fast")


# The gate's file


@pytest.mark.parametrize(
    "table", [np.zeros((3, 5)), np.zeros(3), np.full((3, 28017), np.nan), np.zeros((3, 28017), dtype=int)]
)
def test_another_table_for_the_gate_is_refused(folder, table):
    np.save(folder / "fast" / "gate.npy", table)
    card = json.loads((folder / "fast" / "card.json").read_text(encoding="utf-8"))
    new = hashlib.sha256((folder / "fast" / "gate.npy").read_bytes()).hexdigest()
    with_card(folder / "fast", sha256=card["sha256"] | {"gate.npy": new})
    with pytest.raises(ModelError, match=r"gate\.npy"):
        attributed(folder / "fast")


@pytest.mark.parametrize("junk", [b"", b"junk", b"\x93NUMPY", b"\x80\x04]\x94."])
def test_junk_for_the_gate_is_refused(folder, junk):
    (folder / "fast" / "gate.npy").write_bytes(junk)
    card = json.loads((folder / "fast" / "card.json").read_text(encoding="utf-8"))
    with_card(folder / "fast", sha256=card["sha256"] | {"gate.npy": hashlib.sha256(junk).hexdigest()})
    with pytest.raises(ModelError, match=r"gate\.npy"):
        attributed(folder / "fast")
