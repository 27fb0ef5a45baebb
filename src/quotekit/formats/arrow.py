"""Quotations as Arrow: the same flat rows in a fixed schema, as a stream of batches or as a table."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from quotekit.arguments import check_kind, listed
from quotekit.document import Document
from quotekit.errors import MissingExtra
from quotekit.formats.records import COLUMNS, INTEGERS, NUMBERS, utf8_records

try:
    import pyarrow
except ModuleNotFoundError:
    raise MissingExtra.of("arrow", package="pyarrow", purpose="a table of Arrow") from None

__all__ = ["SCHEMA", "to_batches", "to_table"]


def schema_of(
    columns: Iterable[str], *, integers: Collection[str] = INTEGERS, numbers: Collection[str] = NUMBERS
) -> pyarrow.Schema:
    """Return the schema of a table with these columns: int64, float64 or string."""
    # Spans are strings, as in every other table. Lists of structs would differ from `to_records` and from the
    # CSV, for offsets that `start` and `end` mostly have already.
    whole, share, text = pyarrow.int64(), pyarrow.float64(), pyarrow.string()
    return pyarrow.schema(
        (column, whole if column in integers else share if column in numbers else text) for column in columns
    )


SCHEMA = schema_of(COLUMNS)
"""The columns of `quotekit.formats.COLUMNS`: int64, float64 and string, all nullable."""

# The largest batch: enough for a reader at a time, and far below the 2 GiB limit of a column of strings.
ROWS = 4096
CHARACTERS = 16 * 1024 * 1024


def to_table(documents: Iterable[Document], *, ids: Iterable[str | None] | None = None) -> pyarrow.Table:
    """Return the quotations of documents as one table, with one row each: see `to_batches`.

    >>> import quotekit
    >>> doc = quotekit.attribute('"It is over," said Ann Lee.')
    >>> table = to_table([doc], ids=["a1"])
    >>> table.to_pylist() == doc.to_records(id="a1")
    True
    """
    return pyarrow.Table.from_batches(to_batches(documents, ids=ids), SCHEMA)


def to_batches(
    documents: Iterable[Document], *, ids: Iterable[str | None] | None = None
) -> Iterator[pyarrow.RecordBatch]:
    """Return the quotations of documents as record batches of the schema `SCHEMA`.

    ``document`` is the id, from `ids` or else the document's number from 0, as text. Documents are read as
    they are needed and no batch has more than a few thousand rows, so that memory stays flat. Lone
    surrogates, which Arrow's UTF-8 cannot hold, become U+FFFD: offsets stay code points of the text as given.
    Raises `ValueError` if the numbers of ids and documents differ.

    >>> import quotekit
    >>> texts = (f'"Number {n} is done," said Ann Lee.' for n in range(3))
    >>> [batch.num_rows for batch in to_batches(quotekit.attribute_many(texts))]
    [3]
    """
    gathered = Gathered(SCHEMA)
    listed("documents", documents, "documents")
    if ids is not None:
        listed("ids", ids, "ids")
    numbered = ((str(n), document) for n, document in enumerate(documents))
    for id, document in numbered if ids is None else zip(ids, documents, strict=True):
        if id is not None:
            check_kind("id", id, str)
        for row in utf8_records(document, id=id):
            if gathered.add(row):
                yield gathered.batch()
    if gathered.rows:
        yield gathered.batch()


class Gathered:
    """Gather rows into batches."""

    def __init__(self, schema: pyarrow.Schema, *, most: int = ROWS) -> None:
        self.schema = schema
        self._most = most
        self.rows: list[Mapping[str, Any]] = []
        self._characters = 0

    def add(self, row: Mapping[str, Any]) -> bool:
        """Add a row, and tell whether there are enough for a batch."""
        self.rows.append(row)
        self._characters += sum(len(value) for value in row.values() if isinstance(value, str))
        return len(self.rows) >= self._most or self._characters >= CHARACTERS

    def batch(self) -> pyarrow.RecordBatch:
        """Return the rows as a batch, and start the next one."""
        rows, self.rows, self._characters = self.rows, [], 0
        return pyarrow.RecordBatch.from_pylist(rows, self.schema)
