"""What quotekit's stages take from a spaCy Doc: tokens and sentences, and the entities for the resolver."""

from __future__ import annotations

from typing import Any

import attrs
from spacy.tokens import Doc

from quotekit.document import Span, Tokenized
from quotekit.integrations.entities import KINDS, Entity, unread
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
    tokenized = EnglishTokenizer().tokenize(doc.text) if own else _fitted(doc)
    return SpacyTokenized(
        text=doc.text,
        paragraphs=tokenized.paragraphs,
        sentences=tokenized.sentences,
        tokens=tokenized.tokens,
        doc=doc,
    )


def _fitted(doc: Doc) -> Tokenized:
    if doc.has_annotation("SENT_START"):
        starts = _starts(doc)
    else:
        starts = [sentence.start for sentence in EnglishTokenizer().tokenize(doc.text).sentences]
    return fitted(doc.text, ((token.idx, token.idx + len(token)) for token in doc), starts)


def _starts(doc: Doc) -> list[int]:
    """Return where each of a Doc's sentences starts, white space aside."""
    words = (next((token for token in sentence if not token.is_space), None) for sentence in doc.sents)
    return sorted(word.idx for word in words if word is not None)


@attrs.frozen(eq=False)
class SpacyEvidence:
    """Give the resolver the entities of a spaCy Doc.

    They come from the Doc of a `SpacyTokenized`. For any other tokenized text the pipeline `nlp` is run;
    without one there is no evidence.

    Entities add to the names that the resolver reads itself, as it reads English news better. With `sure`
    they take precedence over these, for names that are known to be right.

    >>> from quotekit import Pipeline
    >>> from quotekit.speakers import NameResolver
    >>> pipeline = Pipeline(resolver=NameResolver(evidence=SpacyEvidence()))
    """

    _tokenizer: SpacyTokenizer | None = attrs.field(
        default=None, converter=attrs.converters.optional(SpacyTokenizer), alias="nlp"
    )
    sure: bool = attrs.field(default=False, kw_only=True)

    def entities(self, tokenized: Tokenized) -> tuple[Entity, ...]:
        """Return the spans of named entities with their kinds, in text order."""
        if not isinstance(tokenized, SpacyTokenized):
            if self._tokenizer is None:
                return ()
            tokenized = self._tokenizer.tokenize(tokenized.text)
        doc, text = tokenized.doc, tokenized.text
        entities = tuple(
            (Span(entity.start_char, entity.end_char, text), KINDS[entity.label_])
            for entity in doc.ents
            if entity.label_ in KINDS
        )
        return entities if self.sure or not entities else unread(tokenized, entities)

    def chains(self, tokenized: Tokenized) -> tuple[tuple[Span, ...], ...]:
        """Return no chains, as spaCy's own pipelines find none."""
        return ()
