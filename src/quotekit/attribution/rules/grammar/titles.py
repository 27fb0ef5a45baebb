"""Titles of works, which stand in quotation marks and are not said."""

from __future__ import annotations

from quotekit.attribution.rules.grammar import classes as c
from quotekit.attribution.rules.grammar.tagged import Range, Tagged
from quotekit.lexicon.wordgroups import group

_LONGEST = 10


def is_title(tagged: Tagged, quoted: Range) -> bool:
    """Tell whether a quoted span, marks included, is a title: few words, all but the smallest capitalised."""
    first, stop = quoted
    inner = range(first + 1, min(stop - 1, first + _LONGEST + 5))
    words = [tagged.words[at] for at in inner if tagged.tags[at] not in (c.STOP, c.COMMA, c.QUOTE)]
    if not words or len(words) > _LONGEST:
        return False
    return all(word[0].isupper() or word in group("small") for word in words)
