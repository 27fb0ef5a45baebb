"""``quotekit attribute``: who says what in files."""

from __future__ import annotations

import contextlib
import functools
from pathlib import Path

import click
from tqdm import tqdm

from quotekit.cli import output as outputs
from quotekit.cli.exports import FORMATS
from quotekit.cli.files import FORMS, Alone, Folder
from quotekit.cli.printing import Problems
from quotekit.cli.reading import Reader, with_reader
from quotekit.cli.writers import writer


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice([*FORMATS, *FORMS]),
    help="table (lines with tabs when piped), json (one list), jsonl (a line for each text), csv or parquet "
    "(a row for each quotation) or html (one page); or, with files for each text in the folder that --output "
    "names: annotations (W3C Web Annotations), brat, conll (columns) or tei.  "
    "[default: by the ending of --output, or table]",
)
@outputs.option
@click.option("--overwrite", is_flag=True, help="Overwrite files in that folder whose contents differ.")
@click.option("--text", is_flag=True, help="Write the whole document as JSON, text included.")
@with_reader
def attribute(form: str | None, output: Path | None, overwrite: bool, text: bool, reader: Reader) -> int:
    """Find who says what in texts.

    Each FILE is a text, a table of texts, a folder, or a pattern such as "**/*.txt". Tables are JSON Lines
    (.jsonl), CSV with a header (.csv) and Parquet (.parquet), with the columns "id" and "text". All texts
    in a folder and below it are read. Without a FILE, or for -, standard input is read. Texts are UTF-8.
    What cannot be read is named on standard error, the rest is processed, and the exit code is 1.
    """
    form = outputs.form_of(form, output)
    if text and form not in ("json", "jsonl"):
        raise click.BadOptionUsage("text", "--text goes with --format json or jsonl.")
    report = Problems()
    files = reader.inputs(report)
    if form in FORMS and output is None and (len(files) > 1 or any(file.is_table for file in files)):
        raise click.BadOptionUsage(
            "output", f"--format {form} makes files for each text: name a folder with --output."
        )
    read, timed = [file.path for file in files], any(file.is_timed for file in files)
    if form not in FORMS:
        make, file = writer(form, text=text, grouped=reader.by is not None, timed=timed), output
    elif output:
        make, file = functools.partial(Folder, form, output, report, inputs=read, overwrite=overwrite), None
    else:
        make, file = functools.partial(Alone, form, report), None
    with contextlib.ExitStack() as stack:
        stack.enter_context(outputs.into(file, inputs=read))
        # Closed in any case, so that the output so far is a complete list, table or page.
        out = stack.enter_context(contextlib.closing(make()))
        for reading in stack.enter_context(contextlib.closing(reader.readings(files, report))):
            with tqdm.external_write_mode():
                out.write(reading)
    return 1 if report.any else 0
