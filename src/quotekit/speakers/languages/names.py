"""The names of a text: their positions, without titles, and the fullest form of each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

import attrs
import regex

from quotekit.document import Span, SpeakerKind
from quotekit.speakers.languages.cases import alike, declines, given, is_apposed, plainness, same, stem
from quotekit.speakers.languages.lists import Lists

# A full stop only after a letter or two: an initial, a short title.
_WORD = r"(?:\p{Lu}\p{L}?\.|\p{Lu}[’']?+[\p{L}\p{M}]*+(?:[’'\-–]\p{L}[\p{L}\p{M}]*+)*+)"
_SMALL = r"(?:d[eo]s?|del|della|d[iau]|das|vo[nm]|van|der|den|ter|te|zum?|la|le|ibn|bin|al|el|y)"
_AND = "y"
_PARTICLE = regex.compile(_SMALL)
# Not *der 51-Jährige*.
_NAME = regex.compile(
    rf"(?<![\p{{L}}\p{{M}}\d]|\d[\-–]){_WORD}(?:[ \xa0](?:{_SMALL}[ \xa0]){{0,2}}{_WORD})*+"
)
LETTERS = regex.compile(r"[\p{L}\p{M}]++(?:[’'.\-–][\p{L}\p{M}]++)*+[’'.]?+")
_GOES_ON = regex.compile(r"[\p{L}\p{M}\d]|[\-–]\p{L}")
ELIDED = regex.compile(r"(\p{L}{1,4}[’'])(\p{L})")
# The most people with the same beginning of a name; more cannot be told apart.
MOST = 60
# A longer run of capitals is a headline.
_LONGEST = 10
# A name of two words cannot be shortened further.
_SHORTEST = 2


@attrs.frozen(kw_only=True)
class Name:
    """Hold a name without its titles: its words as compared, its text, and its offset.

    `gender` is that of a title in it; `kind` is known only from entities.
    """

    parts: tuple[str, ...]
    text: str
    start: int
    gender: str
    kind: SpeakerKind | None


class Names:
    """Find the names of one text, by their form and by entities from another tool."""

    def __init__(self, text: str, words: Lists, entities: Sequence[tuple[Span, SpeakerKind]]) -> None:
        self.text = text
        self.lists = words
        self._entities: list[tuple[int, int, SpeakerKind]] = []
        for span, kind in sorted(entities, key=lambda pair: (pair[0].start, -pair[0].end)):
            free = not self._entities or self._entities[-1][1] <= span.start
            if free and span.start < span.end and not self._cuts(span):
                self._entities.append((span.start, span.end, kind))
        self._starts = [start for start, _, _ in self._entities]
        self._kinds: dict[tuple[str, ...], SpeakerKind] = {}
        # Longer names by their last word: those inside a sentence, those at its beginning, and these without
        # their first word, which may be a verb.
        self._full: dict[str, list[Name]] = {}
        self._initial: dict[str, list[Name]] = {}
        self._tails: dict[str, list[Name]] = {}
        # Longer names of both kinds by their given name.
        self._given: dict[str, list[Name]] = {}
        self._fullest: dict[tuple[str, ...], Name | None] = {}
        self._seen: set[tuple[int, tuple[str, ...]]] = set()
        self._within: dict[tuple[int, int], tuple[Name, ...]] = {}
        for name in self.within(0, len(text)):
            if name.kind is not None:
                self._kinds.setdefault(name.parts, name.kind)
            if name.kind or not self._is_noun(name.start):
                self.note(name, sure=bool(name.kind) or self._inside(name.start))

    def note(self, name: Name, *, sure: bool = True) -> None:
        """Register a longer name to which shorter ones may refer; an unsure one may contain other words."""
        if not 1 < len(name.parts) <= _LONGEST or name.kind not in (None, "person"):
            return
        if given(name.parts[0], self.lists):
            self._note(self._given, name, name.parts[0])
        if sure:
            self._note(self._full, name, name.parts[-1])
        # *Según la Policía*
        elif name.parts[1] not in self.lists.articles:
            self._note(self._initial, name, name.parts[-1])
            if len(name.parts) > _SHORTEST and self.lists.inflects:
                text = name.text.split(maxsplit=1)[1]
                start = name.start + len(name.text) - len(text)
                tail = attrs.evolve(name, parts=name.parts[1:], text=text, start=start)
                self._note(self._tails, tail, name.parts[-1])

    def _note(self, index: dict[str, list[Name]], name: Name, word: str) -> None:
        forms = index.setdefault(stem(word, self.lists), [])
        if (id(index), name.parts) not in self._seen:
            self._seen.add((id(index), name.parts))
            self._fullest.clear()
            forms.append(name)

    def within(self, start: int, end: int) -> tuple[Name, ...]:
        """Return the names in a range, in text order; an entity is a name whatever its form."""
        # Each source is asked for several times, and the whole text as well.
        if (start, end) not in self._within:
            self._within[start, end] = tuple(self._found(start, end))
        return self._within[start, end]

    def _found(self, start: int, end: int) -> Iterator[Name]:
        at = start
        for number in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
            first, last, kind = self._entities[number]
            if last > end:
                break
            yield from self._read(at, first)
            yield from self._name(first, last, kind)
            at = last
        yield from self._read(at, end)

    def kind(self, name: Name) -> SpeakerKind:
        """Return the kind of a name: that of an entity with this name, else by its words, else a person."""
        kind = name.kind or self._kinds.get(name.parts)
        if kind is not None:
            return kind
        body = self.lists.has_body(name.parts) or (len(name.parts) == 1 and name.text.isupper())
        return "organisation" if body else "person"

    def is_common(self, name: Name) -> bool:
        """Tell whether a name is a noun that begins a sentence: *Svědek řekl*."""
        noun = len(name.parts) == 1 and name.parts[0] in self.lists.tellers
        return noun and name.kind is None and not self._inside(name.start)

    def fuller(self, name: Name) -> Name | None:
        """Return the one longer name that ends in a family name or begins with a given one, as a nominative.

        Of family names, those at the beginning of a sentence count only if there is no other. Return None if
        several people may have the name, and for anything but one name alone (*Moll*, *Di Maio*, *Ida*).
        """
        parts = name.parts
        if len(parts) > 1 and not _PARTICLE.fullmatch(parts[0]):
            return None
        if parts not in self._fullest:
            known = self._ending(self._full, parts) or self._ending(self._initial, parts)
            if not known and self.lists.capitals and parts[-1].endswith("s"):
                # *Molls Begründung*: the genitive of a name.
                parts = (*parts[:-1], parts[-1][:-1])
                known = self._ending(self._full, parts) or self._ending(self._initial, parts)
            one = known and all(same(other.parts[0], known[0].parts[0], self.lists) for other in known)
            found = self.plainest(known[0]) if one else None
            means = found is not None and (parts[-1] == found.parts[-1] or declines(found.parts))
            self._fullest[name.parts] = found if means else None if known else self._by_given(name)
        return self._fullest[name.parts]

    def _by_given(self, name: Name) -> Name | None:
        """Return the one longer name that begins with a given name."""
        [word] = name.parts[-1:]
        known = self._given.get(stem(word, self.lists), ())[:MOST]
        known = [other for other in known if same(other.parts[0], word, self.lists)]
        one = known and all(same(other.parts[-1], known[0].parts[-1], self.lists) for other in known)
        return self.plainest(known[0]) if one else None

    def _ending(self, index: dict[str, list[Name]], parts: tuple[str, ...]) -> list[Name]:
        return [
            name
            for name in index.get(stem(parts[-1], self.lists), ())[:MOST]
            if len(name.parts) > len(parts)
            and all(
                one == other or (same(one, other, self.lists) and declines(name.parts))
                for one, other in zip(name.parts[-len(parts) :], parts, strict=True)
            )
        ]

    def plainest(self, name: Name) -> Name:
        """Return the form of a name in the text that is most like a nominative."""
        if not self.lists.inflects:
            return name
        forms = [name]
        for known in (self._full, self._initial, self._tails):
            for other in known.get(stem(name.parts[-1], self.lists), ())[:MOST]:
                if alike(name.parts, other.parts, self.lists):
                    forms.append(other)
        return min(forms, key=lambda form: plainness(form.parts))

    def _read(self, start: int, end: int) -> Iterator[Name]:
        for match in _NAME.finditer(self.text, start, end):
            yield from self._name(match.start(), match.end(), None)

    def _name(self, start: int, end: int, kind: SpeakerKind | None) -> Iterator[Name]:
        """Remove the titles from a name; the result may be empty."""
        gender = ""
        matches = list(LETTERS.finditer(self.text, start, end))
        for link, after in pairwise(matches):
            # *Luis Paz y Marta Ríos*; but *Ortega y Gasset*
            joined = link.group() == _AND and given(self.lists.key(after.group()), self.lists)
            if joined or self._is_next(matches, after):
                yield from self._name(start, link.start() - 1 if joined else link.end(), kind)
                yield from self._name(after.start(), end, kind)
                return
        own = self._own([self.lists.key(match.group()) for match in matches], start)
        own = max(own, self._behind_acronym([match.group() for match in matches]))
        for number, match in enumerate(matches):
            word = self.lists.key(match.group())
            if number < own:
                gender = self.lists.titles.get(self.lists.title(word) or "", gender)
            elif (title := self.lists.title(word)) is not None:
                gender = self.lists.titles[title]
            elif number + 1 < len(matches) and is_apposed(word, self.lists):
                kind = kind or "organisation"
            elif gender and match.group().islower():
                # *Sprecher der Polizei*: the title has no name of its own.
                return
            elif not self._small(word, match.start(), match.end() < end):
                whole = self.text[match.start() : end]
                parts = tuple(map(self.lists.key, whole.split()))
                kind = kind or self._around(match.start(), end)
                if not number and is_apposed(self._word_before(start), self.lists):
                    kind = kind or "organisation"
                yield Name(parts=parts, text=whole, start=match.start(), gender=gender, kind=kind)
                return

    def _is_next(self, run: Sequence[regex.Match[str]], word: regex.Match[str]) -> bool:
        """Tell whether another full name begins in a run of words: *адвокат Льва Сомова Анна Орлова*."""
        if not self.lists.inflects or len(run) > _LONGEST or word is run[-1]:
            return False
        at = run.index(word)
        keys = (self.lists.key(one.group()) for one in (word, *run[: max(at - 1, 0)]))
        return given(next(keys), self.lists) and any(given(key, self.lists) for key in keys)

    def _own(self, words: list[str], at: int) -> int:
        """Return the word in a run of capitalised words with which the proper name begins.

        Before a given name there may be a role or a place (*Torwart Kai Ritter*, *the mayor Horní Lhoty Hana
        Lipová*). In languages where only names are capitalised, and whose names have no cases, the run must
        follow a title or begin a sentence: otherwise its first word is a given name, listed or not.
        """
        if not self.lists.statements.isdisjoint(words[:-1]):
            # *Nach Aussage Molls*, *von Ida Moll*
            first = 1 + max(number for number, word in enumerate(words[:-1]) if word in self.lists.statements)
            return first + (words[first] in self.lists.owners and first + 1 < len(words))
        cased = self.lists.capitals or self.lists.inflects
        if not cased and self._inside(at) and not self._titled(at):
            return 0
        return next((number for number, word in enumerate(words[:-1]) if given(word, self.lists)), 0)

    def _behind_acronym(self, words: list[str]) -> int:
        """Return the word behind the last acronym before a full name: *tajemník NATO Henrik Dalgaard*."""
        if not self.lists.inflects or all(word.isupper() for word in words[-1:]):
            return 0
        short = (number for number, word in enumerate(words[:-2], 1) if word.isupper() and word.isalpha())
        return max((number for number in short if len(words[number - 1]) > 1), default=0)

    def _titled(self, at: int) -> bool:
        return self._word_before(at) in self.lists.titles

    def _word_before(self, at: int) -> str:
        before = self.text[max(at - 30, 0) : at].split()
        return self.lists.key(before[-1]) if before else ""

    def _small(self, word: str, at: int, more: bool) -> bool:
        """Tell whether a capitalised word is not part of a name, which may continue after it.

        Some are also names: *Son Heung-min*, *Jim*, *Van der Vos*.
        """
        if word in self.lists.obliques:
            return self.lists.capitals or not more
        if word in self.lists.adpositions and not _PARTICLE.fullmatch(word):
            return more and not self._inside(at)
        # *L'opposante*
        elided = ELIDED.match(self.text, at)
        if elided and elided[2].islower() and self.lists.key(elided[1]) in self.lists.articles:
            return True
        return word in self.lists.articles or word in self.lists.pronouns or word in self.lists.relatives

    def _around(self, start: int, end: int) -> SpeakerKind | None:
        number = bisect_right(self._starts, start) - 1
        if number >= 0 and end <= self._entities[number][1]:
            return self._entities[number][2]
        return None

    def _cuts(self, span: Span) -> bool:
        """Tell whether a span begins or ends inside a word (*BMW-Sprecher*) and so names something else."""
        before = self.text[span.start - 1 : span.start]
        inside = before.isalpha() and self.text[span.start].isalpha()
        return inside or bool(_GOES_ON.match(self.text, span.end))

    def _is_noun(self, at: int) -> bool:
        """Tell whether an article precedes a name in a language whose nouns look like names."""
        if not self.lists.capitals:
            return False
        before = self.text[max(at - 10, 0) : at].split()
        return bool(before) and self.lists.key(before[-1]) in self.lists.articles

    def _inside(self, at: int) -> bool:
        """Tell whether a name is inside a sentence, where its capital shows that it is one."""
        before = self.text[max(at - 3, 0) : at].rstrip(" \xa0")
        return before[-1:].isalpha() or before.endswith(",")
