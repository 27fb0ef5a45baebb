"""pandas: a column of texts in, a tidy frame of quotations out."""

from __future__ import annotations

from quotekit.errors import MissingExtra
from quotekit.formats.records import COLUMNS, INTEGERS, NUMBERS
from quotekit.integrations.rows import check_names, columns
from quotekit.pipeline import Pipeline

try:
    import pandas
except ModuleNotFoundError:
    raise MissingExtra.of("pandas", package="pandas", purpose="a frame of quotations") from None

__all__ = ["quotations"]


def quotations(
    frame: pandas.DataFrame,
    *,
    text: str = "text",
    id: str | None = None,
    pipeline: Pipeline | None = None,
    workers: int | None = None,
    progress: bool = False,
) -> pandas.DataFrame:
    """Return the quotations of a frame's texts, one row each, with the columns of `quotekit.formats.COLUMNS`.

    `text` names the column of texts; ``document`` holds the values of the column `id`, or else the
    frame's index. Missing texts have no quotations. Offsets are code points, half-open. `pipeline` is
    the default one unless given; `workers` and `progress` are those of `quotekit.attribute_many`.

    Raises `TypeError` for what is no frame, `KeyError` where there is no such column, `ValueError` where
    there are several, and what `quotekit.attribute_many` raises.

    >>> texts = pandas.DataFrame({"text": ['"It is over," said Ann Lee.', None]}, index=["a", "b"])
    >>> quotations(texts)[["document", "speaker", "start", "end"]].values.tolist()
    [['a', 'Ann Lee', 0, 13]]
    """
    if not isinstance(frame, pandas.DataFrame):
        raise TypeError(f"frame: expected a pandas.DataFrame, got {type(frame).__name__}")
    check_names(frame.columns, *((text,) if id is None else (text, id)))
    labels = frame.index if id is None else frame[id]
    found = columns(labels, frame[text], pipeline=pipeline, workers=workers, progress=progress)
    kinds = dict.fromkeys(COLUMNS[1:], "string")
    kinds |= dict.fromkeys(INTEGERS, "int64") | dict.fromkeys(NUMBERS, "float64") | {"inside": "Int64"}
    made = {"document": pandas.Series(found["document"], dtype=labels.dtype)}
    made |= {column: pandas.Series(found[column], dtype=kind) for column, kind in kinds.items()}
    return pandas.DataFrame({column: made[column] for column in COLUMNS})
