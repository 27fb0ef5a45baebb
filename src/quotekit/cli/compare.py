"""``quotekit compare``: the same words in several texts, and whom each gives them to."""

from __future__ import annotations

import sqlite3
import sys
from collections import deque
from collections.abc import Iterator

import click

from quotekit.cli import profiles
from quotekit.cli.columns import Columns, with_columns
from quotekit.cli.items import tell
from quotekit.cli.sayings import Page, Writer, writer
from quotekit.cli.texts import Report, is_table, read
from quotekit.comparison import Comparison, Saying
from quotekit.document import Document
from quotekit.errors import DuplicateDocument, WorkerError
from quotekit.pipeline import Pipeline, Profile
from quotekit.progress import bar

# Neither "something could not be done" (1) nor "wrong usage" (2).
CONFLICT = 3


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "jsonl", "html"]),
    default="table",
    show_default=True,
    help="A table (in plain lines with tabs when piped), one JSON list, one JSON object a line, "
    "or one page of HTML with the texts side by side.",
)
@click.option(
    "--archive",
    type=click.Path(dir_okay=False),
    metavar="ARCHIVE",
    help="Keep the texts in this file and compare with those it holds; it is made if need be.",
)
@click.option(
    "--replace", is_flag=True, help="Let a FILE take the place of the text that has its name there."
)
@click.option(
    "--remove", multiple=True, metavar="NAME", help="Take a text out of the archive first; may be repeated."
)
@click.option("--fail-on-conflict", is_flag=True, help=f"Exit with {CONFLICT} where speakers conflict.")
@click.option(
    "--workers", type=click.IntRange(min=0), default=0, metavar="N", help="Share the texts among N processes."
)
@profiles.option
@with_columns
def compare(
    files: tuple[str, ...],
    form: str,
    archive: str | None,
    replace: bool,
    remove: tuple[str, ...],
    fail_on_conflict: bool,
    workers: int,
    profile: Profile,
    columns: Columns,
) -> int:
    """Find what several texts quote, and what one text gives to several people; conflicts come first.

    Each FILE is a text, or a table with "id" and "text" (.jsonl, .csv, .parquet); - is standard input.
    With an archive, the sayings of the texts in FILE are printed, and without a FILE all it holds, unless
    texts were removed.
    What cannot be read is named on standard error, the others are done, and the exit code is 1.
    """
    if not files and archive is None:
        raise click.UsageError("Missing FILE (or --archive).")
    if (replace or remove) and archive is None:
        raise click.UsageError("--replace and --remove go with --archive.")
    problems: list[str] = []
    names: deque[str] = deque()

    def report(problem: str) -> None:
        problems.append(problem)
        tell(problem)

    try:
        with Comparison(archive) as comparison:
            if remove:
                comparison.remove(*remove)
                if not files:
                    return 0
            added: list[str] = []
            out = Page(comparison, added) if form == "html" else writer(form)
            documents = Pipeline(profile=profile).attribute_many(
                _texts(files, columns, names, report), workers=workers
            )
            added.extend(_add(comparison, documents, names, report, replace=replace))
            conflict = _write(iter(comparison.of(*added)) if files else comparison.stream(), out)
    except sqlite3.Error as error:
        report(f"{archive}: {error}")
        return 1
    return 1 if problems else CONFLICT if conflict and fail_on_conflict else 0


def _add(
    comparison: Comparison,
    documents: Iterator[Document],
    names: deque[str],
    report: Report,
    *,
    replace: bool,
) -> Iterator[str]:
    """Put the documents into the comparison by their names and give the names of those that are in it."""
    with bar(total=None, shown=sys.stderr.isatty()) as counted:
        while True:
            try:
                document = next(documents)
            except StopIteration:
                return
            except WorkerError as error:
                if error.index is None:
                    raise
                report(f"{names.popleft()}: {error}")
            else:
                name = names.popleft()
                try:
                    comparison.add(name, document)
                except DuplicateDocument as error:
                    if replace:
                        comparison.replace(name, document)
                        yield name
                    else:
                        report(str(error))
                else:
                    yield name
            counted.update()


def _texts(files: tuple[str, ...], columns: Columns, names: deque[str], report: Report) -> Iterator[str]:
    taken: set[str] = set()
    for file in files:
        for given in read((file,), columns, report):
            name = given.id
            if name in taken:
                # Two outlets may each have their "report.txt", or their row 1: the second goes by its path.
                name = f"{file}#{name}" if is_table(file) else file
            taken.add(name)
            names.append(name)
            yield given.text


def _write(sayings: Iterator[Saying], out: Writer) -> bool:
    """Print what several texts have, and what one gives to two people; tell whether there are conflicts."""
    conflict = False
    for saying in sayings:
        if saying.is_shared:
            conflict = conflict or saying.verdict == "conflicting"
            out.write(saying)
    out.close()
    return conflict
