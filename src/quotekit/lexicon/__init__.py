"""The lexicon: sorted word lists under ``resources/``, one entry per line, with ``#`` for comments."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib import resources
from types import MappingProxyType
from typing import TypeAlias

Entries: TypeAlias = Mapping[str, tuple[tuple[str, ...], ...]]
"""The file of a language: for each kind of entry, the words of its rows."""


@functools.cache
def read(name: str) -> frozenset[str]:
    """Return the entries of ``resources/<name>.txt``; a name may include a folder.

    Raises `FileNotFoundError` if there is no such list.

    >>> "mr" in read("titles")
    True
    """
    text = (resources.files("quotekit") / "resources" / f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return frozenset(line for line in lines if line)


@functools.cache
def first_column(name: str) -> frozenset[str]:
    """Return the first column of a list whose entries have several, separated by tabs.

    >>> "minister" in first_column("roles")
    True
    """
    return frozenset(line.partition("\t")[0] for line in read(name))


@functools.cache
def group(name: str) -> frozenset[str]:
    """Return the words of a small group, such as the relative pronouns, from the list ``word-groups``.

    Raises `KeyError` if there is no such group.

    >>> sorted(group("relatives"))
    ['that', 'which', 'who']
    """
    return _groups()[name]


@functools.cache
def _groups() -> dict[str, frozenset[str]]:
    rows = (line.split() for line in read("word-groups"))
    return {name: frozenset(words) for name, *words in rows}


AUTO = "auto"
"""The value of `language` for a language that is to be detected."""


@functools.cache
def languages() -> tuple[str, ...]:
    """Return the ISO 639-1 codes of the languages that have a file.

    >>> "de" in languages()
    True
    """
    folder = resources.files("quotekit") / "resources" / "languages"
    return tuple(sorted(file.name.removesuffix(".txt") for file in folder.iterdir()))


def language(code: str) -> Entries:
    """Return the file of a language: for each kind of entry, the words of its rows, sorted.

    Raises `ValueError` for a language without a file.

    >>> language("de")["capitals"]
    (('nouns',),)
    >>> language("eo")
    Traceback (most recent call last):
    ValueError: language: expected one of cs, de, en, es, fr, it, nl, pl, pt, ru, got 'eo'
    """
    if not isinstance(code, str) or code not in languages():
        raise ValueError(f"language: expected one of {', '.join(languages())}, got {code!r}")
    return _entries(code)


@functools.cache
def _entries(code: str) -> Entries:
    rows: dict[str, list[tuple[str, ...]]] = {}
    for line in sorted(read(f"languages/{code}")):
        sort, *words = line.split()
        rows.setdefault(sort, []).append(tuple(words))
    return MappingProxyType({sort: tuple(found) for sort, found in rows.items()})


def first_words(entries: Entries, *sorts: str) -> frozenset[str]:
    """Return the first words of all rows of some kinds in the file of a language; no kind needs any.

    >>> "dass" in first_words(language("de"), "that", "none of this kind")
    True
    """
    return frozenset(row[0] for sort in sorts for row in entries.get(sort, ()))


def first_phrases(entries: Entries, *sorts: str) -> tuple[str, ...]:
    """Return the first entries of all rows of some kinds, with spaces for their underscores.

    >>> first_phrases(language("de"), "answered")
    ('auf die frage', 'auf nachfrage')
    """
    return tuple(row[0].replace("_", " ") for sort in sorts for row in entries.get(sort, ()))
