"""Small named groups of words, such as the prepositions that tie one phrase to another."""

from __future__ import annotations

import functools

from quotekit.lexicon.files import read


@functools.cache
def _groups() -> dict[str, frozenset[str]]:
    rows = (line.split() for line in read("word-groups"))
    return {name: frozenset(words) for name, *words in rows}


@functools.cache
def group(name: str) -> frozenset[str]:
    """Return the words of a group.

    Raises `KeyError` where there is no such group.

    >>> sorted(group("relatives"))
    ['that', 'which', 'who']
    """
    return _groups()[name]
