"""``quotekit compare``: the same words in several texts, and their speakers."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click

from quotekit.cli import output as outputs
from quotekit.cli.exports import FORMATS, Writer
from quotekit.cli.inputs import Input
from quotekit.cli.printing import Problems
from quotekit.cli.reading import Reader, Reading, with_reader
from quotekit.cli.sayings import Page, Texts, writer
from quotekit.comparison import Comparison, Saying
from quotekit.errors import DuplicateDocument

# Neither "something could not be done" (1) nor "wrong usage" (2).
CONFLICT = 3


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="table (lines with tabs when piped), json (one list), jsonl (a line for each saying), csv or "
    "parquet (a row for each occurrence) or html (one page with the texts side by side).  "
    "[default: by the ending of --output, or table]",
)
@outputs.option
@click.option(
    "--archive",
    type=click.Path(dir_okay=False),
    metavar="ARCHIVE",
    help="Keep the texts in this file, and compare them with those in it; it is created if need be.",
)
@click.option("--replace", is_flag=True, help="Let a FILE replace the text with its name in the archive.")
@click.option(
    "--remove", multiple=True, metavar="NAME", help="Remove a text from the archive first; may be repeated."
)
@click.option("--fail-on-conflict", is_flag=True, help=f"Exit with {CONFLICT} if speakers conflict.")
@with_reader
def compare(
    form: str | None,
    output: Path | None,
    archive: str | None,
    replace: bool,
    remove: tuple[str, ...],
    fail_on_conflict: bool,
    reader: Reader,
) -> int:
    """Find the same words in several texts, and their speakers.

    What one text attributes to several people is printed too, and conflicts come first. Each FILE is a
    text, a table with the columns "id" and "text" (.jsonl, .csv, .parquet), a folder, or a pattern such as
    "**/*.txt"; - is standard input. With an archive, the sayings of the texts in FILE are printed, and
    without a FILE all that it holds, unless texts were removed. What cannot be read is named on standard
    error, the rest is processed, and the exit code is 1.
    """
    if not reader.files and archive is None:
        raise click.UsageError("Missing FILE (or --archive).")
    if (replace or remove) and archive is None:
        raise click.UsageError("--replace and --remove go with --archive.")
    if remove and archive is not None and not os.path.exists(archive):
        raise click.BadOptionUsage("archive", f"--remove: expected an archive, got no file: {archive}")
    form = outputs.form_of(form, output)
    report = Problems()
    files = reader.inputs(report) if reader.files else []
    conflict = False
    try:
        with Comparison(archive) as comparison:
            if remove:
                comparison.remove(*remove)
            if files or not remove:
                texts = Texts(grouped=reader.by is not None)
                make = Page(comparison, texts) if form == "html" else writer(form, texts)
                for name, reading in _added(comparison, reader, files, report, replace=replace):
                    texts.groups[name] = reading.group
                    if form != "html":
                        # The page shows the names of each text, not those over all texts.
                        texts.roster.add(name, reading.document)
                with outputs.into(output, inputs=[file.path for file in files]):
                    conflict = _write(comparison.of(*texts.groups) if files else comparison.stream(), make)
    except sqlite3.Error as error:
        report(f"{archive}: {error}")
        return 1
    return 1 if report.any else CONFLICT if conflict and fail_on_conflict else 0


def _added(
    comparison: Comparison, reader: Reader, files: list[Input], report: Problems, *, replace: bool
) -> Iterator[tuple[str, Reading]]:
    """Add the texts of files to the comparison; return the name and reading of each that is in it."""
    taken: set[str] = set()
    for reading in reader.readings(files, report):
        # Two outlets may each have a "report.txt" or a row 1: the second is named by its path.
        name = reading.where if reading.id in taken else reading.id
        taken.add(name)
        try:
            comparison.add(name, reading.document)
        except DuplicateDocument as error:
            if not replace:
                report(str(error))
                continue
            comparison.replace(name, reading.document)
        yield name, reading


def _write(sayings: Iterable[Saying], make: Callable[[], Writer[Saying]]) -> bool:
    """Print the sayings of several texts, or of several people in one; tell whether there are conflicts."""
    conflict = False
    with contextlib.closing(make()) as out:
        for saying in sayings:
            if saying.is_shared:
                conflict = conflict or saying.verdict == "conflicting"
                out.write(saying)
    return conflict
