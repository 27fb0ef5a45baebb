"""Alignment: a text corrected for reading, and the way back to the text as given.

What is read is a copy; what is found in it is told in offsets into the text as given.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import attrs

from quotekit.document.document import Document
from quotekit.document.layout import QuotedSpan, Span
from quotekit.document.records import Quotation, Speaker

_INK = re.compile(r"[^\s\x1c-\x1f]+")


class Edit(NamedTuple):
    """Hold what is read in place of the stretch from `start` to `end` of a text.

    What is said before and after a stretch that is `foreign`, as a page's number is, are parts of their own.
    """

    start: int
    end: int
    instead: str
    foreign: bool = False


class Alignment:
    """Hold a text with edits made, as `corrected`, and lead what is found in it back to the text as given.

    Edits are in text order, and none overlaps another.

    >>> alignment = Alignment("&quot;Yes,&quot; said Ann.", [Edit(0, 6, '"'), Edit(10, 16, '"')])
    >>> alignment.corrected, alignment.span(Span(0, 6, alignment.corrected)).text
    ('"Yes," said Ann.', '&quot;Yes,&quot;')
    """

    def __init__(self, text: str, edits: Sequence[Edit]) -> None:
        self.text = text
        self._edits = edits
        self._starts: list[int] = []
        self._ends: list[int] = []
        pieces: list[str] = []
        at = length = 0
        for edit in edits:
            pieces += (text[at : edit.start], edit.instead)
            length += edit.start - at
            self._starts.append(length)
            length += len(edit.instead)
            self._ends.append(length)
            at = edit.end
        pieces.append(text[at:])
        self.corrected = "".join(pieces)
        self._foreign = [place for place, edit in enumerate(edits) if edit.foreign]
        self._foreign_starts = [self._starts[place] for place in self._foreign]

    def span(self, span: Span) -> Span:
        """Return where a span of the corrected text stands in the text as given."""
        start, end = self._start(span.start), self._end(span.end)
        return Span(start, max(start, end), self.text)

    def parts(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Return where spans of the corrected text stand, each cut where something foreign stands in it."""
        return tuple(self.span(part) for span in spans for part in self._cut(span))

    def document(self, found: Document) -> Document:
        """Return what was found in the corrected text as a document of the text as given."""
        speakers = {id(one): self._speaker(one) for one in found.speakers}

        def known(speaker: Speaker | None) -> Speaker | None:
            if speaker is None:
                return None
            return speakers.get(id(speaker)) or speakers.setdefault(id(speaker), self._speaker(speaker))

        bare = [
            Span(match.start(), match.end(), self.text)
            for edit in self._edits
            if not edit.instead.strip()
            for match in _INK.finditer(self.text, edit.start, edit.end)
        ]
        return Document(
            text=self.text,
            paragraphs=_with([*map(self.span, found.paragraphs)], bare),
            sentences=_with([*map(self.span, found.sentences)], bare),
            tokens=_with([*map(self.span, found.tokens)], bare),
            quoted=tuple(map(self._quoted, found.quoted)),
            quotations=tuple(
                self._quotation(one, known(one.speaker), known(one.addressee)) for one in found.quotations
            ),
            speakers=tuple(speakers[id(one)] for one in found.speakers),
        )

    def _start(self, offset: int) -> int:
        place = bisect_right(self._starts, offset) - 1
        if place < 0:
            return offset
        if offset < self._ends[place]:
            return self._edits[place].start
        return self._edits[place].end + offset - self._ends[place]

    def _end(self, offset: int) -> int:
        place = bisect_left(self._starts, offset) - 1
        if place < 0:
            return offset
        return self._edits[place].end + max(offset - self._ends[place], 0)

    def _cut(self, span: Span) -> Iterator[Span]:
        start = span.start
        low, high = (bisect_left(self._foreign_starts, at) for at in (span.start, span.end))
        for place in self._foreign[low:high]:
            yield from _inked(start, self._starts[place], span.whole)
            start = self._ends[place]
        yield from _inked(start, span.end, span.whole) if start > span.start else (span,)

    def _quoted(self, one: QuotedSpan) -> QuotedSpan:
        close = None if one.close is None else self.span(one.close)
        return attrs.evolve(one, span=self.span(one.span), open=self.span(one.open), close=close)

    def _speaker(self, one: Speaker) -> Speaker:
        return attrs.evolve(one, mentions=tuple(map(self.span, one.mentions)))

    def _quotation(self, one: Quotation, speaker: Speaker | None, addressee: Speaker | None) -> Quotation:
        return attrs.evolve(
            one,
            content=self.parts(one.content),
            cue=self.parts(one.cue),
            source=self.parts(one.source),
            speaker=speaker,
            addressee=addressee,
        )


def _inked(start: int, end: int, text: str) -> Iterator[Span]:
    """Return a stretch without white space around it, or nothing where it holds nothing else."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end, text)


def _with(spans: list[Span], bare: Sequence[Span]) -> tuple[Span, ...]:
    """Return spans with those of `bare` that none of them holds: every letter stands in one."""
    starts = [span.start for span in spans]
    outside = [
        one for one in bare if (at := bisect_right(starts, one.start) - 1) < 0 or spans[at].end < one.end
    ]
    return tuple(sorted((*spans, *outside), key=lambda span: span.start)) if outside else tuple(spans)
