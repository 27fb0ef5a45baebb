"""Options that filter quotations by speaker, act, type and confidence."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TypeVar, get_args

import attrs
import click

from quotekit.document import Act, Document, QuotationType

_Result = TypeVar("_Result")


@attrs.frozen(kw_only=True)
class Filters:
    """Hold the filters: they keep what `Document.select` keeps with the same options."""

    speaker: str | None = None
    acts: tuple[Act, ...] = ()
    types: tuple[QuotationType, ...] = ()
    min_confidence: float = 0.0
    min_speaker_confidence: float = 0.0

    def __call__(self, document: Document) -> Document:
        """Return the document with only the quotations that are kept."""
        if self == Filters():
            return document
        return document.select(
            speaker=self.speaker,
            acts=self.acts or None,
            types=self.types or None,
            min_confidence=self.min_confidence,
            min_speaker_confidence=self.min_speaker_confidence,
        )


def with_filters(command: Callable[..., _Result]) -> Callable[..., _Result]:
    """Add the options to a command, which receives them as its argument `filters`."""
    share = click.FloatRange(0, 1)

    @click.option("--speaker", metavar="NAME", help="Only what this person says: a name, alias or surname.")
    @click.option(
        "--act", "acts", multiple=True, type=click.Choice(get_args(Act)), help="Only these; may be repeated."
    )
    @click.option(
        "--type",
        "types",
        multiple=True,
        type=click.Choice(get_args(QuotationType)),
        help="Only these; may be repeated.",
    )
    @click.option("--min-confidence", type=share, default=0.0, metavar="P", help="Only quotations this sure.")
    @click.option(
        "--min-speaker-confidence", type=share, default=0.0, metavar="P", help="Only speakers this sure."
    )
    @functools.wraps(command)
    def called(
        *,
        speaker: str | None,
        acts: tuple[Act, ...],
        types: tuple[QuotationType, ...],
        min_confidence: float,
        min_speaker_confidence: float,
        **others: object,
    ) -> _Result:
        filters = Filters(
            speaker=speaker,
            acts=acts,
            types=types,
            min_confidence=min_confidence,
            min_speaker_confidence=min_speaker_confidence,
        )
        return command(filters=filters, **others)

    return called
