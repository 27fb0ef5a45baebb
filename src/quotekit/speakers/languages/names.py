"""The names of a text: their positions, without titles, and the fullest form of each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import attrs

from quotekit.document import Span, SpeakerKind
from quotekit.speakers.languages.cases import alike, declines, given, plainness, same, stem
from quotekit.speakers.languages.lists import Lists
from quotekit.speakers.languages.persons import PARTICLE
from quotekit.speakers.languages.runs import LONGEST, RUN, Name, Runs

# The most people with the same beginning of a name; more cannot be told apart.
MOST = 60
# A name of two words cannot be shortened further.
_SHORTEST = 2


class Names:
    """Find the names of one text, by their form and by entities from another tool."""

    def __init__(self, text: str, words: Lists, entities: Sequence[tuple[Span, SpeakerKind]]) -> None:
        self.text = text
        self.lists = words
        self.runs = Runs(text, words, entities, self._is_surname)
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
                self.note(name, sure=bool(name.kind) or self.runs.inside(name.start))

    def note(self, name: Name, *, sure: bool = True) -> None:
        """Register a longer name to which shorter ones may refer; an unsure one may contain other words."""
        if not 1 < len(name.parts) <= LONGEST or name.kind not in (None, "person"):
            return
        if given(name.parts[0], self.lists):
            self._note(self._given, name, name.parts[0])
        if sure:
            self._note(self._full, name, name.parts[-1])
        # *Según la Policía*
        elif name.parts[1] not in self.lists.articles or name.text.split()[1][0].isupper():
            self._note(self._initial, name, name.parts[-1])
            if len(name.parts) > _SHORTEST and self.lists.inflects:
                text = name.text.split(maxsplit=1)[1]
                start = name.start + len(name.text) - len(text)
                tail = attrs.evolve(name, parts=name.parts[1:], text=text, start=start)
                self._note(self._tails, tail, name.parts[-1])

    def correct(self, name: Name) -> None:
        """Register the name of a speaker, in place of longer ones that end with it."""
        for index in (self._full, self._initial):
            forms = index.get(stem(name.parts[-1], self.lists), [])
            for form in [form for form in forms[:MOST] if len(form.parts) > len(name.parts) > 1]:
                ends = form.parts[-len(name.parts) :] == name.parts and not PARTICLE.fullmatch(name.parts[0])
                if ends and given(name.parts[0], self.lists) and not given(form.parts[0], self.lists):
                    forms.remove(form)
                    self._fullest.clear()
        self.note(name)

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
        for number in range(bisect_left(self.runs.starts, start), bisect_left(self.runs.starts, end)):
            first, last, kind = self.runs.entities[number]
            if last > end:
                break
            yield from self._read(at, first)
            yield from self.runs.names(first, last, kind)
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
        return noun and name.kind is None and not self.runs.inside(name.start)

    def fuller(self, name: Name) -> Name | None:
        """Return the one longer name that ends in a family name or begins with a given one, as a nominative.

        Of family names, those at the beginning of a sentence count only if there is no other. Return None if
        several people may have the name, and for anything but one name alone (*Moll*, *Di Maio*, *Ida*).
        """
        parts = name.parts
        if len(parts) > 1 and not PARTICLE.fullmatch(parts[0]):
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

    def _is_surname(self, word: str) -> bool:
        """Tell whether a longer name ends with this word."""
        known = (index.get(stem(word, self.lists), ())[:MOST] for index in (self._full, self._initial))
        return any(name.parts[-1] == word for names in known for name in names)

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
        for match in RUN.finditer(self.text, start, end):
            yield from self.runs.names(match.start(), match.end(), None)

    def _is_noun(self, at: int) -> bool:
        """Tell whether an article precedes a name in a language whose nouns look like names."""
        if not self.lists.capitals:
            return False
        before = self.text[max(at - 10, 0) : at].split()
        return bool(before) and self.lists.key(before[-1]) in self.lists.articles
