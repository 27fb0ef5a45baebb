"""Rows of quotations for data frames of any library."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from numbers import Real
from typing import Any

from quotekit.formats.records import COLUMNS, utf8_records
from quotekit.pipeline import Pipeline, attribute_many


def check_names(names: Iterable[object], *wanted: object) -> None:
    """Check that columns exist and are unique. Raises `KeyError` and `ValueError`."""
    given = list(names)
    for name in wanted:
        if name not in given:
            raise KeyError(
                f"expected one of the frame's columns ({', '.join(map(str, given))}), got {name!r}"
            )
        if given.count(name) > 1:
            raise ValueError(f"expected a name that one column has, got {name!r}, which several have")


def check_kept(keep: Sequence[str], *, beside: Collection[str] = COLUMNS) -> None:
    """Check that columns to keep have unique names. Raises `TypeError` and `ValueError`."""
    if isinstance(keep, str):
        raise TypeError(f"keep: expected the names of columns, got the one string {keep!r}")
    for name in keep:
        if name in beside or keep.count(name) > 1:
            raise ValueError(f"keep: expected names that stand once in what comes out, got {name!r}")


def columns(
    texts: Iterable[object], *, pipeline: Pipeline | None, workers: int | None, progress: bool
) -> tuple[dict[str, list[Any]], list[int]]:
    """Return the quotations of many texts by column, and the index of each one's text.

    A missing text has no quotations. The column ``document`` is empty.
    """
    kept: list[int] = []
    attribute = pipeline.attribute_many if pipeline is not None else attribute_many
    documents = attribute(_texts(texts, kept), workers=workers, progress=progress)
    found: dict[str, list[Any]] = {column: [] for column in COLUMNS}
    places: list[int] = []
    for number, document in enumerate(documents):
        for row in utf8_records(document):
            places.append(kept[number])
            for column, value in row.items():
                found[column].append(value)
    return found, places


def _texts(texts: Iterable[object], kept: list[int]) -> Iterator[str]:
    for place, text in enumerate(texts):
        # None, NaN and the libraries' own missing values: none of them equals itself or is text.
        if isinstance(text, str) or not (text is None or _missing(text)):
            kept.append(place)
            # The pipeline refuses other values, with a better message.
            yield text  # type: ignore[misc]


def _missing(value: object) -> bool:
    # The comparison of an array would be an array.
    return type(value).__name__ in ("NAType", "NaTType") or (isinstance(value, Real) and value != value)
