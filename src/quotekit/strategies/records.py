"""What the strategies give: an article whose quotations are known, its marks and the people in it."""

from __future__ import annotations

from typing import Any, get_args

import attrs
from attrs import validators

from quotekit.document import Quotation, Span, Speaker, SpeakerKind
from quotekit.strategies import refusals


@attrs.frozen(kw_only=True)
class Marks:
    """Hold a style of quotation marks: the outer pair, the pair inside, the apostrophe.

    `comma_inside` says where the comma stands that ends what is said: before the closing mark
    (``“Yes,” she said``) or behind it (``„Ja“, she said``).

    Raises `ValueError` for a mark that is empty or has letters.

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
    """Hold somebody who can say something in a generated text, and what the text may call them.

    `name` is the full name without a title. `first` is what the text says before anything else,
    `later` what it may say after that (a surname, ``the council``). `pronoun` is ``he``, ``she``
    or ``it``; the honorific goes before `later`, the role before or behind the name.

    Raises `ValueError` for what is no words on one line, or has quotation marks in it.

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
    """Hold a text of which everything is known, because it was made around its quotations.

    `quotations` are in text order, in the record that a pipeline gives; `rule` is the name of the
    construction (one of `CONSTRUCTIONS`). A speaker's `mentions` are all that the text makes of it.
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
        # Hypothesis would print every span with the whole text that it is a view of.
        printer.text(repr(self))
