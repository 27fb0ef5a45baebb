"""A whole book as one web page: a list of chapters, the cast with colours, and everybody's turns."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

import attrs

from quotekit.document import Document, Speaker
from quotekit.formats import pages
from quotekit.formats.marking import Piece, pieces
from quotekit.novels.chapters import Chapter, chapters

_STYLE, _SCRIPT = ("page.css", "book.css"), "book.js"
# Below this confidence, a name is drawn with a broken line.
_DOUBTFUL = 0.6


@attrs.define(kw_only=True)
class _Voice(pages.Voice):
    turns: int


def book_page(document: Document, *, title: str | None = None) -> str:
    """Return a book as one self-contained page of HTML.

    Chapters are listed at one side, the cast at the other; choosing somebody there shows their turns and
    leads from one to the next. The page loads nothing, and nothing in the text can run in it.
    Raises `MissingExtra` without the extra ``html``.
    """
    voices = _voices(document)
    parts = chapters(document)
    return (
        pages.head(title=title or "Who speaks", legend="book-legend.html", style=_STYLE, script=_SCRIPT)
        + pages.template("book.html").render(
            chapters=list(zip(parts, _by_chapter(document, parts), strict=True)),
            voices=sorted(voices.values(), key=lambda voice: (not voice.number, voice.number)),
            voice_of=[voices[q.speaker.name if q.speaker else None] for q in document.quotations],
            begins=[q.content[0].start for q in document.quotations],
            doubtful=[q.speaker_confidence < _DOUBTFUL for q in document.quotations],
        )
        + pages.foot(script=_SCRIPT)
    )


def _voices(document: Document) -> dict[str | None, _Voice]:
    """Return everybody who speaks, by name, numbered by how much they speak."""
    turns: dict[str | None, int] = defaultdict(int)
    speakers: dict[str, Speaker] = {}
    for quotation in document.quotations:
        who = quotation.speaker
        turns[who.name if who else None] += 1
        if who:
            speakers[who.name] = who
    ranked = sorted(speakers, key=lambda name: (-turns[name], name))
    voices: dict[str | None, _Voice] = {
        name: _Voice(number=number, name=name, kind=speakers[name].kind, turns=turns[name])
        for number, name in enumerate(ranked, start=1)
    }
    if turns[None]:
        voices[None] = _Voice(number=0, name="", kind="", turns=turns[None])
    return voices


def _by_chapter(document: Document, parts: Sequence[Chapter]) -> list[list[Piece]]:
    """Return the pieces of the text, chapter by chapter."""
    starts = [part.span.start for part in parts]
    found: list[list[Piece]] = [[] for _ in parts]
    at = 0
    for piece in pieces(document):
        # White space between two chapters belongs to the earlier one; marks close where they opened.
        chapter = bisect_right(starts, at if piece.kind in ("block", "mark", "text") else max(at - 1, 0)) - 1
        found[chapter].append(piece)
        at += len(piece.text)
    return found
