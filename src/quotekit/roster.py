"""The roster: who is quoted in many texts, with one entry per person however each text names them.

Two texts mean one person if their names agree by the rule of `quotekit.compare` and contradict no other name
of the entry. A surname alone is resolved only if one person in all the texts has it; otherwise it has an
entry of its own that lists the possible people. Organisations are one if their names are the same or one is
the initials of the other. People who are never named, and the writers of texts, are not one person: an entry
gathers those with the same description.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import cast

import attrs

from quotekit.comparison.names import Cast, Voice, judge, parts_of
from quotekit.document import Document, Speaker, SpeakerKind
from quotekit.document.named import NamedDocuments, named
from quotekit.document.records import traits

_BETWEEN_PEOPLE = " | "
_NOBODY = frozenset({"unnamed", "author"})


@attrs.frozen(kw_only=True)
class Appearance:
    """Hold how much somebody is quoted in one document; `group` is that of the document.

    `words` is the number of words in the contents, `direct` the number of direct quotations.
    """

    document: str
    group: str = ""
    quotations: int
    direct: int
    words: int


@attrs.frozen(kw_only=True)
class Person:
    """Hold somebody quoted in many documents: a person, an organisation, or those with one description.

    `name` is the name in most of the quotations, preferably a full one without initials; `aliases` are the
    others. `perhaps` are the people whom this entry may be, if several have the name.
    """

    name: str
    kind: SpeakerKind
    aliases: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    appearances: tuple[Appearance, ...] = attrs.field(default=(), repr=False)

    @property
    def quotations(self) -> int:
        """Return the number of their quotations."""
        return sum(appearance.quotations for appearance in self.appearances)

    @property
    def words(self) -> int:
        """Return the number of words in their quotations."""
        return sum(appearance.words for appearance in self.appearances)

    @property
    def direct_share(self) -> float:
        """Return the share of direct quotations (0 to 1)."""
        return sum(appearance.direct for appearance in self.appearances) / max(self.quotations, 1)

    @property
    def documents(self) -> tuple[str, ...]:
        """Return the documents that quote them, in the given order."""
        return tuple(dict.fromkeys(appearance.document for appearance in self.appearances))

    @property
    def groups(self) -> tuple[str, ...]:
        """Return the groups of those documents."""
        return tuple(dict.fromkeys(appearance.group for appearance in self.appearances))


def people(documents: NamedDocuments) -> tuple[Person, ...]:
    """Return the people quoted in documents, those with most quotations first.

    `documents` are given as for `quotekit.compare`. A quotation of several speakers counts for each. Raises
    `TypeError` for anything but documents.

    >>> import quotekit
    >>> reports = ['"It is over," said Ann Lee.', '"Go home," Ms Lee said.', '"No," said the mayor.']
    >>> for person in people(map(quotekit.attribute, reports)):
    ...     print(person.name, person.kind, person.quotations, person.documents)
    Ann Lee person 2 ('0', '1')
    the mayor unnamed 1 ('2',)
    """
    roster = Roster()
    for id, document in named(documents):
        roster.add(id, document)
    return roster.people()


class Roster:
    """Gather the people quoted, document by document, keeping only names and numbers."""

    def __init__(self) -> None:
        self._appearances: defaultdict[Voice, list[Appearance]] = defaultdict(list)

    def add(self, id: str, document: Document, *, group: str = "") -> None:
        """Count a document's quotations."""
        found: defaultdict[Voice, Counter[str]] = defaultdict(Counter)
        known: dict[object, list[Voice]] = {}
        for quotation in document.quotations:
            if quotation.speaker is None:
                continue
            who = traits(quotation.speaker)
            if who not in known:
                known[who] = _voices(quotation.speaker)
            words = sum(len(part.text.split()) for part in quotation.content)
            for voice in known[who]:
                found[voice].update(quotations=1, words=words, direct=quotation.type == "direct")
        for voice, counts in found.items():
            self._appearances[voice].append(Appearance(document=id, group=group, **counts))

    def people(self) -> tuple[Person, ...]:
        """Return the people counted, those with most quotations first."""
        voices = self._appearances
        names = {name for v in voices if v.kind == "person" for name in (v.name, *v.aliases)}
        known = Cast(lambda: sorted(names))
        weights = {voice: sum(a.quotations for a in found) for voice, found in voices.items()}
        entries = _Entries(known)
        # The fullest names first: they decide who the shorter ones may be.
        for voice in sorted(voices, key=lambda v: (-len(parts_of(v.name)), -weights[v], attrs.astuple(v))):
            entries.add(voice)
        made = [entry.person(voices, weights) for entry in entries.all]
        return tuple(sorted(made, key=lambda person: (-person.quotations, -person.words, person.name)))


@attrs.define(eq=False)
class _Entry:
    voices: list[Voice]
    perhaps: list[str]

    def fits(self, voice: Voice, known: Cast) -> bool:
        if {voice.gender, *(v.gender for v in self.voices)} >= {"m", "f"}:
            return False
        verdicts = [_same(v, voice, known) for v in self.voices]
        return "agreed" in verdicts and "conflicting" not in verdicts

    def person(self, found: Mapping[Voice, list[Appearance]], weights: Mapping[Voice, int]) -> Person:
        most = min(
            self.voices, key=lambda voice: (*_short(voice.name), -weights[voice], voice.name.swapcase())
        )
        names = dict.fromkeys(name for voice in self.voices for name in (voice.name, *voice.aliases))
        return Person(
            name=most.name,
            kind=cast(SpeakerKind, most.kind),
            aliases=tuple(name for name in names if name != most.name),
            perhaps=tuple(self.perhaps),
            appearances=tuple(itertools.chain.from_iterable(found[voice] for voice in self.voices)),
        )


class _Entries:
    """Assign voices to entries, one after the other; candidates share a word of the name."""

    def __init__(self, known: Cast) -> None:
        self._known = known
        self._by_word: defaultdict[str, list[_Entry]] = defaultdict(list)
        self.all: list[_Entry] = []

    def add(self, voice: Voice) -> None:
        parts = parts_of(voice.name)
        last = parts[-1] if parts else ""
        beside = self._by_word[f"{voice.kind} {voice.name.casefold()}"] if voice.kind in _NOBODY else None
        near = self._by_word[last] if beside is None else beside
        fitting = [entry for entry in near if beside is not None or entry.fits(voice, self._known)]
        if len(fitting) == 1:
            entry = fitting[0]
            entry.voices.append(voice)
        else:
            entry = _Entry([voice], [])
            self.all.append(entry)
            bearers = fitting or (near if voice.kind == "person" and len(parts) == 1 else [])
            entry.perhaps.extend(sorted({bearer.voices[0].name for bearer in bearers}))
        if beside is not None:
            beside[:] = [entry]
            return
        words = {word for name in (voice.name, *voice.aliases) for word in parts_of(name)}
        for word in words | ({_initials(parts)} if len(parts) > 1 else set()):
            if entry not in self._by_word[word]:
                self._by_word[word].append(entry)


def _voices(speaker: Speaker) -> list[Voice]:
    """Return the voices of a quotation, several if it has several speakers."""
    whole = Voice.of(speaker)
    names = speaker.name.split(_BETWEEN_PEOPLE)
    return [whole] if len(names) == 1 else [Voice(name, whole.kind) for name in names]


def _same(first: Voice, second: Voice, known: Cast) -> str:
    verdict, reason = judge(first, second, known)
    if reason == "a short form":
        # Two towns may each have a "Police"; initials are less ambiguous.
        names = sorted((first.name, second.name), key=len)
        return verdict if names[0].isupper() and " " not in names[0] else "unclear"
    return verdict


def _short(name: str) -> tuple[bool, bool]:
    """Tell whether a name is a surname alone, and whether it has initials."""
    parts = parts_of(name)
    return len(parts) < 2, any(len(part) == 1 for part in parts)


def _initials(parts: tuple[str, ...]) -> str:
    return "".join(part[0] for part in parts if part not in {"of", "the", "and", "for"})
