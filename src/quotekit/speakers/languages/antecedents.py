"""The antecedent of a relative pronoun, found in the words before it without a parse."""

from __future__ import annotations

import regex

from quotekit.speakers.languages.lists import Lists
from quotekit.speakers.languages.names import Names
from quotekit.speakers.languages.runs import LETTERS

# How far back the noun may begin.
_REACH = 120
# What may come in between: *Ida Moll (54), die sagte*.
_BETWEEN = regex.compile(r"(?:\s*+\([^()\n]{1,30}\))?+\s*+,?\s*+$")
_STOP = regex.compile(r"[^\p{L}\p{M}\p{N}\s’'\-–.&]|(?<=\p{Ll}{3})\.")


def antecedent(
    text: str, start: int, names: Names, words: Lists, *, paragraph: int = 0
) -> tuple[int, int] | None:
    """Return the range of the noun or name right before an offset, with title and article, or None.

    It does not begin before `paragraph`, the offset of the paragraph. It includes the whole phrase around the
    noun, if articles and titles show where that begins (*the mayor of the town, who*).

    >>> from quotekit.speakers.languages.lists import lists
    >>> text = "Ayer llamó la alcaldesa de Sevilla, que dijo que no."
    >>> found = antecedent(text, text.index("que"), Names(text, lists("es"), ()), lists("es"))
    >>> text[slice(*found)]
    'la alcaldesa de Sevilla'
    """
    low = max(start - _REACH, paragraph)
    between = _BETWEEN.search(text, low, start)
    end = between.start() if between else start
    for stop in _STOP.finditer(text, low, end):
        low = stop.end()
    spans = [match.span() for match in LETTERS.finditer(text, low, end)]
    if not spans or spans[-1][1] != end:
        return None
    keys = [words.key(text[slice(*span)]) for span in spans]
    at, several = len(spans) - 1, False
    for name in names.within(low, end):
        if name.start + len(name.text) == end:
            at = next((number for number, span in enumerate(spans) if span[0] >= name.start), at)
            several = len(name.parts) > 1
    at = _phrase(at, keys, words)
    # The owner of a full name is usually somebody else; a town or a body is part of the phrase.
    if not several:
        at = _whole(at, keys, words)
    return spans[at][0], end


def _phrase(at: int, keys: list[str], words: Lists) -> int:
    """Return the first word of a noun's phrase: a title or an article."""
    if at and keys[at - 1] in words.titles:
        at -= 1
    if at and keys[at - 1] in words.articles:
        at -= 1
    return at


def _whole(at: int, keys: list[str], words: Lists) -> int:
    """Return the first word of the whole phrase that a phrase is part of."""
    owner = bool(at) and keys[at - 1] in words.owners
    head = at - 2 if owner else at - 1
    if head < 0:
        return at
    begun = head > 0 and keys[head - 1] in words.articles
    if keys[head] in words.titles or (owner and begun):
        return head - 1 if begun else head
    # German *der* before a noun is both a genitive and an article.
    return head - 1 if begun and keys[at] in words.owners and keys[at] in words.articles else at
