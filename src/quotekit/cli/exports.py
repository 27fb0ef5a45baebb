"""Items written one after the other for other programs: JSON, CSV, Parquet and lines with tabs."""

from __future__ import annotations

import csv
import functools
import json
import re
import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

import click

from quotekit.formats.records import INTEGERS, NUMBERS

if TYPE_CHECKING:
    import pyarrow

FORMATS = ("table", "json", "jsonl", "csv", "parquet", "html")
"""The formats of what one command writes into one file."""

_Item = TypeVar("_Item", contravariant=True)

# Escaped in JSON strings: code points that UTF-8 cannot encode, and line ends of some readers.
_TO_ESCAPE = re.compile("[\ud800-\udfff\u0085\u2028\u2029]")
# Large row groups of Parquet are better for readers, small ones for memory.
_ROWS = 32_768


class Writer(Protocol[_Item]):
    """Write items to standard output, one after the other."""

    def write(self, item: _Item) -> None: ...

    def close(self) -> None: ...


def exporter(
    form: str,
    *,
    plain: Callable[[_Item], object],
    columns: Sequence[str],
    rows: Callable[[_Item], Iterable[Mapping[str, object]]],
    integers: Collection[str] = INTEGERS,
    numbers: Collection[str] = NUMBERS,
    exact: Collection[str] = (),
) -> Callable[[], Writer[_Item]] | None:
    """Return a function that makes the writer of JSON, CSV or Parquet, or None for another format.

    JSON has the `plain` data of an item, a table its `rows`. In CSV, numbers have two digits but for the
    columns `exact`. Raises `MissingExtra` here, before a writer is made or a file opened.
    """
    if form in ("json", "jsonl"):
        return functools.partial(JsonList if form == "json" else JsonLines, plain)
    if form == "csv":
        return functools.partial(Rows, columns, rows, exact=exact)
    if form == "parquet":
        from quotekit.formats.arrow import schema_of

        return functools.partial(ParquetRows, schema_of(columns, integers=integers, numbers=numbers), rows)
    return None


class JsonList(Generic[_Item]):
    """Print the plain data of each item in one JSON list, spread over lines."""

    def __init__(self, plain: Callable[[_Item], object]) -> None:
        self._plain = plain
        self._before = "["

    def write(self, item: _Item) -> None:
        data = dumped(self._plain(item), indent=2)
        sys.stdout.write(self._before + "\n  " + data.replace("\n", "\n  "))
        self._before = ","

    def close(self) -> None:
        sys.stdout.write("[]\n" if self._before == "[" else "\n]\n")
        sys.stdout.flush()


class JsonLines(Generic[_Item]):
    """Print the plain data of each item as a line of JSON."""

    def __init__(self, plain: Callable[[_Item], object]) -> None:
        self._plain = plain

    def write(self, item: _Item) -> None:
        sys.stdout.write(dumped(self._plain(item)) + "\n")

    def close(self) -> None:
        sys.stdout.flush()


class Lines(Generic[_Item]):
    """Print the rows of each item as tab-separated lines, below a line of column names."""

    def __init__(self, columns: Iterable[str], rows: Callable[[_Item], Iterable[Iterable[str]]]) -> None:
        self._rows = rows
        self._line(columns)

    def write(self, item: _Item) -> None:
        for row in self._rows(item):
            self._line(row)

    def close(self) -> None:
        sys.stdout.flush()

    def _line(self, cells: Iterable[str]) -> None:
        sys.stdout.write("\t".join(cells) + "\n")


class Rows(Generic[_Item]):
    """The rows of each item, below a row of column names; numbers in the columns `exact` keep all digits."""

    def __init__(
        self,
        columns: Sequence[str],
        rows: Callable[[_Item], Iterable[Mapping[str, object]]],
        *,
        exact: Collection[str] = (),
    ) -> None:
        # Line ends as in RFC 4180. They also make every version of Python quote cells with a lone carriage
        # return.
        self._rows = csv.DictWriter(sys.stdout, columns, lineterminator="\r\n")
        self._rows.writeheader()
        self._make = rows
        self._exact = exact

    def write(self, item: _Item) -> None:
        for row in self._make(item):
            self._rows.writerow(
                {name: value if name in self._exact else rounded(value) for name, value in row.items()}
            )

    def close(self) -> None:
        sys.stdout.flush()


class ParquetRows(Generic[_Item]):
    """The rows of each item, with the columns of an Arrow schema."""

    def __init__(
        self, schema: pyarrow.Schema, rows: Callable[[_Item], Iterable[Mapping[str, object]]]
    ) -> None:
        if sys.stdout.isatty():
            raise click.UsageError("Parquet is not for a terminal: name a file with --output.")
        from pyarrow.parquet import ParquetWriter

        from quotekit.formats.arrow import Gathered

        self._file = ParquetWriter(sys.stdout.buffer, schema)
        self._gathered = Gathered(schema, most=_ROWS)
        self._make = rows

    def write(self, item: _Item) -> None:
        for row in self._make(item):
            if self._gathered.add(row):
                self._file.write_batch(self._gathered.batch())

    def close(self) -> None:
        if self._gathered.rows:
            self._file.write_batch(self._gathered.batch())
        self._file.close()
        sys.stdout.flush()


def dumped(value: object, indent: int | None = None) -> str:
    """Return plain data as JSON on one line for every reader."""
    data = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    return _TO_ESCAPE.sub(lambda match: f"\\u{ord(match.group()):04x}", data)


def rounded(value: object) -> object:
    """Return a number with two digits, as shares are not known to more, and anything else as it is."""
    return round(value, 2) if isinstance(value, float) else value
