"""Attribution of a document that Stanza has annotated already."""

from __future__ import annotations

import functools
from typing import Any

import attrs

from quotekit.document import Document
from quotekit.integrations.stanza.evidence import StanzaEvidence
from quotekit.integrations.stanza.languages import compare, stages
from quotekit.integrations.stanza.reading import read
from quotekit.pipeline import Pipeline
from quotekit.speakers import LanguageResolver, NameResolver


def attribute(document: Any, *, pipeline: Pipeline | None = None, language: str | None = None) -> Document:
    """Find who says what in a Stanza document, by what is in it: tokens, sentences, entities, chains.

    This is what `quotekit.attribute` does with a Stanza document. `pipeline` is yours: its own tokenizer
    is not asked, and a resolver of yours is left as it is. Without one, English is read by the default
    pipeline, and every other language that has word lists by its parse, with `UDAttributor` and
    `LanguageResolver`. `language`, a code of ISO 639-1, says which it is; without it ``document.lang``
    does, and where that is None too, English is taken for granted. The document is not changed.

    Warns where the stages are not made for the document's language: it has no word lists, is not
    parsed, or nobody said it and it is plainly not English. Raises `ValueError` for a `language` without
    word lists, for one with a document that is not parsed, and for a pipeline and a language together.

    >>> from stanza.models.common.doc import Document
    >>> words = '" Yes , " said Ann Lee .'.split()
    >>> found = attribute(Document([[{"id": (n,), "text": word} for n, word in enumerate(words, 1)]]))
    >>> found.quotations[0].content_text, found.quotations[0].speaker.name
    ('" Yes , "', 'Ann Lee')
    """
    if pipeline is not None and language is not None:
        raise ValueError("expected a pipeline or a language, got both")
    annotated = read(document)
    if pipeline is None:
        pipeline = stages(annotated, language) or _default()
    else:
        compare(annotated, pipeline)
    return with_evidence(pipeline).attribute_tokenized(annotated)


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
