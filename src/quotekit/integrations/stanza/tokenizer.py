"""A Stanza document as input of quotekit's stages, and the tokenizer stage that runs a Stanza pipeline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs
from stanza.models.common.doc import Document as StanzaDocument
from stanza.models.common.doc import Token

from quotekit.document import Span, Tokenized
from quotekit.integrations.stanza.placing import parts, places, text_of
from quotekit.integrations.tokens import fitted
from quotekit.tokenizer import EnglishTokenizer
from quotekit.tokenizer.words import words


@attrs.frozen(kw_only=True)
class StanzaTokenized(Tokenized):
    """Hold a tokenized text together with the Stanza document that it comes from.

    `places` are the spans of the tokens, sentence by sentence; the span of a token that is not in the text is
    empty. `words` are the spans of the words of each of these tokens: the whole token, except in a multi-word
    token that consists of its words' letters. `StanzaEvidence` and `StanzaParser` use it.
    """

    document: StanzaDocument = attrs.field(eq=False, repr=False)
    places: tuple[tuple[Span, ...], ...] = attrs.field(eq=False, repr=False)
    words: tuple[tuple[tuple[Span, ...], ...], ...] = attrs.field(eq=False, repr=False)


def checked(nlp: Any) -> Any:
    if isinstance(nlp, type) or not callable(nlp):
        raise TypeError(f"nlp: expected a stanza.Pipeline, got {type(nlp).__name__}")
    return nlp


@attrs.frozen(eq=False)
class StanzaTokenizer:
    """Cut a text into sentences and tokens with a Stanza pipeline, in any of its languages.

    `nlp` is a `stanza.Pipeline` with any options; `load` makes one that downloads nothing. All its processors
    run once per text, and their results become part of a `StanzaTokenized`, for `StanzaEvidence` and
    `StanzaParser`. Paragraphs are those of `EnglishTokenizer`.

    Raises `TypeError` if `nlp` is not callable.
    """

    nlp: Any = attrs.field(converter=checked)

    def tokenize(self, text: str) -> StanzaTokenized:
        """Return the text's paragraphs, sentences and tokens. Raises `TypeError` for what is not `str`."""
        return annotate(self.nlp, text)


def annotate(nlp: Any, text: str, *processors: str) -> StanzaTokenized:
    """Run a Stanza pipeline, or only the named processors, on a text."""
    if not isinstance(text, str):
        raise TypeError(f"expected the text as str, got {type(text).__name__}")
    if not text.strip():
        # Most of Stanza's processors fail on a document without sentences.
        return read(StanzaDocument([], text=text))
    loaded = getattr(nlp, "processors", {})
    if processors:
        return read(nlp(text, processors=list(processors)), text=text)
    if "quote" in loaded:
        return read(nlp(text, processors=[name for name in loaded if name != "quote"]), text=text)
    return read(nlp(text), text=text)


def read(document: StanzaDocument, *, text: str | None = None) -> StanzaTokenized:
    """Return a Stanza document's tokens and sentences as spans of its text.

    `text` is the original text, for a pipeline that changes it (as with ``tokenize_pretokenized``). The
    default is the document's own text or, if that is None, the text that its tokens make up. Paragraphs are
    those of `EnglishTokenizer`. Sentences and tokens are cut at the ends of paragraphs; tokens are also cut
    around quotation marks and into words that have letters of their own (*does* and *n't*). Text that Stanza
    skipped is tokenized by quotekit, and so is all of a document without tokens.

    >>> from stanza.models.common.doc import Document
    >>> ids = [{"id": (1,), "text": "Ann"}, {"id": (2,), "text": "left", "misc": "SpaceAfter=No"}]
    >>> tokenized = read(Document([[*ids, {"id": (3,), "text": "."}]]))
    >>> tokenized.text, [token.start for token in tokenized.tokens]
    ('Ann left.', [0, 4, 8])
    """
    whole = text_of(document) if text is None else text
    placed = tuple(tuple(Span(*place, whole) for place in row) for row in places(whole, document))
    parted = tuple(
        tuple(_parted(token, place) for token, place in zip(sentence.tokens, row, strict=True))
        for sentence, row in zip(document.sentences, placed, strict=True)
    )
    found = [[place for place in row if len(place)] for row in placed]
    # Text that Stanza skipped belongs to the sentence before it, as a closing mark would; else to the first.
    starts = [row[0].start if number else 0 for number, row in enumerate(found) if row]
    if starts:
        tokenized = fitted(whole, _filled(whole, placed, parted), starts)
    else:
        tokenized = EnglishTokenizer().tokenize(whole)
    return StanzaTokenized(
        text=whole,
        paragraphs=tokenized.paragraphs,
        sentences=tokenized.sentences,
        tokens=tokenized.tokens,
        document=document,
        places=placed,
        words=parted,
    )


def _parted(token: Token, place: Span) -> tuple[Span, ...]:
    bounds = (place.start, place.end)
    return tuple(
        place if part == bounds else Span(*part, place.whole) for part in parts(place.whole, bounds, token)
    )


def _filled(
    text: str, placed: tuple[tuple[Span, ...], ...], parted: tuple[tuple[tuple[Span, ...], ...], ...]
) -> Iterator[tuple[int, int]]:
    """Yield the offsets of tokens, with quotekit's tokens of text that Stanza skipped."""
    cursor = 0
    for row, inner in zip(placed, parted, strict=True):
        for place, pieces in zip(row, inner, strict=True):
            if not len(place):
                continue
            yield from words(text, cursor, place.start)
            for piece in pieces if pieces and pieces[-1] is not place else (place,):
                yield piece.start, piece.end
            cursor = place.end
    yield from words(text, cursor, len(text))
