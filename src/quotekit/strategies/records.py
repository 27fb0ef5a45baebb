"""The examples of the strategies: articles with their quotations, marks and speakers."""

from __future__ import annotations

from typing import Any, get_args

import attrs
from attrs import validators

from quotekit.document import Quotation, Span, Speaker, SpeakerKind
from quotekit.strategies import refusals


@attrs.frozen(kw_only=True)
class Marks:
    """Hold a style of quotation marks: the outer pair, the pair inside, the apostrophe.

    `comma_inside` says whether the comma after a quotation is before the closing mark (``“Yes,” she said``)
    or after it (``„Ja“, she said``).

    Raises `ValueError` for a mark that is empty or contains letters.

    >>> Marks(open="«", close="»", inner_open="", inner_close="›")
    Traceback (most recent call last):
    ValueError: Marks.inner_open: expected signs that are no letters, got ''
    """

    open: str = attrs.field(validator=refusals.opening)
    close: str = attrs.field(validator=refusals.closing)
    inner_open: str = attrs.field(validator=refusals.opening)
    inner_close: str = attrs.field(validator=refusals.closing)
    apostrophe: str = attrs.field(default="'", validator=refusals.apostrophe)
    comma_inside: bool = True


@attrs.frozen(kw_only=True)
class Sayer:
    """Hold a speaker of generated texts and the mentions that a text may use.

    `name` is the full name without a title. `first` is the first mention, and `later` a possible later one (a
    surname, ``the council``). `pronoun` is ``he``, ``she`` or ``it``. The honorific comes before `later`, the
    role before or after the name.

    Raises `ValueError` for anything but words on one line without quotation marks.

    >>> Sayer(name="Al Fox", kind="person", first="Al Fox", later="", pronoun="he")
    Traceback (most recent call last):
    ValueError: Sayer.later: expected words with single spaces between, got ''
    """

    name: str = attrs.field(validator=refusals.words)
    kind: SpeakerKind = attrs.field(validator=validators.in_(get_args(SpeakerKind)))
    first: str = attrs.field(validator=refusals.words)
    later: str = attrs.field(validator=refusals.words)
    pronoun: str = attrs.field(validator=refusals.words)
    honorific: str | None = attrs.field(default=None, validator=refusals.perhaps_words)
    role: str | None = attrs.field(default=None, validator=refusals.perhaps_words)


@attrs.frozen(kw_only=True, repr=False)
class Article:
    """Hold a generated text with its quotations and speakers.

    `quotations` are in text order, in the record that a pipeline returns; `rule` is the name of the
    construction (one of `CONSTRUCTIONS`). A speaker's `mentions` are all those in the text.
    """

    text: str
    quotations: tuple[Quotation, ...]
    paragraphs: tuple[Span, ...]
    speakers: tuple[Speaker, ...]

    def __repr__(self) -> str:
        said = ", ".join(
            f"{q.rule}: {q.content_text!r} by {q.speaker.name if q.speaker else 'nobody'}"
            for q in self.quotations
        )
        return f"Article({self.text!r}, [{said}])"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        # Hypothesis would otherwise print the whole text with every span.
        printer.text(repr(self))
