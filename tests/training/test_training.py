"""Training, for real but small: a tiny network on the fixtures, written, loaded and used."""

from __future__ import annotations

import functools
import json
import random
from importlib import resources
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="needs the extra train")
pytest.importorskip("onnx", reason="needs the extra train")
pytest.importorskip("safetensors", reason="needs the extra train")

import attrs
import numpy as np
import torch
from hypothesis import given
from hypothesis import strategies as st
from safetensors.torch import save_file
from tokenizers import Tokenizer

from quotekit import Pipeline
from quotekit.attribution import ModelAttributor
from quotekit.attribution.learned.session import Session, load, shipped
from quotekit.attribution.learned.tags import CUE_TAGS, ENTITY_TAGS, PART_TAGS, Decoder
from quotekit.evaluation import Attribution, GoldArticle, read_gold
from quotekit.training import Material, Settings, passages, train_model
from quotekit.training.acts import CueActs, with_acts
from quotekit.training.augmentation import augment, edited, renamed
from quotekit.training.batches import batch, grouped
from quotekit.training.corpus import SURE, UNKNOWN, NamedArticle, Scheme, examples, mend, named_examples
from quotekit.training.distillation import Part
from quotekit.training.languages import THRESHOLD, Files, Pass, mean, train_languages
from quotekit.training.loop import cue_loss
from quotekit.training.narrowing import NARROWED, Teachers, narrow, righted
from quotekit.training.passages import reports
from quotekit.training.silver import agreed
from quotekit.training.start import started

MODEL = Path(str(resources.files("quotekit") / "resources" / "model"))
SAMPLES = Path(__file__).parents[2] / "languages" / "samples"
GOLD = Path(__file__).parent.parent.parent / "fixtures" / "articles.jsonl"
WIDTH, HEADS, INNER, LAYERS = 24, 2, 48, 2
# The networks are tiny: threads would only wait for each other, for minutes beside other work.
torch.set_num_threads(1)


@pytest.fixture(scope="session")
def tokenizer() -> Tokenizer:
    return shipped().tokenizer


@pytest.fixture(scope="session")
def start(tmp_path_factory, tokenizer) -> Path:
    """Random BERT weights of a tiny size, in the form that the real ones have."""
    torch.manual_seed(0)
    folder = tmp_path_factory.mktemp("start")
    pieces = tokenizer.get_vocab_size()
    shapes = {
        "embeddings.word_embeddings.weight": (pieces, WIDTH),
        "embeddings.position_embeddings.weight": (512, WIDTH),
        "embeddings.token_type_embeddings.weight": (2, WIDTH),
        "embeddings.LayerNorm.weight": (WIDTH,),
        "embeddings.LayerNorm.bias": (WIDTH,),
    }
    for layer in range(LAYERS):
        here = f"encoder.layer.{layer}."
        for name in ("query", "key", "value"):
            shapes |= {f"{here}attention.self.{name}.weight": (WIDTH, WIDTH)}
            shapes |= {f"{here}attention.self.{name}.bias": (WIDTH,)}
        for name, out, size in (
            ("attention.output.dense", WIDTH, WIDTH),
            ("intermediate.dense", INNER, WIDTH),
            ("output.dense", WIDTH, INNER),
        ):
            shapes |= {f"{here}{name}.weight": (out, size), f"{here}{name}.bias": (out,)}
        for name in ("attention.output.LayerNorm", "output.LayerNorm"):
            shapes |= {f"{here}{name}.weight": (WIDTH,), f"{here}{name}.bias": (WIDTH,)}
    save_file(
        {name: torch.randn(shape) * 0.1 for name, shape in shapes.items()}, folder / "model.safetensors"
    )
    sizes = {
        "vocab_size": pieces,
        "hidden_size": WIDTH,
        "num_attention_heads": HEADS,
        "intermediate_size": INNER,
        "num_hidden_layers": LAYERS,
        "max_position_embeddings": 512,
    }
    (folder / "config.json").write_text(json.dumps(sizes), encoding="utf-8")
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder


@pytest.fixture(scope="session")
def gold(tmp_path_factory) -> Path:
    """A file of every twelfth fixture article, so that an epoch takes a second."""
    path = tmp_path_factory.mktemp("gold") / "gold.jsonl"
    path.write_text(
        "".join(GOLD.read_text(encoding="utf-8").splitlines(keepends=True)[::12]), encoding="utf-8"
    )
    return path


@pytest.fixture(scope="session")
def named(tmp_path_factory) -> Path:
    """A file of one article with names."""
    path = tmp_path_factory.mktemp("named") / "named.jsonl"
    line = {
        "id": "n",
        "text": "Ngozi Bello left Harlow.",
        "entities": [[0, 11, "Person"], [17, 23, "Location"]],
    }
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    return path


def run(
    out: Path, start: Path, gold: Path, epochs: int, named: Path | None = None, *, blended: bool = False
) -> tuple[Path, list[str]]:
    lines: list[str] = []
    settings = Settings(epochs=epochs, rate=2e-3, pieces=1024, named=1, seed=3, blended=blended)
    folder = train_model(
        Material(data=[gold], development=[gold], names=named),
        out=out,
        start=start,
        settings=settings,
        report=lines.append,
    )
    return folder, lines


def test_a_network_for_several_languages_is_trained_pass_by_pass(tmp_path, start, gold, named):
    one = Pass(flat=3, acted=1, frames={"it": 2}, named=1, rate=2e-3, head_rate=2e-3)
    files = Files(flat=gold, acted=gold, named=named, treebanks=tmp_path)
    trained = functools.partial(train_languages, files, start=start, out=tmp_path / "out")
    passes = (one, one, attrs.evolve(one, averaged=True))
    folder = trained(passes=passes)
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    assert [each["averaged"] for each in card["passes"]] == [False, False, True]
    assert card["threshold"] == THRESHOLD
    # What is done is not done again: without the third pass's weights the third alone is run.
    first, _, third = (tmp_path / "out" / f"pass-{number}" / "best.pt" for number in (1, 2, 3))
    before = first.stat().st_mtime_ns
    third.unlink()
    (third.parent / "last.pt").unlink()
    trained(passes=passes)
    assert first.stat().st_mtime_ns == before
    again = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    assert again["sha256"] == card["sha256"]
    # A pass that is trained beside the one before it, and has no share in their mean, changes nothing.
    short = trained(passes=passes[:1])
    alone = json.loads((short / "card.json").read_text(encoding="utf-8"))["sha256"]
    beside = (one, attrs.evolve(one, share=0.0))
    trained(passes=beside)
    assert json.loads((short / "card.json").read_text(encoding="utf-8"))["sha256"] == alone
    trained(passes=(one, attrs.evolve(one, share=0.5)))
    assert json.loads((short / "card.json").read_text(encoding="utf-8"))["sha256"] != alone


def test_a_network_for_several_languages_is_narrowed(tmp_path, start, gold, named):
    one = Pass(flat=3, acted=1, frames={"it": 2}, named=1, rate=2e-3, head_rate=2e-3)
    files = Files(flat=gold, acted=gold, named=named, treebanks=tmp_path)
    model = train_languages(files, start=start, out=tmp_path / "wide", passes=(one,))
    part = Part(layers=(1,), heads=1, inner=8)
    narrowed = functools.partial(
        narrow,
        files,
        model=model,
        english=MODEL,
        samples=SAMPLES,
    )
    settings = attrs.evolve(NARROWED.settings, epochs=1)
    course = attrs.evolve(NARROWED, part=part, frames={"it": 2}, settings=settings)
    folder = narrowed(out=tmp_path / "out", course=course)
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    assert [card["shape"][size] for size in ("layers", "heads", "inner")] == [1, 1, 8]
    assert card["course"]["part"] == {"layers": [1], "heads": 1, "inner": 8}
    assert set(card["teachers"]) == {"en"}
    assert load(tmp_path / "out" / "model").card.threshold == THRESHOLD
    # A second network for a language has a say in it, and in it alone.
    beside = narrowed(out=tmp_path / "beside", course=course, beside={"it": model})
    assert set(json.loads((beside / "card.json").read_text(encoding="utf-8"))["teachers"]) == {"en", "it"}
    with pytest.raises(ValueError, match="expected a network with at least 3 layers"):
        narrowed(out=tmp_path / "more", course=attrs.evolve(course, part=attrs.evolve(part, layers=(2,))))
    # What is taught further keeps its size.
    again = narrowed(model=folder, out=tmp_path / "again", course=attrs.evolve(course, part=None))
    assert json.loads((again / "card.json").read_text(encoding="utf-8"))["shape"] == card["shape"]


@pytest.mark.parametrize(
    ("marked", "right"),
    [
        ("[Ann Lee] {said} <that the bridge was shut>.", True),
        ("<Ann Lee> said [that the bridge] {was} shut.", False),
    ],
)
def test_of_a_frame_that_was_misread_the_annotation_is_learnt(marked, right, tokenizer) -> None:
    frame = passages.article("frame", [marked])
    [example] = Teachers(own=shipped(), english=shipped(), beside={}).answers(
        list(examples(frame, Scheme(deeds=False, nested=True), tokenizer))
    )
    lesson = righted(example).lesson
    assert (lesson is example.lesson) == right
    assert lesson.cues.argmax(-1).tolist() == example.cues.tolist()
    assert [scores.argmax(-1).tolist() for _, scores in lesson.parts] == [
        list(tags) for tags in example.parts
    ]


def test_the_mean_of_weights() -> None:
    one, other = {"a": torch.tensor([1.0, 2.0])}, {"a": torch.tensor([3.0, 6.0])}
    assert mean([one, other])["a"].tolist() == [2.0, 4.0]
    assert mean([one, other], shares=(0.25, 0.75))["a"].tolist() == [2.5, 5.0]


def test_a_run_writes_a_model_that_the_attributor_takes_and_the_same_seed_writes_the_same(
    tmp_path, start, gold, named
):
    folder, lines = run(tmp_path / "one", start, gold, 2, named)
    assert [line.partition(":")[0] for line in lines] == ["epoch 1", "epoch 2"]
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    assert card["settings"]["seed"] == 3
    assert set(card["versions"]) >= {"torch", "onnxruntime", "python", "quotekit"}
    assert [len(scores) for scores in card["development"]] == [5]
    document = Pipeline(attributor=ModelAttributor(folder=folder, threshold=0.0)).attribute(
        "Ann Lee said no."
    )
    assert all(q.rule == "model" and 0 <= q.confidence <= 1 for q in document.quotations)
    again, _ = run(tmp_path / "two", start, gold, 2, named)
    assert json.loads((again / "card.json").read_text(encoding="utf-8"))["sha256"] == card["sha256"]


def test_a_run_that_was_cut_off_goes_on(tmp_path, start, gold):
    run(tmp_path, start, gold, 2)
    state = torch.load(tmp_path / "last.pt", weights_only=True)
    torch.save({**state, "epoch": 1}, tmp_path / "last.pt")
    _, lines = run(tmp_path, start, gold, 2)
    assert [line.partition(":")[0] for line in lines] == ["epoch 2"]


def test_examples_hold_the_gold_that_they_are_made_of(tokenizer):
    for article in read_gold(GOLD):
        text = article.text
        cues = {text[s:e] for a in article.attributions for s, e in a.cue}
        for example in examples(article, Scheme(nested=True), tokenizer):
            unit = example.unit
            for start, end, _ in Decoder(CUE_TAGS).spans(example.cues):
                assert text[unit.starts[start] : unit.ends[end - 1]] in cues
            for (start, _), parts in zip(example.ranges, example.parts, strict=True):
                assert len(parts) == len(unit)
                assert parts[start] == 0  # a cue is no part of its own attribution
                assert len(Decoder(PART_TAGS).spans(parts)) <= 8


def test_groups_hold_every_example_once(tokenizer):
    some = [one for article in read_gold(GOLD)[:20] for one in examples(article, Scheme(), tokenizer)]
    groups = grouped(some, pieces=512, chance=random.Random(1))
    assert sorted(id(one) for group in groups for one in group) == sorted(map(id, some))
    made = [batch(group) for group in groups]
    assert sum(len(one.owner) for one in made) == sum(len(example.ranges) for example in some)
    assert all(one.pieces.numel() <= 512 or len(one.pieces) == 1 for one in made)
    assert [list(map(id, group)) for group in groups] == [
        list(map(id, group)) for group in grouped(some, pieces=512, chance=random.Random(1))
    ]


def said(text: str, *quotes: tuple[str, str, str | None], id: str = "a") -> GoldArticle:
    """An article with attributions, each a cue, a content and an act."""

    def span(words: str) -> tuple[tuple[int, int], ...]:
        return ((text.index(words), text.index(words) + len(words)),)

    return GoldArticle(
        id=id,
        text=text,
        attributions=tuple(
            Attribution(cue=span(cue), content=span(content), type="indirect", act=act)
            for cue, content, act in quotes
        ),
    )


def test_a_scheme_is_what_a_file_annotates():
    spoken = said("Lee said Bo claimed he ran.", ("said", "Bo claimed he ran", "speech"))
    both = said(
        "Lee said Bo claimed he ran.",
        ("said", "Bo claimed he ran", "speech"),
        ("claimed", "he ran", "speech"),
    )
    acted = said("Lee approved the plan.", ("approved", "the plan", "deed"))
    assert Scheme.of([spoken]) == Scheme(deeds=False, nested=False)
    assert Scheme.of([spoken, both]) == Scheme(deeds=False, nested=True)
    assert Scheme.of([spoken, acted]) == Scheme(deeds=True, nested=False)


def test_cues_inside_a_content_are_open_where_the_scheme_is_flat(tokenizer):
    article = said("Lee said Bo claimed he ran.", ("said", "Bo claimed he ran", "speech"))
    tags = {
        nested: [
            CUE_TAGS[tag] if tag != UNKNOWN else None
            for one in examples(article, Scheme(nested=nested), tokenizer)
            for tag in one.cues[1:-1]
        ]
        for nested in (False, True)
    }
    assert tags[True] == ["O", "S-speech", "O", "O", "O", "O", "O"]
    assert tags[False] == ["O", "S-speech", None, None, None, None, "O"]


def test_what_a_model_was_not_sure_of_is_unknown_and_not_nothing(tokenizer):
    text = "Ann said no. Bob hoped so. Eve left."
    article = said(text, ("said", "no", "speech"), ("hoped", "so", "thought"))
    sure, unsure = article.attributions
    article = attrs.evolve(
        article,
        attributions=(attrs.evolve(sure, confidence=0.9), attrs.evolve(unsure, confidence=0.3)),
    )
    [example] = examples(article, Scheme(deeds=False, nested=True), tokenizer)
    words = {
        text[s:e]: n for n, (s, e) in enumerate(zip(example.unit.starts, example.unit.ends, strict=True))
    }
    assert CUE_TAGS[example.cues[words["said"]]] == "S-speech"
    assert example.cues[words["hoped"]] == example.flat[words["so"]] == UNKNOWN
    assert example.cues[words["left"]] == example.flat[words["left"]] == 0
    assert len(example.parts) == 1


def test_silver_is_what_one_model_is_sure_of_or_both_find():
    def found(cue: int, confidence: float, content: int = 0) -> Attribution:
        return Attribution(content=((content, content + 9),), cue=((cue, cue + 4),), confidence=confidence)

    first = [found(10, 0.9), found(20, 0.7), found(30, 0.7), found(40, 0.5)]
    second = [found(20, 0.65), found(30, 0.9, content=50), found(60, 0.9)]
    learnt = {q.cue[0][0]: q.confidence >= SURE for q in agreed(first, second)}
    assert learnt == {10: True, 20: True, 30: False, 40: False, 60: False}


def test_every_written_report_has_its_parts_in_place():
    for article in reports():
        assert not set("<>[]{}|~") & set(article.text)
        for q in article.attributions:
            assert q.cue
            assert all(article.text[s:e].strip() == article.text[s:e] for s, e in q.content)


def test_where_deeds_are_not_annotated_the_loss_lets_a_cue_of_one_pass():
    scores = torch.zeros(1, 1, len(CUE_TAGS))
    scores[0, 0, CUE_TAGS.index("S-deed")] = 9.0
    article = GoldArticle(id="a", text="Lee", attributions=())
    values = []
    for deeds in (True, False):
        (one,) = examples(article, Scheme(deeds=deeds), shipped().tokenizer)
        made = attrs.evolve(batch([one]), cues=torch.zeros(1, 1, dtype=torch.long))
        values.append(cue_loss(scores, made).item())
    assert values[0] > 8
    assert values[1] < 0.01


def test_the_acts_of_a_corpus_without_any_are_told_by_their_cues():
    told = [
        said(
            "Lee claimed it. She hopes to win. Bo approved the plan. ",
            ("claimed", "it", "speech"),
            ("hopes", "to win", "thought"),
            id=str(number),
        )
        for number in range(3)
    ]
    plain = said(
        "Bo has claimed this, hoped that and approved it.",
        ("has claimed", "this", None),
        ("hoped", "that", None),
        ("approved", "it", None),
    )
    (article,) = with_acts([plain], CueActs.counted(told))
    assert [q.act for q in article.attributions] == ["speech", "thought", "deed"]


@pytest.mark.parametrize(
    ("text", "cue", "content", "act"),
    [
        ("Her assertion of bias stands.", "assertion", "of bias", "speech"),
        ("His pleas for help came late.", "pleas", "for help", "speech"),
        ("Bo refused to go.", "refused", "to go", "speech"),
        ("Bo yearned for it and regrets the loss.", "regrets", "the loss", "thought"),
        ("Bo decided to go.", "decided", "to go", "thought"),
        ("Bo found that it was late.", "found", "that it was late", "thought"),
        ("Bo found it.", "found", "it", "deed"),
        ("Bo fired him.", "fired", "him", "deed"),
    ],
)
def test_the_lexicons_tell_acts_of_rare_cues_and_of_clauses(text, cue, content, act):
    told = [
        said("Lee claimed it. They found Bo, who found Lee. ", ("claimed", "it", "speech"), id=str(number))
        for number in range(5)
    ]
    (article,) = with_acts([said(text, (cue, content, None))], CueActs.counted(told))
    assert [q.act for q in article.attributions] == [act]


def test_names_are_tagged_and_nothing_else_is_known_of_their_articles(tokenizer):
    article = NamedArticle(
        id="n",
        text="Ngozi Bello left Harlow in May.",
        entities=((0, 11, "Person"), (17, 23, "Location"), (27, 30, "Date")),
    )
    (one,) = named_examples(article, tokenizer)
    text = article.text
    names = [
        (text[one.unit.starts[start] : one.unit.ends[end - 1]], kind)
        for start, end, kind in Decoder(ENTITY_TAGS).spans(one.entities)
    ]
    assert names == [("Ngozi Bello", "person"), ("Harlow", "place")]
    assert set(one.cues) == set(one.flat) == {UNKNOWN}
    assert not one.ranges


def test_a_model_is_a_start_too(tmp_path, start, gold):
    folder, _ = run(tmp_path / "one", start, gold, 1)
    network = started(folder)
    quantised, article = Session.load(folder), read_gold(GOLD)[0]
    for one in examples(article, Scheme(), quantised.tokenizer):
        with torch.no_grad():
            states, _, _ = network.eval().encoder(
                torch.from_numpy(one.unit.pieces)[None], torch.from_numpy(one.unit.features)[None]
            )
        assert np.abs(states[0].numpy() - quantised.encode([one.unit])[0].states).max() < 0.3


def test_a_blend_is_the_mean_of_the_best_epoch_and_the_last(tmp_path, start, gold):
    folder, _ = run(tmp_path / "run", start, gold, 2, blended=True)
    best = torch.load(tmp_path / "run" / "best.pt", weights_only=True)
    last = torch.load(tmp_path / "run" / "last.pt", weights_only=True)["average"]
    mean = (best["encoder.cues.bias"] + last["module.encoder.cues.bias"]) / 2
    assert torch.allclose(started(folder).encoder.cues.bias, mean.cpu(), atol=1e-6)


def test_swapped_cues_and_sources_are_mended():
    said = [
        GoldArticle(
            id=str(n),
            text="No, Hester said. ",
            attributions=(Attribution(content=((0, 3),), cue=((11, 15),), source=((4, 10),)),),
        )
        for n in range(3)
    ]
    swapped = GoldArticle(
        id="swapped",
        text="No, Moss said. ",
        attributions=(Attribution(content=((0, 3),), cue=((4, 8),), source=((9, 13),)),),
    )
    *same, mended = mend([*said, swapped])
    assert same == said
    assert (mended.attributions[0].cue, mended.attributions[0].source) == (((9, 13),), ((4, 8),))


@given(st.integers(0, 10_000))
def test_articles_told_otherwise_keep_their_annotation(seed):
    articles = read_gold(GOLD)
    article = articles[seed % len(articles)]
    told = augment(article, ("Ngozi Bello", "Arvind Rao"), random.Random(seed))
    assert len(told.attributions) == len(article.attributions)
    for old, new in zip(article.attributions, told.attributions, strict=True):
        # No cue of the fixtures has a name or a mark in it, so it must read the same.
        assert [article.text[s:e] for s, e in old.cue] == [told.text[s:e] for s, e in new.cue]
        for s, e in (*new.content, *new.source):
            assert told.text[s:e] == told.text[s:e].strip() != ""


@given(st.integers(0, 10_000))
def test_renamed_people_stay_who_they_are_in_short(seed):
    text = "Ngozi Bello met the Harlow Union. “Bello won,” it said, and Ngozi left for Harlow in May."
    named = [("Ngozi Bello", "Person"), ("Harlow Union", "Organization"), ("May", "Date")]
    spans = [(text.index(name), text.index(name) + len(name), kind) for name, kind in named]
    spans += [(text.rindex(name), text.rindex(name) + len(name), "Person") for name in ("Bello", "Ngozi")]
    others = {"Person": ("Arvind Rao", "Sara Moss"), "Organization": ("Moss Bank",)}
    told = renamed(NamedArticle(id="n", text=text, entities=tuple(spans)), others, random.Random(seed))
    full, union, month, surname, given_name = (told.text[start:end] for start, end, _ in told.entities)
    assert full == f"{given_name} {surname}"
    assert surname in {"Rao", "Moss"}
    assert union in {"Harlow Union", "Moss Bank"}
    said = f"{full} met the {union}. “{surname} won,” it said, and {given_name} left for Harlow in {month}."
    assert (told.text, month) == (said, "May")


def test_an_insertion_at_the_end_of_a_span_stays_outside_it():
    article = GoldArticle(
        id="a", text="“So,” he said", attributions=(Attribution(content=((0, 5),), cue=((9, 13),)),)
    )
    told = edited(article, [(3, 4, ""), (4, 5, "’"), (5, 5, ","), (0, 1, "‘")])
    assert told.text == "‘So’, he said"
    assert told.attributions == (attrs.evolve(article.attributions[0], content=((0, 4),), cue=((9, 13),)),)
