"""Drafts: a text written from left to right, keeping the offsets of its quotations and mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import attrs

from quotekit.document import Quotation, QuotationType, Span, Speaker
from quotekit.strategies.records import Article, Marks, Sayer

Role = Literal["content", "cue", "source"]

# Final marks, after which a line end could be a paragraph's; and characters that must not end a line.
_FINAL = tuple(".?!:;\"'”’»…)")
_TIED = tuple("—–-«»‹›„‚“‘(「『")
# Narrower lines than this could be a list or a poem.
_TELLING = 60
_BLANK = re.compile(r"\n\s*\n")


@attrs.define(eq=False)
class Said:
    """Hold an unfinished attribution: the offsets of its parts so far."""

    construction: str
    type: QuotationType
    sayer: Sayer
    around: Said | None = None
    content: list[tuple[int, int]] = attrs.field(factory=list)
    cue: list[tuple[int, int]] = attrs.field(factory=list)
    source: list[tuple[int, int]] = attrs.field(factory=list)


class Draft:
    """Write a text piece by piece."""

    def __init__(self, marks: Marks, *, break_: str) -> None:
        self.marks = marks
        self._break = break_
        self._pieces: list[str] = []
        self._length = 0
        self._started: int | None = None
        self._paragraphs: list[tuple[int, int]] = []
        self._said: list[Said] = []
        self._mentions: dict[str, list[tuple[int, int]]] = {}

    def write(self, text: str) -> None:
        """Append to the text, with apostrophes in the style of the marks."""
        self._put(text.replace("'", self.marks.apostrophe))

    def mark(self, sign: str) -> None:
        """Append a quotation mark as it is."""
        self._put(sign)

    def space(self) -> None:
        """Append a space, unless the current paragraph is empty."""
        if self._started is not None:
            self._put(" ")

    def paragraph(self, text: str) -> None:
        """Write a paragraph of its own."""
        self.end_paragraph()
        self.write(text)
        self.end_paragraph()

    def end_paragraph(self) -> None:
        """End the current paragraph, if it has any text."""
        if self._started is not None:
            self._paragraphs.append((self._started, self._length))
            self._pieces.append(self._break)
            self._length += len(self._break)
            self._started = None

    def say(
        self, construction: str, type_: QuotationType, sayer: Sayer, *, around: Said | None = None
    ) -> Said:
        """Begin an attribution."""
        said = Said(construction, type_, sayer, around)
        self._said.append(said)
        return said

    @contextmanager
    def part(self, role: Role, *said: Said) -> Iterator[None]:
        """Record the text written in the block as a part of the attributions."""
        start = self._length
        yield
        for one in said:
            getattr(one, role).append((start, self._length))

    @contextmanager
    def mention(self, sayer: Sayer) -> Iterator[None]:
        """Record the text written in the block as a mention."""
        start = self._length
        yield
        self._mentions.setdefault(sayer.first, []).append((start, self._length))

    def finished(self, *, before: str = "", after: str = "", width: int | None = None) -> Article:
        """Return the article, with `before` and `after` around it, its lines wrapped at a width."""
        self.end_paragraph()
        body = "".join(self._pieces)
        if self._paragraphs:
            body = body[: self._paragraphs[-1][1]]
        if width is not None:
            body = wrapped(body, width)
        text, shift = before + body + after, len(before)

        def spans(places: list[tuple[int, int]]) -> tuple[Span, ...]:
            return tuple(Span(start + shift, end + shift, text) for start, end in places)

        order = sorted(self._said, key=lambda said: (said.content[0][0], -said.content[-1][1]))
        people: dict[str, Speaker] = {}
        for said in order:
            sayer = said.sayer
            if sayer.first not in people:
                mentions = spans(sorted(self._mentions[sayer.first]))
                unnamed = " ".join(mentions[0].text.split())
                name = unnamed if sayer.kind == "unnamed" else self._written(sayer.name)
                people[sayer.first] = Speaker(name=name, kind=sayer.kind, mentions=mentions)
        quotations = tuple(
            Quotation(
                content=spans(said.content),
                cue=spans(said.cue),
                source=spans(said.source),
                speaker=people[said.sayer.first],
                type=said.type,
                rule=said.construction,
                inside=None if said.around is None else order.index(said.around),
            )
            for said in order
        )
        return Article(
            text=text,
            quotations=quotations,
            paragraphs=spans(self._paragraphs),
            speakers=tuple(people.values()),
        )

    def _written(self, name: str) -> str:
        return name.replace("'", self.marks.apostrophe)

    def _put(self, text: str) -> None:
        if not text:
            return
        if self._started is None:
            self._started = self._length
        self._pieces.append(text)
        self._length += len(text)


def wrapped(text: str, width: int) -> str:
    """Return a text with some spaces turned into line ends, so that no line is longer than `width`.

    A paragraph is wrapped only if a reader can tell, because most of its lines end inside a sentence;
    otherwise it stays on one line.

    >>> wrapped("The bridge is shut again, and the ferry runs late as it has to wait for the tide.", 66)
    'The bridge is shut again, and the ferry runs late as it has to\\nwait for the tide.'
    """
    pieces, at = [], 0
    for blank in _BLANK.finditer(text):
        pieces += [_filled(text[at : blank.start()], width), blank.group()]
        at = blank.end()
    return "".join([*pieces, _filled(text[at:], width)])


def _filled(text: str, width: int) -> str:
    lines, at = [], 0
    while len(text) - at > width:
        stop = text.rfind(" ", at, at + width + 1)
        if stop < 0:
            return text
        lines.append(text[at:stop])
        at = stop + 1
    if not lines or "\n" in text or text[at].isspace():
        return text
    inside = sum(not line.endswith(_FINAL) for line in lines)
    clear = 2 * inside > len(lines) and max(map(len, lines)) >= _TELLING
    tied = any(line.endswith(_TIED) for line in lines)
    return "\n".join([*lines, text[at:]]) if clear and not tied else text
