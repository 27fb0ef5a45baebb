"""Parquet written to standard output: one row for each quotation, in row groups as they come."""

from __future__ import annotations

import sys

import click

from quotekit.document import Document
from quotekit.formats.arrow import SCHEMA, Gathered
from quotekit.formats.records import utf8_records

# Readers want large row groups, memory wants small ones.
_ROWS = 32_768


class Columns:
    """One row for each quotation, with the columns of `quotekit.formats.arrow.SCHEMA`."""

    def __init__(self) -> None:
        if sys.stdout.isatty():
            raise click.UsageError("Parquet is not for a terminal: name a file with --output.")
        # Only now: the import above says which extra is missing.
        from pyarrow.parquet import ParquetWriter

        self._file = ParquetWriter(sys.stdout.buffer, SCHEMA)
        self._gathered = Gathered(SCHEMA, most=_ROWS)

    def write(self, name: str, document: Document) -> None:
        for row in utf8_records(document, id=name):
            if self._gathered.add(row):
                self._file.write_batch(self._gathered.batch())

    def close(self) -> None:
        if self._gathered.rows:
            self._file.write_batch(self._gathered.batch())
        self._file.close()
        sys.stdout.flush()
