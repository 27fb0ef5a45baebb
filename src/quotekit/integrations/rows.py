"""Rows of quotations for tables of any make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from numbers import Real
from typing import Any

from quotekit.formats.records import COLUMNS, utf8_records
from quotekit.pipeline import Pipeline, attribute_many


def check_names(names: Iterable[object], *wanted: object) -> None:
    """See that names of columns are there, and there once. Raises `KeyError` and `ValueError`."""
    given = list(names)
    for name in wanted:
        if name not in given:
            raise KeyError(
                f"expected one of the frame's columns ({', '.join(map(str, given))}), got {name!r}"
            )
        if given.count(name) > 1:
            raise ValueError(f"expected a name that one column has, got {name!r}, which several have")


def columns(
    labels: Iterable[object],
    texts: Iterable[object],
    *,
    pipeline: Pipeline | None,
    workers: int | None,
    progress: bool,
) -> dict[str, list[Any]]:
    """Return the quotations of many texts by column; where there is no text, there are no quotations."""
    kept: list[object] = []
    attribute = pipeline.attribute_many if pipeline is not None else attribute_many
    documents = attribute(_texts(labels, texts, kept), workers=workers, progress=progress)
    found: dict[str, list[Any]] = {column: [] for column in COLUMNS}
    for place, document in enumerate(documents):
        for row in utf8_records(document):
            row["document"] = kept[place]
            for column, value in row.items():
                found[column].append(value)
    return found


def _texts(labels: Iterable[object], texts: Iterable[object], kept: list[object]) -> Iterator[str]:
    for label, text in zip(labels, texts, strict=True):
        # None, NaN and the libraries' own marks for what is missing: none of them equals itself, or is text.
        if isinstance(text, str) or not (text is None or _missing(text)):
            kept.append(label)
            # What is no text is refused by the pipeline, which says so better.
            yield text  # type: ignore[misc]


def _missing(value: object) -> bool:
    # An array would compare to an array.
    return type(value).__name__ in ("NAType", "NaTType") or (isinstance(value, Real) and value != value)
