"""W3C Web Annotations: what a JSON-LD processor makes of them, and that their selectors select."""

from __future__ import annotations

import json
from typing import Any

import pytest
from gold_documents import document, gold_documents
from hypothesis import given
from test_html import documents

from quotekit import Document, Quotation, Span, Speaker
from quotekit.formats.annotations import to_annotations

GOLD = gold_documents()
SOURCE = "https://example.org/text"
OA, AS = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#"
RDF, XSD = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2001/XMLSchema#"

# The model's words that quotekit uses, each with what the model says it means.
WORDS: dict[str, Any] = {
    "id": "@id",
    "type": "@type",
    **{
        word: OA + word
        for word in (
            *("Annotation", "TextualBody", "SpecificResource", "TextPositionSelector", "TextQuoteSelector"),
            *("identifying", "classifying", "tagging", "linking", "exact", "prefix", "suffix"),
        )
    },
    "AnnotationCollection": AS + "OrderedCollection",
    "AnnotationPage": AS + "OrderedCollectionPage",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
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


def load(url: str, options: object) -> dict[str, Any]:
    assert url == "http://www.w3.org/ns/anno.jsonld"
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": {"@context": WORDS},
    }


def expanded(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the annotations as a JSON-LD processor understands them."""
    jsonld = pytest.importorskip("pyld.jsonld")
    (collection,) = jsonld.expand(json.loads(json.dumps(data)), {"documentLoader": load})
    assert collection["@type"] == [AS + "OrderedCollection"]
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
        assert words(data) - set(WORDS) <= {"quotekit:confidence", "quotekit:rule"}


def test_who_says_it_and_what_belongs_together() -> None:
    text = "“Rain,” said Ann Lee."
    ann = Speaker(name="Ann Lee", kind="person")
    whole = Quotation(
        content=(Span(0, 7, text),),
        cue=(Span(8, 12, text),),
        source=(Span(13, 20, text),),
        speaker=ann,
        type="direct",
        confidence=0.75,
        rule="said",
    )
    part = Quotation(content=(Span(1, 5, text),), inside=0)
    doc = document(text, whole, part)
    content, cue, source, inner = expanded(to_annotations(doc, source=SOURCE))
    assert bodies(content) == [
        ("identifying", "Ann Lee"),
        ("classifying", "direct"),
        ("tagging", "person"),
    ]
    assert content[OA + "motivatedBy"] == [{"@id": OA + "identifying"}]
    assert content["urn:quotekit:confidence"] == [{"@value": 0.75}]
    assert content["urn:quotekit:rule"] == [{"@value": "said"}]
    assert bodies(cue) == [("tagging", "cue"), ("linking", f"{SOURCE}#quotation-0")]
    assert bodies(source) == [("tagging", "source"), ("linking", f"{SOURCE}#quotation-0")]
    assert bodies(inner) == [("classifying", "indirect"), ("linking", f"{SOURCE}#quotation-0")]


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


def test_a_text_needs_a_name() -> None:
    with pytest.raises(ValueError, match="source: expected the IRI"):
        to_annotations(document(""), source="")
