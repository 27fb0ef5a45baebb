"""``--output``: what a command writes, put into a file."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import Any, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., Any])

_option = click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write into FILE instead of standard output, or into a folder where each text has its own files.",
)


def option(command: _Command) -> _Command:
    """Add the option to a command."""
    return _option(command)


@contextlib.contextmanager
def into(output: Path | None, *, inputs: Iterable[str]) -> Iterator[None]:
    """Let standard output go into a file, if there is one; it may be none of the `inputs`.

    What stood in the file before does so until all is written. What is cut short is left beside it.
    """
    if output is None:
        yield
        return
    whole = Path(os.path.realpath(output))
    # A pipe or a device has nothing that could be lost, and no place beside it.
    part = whole.with_name(f"{whole.name}.part") if whole.is_file() or not whole.exists() else whole
    for written, name in product((whole, part), inputs):
        if written.exists() and os.path.exists(name) and os.path.samefile(written, name):
            raise click.BadOptionUsage("output", f"--output would write over {name}, which is to be read.")
    try:
        # As standard output is set up, so that a file holds what a pipe would have got.
        file = part.open("w", encoding="utf-8", errors="backslashreplace", newline="\n")
    except OSError as error:
        raise click.FileError(str(output), error.strerror) from None
    try:
        with file, contextlib.redirect_stdout(file):
            yield
    except BaseException:
        if part != whole:
            print(f"quotekit: what was written until then stands in {part}", file=sys.stderr)
        raise
    if part != whole:
        if whole.exists():
            shutil.copymode(whole, part)
        part.replace(whole)
