"""The comparison: documents are added as they come, and sayings can be read at any time."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from types import TracebackType

from quotekit.arguments import check_kind, check_path
from quotekit.comparison.archive import Archive
from quotekit.comparison.grouping import groups
from quotekit.comparison.occurrences import saying_of
from quotekit.comparison.records import Saying
from quotekit.comparison.rows import decoded, encoded
from quotekit.comparison.verdicts import Decided, decided
from quotekit.comparison.view import View
from quotekit.document import Document
from quotekit.document.named import NamedDocuments, checked, named
from quotekit.errors import MissingExtra, UnknownDocument

# Documents per transaction: more are faster to add, fewer are seen sooner by other readers.
_BATCH = 1000
# The most texts for which a notebook shows the page by itself.
_SHOWN = 8


def compare(documents: NamedDocuments) -> Comparison:
    """Find the sayings that several documents have, or one has several times, and who says them.

    `documents` maps ids to documents or holds pairs of both; documents alone get their position as their id:
    "0", "1" and so on. The comparison is in memory; for one in a file, see `Comparison`.

    Raises `TypeError` for anything but documents and `DuplicateDocument` for two documents with one id.

    >>> import quotekit
    >>> morning = quotekit.attribute('"The bridge will open again in May," said Ann Lee.')
    >>> evening = quotekit.attribute('"The bridge will open again in May," said Tom Fox.')
    >>> found = compare({"morning": morning, "evening": evening})
    >>> [(saying.verdict, [side.name for side in saying.sides]) for saying in found.sayings]
    [('conflicting', ['Ann Lee', 'Tom Fox'])]
    """
    comparison = Comparison()
    comparison.update(documents)
    return comparison


class Comparison:
    """Hold documents, and find the sayings that several of them have.

    Without `archive` it is in memory. With a path it is in that file, which is created if it does not exist
    and grows with every document. Once `add` or `update` has returned, the documents are in the file,
    whatever happens to the process or the machine. While it is open, and after a crash, two files with the
    same name plus ``-wal`` and ``-shm`` belong to it. Several processes may open one archive, and several
    threads may share one comparison; they take turns.

    A read-only archive can be read. Raises `InvalidArchive`, on opening or reading, for a file that is not an
    archive or is damaged, `OSError` for a path where there can be no file, `PermissionError` for adding to a
    read-only archive, and `ValueError` for any use after it is closed.

    >>> with Comparison() as comparison:
    ...     len(comparison), "today" in comparison
    (0, False)
    """

    def __init__(self, archive: str | os.PathLike[str] | None = None) -> None:
        if archive is not None:
            check_path("archive", archive)
        self._archive = Archive(archive)

    def add(self, name: str, document: Document) -> bool:
        """Add one document under an id; return False if that very document is there already.

        Raises `TypeError` for anything but a document, and `DuplicateDocument` if another document has the
        id.
        """
        return self.update([(name, document)]) == 1

    def replace(self, name: str, document: Document) -> None:
        """Add one document under an id, in place of any document that has it.

        It counts as added now and so comes last. Raises `TypeError` for anything but a document.
        """
        checked(name, document)
        with self._archive.writing():
            View(self._archive).remove(name)
            view = View(self._archive)
            view.add(name, document)
            self._archive.write(view.rows)

    def remove(self, *names: str) -> None:
        """Remove documents: all of them or, if this raises, none.

        Sayings that only they had are forgotten. The file keeps its size, and reuses the space for later
        documents. Raises `UnknownDocument` for an unknown id.

        >>> import quotekit
        >>> said = '"The bridge will open again in May," said {}.'
        >>> names = {"morning": "Ann Lee", "evening": "Tom Fox", "night": "Ann Lee"}
        >>> found = compare({id: quotekit.attribute(said.format(name)) for id, name in names.items()})
        >>> found.remove("evening")
        >>> [(saying.verdict, saying.documents) for saying in found.sayings]
        [('agreed', ('morning', 'night'))]
        """
        with self._archive.writing():
            view = View(self._archive)
            for name in names:
                if not view.remove(name):
                    raise _unknown(name)

    def update(self, documents: NamedDocuments) -> int:
        """Add documents, given as for `compare`; return how many were not there already.

        They are written a thousand at a time. If this raises or the process dies, the first ones may be in
        the file: to continue, call it again with all of them.
        """
        pairs = named(documents)
        added = 0
        while batch := list(islice(pairs, _BATCH)):
            with self._archive.writing():
                view = View(self._archive)
                numbers = [view.add(name, document) for name, document in batch]
                self._archive.write(view.rows)
            added += sum(number is not None for number in numbers)
        return added

    @property
    def sayings(self) -> tuple[Saying, ...]:
        """Return every saying that occurs more than once: conflicts first, then unclear ones."""
        return tuple(self.stream())

    @property
    def conflicts(self) -> tuple[Saying, ...]:
        """Return the sayings that texts attribute to different people."""
        found = []
        for saying in self.stream():
            if saying.verdict != "conflicting":
                break
            found.append(saying)
        return tuple(found)

    def stream(self) -> Iterator[Saying]:
        """Return the sayings one by one, in the order of `sayings`, reading each when it is needed.

        Sayings whose documents are removed or replaced meanwhile are left out.
        """
        with self._archive.reading(), _uncollected():
            view = View(self._archive)
            found = decided(view, groups(view, view.repeated()))
            removals = self._archive.removals()
        return self._read(view, found, removals)

    def _read(self, view: View, found: list[Decided], removals: int) -> Iterator[Saying]:
        for one in found:
            with self._archive.reading(), _uncollected():
                is_gone = self._archive.removals() != removals and not all(
                    self._archive.has(document) for document, _ in one.places
                )
                saying = None if is_gone else saying_of(view, one)
            if saying is not None:
                yield saying

    def of(self, *names: str) -> tuple[Saying, ...]:
        """Return the sayings that at least one of the given documents has.

        Raises `UnknownDocument` for an id that is not here.
        """
        with self._archive.reading():
            view = View(self._archive)
            return _sayings_of(view, [self._number(name) for name in names])

    def find(self, document: Document, *, name: str = "") -> tuple[Saying, ...]:
        """Return the sayings that a document would share, without adding it.

        `name` is the id of the document in its own occurrences.

        Raises `TypeError` for anything but a document and `DuplicateDocument` if another one has `name`.
        """
        checked(name, document)
        with self._archive.reading():
            view = View(self._archive)
            number = view.add(name, document)
            if number is None:
                return self.of(name)
            return _sayings_of(view, [number])

    def text(self, name: str) -> str:
        """Return the text of a document.

        Raises `UnknownDocument` for an id that is not here.
        """
        with self._archive.reading():
            return View(self._archive).text(self._number(name))

    def to_html(self, *names: str, title: str | None = None) -> str:
        """Return one self-contained page of HTML: the texts side by side, shared sayings marked and linked.

        It shows the documents `names` and those that share a saying with them; without names, all that share
        one. If there are only two documents, both are always shown. The page loads nothing, and nothing in a
        text can run in it; characters that HTML cannot hold (NULs, lone surrogates) are shown as U+FFFD.

        Raises `UnknownDocument` for an id that is not here, and `MissingExtra` without the extra `html`.

        >>> import quotekit
        >>> said = '"The bridge will open again in May," said {}.'
        >>> texts = {"morning": said.format("Ann Lee"), "evening": said.format("Tom Fox")}
        >>> found = compare({name: quotekit.attribute(text) for name, text in texts.items()})
        >>> page = found.to_html(title="The bridge")
        >>> page.startswith("<!DOCTYPE html>"), "<strong>conflicting</strong>" in page
        (True, True)
        """
        from quotekit.comparison.page import to_html

        with self._archive.reading():
            sayings = self.of(*names) if names else self.sayings
            first = names or (tuple(self) if len(self) <= 2 else ())
            shown = (saying for saying in sayings if saying.is_shared)
            return to_html(shown, text=self.text, first=first, title=title)

    def _repr_html_(self) -> str | None:
        # For an archive, a notebook shows the plain repr.
        if not self._archive.is_open or len(self) > _SHOWN:
            return None
        from quotekit.comparison.page import to_frame

        try:
            return to_frame(self.to_html())
        except MissingExtra:
            return None

    def _number(self, name: str) -> int:
        check_kind("name", name, str)
        number = self._archive.number(encoded(name))
        if number is None:
            raise _unknown(name)
        return number

    def close(self) -> None:
        """Close the file; everything added is in it."""
        self._archive.close()

    def __contains__(self, name: object) -> bool:
        with self._archive.reading():
            return isinstance(name, str) and self._archive.number(encoded(name)) is not None

    def __len__(self) -> int:
        with self._archive.reading():
            return self._archive.count()

    def __iter__(self) -> Iterator[str]:
        """Return the documents' ids, in the order in which they were added."""
        with self._archive.reading():
            return iter([decoded(name) for name in self._archive.ids()])

    def __enter__(self) -> Comparison:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        state = f"documents={len(self)}" if self._archive.is_open else "closed"
        return f"Comparison({self._archive.path!r}, {state})"


@contextmanager
def _uncollected() -> Iterator[None]:
    """Pause the garbage collector.

    What is read has no cycles and stays, and there may be millions of objects: looking at all of them
    again and again took a third of the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@_uncollected()
def _sayings_of(view: View, documents: list[int]) -> tuple[Saying, ...]:
    wordings = sorted({wording for document in documents for wording in view.wordings_of(document)})
    wanted = set(documents)
    return tuple(
        saying_of(view, one)
        for one in decided(view, groups(view, wordings))
        if any(document in wanted for document, _ in one.places)
    )


def _unknown(name: str) -> UnknownDocument:
    return UnknownDocument(f"expected the id of a document that was added, got {name!r}")
