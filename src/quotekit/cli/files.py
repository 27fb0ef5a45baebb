"""Formats with files for each text: in a folder or, for a single text, on standard output."""

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
from quotekit.cli.exports import dumped
from quotekit.cli.printing import Report
from quotekit.cli.reading import Reading
from quotekit.document import Document
from quotekit.formats.annotations import to_annotations
from quotekit.formats.brat import to_brat
from quotekit.formats.conll import to_conll
from quotekit.formats.tei import to_tei

# Below the limit of file systems, in bytes, with room for a number and an ending.
_LONGEST = 120
# Characters that some system does not allow in a name or interprets.
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
"""The formats, each with the endings and contents of its files; the first file is the one that is printed."""


class Alone:
    """Print the first file of a single text."""

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
    """Write each text's files into a folder, which is created if need be; `inputs` are never overwritten.

    Existing files with other contents are overwritten only with `overwrite`.
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
        if folder.is_file():
            raise click.BadOptionUsage(
                "output", f"--output: expected a folder for --format {form}, got a file: {folder}"
            )
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._inputs = {_identity(Path(name)) for name in inputs if os.path.exists(name)}
            configuration = folder / "annotation.conf"
            if form == "brat" and (overwrite or not os.path.lexists(configuration)):
                ours = resources.files("quotekit") / "resources" / "brat" / configuration.name
                output.replace(configuration, ours.read_bytes())
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(error.filename or folder)) from None

    def write(self, reading: Reading) -> None:
        name = reading.id
        stem = self._stem(name)
        contents = {ending: content(name, reading.document) for ending, content in FORMS[self._form].items()}
        problem = next(filter(None, map(_unwritable, contents.values())), None)
        # The text comes first: annotations are useless without it.
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
            # brat needs the text beside its annotations, where it may be already.
            if path.read_bytes() == content:
                return None
            if _identity(path) in self._inputs:
                return f"{path} is one of the texts to read, and is not overwritten"
        # A broken link is not ours to overwrite either.
        if os.path.lexists(path) and not self._overwrite:
            return f"{path} exists with other contents: --overwrite replaces it"
        output.replace(path, content)
        return None

    def _stem(self, name: str) -> str:
        """Return a file name for a text: its own, made safe for every system, with a number if need be."""
        fit = _UNFIT.sub("_", name).encode()[:_LONGEST].decode(errors="ignore") or "_"
        while True:
            self._tried[_alike(fit)] += 1
            number = self._tried[_alike(fit)]
            stem = fit if number == 1 else f"{fit}-{number}"
            if _alike(stem) not in self._taken:
                self._taken.add(_alike(stem))
                return stem


def _alike(name: str) -> str:
    """Return a key that is equal for names that some system treats as equal: by case or Unicode form."""
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
