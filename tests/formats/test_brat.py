"""Brat's standoff: exact both ways, sound to another reader, and what people may do to it."""

from __future__ import annotations

import itertools
import re
from importlib import resources
from pathlib import Path

import attrs
import pytest
from gold_documents import document, gold_documents, said
from hypothesis import given
from test_html import documents

from quotekit import Document, Quotation, Span, Speaker
from quotekit.errors import InvalidDocument
from quotekit.formats.brat import from_brat, to_brat

GOLD = gold_documents()
BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


def fragments(line: str) -> tuple[str, list[tuple[int, int]], str]:
    head, words = line.split("\t", 2)[1:]
    role, _, places = head.partition(" ")
    return role, [tuple(map(int, place.split())) for place in places.split(";")], words  # type: ignore[misc]


@pytest.mark.parametrize("name", GOLD)
def test_everything_comes_back(name: str) -> None:
    doc = GOLD[name]
    assert said(from_brat(doc.text, to_brat(doc))) == said(doc)


@given(documents())
def test_any_document_comes_back(doc: Document) -> None:
    doc = attrs.evolve(
        doc,
        quotations=tuple(
            attrs.evolve(
                q,
                content=writable(q.content),
                cue=writable(q.cue),
                source=writable(q.source),
                speaker=named(q.speaker),
            )
            for q in doc.quotations
            if writable(q.content)
        ),
    )
    assert said(from_brat(doc.text, to_brat(doc))) == said(doc)


def writable(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    told = tuple(dict.fromkeys(spans))
    return told if any(c not in BREAKS for span in told for c in span.text) else ()


def named(speaker: Speaker | None) -> Speaker | None:
    return speaker if speaker and speaker.name and not set(speaker.name) & set(BREAKS) else None


@pytest.mark.parametrize("name", GOLD)
def test_lines_keep_brats_rules(name: str) -> None:
    doc = GOLD[name]
    text_bound = [line for line in to_brat(doc).splitlines() if line.startswith("T")]
    assert len(text_bound) >= len(doc.quotations)
    for line in text_bound:
        _, places, words = fragments(line)
        assert words == " ".join(doc.text[start:end] for start, end in places)
        assert all(one[1] <= other[0] for one, other in itertools.pairwise(places))
    names = [line.split("\t")[0] for line in to_brat(doc).splitlines()]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch("[TRA#][1-9][0-9]*", name) for name in names)


def test_another_reader_reads_the_same(tmp_path: Path) -> None:
    pybrat = pytest.importorskip("pybrat.parser")
    for name, doc in GOLD.items():
        (tmp_path / f"{name}.txt").write_text(doc.text, encoding="utf-8", newline="\n")
        (tmp_path / f"{name}.ann").write_text(to_brat(doc), encoding="utf-8", newline="\n")
    # It refuses two annotations of one stretch, which brat allows.
    read = pybrat.BratParser(error="ignore").parse(tmp_path)
    assert {example.id for example in read} == set(GOLD)
    for example in read:
        doc = GOLD[example.id]
        assert example.text == doc.text
        contents = [e for e in example.entities if e.type == "Content"]
        for entity, quotation in zip(contents, doc.quotations, strict=True):
            covered = {k for s in entity.spans for k in range(s.start, s.end)}
            wanted = {
                k for s in quotation.content for k in range(s.start, s.end) if doc.text[k] not in BREAKS
            }
            assert covered == wanted
            related = {r.type: r.arg2.mention for r in example.relations if r.arg1.id == entity.id}
            for relation, spans in (("SignalledBy", quotation.cue), ("SaidBy", quotation.source)):
                assert related.get(relation, "") == " ".join(s.text for s in spans)


def test_a_file_has_exactly_this_form() -> None:
    text = "“Rain,\nrain,” said\tAnn Lee."
    ann = Speaker(name="Ann Lee", kind="person")
    doc = document(
        text,
        Quotation(
            content=(Span(0, 13, text),),
            cue=(Span(14, 18, text),),
            source=(Span(19, 26, text),),
            speaker=ann,
            type="direct",
            confidence=0.75,
            speaker_confidence=0.5,
            rule="said",
        ),
    )
    assert to_brat(doc).splitlines() == [
        "T1\tContent 0 6;7 13\t“Rain, rain,”",
        "#1\tSpans T1\t0:13",
        "T2\tCue 14 18\tsaid",
        "R1\tSignalledBy Arg1:T1 Arg2:T2",
        "T3\tSource 19 26\tAnn Lee",
        "R2\tSaidBy Arg1:T1 Arg2:T3",
        "A1\tType T1 direct",
        "A2\tAct T1 speech",
        "A3\tSpeakerKind T1 person",
        "#2\tSpeaker T1\tAnn Lee",
        "#3\tSpeakerConfidence T1\t0.5",
        "#4\tConfidence T1\t0.75",
        "#5\tRule T1\tsaid",
    ]


def test_what_people_do_in_brat_is_read() -> None:
    text = "Ann says no.\nBo says yes."
    lines = [
        "R1\tSaidBy Arg1:T1 Arg2:T2",
        "T2\tSource 0 3\tAnn",
        "T1\tContent 9 11\tno",
        "T3\tContent 13 15;21 24\tBo yes",
        "#1\tSpans T3\t0:12",
        "#2\tAnnotatorNotes T1\tnot sure",
        "T4\tPlace 0 3\tAnn",
        "E1\tMove:T4",
        "N1\tReference T2 Wiki:1\tAnn",
        "*\tEquiv T2 T4",
        "A1\tNegation T1",
        "R2\tNear Arg1:T4 Arg2:T2",
        "",
    ]
    for end in ("\n", "\r\n"):
        doc = from_brat(text, end.join(lines))
        assert [[s.text for s in q.content] for q in doc.quotations] == [["no"], ["Bo", "yes"]]
        assert [s.text for s in doc.quotations[0].source] == ["Ann"]
        assert doc.speakers == ()


REFUSED = [
    ("no offsets", "T1\tContent\tno", "a text-bound annotation"),
    ("outside", "T1\tContent 9 99\tno", "offsets that lie in the text"),
    ("backwards", "T1\tContent 11 9\tno", "offsets that lie in the text"),
    ("endless digits", f"T1\tContent 9 {'9' * 5000}\tno", "a text-bound annotation"),
    ("other words", "T1\tContent 9 11\tna", "the words that stand there"),
    ("twice", "T1\tContent 9 11\tno\nT1\tContent 9 11\tno", "no line before has"),
    ("relation", "R1\tSaidBy T1 T2", "a relation"),
    ("to nothing", "T1\tContent 9 11\tno\nR1\tSaidBy Arg1:T1 Arg2:T2", "from a Content to a Source"),
    ("no such type", "T1\tContent 9 11\tno\nA1\tType T1 loud", "one of direct, mixed, indirect"),
]


@pytest.mark.parametrize(("name", "lines", "message"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_brat_would_refuse_is_refused(name: str, lines: str, message: str) -> None:
    with pytest.raises(InvalidDocument, match=rf"line \d: expected .*{message}"):
        from_brat("Ann says no.", lines)


def test_the_configuration_names_whatever_is_written() -> None:
    file = resources.files("quotekit") / "resources" / "brat" / "annotation.conf"
    known = {line.split("\t")[0] for line in file.read_text(encoding="utf-8").splitlines()}
    written = {line.split("\t")[1].split(" ")[0] for line in to_brat(GOLD["nested-us"]).splitlines()}
    notes = {"Speaker", "SpeakerConfidence", "Confidence", "Rule", "Spans"}
    assert (
        {"Content", "Cue", "Source", "SignalledBy", "SaidBy", "Within", "Type", "Act"}
        <= written - notes
        <= known
    )


def test_shared_spans_are_written_once() -> None:
    text = "Ann said yes, adding no."
    ann = (Span(0, 3, text),)
    doc = document(
        text, *(Quotation(content=(Span(a, b, text),), source=ann) for a, b in ((9, 12), (21, 23)))
    )
    assert to_brat(doc).count("\tSource ") == 1
    assert said(from_brat(text, to_brat(doc))) == said(doc)


def test_quotations_of_line_ends_alone_are_left_out() -> None:
    text = "a\n\nb"
    inner = Quotation(content=(Span(3, 4, text),), inside=0)
    doc = attrs.evolve(
        document(text, Quotation(content=(Span(1, 3, text),))),
        quotations=(Quotation(content=(Span(1, 3, text),)), inner),
    )
    (quotation,) = from_brat(text, to_brat(doc)).quotations
    assert (quotation.content_text, quotation.inside) == ("b", None)
