"""Texts in two columns of CSV and Parquet files, read row by row."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import attrs

from quotekit.cli.columns import Columns
from quotekit.errors import MissingExtra

# What a byte that is no UTF-8 becomes: its row is reported, and the rest of the file still read.
_BYTE = re.compile("[\udc80-\udcff]")
# As much as fits where a C long has 32 bits; by itself the module takes no long articles.
_LONGEST_CELL = 2**31 - 1
_ROWS_AT_A_TIME = 256

Report = Callable[[str], None]


def csv_rows(name: str, columns: Columns, report: Report) -> Iterator[tuple[str, str]]:
    """Read the ids and texts of a CSV file with a row of names at its head; `report` what is none."""
    csv.field_size_limit(_LONGEST_CELL)
    with open(name, encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        # Strict: what a mark in the wrong place would swallow is an error, not a longer text.
        table = csv.reader(file, strict=True)
        number = -1
        places: list[int] = []
        width = 0
        while True:
            number += 1
            try:
                row = next(table, None)
                if row is None:
                    return
                if number == 0:
                    places, width = _places(row, columns), len(row)
                elif any(row[width:]):
                    raise _Unfit(f"expected {width} cells as in the row of names, got {len(row)}")
                elif row:
                    yield _pair([row[place] if place < len(row) else None for place in places], columns)
            except (csv.Error, _Unfit) as error:
                report(f"{name}: row {number}: {error}" if number else f"{name}: {error}")
                if number == 0:
                    return


def parquet_rows(name: str, columns: Columns, report: Report) -> Iterator[tuple[str, str]]:
    """Read the ids and texts of a Parquet file; `report` what is none.

    Raises `MissingExtra` without the extra ``arrow``.
    """
    try:
        import pyarrow
        from pyarrow.parquet import ParquetFile
    except ModuleNotFoundError:
        raise MissingExtra.of("arrow", package="pyarrow", purpose="reading Parquet") from None
    number = 0
    try:
        with open(name, "rb") as file, ParquetFile(file) as table:
            _places(table.schema_arrow.names, columns)
            read = attrs.astuple(columns)
            for batch in table.iter_batches(_ROWS_AT_A_TIME, columns=list(read)):
                for cells in zip(*map(batch.column, read), strict=True):
                    number += 1
                    try:
                        yield _pair([cell.as_py() for cell in cells], columns)
                    except (UnicodeDecodeError, _Unfit) as error:
                        report(f"{name}: row {number}: {error}")
    except UnicodeDecodeError:
        report(f"{name}: expected names of columns in UTF-8")
    except (pyarrow.ArrowException, _Unfit) as error:
        report(f"{name}: {error}")


class _Unfit(Exception):
    pass


def _places(names: Iterable[str], columns: Columns) -> list[int]:
    given = list(names)
    try:
        return [given.index(columns.id), given.index(columns.text)]
    except ValueError:
        raise _Unfit(f"expected columns called {columns}, got {', '.join(given)[:200]!r}") from None


def _pair(cells: list[Any], columns: Columns) -> tuple[str, str]:
    id, text = cells
    for field, cell, kind in ((columns.id, id, object), (columns.text, text, str)):
        if cell is None or not isinstance(cell, kind):
            got = "nothing" if cell is None else type(cell).__name__
            raise _Unfit(f'expected text in the column "{field}", got {got}')
        if isinstance(cell, str) and (wrong := _BYTE.search(cell)):
            raise _Unfit(
                f'expected UTF-8 in the column "{field}", got byte 0x{ord(wrong.group()) - 0xDC00:02x} '
                f"at its character {wrong.start()}"
            )
    return str(id), text
