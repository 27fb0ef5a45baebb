"""The word lists that tell who is who, read once from ``resources/``.

Lists with columns (tab separated) come back as mappings; every entry is in lower case.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

import attrs

from quotekit.lexicon import read


def fold(word: str) -> str:
    """Give the form under which names are compared: lower case, no dots, no accents, plain apostrophes.

    >>> fold("Díaz"), fold("Jr."), fold("O’Neill")
    ('diaz', 'jr', "o'neill")
    """
    word = word.lower().replace(".", "").replace("’", "'")
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


@functools.cache
def columns(name: str) -> Mapping[str, tuple[str, ...]]:
    """Read ``resources/<name>.txt`` as a mapping from the first column to the others."""
    rows = (line.split("\t") for line in read(name))
    return MappingProxyType({row[0]: tuple(row[1:]) for row in rows})


@attrs.frozen(kw_only=True)
class Role:
    """Hold a noun for a person: the singular, the gender it tells (m, f, u) and whether it is plural here."""

    noun: str
    gender: str
    plural: bool


@functools.cache
def roles() -> Mapping[str, Role]:
    """Give every form, singular and plural, of the nouns for people."""
    out: dict[str, Role] = {}
    for noun, (gender, plural) in sorted(columns("roles").items()):
        out[noun] = Role(noun=noun, gender=gender, plural=False)
        out.setdefault(plural, Role(noun=noun, gender=gender, plural=True))
    return MappingProxyType(out)


@functools.cache
def formal_names() -> Mapping[str, frozenset[str]]:
    """Give, for each short form of a given name, the names it stands for."""
    return MappingProxyType({k: frozenset(v[0].split(",")) for k, v in columns("nicknames").items()})


@functools.cache
def kin_gender() -> Mapping[str, str]:
    """Give the gender that a title in front of a name tells."""
    return MappingProxyType({k: v[0] for k, v in columns("titles-gendered").items()})


@functools.cache
def given_gender() -> Mapping[str, str]:
    """Give the usual gender of each listed given name: m, f or u."""
    return MappingProxyType({fold(k): v[0] for k, v in columns("given-names").items()})
