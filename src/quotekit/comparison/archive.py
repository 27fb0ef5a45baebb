"""The file behind a comparison: documents, wordings, index and matches in one sqlite3 database.

What a transaction has written is there after the process is killed at any moment, and after the
power fails; what it had not finished is gone without a trace.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import attrs

from quotekit.errors import InvalidArchive

# A key that so many wordings have says nothing of any of them, and is passed over.
COMMON = 200

_APPLICATION = 0x71756F74
_VERSION = 1
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
"""


Match = tuple[int, int, int, int, int, int]
"""Two wordings, each with the range of its words from the first shared one to the last."""


@attrs.define
class Rows:
    """Hold what one transaction adds, table by table."""

    documents: list[tuple[int, bytes, bytes, bytes, str]] = attrs.Factory(list)
    quotations: list[tuple[int, int, str]] = attrs.Factory(list)
    wordings: list[tuple[int, int, str, str]] = attrs.Factory(list)
    occurrences: list[tuple[int, int, int, int]] = attrs.Factory(list)
    postings: list[tuple[int, int, int]] = attrs.Factory(list)
    matches: list[Match] = attrs.Factory(list)


class Archive:
    """Hold an open database; without a path it lives in memory and goes when it is closed.

    Raises `InvalidArchive` for a file that is something else.
    """

    def __init__(self, path: str | os.PathLike[str] | None = None) -> None:
        self.path = ":memory:" if path is None else os.fspath(path)
        self._common: set[int] = set()
        self._lock = threading.RLock()
        self._database = sqlite3.connect(self.path, timeout=60, isolation_level=None, check_same_thread=False)
        # Who forgets to close loses nothing but should not be warned either.
        self._closing = weakref.finalize(self, self._database.close)
        try:
            self._prepare()
        except BaseException:
            self.close()
            raise

    def _prepare(self) -> None:
        try:
            if self._is_new():
                with self.writing():
                    if self._is_new():
                        for statement in _SCHEMA.split(";"):
                            self._connection.execute(statement)
                        self._connection.execute(f"PRAGMA application_id = {_APPLICATION}")
                        self._connection.execute(f"PRAGMA user_version = {_VERSION}")
            if self._pragma("application_id") != _APPLICATION:
                raise InvalidArchive(f"expected an archive of quotekit's, got another database: {self.path}")
            if (version := self._pragma("user_version")) != _VERSION:
                raise InvalidArchive(f"expected an archive of version {_VERSION}, got {version}: {self.path}")
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            raise InvalidArchive(
                f"expected an archive of quotekit's, got another file: {self.path}"
            ) from error
        # A write-ahead log lets others read while one adds; FULL syncs it at every commit.
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute("PRAGMA cache_size = -262144")

    def _is_new(self) -> bool:
        return self._pragma("application_id") == 0 and self._one("SELECT count(*) FROM sqlite_master")[0] == 0

    def _pragma(self, name: str) -> int:
        return int(self._one(f"PRAGMA {name}")[0])

    @property
    def is_open(self) -> bool:
        return self._closing.alive

    @property
    def _connection(self) -> sqlite3.Connection:
        if not self.is_open:
            raise ValueError(f"expected an open comparison, got one that was closed: {self.path}")
        return self._database

    def close(self) -> None:
        """Close the file. What was added is in it."""
        self._closing()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the only right to write until the end, then commit; on an error nothing is written."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    @contextmanager
    def reading(self) -> Iterator[None]:
        """See one state of the file until the end, whatever others add meanwhile."""
        with self._lock:
            if self._connection.in_transaction:
                yield
                return
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("COMMIT")

    def write(self, rows: Rows) -> None:
        """Write rows, those of the index in order, as a tree takes them fastest."""
        many = self._connection.executemany
        many("INSERT INTO document VALUES (?, ?, ?, ?, ?)", rows.documents)
        many("INSERT INTO quotation VALUES (?, ?, ?)", rows.quotations)
        many("INSERT INTO wording VALUES (?, ?, ?, ?)", rows.wordings)
        many("INSERT INTO occurrence VALUES (?, ?, ?, ?)", sorted(rows.occurrences))
        many("INSERT INTO posting VALUES (?, ?, ?)", sorted(rows.postings))
        many("INSERT INTO match VALUES (?, ?, ?, ?, ?, ?)", sorted(rows.matches))

    def last(self) -> tuple[int, int]:
        """Return the highest numbers of a document and of a wording."""
        return (
            self._one("SELECT coalesce(max(number), 0) FROM document")[0],
            self._one("SELECT coalesce(max(number), 0) FROM wording")[0],
        )

    def count(self) -> int:
        return int(self._one("SELECT count(*) FROM document")[0])

    def ids(self) -> Iterator[bytes]:
        for (name,) in self._connection.execute("SELECT id FROM document ORDER BY number"):
            yield name

    def digest(self, name: bytes) -> bytes | None:
        """Return the digest of the document with an id, or None where there is none."""
        found = self._maybe("SELECT digest FROM document WHERE id = ?", name)
        return None if found is None else bytes(found[0])

    def number(self, name: bytes) -> int | None:
        """Return the number of the document with an id, or None where there is none."""
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
        """List where a wording stands: document, the quotation's place, stretch."""
        return self._all("SELECT document, place, stretch FROM occurrence WHERE wording = ?", wording)

    def wordings_of(self, document: int) -> list[int]:
        found = self._all("SELECT DISTINCT wording FROM occurrence WHERE document = ? ORDER BY 1", document)
        return [number for (number,) in found]

    def postings(self, key: int) -> list[tuple[int, int]] | None:
        """List the wordings that have a key, each with its need; None where too many have it."""
        if key in self._common:
            return None
        found = self._all("SELECT wording, need FROM posting WHERE key = ? LIMIT ?", key, COMMON)
        if len(found) < COMMON:
            return found
        # Postings never grow fewer, so this one need not be read again.
        self._common.add(key)
        return None

    def matches(self, wording: int) -> list[Match]:
        """List the matches of a wording, which comes first in each."""
        return self._all(
            "SELECT one, one_start, one_end, other, other_start, other_end FROM match WHERE one = ? UNION ALL"
            " SELECT other, other_start, other_end, one, one_start, one_end FROM match WHERE other = ?",
            wording,
            wording,
        )

    def repeated(self) -> Iterator[int]:
        """Return every wording that has a match or stands in more than one place, by number."""
        yield from (
            number
            for (number,) in self._connection.execute(
                "SELECT wording FROM occurrence GROUP BY wording HAVING count(*) > 1"
                " UNION SELECT one FROM match UNION SELECT other FROM match"
            )
        )

    def _all(self, statement: str, *values: object) -> list[Any]:
        return self._connection.execute(statement, values).fetchall()

    def _maybe(self, statement: str, *values: object) -> Any:
        return self._connection.execute(statement, values).fetchone()

    def _one(self, statement: str, *values: object) -> Any:
        found = self._maybe(statement, *values)
        if found is None:
            raise InvalidArchive(f"the archive has lost a row: {self.path}")
        return found
