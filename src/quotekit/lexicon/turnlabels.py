"""Labels of lines other than names: roles, questions and answers, headings of forms."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from types import MappingProxyType

from quotekit.lexicon import group, read

_NUMBER = re.compile(r"[ \xa0_]?(?:no\.?[ \xa0]?|#|№)?\d{1,4}\Z|[ \xa0_][a-z]\Z")
# How those who take part in a study are called: *P07*, *R2*.
_CODE = re.compile(r"[b-pr-z]\d{1,3}")
# An article, or how the chair of a parliament is addressed: *Mr Deputy Speaker*, *Madam President*.
_ARTICLE = re.compile(
    r"(?:the|le|la|der|die|das|el|il|lo|o|a|an"
    r"|(?:mr\.?|madame?)"
    r"(?=[ \xa0](?:(?:acting|deputy|vice)[ \xa0])?(?:speaker|president|chair\w{0,6}|moderator)\Z))[ \xa0]"
)
_NONE: frozenset[str] = frozenset()
_ROLE = frozenset({"role"})


# Labels come back in a script as often as their speakers.
@functools.lru_cache(maxsize=4096)
def sorts_of(label: str) -> frozenset[str]:
    """Return the kinds of label that a string may be: ``question``, ``role``, ``other`` …; none for most.

    >>> sorted(sorts_of("GRAND JUROR 3")), sorted(sorts_of("The Speaker")), sorted(sorts_of("Ann Lee"))
    (['role'], ['role', 'source'], [])
    >>> sorted(sorts_of("FIRST GUARD"))
    ['role']
    """
    folded = " ".join(label.casefold().split())
    plain = _ARTICLE.sub("", _NUMBER.sub("", folded), count=1)
    if _CODE.fullmatch(folded):
        return _ROLE
    return _sorts().get(folded, _NONE) | _sorts().get(plain, _NONE) or _qualified(plain)


def _qualified(label: str) -> frozenset[str]:
    """Return the sort of a role that is told from others of its kind: *first guard*, *an hon. member*.

    What is counted may be anything: *second thief*.
    """
    *before, role = label.split() or [""]
    known = role in roles() or "role" in _sorts().get(role, _NONE)
    told = all(word.rstrip(".") in read("role-modifiers") for word in before)
    counted = len(before) == 1 and before[0] in group("ordinals")
    return _ROLE if (known and before and told) or counted else _NONE


@functools.cache
def roles() -> frozenset[str]:
    """Return what a person can be called, in the singular and the plural."""
    return frozenset(name for line in read("roles") for name in line.split("\t")[::2])


@functools.cache
def _sorts() -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in read("turn-labels"):
        sort, _, name = line.partition(" ")
        found[name] = found.get(name, _NONE) | {sort}
    return MappingProxyType(found)
