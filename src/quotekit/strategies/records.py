"""What the strategies give: an article whose quotations are known, its marks and the people in it."""

from __future__ import annotations

from typing import Any

import attrs

from quotekit.document import Quotation, Span, Speaker, SpeakerKind


@attrs.frozen(kw_only=True)
class Marks:
    """Hold a style of quotation marks: the outer pair, the pair inside, the apostrophe.

    `comma_inside` says where the comma stands that ends what is said: before the closing mark
    (``“Yes,” she said``) or behind it (``„Ja“, she said``).
    """

    open: str
    close: str
    inner_open: str
    inner_close: str
    apostrophe: str = "'"
    comma_inside: bool = True


@attrs.frozen(kw_only=True)
class Sayer:
    """Hold somebody who can say something in a generated text, and what the text may call them.

    `name` is the full name without a title. `first` is what the text says before anything else,
    `later` what it may say after that (a surname, ``the council``). `pronoun` is ``he``, ``she``
    or ``it``; the honorific goes before `later`, the role before or behind the name.
    """

    name: str
    kind: SpeakerKind
    first: str
    later: str
    pronoun: str
    honorific: str | None = None
    role: str | None = None


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
            f"{q.rule}: {q.text!r} by {q.speaker.name if q.speaker else 'nobody'}" for q in self.quotations
        )
        return f"Article({self.text!r}, [{said}])"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        # Hypothesis would print every span with the whole text that it is a view of.
        printer.text(repr(self))
