"""Tiles: a whole document cut into narration and direct speech."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from quotekit.document.layout import Span

if TYPE_CHECKING:
    from quotekit.document.document import Document
    from quotekit.document.records import Quotation, Speaker


@attrs.frozen(kw_only=True)
class Tile:
    """Hold one piece of a text: part of a `quotation`, or narration if that is None."""

    span: Span
    quotation: Quotation | None = None

    @property
    def speaker(self) -> Speaker | None:
        """Return who speaks here, or None for narration and for speech by an unknown speaker."""
        return None if self.quotation is None else self.quotation.speaker


def tiles(document: Document) -> tuple[Tile, ...]:
    """Return a document's tiles: see `Document.tiles`."""
    text = document.text
    parts = sorted(
        ((span.start, span.end, place) for place, q in enumerate(document.quotations) for span in q.content),
        key=lambda part: (part[0], -part[1], part[2]),
    )
    found: list[Tile] = []
    at = 0
    for start, end, place in parts:
        quotation = document.quotations[place]
        if quotation.type != "direct" or start < at or start == end:
            continue
        if at < start:
            found.append(Tile(span=Span(at, start, text)))
        found.append(Tile(span=Span(start, end, text), quotation=quotation))
        at = end
    if at < len(text):
        found.append(Tile(span=Span(at, len(text), text)))
    return tuple(found)
