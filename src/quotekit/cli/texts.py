"""Texts from files and standard input, one after the other; what cannot be read is reported by name."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import attrs

from quotekit.cli.columns import Columns
from quotekit.cli.tables import csv_rows, parquet_rows
from quotekit.errors import MissingExtra

_TABLES = (".jsonl", ".ndjson", ".csv", ".parquet")

_BOM = b"\xef\xbb\xbf"

Report = Callable[[str], None]


@attrs.frozen
class Text:
    """Hold a text with its name: the file's without its ending, or the `id` beside it in a table."""

    id: str
    text: str


def is_table(name: str) -> bool:
    """Tell, by its name, whether a file holds many texts."""
    return name.lower().endswith(_TABLES)


class _Unreadable(Exception):
    pass


def read(files: Iterable[str], columns: Columns, report: Report) -> Iterator[Text]:
    """Read texts lazily: a file each, or a line or row each of files that are tables.

    Of those, `columns` says what is read.
    ``-`` is standard input. Texts are UTF-8; a byte order mark at the start of a file is no part of
    its text. What cannot be read is told to `report`, with the file, the line, row or byte offset,
    and what was wrong.
    """
    for name in files:
        try:
            if name == "-":
                yield Text("stdin", _decoded(sys.stdin.buffer.read(), 0))
            elif name.lower().endswith((".jsonl", ".ndjson")):
                yield from _lines(name, columns, report)
            elif name.lower().endswith(".csv"):
                yield from (Text(*row) for row in csv_rows(name, columns, report))
            elif name.lower().endswith(".parquet"):
                yield from (Text(*row) for row in parquet_rows(name, columns, report))
            elif name.lower().endswith(".json"):
                raise _Unreadable("expected a text or a table, got .json: lines of JSON go by .jsonl")
            else:
                yield Text(Path(name).stem, _decoded(Path(name).read_bytes(), 0))
        except OSError as error:
            report(f"{name}: {error.strerror or error}")
        except (_Unreadable, MissingExtra) as error:
            report(f"{name}: {error}")


def _lines(name: str, columns: Columns, report: Report) -> Iterator[Text]:
    offset = 0
    with open(name, "rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                decoded = _decoded(line, offset)
                if decoded.strip():
                    yield _from_json(decoded, columns)
            except _Unreadable as error:
                report(f"{name}: line {number}: {error}")
            offset += len(line)


def _decoded(data: bytes, offset: int) -> str:
    # Only the file's first bytes are a mark of byte order.
    skipped = len(_BOM) if offset == 0 and data.startswith(_BOM) else 0
    try:
        return data[skipped:].decode("utf-8")
    except UnicodeDecodeError as error:
        at = skipped + error.start
        raise _Unreadable(
            f"expected UTF-8, got byte 0x{data[at]:02x} at byte offset {offset + at} ({error.reason})"
        ) from None


def _from_json(line: str, columns: Columns) -> Text:
    expected = (
        f'expected a JSON object with a string or whole number "{columns.id}" and a string "{columns.text}"'
    )
    try:
        value = json.loads(line)
    except RecursionError:
        raise _Unreadable(f"{expected}, got JSON nested too deeply") from None
    except ValueError as error:
        raise _Unreadable(f"{expected}, got no JSON: {error}") from None
    if not isinstance(value, dict):
        raise _Unreadable(f"{expected}, got another JSON value")
    for field, kinds in ((columns.id, (str, int)), (columns.text, (str,))):
        if field not in value:
            raise _Unreadable(f'{expected}, got none called "{field}"')
        # By its very type: a truth value is a whole number too.
        if type(value[field]) not in kinds:
            raise _Unreadable(f'{expected}, got another value for "{field}"')
    return Text(str(value[columns.id]), value[columns.text])
