"""The roster: who is quoted in many texts, with one entry per person however each text names them.

Two texts mean one person if their names agree by the rule of `quotekit.compare` and contradict no other name
of the entry. A surname alone is resolved only if one person in all the texts has it; otherwise it has an
entry of its own that lists the possible people. Organisations are one if their names are the same or one is
the initials of the other. People who are never named, and the writers of texts, are not one person: an entry
gathers those with the same description.
"""

from __future__ import annotations

import itertools
import os
from collections import defaultdict
from collections.abc import Mapping
from typing import cast

import attrs

from quotekit.document import Document, Speaker, SpeakerKind
from quotekit.document.asking import has_in_name
from quotekit.document.named import NamedDocuments, named
from quotekit.document.records import BETWEEN_PEOPLE, traits
from quotekit.roster.wikidata import Wikidata
from quotekit.speakers.names.identity import Cast, judge
from quotekit.speakers.names.titles import untitled
from quotekit.speakers.names.voices import Voice, parts_of

_NOBODY = frozenset({"unnamed", "author"})


@attrs.frozen(kw_only=True)
class Appearance:
    """Hold how much somebody is quoted in one document; `group` is that of the document.

    The document is the one with this `number` among those counted, from 0, and `places` are those of the
    quotations in it. `words` is the number of words in the contents, `direct` the number of direct
    quotations. What somebody reports of themselves within their own quotation is part of it, and is not
    counted again.
    """

    document: str
    group: str = ""
    number: int
    places: tuple[int, ...] = attrs.field(repr=False)
    direct: int
    words: int

    @property
    def quotations(self) -> int:
        """Return the number of the quotations."""
        return len(self.places)


@attrs.frozen(kw_only=True)
class Person:
    """Hold somebody quoted in many documents: a person, an organisation, or those with one description.

    `name` is the name in most of the quotations, preferably a full one without initials; `aliases` are the
    others. `perhaps` are the people whom this entry may be, if several have the name. `qid` is
    the identifier in Wikidata, if a table that has one was given.
    """

    name: str
    kind: SpeakerKind
    aliases: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    qid: str | None = None
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


def people(
    documents: NamedDocuments, *, wikidata: Wikidata | str | os.PathLike[str] | None = None
) -> tuple[Person, ...]:
    """Return the people quoted in documents, those with most quotations first.

    `documents` are given as for `quotekit.compare`. A quotation of several speakers counts for each.
    `wikidata`, a table or the path of one, gives people their identifiers and merges those with the same one:
    see `quotekit.roster.Wikidata`, also for what reading it raises. Raises `TypeError` for anything else.

    >>> import quotekit
    >>> reports = ['"It is over," said Ann Lee.', '"Go home," Ms Lee said.', '"No," said the mayor.']
    >>> for person in people(map(quotekit.attribute, reports)):
    ...     print(person.name, person.kind, person.quotations, person.documents)
    Ann Lee person 2 ('0', '1')
    the mayor unnamed 1 ('2',)
    """
    known = wikidata if wikidata is None or isinstance(wikidata, Wikidata) else Wikidata.read(wikidata)
    roster = Roster(wikidata=known)
    for id, document in named(documents):
        roster.add(id, document)
    return roster.people()


class Roster:
    """Gather the people quoted, document by document, keeping only names and numbers."""

    def __init__(self, *, wikidata: Wikidata | None = None) -> None:
        self._wikidata = wikidata
        self._appearances: defaultdict[Voice, list[Appearance]] = defaultdict(list)
        self._persons: dict[Voice, Person] | None = None
        self._count = 0

    def add(self, id: str, document: Document, *, group: str = "") -> None:
        """Count a document's quotations."""
        self._persons = None
        found: defaultdict[Voice, list[int]] = defaultdict(list)
        known: dict[object, list[Voice]] = {}
        for place, quotation in enumerate(document.quotations):
            if quotation.speaker is None:
                continue
            who = traits(quotation.speaker)
            around = None if quotation.inside is None else document.quotations[quotation.inside].speaker
            if around is not None and traits(around) == who:
                continue
            if who not in known:
                known[who] = _voices(quotation.speaker)
            for voice in known[who]:
                found[voice].append(place)
        for voice, places in found.items():
            said = [document.quotations[place] for place in places]
            self._appearances[voice].append(
                Appearance(
                    document=id,
                    group=group,
                    number=self._count,
                    places=tuple(places),
                    direct=sum(quotation.type == "direct" for quotation in said),
                    words=sum(len(part.text.split()) for quotation in said for part in quotation.content),
                )
            )
        self._count += 1

    def people(self) -> tuple[Person, ...]:
        """Return the people counted, those with most quotations first."""
        distinct = {id(person): person for person in self._by_voice().values()}.values()
        return tuple(sorted(distinct, key=lambda person: (-person.quotations, -person.words, person.name)))

    def fitting(self, name: str) -> tuple[Person, ...]:
        """Return the people that `name` fits, those with most quotations first.

        It is compared without titles, as `quotekit.compare` does, with each of a person's names. A single
        word fits everybody in whose name it is; what is nobody's name fits the
        organisations whose names have it, as `Document.fitting` says.

        >>> import quotekit
        >>> roster = Roster()
        >>> roster.add("long", quotekit.attribute('"It is over," said Ann Lee.'))
        >>> roster.add("short", quotekit.attribute('"Go home," Ms Lee said.'))
        >>> [(person.name, person.quotations) for person in roster.fitting("Governor Lee")]
        [('Ann Lee', 2)]
        """
        wanted = parts_of(untitled(name))

        def fits(person: Person) -> bool:
            names = {parts_of(one) for one in (person.name, *person.aliases)}
            if person.kind == "person" and len(wanted) == 1:
                return any(wanted[0] in parts for parts in names)
            return wanted in names

        def is_within(person: Person) -> bool:
            names = (parts_of(one) for one in (person.name, *person.aliases))
            return person.kind == "organisation" and any(has_in_name(wanted, parts) for parts in names)

        people = self.people() if wanted else ()
        return tuple(filter(fits, people)) or tuple(filter(is_within, people))

    def person(self, speaker: Speaker) -> Person | None:
        """Return the person who a speaker of one of the documents is, or None for anybody not counted.

        >>> import quotekit
        >>> roster, short = Roster(), quotekit.attribute('"Go home," Ms Lee said.')
        >>> roster.add("long", quotekit.attribute('"It is over," said Ann Lee.'))
        >>> roster.add("short", short)
        >>> roster.person(short.speakers[0]).name
        'Ann Lee'
        """
        return self._by_voice().get(_voices(speaker)[0])

    def _by_voice(self) -> dict[Voice, Person]:
        if self._persons is None:
            self._persons = self._grouped()
        return self._persons

    def _grouped(self) -> dict[Voice, Person]:
        voices = self._appearances
        names = {name for v in voices if v.kind == "person" for name in (v.name, *v.aliases)}
        known = Cast(lambda: sorted(names))
        weights = {voice: sum(a.quotations for a in found) for voice, found in voices.items()}
        entries = _Entries(known, self._wikidata)
        # The fullest names first: they decide who the shorter ones may be.
        for voice in sorted(voices, key=lambda v: (-len(parts_of(v.name)), -weights[v], attrs.astuple(v))):
            entries.add(voice)
        persons: dict[Voice, Person] = {}
        for entry in entries.all:
            persons |= dict.fromkeys(entry.voices, entry.person(voices, weights))
        return persons


@attrs.define(eq=False)
class _Entry:
    voices: list[Voice]
    perhaps: list[str]
    qid: str | None = None

    def fits(self, voice: Voice, known: Cast, qid: str | None) -> bool:
        if qid is not None and self.qid is not None:
            return qid == self.qid
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
            qid=self.qid,
            appearances=tuple(itertools.chain.from_iterable(found[voice] for voice in self.voices)),
        )


class _Entries:
    """Assign voices to entries, one after the other; candidates share a word of the name."""

    def __init__(self, known: Cast, wikidata: Wikidata | None) -> None:
        self._known = known
        self._wikidata = wikidata
        self._by_word: defaultdict[str, list[_Entry]] = defaultdict(list)
        self._by_qid: dict[str, _Entry] = {}
        self.all: list[_Entry] = []

    def add(self, voice: Voice) -> None:
        parts = parts_of(voice.name)
        last = parts[-1] if parts else ""
        beside = self._by_word[f"{voice.kind} {voice.name.casefold()}"] if voice.kind in _NOBODY else None
        qid = None
        if self._wikidata is not None and beside is None:
            qid = self._wikidata.find(voice.name, *voice.aliases, kind=voice.kind)
        near = self._by_word[last] if beside is None else beside
        if qid is not None and qid in self._by_qid:
            fitting = [self._by_qid[qid]]
        else:
            fitting = [e for e in near if beside is not None or e.fits(voice, self._known, qid)]
        if len(fitting) == 1:
            entry = fitting[0]
            entry.voices.append(voice)
            entry.qid = entry.qid or qid
        else:
            entry = _Entry([voice], [], qid)
            self.all.append(entry)
            bearers = fitting or (near if voice.kind == "person" and len(parts) == 1 else [])
            entry.perhaps.extend(sorted({bearer.voices[0].name for bearer in bearers}))
        if beside is not None:
            beside[:] = [entry]
            return
        if entry.qid is not None:
            self._by_qid[entry.qid] = entry
        words = {word for name in (voice.name, *voice.aliases) for word in parts_of(name)}
        for word in words | ({_initials(parts)} if len(parts) > 1 else set()):
            if entry not in self._by_word[word]:
                self._by_word[word].append(entry)


def _voices(speaker: Speaker) -> list[Voice]:
    """Return the voices of a quotation, several if it has several speakers."""
    whole = Voice.of(speaker)
    names = speaker.name.split(BETWEEN_PEOPLE)
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
