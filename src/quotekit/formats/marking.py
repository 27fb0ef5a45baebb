"""Marks in a text as properly nested pieces: what overlaps is closed and taken up again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import attrs

from quotekit.document import Document, Span

Role = Literal["content", "source", "cue"]

# No reader sees more levels, browsers nest a few hundred elements at most, and with a bound the
# pieces are no more than so many times the marks, however these cross.
DEEPEST = 24
_ORDER: dict[Role, int] = {"content": 0, "source": 1, "cue": 2}


@attrs.frozen(eq=False)
class Mark:
    """Hold a stretch with a role in one quotation, or in several that share a cue or source."""

    start: int
    end: int
    role: Role
    quotations: tuple[int, ...]


@attrs.frozen
class Piece:
    """Hold a step of the way through a text: something opens, closes, or stands there.

    A ``block`` is a paragraph and a ``gap`` the white space between two; only text stands in a gap.
    `depth` counts the contents around a mark's; `first` says that the mark was not open before.
    """

    kind: Literal["block", "/block", "gap", "/gap", "mark", "/mark", "text"]
    text: str = ""
    mark: Mark | None = None
    depth: int = 0
    first: bool = False


def marks(document: Document) -> list[Mark]:
    """Give a document's marks in text order, an outer one before what it holds."""
    shared: dict[tuple[int, int, Role], dict[int, None]] = {}
    found: list[Mark] = []
    for i, quotation in enumerate(document.quotations):
        found += [Mark(s.start, s.end, "content", (i,)) for s in quotation.content if len(s)]
        roles: tuple[tuple[Role, tuple[Span, ...]], ...] = (
            ("source", quotation.source),
            ("cue", quotation.cue),
        )
        for role, spans in roles:
            for span in spans:
                if len(span):
                    shared.setdefault((span.start, span.end, role), {})[i] = None
    found += [Mark(start, end, role, tuple(of)) for (start, end, role), of in shared.items()]
    return sorted(found, key=lambda m: (m.start, -m.end, _ORDER[m.role], m.quotations[0]))


def pieces(document: Document) -> Iterator[Piece]:
    """Walk through a text with its paragraphs and marks; the texts of the pieces make up the text.

    >>> import quotekit
    >>> doc = quotekit.attribute('"No," said Ann Lee.')
    >>> [(piece.mark.role, piece.mark.start, piece.mark.end) for piece in pieces(doc) if piece.first]
    [('content', 0, 5), ('cue', 6, 10), ('source', 11, 18)]
    """
    waiting = marks(document)[::-1]
    cuts = sorted({at for mark in waiting for at in (mark.start, mark.end)}, reverse=True)
    open_: list[Mark] = []
    begun: set[Mark] = set()
    for start, end in blocks(document.text, document.paragraphs):
        kind: Literal["block", "gap"] = "gap" if document.text[start:end].isspace() else "block"
        yield Piece(kind)
        at = start
        drawn: list[Mark] = []
        while at < end:
            while cuts and cuts[-1] <= at:
                cuts.pop()
            kept = [mark for mark in open_ if mark.end > at]
            new: list[Mark] = []
            while waiting and waiting[-1].start <= at:
                new.append(waiting.pop())
            open_ = (kept + new)[:DEEPEST]
            if kind == "block":
                same = 0
                while same < min(len(drawn), len(open_)) and drawn[same] is open_[same]:
                    same += 1
                yield from (Piece("/mark", mark=mark) for mark in reversed(drawn[same:]))
                drawn = drawn[:same]
                for mark in open_[same:]:
                    depth = sum(outer.role == "content" for outer in drawn)
                    yield Piece("mark", mark=mark, depth=depth, first=mark not in begun)
                    drawn.append(mark)
                    begun.add(mark)
            stop = min(end, cuts[-1]) if cuts else end
            yield Piece("text", text=document.text[at:stop])
            at = stop
        yield from (Piece("/mark", mark=mark) for mark in reversed(drawn))
        yield Piece("/block" if kind == "block" else "/gap")


def blocks(text: str, paragraphs: Iterable[Span]) -> list[tuple[int, int]]:
    """Cut a text into its paragraphs and what stands between them, leaving nothing out.

    >>> blocks("One.\\nTwo.", [Span(0, 4, "One.\\nTwo."), Span(5, 9, "One.\\nTwo.")])
    [(0, 4), (4, 5), (5, 9)]
    """
    found, at = [], 0
    for span in sorted(paragraphs, key=lambda span: span.start):
        # Paragraphs of somebody else's making may be empty or overlap.
        if span.end > at and len(span):
            if span.start > at:
                found.append((at, span.start))
            found.append((max(at, span.start), span.end))
            at = span.end
    if at < len(text):
        found.append((at, len(text)))
    return found
