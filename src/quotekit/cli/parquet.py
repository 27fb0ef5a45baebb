"""Parquet on standard output, written in row groups as the rows come."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Generic, ParamSpec

import click

from quotekit.formats.arrow import Gathered

if TYPE_CHECKING:
    import pyarrow

_Item = ParamSpec("_Item")

# Large row groups are better for readers, small ones for memory.
_ROWS = 32_768


class ParquetRows(Generic[_Item]):
    """The rows of each item, with the columns of an Arrow schema."""

    def __init__(self, schema: pyarrow.Schema, rows: Callable[_Item, Iterable[Mapping[str, object]]]) -> None:
        if sys.stdout.isatty():
            raise click.UsageError("Parquet is not for a terminal: name a file with --output.")
        # Imported only here, as the import above reports the missing extra.
        from pyarrow.parquet import ParquetWriter

        self._file = ParquetWriter(sys.stdout.buffer, schema)
        self._gathered = Gathered(schema, most=_ROWS)
        self._make = rows

    def write(self, *item: _Item.args, **named: _Item.kwargs) -> None:
        for row in self._make(*item, **named):
            if self._gathered.add(row):
                self._file.write_batch(self._gathered.batch())

    def close(self) -> None:
        if self._gathered.rows:
            self._file.write_batch(self._gathered.batch())
        self._file.close()
        sys.stdout.flush()
