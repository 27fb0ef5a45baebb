"""``--resume``: documents kept in a file as they are made, and taken from there the next time."""

from __future__ import annotations

import hashlib
from pathlib import Path
from types import TracebackType

import click

from quotekit import __version__
from quotekit.document import Document
from quotekit.errors import InvalidDocument

# {"key": of a text and what reads it, "document": what was made of it}, a line each.
_BEFORE, _BETWEEN, _AFTER = b'{"key":"', b'","document":', b"}\n"
_KEY = hashlib.sha256().digest_size * 2


class Journal:
    """Hold a file of documents, each under what made it: the text, the profile and quotekit's version.

    A line is written whole. What was cut off at the file's end, when a run was stopped, is dropped.
    Raises `click.UsageError` for a file that is none of these, and `OSError`.
    """

    def __init__(self, path: Path, *, profile: str) -> None:
        self._path = path
        self._made_by = f"{__version__}\0{profile}\0"
        self._file = path.open("a+b")
        self._places: dict[bytes, int] = {}
        end = 0
        self._file.seek(0)
        for line in self._file:
            if line[: len(_BEFORE)] != _BEFORE[: len(line)]:
                raise click.UsageError(f"--resume: expected a file that it made, got another: {path}")
            # Not so at the end of a run that was stopped.
            if line.endswith(_AFTER):
                self._places[line[len(_BEFORE) :][:_KEY]] = end
                end += len(line)
        self._file.truncate(end)

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def find(self, text: str) -> int | None:
        """Return where the document of a text stands, or None."""
        return self._places.get(self._key(text))

    def read(self, place: int) -> Document:
        """Return the document that stands at a place. Raises `click.UsageError` where it was changed."""
        self._file.seek(place)
        line = self._file.readline()
        try:
            return Document.from_json(line[len(_BEFORE) + _KEY + len(_BETWEEN) : -len(_AFTER)].decode())
        except (UnicodeDecodeError, InvalidDocument) as error:
            raise click.UsageError(f"--resume: {self._path}: {error}") from None

    def add(self, document: Document) -> None:
        """Write a document at the end."""
        line = b"".join((_BEFORE, self._key(document.text), _BETWEEN, document.to_json().encode(), _AFTER))
        self._file.write(line)
        self._file.flush()

    def _key(self, text: str) -> bytes:
        data = (self._made_by + text).encode("utf-8", "surrogatepass")
        return hashlib.sha256(data).hexdigest().encode()
