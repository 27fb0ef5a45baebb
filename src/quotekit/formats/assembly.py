"""Documents assembled from the quotations and speakers in other programs' files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

import attrs

from quotekit.document import Act, Document, Quotation, QuotationType, Span, Speaker, SpeakerKind
from quotekit.document.cycles import cycle
from quotekit.errors import InvalidDocument

TYPES: dict[str, QuotationType] = {kind: kind for kind in get_args(QuotationType)}
ACTS: dict[str, Act] = {act: act for act in get_args(Act)}
KINDS: dict[str, SpeakerKind] = {kind: kind for kind in get_args(SpeakerKind)}


@attrs.frozen(kw_only=True)
class Found:
    """Hold a quotation as a file has it: its speaker by name, and `inside` as an index into the file."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    speaker: str | None = None
    kind: SpeakerKind = "other"
    type: QuotationType = "indirect"
    act: Act = "speech"
    confidence: float = 1.0
    speaker_confidence: float = 1.0
    rule: str = ""
    inside: int | None = None


def assembled(text: str, found: list[Found], *, known: Iterable[Speaker] = ()) -> Document:
    """Return a document with some quotations; speakers of the same name and kind become one.

    `known` are speakers that the file lists: they come first, with their aliases, even if they say nothing.
    Raises `InvalidDocument` if quotations are inside each other in a cycle.
    """
    at = cycle([one.inside for one in found])
    if at is not None:
        raise InvalidDocument(f"expected a quotation that does not stand inside itself, got number {at}")
    order = sorted(range(len(found)), key=lambda i: (found[i].content[0].start, -found[i].content[-1].end))
    places = {old: new for new, old in enumerate(order)}
    aliases = {(one.name, one.kind): one.aliases for one in known}
    mentions: dict[tuple[str, SpeakerKind], set[Span]] = {who: set() for who in aliases}
    for i in order:
        if found[i].speaker is not None:
            mentions.setdefault((found[i].speaker or "", found[i].kind), set()).update(found[i].source)
    speakers = {
        (name, kind): Speaker(
            name=name, kind=kind, aliases=aliases.get((name, kind), ()), mentions=in_text_order(spans)
        )
        for (name, kind), spans in mentions.items()
    }
    quotations = tuple(
        Quotation(
            content=one.content,
            cue=one.cue,
            source=one.source,
            speaker=None if one.speaker is None else speakers[one.speaker, one.kind],
            type=one.type,
            act=one.act,
            confidence=one.confidence,
            speaker_confidence=one.speaker_confidence,
            rule=one.rule,
            inside=None if one.inside is None else places[one.inside],
        )
        for one in (found[i] for i in order)
    )
    return Document(
        text=text,
        paragraphs=(),
        sentences=(),
        tokens=(),
        quoted=(),
        quotations=quotations,
        speakers=tuple(speakers.values()),
    )


def in_text_order(spans: set[Span]) -> tuple[Span, ...]:
    return tuple(sorted(spans, key=lambda span: (span.start, span.end)))


def share(value: object) -> float:
    """Return a value as a confidence; anything else counts as certain."""
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return 1.0
    return number if 0 <= number <= 1 else 1.0
