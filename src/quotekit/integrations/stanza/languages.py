"""The stages for a Stanza document, by its language and by whether it is parsed."""

from __future__ import annotations

import functools
import warnings

from quotekit import lexicon
from quotekit.detection import other_language
from quotekit.integrations.stanza.parser import PARSING, StanzaParser, parsed
from quotekit.integrations.stanza.tokenizer import StanzaTokenized
from quotekit.matcher import MarkMatcher
from quotekit.pipeline import ENGLISH, Pipeline


@functools.cache
def by_parse(code: str) -> Pipeline:
    """Return the pipeline for parsed documents in a language with word lists.

    Raises `ValueError` for any other language.
    """
    from quotekit.attribution.syntax import UDAttributor
    from quotekit.speakers import LanguageResolver

    return Pipeline(
        matcher=MarkMatcher(language=code),
        attributor=UDAttributor(language=code, parser=StanzaParser()),
        # None is the resolver for English.
        resolver=None if code == ENGLISH else LanguageResolver(language=code),
    )


def stages(annotated: StanzaTokenized, language: str | None) -> Pipeline | None:
    """Return the pipeline for a document's language, or None for the default one.

    Warns if the default is only a makeshift. Raises `ValueError` for a `language` without word lists.
    """
    if language is not None:
        lexicon.language(language)
        return None if language == ENGLISH else by_parse(language)
    told = annotated.document.lang
    if told in (None, ENGLISH) or not annotated.tokens:
        seems = None if told == ENGLISH else other_language(annotated.tokens)
        if seems is not None:
            _warn(
                "expected English in a document that does not tell its language, got one that seems to be "
                f"{seems}: it is read as English; set its lang, or give the language to "
                "quotekit.integrations.stanza.attribute"
            )
        return None
    if told not in lexicon.languages():
        _warn(f"expected one of {', '.join(lexicon.languages())}, got {told!r}: it is read as English")
    elif not parsed(annotated.document):
        _warn(
            f"expected a parse ({','.join(PARSING)}) with a document in {told!r}, got none: "
            "it is read as English"
        )
    else:
        return by_parse(told)
    return None


def compare(annotated: StanzaTokenized, pipeline: Pipeline) -> None:
    """Warn if a pipeline's attributor is quotekit's for another language than the document's."""
    attributor = pipeline.attributor
    ours = ENGLISH if type(attributor).__module__.startswith("quotekit.attribution.") else None
    reads = getattr(attributor, "language", ours)
    told = annotated.document.lang
    # Whoever chooses the stages knows the text: a guess at its language is no reason for a warning.
    if None not in (reads, told) and told != reads:
        _warn(f"expected {reads!r}, which the pipeline's attributor reads, got {told!r}")


def _warn(message: str) -> None:
    warnings.warn(f"the document's language: {message}", stacklevel=4)
