"""Data frames of quotations for pandas and polars, with fixed column types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from quotekit.document import Document
from quotekit.errors import MissingExtra
from quotekit.formats.records import COLUMNS, INTEGERS, NUMBERS, utf8_records

if TYPE_CHECKING:
    import pandas
    import polars


def to_pandas(document: Document, *, id: str | None = None) -> pandas.DataFrame:
    """Return a document's quotations as a frame of pandas: see `Document.to_pandas`."""
    return pandas_frame(_columns(document, id), labels="string")


def to_polars(document: Document, *, id: str | None = None) -> polars.DataFrame:
    """Return a document's quotations as a frame of polars: see `Document.to_polars`."""
    return polars_frame(_columns(document, id))


def pandas_frame(columns: Mapping[str, Sequence[Any]], *, labels: Any) -> pandas.DataFrame:
    """Return a frame of the columns of `COLUMNS`, with `labels` for the type of ``document``.

    Raises `MissingExtra` without the extra ``pandas``.
    """
    try:
        import pandas
    except ModuleNotFoundError:
        raise MissingExtra.of("pandas", package="pandas", purpose="a frame of quotations") from None
    kinds: dict[str, Any] = dict.fromkeys(COLUMNS, "string")
    kinds |= dict.fromkeys(INTEGERS, "int64") | dict.fromkeys(NUMBERS, "float64")
    kinds |= {"inside": "Int64", "document": labels}
    return pandas.DataFrame({name: pandas.Series(columns[name], dtype=kinds[name]) for name in COLUMNS})


def polars_frame(columns: Mapping[str, Sequence[Any]], *, labels: Any = None) -> polars.DataFrame:
    """Return a frame of the columns of `COLUMNS`, with `labels` for the type of ``document``.

    Without `labels` it is text. Raises `MissingExtra` without the extra ``polars``.
    """
    try:
        import polars
    except ModuleNotFoundError:
        raise MissingExtra.of("polars", package="polars", purpose="a frame of quotations") from None
    kinds: dict[str, Any] = dict.fromkeys(COLUMNS, polars.String)
    kinds |= dict.fromkeys(INTEGERS, polars.Int64) | dict.fromkeys(NUMBERS, polars.Float64)
    kinds |= {} if labels is None else {"document": labels}
    return polars.DataFrame({name: columns[name] for name in COLUMNS}, schema=kinds)


def _columns(document: Document, id: str | None) -> dict[str, list[Any]]:
    rows = utf8_records(document, id=id)
    return {name: [row[name] for row in rows] for name in COLUMNS}
