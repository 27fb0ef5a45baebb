"""The small Stanza models in `fixtures/stanza`: they are small, and good enough for the tests."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from stanza_fixtures import MODELS, PARSING, stanza_pipeline

if not (MODELS / "en").is_dir():
    pytest.skip("needs the models in fixtures/stanza", allow_module_level=True)

ARTICLES = MODELS.parent / "articles"

# Each word with its head, counted from 1.
TREES = {
    "She told the House that aircraft would fly in fuel.": (
        "She:2 told:0 the:4 House:2 that:8 aircraft:8 would:8 fly:2 in:10 fuel:8 .:2"
    ),
    "The mayor said on Monday that the bridge was safe.": (
        "The:2 mayor:3 said:0 on:5 Monday:3 that:10 the:8 bridge:10 was:10 safe:3 .:3"
    ),
    "The ferry will sail again in March, the company announced.": (
        "The:2 ferry:4 will:4 sail:0 again:4 in:7 March:4 ,:4 the:10 company:11 announced:4 .:4"
    ),
    "Ann Lee has asked the board to open the books.": (
        "Ann:4 Lee:1 has:4 asked:0 the:6 board:4 to:8 open:4 the:10 books:8 .:4"
    ),
    "A spokesman for the bank did not reply.": "A:2 spokesman:8 for:5 the:5 bank:2 did:8 not:8 reply:0 .:8",
}


@pytest.fixture(scope="module")
def parsing() -> Any:
    return stanza_pipeline(PARSING)


def article(name: str) -> str:
    return (ARTICLES / f"{name}.txt").read_text(encoding="utf-8")


def test_what_the_index_says_lies_there_and_is_small() -> None:
    index = json.loads((MODELS / "resources.json").read_text(encoding="utf-8"))["en"]
    listed = set()
    for processor, packages in index.items():
        if processor in ("lang_name", "packages"):
            continue
        for package, entry in packages.items():
            path = MODELS / "en" / processor / f"{package}.pt"
            assert hashlib.md5(path.read_bytes()).hexdigest() == entry["md5"], path.name
            listed.add(path)
    assert listed == set(MODELS.glob("en/*/*"))
    assert sum(path.stat().st_size for path in MODELS.rglob("*") if path.is_file()) <= 20_000_000


def test_the_files_hold_no_paths_and_no_history() -> None:
    torch = pytest.importorskip("torch", reason="needs quotekit[stanza]", exc_type=ImportError)
    for path in MODELS.glob("en/*/*.pt"):
        state = torch.load(path, map_location="cpu", weights_only=True)
        assert not {"optimizer_state_dict", "scheduler_state_dict", "dev_score_history"} & state.keys()
        written = [value for value in state.get("config", {}).values() if isinstance(value, str)]
        assert not [value for value in written if "/" in value or "\\" in value], path.name


def test_sentences_and_tokens_of_an_article() -> None:
    text = article("direct-ca")
    document = stanza_pipeline("tokenize,mwt")(text)
    sentences = [sentence.text for sentence in document.sentences]
    assert sentences[1].startswith('"You cannot haul')
    assert sentences[1].endswith("said Tuesday.")
    assert sentences[-1] == "Trucks are limited to half their load and to the hours before sunrise."
    for token in document.iter_tokens():
        assert text[token.start_char : token.end_char] == token.text
    tokens = {token.text: [word.text for word in token.words] for token in document.iter_tokens()}
    assert tokens["cannot"] == ["can", "not"]
    assert tokens["winter's"] == ["winter", "'s"]


def test_who_said_it(parsing: Any) -> None:
    document = parsing(article("direct-ca"))
    sayings = {
        (sentence.words[word.head - 1].lemma, word.text)
        for sentence in document.sentences
        for word in sentence.words
        if word.deprel == "nsubj"
    }
    assert {("tell", "She"), ("say", "Pang")} <= sayings
    assert sayings & {("say", name) for name in ("Minister", "Odile", "Tremblay", "Roy")}


@pytest.mark.parametrize("mark", ["'", "’"])
def test_curly_and_straight_marks_are_cut_alike(mark: str) -> None:
    text = "“It's over,” said Ann. “We don't know.”".replace("'", mark)
    tokens = [token.text for token in stanza_pipeline("tokenize,mwt")(text).iter_tokens()]
    assert tokens == f"“ It{mark}s over , ” said Ann . “ We don{mark}t know . ”".split()


def test_a_person_and_places() -> None:
    text = (
        "Wanjiru Kamau flew to Nairobi on Monday. “The bridge is shut,” said Bo Khan, who lives in Mombasa."
    )
    document = stanza_pipeline("tokenize,mwt,ner")(text)
    assert [(entity.text, entity.type) for entity in document.ents] == [
        ("Wanjiru Kamau", "PERSON"),
        ("Nairobi", "LOC"),
        ("Bo Khan", "PERSON"),
        ("Mombasa", "LOC"),
    ]
    assert all(text[entity.start_char : entity.end_char] == entity.text for entity in document.ents)


def test_the_recogniser_holds_no_words_of_its_own() -> None:
    torch = pytest.importorskip("torch", reason="needs quotekit[stanza]", exc_type=ImportError)
    vocabularies = {
        path.parent.name: torch.load(path, map_location="cpu", weights_only=True)["vocab"]
        for path in (MODELS / "en").glob("*/*.pt")
        if path.parent.name in ("ner", "pretrain")
    }
    assert set(vocabularies["ner"]) == {"char", "tag", "word", "_key2class"}
    assert vocabularies["ner"]["word"]["_id2unit"] == vocabularies["pretrain"]["_id2unit"]
    assert {len(unit) for unit in vocabularies["ner"]["char"]["_id2unit"][4:]} == {1}


def test_parses(parsing: Any) -> None:
    right = total = 0
    for text, tree in TREES.items():
        gold = [pair.rpartition(":")[::2] for pair in tree.split()]
        (sentence,) = parsing(text).sentences
        assert [word.text for word in sentence.words] == [form for form, _ in gold]
        right += sum(word.head == int(head) for word, (_, head) in zip(sentence.words, gold, strict=True))
        total += len(gold)
    assert right / total >= 0.85, f"{right} of {total} heads"
