"""polars: a column of texts in, a tidy frame of quotations out."""

from __future__ import annotations

from typing import Any

from quotekit.errors import MissingExtra
from quotekit.formats.records import COLUMNS, INTEGERS, NUMBERS
from quotekit.integrations.rows import check_names, columns
from quotekit.pipeline import Pipeline

try:
    import polars
except ModuleNotFoundError:
    raise MissingExtra.of("polars", package="polars", purpose="a frame of quotations") from None

__all__ = ["quotations"]


def quotations(
    frame: polars.DataFrame,
    *,
    text: str = "text",
    id: str | None = None,
    pipeline: Pipeline | None = None,
    workers: int | None = None,
    progress: bool = False,
) -> polars.DataFrame:
    """Return the quotations of a frame's texts, one row each, with the columns of `quotekit.formats.COLUMNS`.

    `text` names the column of texts; ``document`` holds the values of the column `id`, or else the
    rows' numbers from 0. Missing texts have no quotations. Offsets are code points, half-open.
    `pipeline` is the default one unless given; `workers` and `progress` are those of
    `quotekit.attribute_many`.

    Raises `TypeError` for what is no frame, `KeyError` where there is no such column, and what
    `quotekit.attribute_many` raises.

    >>> texts = polars.DataFrame({"id": ["a", "b"], "text": ['"It is over," said Ann Lee.', None]})
    >>> quotations(texts, id="id").select("document", "speaker", "start", "end").rows()
    [('a', 'Ann Lee', 0, 13)]
    """
    if not isinstance(frame, polars.DataFrame):
        hint = ": collect() it first" if isinstance(frame, polars.LazyFrame) else ""
        raise TypeError(f"frame: expected a polars.DataFrame, got {type(frame).__name__}{hint}")
    check_names(frame.columns, *((text,) if id is None else (text, id)))
    labels = polars.Series(range(frame.height), dtype=polars.Int64) if id is None else frame[id]
    found = columns(labels, frame[text], pipeline=pipeline, workers=workers, progress=progress)
    kinds: dict[str, Any] = dict.fromkeys(COLUMNS, polars.String)
    kinds |= dict.fromkeys(INTEGERS, polars.Int64) | dict.fromkeys(NUMBERS, polars.Float64)
    return polars.DataFrame(found, schema=kinds | {"document": labels.dtype})
