"""What a body is called: *agency AFP*, *газета «Край»*, *the Court of Auditors*."""

from __future__ import annotations

from collections.abc import Callable

from quotekit.speakers.languages.cases import FULL, given, is_apposed, is_body
from quotekit.speakers.languages.chains import bare
from quotekit.speakers.languages.lists import Lists
from quotekit.speakers.languages.names import Names
from quotekit.speakers.languages.runs import ELIDED, LETTERS, Name
from quotekit.speakers.languages.segments import MARKED, words

# Words of so many letters and fewer are no nouns: *и*, *или*, *pro*.
SHORT = 3


class Bodies:
    """Read the names of bodies in the phrases of one text."""

    def __init__(self, text: str, names: Names, words: Lists, title: Callable[[str], str | None]) -> None:
        self.text, self.names, self.lists = text, names, words
        self._title = title

    def called(self, start: int, end: int) -> Name | None:
        """Return what stands in marks or right behind a noun for such bodies, if that is all of a phrase."""
        begun = bare(self.text, start, end, self.lists)
        marked = list(MARKED.finditer(self.text, begun, end))
        return self._in_marks(begun, end) if marked else self._behind_noun(begun, end)

    def _in_marks(self, start: int, end: int) -> Name | None:
        """Return what a phrase ends with in marks: *die „Bild am Morgen“*; but not *der Chef der „Bild“*."""
        match, *more = MARKED.finditer(self.text, start, end)
        ahead = list(map(self.lists.key, words(self.text, start, match.start())))
        noun = not ahead or self.is_noun(ahead[-1])
        alone = self.lists.inflects and len(ahead) == 1 and self._title(ahead[0]) is None
        if more or match.end() != end or not self.lists.owners.isdisjoint(ahead):
            return None
        return self._name(*match.span(1)) if noun or alone else None

    def _behind_noun(self, start: int, end: int) -> Name | None:
        found = list(LETTERS.finditer(self.text, start, end))
        keys = [self.lists.key(match.group()) for match in found]
        small = True
        for number, (word, key) in enumerate(zip(found[:-1], keys, strict=False)):
            small = small and word.group()[0].islower()
            following = found[number + 1]
            if self._stands_before(key, keys[number + 1], small=small):
                cased = following.group()[0].isupper() and not self.lists.title(keys[number + 1])
                noun = small or self.lists.capitals or not self.names.runs.inside(start)
                return self._name(following.start(), end) if cased and noun else None
            if (number and not small) or key in self.lists.owners:
                return None
        return None

    def _stands_before(self, key: str, following: str, *, small: bool) -> bool:
        """Tell whether a noun stands before the body's name: *úřad Eurostat*; but not *rada Evropy*."""
        if key in self.lists.apposed or self._is_compound(key):
            return True
        noun = small and self.lists.inflects and key in self.lists.bodies
        return noun and not self.lists.is_genitive(following)

    def _is_compound(self, key: str) -> bool:
        return self.lists.capitals and any(key.endswith(noun) for noun in self.lists.apposed)

    def is_noun(self, key: str) -> bool:
        """Tell whether a word, as returned by `Lists.key`, tells what a body is, in any case."""
        told = key in self.lists.tellers or is_body(key, self.lists) or is_apposed(key, self.lists)
        return (told or self._is_compound(key)) and self._title(key) is None

    def _name(self, start: int, end: int) -> Name | None:
        text = self.text[start:end].strip(" ,.")
        if not text or not text[0].isupper():
            return None
        parts = tuple(map(self.lists.key, text.split()))
        start = self.text.index(text, start)
        return Name(parts=parts, text=text, start=start, gender="", kind="organisation")

    def is_whole(self, start: int, end: int) -> bool:
        """Tell whether all of a phrase names a body or describes somebody: *the Court of Auditors*."""
        begun = bare(self.text, start, end, self.lists)
        found = words(self.text, begun, end)
        keys = list(map(self.lists.key, found))
        if len(keys) < FULL or self.lists.has_body(self.lists.head(keys)):
            return len(keys) >= FULL
        name = next(iter(self.names.within(begun, end)), None)
        if name is None or name.start != begun or len(name.parts) > 1 or name.gender or name.kind:
            return False
        if keys[1] in self.lists.without:
            return True
        if given(name.parts[0], self.lists) or found[1][0].isupper() or self.names.fuller(name):
            return False
        elided = ELIDED.match(found[1])
        if keys[1] in self.lists.adpositions or (elided and self.lists.key(elided[1]) in self.lists.owners):
            # *Jeden z nich*, *la Ligue des droits*; but *Lipa z výboru*.
            known = (self.lists.obliques, self.lists.pronouns)
            return begun != start or any(key in words for key in keys[2:3] for words in known)
        small = (self.lists.articles, self.lists.pronouns, self.lists.obliques, self.lists.relatives)
        return len(keys[1]) > SHORT and not any(keys[1] in words for words in small)
