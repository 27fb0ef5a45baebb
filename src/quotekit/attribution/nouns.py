"""Nouns for what somebody says or thinks, in both numbers."""

from __future__ import annotations

import functools

from quotekit import lexicon


@functools.cache
def nouns() -> dict[str, str]:
    """Give the singular of every form of every reporting noun.

    >>> nouns()["theories"]
    'theory'
    """
    forms: dict[str, str] = {}
    for noun in lexicon.read("reporting-nouns"):
        forms[noun] = noun
        forms[noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else noun + "s"] = noun
    return forms
