"""Options that filter quotations by speaker, act, type and confidence."""

from __future__ import annotations

import difflib
import functools
import math
from collections.abc import Callable, Iterable
from typing import Any, TypeVar, get_args

import attrs
import click

from quotekit.cli.printing import tell
from quotekit.document import Act, Document, QuotationType
from quotekit.speakers.names.titles import untitled

_Result = TypeVar("_Result")


@attrs.frozen(kw_only=True)
class Filters:
    """Hold the filters: they keep what `Document.select` keeps with the same options.

    Titles before a speaker's name do not count. Confidences are compared as they are shown, with two digits.
    """

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
            speaker=self._name_in(document),
            acts=self.acts or None,
            types=self.types or None,
            min_confidence=_least_shown_as(self.min_confidence),
            min_speaker_confidence=_least_shown_as(self.min_speaker_confidence),
        )

    def fits_in(self, document: Document) -> bool:
        """Tell whether the document has a speaker of the name, if one is given."""
        name = self._name_in(document)
        return name is None or bool(document.fitting(name))

    def _name_in(self, document: Document) -> str | None:
        if self.speaker is None or document.fitting(self.speaker):
            return self.speaker
        return untitled(self.speaker)


def tell_nobody_fits(wanted: str, names: Iterable[str]) -> None:
    """Say on standard error that a name fits no speaker, and which of the `names` is nearest to it."""
    forms = {form: name for name in sorted(names) for form in (name.casefold(), *name.casefold().split())}
    near = difflib.get_close_matches(untitled(wanted).casefold(), forms, n=1)
    tell(f"no speaker fits {wanted!r}" + (f"; the nearest name is {forms[near[0]]!r}" if near else ""))


def _least_shown_as(share: float) -> float:
    """Return the least number that is at least `share` when it is rounded to two digits.

    >>> _least_shown_as(0.9), _least_shown_as(0.0)
    (0.895, 0.0)
    """
    # Rounded first, as 0.07 * 100 is a little more than 7.
    least = max(math.ceil(round(share * 100, 6)) - 0.5, 0) / 100
    return least if round(least, 2) >= share else math.nextafter(least, 1)


def with_filters(command: Callable[..., _Result]) -> Callable[..., _Result]:
    """Add the options to a command, which receives them as its argument `filters`."""
    share = click.FloatRange(0, 1)

    @click.option(
        "--speaker",
        metavar="NAME",
        help="Only what this speaker says: a name, alias or surname, or words of an organisation's name.",
    )
    @click.option(
        "--act",
        "acts",
        multiple=True,
        type=click.Choice(get_args(Act)),
        help="Only speech, thoughts or deeds; deeds are left out unless asked for; may be repeated.",
    )
    @click.option(
        "--type",
        "types",
        multiple=True,
        type=click.Choice(get_args(QuotationType)),
        help="Only direct, mixed or indirect quotations; may be repeated.",
    )
    @click.option(
        "--min-confidence",
        type=share,
        default=0.0,
        metavar="P",
        help="Only quotations with at least this confidence.",
    )
    @click.option(
        "--min-speaker-confidence",
        type=share,
        default=0.0,
        metavar="P",
        help="Only quotations whose speaker has at least this confidence.",
    )
    @functools.wraps(command)
    def called(**options: Any) -> _Result:
        filters = Filters(**{name: options.pop(name) for name in attrs.fields_dict(Filters)})
        return command(filters=filters, **options)

    return called
