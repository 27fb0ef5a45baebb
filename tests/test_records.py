"""Flat rows: columns that stay, offsets that come back, and the same through CSV."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from gold_documents import document, gold_documents

from quotekit import Quotation, Span, Speaker
from quotekit.formats import COLUMNS
from quotekit.formats.records import read_spans

GOLD = gold_documents()
ROLES = ("content", "cue", "source")


def test_a_row_has_exactly_this_shape() -> None:
    text = "“Rain,” said Ann Lee, “stops play.”"
    ann = Speaker(name="Ann Lee", kind="person")
    quotation = Quotation(
        content=(Span(0, 7, text), Span(22, 35, text)),
        cue=(Span(8, 12, text),),
        source=(Span(13, 20, text),),
        speaker=ann,
        type="direct",
        confidence=0.75,
        rule="said",
    )
    assert document(text, quotation).to_records(id="a") == [
        {
            "document": "a",
            "quotation": 0,
            "speaker": "Ann Lee",
            "speaker_kind": "person",
            "type": "direct",
            "confidence": 0.75,
            "rule": "said",
            "inside": None,
            "start": 0,
            "end": 35,
            "content": "“Rain,” … “stops play.”",
            "content_spans": "0:7 22:35",
            "cue": "said",
            "cue_spans": "8:12",
            "source": "Ann Lee",
            "source_spans": "13:20",
            "act": "speech",
            "speaker_confidence": 1.0,
            "addressee": None,
        }
    ]


def test_what_is_not_there_is_none() -> None:
    text = "No."
    (row,) = document(text, Quotation(content=(Span(0, 3, text),))).to_records()
    missing = {"document", "speaker", "speaker_kind", "inside", "cue", "source", "addressee"}
    assert {column for column, value in row.items() if value is None} == missing
    assert (row["cue_spans"], row["source_spans"]) == ("", "")


@pytest.mark.parametrize("name", GOLD)
def test_offsets_come_back(name: str) -> None:
    doc = GOLD[name]
    rows = doc.to_records(id=name)
    assert all(tuple(row) == COLUMNS for row in rows)
    for quotation, row in zip(doc.quotations, rows, strict=True):
        for role in ROLES:
            assert read_spans(row[f"{role}_spans"], doc.text) == getattr(quotation, role)
        assert (row["start"], row["end"]) == (quotation.start, quotation.end)


@pytest.mark.parametrize(
    "spans", ["1", "1:", "1:2 ", " 1:2", "1:2  3:4", "-1:2", "1:2,3:4", "²:3", "1:2\n", "2:1", "0:10"]
)
def test_what_is_no_spans_of_the_text_is_refused(spans: str) -> None:
    with pytest.raises(ValueError, match="expected offsets"):
        read_spans(spans, "some text")


def command(*arguments: object) -> str:
    pytest.importorskip("click")
    done = subprocess.run(
        [sys.executable, "-m", "quotekit", "attribute", "--profile", "rules", *map(str, arguments)],
        capture_output=True,
        check=True,
    )
    assert done.stderr == b""
    return done.stdout.decode()


@pytest.fixture
def odd(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    texts = {
        'a, "b"\nc': '“One,\r\ntwo;\r"three",” said Ann Lee.\n\n“=1+1,” said Bo Khan.',
        "none": "The bridge is long.",
        "é": "“É\U0001f600,” said Zoë Ångström.",
    }
    path = tmp_path / "odd.jsonl"
    lines = (json.dumps({"id": id, "text": text}) + "\n" for id, text in texts.items())
    path.write_text("".join(lines), encoding="utf-8", newline="\n")
    return path, texts


def test_csv_reads_back(odd: tuple[Path, dict[str, str]]) -> None:
    path, texts = odd
    printed = command("--format", "csv", path)
    rows = list(csv.DictReader(io.StringIO(printed, newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert [row["document"] for row in rows] == ['a, "b"\nc', 'a, "b"\nc', "é"]
    for row in rows:
        for role in ROLES:
            spans = read_spans(row[f"{role}_spans"], texts[row["document"]])
            assert " … ".join(span.text for span in spans) == row[role]
    assert rows[1]["content"] == "“=1+1,”"


def test_html_on_the_command_line_is_one_page(odd: tuple[Path, dict[str, str]]) -> None:
    pytest.importorskip("jinja2")
    path, texts = odd
    printed = command("--format", "html", path)
    assert printed.count("<!DOCTYPE html>") == printed.count("</html>") == 1
    assert printed.count('<section class="document"') == len(texts)


def test_text_goes_with_json_alone() -> None:
    pytest.importorskip("click")
    arguments = ["attribute", "--text", "--format", "csv"]
    done = subprocess.run([sys.executable, "-m", "quotekit", *arguments], capture_output=True, input=b"")
    assert (done.returncode, done.stdout) == (2, b"")
