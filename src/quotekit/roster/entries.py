"""Entries: which voices of many texts are one person's, or one body's."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import cast

import attrs

from quotekit.document import SpeakerKind
from quotekit.roster.records import Appearance, Person
from quotekit.roster.wikidata import Wikidata
from quotekit.speakers.names.identity import CROWD, Cast, judge
from quotekit.speakers.names.voices import Name, Voice, parts_of

_NOBODY = frozenset({"unnamed", "author"})


@attrs.define(eq=False)
class Entry:
    """Gather the voices of one person; `perhaps` are the people whom the name may also mean."""

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


class Entries:
    """Assign voices to entries, one after the other; candidates share a word of the name."""

    def __init__(self, known: Cast, wikidata: Wikidata | None) -> None:
        self._known = known
        self._wikidata = wikidata
        # The entries are keys, as those of two words are compared.
        self._by_word: defaultdict[str, dict[Entry, None]] = defaultdict(dict)
        self._by_qid: dict[str, Entry] = {}
        self.all: list[Entry] = []

    def add(self, voice: Voice) -> None:
        parts = parts_of(voice.name)
        words = {word for name in (voice.name, *voice.aliases) for word in parts_of(name)}
        beside = self._by_word[f"{voice.kind} {voice.name.casefold()}"] if voice.kind in _NOBODY else None
        qid = None
        if self._wikidata is not None and beside is None:
            qid = self._wikidata.find(voice.name, *voice.aliases, kind=voice.kind)
        near = self._near(parts, words) if beside is None else beside
        if qid is not None and qid in self._by_qid:
            fitting = [self._by_qid[qid]]
        else:
            fitting = [e for e in near if beside is not None or e.fits(voice, self._known, qid)]
        if len(fitting) == 1:
            entry = fitting[0]
            entry.voices.append(voice)
            entry.qid = entry.qid or qid
        else:
            entry = Entry([voice], [], qid)
            self.all.append(entry)
            bearers = fitting or (near if voice.kind == "person" and len(parts) == 1 else [])
            entry.perhaps.extend(sorted({bearer.voices[0].name for bearer in bearers}))
        if beside is not None:
            beside.clear()
            beside[entry] = None
            return
        if entry.qid is not None:
            self._by_qid[entry.qid] = entry
        if len(parts) > 1:
            words |= {_initials(parts), *(f"{part[0]}." for part in parts[:-1])}
        for word in words:
            self._by_word[word][entry] = None

    def _near(self, parts: Name, words: set[str]) -> Collection[Entry]:
        """Return the entries that have the last word of a name; `words` are all that it has."""
        last = parts[-1] if parts else ""
        near = self._by_word[last]
        if len(parts) < 2 or len(near) <= CROWD:
            return near
        # Of a crowd with one surname, with those that share more of the name. An initial may stand for any
        # name that begins so, and the other way round.
        letters = {f"{part}." if len(part) == 1 else part[0] for part in parts[:-1]}
        shared = [near.keys() & self._by_word[word].keys() for word in (words - {last}) | letters]
        # What a crowd shares beside the surname tells as little (*van der* Berg).
        return set().union(*(some for some in shared if len(some) <= CROWD))


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
