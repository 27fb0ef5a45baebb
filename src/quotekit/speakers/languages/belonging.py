"""Whose a name in a noun phrase is: the speaker's own, or of whom or what the speaker belongs to."""

from __future__ import annotations

from collections.abc import Callable

from quotekit.speakers.languages.bodies import SHORT
from quotekit.speakers.languages.cases import (
    FULL,
    given,
    is_adjective,
    is_apposed,
    is_feminine,
    is_nominative,
    is_oblique,
)
from quotekit.speakers.languages.lists import Lists
from quotekit.speakers.languages.names import Names
from quotekit.speakers.languages.runs import Name
from quotekit.speakers.languages.segments import ELISION

# How far back the word before a name may be.
_NEAR = 30
# Only a longer ending shows the case of several words.
_CLEAR = 2


class Belonging:
    """Tell whose the names in the phrases of one text are."""

    def __init__(self, text: str, names: Names, words: Lists, title: Callable[[str], str | None]) -> None:
        self.text, self.names, self.lists = text, names, words
        self._title = title

    def speaks(self, start: int, name: Name) -> bool:
        """Tell whether a name within a phrase is who speaks, not whom or what the speaker belongs to."""
        ahead = self.text[start : name.start].split()
        if not ahead:
            return True
        before = self.lists.key(ELISION.sub("", ahead[-1]))
        titled = before in self.lists.titles
        if name.kind in ("place", "organisation") and (titled or name.gender):
            return False
        if titled or name.gender:
            # *Адвокат Анны Мох*; but *по словам адвоката Анны Мох*
            oblique = titled and is_oblique(name.parts, self.lists)
            keys = list(map(self.lists.key, ahead))
            another = oblique and not self.names.runs.behind_adposition(start)
            return not (another or self.is_case(name, keys) or self.is_anothers(keys))
        article = before in self.lists.articles
        owner = before if not article or before in self.lists.owners else self.lists.key(ahead[-2:][0])
        if owner in self.lists.owners and not (article and len(ahead) == 1):
            return False
        if is_apposed(before, self.lists) and (len(ahead) == 1 or before in self.lists.apposed):
            return True
        if article or before in self.lists.obliques:
            # *die Polizei*, *die Tochter von Ida Moll*: German nouns look like names.
            several = len(name.parts) > 1 and self.lists.owners.isdisjoint(name.parts)
            return several or name.kind is not None or name.text.isupper() or not self.lists.capitals
        return len(name.parts) > 1 or not self.lists.inflects

    def is_anothers(self, ahead: list[str]) -> bool:
        """Tell whether a title before a name belongs to somebody else: *a friend of mayor Ann Lee*."""
        if self.lists.inflects or len(ahead) <= FULL or not self._title(ahead[-1]):
            return False
        article = ahead[-2] in self.lists.articles and ahead[-2] not in self.lists.owners
        return ahead[-3 if article else -2] in self.lists.owners

    def is_case(self, name: Name, ahead: list[str]) -> bool:
        """Tell whether what stands behind an office is what that is of: *doradca Orlenu*, *mér Lyonu*."""
        last, one = name.parts[-1], len(name.parts) == 1
        # *Francie* is a given name elsewhere.
        known = last in self.lists.usual if one else given(name.parts[0], self.lists)
        endings = tuple(ending for ending in self.lists.cases if one or len(ending) > _CLEAR)
        if name.kind is not None or known or is_feminine(last, self.lists) or not last.endswith(endings):
            return False
        # *der Präsident Ruandas*; but *Präsident Carstens*.
        article = not self.lists.capitals or (one and ahead[0] in self.lists.articles)
        return article and self.names.fuller(name) is None

    def joined(self, name: Name) -> bool:
        """Tell whether a small word joins a name to what stands before it: *Рак и Анна Мох*."""
        before = self.text[max(name.start - _NEAR, 0) : name.start].split()
        return bool(before) and before[-1] in self.lists.joining

    def headed(self, found: list[Name], start: int) -> Name | None:
        """Return the person's name behind an office, in a language where an office's own words are cased.

        *Главный врач Анна Орлова*, *šéf klubu z Olešné Jakub Lipa*; but *Адвокат Анны Орловой*, whose name is
        in another case.
        """
        for name in found if self.lists.inflects else ():
            ahead = self.text[start : name.start]
            *_, before = ahead.split() or [""]
            # *Рак и Анна Мох*, *soud v Hradci*
            joined = before.islower() and len(before) <= SHORT
            if before and not joined and "," not in ahead and is_nominative(name.parts, self.lists):
                return name
        return None

    def is_where(self, name: Name, start: int, end: int) -> bool:
        """Tell whether a name is an adjective before its noun: *Омской области*, *Ústavní soud*."""
        after = self.text[name.end : end].split(maxsplit=1)
        noun = bool(after) and after[0][0].islower()
        if not noun or not self.lists.inflects or len(name.parts) != 1:
            return False
        begins = name.start == start and len(after[0]) > SHORT and name.parts[0] not in self.lists.given
        body = self.lists.has_body(name.parts)
        return is_adjective(name.parts[0]) or begins or body or bool(name.gender)
