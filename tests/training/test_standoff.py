"""Annotation by offsets alone, laid over texts."""

import csv
import json
from pathlib import Path

import pytest

from quotekit.errors import InvalidDocument
from quotekit.evaluation import read_gold
from quotekit.training.standoff import COLUMNS, fingerprint, laid_over, main, rows

FIXTURES = Path(__file__).parents[2] / "fixtures"

TEXT = 'Ann Lee and Bo Khan met. "It is over," they said. She hopes to rest.'
QUOTES = [
    {"content": [[25, 37]], "cue": [[43, 47]], "source": [[38, 42]], "type": "direct", "act": "speech"}
    | {"speaker": "Ann Lee | Bo Khan", "speaker_kind": "person", "inside": None},
    {"content": [[59, 66]], "cue": [[53, 58]], "source": [[49, 52]], "type": "indirect", "act": "thought"}
    | {"speaker": "Ann Lee", "speaker_kind": "person", "inside": 0},
]


def table(*articles):
    return [dict(zip(COLUMNS, row, strict=True)) for a in articles for row in rows(a, "fit")]


def test_laid_over_its_text_an_annotation_is_what_was_written():
    article = {"id": "a", "text": TEXT, "quotes": QUOTES}
    silent = {"id": "b", "text": "Nobody spoke.", "quotes": []}
    written = table(article, silent)
    assert not any("Ann" in cell for row in written for cell in row.values())
    assert list(laid_over(written, {"a": TEXT, "b": silent["text"]})) == [("fit", article), ("fit", silent)]


@pytest.mark.parametrize(
    ("texts", "got"), [({}, "none of this id"), ({"a": TEXT + " "}, f"one of hash {fingerprint(TEXT + ' ')}")]
)
def test_another_text_is_refused(texts, got):
    with pytest.raises(InvalidDocument, match=f"for article a, got {got}"):
        list(laid_over(table({"id": "a", "text": TEXT, "quotes": QUOTES}), texts))


def test_files_are_gold_articles(tmp_path):
    annotation, articles, fit, held = (
        tmp_path / name for name in ("a.tsv", "a.jsonl", "fit.jsonl", "held.jsonl")
    )
    lines = [
        "\t".join(COLUMNS),
        *("\t".join(row) for row in rows({"id": "a", "text": TEXT, "quotes": QUOTES}, "fit")),
    ]
    annotation.write_text("\n".join(lines), encoding="utf-8")
    articles.write_text(json.dumps({"id": "a", "text": TEXT}), encoding="utf-8")
    main(annotation, articles, fit, held)
    (article,) = read_gold(fit)
    assert [q.speaker for q in article.attributions] == ["Ann Lee | Bo Khan", "Ann Lee"]
    assert article.attributions[1].nested
    assert read_gold(held) == ()


@pytest.mark.parametrize(("name", "articles"), [("worldwide", 539), ("worldwide-later", 12)])
def test_the_tables_hold_offsets_alone(name, articles):
    with (FIXTURES / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file, delimiter="\t"))
    assert len({row["article"] for row in found}) == articles
    for row in found:
        for role in ("content", "cue", "source", "speaker"):
            spans = [span.split("-") for span in row[role].split()] if row[role] != "AUTHOR" else []
            assert all(int(start) < int(end) for start, end in spans), row
