"""A view of an archive together with further documents that are about to be added or only looked up."""

from __future__ import annotations

import functools
import json
from collections import Counter, defaultdict

import attrs

from quotekit.comparison.alignment import align
from quotekit.comparison.archive import COMMON, Archive, Match, Rows
from quotekit.comparison.rows import (
    DocumentRows,
    QuotationRow,
    SpeakerRow,
    decoded,
    encoded,
    read_speaker,
    read_voice,
    read_wording,
    unpacked,
    wording_row,
)
from quotekit.comparison.wording import Wording, own_parts, placed_wordings
from quotekit.comparison.words import Words, words_of
from quotekit.document import Document, Quotation, Speaker
from quotekit.errors import DuplicateDocument
from quotekit.speakers.names.voices import Voice

# A single common key counts only if at most this many wordings have it.
RARE = 8
# The most candidates of a wording that are examined, those with most common keys first.
CANDIDATES = 64

Place = tuple[int, int]
"""A quotation: the number of its document, and its index there."""


@attrs.frozen
class PackedDocument:
    """Hold a document as it was read, with its text still packed."""

    name: str
    packed: bytes = attrs.field(repr=False)
    speakers: list[SpeakerRow] = attrs.field(repr=False)


class View:
    """Read an archive together with documents that are not (or not yet) in it.

    It is made and used inside one transaction: `Archive.reading` or, if its `rows` are written at the end,
    `Archive.writing`.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._last_document, self._last_wording = archive.last()
        self.rows = Rows()
        self._digests: dict[bytes, bytes] = {}
        self._documents: dict[int, tuple[bytes, bytes, str]] = {}
        self._quotations: dict[Place, str] = {}
        self._numbers: dict[int, int] = {}
        self._wordings: dict[int, Wording] = {}
        self._postings: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        self._occurrences: defaultdict[int, list[tuple[int, int, int]]] = defaultdict(list)
        self._matches: defaultdict[int, list[Match]] = defaultdict(list)
        self.document = functools.lru_cache(maxsize=256)(self._document)
        self.quotation = functools.lru_cache(maxsize=1 << 14)(self._quotation)
        self.speaker = functools.lru_cache(maxsize=256)(self._speaker)
        self.text = functools.lru_cache(maxsize=64)(self._text)
        self.words = functools.lru_cache(maxsize=64)(self._words)

    def add(self, name: str, document: Document) -> int | None:
        """Add a document, match its quotations with all others, and return its number.

        Return None if that very document is there already. Raises `DuplicateDocument` if another one has the
        id.
        """
        own = own_parts(document)
        rows = DocumentRows.of(document, own)
        key = encoded(name)
        there = self._digests.get(key) or self._archive.digest(key)
        if there is not None:
            if there != rows.digest:
                raise DuplicateDocument(
                    f"expected a new id for a new document, got {name!r}, which another one has"
                )
            return None
        self._last_document += 1
        number = self._last_document
        self._digests[key] = rows.digest
        self._documents[number] = (key, rows.packed, rows.speakers)
        self.rows.documents.append((number, key, rows.digest, rows.packed, rows.speakers))
        for placed in placed_wordings(document, own):
            place = (number, placed.quotation)
            if place not in self._quotations:
                self._quotations[place] = rows.quotations[placed.quotation]
                self.rows.quotations.append((*place, self._quotations[place]))
            wording = self._take(placed.wording, placed.wording.digest((*place, placed.stretch)))
            self._occurrences[wording].append((*place, placed.stretch))
            self.rows.occurrences.append((wording, *place, placed.stretch))
        return number

    def _take(self, wording: Wording, digest: int) -> int:
        known = self._numbers.get(digest) or self._archive.wording_number(digest)
        if known is not None:
            self._numbers[digest] = known
            return known
        self._last_wording += 1
        number = self._last_wording
        candidates = self._candidates(wording, number)
        self._numbers[digest] = number
        self._wordings[number] = wording
        self.rows.wordings.append((number, digest, *wording_row(wording)))
        for other in candidates:
            alignment = align(self.wording(other), wording)
            if alignment:
                match = (other, *alignment.first, number, *alignment.second)
                self.rows.matches.append(match)
                self._matches[other].append(match)
                self._matches[number].append((*match[3:], *match[:3]))
        return number

    def _candidates(self, wording: Wording, number: int) -> list[int]:
        """Return the wordings that share enough keys, those with most first, and index this one's keys."""
        counts: Counter[tuple[int, int]] = Counter()
        rare: set[tuple[int, int]] = set()
        for key in wording.keys:
            written, own = self._archive.postings(key), self._postings[key]
            if written is None or len(written) + len(own) >= COMMON:
                continue
            found = written + own
            counts.update(found)
            if len(found) <= RARE:
                rare.update(found)
            own.append((number, wording.need))
            self.rows.postings.append((key, number, wording.need))
        enough = (
            (-count, other)
            for (other, need), count in counts.items()
            if count >= min(need, wording.need) and (count > 1 or (other, need) in rare)
        )
        return [other for _, other in sorted(enough)[:CANDIDATES]]

    def wording(self, number: int) -> Wording:
        return self._wordings.get(number) or read_wording(*self._archive.wording(number))

    def matches(self, wording: int) -> list[Match]:
        """Return the matches of a wording, which comes first in each."""
        return self._archive.matches(wording) + self._matches.get(wording, [])

    def occurrences(self, wording: int) -> list[tuple[int, int, int]]:
        """Return where a wording occurs: document, index of the quotation, number of the stretch."""
        return self._archive.occurrences(wording) + self._occurrences.get(wording, [])

    def wordings_of(self, document: int) -> list[int]:
        added = [
            wording for wording, places in self._occurrences.items() if any(p[0] == document for p in places)
        ]
        return sorted({*self._archive.wordings_of(document), *added})

    def repeated(self) -> list[int]:
        """Return every wording that has a match or occurs more than once."""
        return list(self._archive.repeated())

    def remove(self, name: str) -> bool:
        """Remove a document from the archive; tell whether there was one."""
        number = self._archive.number(encoded(name))
        if number is None:
            return False
        for wording in self._archive.remove(number):
            self._archive.forget(wording, self.wording(wording).keys)
        return True

    def _quotation(self, place: Place) -> QuotationRow:
        return QuotationRow.read(self._quotations.get(place) or self._archive.quotation(*place))

    def voice(self, place: Place) -> Voice:
        """Return the voice of a quotation's speaker."""
        at = self.quotation(place).speaker
        return Voice.of(None) if at is None else read_voice(self.document(place[0]).speakers[at])

    def record(self, place: Place) -> Quotation:
        """Return a quotation as it was in its document."""
        row, (document, _) = self.quotation(place), place
        speaker, addressee = (
            None if at is None else self.speaker(document, at) for at in (row.speaker, row.addressee)
        )
        return row.quotation(self.text(document), speaker, addressee)

    def _document(self, number: int) -> PackedDocument:
        name, packed, speakers = self._documents.get(number) or self._archive.document(number)
        return PackedDocument(decoded(name), packed, json.loads(speakers))

    def _speaker(self, document: int, at: int) -> Speaker:
        return read_speaker(self.document(document).speakers[at], self.text(document))

    def _text(self, number: int) -> str:
        return unpacked(self.document(number).packed)

    def _words(self, place: Place) -> Words:
        return words_of(self.text(place[0]), self.quotation(place).parts)
