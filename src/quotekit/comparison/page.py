"""Sayings as one web page: the texts side by side with their sayings linked, conflicts first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

import attrs

from quotekit.comparison.records import Occurrence, Saying
from quotekit.document import Span
from quotekit.formats.marking import Mark, Piece, Role, blocks, marks, walk
from quotekit.formats.pages import cut, foot, framed, head, template
from quotekit.speakers.names.identity import Verdict

_TITLE = "The same words in several texts"
_EXCERPT = 160
# The most characters of a name that is shown before the words in the text.
_NAME = 40
_WORD = re.compile(r"\w")


def to_html(
    sayings: Iterable[Saying],
    *,
    text: Callable[[str], str],
    first: Iterable[str] = (),
    groups: Mapping[str, str] | None = None,
    title: str | None = None,
) -> str:
    """Return sayings as one self-contained page with all their texts: see `Comparison.to_html`.

    `text` returns the text of a document by its id; `first` are ids that come first, even without a saying.
    `groups` are names, such as an outlet's, that are shown with those of the documents.
    """
    cards = [_Card(number, saying) for number, saying in enumerate(sayings, start=1)]
    columns: dict[str, _Column] = {}

    def column_of(name: str) -> _Column:
        if name not in columns:
            columns[name] = _Column(len(columns), name, (groups or {}).get(name, ""), text(name))
        return columns[name]

    for name in first:
        column_of(name)
    number = 0
    for card in cards:
        for occurrence in card.saying.occurrences:
            column = column_of(occurrence.document)
            place = _Place(number, card, occurrence, column)
            column.places[number] = card.places[id(occurrence)] = place
            number += 1
    for column in columns.values():
        column.draw()
    for card in cards:
        drawn = [place for place in card.places.values() if place.drawn]
        for place, after in zip(drawn, [*drawn[1:], *drawn[:1]], strict=True):
            place.next = after
    return (
        head(title=title or _TITLE, legend="comparison-legend.html")
        + template("comparison.html").render(
            cards=cards, columns=list(columns.values()), counts=_counts(cards)
        )
        + foot()
    )


def to_frame(page: str) -> str:
    """Return a page in a frame of its own, for notebooks."""
    return framed(page, title=_TITLE)


@attrs.define(eq=False)
class _Card:
    """One saying as the page shows it, with its occurrences by identity."""

    number: int
    saying: Saying
    places: dict[int, _Place] = attrs.Factory(dict)

    @property
    def verdict(self) -> Verdict:
        return self.saying.verdict

    @property
    def excerpt(self) -> str:
        """Return the saying's words in the text that has most of them, without interruptions."""
        fullest = max(self.saying.occurrences, key=lambda occurrence: sum(map(len, occurrence.shared)))
        parts = [
            span.whole[max(span.start, fullest.start) : min(span.end, fullest.end)]
            for span in fullest.quotation.content
        ]
        return cut(" … ".join(filter(None, parts)), _EXCERPT)

    @property
    def reasons(self) -> str:
        return "; ".join(dict.fromkeys(d.reason for d in self.saying.decisions if d.verdict == self.verdict))

    @property
    def sides(self) -> list[tuple[str, list[_Place]]]:
        return [
            (side.name or "", [self.places[id(occurrence)] for occurrence in side.occurrences])
            for side in self.saying.sides
        ]


@attrs.define(eq=False)
class _Place:
    """An occurrence, its text, and the occurrence that it links to."""

    number: int
    card: _Card
    occurrence: Occurrence
    column: _Column
    drawn: bool = False
    next: _Place | None = None

    @property
    def name(self) -> str:
        speaker = self.occurrence.speaker
        return speaker.name if speaker else ""

    @property
    def sentence(self) -> str:
        """Return what stands in this text, as it stands there."""
        return cut(self.occurrence.quotation.content_text, _EXCERPT)

    @property
    def short_name(self) -> str:
        return cut(self.name, _NAME)

    @property
    def how(self) -> str:
        quotation = self.occurrence.quotation
        text, before = "", None
        for span in sorted((*quotation.source, *quotation.cue), key=lambda span: span.start):
            if before is not None:
                text += " " if before.whole[before.end : span.start].isspace() else " … "
            text, before = text + cut(span.text, _NAME), span
        return text

    @property
    def stretches(self) -> Iterator[tuple[int, Role, Iterable[Span]]]:
        quotation = self.occurrence.quotation
        yield self.number, "content", quotation.content
        yield self.number, "shared", self.occurrence.shared
        yield self.number, "differing", differing(self.occurrence)
        yield self.number, "source", quotation.source
        yield self.number, "cue", quotation.cue


@attrs.define(eq=False)
class _Column:
    """One text and its marked occurrences."""

    number: int
    name: str
    group: str
    text: str
    places: dict[int, _Place] = attrs.Factory(dict)
    pieces: list[Piece] = attrs.Factory(list)

    def draw(self) -> None:
        """Lay out the pieces, and note which occurrences have an anchor among them."""
        found = marks(stretch for place in self.places.values() for stretch in place.stretches)
        self.pieces = list(walk(self.text, blocks(self.text, _paragraphs(self.text)), found))
        for piece in self.pieces:
            if piece.mark and self.is_anchor(piece):
                self.places[piece.mark.of[0]].drawn = True

    def is_anchor(self, piece: Piece) -> bool:
        """Tell whether a piece begins the first shared range of an occurrence."""
        mark = piece.mark
        return mark is not None and piece.first and mark.role == "shared" and self._starts(mark)

    def _starts(self, mark: Mark) -> bool:
        return self.places[mark.of[0]].occurrence.start == mark.start

    def sayings_of(self, mark: Mark) -> str:
        """Return the numbers of a mark's sayings."""
        return " ".join(dict.fromkeys(str(self.places[i].card.number) for i in mark.of))


def differing(occurrence: Occurrence) -> list[Span]:
    """Return the words of an occurrence's content that are between shared words and not shared themselves."""
    text = occurrence.quotation.content[0].whole
    gaps = [(a.end, b.start) for a, b in zip(occurrence.shared, occurrence.shared[1:], strict=False)]
    content = [(span.start, span.end) for span in occurrence.quotation.content]
    found, at = [], 0
    for start, end in gaps:
        while at < len(content) and content[at][1] <= start:
            at += 1
        for i in range(at, len(content)):
            if content[i][0] >= end:
                break
            low, high = max(start, content[i][0]), min(end, content[i][1])
            first = _WORD.search(text, low, high)
            if first:
                last = next(i for i in range(high, low, -1) if _WORD.match(text, i - 1))
                found.append(Span(first.start(), last, text))
    return found


def _paragraphs(text: str) -> Iterator[Span]:
    """Return the ranges between blank lines."""
    start = end = at = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if bare:
            begin = at + len(line) - len(line.lstrip())
            start, end = (start if end else begin), begin + len(bare)
        elif end:
            yield Span(start, end, text)
            end = 0
        at += len(line)
    if end:
        yield Span(start, end, text)


def _counts(cards: list[_Card]) -> list[tuple[str, int]]:
    verdicts: tuple[Verdict, ...] = ("conflicting", "unclear", "agreed")
    counted = [(verdict, sum(card.verdict == verdict for card in cards)) for verdict in verdicts]
    return [(verdict, count) for verdict, count in counted if count]
