"""A tokenizer stage that uses a spaCy pipeline."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

import attrs
from spacy.tokens import Doc

from quotekit.document import Tokenized
from quotekit.integrations.tokens import fitted
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
    sentences, tokens = ours.sentences, ours.tokens
    if not own:
        starts = _starts(doc) if doc.has_annotation("SENT_START") else [one.start for one in ours.sentences]
        pieces = ((token.idx, token.idx + len(token), 0) for token in doc)
        sentences, tokens = fitted(
            text, ours.paragraphs, pieces, sentence_at=lambda offset: bisect_right(starts, offset)
        )
    return SpacyTokenized(text=text, paragraphs=ours.paragraphs, sentences=sentences, tokens=tokens, doc=doc)


def _starts(doc: Doc) -> list[int]:
    """Return where each of a Doc's sentences starts, white space aside."""
    words = (next((token for token in sentence if not token.is_space), None) for sentence in doc.sents)
    return sorted(word.idx for word in words if word is not None)
