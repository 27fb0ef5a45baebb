"""Coreference chains from another tool, looked up by the position of a source."""

from __future__ import annotations

from collections.abc import Sequence

from quotekit.document import Span
from quotekit.speakers.languages.lists import Lists
from quotekit.speakers.languages.runs import ELIDED, LETTERS

# The most mentions that may begin at one word.
_MOST = 20
# The longest mention that is used.
_LONG = 200


def bare(text: str, start: int, end: int, words: Lists) -> int:
    """Return the offset at which a phrase begins without its article.

    >>> from quotekit.speakers.languages.lists import lists
    >>> bare("la mairie", 0, 9, lists("fr")), bare("l’école", 0, 7, lists("fr"))
    (3, 2)
    """
    elided = ELIDED.match(text, start, end)
    if elided and words.key(elided[1]) in words.articles:
        return elided.end(1)
    first = LETTERS.match(text, start, end)
    if first is None or first.end() >= end or words.key(first.group()) not in words.articles:
        return start
    noun = first.end()
    while noun < end and text[noun].isspace():
        noun += 1
    # An article with nothing behind it stands for itself.
    return noun if noun < end else start


class Chains:
    """Find the chain of a phrase."""

    def __init__(self, text: str, words: Lists, chains: Sequence[Sequence[Span]]) -> None:
        self.text = text
        self.lists = words
        self.members = [
            [(span.start, span.end) for span in chain if 0 < span.end - span.start <= _LONG]
            for chain in chains
        ]
        self._begin: dict[int, list[tuple[int, int]]] = {}
        for number, chain in enumerate(self.members):
            for start, end in chain:
                self._begin.setdefault(bare(text, start, end, words), []).append((end, number))

    def chain(self, start: int, end: int) -> int:
        """Return the number of the chain that has a phrase as a mention, apart from articles, or -1.

        The mention may be longer than the phrase or the reverse (*the mayor* in *the mayor of Rostock*), but
        *Ida Moll* in *Ida Moll's aunt* is not a mention of the aunt.
        """
        if not self._begin:
            return -1
        found = self._begin.get(bare(self.text, start, end, self.lists), ())[:_MOST]
        fitting = [
            (abs(last - end), number) for last, number in found if last >= end or self._ends(last, end)
        ]
        return min(fitting)[1] if fitting else -1

    def _ends(self, at: int, end: int) -> bool:
        """Tell whether the rest of a phrase only adds to the part before it."""
        rest = self.text[at:end].lstrip()
        if not rest[:1].isalpha():
            return True
        first = LETTERS.match(rest)
        return first is not None and self.lists.key(first.group()) in self.lists.owners
