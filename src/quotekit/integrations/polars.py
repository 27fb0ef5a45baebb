"""polars: from a column of texts to a tidy frame of quotations."""

from __future__ import annotations

from collections.abc import Sequence

from quotekit.errors import MissingExtra
from quotekit.formats.frames import polars_frame
from quotekit.integrations.rows import check_kept, check_names, columns
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
    keep: Sequence[str] = (),
    pipeline: Pipeline | None = None,
    workers: int | None = None,
    progress: bool = False,
) -> polars.DataFrame:
    """Return the quotations of a frame's texts, one per row, with the columns of `quotekit.formats.COLUMNS`.

    `text` names the column of texts; ``document`` has the values of the column `id`, or else the row numbers
    from 0. The columns named in `keep` are repeated for each quotation of their text. Missing texts have no
    quotations. Offsets are code points, half-open. `pipeline` is the default one unless given; `workers` and
    `progress` are those of `quotekit.attribute_many`.

    Raises `TypeError` for anything but a frame, `KeyError` for a missing column, `ValueError` if a column's
    name would be ambiguous, and whatever `quotekit.attribute_many` raises.

    >>> texts = {"text": ['"It is over," said Ann Lee.', None], "outlet": ["Herald", "Post"]}
    >>> found = quotations(polars.DataFrame(texts), keep=["outlet"])
    >>> found.select("document", "speaker", "start", "end", "outlet").rows()
    [(0, 'Ann Lee', 0, 13, 'Herald')]
    """
    if not isinstance(frame, polars.DataFrame):
        hint = ": collect() it first" if isinstance(frame, polars.LazyFrame) else ""
        raise TypeError(f"frame: expected a polars.DataFrame, got {type(frame).__name__}{hint}")
    check_kept(keep)
    check_names(frame.columns, *((text,) if id is None else (text, id)), *keep)
    found, places = columns(frame[text], pipeline=pipeline, workers=workers, progress=progress)
    labels = polars.Series(range(frame.height), dtype=polars.Int64) if id is None else frame[id]
    made = polars_frame(found | {"document": labels.gather(places).to_list()}, labels=labels.dtype)
    return made.with_columns(frame[name].gather(places) for name in keep)
