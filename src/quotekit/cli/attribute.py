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
    help="A table (in plain lines with tabs when piped), one JSON list, one JSON object a line, "
    "one row a quotation as CSV or Parquet, or one page of HTML; or, in the folder that --output names "
    "a file for each text, W3C Web Annotations, brat's standoff, columns in the manner of CoNLL, or TEI.  "
    "[default: what --output ends with, or table]",
)
@outputs.option
@click.option("--overwrite", is_flag=True, help="Replace files in that folder that hold something else.")
@click.option("--text", is_flag=True, help="Put the whole document into the JSON, the text among it.")
@with_reader
def attribute(form: str | None, output: Path | None, overwrite: bool, text: bool, reader: Reader) -> int:
    """Find who says what in each FILE: a text, a table of texts, a folder, or a pattern such as "**/*.txt".

    Tables are lines of JSON (.jsonl), CSV with a row of names at its head (.csv) and Parquet (.parquet),
    with the columns "id" and "text". Of a folder all texts below it are read. Without a FILE, or where it
    is -, standard input is read. Texts are UTF-8. What cannot be read is named on standard error, the
    others are done, and the exit code is 1.
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
