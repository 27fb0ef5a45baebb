"""Arrow: from record batches of texts to record batches of quotations, on one machine or a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from quotekit.defaults import attribute
from quotekit.document import Document
from quotekit.errors import MissingExtra
from quotekit.formats.arrow import SCHEMA, Gathered
from quotekit.formats.records import utf8_records
from quotekit.integrations.frames import check_kept
from quotekit.pipeline import Pipeline
from quotekit.readers import not_utf8

try:
    import pyarrow
    from pyarrow import types
except ModuleNotFoundError:
    raise MissingExtra.of("arrow", package="pyarrow", purpose="record batches of quotations") from None

__all__ = ["BATCHES_SCHEMA", "attribute_batches"]

BATCHES_SCHEMA = SCHEMA.append(pyarrow.field("problem", pyarrow.string()))
"""`quotekit.formats.arrow.SCHEMA`, and ``problem``."""


def attribute_batches(
    batches: Iterable[pyarrow.RecordBatch],
    *,
    text: str = "text",
    id: str = "id",
    keep: Sequence[str] = (),
    pipeline: Pipeline | None = None,
) -> Iterator[pyarrow.RecordBatch]:
    """Attribute texts in record batches; return batches with one row per quotation.

    They have the columns of `BATCHES_SCHEMA`, then those named in `keep`, unchanged. ``document`` is the
    column `id`, as text. The column `text` is text, or bytes in UTF-8. A null has no quotations. A value that
    is not text makes a row of its own, in which ``problem`` says what was wrong and the columns of the
    quotation are null; otherwise ``problem`` is null.

    Batches are read as they are needed, and the resulting batches are bounded too, so that memory stays flat.
    `pipeline` is the default one unless given. For a cluster, bind the options with `functools.partial`: the
    result can be pickled, and each worker process loads its model once.

    Raises `TypeError` and `ValueError` at once for invalid options. With the first batch it raises `KeyError`
    if a column is missing, and `TypeError` if the column of texts is of another type, the ids cannot be
    turned into text, or Arrow cannot select rows of a column in `keep`.

    >>> articles = pyarrow.RecordBatch.from_pydict(
    ...     {"id": [1, 2], "text": [b'"It is over," said Ann Lee.', b"caf\\xe9"], "outlet": ["A", "B"]}
    ... )
    >>> (found,) = attribute_batches([articles], keep=["outlet"])
    >>> found.select(["document", "speaker", "start", "end", "outlet"]).to_pylist()[0]
    {'document': '1', 'speaker': 'Ann Lee', 'start': 0, 'end': 13, 'outlet': 'A'}
    >>> found["problem"][1].as_py()
    'expected UTF-8, got byte 0xe9 at byte offset 3 (unexpected end of data)'
    """
    if isinstance(batches, pyarrow.RecordBatch) or not isinstance(batches, Iterable):
        raise TypeError(f"batches: expected an iterable of record batches, got one {type(batches).__name__}")
    check_kept(keep, beside=BATCHES_SCHEMA.names)
    made = attribute if pipeline is None else pipeline.attribute
    return chain.from_iterable(_attributed(batch, text, id, keep, made) for batch in batches)


def _attributed(
    batch: pyarrow.RecordBatch, text: str, id: str, keep: Sequence[str], attribute: Callable[[str], Document]
) -> Iterator[pyarrow.RecordBatch]:
    texts, ids = _texts(_column(batch, text), text), _ids(_column(batch, id), id)
    kept = {name: _column(batch, name) for name in keep}
    gathered = Gathered(BATCHES_SCHEMA)
    places: list[int] = []

    def done() -> pyarrow.RecordBatch:
        at = pyarrow.array(places, pyarrow.int64())
        places.clear()
        made = gathered.batch()
        columns = {name: _picked(column, at, name) for name, column in kept.items()}
        fields = [pyarrow.field(name, column.type) for name, column in kept.items()]
        schema = pyarrow.schema([*BATCHES_SCHEMA, *fields])
        return pyarrow.RecordBatch.from_arrays([*made.columns, *columns.values()], schema=schema)

    given = False
    for place, (label, value) in enumerate(zip(ids, texts, strict=True)):
        for row in _rows(value, label.as_py(), attribute) if value.is_valid else ():
            places.append(place)
            if gathered.add(row):
                given = True
                yield done()
    # At least one, since some engines learn the columns from the first batch.
    if gathered.rows or not given:
        yield done()


def _rows(
    value: pyarrow.Scalar, id: str | None, attribute: Callable[[str], Document]
) -> list[dict[str, Any]]:
    """Return the rows of a text, or one that says why it is none."""
    try:
        return utf8_records(attribute(_decoded(value)), id=id)
    except UnicodeDecodeError as error:
        return [{"document": id, "problem": not_utf8(error)}]


def _column(batch: pyarrow.RecordBatch, name: str) -> pyarrow.Array:
    if name not in batch.schema.names:
        raise KeyError(f"expected one of the batch's columns ({', '.join(batch.schema.names)}), got {name!r}")
    return batch.column(name)


def _picked(column: pyarrow.Array, at: pyarrow.Array, name: str) -> pyarrow.Array:
    try:
        return column.take(at)
    except pyarrow.ArrowNotImplementedError:
        raise TypeError(
            f"keep: expected a type of which Arrow can pick rows in the column {name!r}, got {column.type}"
        ) from None


def _texts(column: pyarrow.Array, name: str) -> pyarrow.Array:
    kind = column.type.value_type if types.is_dictionary(column.type) else column.type
    # By name, as older versions have no views.
    if str(kind).removeprefix("large_").removesuffix("_view") not in ("string", "binary", "null"):
        raise TypeError(f"text: expected texts in the column {name!r}, got {column.type}")
    return column


def _ids(column: pyarrow.Array, name: str) -> pyarrow.Array:
    try:
        return column.cast(pyarrow.string())
    except (pyarrow.ArrowInvalid, pyarrow.ArrowNotImplementedError) as error:
        raise TypeError(
            f"id: expected what can be written as text in the column {name!r}, got {error}"
        ) from None


def _decoded(value: pyarrow.Scalar) -> str:
    data = value.as_py()
    return data if isinstance(data, str) else str(data, "utf-8")
