"""Texts from files and standard input, one after the other; unreadable ones are reported by name."""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from quotekit import readers
from quotekit.cli.inputs import Input
from quotekit.cli.printing import Report
from quotekit.cli.tables import Columns, Row, csv_rows, opened, parquet_rows
from quotekit.errors import InvalidDocument, MissingExtra, UnreadableFile
from quotekit.formats.tei import NAMESPACE, text_of_tei
from quotekit.readers import Encoding, Time

_BOM = b"\xef\xbb\xbf"


@attrs.frozen
class Text:
    """Hold a text, its name (that of its file, or its id in a table) and its group.

    `where` is its file's path, with the id for a text in a table; it distinguishes texts of the same name.
    `times` are those of subtitles.
    """

    id: str
    text: str
    where: str
    group: str = ""
    times: tuple[Time, ...] = ()


class _Unreadable(Exception):
    pass


def read(
    files: Iterable[Input], columns: Columns, report: Report, *, encoding: Encoding = "utf-8"
) -> Iterator[Text]:
    """Read texts lazily: one per file, or one per line or row of a table.

    `columns` are the columns of tables to read. `quotekit.readers` reads the files whose ending it knows; of
    TEI (.xml) the text of its body is read. Texts are in UTF-8 or, except in tables, in `encoding`; a byte
    order mark at the start of a file is not part of its text. Problems are reported with the file, the line,
    row or byte offset, and the reason.
    """
    for file in files:
        try:
            yield from _texts(file, columns, report, encoding)
        except OSError as error:
            report(f"{file.path}: {error.strerror or error}")
        except (EOFError, zlib.error) as error:
            report(f"{file.path}: expected data packed by gzip, got {error}")
        except UnreadableFile as error:
            report(str(error))
        except (_Unreadable, InvalidDocument, MissingExtra) as error:
            report(f"{file.path}: {error}")


def _texts(file: Input, columns: Columns, report: Report, encoding: Encoding) -> Iterator[Text]:
    if file.path == "-":
        yield Text(file.id, _plain(sys.stdin.buffer.read(), encoding), file.path, file.group)
    elif file.ending == ".json":
        raise _Unreadable("expected a text or a table, got .json; JSON Lines end in .jsonl")
    elif file.is_table:
        rows = _TABLES.get(file.ending, _lines)
        for id, text, group in rows(file, columns, report):
            yield Text(id, text, f"{file.path}#{id}", group or file.group)
    elif (body := edition(file)) is not None:
        yield Text(file.id, body, file.path, file.group)
    elif file.is_packed or file.ending in readers.ENDINGS:
        reading = readers.read(file.path, encoding=encoding)
        yield Text(file.id, reading.text, file.path, file.group, reading.times)
    else:
        yield Text(file.id, _plain(Path(file.path).read_bytes(), encoding), file.path, file.group)


_TABLES = {".csv": csv_rows, ".parquet": parquet_rows}


def edition(file: Input) -> str | None:
    """Return the text of TEI (.xml) without its tags, or None for any other file.

    Raises `InvalidDocument` if it cannot be read.
    """
    if file.ending != ".xml":
        return None
    with opened(file) as unpacked:
        data = unpacked.read()
    return text_of_tei(data) if NAMESPACE.encode() in data else None


def _lines(given: Input, columns: Columns, report: Report) -> Iterator[Row]:
    offset = 0
    with opened(given) as file:
        for number, line in enumerate(file, start=1):
            try:
                decoded = _decoded(line, offset)
                if decoded.strip():
                    yield _from_json(decoded, columns, number)
            except _Unreadable as error:
                report(f"{given.path}: line {number}: {error}")
            offset += len(line)


def _plain(data: bytes, encoding: Encoding) -> str:
    try:
        return readers.decoded(data, encoding)[0]
    except UnreadableFile as error:
        raise _Unreadable(f"{error}; see --encoding" if encoding == "utf-8" else str(error)) from None


def _decoded(data: bytes, offset: int) -> str:
    # A byte order mark can only be at the start of the file.
    skipped = len(_BOM) if offset == 0 and data.startswith(_BOM) else 0
    try:
        return data[skipped:].decode("utf-8")
    except UnicodeDecodeError as error:
        raise _Unreadable(readers.not_utf8(error, offset=offset + skipped)) from None


def _from_json(line: str, columns: Columns, number: int) -> Row:
    expected = (
        f'expected a JSON object with a string or whole number "{columns.id or "id"}" '
        f'and a string "{columns.text}"'
    )
    try:
        value = json.loads(line)
    except RecursionError:
        raise _Unreadable(f"{expected}, got JSON nested too deeply") from None
    except ValueError as error:
        raise _Unreadable(f"{expected}, got no JSON: {error}") from None
    if not isinstance(value, dict):
        raise _Unreadable(f"{expected}, got another JSON value")
    found = attrs.evolve(columns, id="id") if columns.id is None and "id" in value else columns
    for field in found.read:
        if field not in value:
            raise _Unreadable(f'{expected}, got none called "{field}"')
        # By its exact type, as bool is a subclass of int.
        if type(value[field]) not in ((str,) if field == columns.text else (str, int)):
            raise _Unreadable(f'{expected}, got another value for "{field}"')
    id = number if found.id is None else value[found.id]
    return str(id), value[found.text], "" if found.group is None else str(value[found.group])
