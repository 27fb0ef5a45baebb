"""A tokenizer stage that uses a spaCy pipeline."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import attrs
from spacy.tokens import Doc

from quotekit.document import Span, Tokenized
from quotekit.matcher import MarkMatcher
from quotekit.tokenizer import EnglishTokenizer


@attrs.frozen(kw_only=True, eq=False)
class SpacyTokenized(Tokenized):
    """Hold a text's paragraphs, sentences and tokens, and the spaCy Doc that they come from."""

    doc: Doc = attrs.field(repr=False)


def _callable(_: object, attribute: attrs.Attribute[Any], nlp: object) -> None:
    if isinstance(nlp, type) or not callable(nlp):
        raise TypeError(f"{attribute.name}: expected a spacy.Language, got {type(nlp).__name__}")


@attrs.frozen(eq=False)
class SpacyTokenizer:
    """Cut a text into sentences and tokens with a spaCy pipeline.

    `nlp` is any `spacy.Language`. All its components run once per text, and the Doc becomes part of a
    `SpacyTokenized`, for `SpacyEvidence`. Paragraphs are those of `EnglishTokenizer`, and so are sentences if
    the pipeline finds none. Tokens are cut around quotation marks inside them.

    Raises `TypeError` if `nlp` is not callable.

    >>> import spacy
    >>> tokenized = SpacyTokenizer(spacy.blank("en")).tokenize("Mr. Lee asked. It wasn't.")
    >>> [token.text for token in tokenized.tokens[-3:]], len(tokenized.sentences)
    (['was', "n't", '.'], 2)
    """

    nlp: Any = attrs.field(validator=_callable)

    def tokenize(self, text: str) -> SpacyTokenized:
        """Return the text's paragraphs, sentences and tokens. Raises what the pipeline raises."""
        return read(self.nlp(text))


def read(doc: Doc, *, own: bool = False) -> SpacyTokenized:
    """Return a Doc's text with its tokens, or with quotekit's `own` ones."""
    text = doc.text
    ours = EnglishTokenizer().tokenize(text)
    if own:
        sentences, tokens = ours.sentences, ours.tokens
    else:
        tokens = tuple(_cut(doc, _cuts(ours), text))
        begun = _starts(doc) if doc.has_annotation("SENT_START") else {one.start for one in ours.sentences}
        begun |= {one.start for one in ours.paragraphs}
        sentences = tuple(_runs(tokens, sorted(begun), text))
    return SpacyTokenized(text=text, paragraphs=ours.paragraphs, sentences=sentences, tokens=tokens, doc=doc)


def _cuts(ours: Tokenized) -> list[int]:
    """Return the offsets at which tokens must be cut: around paragraphs and quotation marks."""
    marks = (mark for quoted in MarkMatcher().match(ours) for mark in (quoted.open, quoted.close) if mark)
    return sorted({at for span in (*ours.paragraphs, *marks) for at in (span.start, span.end)})


def _cut(doc: Doc, cuts: list[int], text: str) -> Iterator[Span]:
    """Return a Doc's tokens, cut at the given offsets and without white space around them."""
    for token in doc:
        start, end = token.idx, token.idx + len(token)
        inside = cuts[bisect_right(cuts, start) : bisect_left(cuts, end)]
        for at, stop in pairwise((start, *inside, end)):
            bare = text[at:stop].strip()
            if bare:
                first = text.index(bare, at)
                yield Span(first, first + len(bare), text)


def _starts(doc: Doc) -> set[int]:
    """Return where each of a Doc's sentences starts, white space aside."""
    words = (next((token for token in sentence if not token.is_space), None) for sentence in doc.sents)
    return {word.idx for word in words if word is not None}


def _runs(tokens: tuple[Span, ...], starts: list[int], text: str) -> Iterator[Span]:
    """Return the sentences that begin at the given offsets, from first to last token."""
    first: Span | None = None
    last: Span | None = None
    for token in tokens:
        if first is None or last is None:
            first = token
        elif bisect_right(starts, token.start) > bisect_right(starts, last.start):
            yield Span(first.start, last.end, text)
            first = token
        last = token
    if first is not None and last is not None:
        yield Span(first.start, last.end, text)
