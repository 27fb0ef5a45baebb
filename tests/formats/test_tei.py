"""TEI: exact both ways, as other readers of XML see it, and what people may do to it."""

from __future__ import annotations

import contextlib
import time
import xml.etree.ElementTree as ElementTree
from typing import Any

import attrs
import pytest
from gold_documents import document, gold_documents, said
from hypothesis import given
from hypothesis import strategies as st
from test_html import HOSTILE, crossing, documents, everything, nested, shared

import quotekit
from quotekit import Document, Quotation, Span, Speaker
from quotekit.errors import InvalidDocument
from quotekit.formats.tei import from_tei, to_tei

GOLD = gold_documents()
TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def listed(doc: Document) -> set[object]:
    return {(speaker.name, speaker.kind, speaker.aliases) for speaker in doc.speakers}


@pytest.mark.parametrize("name", GOLD)
def test_everything_comes_back(name: str) -> None:
    doc = GOLD[name]
    again = from_tei(to_tei(doc))
    assert again.text == doc.text
    assert again.paragraphs == doc.paragraphs
    assert said(again) == said(doc)
    assert listed(again) == listed(doc)


def test_so_does_what_the_pipeline_finds() -> None:
    for name in ("nested-us", "whole-court-us", "several-paragraphs-us", "several-speakers-ke"):
        doc = quotekit.attribute(GOLD[name].text)
        assert said(from_tei(to_tei(doc))) == said(doc)


@given(documents(), st.text(max_size=8))
def test_any_document_comes_back(doc: Document, title: str) -> None:
    filled = document(
        doc.text,
        *(
            attrs.evolve(q, content=marked(q.content), cue=marked(q.cue), source=marked(q.source), rule=title)
            for q in doc.quotations
            if marked(q.content)
        ),
    )
    again = from_tei(to_tei(filled, title=title))
    assert (again.text, said(again)) == (doc.text, said(filled))


def marked(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(span for span in spans if len(span))


@pytest.mark.parametrize("name", GOLD)
def test_another_reader_sees_the_text_and_who_says_it(name: str) -> None:
    doc = GOLD[name]
    root = ElementTree.fromstring(to_tei(doc, title=name))
    assert root.findtext(f".//{TEI}title") == name
    body = root.find(f"{TEI}text/{TEI}body")
    assert body is not None
    assert "".join(body.itertext()) == doc.text
    assert ["".join(p.itertext()) for p in body.findall(f"{TEI}p")] == [p.text for p in doc.paragraphs]
    people = {f"#{one.get(XML_ID)}": one[0].text for one in root.findall(f".//{TEI}listPerson/*")}
    first = [one for one in body.iter(f"{TEI}said") if one.get("prev") is None]
    names = [
        people.get(one.get("who", "")) for one in sorted(first, key=lambda one: int(one.get(XML_ID, "")[1:]))
    ]
    assert names == [q.speaker.name if q.speaker else None for q in doc.quotations]


def test_every_pointer_leads_to_something() -> None:
    for doc in GOLD.values():
        root = ElementTree.fromstring(to_tei(doc))
        ids = [one.get(XML_ID) for one in root.iter() if one.get(XML_ID)]
        assert len(set(ids)) == len(ids)
        for one in root.iter():
            for key in ("who", "ref", "next", "prev", "corresp", "ana"):
                assert {pointer[1:] for pointer in one.get(key, "").split()} <= set(ids)


def test_a_file_has_exactly_this_form() -> None:
    text = "“Rain,”\r\nsaid Ann & Co. “Now\n\nmore.”"
    ann = Speaker(name="Ann & Co", kind="organisation", aliases=("Ann",))
    doc = attrs.evolve(
        document(
            text,
            Quotation(
                content=(Span(0, 7, text), Span(24, 36, text)),
                cue=(Span(9, 13, text),),
                source=(Span(14, 22, text),),
                speaker=ann,
                type="direct",
                act="thought",
                confidence=0.75,
                speaker_confidence=0.5,
                rule="said",
            ),
        ),
        paragraphs=(Span(0, 28, text), Span(30, 36, text)),
    )
    assert to_tei(doc, title="Rain").splitlines() == [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<TEI xmlns="http://www.tei-c.org/ns/1.0">',
        "<teiHeader>",
        "<fileDesc>",
        "<titleStmt><title>Rain</title></titleStmt>",
        "<publicationStmt><p>Unpublished.</p></publicationStmt>",
        "<sourceDesc><p>The text as given.</p></sourceDesc>",
        "</fileDesc>",
        "<encodingDesc>",
        '<editorialDecl><quotation marks="all"/></editorialDecl>',
        "<classDecl>",
        '<taxonomy n="type">',
        '<category xml:id="direct"><catDesc><term>direct</term></catDesc></category>',
        "</taxonomy>",
        '<taxonomy n="act">',
        '<category xml:id="thought"><catDesc><term>thought</term></catDesc></category>',
        "</taxonomy>",
        '<taxonomy n="rule">',
        '<category xml:id="r1"><catDesc><term>said</term></catDesc></category>',
        "</taxonomy>",
        "</classDecl>",
        "</encodingDesc>",
        "<profileDesc>",
        "<particDesc>",
        "<listPerson>",
        '<org xml:id="p0"><orgName>Ann &amp; Co</orgName><orgName type="alias">Ann</orgName></org>',
        "</listPerson>",
        "</particDesc>",
        "</profileDesc>",
        "</teiHeader>",
        "<text>",
        '<body xml:space="preserve"><p><said xml:id="q0" n="1" who="#p0" direct="true" cert="0.75" '
        'ana="#direct #thought #r1" corresp="#c0 #s0" next="#q0.2">'
        '<certainty match="../@who" locus="value" degree="0.5"/>“Rain,”</said>&#13;',
        '<seg xml:id="c0" type="cue">said</seg> <rs xml:id="s0" type="source" ref="#p0">Ann &amp; Co</rs>. '
        '<said xml:id="q0.2" n="2" who="#p0" direct="true" prev="#q0" next="#q0.3">“Now</said></p>',
        "",
        '<p><said xml:id="q0.3" n="2" who="#p0" direct="true" prev="#q0.2">more.”</said></p></body>',
        "</text>",
        "</TEI>",
    ]
    assert said(from_tei(to_tei(doc))) == said(doc)


def test_stretches_that_cross_are_split_and_joined_again() -> None:
    text = "abcdef"
    doc = document(
        text, Quotation(content=(Span(0, 4, text),)), Quotation(content=(Span(2, 6, text),), inside=0)
    )
    tei = to_tei(doc)
    assert tei.count("<said ") == 3
    assert said(from_tei(tei)) == said(doc)


@pytest.mark.parametrize(("name", "text"), HOSTILE, ids=[name for name, _ in HOSTILE])
def test_hostile_texts_are_only_text(name: str, text: str) -> None:
    doc = everything(text, name=text)
    tame = ElementTree.fromstring(to_tei(everything("x" * 20)))
    page = ElementTree.fromstring(to_tei(doc, title=text))
    allowed = {"g", "char", "charDecl", "localProp", "p", "ab"}
    assert {one.tag for one in page.iter()} - {TEI + tag for tag in allowed} <= {
        one.tag for one in tame.iter()
    }
    again = from_tei(to_tei(doc, title=text))
    assert (again.text, again.speakers[0].name, said(again)) == (text, text, said(doc))


def test_what_xml_cannot_hold_keeps_its_place() -> None:
    text = "a\0b\ud800c\x1b d\ufffe\ufffd\r\n\x85e"
    tei = to_tei(document(text, Quotation(content=(Span(4, 9, text),))))
    body = ElementTree.fromstring(tei).find(f"{TEI}text/{TEI}body")
    assert body is not None
    seen = "".join(body.itertext())
    assert [k for k, (one, other) in enumerate(zip(seen, text, strict=True)) if one != other] == [1, 3, 5, 8]
    assert '<char xml:id="ud800"><localProp name="code-point" value="U+D800"/></char>' in tei
    again = from_tei(tei)
    assert (again.text, again.quotations[0].content_text) == (text, text[4:9])


def test_what_people_make_is_read() -> None:
    xml = """<?xml version="1.0" encoding="ISO-8859-1"?>
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>
    <publicationStmt><p>None.</p></publicationStmt><sourceDesc><p>None.</p></sourceDesc></fileDesc>
    <profileDesc><particDesc><listPerson><person xml:id="ann"><persName><forename>Ann</forename>
    <surname>Lee</surname></persName><sex/></person></listPerson></particDesc></profileDesc></teiHeader>
    <text><front><p>No.</p></front><body><div><head>A</head><p>\xabOui,\xbb
    <persName xml:id="x" ref="#ann">Ann</persName>
    <said who="#ann" corresp="#x" direct="true" source="other.xml#q"><!-- so -->yes <emph>and</emph> no</said>
    <quote who="people.xml#bo">well</quote> <g ref="#unknown">w</g></p></div></body></text></TEI>"""
    doc = from_tei(xml.strip().encode("latin-1"))
    assert [(q.content_text, q.type, q.speaker and q.speaker.name) for q in doc.quotations] == [
        ("yes and no", "direct", "Ann\n    Lee"),
        ("well", "indirect", None),
    ]
    assert [span.text for span in doc.quotations[0].source] == ["Ann"]
    assert doc.text.startswith("A«Oui,»\n    Ann\n")
    assert doc.text.endswith(" w")


def file(body: str) -> str:
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{body}</body></text></TEI>'


REFUSED = [
    ("no XML", "Ann says no.", "expected XML"),
    ("cut off", file("")[:-3], "expected XML"),
    ("another name space", "<TEI><text><body/></text></TEI>", "a TEI <body>"),
    ("DOCTYPE", '<!DOCTYPE a [<!ENTITY b "c">]>' + file("&b;"), "without a DOCTYPE"),
    ("a surrogate", file("\ud800"), "expected XML"),
    ("nobody", file('<p><said who="#x">a</said></p>'), "the xml:id 'x'"),
    ("nothing next", file('<p><said next="#x">a</said></p>'), "the xml:id 'x'"),
    ("a cycle", file('<p><said xml:id="a" next="#a">a</said></p>'), "a cycle"),
    (
        "two before",
        file('<p><said next="#a">a</said><said next="#a"/><said xml:id="a"/></p>'),
        "the same next",
    ),
    (
        "inside itself",
        file('<p><said xml:id="a" corresp="#b">a</said><said xml:id="b" corresp="#a">b</said></p>'),
        "inside itself",
    ),
]


@pytest.mark.parametrize(("name", "xml", "message"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_cannot_be_is_refused(name: str, xml: str, message: str) -> None:
    with pytest.raises(InvalidDocument, match=message):
        from_tei(xml)


PARTS = (
    "<said",
    "</said>",
    ' next="#q0"',
    ' corresp="#c0"',
    ' n="1"',
    "<g ref='#u0000'/>",
    "</p>",
    "&#1;",
    "\0",
    "&",
)


@given(
    documents(), st.lists(st.tuples(st.integers(0), st.integers(0, 9), st.sampled_from(PARTS)), max_size=3)
)
def test_whatever_is_done_to_a_file_it_is_read_or_refused(doc: Document, changes: list[Any]) -> None:
    tei = to_tei(doc)
    start = tei.index("<listPerson>" if "<listPerson>" in tei else "<body")
    for at, gone, put in changes:
        at = start + at % (len(tei) - start)
        tei = tei[:at] + put + tei[at + gone :]
    for xml in (tei, tei.encode(errors="replace")):
        with contextlib.suppress(InvalidDocument):
            found = from_tei(xml)
            assert from_tei(to_tei(found)).text == found.text


def test_a_file_is_read_however_deep() -> None:
    doc = from_tei(file("<p>" + "<said>" * 20_000 + "a" + "</said>" * 20_000 + "</p>"))
    assert len(doc.quotations) == 20_000


@pytest.mark.timed
@pytest.mark.parametrize("shape", [crossing, nested, shared])
@pytest.mark.filterwarnings("ignore:TEI")
def test_size_and_time_grow_with_the_text(shape: object) -> None:
    def cost(size: int) -> tuple[int, float]:
        doc, start = shape(size), time.process_time()  # type: ignore[operator]
        tei = to_tei(doc)
        from_tei(tei)
        return len(tei), time.process_time() - start

    (small, quick), (large, slow) = cost(250), cost(1000)
    assert large < 5 * small
    assert slow < 10 * quick + 0.2


def test_what_stands_too_deep_is_left_out_and_said() -> None:
    doc = nested(30)
    with pytest.warns(UserWarning, match="more than 24"):
        tei = to_tei(doc)
    assert said(from_tei(tei)) == said(doc)[:24]


@pytest.mark.parametrize("text", ["", " \n", "\x0b", "\u2028\n", "a\n\n\x85b"])
def test_texts_of_next_to_nothing(text: str) -> None:
    assert from_tei(to_tei(document(text))).text == text
