"""Detection of a text's language: by py3langid (extra ``detect``), and by its small words for warnings."""

from __future__ import annotations

import functools
import warnings
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from typing import Any

from quotekit import lexicon
from quotekit.arguments import check_kind
from quotekit.document import Span
from quotekit.errors import MissingExtra
from quotekit.workers import no_fork

_DEFAULT = "en"

_READ = 20_000
"""The number of characters from which the language is detected."""

_SURE = 0.9
"""The probability from which there is a warning about an unsupported language."""

_LEAST = 0.05
"""The probability below which a text is too short to tell."""

# How many tokens are examined; how many words are needed; and one in how many of them is a small word of
# English in English text.
_LOOK, _ENOUGH, _SHARE = 600, 50, 10
# This many words in another script may be names and insertions.
_FEW = 4
_LATIN = "\u024f"


class OtherLanguage(UserWarning):
    """A text is most likely in a language that quotekit does not support."""


def detect(text: str) -> str:
    """Return the likeliest language of a text, of those that quotekit supports, as an ISO 639-1 code.

    Warns with `OtherLanguage` if the text is almost certainly in another language. A text without letters, or
    too short to tell, counts as English. Raises `MissingExtra` if py3langid is not installed.

    >>> detect("„Die Brücke bleibt bis Mai gesperrt“, sagte die Bürgermeisterin am Montag."), detect("42")
    ('de', 'en')
    """
    check_kind("text", text, str)
    read = lexicon.languages()
    start = text[:_READ]
    if not any(map(str.isalpha, start)):
        return _DEFAULT
    # Characters that cannot be encoded are dropped.
    ranked = _identifier().rank(start.encode("utf-8", "ignore").decode("utf-8"))
    likeliest, share = ranked[0]
    if likeliest not in read and share >= _SURE:
        warnings.warn(
            f"language: expected a text in one of {', '.join(read)}, this one is likely in {likeliest!r}",
            OtherLanguage,
            stacklevel=2,
        )
    return next((code for code, share in ranked if code in read and share >= _LEAST), _DEFAULT)


def _identifier() -> Any:
    with no_fork:
        return _loaded()


@functools.cache
def _loaded() -> Any:
    try:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier
    except ModuleNotFoundError as error:
        raise MissingExtra.of("detect", package="py3langid", purpose='language="auto"') from error
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def other_language(tokens: Iterable[Span]) -> str | None:
    """Tell from its tokens whether a text is clearly not English, and its likely language.

    This is only for warnings: short texts and languages without word lists mostly pass.
    """
    small, ours = _small(), lexicon.read("function-words")
    words = foreign = english = 0
    seen: Counter[str] = Counter()
    inside = False
    for token in islice(tokens, _LOOK):
        word = token.text
        if not word[0].isalpha():
            inside = False
            continue
        words += 1
        foreign += word[0] > _LATIN
        # A capital inside a sentence is part of a name (*Los Angeles*).
        if not inside or word.islower():
            lowered = word.lower()
            english += lowered in ours
            # Most words are in no list, and an update takes longer than all the rest.
            if lowered in small:
                seen.update(small[lowered])
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
    for code in sorted({*lexicon.languages()} - {_DEFAULT}):
        rows = lexicon.language(code)
        for sort in ("article", "pronoun", "that"):
            for row in rows.get(sort, ()):
                found.setdefault(row[0].lower(), set()).add(code)
    return {word: tuple(sorted(codes)) for word, codes in found.items()}
