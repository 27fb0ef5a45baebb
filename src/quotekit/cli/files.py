"""Formats in which each text has files of its own: in a folder, or, for one text alone, standard output."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from importlib import resources
from pathlib import Path
from urllib.parse import quote

import click

from quotekit.cli import output
from quotekit.cli.items import Report, dumped
from quotekit.cli.reading import Reading
from quotekit.document import Document
from quotekit.formats.annotations import to_annotations
from quotekit.formats.brat import to_brat
from quotekit.formats.conll import to_conll
from quotekit.formats.tei import to_tei

# Short of what file systems take, in bytes, with room for a number and an ending.
_LONGEST = 120
# What some system does not take in a name, or would take for something else.
_UNFIT = re.compile(r"[^\w.-]|^[.-]|^(?=(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))", re.IGNORECASE)


def _annotations(name: str, document: Document) -> str:
    source = quote(name, safe="", errors="replace") or "text"
    return dumped(to_annotations(document, source=source), indent=2) + "\n"


FORMS: dict[str, dict[str, Callable[[str, Document], str]]] = {
    "annotations": {".jsonld": _annotations},
    "brat": {".ann": lambda _, document: to_brat(document), ".txt": lambda _, document: document.text},
    "conll": {".conll": lambda _, document: to_conll(document)},
    "tei": {".xml": lambda name, document: to_tei(document, title=name)},
}
"""The formats, each with the endings of its files and what they hold; the first is what is printed."""


class Alone:
    """Print what one text's first file holds."""

    def __init__(self, form: str, report: Report) -> None:
        self._content = next(iter(FORMS[form].values()))
        self._report = report

    def write(self, reading: Reading) -> None:
        content = self._content(reading.id, reading.document)
        if problem := _unwritable(content):
            self._report(f"{reading.id}: {problem}")
        else:
            sys.stdout.write(content)

    def close(self) -> None:
        sys.stdout.flush()


class Folder:
    """Write each text's files into a folder, which is made if need be; `inputs` are not written over.

    What is there already, and other, is somebody's: it is written over with `overwrite` alone.
    """

    def __init__(
        self, form: str, folder: Path, report: Report, *, inputs: Iterable[str], overwrite: bool
    ) -> None:
        self._form = form
        self._folder = folder
        self._report = report
        self._overwrite = overwrite
        self._taken: set[str] = set()
        self._tried: Counter[str] = Counter()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._inputs = {_identity(Path(name)) for name in inputs if os.path.exists(name)}
            configuration = folder / "annotation.conf"
            if form == "brat" and (overwrite or not os.path.lexists(configuration)):
                ours = resources.files("quotekit") / "resources" / "brat" / configuration.name
                output.replace(configuration, ours.read_bytes())
        except OSError as error:
            raise click.FileError(str(error.filename or folder), error.strerror) from None

    def write(self, reading: Reading) -> None:
        name = reading.id
        stem = self._stem(name)
        contents = {ending: content(name, reading.document) for ending, content in FORMS[self._form].items()}
        problem = next(filter(None, map(_unwritable, contents.values())), None)
        # The text first: annotations without theirs are good for nothing.
        for ending, content in reversed(contents.items()):
            path = self._folder / (stem + ending)
            try:
                problem = problem or self._put(path, content.encode())
            except OSError as error:
                problem = f"{path}: {error.strerror}"
        if problem is not None:
            self._report(f"{name}: {problem}")

    def close(self) -> None:
        pass

    def _put(self, path: Path, content: bytes) -> str | None:
        if path.exists():
            # brat wants the text beside its annotations: there it may lie already.
            if path.read_bytes() == content:
                return None
            if _identity(path) in self._inputs:
                return f"{path} is to be read, and is not written over"
        # A link that leads nowhere is somebody's as well.
        if os.path.lexists(path) and not self._overwrite:
            return f"{path} is there already, and other: --overwrite would replace it"
        output.replace(path, content)
        return None

    def _stem(self, name: str) -> str:
        """Make a file name for a text: its own, as far as every system takes it, with a number if need be."""
        fit = _UNFIT.sub("_", name).encode()[:_LONGEST].decode(errors="ignore") or "_"
        while True:
            self._tried[_alike(fit)] += 1
            number = self._tried[_alike(fit)]
            stem = fit if number == 1 else f"{fit}-{number}"
            if _alike(stem) not in self._taken:
                self._taken.add(_alike(stem))
                return stem


def _alike(name: str) -> str:
    """Find what names have in common that some system takes for the same: by case, or by code for accents."""
    return unicodedata.normalize("NFKC", name).casefold()


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def _unwritable(content: str) -> str | None:
    try:
        content.encode()
    except UnicodeEncodeError as error:
        return f"expected text that UTF-8 can hold, got a lone surrogate at {error.start}"
    return None
