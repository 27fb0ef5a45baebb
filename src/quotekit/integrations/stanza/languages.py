"""The stages for a Stanza document, by its language and by whether it is parsed."""

from __future__ import annotations

import functools
import warnings
from collections import Counter
from itertools import islice

from quotekit import lexicon
from quotekit.document import Tokenized
from quotekit.integrations.stanza.parser import PARSING, StanzaParser, parsed
from quotekit.integrations.stanza.tokenizer import StanzaTokenized
from quotekit.matcher import MarkMatcher
from quotekit.pipeline import Pipeline

_ENGLISH = "en"
# How many tokens are examined; how many words are needed; and one in how many of them is a small word of
# English in English text.
_LOOK, _ENOUGH, _SHARE = 600, 50, 10
# This many words in another script may be names and insertions.
_FEW = 4
_LATIN = "\u024f"


@functools.cache
def in_language(code: str) -> Pipeline:
    """Return the pipeline for parsed documents in a language with word lists.

    Raises `ValueError` for any other language.
    """
    from quotekit.attribution.syntax import UDAttributor
    from quotekit.speakers import LanguageResolver

    return Pipeline(
        matcher=MarkMatcher(language=code),
        attributor=UDAttributor(language=code, parser=StanzaParser()),
        # None is the resolver for English.
        resolver=None if code == _ENGLISH else LanguageResolver(language=code),
    )


def stages(annotated: StanzaTokenized, language: str | None) -> Pipeline | None:
    """Return the pipeline for a document's language, or None for the default one.

    Warns if the default is only a makeshift. Raises `ValueError` for a `language` without word lists.
    """
    if language is not None:
        lexicon.language(language)
        return None if language == _ENGLISH else in_language(language)
    told = annotated.document.lang
    if told in (None, _ENGLISH) or not annotated.tokens:
        seems = None if told == _ENGLISH else other_language(annotated)
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
        return in_language(told)
    return None


def compare(annotated: StanzaTokenized, pipeline: Pipeline) -> None:
    """Warn if a pipeline's attributor is one of ours for another language than the document's."""
    attributor = pipeline.attributor
    ours = _ENGLISH if type(attributor).__module__.startswith("quotekit.attribution.") else None
    reads = getattr(attributor, "language", ours)
    told = annotated.document.lang
    # Whoever chooses the stages knows the text: a guess at its language is no reason for a warning.
    if None not in (reads, told) and told != reads:
        _warn(f"expected {reads!r}, which the pipeline's attributor reads, got {told!r}")


def other_language(tokenized: Tokenized) -> str | None:
    """Tell from its function words whether a text is clearly not English, and its likely language.

    This is only for warnings: short texts and languages without word lists mostly pass.
    """
    words = foreign = english = 0
    seen: Counter[str] = Counter()
    inside = False
    for token in islice(tokenized.tokens, _LOOK):
        word = token.text
        if not word[0].isalpha():
            inside = False
            continue
        words += 1
        foreign += word[0] > _LATIN
        # A capital inside a sentence is part of a name (*Los Angeles*).
        if not inside or word.islower():
            english += word.lower() in lexicon.read("function-words")
            seen.update(_small().get(word.lower(), ()))
        inside = True
    code, most = max(seen.items(), key=lambda pair: pair[1], default=("", 0))
    if most > max(1, english):
        return repr(code)
    if foreign > max(_FEW, words / 2) or (words >= _ENOUGH and english < words / _SHARE):
        return "in another language"
    return None


@functools.cache
def _small() -> dict[str, tuple[str, ...]]:
    """Return the languages other than English of each article, pronoun and complementiser."""
    found: dict[str, set[str]] = {}
    for code in sorted({*lexicon.languages()} - {_ENGLISH}):
        rows = lexicon.language(code)
        for sort in ("article", "pronoun", "that"):
            for row in rows.get(sort, ()):
                found.setdefault(row[0].lower(), set()).add(code)
    return {word: tuple(sorted(codes)) for word, codes in found.items()}


def _warn(message: str) -> None:
    warnings.warn(f"the document's language: {message}", stacklevel=4)
