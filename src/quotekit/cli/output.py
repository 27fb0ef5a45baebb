"""``--output``: a command's output written to a file, completely or not at all."""

from __future__ import annotations

import contextlib
import io
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import click

from quotekit.cli.printing import clean, tell

_ENDINGS = {
    ".csv": "csv",
    ".htm": "html",
    ".html": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".tsv": "table",
    ".txt": "table",
}

option = click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write to FILE instead of standard output.",
)


def form_of(form: str | None, output: Path | None) -> str:
    """Return the format: the given one or else that of the ending of `output`.

    Without an ending it is a table. Raises `click.BadOptionUsage` for an ending that is of no format.

    >>> form_of(None, Path("quotations.CSV"))
    'csv'
    """
    if form is not None:
        return form
    if output is None or not output.suffix:
        return "table"
    by_ending = _ENDINGS.get(output.suffix.lower())
    if by_ending is None:
        raise click.BadOptionUsage(
            "output",
            f"--output: expected a name that ends in one of {', '.join(_ENDINGS)}, got {clean(output.name)}; "
            "or name a --format.",
        )
    return by_ending


@contextlib.contextmanager
def into(output: Path | None, *, inputs: Iterable[str]) -> Iterator[None]:
    """Redirect standard output to a file, if one is given; it must not be one of the `inputs`.

    The file keeps its old contents until everything is written. Incomplete output is left beside it.
    """
    if output is None:
        yield
        return
    whole = Path(os.path.realpath(output))
    for name in inputs:
        if whole.exists() and os.path.exists(name) and os.path.samefile(whole, name):
            raise click.BadOptionUsage("output", f"--output would overwrite {name}, which is to be read.")
    # A pipe or a device has no contents to lose, and there is no room for a file beside it.
    is_file = whole.is_file() or not whole.exists()
    try:
        written = _new_beside(whole) if is_file else whole.open("wb")
    except OSError as error:
        # Not the name of the file beside it.
        raise OSError(error.errno, error.strerror, str(output)) from None
    # Set up like standard output, so that a file has what a pipe would get.
    file = io.TextIOWrapper(written, encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        with file, contextlib.redirect_stdout(file):
            yield
    except BaseException:
        if is_file:
            tell(f"what was written until then stands in {written.name}")
        raise
    if is_file:
        _rename(Path(written.name), whole)


def replace(path: Path, content: bytes) -> None:
    """Create a file completely or, if this raises `OSError`, not at all.

    An existing file is replaced. So is a link, but not its target.
    """
    file = _new_beside(path)
    part = Path(file.name)
    try:
        with file:
            file.write(content)
        _rename(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _new_beside(path: Path) -> BinaryIO:
    # Created exclusively: neither a second run nor a prepared link can have this name.
    while True:
        try:
            return path.with_name(f"{path.name[:60]}.{secrets.token_hex(4)}.part").open("xb")
        except FileExistsError:
            continue


def _rename(part: Path, whole: Path) -> None:
    if whole.is_file() and not whole.is_symlink():
        shutil.copymode(whole, part)
    part.replace(whole)
