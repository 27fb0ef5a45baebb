"""W3C Web Annotations: one for each quotation's content, one for its cue and one for its source.

After the Web Annotation Data Model (W3C Recommendation, 23 February 2017). Spans are given twice, by the
selectors that it defines: by position, in code points, and by their words with some context, so that they can
be found again in a changed text.

The motivation says what an annotation is for: `classifying` a content by its type, `identifying` a source,
`linking` a cue to its content. The purpose says what a body is for: `describing` a content by its speaker,
`tagging` a cue or source with its role.
"""

from __future__ import annotations

import re
from typing import Any

from quotekit.arguments import check_kind
from quotekit.document import Document, Quotation, Span
from quotekit.document.wire import Places

__all__ = ["to_annotations"]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# Terms that the model lacks.
TERMS = {"quotekit": "urn:quotekit:"}
_AROUND = 32
# Characters that RFC 3987 excludes from IRIs, and `#`, as fragments tell the annotations' IRIs apart.
_UNFIT = re.compile(r'[\s\x00-\x20\x7f-\x9f#<>"{}|\\^`\u200e\u200f\u202a-\u202e\ud800-\udfff]')


def to_annotations(document: Document, *, source: str) -> dict[str, Any]:
    """Return the quotations as a collection of W3C Web Annotations, ready for `json.dumps`.

    `source` is the IRI of the text; those of annotations and speakers are `source` with a fragment. A
    content's annotation classifies it by its type, a source's identifies who it is, a cue's links it to the
    content. ``quotekit:speaker`` refers from contents and sources to one of the ``quotekit:speakers``, each
    of which has a name and a kind: ``#speaker-0`` is ``document.speakers[0]``.

    Raises `ValueError` if `source` is empty or contains a character that an IRI cannot have before its
    fragment: white space, a control character, a lone surrogate, ``#``, or a sign such as ``<`` or ``"``.

    >>> import quotekit
    >>> doc = quotekit.attribute('"It is over," said Ann Lee.')
    >>> collection = to_annotations(doc, source="https://example.org/a.txt")
    >>> content = collection["first"]["items"][0]
    >>> content["id"], content["target"][0]["selector"][0]["end"]
    ('https://example.org/a.txt#quotation-0', 13)
    >>> content["quotekit:speaker"]["id"], collection["quotekit:speakers"][0]["name"]
    ('https://example.org/a.txt#speaker-0', 'Ann Lee')
    """
    check_kind("document", document, Document)
    check_kind("source", source, str)
    if not source:
        raise ValueError("source: expected the IRI of the text, got an empty string")
    if unfit := _UNFIT.search(source):
        raise ValueError(
            f"source: expected the IRI of the text, without a fragment, got {unfit[0]!r} at {unfit.start()}"
        )
    speakers = _speakers(document, source)
    items = [
        item
        for i, quotation in enumerate(document.quotations)
        for item in _annotations(i, quotation, source, speakers)
    ]
    page = f"{source}#quotations-page"
    return {
        "@context": [CONTEXT, TERMS],
        "id": f"{source}#quotations",
        "type": "AnnotationCollection",
        "label": "Quotations",
        "total": len(items),
        "quotekit:speakers": list({speaker["id"]: speaker for speaker in speakers.values()}.values()),
        "last": page,
        "first": {
            "id": page,
            "type": "AnnotationPage",
            "partOf": f"{source}#quotations",
            "startIndex": 0,
            "items": items,
        },
    }


def _speakers(document: Document, source: str) -> dict[int, dict[str, str]]:
    """Return the speakers by the identity of their records, as namesakes may differ in nothing else."""
    places = Places(document.speakers)
    saying = {id(q.speaker): q.speaker for q in document.quotations if q.speaker is not None}
    # A document made by hand or by another resolver may not list them, or only equal ones.
    numbers = {key: places.number(speaker) for key, speaker in saying.items()}
    return {
        key: {
            "id": f"{source}#speaker-{numbers[key]}",
            "name": saying[key].name,
            "quotekit:kind": saying[key].kind,
        }
        for key in sorted(saying, key=numbers.__getitem__)
    }


def _annotations(
    number: int, quotation: Quotation, source: str, speakers: dict[int, dict[str, str]]
) -> list[dict[str, Any]]:
    name = f"{source}#quotation-{number}"
    who = (
        {}
        if quotation.speaker is None
        else {"quotekit:speaker": {"id": speakers[id(quotation.speaker)]["id"]}}
    )
    bodies = [_body("classifying", quotation.type)]
    if quotation.speaker is not None:
        bodies.append(_body("describing", f"said by {quotation.speaker.name}"))
    if quotation.inside is not None:
        bodies.append(_link(f"{source}#quotation-{quotation.inside}"))
    content = _annotation(name, "classifying", bodies, _targets(quotation.content, source)) | who
    content |= {"quotekit:act": quotation.act, "quotekit:confidence": float(quotation.confidence)}
    if who:
        content["quotekit:speakerConfidence"] = float(quotation.speaker_confidence)
    found = [content | {"quotekit:rule": quotation.rule}]
    if quotation.cue:
        bodies = [_body("tagging", "cue"), _link(name)]
        found.append(_annotation(f"{name}-cue", "linking", bodies, _targets(quotation.cue, source)))
    if quotation.source:
        bodies = [_body("tagging", "source"), _link(name)]
        if quotation.speaker is not None:
            bodies.insert(0, _body("identifying", quotation.speaker.name))
        # Where the speaker is unknown, the body only tags the role.
        motivation = "linking" if quotation.speaker is None else "identifying"
        found.append(
            _annotation(f"{name}-source", motivation, bodies, _targets(quotation.source, source)) | who
        )
    return found


def _annotation(
    name: str, motivation: str, bodies: list[dict[str, Any]], targets: list[dict[str, Any]]
) -> dict[str, Any]:
    return {"id": name, "type": "Annotation", "motivation": motivation, "body": bodies, "target": targets}


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
