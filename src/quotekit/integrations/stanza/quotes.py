"""Quotations in a Stanza document: in Stanza's spans, tokens, words and sentences.

They survive serialisation in the way of Stanza's own annotations of sentences, in a CoNLL-U comment: one for
the whole document, at its first sentence.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable
from typing import Any

import attrs
from stanza.models.common.doc import Document as StanzaDocument
from stanza.models.common.doc import Span as StanzaSpan

from quotekit.document import Document, Quotation, QuotationType, Span, SpanIndex, Speaker
from quotekit.errors import InvalidDocument
from quotekit.integrations.stanza.tokenizer import StanzaTokenized, read

COMMENT = "quotekit"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Quote:
    """Hold one quotation of a Stanza document.

    `content`, `cue` and `source` are Stanza spans, of the types CONTENT, CUE and SOURCE: `start_char` and
    `end_char` are code points of the document's text, half-open; `tokens` and `words` are those that the span
    overlaps. `sentences` are the indices in ``doc.sentences`` of the content's sentences. `record` is
    quotekit's own `Quotation`, with offsets into the same text.
    """

    record: Quotation
    content: tuple[Any, ...]
    cue: tuple[Any, ...]
    source: tuple[Any, ...]
    sentences: tuple[int, ...]

    @property
    def text(self) -> str:
        """Return what is said, its parts joined by " … "."""
        return self.record.content_text

    @property
    def speaker(self) -> Speaker | None:
        return self.record.speaker

    @property
    def type(self) -> QuotationType:
        return self.record.type

    @property
    def start_char(self) -> int:
        return self.record.start

    @property
    def end_char(self) -> int:
        return self.record.end

    @property
    def tokens(self) -> list[Any]:
        """Return the content's tokens."""
        return [token for span in self.content for token in span.tokens]

    @property
    def words(self) -> list[Any]:
        """Return the content's words."""
        return [word for span in self.content for word in span.words]

    def __repr__(self) -> str:
        name = None if self.speaker is None else self.speaker.name
        return f"Quote({self.text!r}, type={self.type!r}, speaker={name!r})"


def quotes(annotated: StanzaTokenized, quotations: Iterable[Quotation]) -> tuple[Quote, ...]:
    """Return quotations in terms of a Stanza document's own tokens, words and sentences."""
    index = _Tokens(annotated)
    return tuple(
        Quote(
            record=quotation,
            content=tuple(index.span(span, "CONTENT") for span in quotation.content),
            cue=tuple(index.span(span, "CUE") for span in quotation.cue),
            source=tuple(index.span(span, "SOURCE") for span in quotation.source),
            sentences=tuple(sorted({n for span in quotation.content for n in index.sentences(span)})),
        )
        for quotation in quotations
    )


class _Tokens:
    """Find the tokens and words of a Stanza document that a span overlaps."""

    def __init__(self, annotated: StanzaTokenized) -> None:
        self.document = annotated.document
        listed = [
            (place, words, number, token)
            for number, (sentence, row, inner) in enumerate(
                zip(annotated.document.sentences, annotated.places, annotated.words, strict=True)
            )
            for token, place, words in zip(sentence.tokens, row, inner, strict=True)
            if len(place)
        ]
        self.index = SpanIndex.of(place for place, _, _, _ in listed)
        self.words = [words for _, words, _, _ in listed]
        self.numbers = [number for _, _, number, _ in listed]
        self.tokens = [token for _, _, _, token in listed]

    def within(self, span: Span) -> slice:
        touched = self.index.touching(span.start, span.end)
        return slice(touched.start, max(touched.start, touched.stop))

    def sentences(self, span: Span) -> set[int]:
        return set(self.numbers[self.within(span)])

    def span(self, span: Span, type: str) -> Any:
        entry = {"text": span.text, "type": type, "start_char": span.start, "end_char": span.end}
        made = StanzaSpan(span_entry=entry, doc=self.document)
        within = self.within(span)
        made.tokens = self.tokens[within]
        made.words = [
            word
            for token, places in zip(self.tokens[within], self.words[within], strict=True)
            for word, place in zip(token.words, places, strict=True)
            if place.overlaps(span)
        ]
        made.sent = made.tokens[0].sent if made.tokens else None
        return made


def attach(annotated: StanzaTokenized, found: Document) -> None:
    """Store the quotations in the Stanza document and in its comments."""
    annotated.document.quotes = quotes(annotated, found.quotations)


def _written(made: tuple[Quote, ...]) -> str:
    """Return quotations and their speakers in the form of quotekit's JSON, without the text."""
    quotations = tuple(quote.record for quote in made)
    speaking = (quotation.speaker for quotation in quotations if quotation.speaker is not None)
    # Copies that another resolver may have made share their contents.
    speakers = {(s.name, s.kind, id(s.aliases), id(s.mentions)): s for s in speaking}
    return Document(text="", quotations=quotations, speakers=tuple(speakers.values())).to_json()


def _restored(document: Any) -> tuple[Quote, ...]:
    """Return the quotations of a stored document.

    Raises `InvalidDocument` if they do not fit its text.
    """
    for sentence in document.sentences:
        for comment in sentence.comments:
            value = _value(comment)
            if value is not None:
                return _read(document, value)
    return ()


def _value(comment: str) -> str | None:
    """Return the quotations in a comment, or None for any other comment."""
    key, _, value = comment.lstrip("# ").partition("=")
    return value if key.strip() == COMMENT else None


def _read(document: Any, written: str) -> tuple[Quote, ...]:
    try:
        data = json.loads(written)
    except (ValueError, RecursionError) as error:
        raise InvalidDocument(
            f"expected JSON in the comment {COMMENT}, got text that is none: {error}"
        ) from None
    annotated = read(document)
    if isinstance(data, dict):
        data["text"] = annotated.text
    return quotes(annotated, Document.from_dict(data).quotations)


def _get(document: Any) -> tuple[Quote, ...]:
    if document._quotes is None:
        document._quotes = _restored(document)
    made: tuple[Quote, ...] = document._quotes
    return made


def _set(document: Any, value: Iterable[Quote] | None) -> None:
    made = () if value is None else tuple(value)
    for quote in made:
        if not isinstance(quote, Quote):
            raise TypeError(f"quotes: expected Quote, as doc.quotes gives them, got {type(quote).__name__}")
    made = _nested_anew(made, document._quotes or ())
    written = f"# {COMMENT} = {_written(made)}" if made else ""
    for sentence in document.sentences:
        # Older versions of Stanza have a list here, and no other way to remove a comment.
        for place in reversed(range(len(sentence.comments))):
            if _value(sentence.comments[place]) is not None:
                del sentence.comments[place]
    if made and document.sentences:
        document.sentences[0].add_comment(written)
    elif made:
        warnings.warn(
            "quotes: expected a document with sentences, got one without: its quotations are lost when it "
            "is stored",
            stacklevel=2,
        )
    # Comments written by hand are still read if nothing else was set.
    document._quotes = made or None


def _nested_anew(made: tuple[Quote, ...], before: tuple[Quote, ...]) -> tuple[Quote, ...]:
    """Return the quotes with `inside` renumbered, or None if the quote around is gone."""
    now = {id(quote): place for place, quote in enumerate(made)}
    known = {id(quote) for quote in before}
    told = []
    for quote in made:
        outer = inside = quote.record.inside
        if outer is not None:
            among = before if id(quote) in known else made
            inside = now.get(id(among[outer])) if outer < len(among) else None
        same = inside == outer
        told.append(quote if same else attrs.evolve(quote, record=attrs.evolve(quote.record, inside=inside)))
    return tuple(told)


def add_property() -> None:
    """Add the property ``quotes`` to Stanza's documents; a second call changes nothing."""
    if not hasattr(StanzaDocument, "quotes"):
        StanzaDocument.add_property("quotes", default=None, getter=_get, setter=_set)
