"""The vocabulary of generated texts, shortest words first, as examples shrink to the first."""

from __future__ import annotations

import functools

from quotekit import lexicon


@functools.cache
def words(name: str) -> tuple[str, ...]:
    """Return the entries of a list of words, the shortest first.

    >>> words("story/questions")[0]
    'Why now?'
    """
    return tuple(sorted(lexicon.read(name), key=lambda entry: (len(entry), entry)))


@functools.cache
def pairs(name: str) -> tuple[tuple[str, str], ...]:
    """Return the entries of a list that has two columns.

    >>> ("Wang Jun", "he") in pairs("story/family-first")
    True
    """
    return tuple((left, right) for left, _, right in (entry.partition("\t") for entry in words(name)))


@functools.cache
def cues(use: str) -> tuple[str, ...]:
    """Return the cues for a use: *quote*, *that*, *question* …

    >>> cues("epithet")
    ('called',)
    """
    found = [cue for cue, uses in pairs("story/cues") if use in uses.split()]
    return tuple(sorted(found, key=lambda cue: (cue != "said", len(cue), cue)))
