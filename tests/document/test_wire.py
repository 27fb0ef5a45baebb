"""The document as data and JSON: exact round trips, the schema file, and refusals that say where."""

from __future__ import annotations

import copy
import json
import time
from importlib import resources
from typing import Any

import attrs
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_stages import small_pipeline

from quotekit.document import Document, Quotation, Span, Speaker
from quotekit.errors import InvalidDocument
from quotekit.testing import assert_offsets, assert_round_trip, assert_values

TEXT = "“Rain stops play,” said Ann. “It is wet,” said Bo.\n“Go home,” said Ann."
SCHEMA = json.loads(
    (resources.files("quotekit") / "resources/document.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


@pytest.fixture
def document() -> Document:
    return small_pipeline().attribute(TEXT)


@given(st.from_type(Document))
def test_dictionaries_and_json_round_trip_exactly(document: Document) -> None:
    assert Document.from_dict(document.to_dict()) == document
    line = document.to_json()
    assert line.isascii()
    assert "\n" not in line
    assert Document.from_json(line) == document
    VALIDATOR.validate(document.to_dict())
    VALIDATOR.validate(json.loads(line))


@pytest.mark.parametrize(
    "text", ["", "\ud800", "\ud83d\ude00", "a\ud83d\ude00b\ud83d\ude00", "\x00“𝒜” said Ann"]
)
def test_any_code_points_survive(text: str) -> None:
    document = small_pipeline().attribute(text)
    again = Document.from_json(document.to_json())
    assert again == document
    assert again.text == text
    VALIDATOR.validate(json.loads(document.to_json()))


def test_shape(document: Document) -> None:
    data = document.to_dict()
    assert data["schema"] == 2
    assert data["text"] == TEXT
    assert data["quotations"][1] == {
        "type": "direct",
        "act": "speech",
        "content": [{"start": 29, "end": 41, "text": "“It is wet,”"}],
        "cue": [{"start": 42, "end": 46, "text": "said"}],
        "source": [{"start": 47, "end": 49, "text": "Bo"}],
        "speaker": {"index": 1, "name": "Bo", "kind": "person"},
        "confidence": 0.5,
        "speaker_confidence": 1.0,
        "rule": "said",
        "inside": None,
        "addressee": None,
    }
    assert data["quoted"][0] == {
        "span": [0, 18],
        "open": {"start": 0, "end": 1, "text": "“"},
        "close": {"start": 17, "end": 18, "text": "”"},
        "depth": 0,
        "closing": "closed",
    }
    assert data["speakers"][0] == {
        "name": "Ann",
        "kind": "person",
        "aliases": [],
        "mentions": [{"start": 24, "end": 27, "text": "Ann"}, {"start": 67, "end": 70, "text": "Ann"}],
    }


def test_documents_of_the_first_version_are_read(document: Document) -> None:
    data = document.to_dict() | {"schema": 1}
    for quotation in data["quotations"]:
        for member in ("act", "speaker_confidence", "addressee"):
            del quotation[member]
    again = Document.from_dict(data)
    assert {(q.act, q.speaker_confidence, q.addressee) for q in again.quotations} == {("speech", 0.0, None)}
    assert [q.speaker for q in again.quotations] == [q.speaker for q in document.quotations]


def test_speakers_keep_their_identity(document: Document) -> None:
    again = Document.from_json(document.to_json())
    assert [again.speakers.index(q.speaker) for q in again.quotations if q.speaker] == [0, 1, 0]
    assert again.quotations[0].speaker is again.speakers[0]
    assert again.quotations[2].speaker is again.speakers[0]
    assert again.said_by("ann") == (again.quotations[0], again.quotations[2])


REFUSED: list[tuple[tuple[str | int, ...], Any, str]] = [
    (("schema",), 3, "$.schema: expected a schema version: an integer from 1 to 2, got 3"),
    (("schema",), True, "$.schema: expected a schema version: an integer from 1 to 2, got true"),
    (("schema",), 1.0, "$.schema: expected a schema version: an integer from 1 to 2, got 1.0"),
    (("text",), None, "$.text: expected a string (or a list of the strings that make it up), got null"),
    (
        ("text",),
        [],
        "$.text: expected a string (or a list of the strings that make it up), got a list of 0",
    ),
    (
        ("text",),
        "x" * 99,
        "$.speakers[0].mentions[0].text: expected the text from 24 to 27, 'xxx', got 'Ann'",
    ),
    (("tokens",), {}, "$.tokens: expected a list, got an object of 0 members"),
    (("tokens", 3), 7, "$.tokens[3]: expected an object with the members start, end, text, got 7"),
    (
        ("tokens", 0, "start"),
        -1,
        "$.tokens[0].start: expected an offset into the text: an integer from 0 to 71, got -1",
    ),
    (("tokens", 0, "start"), False, "$.tokens[0].start: expected an offset into the text: an integer"),
    (("tokens", 0, "start"), 0.0, "$.tokens[0].start: expected an offset into the text: an integer"),
    (
        ("tokens", 0, "end"),
        72,
        "$.tokens[0].end: expected an offset not before the start: an integer from 0 to 71, got 72",
    ),
    (
        ("tokens", 0, "end"),
        10**5000,
        "$.tokens[0].end: "
        "expected an offset not before the start: an integer from 0 to 71, got an integer of 16610 bits",
    ),
    (
        ("tokens", 1, "end"),
        5,
        "$.tokens[1].end: expected an offset not before the start: an integer from 6 to 71, got 5",
    ),
    (
        ("tokens", 1, "text"),
        "stop",
        "$.tokens[1].text: expected the text from 6 to 11, 'stops', got 'stop'",
    ),
    (("tokens", 1, "text"), 5, "$.tokens[1].text: expected a string"),
    (("quoted", 0, "span"), [0], "$.quoted[0].span: expected a list of two offsets, got a list of 1"),
    (
        ("quoted", 0, "span"),
        [0, 99],
        "$.quoted[0].span[1]: expected an offset not before the start: an integer from 0 to 71",
    ),
    (("quoted", 0, "depth"), -1, "$.quoted[0].depth: expected a depth: an integer from 0 to 71, got -1"),
    (("quoted", 0, "depth"), 10**5000, "$.quoted[0].depth: expected a depth: an integer from 0 to 71"),
    (
        ("quoted", 0, "closing"),
        "shut",
        "$.quoted[0].closing: expected one of closed, mismatched, continued, unclosed, got 'shut'",
    ),
    (
        ("quotations", 0, "content"),
        [],
        "$.quotations[0].content: expected a list of at least one span, got a list of 0",
    ),
    (
        ("quotations", 0, "type"),
        ["direct"],
        "$.quotations[0].type: expected one of direct, mixed, indirect, got a list of 1",
    ),
    (
        ("quotations", 0, "confidence"),
        float("nan"),
        "$.quotations[0].confidence: expected a number from 0 to 1, got nan",
    ),
    (
        ("quotations", 0, "confidence"),
        True,
        "$.quotations[0].confidence: expected a number from 0 to 1, got true",
    ),
    (
        ("quotations", 0, "confidence"),
        "0.5",
        "$.quotations[0].confidence: expected a number from 0 to 1, got '0.5'",
    ),
    (
        ("quotations", 0, "speaker"),
        0,
        "$.quotations[0].speaker: expected an object with the members index, name, kind, got 0",
    ),
    (
        ("quotations", 0, "speaker", "index"),
        2,
        "$.quotations[0].speaker.index: expected a place in the speakers: an integer from 0 to 1, got 2",
    ),
    (
        ("quotations", 0, "speaker", "name"),
        "Bo",
        "$.quotations[0].speaker.name: expected the name of speaker 0, 'Ann', got 'Bo'",
    ),
    (
        ("quotations", 0, "speaker", "kind"),
        "place",
        "$.quotations[0].speaker.kind: expected the kind of speaker 0, 'person', got 'place'",
    ),
    (
        ("quotations", 0, "inside"),
        3,
        "$.quotations[0].inside: expected a place in the quotations: an integer from 0 to 2, got 3",
    ),
    (
        ("quotations", 0, "inside"),
        0,
        "$.quotations[0].inside: expected a quotation that does not stand inside this one, got 0",
    ),
    (("speakers",), [], "$.quotations[0].speaker.index: expected none, since there are no speakers, got 0"),
    (("speakers", 1, "kind"), "horse", "$.speakers[1].kind: expected one of person, organisation"),
    (("speakers", 1, "aliases"), [None], "$.speakers[1].aliases[0]: expected a string"),
    (("colour",), "red", "$: expected the members schema, text"),
    (("quotations", 0, "colour"), "red", "$.quotations[0]: expected the members type, content"),
]


@pytest.mark.parametrize(("place", "value", "message"), REFUSED, ids=[m[:40] for _, _, m in REFUSED])
def test_what_is_no_document_is_refused_by_place(
    document: Document, place: tuple[str | int, ...], value: Any, message: str
) -> None:
    data: Any = copy.deepcopy(document.to_dict())
    at = data
    for step in place[:-1]:
        at = at[step]
    at[place[-1]] = value
    with pytest.raises(InvalidDocument) as caught:
        Document.from_dict(data)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("missing", ["schema", "text", "tokens", "quotations", "speakers"])
def test_a_missing_member_is_named(document: Document, missing: str) -> None:
    data = document.to_dict()
    del data[missing]
    with pytest.raises(InvalidDocument, match=rf"^\$\.{missing}: expected this member, got none$"):
        Document.from_dict(data)


@pytest.mark.parametrize("name", ["paragraphs", "sentences", "tokens"])
@pytest.mark.parametrize(
    ("spans", "place", "least", "got"),
    [
        ([(5, 9), (0, 4)], 1, 9, "0 to 4"),
        ([(0, 5), (4, 9)], 1, 5, "4 to 9"),
        ([(0, 5), (0, 5)], 1, 5, "0 to 5"),
        ([(3, 3)], 0, 0, "3 to 3"),
    ],
)
def test_layout_out_of_order_is_neither_read_nor_written(
    document: Document, name: str, spans: list[tuple[int, int]], place: int, least: int, got: str
) -> None:
    data = document.to_dict()
    data[name] = [{"start": start, "end": end, "text": TEXT[start:end]} for start, end in spans]
    disordered = attrs.evolve(document, **{name: tuple(Span(*place, TEXT) for place in spans)})
    for attempt in (lambda: Document.from_json(json.dumps(data)), disordered.to_dict, disordered.to_json):
        with pytest.raises(InvalidDocument) as caught:
            attempt()
        assert str(caught.value) == (
            f"$.{name}[{place}]: expected a span that is not empty and starts at {least} or later, "
            f"got one from {got}"
        )


@pytest.mark.parametrize(
    ("written", "again", "message"),
    [
        ('"schema":2', '"schema":2,"schema":2', "$.schema: expected this member once, got it again"),
        ('"schema":2', '"schema":2,"text":"No."', "$.text: expected this member once, got it again"),
        (
            '"start":19,"end":23',
            '"start":19,"end":20,"end":23',
            "$.tokens[3].end: expected this member once, got it again",
        ),
        (
            '"type":"direct"',
            '"type":"indirect","type":"direct"',
            "$.quotations[0].type: expected this member once, got it again",
        ),
        (
            '"rule":"said"',
            '"r\\u0075le":"","rule":"said"',
            "$.quotations[0].rule: expected this member once, got it again",
        ),
        ('"schema":2', '"schema":2,"\x1b":1,"\x1b":1', "$: expected JSON, got text that is none"),
        ('"schema":2', '"schema":2,"a":1,"a":1', "$: expected the members schema, text"),
    ],
)
def test_a_member_given_twice_is_refused_by_place(
    document: Document, written: str, again: str, message: str
) -> None:
    line = document.to_json()
    assert written in line
    with pytest.raises(InvalidDocument) as caught:
        Document.from_json(line.replace(written, again, 1))
    assert str(caught.value).startswith(message)


def test_quotations_inside_each_other_are_refused(document: Document) -> None:
    data = document.to_dict()
    for i, inside in enumerate([1, 2, 0]):
        data["quotations"][i]["inside"] = inside
    with pytest.raises(InvalidDocument, match="a quotation that does not stand inside this one"):
        Document.from_dict(data)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "nonsense",
        "\ufeff{}",
        "[" * 1_000_000,
        '{"schema":' * 100_000,
        "1" * 10_000,
        '{"schema": 1' + "0" * 10_000 + "}",
        "NaN",
        "-Infinity",
        '"\\ud800"',
        "\ud800",
        "{}",
        "[]",
        "null",
    ],
    ids=lambda line: repr(line[:12]),
)
def test_strings_that_are_no_document_are_refused(line: str) -> None:
    with pytest.raises(InvalidDocument, match=r"^\$.*expected .*got "):
        Document.from_json(line)


def test_from_json_wants_a_string(document: Document) -> None:
    with pytest.raises(TypeError, match="expected JSON as str, got bytes"):
        Document.from_json(document.to_json().encode())  # type: ignore[arg-type]


def test_a_document_that_contradicts_itself_is_not_written(document: Document) -> None:
    with pytest.raises(InvalidDocument, match=r"\$\.quotations\[0\]\.speaker: expected one of the"):
        attrs.evolve(document, speakers=document.speakers[1:]).to_dict()
    unsure = attrs.evolve(document.quotations[0], confidence=float("nan"))
    with pytest.raises(InvalidDocument, match=r"\$\.quotations\[0\]\.confidence: expected"):
        attrs.evolve(document, quotations=(unsure,)).to_json()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(JSON)
def test_any_json_value_is_a_document_or_refused(value: Any) -> None:
    for read in (lambda: Document.from_dict(value), lambda: Document.from_json(json.dumps(value))):
        with pytest.raises(InvalidDocument):
            read()


@given(st.data())
def test_a_document_with_any_part_changed_is_a_document_or_refused(data: st.DataObject) -> None:
    changed: Any = small_pipeline().attribute(TEXT).to_dict()
    at: Any = changed
    while True:
        steps = list(at) if isinstance(at, dict) else list(range(len(at)))
        step = data.draw(st.sampled_from(steps), label="step")
        if not at[step] or not isinstance(at[step], dict | list) or data.draw(st.booleans(), label="stop"):
            break
        at = at[step]
    at[step] = data.draw(JSON | st.sampled_from([1, 0, 0.5, "person", "direct"]), label="value")
    try:
        document = Document.from_dict(changed)
    except InvalidDocument as error:
        message = str(error)
        assert message.startswith("$")
    else:
        VALIDATOR.validate(document.to_dict())
        assert_values(document)
        assert_offsets(document)
        assert_round_trip(document)


@given(st.text(st.characters()))
def test_any_string_is_a_document_or_refused(line: str) -> None:
    with pytest.raises(InvalidDocument):
        Document.from_json(line)


@pytest.mark.timed
def test_reading_and_writing_are_linear() -> None:
    def seconds(times: int) -> float:
        document = small_pipeline().attribute(TEXT * times)
        start = time.process_time()
        Document.from_json(document.to_json())
        return time.process_time() - start

    assert seconds(2_000) <= 30 * min(seconds(200), seconds(200)) + 0.2


@pytest.mark.timed
@pytest.mark.parametrize("shared", [False, True], ids=["many-of-one-name", "many-mentions"])
def test_copies_of_speakers_are_found_in_linear_time(shared: bool) -> None:
    def seconds(count: int) -> float:
        text = "x" * count
        spans = [Span(i, i + 1, text) for i in range(count)]
        if shared:
            people = [Speaker(name="Ann", kind="person", mentions=tuple(spans))] * count
        else:
            people = [Speaker(name="Ann", kind="person", mentions=(span,)) for span in spans]
        quotations = tuple(
            Quotation(content=(span,), speaker=attrs.evolve(person))
            for span, person in zip(spans, people, strict=True)
        )
        document = Document(
            text=text,
            quotations=quotations,
            speakers=tuple({id(person): person for person in people}.values()),
        )
        start = time.process_time()
        data = document.to_dict()
        took = time.process_time() - start
        places = [quotation["speaker"]["index"] for quotation in data["quotations"]]
        assert places == ([0] * count if shared else list(range(count)))
        return took

    assert seconds(8_000) <= 30 * min(seconds(800), seconds(800)) + 0.2
