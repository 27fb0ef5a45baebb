"""W3C Web Annotations: one for each quotation's content, one for its cue and one for its source.

After the Web Annotation Data Model (W3C Recommendation, 23 February 2017). Stretches are given twice,
as its sections on selectors have it: by position, in code points, and by the words with what stands
around them, so that they can be found again in a text that has changed.
"""

from __future__ import annotations

from typing import Any

from quotekit.document import Document, Quotation, Span

__all__ = ["to_annotations"]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# What the model has no words for.
TERMS = {"quotekit": "urn:quotekit:"}
_AROUND = 32


def to_annotations(document: Document, *, source: str) -> dict[str, Any]:
    """Give the quotations as a collection of W3C Web Annotations, ready for `json.dumps`.

    `source` is the IRI of the text, and the annotations' own IRIs begin with it. The annotation of a
    content has its speaker's name as a body that identifies and its type as one that classifies; the
    annotations of its cue and source link to it. Raises `ValueError` where `source` is empty.

    >>> import quotekit
    >>> doc = quotekit.attribute('"It is over," said Ann Lee.')
    >>> page = to_annotations(doc, source="https://example.org/a.txt")["first"]
    >>> [(item["id"], item["target"][0]["selector"][0]["end"]) for item in page["items"][:1]]
    [('https://example.org/a.txt#quotation-0', 13)]
    """
    if not source:
        raise ValueError("source: expected the IRI of the text, got an empty string")
    items = [
        item for i, quotation in enumerate(document.quotations) for item in _annotations(i, quotation, source)
    ]
    page = f"{source}#quotations-page"
    return {
        "@context": [CONTEXT, TERMS],
        "id": f"{source}#quotations",
        "type": "AnnotationCollection",
        "label": "Quotations",
        "total": len(items),
        "last": page,
        "first": {
            "id": page,
            "type": "AnnotationPage",
            "partOf": f"{source}#quotations",
            "startIndex": 0,
            "items": items,
        },
    }


def _annotations(number: int, quotation: Quotation, source: str) -> list[dict[str, Any]]:
    name = f"{source}#quotation-{number}"
    bodies = [_body("classifying", quotation.type)]
    if quotation.speaker is not None:
        bodies.insert(0, _body("identifying", quotation.speaker.name))
        bodies.append(_body("tagging", quotation.speaker.kind))
    if quotation.inside is not None:
        bodies.append(_link(f"{source}#quotation-{quotation.inside}"))
    found = [
        {
            "id": name,
            "type": "Annotation",
            "motivation": "identifying",
            "body": bodies,
            "target": _targets(quotation.content, source),
            "quotekit:confidence": float(quotation.confidence),
            "quotekit:rule": quotation.rule,
        }
    ]
    for role, spans in (("cue", quotation.cue), ("source", quotation.source)):
        if spans:
            found.append(
                {
                    "id": f"{name}-{role}",
                    "type": "Annotation",
                    "motivation": "linking",
                    "body": [_body("tagging", role), _link(name)],
                    "target": _targets(spans, source),
                }
            )
    return found


def _body(purpose: str, value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}


def _link(name: str) -> dict[str, Any]:
    return {"type": "SpecificResource", "purpose": "linking", "source": name}


def _targets(spans: tuple[Span, ...], source: str) -> list[dict[str, Any]]:
    return [{"type": "SpecificResource", "source": source, "selector": _selectors(span)} for span in spans]


def _selectors(span: Span) -> list[dict[str, Any]]:
    return [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        {
            "type": "TextQuoteSelector",
            "exact": span.text,
            "prefix": span.whole[max(0, span.start - _AROUND) : span.start],
            "suffix": span.whole[span.end : span.end + _AROUND],
        },
    ]
