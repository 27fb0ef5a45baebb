"""The file of a comparison: documents, wordings, index and matches in one SQLite database.

A committed transaction survives a killed process and a power failure; an unfinished one leaves no trace.
"""

from __future__ import annotations

import errno
import os
import re
import sqlite3
import threading
import weakref
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import attrs

from quotekit.errors import InvalidArchive, QuotekitError

# A key that this many wordings have says nothing about any of them and is ignored.
COMMON = 200

_APPLICATION = 0x71756F74
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
# SQLite's errors that concern the system rather than the file. They have codes only from Python 3.11 on.
_SYSTEMS = re.compile("locked|full|readonly|unable to open|disk I/O|interrupted")

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


class Archive:
    """Hold an open database; without a path it is in memory and is lost when it is closed.

    A read-only file can only be read. Raises `InvalidArchive` for a file that is not an archive and for a
    path that is not that of a file.
    """

    def __init__(self, path: str | os.PathLike[str] | None = None) -> None:
        self.path = ":memory:" if path is None else os.fspath(path)
        if path is not None and self.path in ("", ":memory:"):
            raise InvalidArchive(f"expected the path of a file that stays, got {self.path!r}")
        self._in_memory = path is None
        self._common: set[int] = set()
        self._removed = 0
        self._lock = threading.RLock()
        self._database = self._opened()
        # Forgetting to close loses nothing, so it causes no warning.
        self._closing = weakref.finalize(self, self._database.close)
        try:
            self._prepare()
        except BaseException:
            self.close()
            raise

    def _opened(self) -> sqlite3.Connection:
        path, is_uri = self.path, False
        self.is_read_only = not self._in_memory and os.path.exists(path) and not _may_write(path)
        if self.is_read_only:
            # Without a log beside it, the file is complete and nobody is writing. It needs no lock, which
            # could not be taken in a read-only folder anyway.
            alone = not os.path.exists(f"{path}-wal")
            path, is_uri = f"{Path(path).absolute().as_uri()}?{'immutable=1' if alone else 'mode=ro'}", True
        return sqlite3.connect(path, timeout=60, isolation_level=None, check_same_thread=False, uri=is_uri)

    def _prepare(self) -> None:
        with self._undamaged():
            if self._is_new() and not self.is_read_only:
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
            if self.is_read_only:
                return
            # A write-ahead log lets others read during a write; FULL syncs it at every commit.
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = FULL")
            self._connection.execute("PRAGMA cache_size = -262144")

    @contextmanager
    def _undamaged(self) -> Iterator[None]:
        """Raise one error for every failure to read a damaged file; our own and the system's errors pass."""
        try:
            yield
        except (QuotekitError, OSError, MemoryError):
            raise
        except Exception as error:
            is_systems = isinstance(error, sqlite3.OperationalError) and _SYSTEMS.search(str(error))
            if self._in_memory or is_systems:
                raise
            raise InvalidArchive(
                f"expected an archive as quotekit wrote it, got another file or a damaged one: {self.path} "
                f"({type(error).__name__}: {error})"
            ) from error

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
        """Close the file; everything added is in it."""
        self._closing()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the write lock until the end, then commit; after an error nothing is written.

        Raises `PermissionError` for a read-only file.
        """
        if self.is_read_only:
            raise PermissionError(errno.EACCES, "expected an archive that may be written", self.path)
        with self._lock:
            connection = self._connection
            with self._undamaged():
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield
                except BaseException:
                    # After some of SQLite's errors the transaction is rolled back already.
                    if connection.in_transaction:
                        connection.execute("ROLLBACK")
                    raise
                connection.execute("COMMIT")

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read one state of the file until the end, whatever others add meanwhile."""
        with self._lock:
            connection = self._connection
            with self._undamaged():
                if connection.in_transaction:
                    yield
                    return
                connection.execute("BEGIN")
                try:
                    yield
                finally:
                    if connection.in_transaction:
                        connection.execute("COMMIT")

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

    def _all(self, statement: str, *values: object) -> list[Any]:
        return self._database.execute(statement, values).fetchall()

    def _maybe(self, statement: str, *values: object) -> Any:
        return self._database.execute(statement, values).fetchone()

    def _one(self, statement: str, *values: object) -> Any:
        found = self._maybe(statement, *values)
        if found is None:
            raise InvalidArchive(f"the archive has lost a row: {self.path}")
        return found


def _may_write(path: str) -> bool:
    return os.access(path, os.W_OK) and os.access(os.path.dirname(os.path.abspath(path)), os.W_OK)
