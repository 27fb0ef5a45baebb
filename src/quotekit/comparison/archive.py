"""The archive of a comparison: documents, wordings, index and matches in the tables of one database."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

import attrs

from quotekit.comparison.database import Database

# A key that this many wordings have says nothing about any of them and is ignored.
COMMON = 200

_VERSION = 2
_SCHEMA = """
CREATE TABLE document (number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, digest BLOB NOT NULL,
    text BLOB NOT NULL, speakers TEXT NOT NULL);
CREATE TABLE quotation (document INTEGER NOT NULL, place INTEGER NOT NULL, record TEXT NOT NULL,
    PRIMARY KEY (document, place)) WITHOUT ROWID;
CREATE TABLE wording (number INTEGER PRIMARY KEY, digest INTEGER NOT NULL UNIQUE, words TEXT NOT NULL,
    units TEXT NOT NULL);
CREATE TABLE occurrence (wording INTEGER NOT NULL, document INTEGER NOT NULL, place INTEGER NOT NULL,
    stretch INTEGER NOT NULL, PRIMARY KEY (wording, document, place, stretch)) WITHOUT ROWID;
CREATE INDEX occurrence_by_document ON occurrence (document);
CREATE TABLE posting (key INTEGER NOT NULL, wording INTEGER NOT NULL, need INTEGER NOT NULL,
    PRIMARY KEY (key, wording)) WITHOUT ROWID;
CREATE TABLE match (one INTEGER NOT NULL, one_start INTEGER NOT NULL, one_end INTEGER NOT NULL,
    other INTEGER NOT NULL, other_start INTEGER NOT NULL, other_end INTEGER NOT NULL,
    PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE INDEX match_by_other ON match (other);
CREATE TABLE removed (number INTEGER PRIMARY KEY);
"""

Match = tuple[int, int, int, int, int, int]
"""Two wordings, each with the range of its words from the first shared one to the last."""


@attrs.define
class Rows:
    """Hold the rows that one transaction adds, by table."""

    documents: list[tuple[int, bytes, bytes, bytes, str]] = attrs.Factory(list)
    quotations: list[tuple[int, int, str]] = attrs.Factory(list)
    wordings: list[tuple[int, int, str, str]] = attrs.Factory(list)
    occurrences: list[tuple[int, int, int, int]] = attrs.Factory(list)
    postings: list[tuple[int, int, int]] = attrs.Factory(list)
    matches: list[Match] = attrs.Factory(list)


class Archive(Database):
    """Hold the tables of an open database: see `Database` for the path and what it raises."""

    def __init__(self, path: str | os.PathLike[str] | None = None) -> None:
        super().__init__(path, schema=_SCHEMA, version=_VERSION)
        self._common: set[int] = set()
        self._removed = 0

    def write(self, rows: Rows) -> None:
        """Write rows, those of the index in sorted order, which is fastest."""
        many = self._connection.executemany
        many("INSERT INTO document VALUES (?, ?, ?, ?, ?)", rows.documents)
        many("INSERT INTO quotation VALUES (?, ?, ?)", rows.quotations)
        many("INSERT INTO wording VALUES (?, ?, ?, ?)", rows.wordings)
        many("INSERT INTO occurrence VALUES (?, ?, ?, ?)", sorted(rows.occurrences))
        many("INSERT INTO posting VALUES (?, ?, ?)", sorted(rows.postings))
        many("INSERT INTO match VALUES (?, ?, ?, ?, ?, ?)", sorted(rows.matches))

    def remove(self, number: int) -> list[int]:
        """Remove a document and its occurrences; return the wordings that no document has now.

        Its number is not used again: whoever still has it will find nothing.
        """
        wordings = self.wordings_of(number)
        execute = self._connection.execute
        for table in ("occurrence", "quotation"):
            execute(f"DELETE FROM {table} WHERE document = ?", (number,))
        execute("DELETE FROM document WHERE number = ?", (number,))
        execute("INSERT INTO removed VALUES (?)", (number,))
        return [wording for wording in wordings if not self.occurrences(wording)]

    def forget(self, wording: int, keys: Iterable[int]) -> None:
        """Remove a wording with its postings and matches."""
        self._connection.execute("DELETE FROM wording WHERE number = ?", (wording,))
        self._connection.execute("DELETE FROM match WHERE one = ? OR other = ?", (wording, wording))
        self._connection.executemany(
            "DELETE FROM posting WHERE key = ? AND wording = ?", ((key, wording) for key in keys)
        )

    def removals(self) -> int:
        """Return how many documents were removed so far."""
        return int(self._one("SELECT count(*) FROM removed")[0])

    def last(self) -> tuple[int, int]:
        """Return the highest numbers that a document and a wording have ever had."""
        removals = self.removals()
        if removals != self._removed:
            # There are fewer postings now.
            self._common.clear()
            self._removed = removals
        last_removed = self._one("SELECT coalesce(max(number), 0) FROM removed")[0] if removals else 0
        return (
            max(last_removed, self._one("SELECT coalesce(max(number), 0) FROM document")[0]),
            self._one("SELECT coalesce(max(number), 0) FROM wording")[0],
        )

    def count(self) -> int:
        return int(self._one("SELECT count(*) FROM document")[0])

    def has(self, number: int) -> bool:
        """Tell whether the document with a number is still in the archive."""
        return self._maybe("SELECT 1 FROM document WHERE number = ?", number) is not None

    def ids(self) -> Iterator[bytes]:
        for (name,) in self._connection.execute("SELECT id FROM document ORDER BY number"):
            yield name

    def digest(self, name: bytes) -> bytes | None:
        """Return the digest of the document with an id, or None."""
        found = self._maybe("SELECT digest FROM document WHERE id = ?", name)
        return None if found is None else bytes(found[0])

    def number(self, name: bytes) -> int | None:
        """Return the number of the document with an id, or None."""
        found = self._maybe("SELECT number FROM document WHERE id = ?", name)
        return None if found is None else int(found[0])

    def document(self, number: int) -> tuple[bytes, bytes, str]:
        """Return a document's id, text and speakers, as they were written."""
        name, text, speakers = self._one("SELECT id, text, speakers FROM document WHERE number = ?", number)
        return name, text, speakers

    def quotation(self, document: int, place: int) -> str:
        return str(
            self._one("SELECT record FROM quotation WHERE document = ? AND place = ?", document, place)[0]
        )

    def wording_number(self, digest: int) -> int | None:
        found = self._maybe("SELECT number FROM wording WHERE digest = ?", digest)
        return None if found is None else int(found[0])

    def wording(self, number: int) -> tuple[str, str]:
        """Return a wording's words and units, as they were written."""
        words, units = self._one("SELECT words, units FROM wording WHERE number = ?", number)
        return words, units

    def occurrences(self, wording: int) -> list[tuple[int, int, int]]:
        """Return where a wording occurs: document, index of the quotation, number of the stretch."""
        return self._all("SELECT document, place, stretch FROM occurrence WHERE wording = ?", wording)

    def wordings_of(self, document: int) -> list[int]:
        found = self._all("SELECT DISTINCT wording FROM occurrence WHERE document = ? ORDER BY 1", document)
        return [number for (number,) in found]

    def postings(self, key: int) -> list[tuple[int, int]] | None:
        """Return the wordings that have a key, each with its `need`, or None if too many have it."""
        if key in self._common:
            return None
        found = self._all("SELECT wording, need FROM posting WHERE key = ? LIMIT ?", key, COMMON)
        if len(found) < COMMON:
            return found
        # This need not be read again until a document is removed.
        self._common.add(key)
        return None

    def matches(self, wording: int) -> list[Match]:
        """Return the matches of a wording, which comes first in each."""
        return self._all(
            "SELECT one, one_start, one_end, other, other_start, other_end FROM match WHERE one = ? UNION ALL"
            " SELECT other, other_start, other_end, one, one_start, one_end FROM match WHERE other = ?",
            wording,
            wording,
        )

    def repeated(self) -> Iterator[int]:
        """Return every wording that has a match or occurs more than once, by number."""
        yield from (
            number
            for (number,) in self._connection.execute(
                "SELECT wording FROM occurrence GROUP BY wording HAVING count(*) > 1"
                " UNION SELECT one FROM match UNION SELECT other FROM match"
            )
        )
