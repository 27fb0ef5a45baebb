"""Marks in a text as properly nested pieces: overlapping marks are closed and opened again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import attrs

from quotekit.document import Document, Span

Role = Literal["content", "shared", "differing", "source", "cue"]
Bounds = tuple[int, int]

# No reader sees more levels, browsers nest a few hundred elements at most, and the bound keeps the number of
# pieces linear in that of the marks, however they cross.
DEEPEST = 24
_ORDER: dict[Role, int] = {"content": 0, "shared": 1, "differing": 2, "source": 3, "cue": 4}


@attrs.frozen(eq=False)
class Mark:
    """Hold a range with a role in one quotation, or in several that share a cue or source.

    `of` are the indices of the quotations, or other numbers that identify them.
    """

    start: int
    end: int
    role: Role
    of: tuple[int, ...]


@attrs.frozen
class Piece:
    """Hold one step of a walk through a text: something opens or closes, or there is text.

    A ``block`` is a paragraph and a ``gap`` the white space between two; a gap contains only text. `depth`
    counts the contents around a mark's; `first` says that the mark was not open before.
    """

    kind: Literal["block", "/block", "gap", "/gap", "mark", "/mark", "text"]
    text: str = ""
    mark: Mark | None = None
    depth: int = 0
    first: bool = False


def marks(stretches: Iterable[tuple[int, Role, Iterable[Span]]]) -> list[Mark]:
    """Return the marks of spans, each with its quotation's number and role, outer ones first.

    Quotations with the same cue or source share its mark.

    >>> [(mark.start, mark.role, mark.of) for mark in marks([(0, "cue", [Span(3, 7, "He said so")])])]
    [(3, 'cue', (0,))]
    """
    shared: dict[tuple[int, int, Role], dict[int, None]] = {}
    found: list[Mark] = []
    for number, role, spans in stretches:
        for span in spans:
            if len(span) and role in ("source", "cue"):
                shared.setdefault((span.start, span.end, role), {})[number] = None
            elif len(span):
                found.append(Mark(span.start, span.end, role, (number,)))
    found += [Mark(start, end, role, tuple(of)) for (start, end, role), of in shared.items()]
    return sorted(found, key=lambda m: (m.start, -m.end, _ORDER[m.role], m.of[0]))


def pieces(document: Document) -> Iterator[Piece]:
    """Walk through a document's text with its paragraphs and attributions, as `walk` does.

    >>> import quotekit
    >>> doc = quotekit.attribute('"No," said Ann Lee.')
    >>> [(piece.mark.role, piece.mark.start, piece.mark.end) for piece in pieces(doc) if piece.first]
    [('content', 0, 5), ('cue', 6, 10), ('source', 11, 18)]
    """
    stretches: list[tuple[int, Role, tuple[Span, ...]]] = []
    for i, quotation in enumerate(document.quotations):
        stretches.append((i, "content", quotation.content))
        stretches.append((i, "source", quotation.source))
        stretches.append((i, "cue", quotation.cue))
    return walk(document.text, blocks(document.text, document.paragraphs), marks(stretches))


def walk(
    text: str, parts: Iterable[Bounds], found: Sequence[Mark], *, exact: bool = False
) -> Iterator[Piece]:
    """Walk through a text's parts (its `blocks`) and marks; the pieces, joined, are the text.

    With `exact`, white space in which a mark begins or ends is a ``block`` too, so that marks lose none.
    """
    waiting = list(reversed(found))
    cuts = sorted({at for mark in waiting for at in (mark.start, mark.end)}, reverse=True)
    open_: list[Mark] = []
    begun: set[Mark] = set()
    for start, end in parts:
        touched = exact and (
            bool(waiting and waiting[-1].start < end) or any(start < mark.end <= end for mark in open_)
        )
        kind: Literal["block", "gap"] = "gap" if text[start:end].isspace() and not touched else "block"
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
                yield from _redrawn(drawn, open_, begun)
                drawn = open_
            stop = min(end, cuts[-1]) if cuts else end
            yield Piece("text", text=text[at:stop])
            at = stop
        yield from (Piece("/mark", mark=mark) for mark in reversed(drawn))
        yield Piece("/block" if kind == "block" else "/gap")


def _redrawn(drawn: Sequence[Mark], open_: Sequence[Mark], begun: set[Mark]) -> Iterator[Piece]:
    """Close the marks that end, with those inside them, and open the others; `begun` gathers all of them."""
    same = 0
    while same < min(len(drawn), len(open_)) and drawn[same] is open_[same]:
        same += 1
    yield from (Piece("/mark", mark=mark) for mark in reversed(drawn[same:]))
    for place, mark in enumerate(open_[same:], start=same):
        depth = sum(outer.role == "content" for outer in open_[:place])
        yield Piece("mark", mark=mark, depth=depth, first=mark not in begun)
        begun.add(mark)


def blocks(text: str, paragraphs: Iterable[Span]) -> list[Bounds]:
    """Cut a text into its paragraphs and the gaps between them.

    >>> blocks("One.\\nTwo.", [Span(0, 4, "One.\\nTwo."), Span(5, 9, "One.\\nTwo.")])
    [(0, 4), (4, 5), (5, 9)]
    """
    found, at = [], 0
    for span in sorted(paragraphs, key=lambda span: span.start):
        # Paragraphs from another tokenizer may be empty or overlap.
        if span.end > at and len(span):
            if span.start > at:
                found.append((at, span.start))
            found.append((max(at, span.start), span.end))
            at = span.end
    if at < len(text):
        found.append((at, len(text)))
    return found
