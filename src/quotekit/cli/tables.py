"""Texts in the columns of CSV and Parquet files, read row by row."""

from __future__ import annotations

import csv
import gzip
import io
import itertools
import re
from collections.abc import Collection, Iterator
from typing import Any, BinaryIO, cast

import attrs

from quotekit.cli.inputs import Input
from quotekit.cli.printing import Report
from quotekit.errors import MissingExtra

# The replacement for an invalid byte: its row is reported, and the rest of the file is still read.
_BYTE = re.compile("[\udc80-\udcff]")
# The most where a C long has 32 bits; the module's own limit is too low for long articles.
_LONGEST_CELL = 2**31 - 1
_ROWS_AT_A_TIME = 256

Row = tuple[str, str, str]


@attrs.frozen
class Columns:
    """Hold the names of the columns for a text's id, the text and its group.

    Without a name for the ids, they are in the column ``id`` or, if there is none, the row numbers.
    """

    id: str | None = None
    text: str = "text"
    group: str | None = None

    def among(self, names: Collection[str]) -> Columns:
        """Return the columns that a table has. Raises `ValueError` if a named one is missing."""
        if missing := [name for name in self.read if name not in names]:
            wanted = " and ".join(f'"{name}"' for name in missing)
            raise ValueError(f"expected columns called {wanted}, got {', '.join(names)[:200]!r}")
        return attrs.evolve(self, id="id") if self.id is None and "id" in names else self

    @property
    def read(self) -> tuple[str, ...]:
        """Return the names of the columns to read: those of id, text and group that exist."""
        return tuple(name for name in (self.id, self.text, self.group) if name is not None)


def opened(file: Input) -> BinaryIO:
    """Open a file for its bytes, unpacked."""
    return cast(BinaryIO, gzip.open(file.path)) if file.is_packed else open(file.path, "rb")


def csv_rows(given: Input, columns: Columns, report: Report) -> Iterator[Row]:
    """Read the ids, texts and groups of a CSV file with a header row; `report` invalid rows.

    Without a column of ids, the id is the row number.
    """
    csv.field_size_limit(_LONGEST_CELL)
    with io.TextIOWrapper(opened(given), encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        # Strict, so that a misplaced quotation mark is an error and does not swallow text.
        table = csv.reader(file, strict=True)
        try:
            names = next(table, None)
            if names is None:
                return
            found = columns.among(names)
        except (csv.Error, ValueError) as error:
            report(f"{given.path}: {error}")
            return
        places = [names.index(column) for column in found.read]
        for number in itertools.count(1):
            try:
                row = next(table, None)
                if row is None:
                    return
                if any(row[len(names) :]):
                    raise ValueError(f"expected {len(names)} cells as in the row of names, got {len(row)}")
                if row:
                    cells = [row[place] if place < len(row) else None for place in places]
                    yield _row(cells, found, number)
            except (csv.Error, ValueError) as error:
                report(f"{given.path}: row {number}: {error}")


def parquet_rows(given: Input, columns: Columns, report: Report) -> Iterator[Row]:
    """Read the ids, texts and groups of a Parquet file; `report` invalid rows.

    Raises `MissingExtra` without the extra ``arrow``.
    """
    try:
        import pyarrow
        from pyarrow.parquet import ParquetFile
    except ModuleNotFoundError:
        raise MissingExtra.of("arrow", package="pyarrow", purpose="reading Parquet") from None
    name = given.path
    try:
        with open(name, "rb") as file, ParquetFile(file) as table:
            found = columns.among(table.schema_arrow.names)
            for number, cells in enumerate(_parquet_cells(table, found), start=1):
                try:
                    yield _row(cells, found, number)
                except ValueError as error:
                    report(f"{name}: row {number}: {error}")
    except UnicodeDecodeError:
        report(f"{name}: expected names of columns in UTF-8")
    except pyarrow.ArrowException as error:
        report(f"{name}: expected Parquet, got {error}")
    except ValueError as error:
        report(f"{name}: {error}")


def _parquet_cells(table: Any, columns: Columns) -> Iterator[list[Any]]:
    """Yield the cells of each row in the columns to read."""
    for batch in table.iter_batches(_ROWS_AT_A_TIME, columns=list(columns.read)):
        for cells in zip(*map(batch.column, columns.read), strict=True):
            yield [cell.as_py() for cell in cells]


def _row(cells: list[Any], columns: Columns, number: int) -> Row:
    """Return a row of the columns to read. Raises `ValueError` for anything but text."""
    given = dict(zip(columns.read, cells, strict=True))
    for field, cell in given.items():
        if cell is None or (field == columns.text and not isinstance(cell, str)):
            got = "nothing" if cell is None else type(cell).__name__
            raise ValueError(f'expected text in the column "{field}", got {got}')
        if isinstance(cell, str) and (wrong := _BYTE.search(cell)):
            raise ValueError(
                f'expected UTF-8 in the column "{field}", got byte 0x{ord(wrong.group()) - 0xDC00:02x} '
                f"at its character {wrong.start()}"
            )
    id = number if columns.id is None else given[columns.id]
    return str(id), given[columns.text], "" if columns.group is None else str(given[columns.group])
