"""Attribution of a document that Stanza has annotated already."""

from __future__ import annotations

import functools
from typing import Any

import attrs

from quotekit.document import Document
from quotekit.integrations.stanza.evidence import StanzaEvidence
from quotekit.integrations.stanza.reading import read
from quotekit.pipeline import Pipeline
from quotekit.speakers import LanguageResolver, NameResolver


def attribute(document: Any, *, pipeline: Pipeline | None = None) -> Document:
    """Find who says what in a Stanza document, by what is in it: tokens, sentences, entities, chains.

    This is what `quotekit.attribute` does with a Stanza document. `pipeline` is the default one unless
    given; its own tokenizer is not asked, and a resolver of yours is left as it is. The document is not
    changed.

    >>> from stanza.models.common.doc import Document
    >>> words = '" Yes , " said Ann Lee .'.split()
    >>> found = attribute(Document([[{"id": (n,), "text": word} for n, word in enumerate(words, 1)]]))
    >>> found.quotations[0].text, found.quotations[0].speaker.name
    ('" Yes , "', 'Ann Lee')
    """
    return with_evidence(_default() if pipeline is None else pipeline).attribute_tokenized(read(document))


def with_evidence(pipeline: Pipeline) -> Pipeline:
    """Let a pipeline's resolver know what a Stanza document says, if it is ours and has no other source."""
    resolver = pipeline.resolver
    if type(resolver) is NameResolver and resolver.evidence is None:
        # Its own lists are English: of another language Stanza knows more.
        english = getattr(pipeline.attributor, "language", "en") == "en"
        return attrs.evolve(pipeline, resolver=_resolver(not english))
    if type(resolver) is LanguageResolver and resolver.evidence is None:
        evidence = StanzaEvidence(sure=True)
        return attrs.evolve(pipeline, resolver=attrs.evolve(resolver, evidence=evidence))
    return pipeline


@functools.cache
def _default() -> Pipeline:
    return Pipeline()


@functools.cache
def _resolver(sure: bool) -> NameResolver:
    return NameResolver(evidence=StanzaEvidence(sure=sure))
