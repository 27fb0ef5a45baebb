"""A Stanza document as quotekit's stages take a text: paragraphs, sentences and tokens in its own text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from quotekit.document import Span, Tokenized
from quotekit.integrations.stanza.placing import Bounds, places, text_of
from quotekit.tokenizer import EnglishTokenizer
from quotekit.tokenizer.paragraphs import paragraphs
from quotekit.tokenizer.words import words


@attrs.frozen(kw_only=True)
class StanzaTokenized(Tokenized):
    """Hold a tokenized text together with the Stanza document it comes from.

    `places` gives, for each of the document's sentences, where each of its tokens stands, in code
    points of ``text``: an empty span where the text does not have that token. The stages that read
    what Stanza knows (`StanzaEvidence`, `StanzaParser`) find it here.
    """

    document: Any = attrs.field(eq=False, repr=False)
    places: tuple[tuple[Span, ...], ...] = attrs.field(eq=False, repr=False)


def read(document: Any, *, text: str | None = None) -> StanzaTokenized:
    """Read a Stanza document's tokens and sentences as spans of its text.

    `text` is what the document was made from, for a pipeline that changes the text (as with
    ``tokenize_pretokenized``); without it, it is the document's own text or, where that is None, the
    text that its tokens make up. Paragraphs are found as `EnglishTokenizer` finds them, sentences and
    tokens are cut at their ends, and what Stanza skipped is cut into tokens by quotekit. Of a document
    without tokens, all is cut by quotekit.

    >>> from stanza.models.common.doc import Document
    >>> ids = [{"id": (1,), "text": "Ann"}, {"id": (2,), "text": "left", "misc": "SpaceAfter=No"}]
    >>> tokenized = read(Document([[*ids, {"id": (3,), "text": "."}]]))
    >>> tokenized.text, [token.start for token in tokenized.tokens]
    ('Ann left.', [0, 4, 8])
    """
    whole = text_of(document) if text is None else text
    placed = places(whole, document)
    spans = tuple(tuple(Span(start, end, whole) for start, end in row) for row in placed)
    if not any(start < end for row in placed for start, end in row):
        own = EnglishTokenizer().tokenize(whole)
        return StanzaTokenized(
            text=whole,
            paragraphs=own.paragraphs,
            sentences=own.sentences,
            tokens=own.tokens,
            document=document,
            places=spans,
        )
    stretches = paragraphs(whole)
    tokens: list[Span] = []
    sentences: list[Span] = []
    inside: tuple[int, int] | None = None
    for start, end, sentence, paragraph in _cut(_filled(whole, placed), whole, stretches):
        tokens.append(Span(start, end, whole))
        if inside == (sentence, paragraph):
            sentences[-1] = Span(sentences[-1].start, end, whole)
        else:
            sentences.append(tokens[-1])
            inside = (sentence, paragraph)
    return StanzaTokenized(
        text=whole,
        paragraphs=tuple(Span(start, end, whole) for start, end in stretches),
        sentences=tuple(sentences),
        tokens=tuple(tokens),
        document=document,
        places=spans,
    )


def _filled(text: str, placed: tuple[tuple[Bounds, ...], ...]) -> Iterator[tuple[int, int, int]]:
    """Give tokens with their sentences' numbers, and in between what Stanza skipped, as quotekit cuts it."""
    cursor, before = 0, -1
    for number, row in enumerate(placed):
        for start, end in row:
            if start == end:
                continue
            if start > cursor:
                # What was skipped goes to the sentence before it, as a closing mark would.
                yield from ((s, e, max(before, 0)) for s, e in words(text, cursor, start))
            yield start, end, number
            cursor, before = end, number
    yield from ((s, e, max(before, 0)) for s, e in words(text, cursor, len(text)))


def _cut(
    pieces: Iterator[tuple[int, int, int]], text: str, stretches: list[Bounds]
) -> Iterator[tuple[int, int, int, int]]:
    """Cut tokens at the ends of paragraphs, with the paragraph's number, and take off white space."""
    at = 0
    for start, end, number in pieces:
        while start < end:
            while at + 1 < len(stretches) and stretches[at][1] <= start:
                at += 1
            stop = min(end, stretches[at][1]) if stretches[at][1] > start else end
            piece = text[start:stop]
            lead = len(piece) - len(piece.lstrip())
            if lead < len(piece):
                yield start + lead, start + len(piece.rstrip()), number, at
            start = stop
