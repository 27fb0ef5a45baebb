"""A Stanza document as quotekit's stages take a text: paragraphs, sentences and tokens in its own text."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
from stanza.models.common.doc import Document as StanzaDocument
from stanza.models.common.doc import Token

from quotekit.document import Span, Tokenized
from quotekit.integrations.stanza.placing import parts, places, text_of
from quotekit.matcher import MarkMatcher
from quotekit.tokenizer import EnglishTokenizer
from quotekit.tokenizer.paragraphs import paragraphs
from quotekit.tokenizer.words import words


@attrs.frozen(kw_only=True)
class StanzaTokenized(Tokenized):
    """Hold a tokenized text together with the Stanza document it comes from.

    `places` gives, for each of the document's sentences, where each of its tokens stands, in code
    points of ``text``: an empty span where the text does not have that token. `words` gives, for each
    of these tokens, where each of its words stands: all of the token, but for multi-word tokens that are
    their words' letters. The stages that read what Stanza knows (`StanzaEvidence`, `StanzaParser`) find
    it here.
    """

    document: StanzaDocument = attrs.field(eq=False, repr=False)
    places: tuple[tuple[Span, ...], ...] = attrs.field(eq=False, repr=False)
    words: tuple[tuple[tuple[Span, ...], ...], ...] = attrs.field(eq=False, repr=False)


def read(document: StanzaDocument, *, text: str | None = None) -> StanzaTokenized:
    """Read a Stanza document's tokens and sentences as spans of its text.

    `text` is what the document was made from, for a pipeline that changes the text (as with
    ``tokenize_pretokenized``); without it, it is the document's own text or, where that is None, the
    text that its tokens make up. Paragraphs are found as `EnglishTokenizer` finds them; sentences and
    tokens are cut at their ends, tokens also around quotation marks and into their words, where these
    have their letters (*does* and *n't*). What Stanza skipped is cut by quotekit, and so is all of a
    document without tokens.

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
    if not any(len(place) for row in placed for place in row):
        own = EnglishTokenizer().tokenize(whole)
        return StanzaTokenized(
            text=whole,
            paragraphs=own.paragraphs,
            sentences=own.sentences,
            tokens=own.tokens,
            document=document,
            places=placed,
            words=parted,
        )
    stretches = tuple(Span(start, end, whole) for start, end in paragraphs(whole))
    tokens: list[Span] = []
    sentences: list[Span] = []
    inside: tuple[int, int] | None = None
    for start, end, sentence, paragraph in _cut(_filled(whole, placed, parted), whole, stretches):
        tokens.append(Span(start, end, whole))
        if inside == (sentence, paragraph):
            sentences[-1] = Span(sentences[-1].start, end, whole)
        else:
            sentences.append(tokens[-1])
            inside = (sentence, paragraph)
    return StanzaTokenized(
        text=whole,
        paragraphs=stretches,
        sentences=tuple(sentences),
        tokens=tuple(tokens),
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
) -> Iterator[tuple[int, int, int]]:
    """List tokens with their sentences' numbers, and in between what Stanza skipped, as quotekit cuts it."""
    cursor, before = 0, -1
    for number, (row, inner) in enumerate(zip(placed, parted, strict=True)):
        for place, pieces in zip(row, inner, strict=True):
            if not len(place):
                continue
            if place.start > cursor:
                # What was skipped goes to the sentence before it, as a closing mark would.
                yield from ((s, e, max(before, 0)) for s, e in words(text, cursor, place.start))
            for piece in pieces if pieces and pieces[-1] is not place else (place,):
                yield piece.start, piece.end, number
            cursor, before = place.end, number
    yield from ((s, e, max(before, 0)) for s, e in words(text, cursor, len(text)))


def _cut(
    pieces: Iterator[tuple[int, int, int]], text: str, stretches: tuple[Span, ...]
) -> Iterator[tuple[int, int, int, int]]:
    """Cut tokens where paragraphs end and around marks, take off white space, and number the paragraphs."""
    cuts = iter((*sorted({*_marks(text, stretches), *(stretch.end for stretch in stretches)}), len(text)))
    cut, at = 0, 0
    for start, end, number in pieces:
        while start < end:
            while cut <= start:
                cut = next(cuts)
            while stretches[at].end <= start and at + 1 < len(stretches):
                at += 1
            stop = min(end, cut)
            piece = text[start:stop]
            lead = len(piece) - len(piece.lstrip())
            if lead < len(piece):
                yield start + lead, start + len(piece.rstrip()), number, at
            start = stop


def _marks(text: str, stretches: tuple[Span, ...]) -> Iterator[int]:
    """Return offsets at which quotation marks start and end: the rules read each as a token of its own."""
    bare = Tokenized(text=text, paragraphs=stretches, sentences=(), tokens=())
    for quoted in MarkMatcher().match(bare):
        for mark in (quoted.open, quoted.close):
            if mark is not None:
                yield from (mark.start, mark.end)
