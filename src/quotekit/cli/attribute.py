"""``quotekit attribute``: who says what in files."""

from __future__ import annotations

import contextlib
import functools
import sys
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import click
from tqdm import tqdm

from quotekit.cli import output as outputs
from quotekit.cli import profiles
from quotekit.cli.columns import Columns, with_columns
from quotekit.cli.files import FORMS, Alone, Folder
from quotekit.cli.items import tell
from quotekit.cli.texts import is_table, read
from quotekit.cli.writers import writer
from quotekit.errors import WorkerError
from quotekit.pipeline import Pipeline, Profile
from quotekit.progress import bar


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "jsonl", "csv", "parquet", "html", *FORMS]),
    default="table",
    show_default=True,
    help="A table (in plain lines with tabs when piped), one JSON list, one JSON object a line, "
    "one row a quotation as CSV or Parquet, or one page of HTML; or, a file for each text, W3C Web "
    "Annotations, brat's standoff, columns in the manner of CoNLL, or TEI.",
)
@outputs.option
@click.option("--overwrite", is_flag=True, help="Replace files in that folder that hold something else.")
@click.option("--text", is_flag=True, help="Put the text itself into the JSON.")
@click.option(
    "--workers",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Share the texts among N processes.",
)
@profiles.option
@with_columns
def attribute(
    files: tuple[str, ...],
    form: str,
    output: Path | None,
    overwrite: bool,
    text: bool,
    workers: int,
    profile: Profile,
    columns: Columns,
) -> int:
    """Find who says what in each FILE: a text, or a table of texts with the columns "id" and "text".

    Tables are lines of JSON (.jsonl), CSV with a row of names at its head (.csv) and Parquet (.parquet).
    Without a FILE, or where it is -, standard input is read. Texts are UTF-8. What cannot be read is
    named on standard error, the others are done, and the exit code is 1.
    """
    if text and form not in ("json", "jsonl"):
        raise click.BadOptionUsage("text", "--text goes with --format json or jsonl.")
    if form in FORMS and output is None and (len(files) > 1 or any(map(is_table, files))):
        raise click.BadOptionUsage(
            "output", f"--format {form} makes files for each text: name a folder with --output."
        )
    problems: list[str] = []

    def report(problem: str) -> None:
        problems.append(problem)
        tell(problem)

    names: deque[str] = deque()

    def texts() -> Iterator[str]:
        for given in read(files or ("-",), columns, report):
            names.append(given.id)
            yield given.text

    documents = Pipeline(profile=profile).attribute_many(texts(), workers=workers)
    if form not in FORMS:
        make, file = writer(form, text=text), output
    elif output:
        make, file = functools.partial(Folder, form, output, report, inputs=files, overwrite=overwrite), None
    else:
        make, file = functools.partial(Alone, form, report), None
    with contextlib.ExitStack() as stack:
        stack.enter_context(outputs.into(file, inputs=files))
        # Closed in any case: what was done until then is a whole list, table or page.
        out = stack.enter_context(contextlib.closing(make()))
        counted = stack.enter_context(_bar(files))
        while True:
            try:
                document = next(documents)
            except StopIteration:
                break
            except WorkerError as error:
                if error.index is None:
                    raise
                report(f"{names.popleft()}: {error}")
            else:
                with tqdm.external_write_mode():
                    out.write(names.popleft(), document)
            counted.update()
    return 1 if problems else 0


def _bar(files: tuple[str, ...]) -> tqdm[NoReturn]:
    many = any(map(is_table, files))
    return bar(total=None if many else len(files), shown=sys.stderr.isatty() and (many or len(files) > 1))
