"""What lines are labelled with that is no name: roles, questions and answers, the headings of forms."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from types import MappingProxyType

from quotekit.lexicon.files import read

_NUMBER = re.compile(r"[ \xa0]?(?:no\.?[ \xa0]?|#|№)?\d{1,4}\Z")
_ARTICLE = re.compile(r"(?:the|le|la|der|die|das|el|il|lo|o|a)[ \xa0]")
_NONE: frozenset[str] = frozenset()


def sorts_of(label: str) -> frozenset[str]:
    """Return what sorts of thing are labelled so: ``question``, ``role``, ``other`` …, mostly none.

    >>> sorted(sorts_of("GRAND JUROR 3")), sorted(sorts_of("The Speaker")), sorted(sorts_of("Ann Lee"))
    (['role'], ['role', 'source'], [])
    """
    folded = " ".join(label.casefold().split())
    plain = _ARTICLE.sub("", _NUMBER.sub("", folded), count=1)
    return _sorts().get(folded, _NONE) | _sorts().get(plain, _NONE)


@functools.cache
def _sorts() -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in read("turn-labels"):
        sort, _, name = line.partition(" ")
        found[name] = found.get(name, _NONE) | {sort}
    return MappingProxyType(found)
