"""Teaching: a larger network of another kind, what it answers, and what the smaller one makes of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
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
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer

from quotekit.attribution.learned.session import TABLE, load
from quotekit.attribution.learned.units import Unit
from quotekit.training.answers import answered, between
from quotekit.training.batches import batch
from quotekit.training.corpus import Example, cut_units, read_named
from quotekit.training.distillation import Part
from quotekit.training.loop import loss
from quotekit.training.network import Live
from quotekit.training.start import read_tokenizer, started
from quotekit.training.teacher import begun
from quotekit.training.teaching import (
    FAST,
    LEARNER,
    NARROW,
    NARROW_LEARNER,
    TEACHER,
    Teaching,
    lessons,
    teach,
)
from quotekit.training.trainer import Material

MODEL = Path(str(resources.files("quotekit") / "resources" / "model"))
GOLD = Path(__file__).parent.parent.parent / "fixtures" / "articles.jsonl"
WIDTH, HEADS, INNER, LAYERS = 24, 2, 48, 10
torch.set_num_threads(1)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return read_tokenizer(MODEL / "tokenizer.json")


@pytest.fixture(scope="module")
def weights(tmp_path_factory, tokenizer) -> Path:
    """Random weights of a tiny MPNet, in the form that the real ones have; its pieces in another order."""
    torch.manual_seed(0)
    folder = tmp_path_factory.mktemp("mpnet")
    markers = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>"}
    pieces = ["<s>", "<pad>", "</s>", *sorted(set(tokenizer.get_vocab()) - set(markers))]
    (folder / "vocab.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
    shapes = {
        "embeddings.word_embeddings.weight": (len(pieces), WIDTH),
        "embeddings.position_embeddings.weight": (514, WIDTH),
        "embeddings.LayerNorm.weight": (WIDTH,),
        "embeddings.LayerNorm.bias": (WIDTH,),
        "encoder.relative_attention_bias.weight": (32, HEADS),
    }
    for layer in range(LAYERS):
        here = f"encoder.layer.{layer}."
        for name, out, size in (
            *((f"attention.attn.{part}", WIDTH, WIDTH) for part in "qkvo"),
            ("intermediate.dense", INNER, WIDTH),
            ("output.dense", WIDTH, INNER),
        ):
            shapes |= {f"{here}{name}.weight": (out, size), f"{here}{name}.bias": (out,)}
        for name in ("attention.LayerNorm", "output.LayerNorm"):
            shapes |= {f"{here}{name}.weight": (WIDTH,), f"{here}{name}.bias": (WIDTH,)}
    save_file({name: torch.randn(shape) for name, shape in shapes.items()}, folder / "model.safetensors")
    sizes = {
        "vocab_size": len(pieces),
        "hidden_size": WIDTH,
        "num_attention_heads": HEADS,
        "intermediate_size": INNER,
        "num_hidden_layers": LAYERS,
        "max_position_embeddings": 514,
    }
    (folder / "config.json").write_text(json.dumps(sizes), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def few(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("gold") / "few.jsonl"
    path.write_text("".join(GOLD.read_text(encoding="utf-8").splitlines(keepends=True)[:2]), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def named(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("named") / "named.jsonl"
    text = "Ngozi Bello left Harlow.\n\n“It rains,” she said."
    line = {"id": "n", "text": text, "entities": [[0, 11, "Person"], [17, 23, "Location"]]}
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def teach_little(tmp_path, weights, few, named) -> Callable[..., Path]:
    """Return a function that teaches a model a little, and returns the folder of what it has become."""

    def taught(model: Path, **settings) -> Path:
        return teach(
            Material(data=[few], names=named, development=[few], written=True),
            weights=weights,
            model=model,
            out=tmp_path / "out",
            teaching=Teaching(teacher=attrs.evolve(TEACHER, epochs=1), **settings),
        )

    return taught


def test_a_piece_has_the_row_of_its_name_and_a_distance_its_bias(weights, tokenizer):
    teacher = begun(weights, tokenizer, layers=LAYERS - 1)
    old = load_file(weights / "model.safetensors")
    pieces = (weights / "vocab.txt").read_text(encoding="utf-8").splitlines()
    for ours, theirs in (("said", "said"), ("##ing", "##ing"), ("[CLS]", "<s>"), ("[SEP]", "</s>")):
        row = teacher.encoder.piece.weight[tokenizer.token_to_id(ours)]
        assert torch.equal(row, old["embeddings.word_embeddings.weight"][pieces.index(theirs)])
    added = teacher.encoder.apart(300, None)[0].permute(1, 2, 0)
    table = old["encoder.relative_attention_bias.weight"]
    # A piece 3 before, 3 after, 8, 20 and 127 before, and as far as it gets: as MPNet has been trained.
    for query, key, bucket in ((10, 7, 3), (7, 10, 19), (8, 0, 8), (20, 0, 10), (127, 0, 15), (0, 299, 31)):
        assert torch.equal(added[query, key], table[bucket])
    assert torch.equal(
        teacher.reader.layer.rise.weight, old[f"encoder.layer.{LAYERS - 1}.intermediate.dense.weight"]
    )


def test_padding_changes_no_answer(weights, tokenizer):
    live = Live(begun(weights, tokenizer, layers=LAYERS - 1).eval())
    long, short = cut_units("The bridge is shut, Ann Lee said on Monday.\n\nIt rains.", tokenizer)
    network = live.network
    with torch.no_grad():
        made = batch([_untold(unit) for unit in (long, short)])
        _, cues, _ = network.encoder(made.pieces, made.features, made.mask)
    [alone] = live.encode([short])
    torch.testing.assert_close(cues[1, : len(short)], torch.from_numpy(alone.cues), rtol=1e-4, atol=1e-4)


def _untold(unit: Unit) -> Example:
    nothing = np.zeros(len(unit), dtype=np.int64)
    return Example(unit=unit, cues=nothing, deeds=True, flat=nothing, ranges=(), parts=(), entities=nothing)


def test_what_has_the_teachers_answers_has_nothing_to_learn(few, named, tokenizer):
    network = started(MODEL).eval()
    corpus = Material(data=[few, few], development=[], names=named).corpus()
    taught = list(lessons(corpus, network, tokenizer, pupil=network, seed=1))
    texts = [article.text for article in corpus.gold[0][0]] + [one.text for one in read_named(named)]
    assert len(taught) == sum(len(list(cut_units(text, tokenizer))) for text in texts)
    assert any(one.lesson.parts for one in taught)
    whole = batch([one for one in taught if len(one.unit) < 60])
    states, cues, names = network.encoder(whole.pieces, whole.features, whole.mask)
    owner = whole.taught.owner
    parts = network.reader(states[owner], whole.taught.distances, whole.mask[owner])
    assert whole.taught.loss(cues, names, parts) < 0.02
    assert whole.taught.loss(torch.zeros_like(cues), names, parts) > 0.2
    gold = loss(network, attrs.evolve(whole, taught=None), entities=0.25)
    assert loss(network, whole, entities=0.25) < gold


def test_a_taught_model_and_the_one_beside_it_keep_their_table_of_pieces(tmp_path, teach_little):
    model = Path(shutil.copytree(MODEL, tmp_path / "model"))
    folder = teach_little(model, learner=attrs.evolve(LEARNER, epochs=1), fast=attrs.evolve(FAST, epochs=1))
    tables = [
        next(one for one in onnx.load(str(path / "encoder.onnx")).graph.initializer if one.name == TABLE)
        for path in (model, folder)
    ]
    assert tables[0].raw_data == tables[1].raw_data
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    assert card["start"]["encoder.onnx"] == load(model).card.sha256["encoder.onnx"]
    before, after = started(model).state_dict(), started(folder).state_dict()
    frozen = "encoder.layers.1.fall.bias"
    assert torch.equal(before[frozen], after[frozen])
    assert not torch.equal(before["encoder.layers.4.fall.bias"], after["encoder.layers.4.fall.bias"])
    assert load(folder / "fast").card.shared is not None  # and what it shares is this model's table
    first = "encoder.layers.0.fall.bias"
    assert not torch.equal(
        started(model / "fast").state_dict()[first], started(folder / "fast").state_dict()[first]
    )


def test_a_narrow_pupil_is_a_part_of_the_model_that_it_was(tmp_path, teach_little):
    model = Path(shutil.copytree(MODEL, tmp_path / "model", ignore=shutil.ignore_patterns("fast")))
    part = Part(layers=(0, 2), heads=2, inner=64)
    folder = teach_little(model, learner=attrs.evolve(NARROW_LEARNER, epochs=1), narrow=part)
    shape = started(folder).shape
    assert (shape.layers, shape.heads, shape.inner, shape.width) == (2, 2, 64, started(model).shape.width)
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    assert card["narrow"] == {"layers": [0, 2], "heads": 2, "inner": 64}
    quotation = "The bridge is shut, Ann Lee said on Monday."
    assert [len(one.cues) for one in load(folder).encode(list(cut_units(quotation, load(folder).tokenizer)))]


def test_a_model_with_less_than_the_narrow_part_is_refused_before_anything_is_taught(tmp_path, teach_little):
    with pytest.raises(ValueError, match=r"at least 6 layers .* to take a part of, got 5 layers with 6"):
        teach_little(MODEL, narrow=NARROW)
    assert not (tmp_path / "out").exists()


def test_a_lesson_between_two_networks_is_the_mean_of_what_both_say(tokenizer):
    network = started(MODEL).eval()
    [lesson] = answered(cut_units("The bridge is shut, Ann Lee said on Monday.", tokenizer), Live(network))
    same = between(lesson, Live(network))
    (_, parts), (_, again) = lesson.parts[0], same.parts[0]
    for scores, mean in ((lesson.cues, same.cues), (parts, again)):
        shares, means = (torch.from_numpy(one).float().softmax(-1) for one in (scores, mean))
        torch.testing.assert_close(means, shares, atol=2e-3, rtol=0)
    with torch.no_grad():
        network.encoder.cues.bias += 2 * torch.arange(len(network.encoder.cues.bias))
    other = answered([lesson.unit], Live(network))[0].cues
    assert not np.allclose(other, lesson.cues)
    moved = between(lesson, Live(network)).cues
    whole = torch.from_numpy(np.stack([lesson.cues, other])).float().log_softmax(-1).mean(0)
    torch.testing.assert_close(torch.from_numpy(moved).float(), whole, atol=1e-2, rtol=1e-2)
