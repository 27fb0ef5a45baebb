"""Nouns for speech and thought, singular and plural."""

from __future__ import annotations

import functools

from quotekit.lexicon import group, read


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
        # A word that is itself listed maps to itself, whatever the order of the set.
        forms.setdefault(plural, noun)
    return forms


@functools.cache
def answers() -> frozenset[str]:
    """Return the nouns for what somebody gives in words: those that report, and a few such as *motto*.

    >>> "verdict" in answers(), "retort" in answers()
    (True, True)
    """
    return group("answers").union(nouns())
