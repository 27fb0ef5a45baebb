"""Documents assembled from the quotations and speakers in other programs' files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

import attrs

from quotekit.document import Act, Document, Quotation, QuotationType, Span, Speaker, SpeakerKind
from quotekit.document.records import cycle, in_text_order
from quotekit.errors import InvalidDocument

TYPES: dict[str, QuotationType] = {kind: kind for kind in get_args(QuotationType)}
ACTS: dict[str, Act] = {act: act for act in get_args(Act)}
KINDS: dict[str, SpeakerKind] = {kind: kind for kind in get_args(SpeakerKind)}


def speaker_named(name: str | None, kind: str) -> Speaker | None:
    """Return a speaker of whom a file tells the name and kind, or None without a name."""
    return None if name is None else Speaker(name=name, kind=KINDS[kind])


def assembled(text: str, found: Iterable[Quotation], *, known: Iterable[Speaker] = ()) -> Document:
    """Return a document with some quotations; speakers of the same name and kind become one.

    `known` are speakers that the file lists: they come first, with their aliases, even if they say nothing.
    Raises `InvalidDocument` if quotations are inside each other in a cycle.
    """
    quotations = tuple(found)
    at = cycle([quotation.inside for quotation in quotations])
    if at is not None:
        raise InvalidDocument(f"expected a quotation that does not stand inside itself, got number {at}")
    quotations = in_text_order(quotations)
    aliases = {(one.name, one.kind): one.aliases for one in known}
    mentions: dict[tuple[str, SpeakerKind], set[Span]] = {who: set() for who in aliases}
    for quotation in quotations:
        if (one := quotation.speaker) is not None:
            mentions.setdefault((one.name, one.kind), set()).update(quotation.source)
    speakers = {
        who: Speaker(name=who[0], kind=who[1], aliases=aliases.get(who, ()), mentions=sorted_spans(spans))
        for who, spans in mentions.items()
    }
    return Document(
        text=text,
        quotations=tuple(
            attrs.evolve(quotation, speaker=speakers[quotation.speaker.name, quotation.speaker.kind])
            if quotation.speaker
            else quotation
            for quotation in quotations
        ),
        speakers=tuple(speakers.values()),
    )


def sorted_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans in text order."""
    return tuple(sorted(spans, key=lambda span: (span.start, span.end)))


def share(value: object) -> float:
    """Return a value as a confidence; anything else counts as certain."""
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return 1.0
    return number if 0 <= number <= 1 else 1.0
