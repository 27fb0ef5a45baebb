"""The database of an archive: an SQLite file, which is refused if it is another, and its transactions.

A committed transaction survives a killed process and a power failure; an unfinished one leaves no trace.
"""

from __future__ import annotations

import errno
import os
import re
import sqlite3
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from quotekit.errors import InvalidArchive, QuotekitError

_APPLICATION = 0x71756F74
# SQLite's errors that concern the system rather than the file. They have codes only from Python 3.11 on.
_SYSTEMS = re.compile("locked|full|readonly|unable to open|disk I/O|interrupted")


class Database:
    """Hold an open database; without a path it is in memory and is lost when it is closed.

    A new file gets the tables of the `schema` and its `version`. A read-only file can only be read. Raises
    `InvalidArchive` for a file that is not an archive of that version and for the name of no file, and
    `OSError` for a folder and for a file in a folder that is not there.
    """

    def __init__(self, path: str | os.PathLike[str] | None, *, schema: str, version: int) -> None:
        self.path = ":memory:" if path is None else os.fspath(path)
        if path is not None and self.path in ("", ":memory:"):
            raise InvalidArchive(f"expected the path of a file that stays, got {self.path!r}")
        self._in_memory = path is None
        self._lock = threading.RLock()
        self._database = self._opened()
        # Forgetting to close loses nothing, so it causes no warning.
        self._closing = weakref.finalize(self, self._database.close)
        try:
            self._prepare(schema, version)
        except BaseException:
            self.close()
            raise

    def _opened(self) -> sqlite3.Connection:
        path, is_uri = self.path, False
        # SQLite does not say which file it cannot open.
        if os.path.isdir(path):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
        if not self._in_memory and not os.path.isdir(os.path.dirname(os.path.abspath(path))):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
        self.is_read_only = not self._in_memory and os.path.exists(path) and not _may_write(path)
        if self.is_read_only:
            # Without a log beside it, the file is complete and nobody is writing. It needs no lock, which
            # could not be taken in a read-only folder anyway.
            alone = not os.path.exists(f"{path}-wal")
            path, is_uri = f"{Path(path).absolute().as_uri()}?{'immutable=1' if alone else 'mode=ro'}", True
        return sqlite3.connect(path, timeout=60, isolation_level=None, check_same_thread=False, uri=is_uri)

    def _prepare(self, schema: str, version: int) -> None:
        with self._undamaged():
            if self._is_new() and not self.is_read_only:
                self._create(schema, version)
            if self._pragma("application_id") != _APPLICATION:
                raise InvalidArchive(f"expected an archive of quotekit's, got another database: {self.path}")
            if (found := self._pragma("user_version")) != version:
                raise InvalidArchive(f"expected an archive of version {version}, got {found}: {self.path}")
            if self.is_read_only:
                return
            # A write-ahead log lets others read during a write; FULL syncs it at every commit.
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = FULL")
            self._connection.execute("PRAGMA cache_size = -262144")

    def _create(self, schema: str, version: int) -> None:
        with self.writing():
            # Another process may have been faster.
            if not self._is_new():
                return
            for statement in schema.split(";"):
                self._connection.execute(statement)
            self._connection.execute(f"PRAGMA application_id = {_APPLICATION}")
            self._connection.execute(f"PRAGMA user_version = {version}")

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
