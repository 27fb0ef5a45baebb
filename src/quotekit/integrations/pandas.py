"""pandas: from a column of texts to a tidy frame of quotations."""

from __future__ import annotations

from collections.abc import Sequence

from quotekit.errors import MissingExtra
from quotekit.formats.frames import pandas_frame
from quotekit.integrations.rows import check_kept, check_names, columns
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
    keep: Sequence[str] = (),
    pipeline: Pipeline | None = None,
    workers: int | None = None,
    progress: bool = False,
) -> pandas.DataFrame:
    """Return the quotations of a frame's texts, one per row, with the columns of `quotekit.formats.COLUMNS`.

    `text` names the column of texts; ``document`` has the values of the column `id`, or else of the frame's
    index. The columns named in `keep` are repeated for each quotation of their text. Missing texts have no
    quotations. Offsets are code points, half-open. `pipeline` is the default one unless given; `workers` and
    `progress` are those of `quotekit.attribute_many`.

    Raises `TypeError` for anything but a frame, `KeyError` for a missing column, `ValueError` if a column's
    name is or would be ambiguous, and whatever `quotekit.attribute_many` raises.

    >>> texts = {"text": ['"It is over," said Ann Lee.', None], "outlet": ["Herald", "Post"]}
    >>> found = quotations(pandas.DataFrame(texts, index=["a", "b"]), keep=["outlet"])
    >>> found[["document", "speaker", "start", "end", "outlet"]].values.tolist()
    [['a', 'Ann Lee', 0, 13, 'Herald']]
    """
    if not isinstance(frame, pandas.DataFrame):
        raise TypeError(f"frame: expected a pandas.DataFrame, got {type(frame).__name__}")
    check_kept(keep)
    check_names(frame.columns, *((text,) if id is None else (text, id)), *keep)
    labels = (frame.index if id is None else frame[id]).array
    found, places = columns(frame[text], pipeline=pipeline, workers=workers, progress=progress)
    made = pandas_frame(found | {"document": labels[places]}, labels=labels.dtype)
    for name in keep:
        made[name] = frame[name].iloc[places].array
    return made
