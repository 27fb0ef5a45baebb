"""Attribution of documents that Stanza has annotated."""

from __future__ import annotations

from typing import Any

import attrs

from quotekit.document import Document
from quotekit.integrations.stanza.evidence import StanzaEvidence
from quotekit.integrations.stanza.languages import compare, stages
from quotekit.integrations.stanza.tokenizer import read
from quotekit.pipeline import Pipeline, in_language
from quotekit.speakers import LanguageResolver, NameResolver


def attribute(document: Any, *, pipeline: Pipeline | None = None, language: str | None = None) -> Document:
    """Find who says what in a Stanza document, using its tokens, sentences, entities and chains.

    This is what `quotekit.attribute` does with a Stanza document. `pipeline` may be your own: its tokenizer
    is not used, and a resolver of your own is left unchanged. Without it, English is read by the default
    pipeline, and every other language with word lists by its parse, with `UDAttributor` and
    `LanguageResolver`. `language` is an ISO 639-1 code; the default is ``document.lang`` or, if that is None
    too, English. The document is not changed.

    Warns if the stages do not suit the document's language: it has no word lists, the document is not parsed,
    or no language is given and the text is clearly not English. Raises `ValueError` for a `language` without
    word lists, for one whose document is not parsed, and for a pipeline together with a language.

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
        pipeline = stages(annotated, language) or in_language("en")
    else:
        compare(annotated, pipeline)
    return with_evidence(pipeline).attribute_tokenized(annotated)


def with_evidence(pipeline: Pipeline) -> Pipeline:
    """Return the pipeline with Stanza's evidence for its resolver, if that is ours and has no other."""
    resolver: Any = pipeline.resolver
    if type(resolver) not in (NameResolver, LanguageResolver) or resolver.evidence is not None:
        return pipeline
    # The lists of `NameResolver` are English: Stanza knows more about other languages.
    english = type(resolver) is NameResolver and getattr(pipeline.attributor, "language", "en") == "en"
    evidence = StanzaEvidence(sure=not english)
    return attrs.evolve(pipeline, resolver=attrs.evolve(resolver, evidence=evidence))
