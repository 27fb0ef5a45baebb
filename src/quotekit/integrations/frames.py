"""pandas and polars: from a column of texts to a tidy frame of quotations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from numbers import Real
from typing import TYPE_CHECKING, Any, TypeVar

from quotekit.arguments import check_kind
from quotekit.defaults import attribute_many
from quotekit.formats.frames import pandas_frame, polars_frame
from quotekit.formats.records import COLUMNS, utf8_records
from quotekit.pipeline import Pipeline

if TYPE_CHECKING:
    import pandas
    import polars

    Frame = TypeVar("Frame", pandas.DataFrame, polars.DataFrame)

__all__ = ["quotations"]


def quotations(
    frame: Frame,
    *,
    text: str = "text",
    id: str | None = None,
    keep: Sequence[str] = (),
    pipeline: Pipeline | None = None,
    workers: int | None = None,
    progress: bool = False,
) -> Frame:
    """Return the quotations of the texts in a frame of pandas or polars, as a frame of the same library.

    It has a row for each quotation and the columns of `quotekit.formats.COLUMNS`. `text` names the column of
    texts; ``document`` has the values of the column `id`, or else of the index of pandas or the row numbers
    from 0 of polars. The columns named in `keep` are repeated for each quotation of their text. Missing texts
    have no quotations. Offsets are code points, half-open. `pipeline` is the default one unless given;
    `workers` and `progress` are those of `quotekit.attribute_many`.

    Raises `TypeError` for anything but a frame, `KeyError` for a missing column, `ValueError` if a column's
    name is or would be ambiguous, and whatever `quotekit.attribute_many` raises.

    >>> import pandas, polars
    >>> texts = {"text": ['"It is over," said Ann Lee.', None], "outlet": ["Herald", "Post"]}
    >>> found = quotations(pandas.DataFrame(texts, index=["a", "b"]), keep=["outlet"])
    >>> found[["document", "speaker", "start", "end", "outlet"]].values.tolist()
    [['a', 'Ann Lee', 0, 13, 'Herald']]
    >>> found = quotations(polars.DataFrame(texts), keep=["outlet"])
    >>> found.select("document", "speaker", "start", "end", "outlet").rows()
    [(0, 'Ann Lee', 0, 13, 'Herald')]
    """
    library = _library(frame)
    check_kept(keep, beside=COLUMNS)
    _check_names(list(frame.columns), *((text,) if id is None else (text, id)), *keep)
    if pipeline is not None:
        check_kind("pipeline", pipeline, Pipeline)
    attribute = attribute_many if pipeline is None else pipeline.attribute_many
    given: list[int] = []
    found: dict[str, list[Any]] = {column: [] for column in COLUMNS}
    places: list[int] = []
    documents = attribute(_texts(frame[text], given), workers=workers, progress=progress)
    for number, document in enumerate(documents):
        for row in utf8_records(document):
            places.append(given[number])
            for column, value in row.items():
                found[column].append(value)
    if library == "polars":
        import polars

        labels = polars.Series(range(frame.height), dtype=polars.Int64) if id is None else frame[id]
        made = polars_frame(found | {"document": labels.gather(places).to_list()}, labels=labels.dtype)
        return made.with_columns(frame[name].gather(places) for name in keep)
    labels = (frame.index if id is None else frame[id]).array
    made = pandas_frame(found | {"document": labels[places]}, labels=labels.dtype)
    for name in keep:
        made[name] = frame[name].iloc[places].array
    return made


def check_kept(keep: Sequence[str], *, beside: Sequence[str]) -> None:
    """Check that columns to keep have unique names. Raises `TypeError` and `ValueError`."""
    if isinstance(keep, str):
        raise TypeError(f"keep: expected the names of columns, got the one string {keep!r}")
    check_kind("keep", keep, Sequence)
    for name in keep:
        if name in beside or keep.count(name) > 1:
            raise ValueError(f"keep: expected names that stand once in what comes out, got {name!r}")


def _library(frame: object) -> str:
    """Return which library a frame is of. Raises `TypeError` for anything else."""
    # By name, so that neither library is imported for the other's frames.
    for base in type(frame).__mro__:
        library = base.__module__.partition(".")[0]
        if base.__name__ == "DataFrame" and library in ("pandas", "polars"):
            return library
    hint = ": collect() it first" if type(frame).__name__ == "LazyFrame" else ""
    raise TypeError(f"frame: expected a DataFrame of pandas or polars, got {type(frame).__name__}{hint}")


def _check_names(given: list[object], *wanted: object) -> None:
    """Check that columns exist and are unique. Raises `KeyError` and `ValueError`."""
    for name in wanted:
        if name not in given:
            raise KeyError(
                f"expected one of the frame's columns ({', '.join(map(str, given))}), got {name!r}"
            )
        if given.count(name) > 1:
            raise ValueError(f"expected a name that one column has, got {name!r}, which several have")


def _texts(texts: Iterable[object], given: list[int]) -> Iterator[str]:
    """Yield the texts that are not missing, and note in `given` which rows they are of."""
    for place, text in enumerate(texts):
        # None, NaN and the libraries' own missing values: none of them equals itself or is text.
        if isinstance(text, str) or not (text is None or _missing(text)):
            given.append(place)
            # The pipeline refuses other values, with a better message.
            yield text  # type: ignore[misc]


def _missing(value: object) -> bool:
    # The comparison of an array would be an array.
    return type(value).__name__ in ("NAType", "NaTType") or (isinstance(value, Real) and value != value)
