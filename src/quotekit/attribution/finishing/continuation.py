"""Quotations that go on: second halves, and speech without a cue of its own while the speaker holds.

Both functions take any attributor's quotations and return them with more content; what a quotation
holds already is never touched.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Iterator

import attrs

from quotekit.document import Quotation, QuotedSpan, Span, SpanIndex, Tokenized
from quotekit.lexicon.verbs import complements, reporting

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# What stands between two halves of a quotation: a few words between dashes, in the same line.
_LONGEST_BEAT = 80
_BEAT = re.compile(r" ?[—–-] ?[^\W\d_][^\n]*[^\s—–] ?[—–-] ?")
_SINGLE = frozenset("'‘’‚‛‹›")
_PAUSES = (",", "—", "–", ":", ";", "-")
_STOPS = (".", "?", "!", "…")
# A paragraph is all speech when this share of it stands in marks.
_FILLED = 0.95
# A shorter paragraph in single marks is a heading, where speech stands in double ones.
_HEADING = 60


def join_halves(
    tokenized: Tokenized, quoted: tuple[QuotedSpan, ...], quotations: tuple[Quotation, ...]
) -> tuple[Quotation, ...]:
    """Return to each quotation the quoted spans that follow its cue in the same paragraph.

    Joins ``"A," said X, "b."`` and ``"A," said X. "B."``. A span that another quotation touches
    stays with that one; a span inside a sentence, as a title or a scare quote is, stays alone.
    """
    place = _Places(tokenized, quoted)

    def goes_on(span: QuotedSpan, last: int) -> bool:
        start = span.span.start
        if place.paragraph(last) != place.paragraph(start):
            return False
        # *…," X said, "…*: right after the cue even a word or two go on.
        return place.text[last + 1 : start].strip() in _PAUSES or place.begins_speech(span)

    return _extended(place, quotations, goes_on)


def join_beats(quoted: tuple[QuotedSpan, ...], quotations: tuple[Quotation, ...]) -> tuple[Quotation, ...]:
    """Return to each quotation the half that a beat between dashes parts from it, where nobody has it.

    ``“It will”—Ilse lowered her voice—“be ours.”`` is one sentence of one speaker.
    """
    outer = [span for span in quoted if span.depth == 0]
    free = set(unclaimed(quoted, quotations))
    owners = {part: number for number, q in enumerate(quotations) for part in q.content}
    more: dict[int, list[Span]] = {}
    for first, second in itertools.pairwise(outer):
        between = first.span.whole[first.span.end : second.span.start] if first.close else ""
        if not (len(between) <= _LONGEST_BEAT and _BEAT.fullmatch(between)):
            continue
        for half, other in ((first, second), (second, first)):
            if half in free and other.span in owners:
                more.setdefault(owners[other.span], []).append(half.span)
    return tuple(
        attrs.evolve(q, content=tuple(sorted((*q.content, *more[n]), key=lambda s: s.start)))
        if n in more
        else q
        for n, q in enumerate(quotations)
    )


def continue_paragraphs(
    tokenized: Tokenized, quoted: tuple[QuotedSpan, ...], quotations: tuple[Quotation, ...]
) -> tuple[Quotation, ...]:
    """Return to each quotation the paragraphs after it that are all speech and have no cue.

    The speaker holds the floor from the last quotation of the paragraph before; a paragraph
    without speech ends it.
    """
    place = _Places(tokenized, quoted)

    def goes_on(span: QuotedSpan, last: int) -> bool:
        number = place.paragraph(span.span.start)
        return place.paragraph(last) in (number - 1, number) and place.filled(number, span)

    return _extended(place, quotations, goes_on)


def unclaimed(quoted: tuple[QuotedSpan, ...], quotations: tuple[Quotation, ...]) -> Iterator[QuotedSpan]:
    """Return the outermost quoted spans, in text order, that no content, cue or source touches."""
    taken = sorted((part.start, part.end) for q in quotations for part in (*q.content, *q.cue, *q.source))
    at = reach = 0
    for span in quoted:
        if span.depth:
            continue
        while at < len(taken) and taken[at][0] < span.span.end:
            reach = max(reach, taken[at][1])
            at += 1
        if reach <= span.span.start:
            yield span


def _extended(
    place: _Places, quotations: tuple[Quotation, ...], goes_on: Callable[[QuotedSpan, int], bool]
) -> tuple[Quotation, ...]:
    """Return each quoted span that is nobody's to who holds the floor, where `goes_on` says so.

    `goes_on` is asked with the span and the offset of the last character that the speaker has.
    """
    given = sorted(quotations, key=lambda q: (q.start, q.end))
    lasts = sorted((_last(q), number) for number, q in enumerate(given))
    more: dict[int, list[Span]] = {}
    at, owner, last = 0, -1, -1
    for span in unclaimed(place.quoted, quotations):
        while at < len(lasts) and lasts[at][0] < span.span.start:
            end, number = lasts[at]
            if owner < 0 or _takes_over(
                given[number], given[owner], same=place.paragraph(end) == place.paragraph(last)
            ):
                owner = number
            last = max(last, end)
            at += 1
        if owner >= 0 and goes_on(span, last):
            more.setdefault(owner, []).append(span.span)
            last = span.span.end - 1
    return tuple(
        attrs.evolve(q, content=tuple(sorted((*q.content, *more[i]), key=lambda s: s.start)))
        if i in more
        else q
        for i, q in enumerate(given)
    )


def _last(quotation: Quotation) -> int:
    return max(part.end for part in (*quotation.content, *quotation.cue, *quotation.source)) - 1


def _takes_over(new: Quotation, old: Quotation, *, same: bool) -> bool:
    """Tell whether the later of two quotations in one paragraph (`same`) has the floor after it.

    What is only said about, thought or added in passing does not take the floor from speech.
    """
    if not same or _speaks(new):
        return True
    return not _speaks(old)


def _speaks(quotation: Quotation) -> bool:
    """Tell whether somebody speaks here: a cue that brings speech, or next to no cue at all."""
    words = _WORD.findall(quotation.cue[0].text.lower()) if quotation.cue else []
    return not words or (any(word in _speech() for word in words) and not words[-1].endswith("ing"))


@functools.cache
def _speech() -> frozenset[str]:
    wanted = {"clause", "quote", "tell"}
    return frozenset(word for word, lemma in reporting().items() if complements()[lemma] & wanted) | {
        "according"
    }


class _Places:
    """Where a text's paragraphs, sentences and outermost quoted spans lie."""

    def __init__(self, tokenized: Tokenized, quoted: tuple[QuotedSpan, ...]) -> None:
        self.text = tokenized.text
        self.quoted = quoted
        self.paragraphs = tokenized.paragraphs
        self._paragraphs = SpanIndex.of(tokenized.paragraphs)
        self._sentences = SpanIndex.of(tokenized.sentences)
        self._quoted = [0] * len(self.paragraphs)
        singles = doubles = 0
        for span in (span for span in quoted if span.depth == 0):
            self._quoted[self.paragraph(span.span.start)] += len(span.span)
            narrow = self.text[span.span.start] in _SINGLE
            singles, doubles = singles + narrow, doubles + (not narrow)
        self._single_style = singles > doubles

    def paragraph(self, offset: int) -> int:
        return max(self._paragraphs.last_begun(offset), 0)

    def begins_speech(self, span: QuotedSpan) -> bool:
        """Tell whether speech may begin here: a sentence starts, or a comma or dash stands before."""
        start = span.span.start
        words = len(_WORD.findall(self.text, span.inner.start, min(span.inner.end, span.inner.start + 60)))
        before = self.text[max(0, start - 4) : start].rstrip()
        return (words > 1 and (self._sentences.begins(start) or before.endswith(_STOPS))) or (
            words > 2 and before.endswith(_PAUSES)
        )

    def filled(self, number: int, span: QuotedSpan) -> bool:
        """Tell whether a paragraph is nearly all speech; a short line in single marks is a heading."""
        here = self.paragraphs[number]
        if self.text[span.span.start] in _SINGLE and len(here) < _HEADING and not self._single_style:
            return False
        return self._quoted[number] >= _FILLED * len(here)
