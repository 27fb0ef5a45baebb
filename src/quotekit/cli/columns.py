"""``--id-column`` and ``--text-column``: what the columns of a table of texts are called."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TypeVar

import attrs
import click

_Result = TypeVar("_Result")


@attrs.frozen
class Columns:
    """Hold the names of the columns that are read."""

    id: str = "id"
    text: str = "text"

    def __str__(self) -> str:
        return f'"{self.id}" and "{self.text}"'


def with_columns(command: Callable[..., _Result]) -> Callable[..., _Result]:
    """Add the options to a command, which gets both as its argument `columns`."""

    @click.option(
        "--id-column", default="id", metavar="NAME", show_default=True, help="A table's column of ids."
    )
    @click.option(
        "--text-column", default="text", metavar="NAME", show_default=True, help="A table's column of texts."
    )
    @functools.wraps(command)
    def called(*, id_column: str, text_column: str, **others: object) -> _Result:
        return command(columns=Columns(id_column, text_column), **others)

    return called
