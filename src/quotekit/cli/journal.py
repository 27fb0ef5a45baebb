"""``--resume``: documents are kept in a file as they are made, and read from it the next time."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path
from types import TracebackType

import click

from quotekit import __version__
from quotekit.document import Document
from quotekit.errors import InvalidDocument

# Each line is {"key": of a text and its pipeline, "document": the result}.
_BEFORE, _BETWEEN, _AFTER = b'{"key":"', b'","document":', b"}\n"
_KEY = hashlib.sha256().digest_size * 2


class Journal:
    """Hold a file of documents by key: the text, the profile and quotekit's version.

    Lines are written whole; an incomplete line at the end, left by a stopped run, is dropped. Raises
    `click.UsageError` for any other kind of file, and `OSError`.
    """

    def __init__(self, path: Path, *, profile: str) -> None:
        self._path = path
        self._made_by = f"{__version__}\0{profile}\0"
        self._places: dict[bytes, int] = {}
        with contextlib.ExitStack() as failing:
            self._file = failing.enter_context(path.open("a+b"))
            end = 0
            self._file.seek(0)
            for line in self._file:
                if line[: len(_BEFORE)] != _BEFORE[: len(line)]:
                    raise click.UsageError(
                        f"--resume: expected a journal that it made, got another file: {path}"
                    )
                # The last line of a stopped run may be incomplete.
                if line.endswith(_AFTER):
                    self._places[line[len(_BEFORE) :][:_KEY]] = end
                    end += len(line)
            self._file.truncate(end)
            failing.pop_all()

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def find(self, text: str) -> int | None:
        """Return the offset of a text's document in the file, or None."""
        return self._places.get(self._key(text))

    def read(self, place: int) -> Document:
        """Return the document at an offset. Raises `click.UsageError` if it was changed."""
        self._file.seek(place)
        line = self._file.readline()
        try:
            return Document.from_json(line[len(_BEFORE) + _KEY + len(_BETWEEN) : -len(_AFTER)].decode())
        except (UnicodeDecodeError, InvalidDocument) as error:
            raise click.UsageError(f"--resume: {self._path}: {error}") from None

    def add(self, document: Document) -> None:
        """Append a document."""
        line = b"".join((_BEFORE, self._key(document.text), _BETWEEN, document.to_json().encode(), _AFTER))
        self._file.write(line)
        self._file.flush()

    def _key(self, text: str) -> bytes:
        data = (self._made_by + text).encode("utf-8", "surrogatepass")
        return hashlib.sha256(data).hexdigest().encode()
