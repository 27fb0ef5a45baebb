"""The files that a command reads: those named, those in folders, and those that fit a pattern."""

from __future__ import annotations

import glob
import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path, PurePath

import attrs

from quotekit import readers
from quotekit.cli.printing import Report

TABLES = (".jsonl", ".ndjson", ".csv", ".parquet")
# The ending of files packed by gzip; Parquet packs its own columns.
_PACKED = ".gz"
# What is read in folders by default: no tables, as they may be the output of an earlier run.
_PLAIN = sorted({".txt", *readers.ENDINGS} - {".gz"})
TEXTS = (*_PLAIN, *(f"{ending}.gz" for ending in _PLAIN))


@attrs.frozen
class Input:
    """Hold a file's path (``-`` is standard input), the id of its text, and its group (see ``--by``)."""

    path: str
    id: str
    group: str = ""

    @property
    def ending(self) -> str:
        """Return the ending of the file's name in lower case, without that of a packed file."""
        return PurePath(_unpacked(self.path.lower())).suffix

    @property
    def is_packed(self) -> bool:
        """Tell, by its name, whether the file is packed."""
        return self.path.lower().endswith(_PACKED)

    @property
    def is_table(self) -> bool:
        """Tell, by its name, whether the file holds many texts."""
        return self.ending in TABLES

    @property
    def is_timed(self) -> bool:
        """Tell, by its name, whether the text has times, as subtitles have."""
        return self.ending in readers.TIMED


def inputs(names: Iterable[str], *, endings: Collection[str], by: str | None, report: Report) -> list[Input]:
    """List the files that `names` stand for, in order, and those of a folder in the order of their paths.

    The id of a file that is named is its own name without the ending; that of a file in a folder is its path
    from there, or from where the pattern begins. A file that is given twice is listed once. `by` is what
    groups them: ``folder``, ``file``, or a column of tables, whose values are not known yet. Folders and
    patterns in which there is nothing to read are reported.
    """
    listed: dict[str, Input] = {}
    for file in _meant(names, endings, by, report):
        listed.setdefault(os.path.normcase(os.path.abspath(file.path)), file)
    return list(listed.values())


def _meant(names: Iterable[str], endings: Collection[str], by: str | None, report: Report) -> Iterator[Input]:
    kept = tuple(ending.lower() for ending in endings or TEXTS)
    for name in names:
        if not name:
            report("expected the name of a file, got an empty one")
        elif os.path.isdir(name):
            below = [Path(name, *path) for path in _below(Path(name), kept)]
            if not below:
                wanted = ", ".join(endings or _PLAIN)
                report(f"{name}: expected files that end in {wanted}, got a folder without any")
            yield from (_input(path, _Root(Path(name)), by) for path in below)
        elif glob.has_magic(name) and not os.path.exists(name):
            root = _Root(Path(_before_the_pattern(name)))
            fitting = [Path(path) for path in sorted(glob.iglob(name, recursive=True))]
            fitting = [path for path in fitting if path.is_file() and (not endings or _ends(path.name, kept))]
            if not fitting:
                report(f"{name}: expected a file that fits this pattern, got none")
            yield from (_input(path, root, by) for path in fitting)
        else:
            yield _input(Path(name), None, by) if name != "-" else Input("-", "stdin")


@attrs.frozen
class _Root:
    """Hold the folder from which the paths of files count."""

    path: Path

    def id(self, path: Path) -> str:
        return path.relative_to(self.path).with_name(_stem(path)).as_posix()

    def folder(self, path: Path) -> str:
        """Return the first folder below this one on the way to a file, or else this one's own name."""
        inner = path.relative_to(self.path).parts
        return inner[0] if len(inner) > 1 else self.path.resolve().name


def _input(path: Path, root: _Root | None, by: str | None) -> Input:
    id = root.id(path) if root else _stem(path)
    group = ""
    if by == "folder":
        group = root.folder(path) if root else path.resolve().parent.name
    elif by == "file":
        group = _series(path)
    return Input(str(path), id, group)


def _series(path: PurePath) -> str:
    """Return the name of a table, or the beginning of a text's name, up to the first - or _."""
    name = _stem(path)
    return name if Input(str(path), "").is_table else name.replace("_", "-").partition("-")[0]


def _stem(path: PurePath) -> str:
    """Return the name of a file without its ending, and without that of a packed one."""
    return PurePath(_unpacked(path.name)).stem


def _unpacked(name: str) -> str:
    return name[: -len(_PACKED)] if name.lower().endswith(_PACKED) else name


def _below(folder: Path, endings: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """List the files below a folder, as the parts of their paths; what is hidden is left out."""
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        inner = Path(where).relative_to(folder).parts
        for name in sorted(files):
            if name[0] != "." and _ends(name, endings) and not _waits(Path(where, name)):
                yield (*inner, name)


def _waits(path: Path) -> bool:
    """Tell whether something is no file but a pipe or a device, reading which may never end."""
    return os.path.exists(path) and not os.path.isfile(path)


def _ends(name: str, endings: tuple[str, ...]) -> bool:
    return name.lower().endswith(endings)


def _before_the_pattern(name: str) -> str:
    parts = Path(name).parts
    first = next(i for i, part in enumerate(parts) if glob.has_magic(part))
    return str(Path(*parts[:first]))
