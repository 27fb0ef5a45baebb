"""The roster: who is quoted in many texts, with one entry per person however each text names them.

Two texts mean one person if their names agree by the rule of `quotekit.compare` and contradict no other name
of the entry. A surname alone is resolved only if one person in all the texts has it; otherwise it has an
entry of its own that lists the possible people. Organisations are one if their names are the same or one is
the initials of the other. People who are never named, and the writers of texts, are not one person: an entry
gathers those with the same description.
"""

from __future__ import annotations

import os
from collections import defaultdict

import attrs

from quotekit.arguments import check_kind, check_path
from quotekit.document import Document, Speaker
from quotekit.document.asking import has_in_name
from quotekit.document.named import NamedDocuments, named
from quotekit.document.records import BETWEEN_PEOPLE, traits
from quotekit.roster.entries import Entries
from quotekit.roster.records import Appearance, Person
from quotekit.roster.wikidata import Wikidata
from quotekit.speakers.names.identity import Cast
from quotekit.speakers.names.titles import untitled
from quotekit.speakers.names.voices import Voice, parts_of


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
    if wikidata is not None and not isinstance(wikidata, Wikidata):
        check_path("wikidata", wikidata)
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
        """Count a document's quotations. Raises `TypeError` for anything but a document."""
        check_kind("document", document, Document)
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
        word fits everybody in whose name it is; what is nobody's name fits the organisations whose names have
        it, as `Document.fitting` says.

        >>> import quotekit
        >>> roster = Roster()
        >>> roster.add("long", quotekit.attribute('"It is over," said Ann Lee.'))
        >>> roster.add("short", quotekit.attribute('"Go home," Ms Lee said.'))
        >>> [(person.name, person.quotations) for person in roster.fitting("Governor Lee")]
        [('Ann Lee', 2)]
        """
        check_kind("name", name, str)
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
        entries = Entries(known, self._wikidata)
        # The fullest names first: they decide who the shorter ones may be.
        for voice in sorted(voices, key=lambda v: (-len(parts_of(v.name)), -weights[v], attrs.astuple(v))):
            entries.add(voice)
        persons: dict[Voice, Person] = {}
        for entry in entries.all:
            persons |= dict.fromkeys(entry.voices, entry.person(voices, weights))
        return persons


def _voices(speaker: Speaker) -> list[Voice]:
    """Return the voices of a quotation, several if it has several speakers."""
    whole = Voice.of(speaker)
    names = speaker.name.split(BETWEEN_PEOPLE)
    return [whole] if len(names) == 1 else [Voice(name, whole.kind) for name in names]
