"""Posts of several matters: the Minister of Energy and Mines, the Ministry of Youth, Sport and Culture."""

from __future__ import annotations

from collections.abc import Sequence

from quotekit.speakers.names.lexicon import fold, word_set
from quotekit.speakers.names.reader import NameMention, NameReader
from quotekit.speakers.names.titles import matters_after, post_before
from quotekit.speakers.names.words import Words


def with_posts(words: Words, reader: NameReader, names: Sequence[NameMention]) -> list[NameMention]:
    """Return the names with their several matters: in the title of a person, at the end of a body's name."""
    taken: set[int] = set()
    for name in names:
        lead = post_before(words, name.first, reader.lists) if name.kind == "person" else name.lead
        if lead < name.lead:
            taken.update(range(lead, name.lead))
            name.lead, name.titles = lead, (words.lower[lead], *name.titles)
        elif name.kind == "organisation" and not word_set("portfolios").isdisjoint(name.parts):
            last = _with_place(words, matters_after(words, name.last))
            if last > name.last and name.first not in taken:
                taken.update(range(name.last + 1, last + 1))
                _prolong(words, name, last)
    return [name for name in names if name.first not in taken]


def _with_place(words: Words, last: int) -> int:
    """Return the last word of a name that goes on with its state: the Ministry of Arts of Sarvia."""
    goes_on = words.lower[last + 1 : last + 2] == ["of"] and words.capital[last + 2 : last + 3] == [True]
    return last + 2 if goes_on and words.gaps[last] == words.gaps[last + 1] == " " else last


def _prolong(words: Words, name: NameMention, last: int) -> None:
    """Let a body's name end with word `last`."""
    folded = (fold(form) for form in words.forms[name.last + 1 : last + 1])
    name.last, name.end, name.possessive = last, words.ends[last], words.possessive[last]
    name.parts = (*name.parts, *folded)
