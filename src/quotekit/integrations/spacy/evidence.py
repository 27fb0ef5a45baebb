"""Evidence from spaCy for the resolver: named entities."""

from __future__ import annotations

import attrs

from quotekit.document import Span, Tokenized
from quotekit.integrations.entities import KINDS, Entity, unread
from quotekit.integrations.spacy.tokenizer import SpacyTokenized, SpacyTokenizer


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
