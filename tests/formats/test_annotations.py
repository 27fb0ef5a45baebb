"""W3C Web Annotations: what a JSON-LD processor makes of them, and that their selectors select."""

from __future__ import annotations

import json
from typing import Any

import attrs
import pytest
from gold_documents import document, gold_documents
from hypothesis import given
from test_html import documents

from quotekit import Document, Quotation, Span, Speaker
from quotekit.formats.annotations import to_annotations

GOLD = gold_documents()
SOURCE = "https://example.org/text"
OA, AS = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#"
FOAF, OURS = "http://xmlns.com/foaf/0.1/", "urn:quotekit:"
RDF, XSD = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2001/XMLSchema#"

# The model's words that quotekit uses, each with what the model says it means.
WORDS: dict[str, Any] = {
    "id": "@id",
    "type": "@type",
    **{
        word: OA + word
        for word in (
            *("Annotation", "TextualBody", "SpecificResource", "TextPositionSelector", "TextQuoteSelector"),
            *("identifying", "classifying", "describing", "tagging", "linking"),
            *("exact", "prefix", "suffix"),
        )
    },
    "AnnotationCollection": AS + "OrderedCollection",
    "AnnotationPage": AS + "OrderedCollectionPage",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "name": FOAF + "name",
    "format": "http://purl.org/dc/elements/1.1/format",
    "value": RDF + "value",
    "total": {"@id": AS + "totalItems", "@type": XSD + "nonNegativeInteger"},
    "startIndex": {"@id": AS + "startIndex", "@type": XSD + "nonNegativeInteger"},
    "start": {"@id": OA + "start", "@type": XSD + "nonNegativeInteger"},
    "end": {"@id": OA + "end", "@type": XSD + "nonNegativeInteger"},
    "first": {"@id": AS + "first", "@type": "@id"},
    "last": {"@id": AS + "last", "@type": "@id"},
    "partOf": {"@id": AS + "partOf", "@type": "@id"},
    "items": {"@id": AS + "items", "@type": "@id", "@container": "@list"},
    "body": {"@id": OA + "hasBody", "@type": "@id"},
    "target": {"@id": OA + "hasTarget", "@type": "@id"},
    "source": {"@id": OA + "hasSource", "@type": "@id"},
    "selector": {"@id": OA + "hasSelector", "@type": "@id"},
    "motivation": {"@id": OA + "motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": OA + "hasPurpose", "@type": "@vocab"},
}
# What the model has no words for.
OWN_WORDS = {
    f"quotekit:{word}"
    for word in ("speakers", "speaker", "kind", "act", "confidence", "speakerConfidence", "rule")
}


def load(url: str, options: object) -> dict[str, Any]:
    assert url == "http://www.w3.org/ns/anno.jsonld"
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": {"@context": WORDS},
    }


def collected(data: dict[str, Any]) -> dict[str, Any]:
    """Return the collection as a JSON-LD processor understands it."""
    jsonld = pytest.importorskip("pyld.jsonld")
    (collection,) = jsonld.expand(json.loads(json.dumps(data)), {"documentLoader": load})
    assert collection["@type"] == [AS + "OrderedCollection"]
    return collection


def expanded(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the annotations as a JSON-LD processor understands them."""
    collection = collected(data)
    (first,) = collection[AS + "first"]
    assert collection[AS + "last"] == [{"@id": first["@id"]}]
    items = first[AS + "items"][0]["@list"]
    assert [total["@value"] for total in collection[AS + "totalItems"]] == [len(items)]
    return items


def value(node: dict[str, Any], word: str) -> Any:
    (only,) = node[OA + word]
    return only["@value"]


def selected(annotation: dict[str, Any], text: str) -> tuple[Span, ...]:
    found = []
    for target in annotation[OA + "hasTarget"]:
        assert target[OA + "hasSource"] == [{"@id": SOURCE}]
        position, quote = target[OA + "hasSelector"]
        assert (position["@type"], quote["@type"]) == (
            [OA + "TextPositionSelector"],
            [OA + "TextQuoteSelector"],
        )
        start, end = value(position, "start"), value(position, "end")
        exact, prefix, suffix = (value(quote, word) for word in ("exact", "prefix", "suffix"))
        assert text[start:end] == exact
        assert text[:start].endswith(prefix)
        assert text[end:].startswith(suffix)
        found.append(Span(start, end, text))
    return tuple(found)


def test_a_processor_finds_every_span_of_every_fixture() -> None:
    for doc in GOLD.values():
        by_name = {item["@id"]: item for item in expanded(to_annotations(doc, source=SOURCE))}
        assert all(item["@type"] == [OA + "Annotation"] for item in by_name.values())
        for i, quotation in enumerate(doc.quotations):
            name = f"{SOURCE}#quotation-{i}"
            assert selected(by_name.pop(name), doc.text) == quotation.content
            for role in ("cue", "source"):
                spans = selected(by_name.pop(f"{name}-{role}"), doc.text) if getattr(quotation, role) else ()
                assert spans == getattr(quotation, role)
        assert by_name == {}


def test_every_word_is_the_models_own() -> None:
    # What its context does not know, a processor drops without a word.
    def words(node: Any) -> set[str]:
        if isinstance(node, dict):
            return set(node) | {word for member in node.values() for word in words(member)}
        return {word for member in node for word in words(member)} if isinstance(node, list) else set()

    for doc in GOLD.values():
        data = to_annotations(doc, source=SOURCE)
        context = data.pop("@context")
        assert context == ["http://www.w3.org/ns/anno.jsonld", {"quotekit": "urn:quotekit:"}]
        assert words(data) - set(WORDS) <= OWN_WORDS


def test_who_says_it_and_what_belongs_together() -> None:
    text = "“Rain,” said Ann Lee."
    ann = Speaker(name="Ann Lee", kind="person")
    whole = Quotation(
        content=(Span(0, 7, text),),
        cue=(Span(8, 12, text),),
        source=(Span(13, 20, text),),
        speaker=ann,
        type="direct",
        act="thought",
        confidence=0.75,
        speaker_confidence=0.5,
        rule="said",
    )
    part = Quotation(content=(Span(1, 5, text),), inside=0)
    doc = document(text, whole, part)
    content, cue, source, inner = expanded(to_annotations(doc, source=SOURCE))
    assert (motivation(content), bodies(content)) == (
        "classifying",
        [("classifying", "direct"), ("describing", "said by Ann Lee")],
    )
    assert content["urn:quotekit:confidence"] == [{"@value": 0.75}]
    assert content["urn:quotekit:act"] == [{"@value": "thought"}]
    assert content["urn:quotekit:speakerConfidence"] == [{"@value": 0.5}]
    assert content["urn:quotekit:rule"] == [{"@value": "said"}]
    link = ("linking", f"{SOURCE}#quotation-0")
    assert (motivation(cue), bodies(cue)) == ("linking", [("tagging", "cue"), link])
    # Not the words that somebody says are that person, but those that say who it is.
    assert (motivation(source), bodies(source)) == (
        "identifying",
        [("identifying", "Ann Lee"), ("tagging", "source"), link],
    )
    assert (motivation(inner), bodies(inner)) == ("classifying", [("classifying", "indirect"), link])
    assert speaker_of(content) == speaker_of(source) == f"{SOURCE}#speaker-0"
    assert OURS + "speaker" not in cue
    assert OURS + "speaker" not in inner


def test_each_speaker_is_described_once() -> None:
    for doc in GOLD.values():
        data = to_annotations(doc, source=SOURCE)
        described = {
            speaker["@id"]: (speaker[FOAF + "name"][0]["@value"], speaker[OURS + "kind"][0]["@value"])
            for speaker in collected(data).get(OURS + "speakers", ())
        }
        assert described == {
            f"{SOURCE}#speaker-{place}": (speaker.name, speaker.kind)
            for place, speaker in enumerate(doc.speakers)
        }
        by_name = {item["@id"]: item for item in expanded(data)}
        for i, quotation in enumerate(doc.quotations):
            content, source = (by_name.get(f"{SOURCE}#quotation-{i}{role}") for role in ("", "-source"))
            for item in (content, source) if source else (content,):
                if quotation.speaker is None:
                    assert OURS + "speaker" not in item
                    assert motivation(item) != "identifying"
                else:
                    assert speaker_of(item) == f"{SOURCE}#speaker-{doc.speakers.index(quotation.speaker)}"


def test_namesakes_are_two_and_who_says_nothing_is_left_out() -> None:
    text = "Kim said no. Kim said yes. Lee came."
    spans = {at: Span(at, at + 3, text) for at in (0, 13, 27)}
    first, second, lee = (
        Speaker(name=text[at : at + 3], kind="person", mentions=(span,)) for at, span in spans.items()
    )
    quotations = tuple(
        Quotation(content=(Span(*content, text),), source=(spans[at],), speaker=who)
        for content, at, who in (((9, 11), 0, first), ((22, 25), 13, second))
    )
    doc = attrs.evolve(document(text, *quotations), speakers=(second, lee, first))
    data = to_annotations(doc, source=SOURCE)
    assert [(speaker["id"], speaker["name"]) for speaker in data["quotekit:speakers"]] == [
        (f"{SOURCE}#speaker-0", "Kim"),
        (f"{SOURCE}#speaker-2", "Kim"),
    ]
    assert [speaker_of(item) for item in expanded(data)] == [
        f"{SOURCE}#speaker-{place}" for place in (2, 2, 0, 0)
    ]


def test_speakers_whom_the_document_does_not_list_are_numbered_behind() -> None:
    text = "abc"
    ann, bo, again = (Speaker(name=name, kind="person") for name in ("Ann", "Bo", "Bo"))
    said = (Quotation(content=(Span(i, i + 1, text),), speaker=who) for i, who in enumerate((bo, again, ann)))
    doc = attrs.evolve(document(text, *said), speakers=(ann,))
    data = to_annotations(doc, source=SOURCE)
    assert [speaker["id"].partition("#")[2] for speaker in data["quotekit:speakers"]] == [
        "speaker-0",
        "speaker-1",
    ]
    assert [speaker_of(item).partition("#")[2] for item in expanded(data)] == [
        "speaker-1",
        "speaker-1",
        "speaker-0",
    ]


def motivation(annotation: dict[str, Any]) -> str:
    (only,) = annotation[OA + "motivatedBy"]
    return only["@id"].removeprefix(OA)


def speaker_of(annotation: dict[str, Any]) -> str:
    (only,) = annotation[OURS + "speaker"]
    assert set(only) == {"@id"}
    return only["@id"]


def bodies(annotation: dict[str, Any]) -> list[tuple[str, str]]:
    found = []
    for body in annotation[OA + "hasBody"]:
        (purpose,) = body[OA + "hasPurpose"]
        held = body[RDF + "value"][0]["@value"] if RDF + "value" in body else body[OA + "hasSource"][0]["@id"]
        found.append((purpose["@id"].removeprefix(OA), held))
    return found


def test_offsets_count_code_points() -> None:
    text = "\U0001f600 “Yes,” she said."
    doc = document(text, Quotation(content=(Span(2, 8, text),)))
    position, quote = to_annotations(doc, source=SOURCE)["first"]["items"][0]["target"][0]["selector"]
    assert (position["start"], position["end"], quote["exact"]) == (2, 8, "“Yes,”")


@given(documents())
def test_any_document_gives_json(doc: Document) -> None:
    data = to_annotations(doc, source=SOURCE)
    assert json.loads(json.dumps(data))["total"] == len(data["first"]["items"])


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("", "source: expected the IRI of the text, got an empty string"),
        ("https://example.org/a b", "source: .* without a fragment, got ' ' at 21"),
        ("https://example.org/a#b", "source: .* without a fragment, got '#' at 21"),
        ("a\tb", r"got '\\t' at 1"),
        ("a\x00", r"got '\\x00' at 1"),
        ("a\x85", r"got '\\x85' at 1"),
        ("a\u3000", r"got '\\u3000' at 1"),
        ("a\u202e", r"got '\\u202e' at 1"),
        ("a\ud800", r"got '\\ud800' at 1"),
        ("<a>", "got '<' at 0"),
        ("a\\b", "at 1"),
    ],
)
def test_what_is_no_iri_is_refused(source: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        to_annotations(document(""), source=source)


@pytest.mark.parametrize(
    "source", ["a.txt", "https://example.org/a?b=c&d=%20(e)", "urn:isbn:0", "https://example.org/ä/\u200c日"]
)
def test_any_iri_will_do(source: str) -> None:
    assert to_annotations(document(""), source=source)["id"] == f"{source}#quotations"
