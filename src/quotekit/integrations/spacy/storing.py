"""Storage in a spaCy Doc: the document's records as JSON, and its spans as span groups.

The JSON goes wherever the Doc goes: to bytes, into a `DocBin`, to another process. Its offsets are exact,
whereas spaCy's spans consist of whole tokens.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from weakref import WeakKeyDictionary

from spacy.tokens import Doc, SpanGroup
from spacy.tokens import Span as SpacySpan

from quotekit.document import Document, Quotation, Span, SpanIndex, Speaker

_OFFSETS = ("paragraphs", "sentences", "tokens")

_read: WeakKeyDictionary[Any, tuple[object, Document]] = WeakKeyDictionary()


def document(doc: Doc) -> Document:
    """Return the quotations of a Doc as quotekit's `Document`.

    Raises `ValueError` if the component has not run on the Doc, and `InvalidDocument` if the Doc's text has
    changed since.

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> component = nlp.add_pipe("quotekit", config={"profile": "rules"})
    >>> document(nlp('"No," said Ann.')).said_by("Ann")[0].content_text
    '"No,"'
    """
    data = doc._.quotekit
    if data is None:
        raise ValueError("expected a Doc that the component quotekit has run over, got another")
    known = _read.get(doc)
    if known is None or known[0] is not data:
        known = _read[doc] = (data, _unpacked(data, doc.text))
    return known[1]


def store(doc: Doc, found: Document, *, spans_key: str) -> None:
    """Put a document's records and spans into a Doc."""
    data = _packed(found)
    doc._.quotekit = data
    _read[doc] = (data, found)
    aligned = _Aligned(doc)
    for role, name in (("content", ""), ("cue", "_cue"), ("source", "_source")):
        spans = [
            span
            for i, quotation in enumerate(found.quotations)
            for span in aligned.spans(getattr(quotation, role), quotation.type, str(i))
        ]
        doc.spans[spans_key + name] = SpanGroup(doc, name=spans_key + name, spans=spans)


def _packed(found: Document) -> str:
    """Return a document as JSON, without the text, which the Doc has, and with only the offsets of tokens."""
    offsets = {name: [[span.start, span.end] for span in getattr(found, name)] for name in _OFFSETS}
    data = {name: value for name, value in found.to_dict().items() if name != "text"}
    return json.dumps(data | offsets, separators=(",", ":"))


def _unpacked(packed: str, text: str) -> Document:
    data = json.loads(packed)
    for name in _OFFSETS:
        data[name] = [{"start": start, "end": end, "text": text[start:end]} for start, end in data[name]]
    return Document.from_dict({**data, "text": text})


class _Aligned:
    """Find the tokens of a Doc that ranges of its text overlap."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._index = SpanIndex([token.idx for token in doc], [token.idx + len(token) for token in doc])

    def spans(self, stretches: Iterable[Span], label: str, number: str) -> list[SpacySpan]:
        found = []
        for stretch in stretches:
            within = self._index.touching(stretch.start, stretch.end)
            # White space between two tokens overlaps none.
            if within and len(stretch):
                found.append(SpacySpan(self._doc, within.start, within.stop, label=label, span_id=number))
        return found


def _quotations(doc: Doc) -> tuple[Quotation, ...]:
    return document(doc).quotations if doc._.quotekit is not None else ()


def _speakers(doc: Doc) -> tuple[Speaker, ...]:
    return document(doc).speakers if doc._.quotekit is not None else ()


def _quotation(span: SpacySpan) -> Quotation | None:
    quotations = _quotations(span.doc)
    number = span.id_
    return quotations[int(number)] if number.isdecimal() and int(number) < len(quotations) else None


Doc.set_extension("quotekit", default=None, force=True)
Doc.set_extension("quotations", getter=_quotations, force=True)
Doc.set_extension("speakers", getter=_speakers, force=True)
SpacySpan.set_extension("quotation", getter=_quotation, force=True)
