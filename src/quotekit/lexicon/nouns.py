"""Nouns for what somebody says or thinks, in both numbers."""

from __future__ import annotations

import functools

from quotekit.lexicon.files import read


@functools.cache
def nouns() -> dict[str, str]:
    """Return the singular of every form of every reporting noun.

    >>> nouns()["theories"]
    'theory'
    """
    singulars = sorted(read("reporting-nouns"))
    forms = {noun: noun for noun in singulars}
    for noun in singulars:
        plural = noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else noun + "s"
        # A word that is a noun of its own stays that: the order of a set must decide nothing.
        forms.setdefault(plural, noun)
    return forms
