"""Quotations and their speakers.

The terms *source*, *cue* and *content* are those of PARC (Pareti 2012) and PolNeAR (Newell, Margolin and
Ruths 2018).
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from typing import Literal, TypeVar

import attrs

from quotekit.document.layout import Span
from quotekit.errors import MissingExtra

_Record = TypeVar("_Record")

QuotationType = Literal["direct", "mixed", "indirect"]
Act = Literal["speech", "thought", "deed"]
SpeakerKind = Literal["person", "organisation", "group", "place", "document", "unnamed", "author", "other"]

# What joins the names of several people in the name of one speaker.
BETWEEN_PEOPLE = " | "


@attrs.frozen(kw_only=True)
class Speaker:
    """Hold a speaker of one text.

    `name` is the fullest proper name in the text, without titles and spelt as it is there, or the fullest
    description of somebody who is never named. The kind `author` is the text's own writer, called ``AUTHOR``.
    `mentions` are all spans that refer to this speaker, in text order; `aliases` are the other names among
    them.
    """

    name: str
    kind: SpeakerKind
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = attrs.field(default=(), repr=False)

    def _repr_html_(self) -> str | None:
        from quotekit.formats.html import speaker_to_html

        return html_or_none(speaker_to_html, self)


def html_or_none(make: Callable[[_Record], str], record: _Record) -> str | None:
    """Return what a notebook shows of a record: None, for its repr, where the extra `html` is missing."""
    try:
        return make(record)
    except MissingExtra:
        return None


def traits(speaker: Speaker | None) -> object:
    """Return the key by which speakers are compared when quotations are."""
    # Not all mentions: comparing quotations would take time in proportion to quotations times mentions.
    if speaker is None:
        return None
    return speaker.name, speaker.kind, speaker.aliases, len(speaker.mentions), speaker.mentions[:1]


def _some_spans(_: object, attribute: attrs.Attribute[object], given: object) -> None:
    # What they are of is for `quotekit.testing.assert_values`, as with all other fields.
    if not isinstance(given, tuple | list):
        raise TypeError(f"{attribute.name}: expected a tuple of Span, got {type(given).__name__}")
    if not given:
        raise ValueError(f"{attribute.name}: expected at least one Span, got none")


@attrs.frozen(kw_only=True)
class Quotation:
    """Hold one attribution: what is said, the words that signal it, and who says it.

    `content`, `cue` and `source` are spans in text order; `cue` and `source` may be empty. `speaker` is the
    speaker to whom the source refers, or None if that cannot be told. `type` is how much of the content
    stands in quotation marks: nearly all (`direct`), some (`mixed`) or almost none (`indirect`). `act` is
    `speech` for what was said or written, `thought` for what was thought, felt or wanted, and `deed` for what
    was only done, which attributors return only on request.

    `confidence` estimates the probability (0 to 1) that the source and at least half of the content's words
    are right, and `speaker_confidence` that the speaker of such a quotation is. `rule` is the short, stable
    name of what found the quotation. `inside` is the index in ``Document.quotations`` of the quotation around
    this one, or None. `addressee` is who is spoken to, if a novel says so.

    Two quotations are equal only if their speakers and addressees have the same names and kind, the same
    first mention and the same number of mentions.
    """

    content: tuple[Span, ...] = attrs.field(validator=_some_spans)
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    speaker: Speaker | None = attrs.field(default=None, eq=traits)
    type: QuotationType = "indirect"
    act: Act = "speech"
    confidence: float = 1.0
    speaker_confidence: float = 1.0
    rule: str = ""
    inside: int | None = None
    addressee: Speaker | None = attrs.field(default=None, eq=traits)

    @property
    def start(self) -> int:
        """Return the offset at which the content starts."""
        return self.content[0].start

    @property
    def end(self) -> int:
        """Return the offset after the content's last character."""
        return self.content[-1].end

    @property
    def content_text(self) -> str:
        """Return what is said, its parts joined by " … ".

        >>> import quotekit
        >>> [q] = quotekit.attribute('"It is over," said Ann Lee, "and I am glad."').quotations
        >>> q.content_text
        '"It is over," … "and I am glad."'
        """
        return " … ".join(part.text for part in self.content)

    @property
    def extent(self) -> Span:
        """Return the range from `start` to `end`, including whatever interrupts the content.

        >>> import quotekit
        >>> [q] = quotekit.attribute('"It is over," said Ann Lee, "and I am glad."').quotations
        >>> q.extent.text
        '"It is over," said Ann Lee, "and I am glad."'
        """
        return Span(self.start, self.end, self.content[0].whole)

    @property
    def text(self) -> str:
        """Return the text of `extent`. Deprecated: it may hold the cue and source; see `content_text`."""
        warnings.warn(
            "Quotation.text is deprecated: content_text is what is said, extent.text the stretch around it",
            DeprecationWarning,
            stacklevel=2,
        )
        return self.extent.text

    def _repr_html_(self) -> str | None:
        from quotekit.formats.html import quotation_to_html

        return html_or_none(quotation_to_html, self)


@attrs.frozen(kw_only=True)
class Resolution:
    """Hold the result of the resolver: the same quotations in the same order, with their speakers."""

    quotations: tuple[Quotation, ...]
    speakers: tuple[Speaker, ...]


def in_text_order(quotations: tuple[Quotation, ...]) -> tuple[Quotation, ...]:
    """Return quotations in the order of a document: by start, longer ones first; `inside` is renumbered."""
    order = sorted(range(len(quotations)), key=lambda i: (quotations[i].start, -quotations[i].end))
    if order == list(range(len(quotations))):
        return tuple(quotations)
    place = {old: new for new, old in enumerate(order)}
    moved = (quotations[i] for i in order)
    return tuple(q if q.inside is None else attrs.evolve(q, inside=place[q.inside]) for q in moved)


def cycle(inside: Sequence[int | None]) -> int | None:
    """Return the index of a quotation that is inside itself, directly or not, or None if there is none.

    `inside` holds, for each quotation, the index of the one that it is inside of.

    >>> cycle([1, 2, 0]), cycle([None, 0, 1])
    (0, None)
    """
    walk_of: list[int | None] = [None] * len(inside)
    for walk in range(len(inside)):
        at: int | None = walk
        while at is not None and walk_of[at] is None:
            walk_of[at] = walk
            at = inside[at]
        if at is not None and walk_of[at] == walk:
            return at
    return None
