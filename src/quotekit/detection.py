"""Detection of a text's language by py3langid (extra ``detect``), for ``language="auto"``."""

from __future__ import annotations

import functools
import warnings
from typing import Any

from quotekit import lexicon
from quotekit.errors import MissingExtra
from quotekit.workers import no_fork

AUTO = "auto"
"""The value of `language` for a language that is to be detected."""

_DEFAULT = "en"

_READ = 20_000
"""The number of characters from which the language is detected."""

_SURE = 0.9
"""The probability from which there is a warning about an unsupported language."""

_LEAST = 0.05
"""The probability below which a text is too short to tell."""


class OtherLanguage(UserWarning):
    """A text is most likely in a language that quotekit does not support."""


def detect(text: str) -> str:
    """Return the likeliest language of a text, of those that quotekit supports, as an ISO 639-1 code.

    Warns with `OtherLanguage` if the text is almost certainly in another language. A text without letters, or
    too short to tell, counts as English. Raises `MissingExtra` if py3langid is not installed.

    >>> detect("„Die Brücke bleibt bis Mai gesperrt“, sagte die Bürgermeisterin am Montag."), detect("42")
    ('de', 'en')
    """
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
