"""Which language a text is in, by py3langid (extra ``detect``), for ``language="auto"``."""

from __future__ import annotations

import functools
import threading
import warnings
from typing import Any

from quotekit import lexicon
from quotekit.errors import MissingExtra

AUTO = "auto"
"""What is given for a language that is to be detected."""

_DEFAULT = "en"

_READ = 20_000
"""So many characters of a text are enough to tell its language."""

_SURE = 0.9
"""The share of certainty from which another language than those that are read is warned of."""

_LEAST = 0.05
"""The share of certainty under which a text is too short to tell."""

_loading = threading.Lock()


class OtherLanguage(UserWarning):
    """A text is most likely in a language that quotekit does not read."""


def detect(text: str) -> str:
    """Return the language that a text is most likely in, of those that quotekit reads, as an ISO 639-1 code.

    Where the text is surely in none of them, `OtherLanguage` is warned of. A text without letters, or too
    short to tell, counts as English. Raises `MissingExtra` where py3langid is not installed.

    >>> detect("„Die Brücke bleibt bis Mai gesperrt“, sagte die Bürgermeisterin am Montag."), detect("42")
    ('de', 'en')
    """
    read = lexicon.languages()
    start = text[:_READ]
    if not any(map(str.isalpha, start)):
        return _DEFAULT
    # What cannot be encoded tells no language.
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
    with _loading:
        return _loaded()


@functools.cache
def _loaded() -> Any:
    try:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier
    except ModuleNotFoundError as error:
        raise MissingExtra.of("detect", package="py3langid", purpose='language="auto"') from error
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
