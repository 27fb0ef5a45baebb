"""The fixtures are what their sources say, and their gold is possible and complete."""

from __future__ import annotations

import csv
import json
import re
import runpy
from pathlib import Path
from typing import Any, get_args

import pytest

from quotekit.document.records import QuotationType, SpeakerKind

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FIXTURES / name).read_text(encoding="utf-8").splitlines()]


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


ARTICLES = rows("articles.jsonl")
BY_ID = {article["id"]: article for article in ARTICLES}
PAIRS = rows("pairs.jsonl")
every_article = pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["id"])
every_pair = pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["pair"])


def texts(article: dict[str, Any], spans: list[list[int]]) -> list[str]:
    return [article["text"][start:end] for start, end in spans]


def quoted_letters(text: str) -> set[int]:
    """Index the letters between double marks; a paragraph that opens again need not close before."""
    inside, letters = False, set()
    for at, character in enumerate(text):
        if character in '“”"':
            inside = character == "“" or (character == '"' and not inside)
        elif text.startswith("\n\n", at):
            inside = False
        elif inside and character.isalnum():
            letters.add(at)
    return letters


def test_built_files_are_fresh() -> None:
    build = runpy.run_path(str(FIXTURES / "build.py"))
    assert build["stale"](build["build"]()) == []


@pytest.mark.parametrize("marked", ["{c1:open", "a } b", "{x1:role}", "{c:number}"])
def test_broken_marks_are_refused(marked: str) -> None:
    build = runpy.run_path(str(FIXTURES / "build.py"))
    with pytest.raises(ValueError, match="expected"):
        build["unmark"](marked)


def test_nested_and_shared_marks_are_read() -> None:
    build = runpy.run_path(str(FIXTURES / "build.py"))
    text, found = build["unmark"]("{s1,2:He} {q1:said} {c1:{s3:I} {q3:say} {c3:no}}, {q2:adding} {c2:why}")
    assert text == "He said I say no, adding why"
    cut = {
        number: {role: [text[start:end] for start, end in spans] for role, spans in roles.items()}
        for number, roles in found.items()
    }
    assert cut[1] == {"content": ["I say no"], "cue": ["said"], "source": ["He"], "shared": []}
    assert cut[2] == {"content": ["why"], "cue": ["adding"], "source": ["He"], "shared": []}
    assert cut[3] == {"content": ["no"], "cue": ["say"], "source": ["I"], "shared": []}


def test_there_are_enough_articles_and_no_two_alike() -> None:
    assert len(ARTICLES) >= 48
    assert len(BY_ID) == len({article["text"] for article in ARTICLES}) == len(ARTICLES)


def test_every_construction_is_covered_and_listed() -> None:
    listed = [row["construction"] for row in table(FIXTURES / "constructions.tsv")]
    shown = {slug for article in ARTICLES for slug in (article["construction"], *article["also"])}
    assert listed == sorted(set(listed))
    assert set(listed) == shown


def test_every_kind_of_speaker_and_type_occurs() -> None:
    quotes = [quote for article in ARTICLES for quote in article["quotes"]]
    assert {quote["speaker_kind"] for quote in quotes if quote["speaker"]} == set(get_args(SpeakerKind))
    assert {quote["type"] for quote in quotes} == set(get_args(QuotationType))
    assert "AUTHOR" in {quote["speaker"] for quote in quotes}
    assert None in {quote["speaker"] for quote in quotes}


@every_article
def test_length_in_words(article: dict[str, Any]) -> None:
    assert 80 <= len(article["text"].split()) <= 350


@every_article
def test_spans_are_ordered_trimmed_and_inside_the_text(article: dict[str, Any]) -> None:
    assert article["quotes"]
    assert article["quotes"] == sorted(article["quotes"], key=lambda quote: quote["content"])
    for quote in article["quotes"]:
        assert quote["content"]
        assert quote["cue"]
        for role in ("content", "cue", "source"):
            ends = [0, *(offset for span in quote[role] for offset in span)]
            assert ends == sorted(ends)
            assert ends[-1] <= len(article["text"])
            for piece in texts(article, quote[role]):
                assert piece
                assert piece == piece.strip()


@every_article
def test_no_character_has_two_roles_in_one_attribution(article: dict[str, Any]) -> None:
    for quote in article["quotes"]:
        at = [i for role in ("content", "cue", "source") for s, e in quote[role] for i in range(s, e)]
        assert len(at) == len(set(at))


@every_article
def test_speakers_stand_in_the_text_letter_by_letter(article: dict[str, Any]) -> None:
    for quote in article["quotes"]:
        if quote["speaker"] is None:
            assert (quote["source"], quote["speaker_kind"]) == ([], None)
            continue
        assert quote["source"]
        assert quote["speaker_kind"] in get_args(SpeakerKind)
        for name in quote["speaker"].split(" | "):
            assert name == "AUTHOR" or re.search(rf"(?<!\w){re.escape(name)}(?!\w)", article["text"])


@every_article
def test_type_is_the_share_in_quotation_marks(article: dict[str, Any]) -> None:
    quoted = quoted_letters(article["text"])
    for quote in article["quotes"]:
        assert quote["type"] in get_args(QuotationType)
        if article["marks"] == "double":
            letters = [i for s, e in quote["content"] for i in range(s, e) if article["text"][i].isalnum()]
            share = sum(i in quoted for i in letters) / len(letters)
            assert quote["type"] == ("direct" if share > 0.95 else "mixed" if share > 0.05 else "indirect")


@every_pair
def test_pairs_point_at_what_is_shared(pair: dict[str, Any]) -> None:
    assert pair["verdict"] in {"agreed", "conflicting", "unclear"}
    assert len(pair["occurrences"]) == 2
    assert pair["ids"] == list(dict.fromkeys(occurrence["id"] for occurrence in pair["occurrences"]))
    for occurrence in pair["occurrences"]:
        quote = BY_ID[occurrence["id"]]["quotes"][occurrence["quote"]]
        assert quote["speaker"] == occurrence["speaker"]
        assert occurrence["shared"]
        for start, end in occurrence["shared"]:
            assert any(s <= start < end <= e for s, e in quote["content"])


@every_pair
def test_the_verdict_follows_from_the_speakers(pair: dict[str, Any]) -> None:
    quotes = [BY_ID[o["id"]]["quotes"][o["quote"]] for o in pair["occurrences"]]
    people = {quote["speaker_kind"] for quote in quotes} == {"person"}
    same = quotes[0]["speaker"] == quotes[1]["speaker"]
    assert pair["verdict"] == ("agreed" if same else "conflicting" if people else "unclear")


def test_pairs_show_what_their_table_lists() -> None:
    listed = table(FIXTURES / "source" / "pairs.tsv")
    assert [pair["pair"] for pair in PAIRS] == [row["pair"] for row in listed]


def test_the_sentence_on_dialogue_is_given_to_two_men() -> None:
    said = {}
    for name in ("dialogue-putin", "dialogue-wang"):
        article = BY_ID[name]
        for quote in article["quotes"]:
            if "The other half is dialogue and negotiation." in " ".join(texts(article, quote["content"])):
                said[quote["speaker"]] = texts(article, quote["source"])
    assert said == {"Vladimir Putin": ["the Russian president"], "Wang Yi": ["Mr Wang"]}
