"""Evidence from Stanza for the resolver: named entities and coreference chains."""

from __future__ import annotations

from typing import Any

import attrs
from stanza.models.ner.utils import decode_from_bioes

from quotekit.document import Span, Tokenized
from quotekit.integrations.entities import KINDS, Entity, unread
from quotekit.integrations.stanza.tokenizer import StanzaTokenized, annotate, checked


@attrs.frozen(eq=False)
class StanzaEvidence:
    """Give the resolver the entities and coreference chains of a Stanza document.

    They come from the document of a `StanzaTokenized`, if Stanza has looked for them there. Otherwise, and
    for any other tokenized text, the processors ``ner`` and ``coref`` of the pipeline `nlp` are run; without
    `nlp` there is no evidence.

    Entities add to the names that the resolver finds by its own lists, as these read English news better,
    above all headlines. With `sure` the entities take precedence, for other languages or for names that are
    known to be right.

    >>> from quotekit import Pipeline
    >>> from quotekit.speakers import NameResolver
    >>> pipeline = Pipeline(resolver=NameResolver(evidence=StanzaEvidence()))
    """

    nlp: Any = attrs.field(default=None, converter=attrs.converters.optional(checked))
    sure: bool = attrs.field(default=False, kw_only=True)

    def entities(self, tokenized: Tokenized) -> tuple[Entity, ...]:
        """Return the spans of named entities with their kinds, in text order."""
        annotated = self._annotated(tokenized, "ner")
        if annotated is None:
            return ()
        found = [(span, tag.upper()) for span, tag in _tagged(annotated) or _listed(annotated) if len(span)]
        entities = tuple((span, KINDS[tag]) for span, tag in found if tag in KINDS)
        return entities if self.sure or not entities else unread(annotated, entities)

    def chains(self, tokenized: Tokenized) -> tuple[tuple[Span, ...], ...]:
        """Return the chains: spans in text order that refer to the same entity."""
        annotated = self._annotated(tokenized, "coref")
        if annotated is None:
            return ()
        rows = [[place for places in row for place in places] for row in annotated.words]
        chains = []
        for chain in annotated.document.coref or ():
            # A dropped pronoun has a tuple instead of words: it is not in the text.
            spans = {
                Span(row[mention.start_word].start, row[mention.end_word - 1].end, annotated.text)
                for mention in chain.mentions
                if isinstance(mention.start_word, int)
                and 0 <= mention.sentence < len(rows)
                and 0 <= mention.start_word < mention.end_word <= len(row := rows[mention.sentence])
            }
            chains.append(tuple(sorted((s for s in spans if len(s)), key=lambda s: (s.start, s.end))))
        return tuple(chain for chain in chains if chain)

    def _annotated(self, tokenized: Tokenized, processor: str) -> StanzaTokenized | None:
        if isinstance(tokenized, StanzaTokenized) and _LOOKED_FOR[processor](tokenized.document):
            return tokenized
        if self.nlp is None or processor not in getattr(self.nlp, "processors", {}):
            return None
        return annotate(self.nlp, tokenized.text, "tokenize", "mwt", processor)


def _has_entities(document: Any) -> bool:
    # In a text without entities, Stanza's recogniser has tagged each token accordingly.
    return bool(document.ents) or any(token.ner is not None for token in document.iter_tokens())


def _has_chains(document: Any) -> bool:
    return bool(document.coref) or any(word.coref_chains is not None for word in document.iter_words())


_LOOKED_FOR = {"ner": _has_entities, "coref": _has_chains}


def _tagged(annotated: StanzaTokenized) -> list[tuple[Span, str]]:
    """Return the entities of the tokens' tags."""
    found = []
    for sentence, row in zip(annotated.document.sentences, annotated.places, strict=True):
        tags = [token.ner for token in sentence.tokens]
        if any(tags):
            for entity in decode_from_bioes(tags):
                span = Span(row[entity["start"]].start, row[entity["end"]].end, annotated.text)
                found.append((span, str(entity["type"])))
    return found


def _listed(annotated: StanzaTokenized) -> list[tuple[Span, str]]:
    """Return the entities that were added to the document without tags, by their tokens."""
    places = {
        id(token): place
        for sentence, row in zip(annotated.document.sentences, annotated.places, strict=True)
        for token, place in zip(sentence.tokens, row, strict=True)
    }
    found = []
    for entity in annotated.document.ents or ():
        spans = [places[id(token)] for token in entity.tokens if id(token) in places]
        if spans and spans[0].start <= spans[-1].end:
            found.append((Span(spans[0].start, spans[-1].end, annotated.text), str(entity.type)))
    return sorted(found, key=lambda pair: (pair[0].start, pair[0].end))
