"""Roles: the titles and other nouns beside names, which tell who is meant when one recurs alone."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from operator import attrgetter

import regex

from quotekit.speakers.languages.cases import same, stem
from quotekit.speakers.languages.lists import Lists
from quotekit.speakers.languages.names import Names
from quotekit.speakers.languages.runs import LETTERS, Name

# How far before a name its title may begin (*der Bürgermeister von Bad Neuheim, Uwe Born*), and after it.
_AHEAD, _AFTER = 60, 40
# Words of so many letters and fewer are no nouns that tell who somebody is.
_SHORT = 3
_STOP = regex.compile(r"[^\p{L}\p{M}\s’'\-–.,]|(?<=\p{Ll}{3})\.")
_COMMA = regex.compile(r"(?:\s*+\([^()\n]{1,30}\))?+,\s++")
_START = attrgetter("start")


class Roles:
    """Find the names with titles in a text."""

    def __init__(self, names: Names, words: Lists) -> None:
        self._names, self._lists = names, words
        self._titles: dict[str, list[str]] = {}
        for title in words.titles:
            self._titles.setdefault(stem(title, words), []).append(title)
        self._named: dict[str, list[Name]] = {}
        self._described: dict[str, list[tuple[str, Name]]] = {}
        self._phrases: dict[tuple[str, ...], list[Name]] = {}
        for name in names.within(0, len(names.text)):
            ahead = self._ahead(name)
            for title in self._beside(name, ahead):
                self.note(title, name)
            for noun in self._nouns(name, ahead):
                self._described.setdefault(stem(noun, words), []).append((noun, name))
            if len(name.parts) > 1:
                phrase = tuple(map(words.key, ahead[self._headed(ahead) :]))
                self._phrases.setdefault(phrase, []).append(name)

    def note(self, title: str, name: Name) -> None:
        """Record a name for a title, and for the shorter title with which it ends."""
        for meant in (title, self._lists.compound(title) if self._lists.capitals else None):
            if meant:
                insort(self._named.setdefault(meant, []), name, key=_START)

    def title(self, word: str) -> str | None:
        """Return the title that a word, as returned by `Lists.key`, is or ends with, or None.

        >>> from quotekit.speakers.languages.lists import lists
        >>> roles = Roles(Names("", lists("de"), ()), lists("de"))
        >>> roles.title("bürgermeisterin"), roles.title("umweltministerin"), roles.title("brücke")
        ('burgermeisterin', 'ministerin', None)
        """
        word = self._lists.key(word)
        if word in self._lists.titles or not self._lists.inflects:
            return self._lists.title(word) or (self._lists.title(word[:-1]) if word.endswith("s") else None)
        forms = self._titles.get(stem(word, self._lists), ())
        # *ředitelky* is a case of *ředitelka*, not of *ředitel*.
        meant = (t for t in forms if len(t) <= len(word) and same(t, word, self._lists))
        return max(meant, key=len, default=None)

    def whose(self, title: str, at: int) -> Name | None:
        """Return the last name with a title before an offset."""
        return self._last(self._named.get(title, ()), at)

    def described(self, noun: str, at: int) -> Name | None:
        """Return the last name before an offset that another noun stands beside: *the architect Ida Moll*."""
        beside = self._described.get(stem(noun, self._lists), ())
        return self._last([name for other, name in beside if same(other, noun, self._lists)], at)

    def phrased(self, words: Sequence[str], at: int) -> Name | None:
        """Return the last name that a phrase stands before: *глава района Руслан Хаматов*."""
        return self._last(self._phrases.get(tuple(words), ()), at)

    def _last(self, named: Sequence[Name], at: int) -> Name | None:
        before = bisect_left(named, at, key=_START)
        return named[before - 1] if before else None

    def _nouns(self, name: Name, ahead: list[str]) -> Iterator[str]:
        """Return the nouns before a name: the nearest and what it belongs to; and one after a comma."""
        if len(name.parts) == 1:
            return
        text, end = self._names.text, name.start + len(name.text)
        head = self._headed(ahead)
        listed = head < len(ahead) and self._is_listed(ahead[head])
        nouns = ahead[head : head + 1] if listed else [*ahead[head : head + 1], *ahead[-1:]]
        after: list[str] = []
        if comma := _COMMA.match(text, end):
            after = LETTERS.findall(text, comma.end(), comma.end() + _AFTER)[:2]
            after = after[1:] if after and self._lists.key(after[0]) in self._lists.articles else after[:1]
            after = [word for word in after if word[:1].isupper() == self._lists.capitals]
        for word in (*nouns, *after):
            noun = self._lists.key(word).rpartition("'")[2]
            if len(noun) > _SHORT:
                yield noun

    def _ahead(self, name: Name) -> list[str]:
        """Return the words before a name, back to the last mark."""
        text, low = self._names.text, max(0, name.start - _AHEAD)
        for stop in _STOP.finditer(text, low, name.start):
            low = stop.end()
        return [match.group() for match in LETTERS.finditer(text, low, name.start)]

    def _headed(self, ahead: list[str]) -> int:
        """Return which word before a name the others there belong to: *директор* of *директор завода*.

        That is a listed one, or the first of a sentence; without either, none is.
        """
        for at in reversed(range(len(ahead))):
            # *вдова поэта*: the poet is in another case.
            of = at and self._lists.inflects and self._lists.key(ahead[at]) not in self._lists.titles
            own = of and self._is_listed(ahead[at - 1])
            if (self._is_listed(ahead[at]) and not own) or (at == 0 and ahead[0][0].isupper()):
                return at
            if not self._lists.is_genitive(self._lists.key(ahead[at])):
                break
        return len(ahead)

    def _is_listed(self, word: str) -> bool:
        return self._lists.key(word) in self._lists.tellers or self.title(word) is not None

    def _beside(self, name: Name, ahead: list[str]) -> Iterator[str]:
        """Return the titles right before a name, and after it between commas."""
        text, end = self._names.text, name.start + len(name.text)
        if ahead:
            heading = self._heading(ahead)
            before = (heading if self._lists.inflects else None) or self.title(ahead[-1]) or heading
            if before:
                yield before
        comma = _COMMA.match(text, end)
        if comma:
            after = LETTERS.findall(text, comma.end(), comma.end() + _AFTER)[:2]
            if after and self._lists.key(after[0]) in self._lists.articles:
                del after[0]
            title = self.title(after[0]) if after else None
            if title:
                yield title

    def _heading(self, ahead: list[str]) -> str | None:
        """Return the title with which a phrase before a name begins: *the mayor of Ulm, Ida Moll*."""
        for at in range(len(ahead) - 2, -1, -1):
            if self._lists.key(ahead[at + 1]) in self._lists.owners and (title := self.title(ahead[at])):
                return title
        head = ahead[self._headed(ahead) :]
        return self.title(head[0]) if head else None
