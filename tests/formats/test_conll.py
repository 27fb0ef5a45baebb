"""Columns in the manner of CoNLL: offsets exact both ways, sound to another reader."""

from __future__ import annotations

import json

import attrs
import pytest
from gold_documents import document, gold_documents
from hypothesis import given
from test_brat import said
from test_html import documents

from quotekit import Document, Quotation, Span, Speaker
from quotekit.errors import InvalidDocument
from quotekit.formats.conll import CONLL_COLUMNS, from_conll, to_conll

GOLD = gold_documents()


@pytest.mark.parametrize("name", GOLD)
def test_everything_comes_back(name: str) -> None:
    doc = GOLD[name]
    assert said(from_conll(doc.text, to_conll(doc))) == said(doc)


@given(documents())
def test_any_document_comes_back_without_its_white_space(doc: Document) -> None:
    trimmed = attrs.evolve(
        doc,
        quotations=tuple(
            attrs.evolve(q, content=trim(q.content), cue=trim(q.cue), source=trim(q.source))
            for q in doc.quotations
            if trim(q.content)
        ),
    )
    back = from_conll(doc.text, to_conll(doc))
    order = sorted(trimmed.quotations, key=lambda q: (q.start, -q.end))
    assert said(back) == said(attrs.evolve(trimmed, quotations=tuple(order)))


def trim(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    found = []
    for span in spans:
        start, end = span.start, span.end
        while start < end and span.whole[start].isspace():
            start += 1
        while start < end and span.whole[end - 1].isspace():
            end -= 1
        if start < end:
            found.append(Span(start, end, span.whole))
    return tuple(found)


def test_another_reader_reads_the_same() -> None:
    conllu = pytest.importorskip("conllu")
    for doc in GOLD.values():
        sentences = conllu.parse(to_conll(doc), fields=CONLL_COLUMNS)
        rows = [row for sentence in sentences for row in sentence]
        assert "".join(row["form"] for row in rows) == "".join(doc.text.split())
        for i, quotation in enumerate(doc.quotations):
            held = {
                k
                for row in rows
                if {f"B-{i}", f"I-{i}"} & set((row["content"] or "").split("|"))
                for k in range(int(row["start"]), int(row["end"]))
            }
            wanted = {k for s in quotation.content for k in range(s.start, s.end)}
            assert held == {k for k in wanted if not doc.text[k].isspace()}


def test_a_file_has_exactly_this_form() -> None:
    text = "“No way,” said Ann.\nIt rains."
    ann = Speaker(name="Ann", kind="person")
    doc = document(
        text,
        Quotation(
            content=(Span(0, 9, text),),
            cue=(Span(10, 14, text),),
            source=(Span(15, 18, text),),
            speaker=ann,
            type="direct",
            rule="said",
        ),
        Quotation(content=(Span(4, 6, text),)),
    )
    first, second = ('{"speaker": "Ann", "kind": "person"', '{"speaker": null, "kind": "other"')
    sure = '"act": "speech", "confidence": 1.0, "speaker_confidence": 1.0'
    assert to_conll(doc).split("\n") == [
        "# columns = id form start end content cue source",
        f'# quotation 0 = {first}, "type": "direct", {sure}, "rule": "said", "inside": null}}',
        f'# quotation 1 = {second}, "type": "indirect", {sure}, "rule": "", "inside": null}}',
        "1\t“\t0\t1\tB-0\t_\t_",
        "2\tNo\t1\t3\tI-0\t_\t_",
        "3\twa\t4\t6\tI-0|B-1\t_\t_",
        "4\ty\t6\t7\tI-0\t_\t_",
        "5\t,\t7\t8\tI-0\t_\t_",
        "6\t”\t8\t9\tI-0\t_\t_",
        "7\tsaid\t10\t14\t_\tB-0\t_",
        "8\tAnn\t15\t18\t_\t_\tB-0",
        "9\t.\t18\t19\t_\t_\t_",
        "",
        "1\tIt\t20\t22\t_\t_\t_",
        "2\trains\t23\t28\t_\t_\t_",
        "3\t.\t28\t29\t_\t_\t_",
        "",
        "",
    ]


ABOUT = "# quotation 0 = "
ROW = "1\tNo\t0\t2\tB-0\t_\t_"
REFUSED = [
    ("cells", "1\tNo\t0\t2\tB-0", "expected 7 cells"),
    ("offsets", "1\tNo\t-1\t2\tB-0\t_\t_", "expected two offsets"),
    ("outside", "1\tNo\t0\t9\tB-0\t_\t_", "expected offsets from 0 to 7"),
    ("back", f"{ROW}\n{ROW}", "expected offsets from 2 to 7"),
    ("form", "1\tYo\t0\t2\tB-0\t_\t_", "expected the form 'No'"),
    ("label", "1\tNo\t0\t2\tX\t_\t_", "expected a label"),
    ("unbegun", "1\tNo\t0\t2\tI-0\t_\t_", "expected B-0 before I-0"),
    ("no content", "1\tNo\t0\t2\t_\tB-0\t_", "expected a content for quotation 0"),
    ("no JSON", f"{ABOUT}{{\n{ROW}", "line 1: "),
    ("deep JSON", f"{ABOUT}{'[' * 100_000}\n{ROW}", "line 1: "),
    ("list", f"{ABOUT}[]\n{ROW}", "expected a JSON object"),
    ("member", f'{ABOUT}{{"mood": 1}}\n{ROW}', "mood"),
    ("type", f'{ABOUT}{{"type": "loud"}}\n{ROW}', "loud"),
    ("circle", f'{ABOUT}{{"inside": 0}}\n{ROW}', "does not stand inside itself"),
    ("long member", f'{ABOUT}{{"{"9" * 5000}": 1}}\n{ROW}', "got '9{40}'$"),
    ("long value", f'{ABOUT}{{"kind": "{"9" * 5000}"}}\n{ROW}', "got '9{40}'$"),
    ("long list", f'{ABOUT}{{"rule": [{"0," * 5000}0]}}\n{ROW}', 'a string as "rule", got list$'),
    ("unhashable", f'{ABOUT}{{"kind": []}}\n{ROW}', "line 1: "),
]


@pytest.mark.parametrize(("name", "columns", "message"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_is_something_else_is_refused(name: str, columns: str, message: str) -> None:
    with pytest.raises(InvalidDocument, match=message):
        from_conll("No way.", columns)


def test_comments_and_other_line_ends_do_no_harm() -> None:
    lines = ["# text = No way.", f"{ABOUT}{json.dumps({'speaker': 'Ann'})}", ROW, ""]
    (quotation,) = from_conll("No way.", "\r\n".join(lines)).quotations
    assert quotation.speaker is not None
    assert (quotation.content_text, quotation.speaker.name, quotation.type) == ("No", "Ann", "indirect")


def test_documents_without_sentences_keep_their_tokens() -> None:
    doc = attrs.evolve(GOLD["nested-us"], sentences=())
    assert said(from_conll(doc.text, to_conll(doc))) == said(doc)
