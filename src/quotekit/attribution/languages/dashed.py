"""Dialogue in one paragraph that a dash opens: *— Нет, — сказал он, вставая. — Не пойду.*"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

import attrs
import regex

from quotekit.document import Quotation, Span, SpanIndex, Tokenized

_DASHES = "—–―"

_GOES_ON = regex.compile(rf"[,.]?\s(?=[{_DASHES}]\s?\w)")
"""What stands before more of the same speech, behind who says it: a comma or full stop before a dash."""

_ANSWER = regex.compile(rf"[.?!…]\s(?=[{_DASHES}]\s?\p{{Lu}})")
"""What stands before an answer in the same paragraph: the end of a sentence before a dash and a capital."""


def with_dashes(tokenized: Tokenized, quotations: Iterable[Quotation]) -> Iterator[Quotation]:
    """Return the quotations, and of those whose speech a dash opens what the dashes tell.

    Before the cue, the last dash with nothing but a space before it opens an answer, and what is answered is
    somebody else's. Behind whoever speaks only a dash opens more of the speech, up to the paragraph's end.
    """
    given = list(quotations)
    cues = SpanIndex.of(sorted({cue for q in given for cue in q.cue[:1]}, key=lambda cue: cue.start))
    paragraphs = SpanIndex.of(tokenized.paragraphs)
    for quotation in given:
        told = (*quotation.cue, *quotation.source)
        first = quotation.content[0]
        if not quotation.cue or first.text[0] not in _DASHES or first.end > quotation.cue[0].start:
            yield quotation
            continue
        end = max(part.end for part in told)
        ahead = [part for part in quotation.content if part.start < end]
        behind = [part for part in quotation.content if part.start >= end and _is_dashed(part)]
        stop = paragraphs.ends[paragraphs.last_begun(end - 1)]
        more = _GOES_ON.match(first.whole, end, stop)
        if more and not behind and not cues.touching(more.end(), stop):
            behind.append(Span(more.end(), stop, first.whole))
        yield attrs.evolve(quotation, content=(*_last_turn(ahead), *behind))


def _is_dashed(part: Span) -> bool:
    """Tell whether a dash opens a part of a content, in it or before it."""
    before = part.whole[max(part.start - 2, 0) : part.start].rstrip()
    return part.text[0] in _DASHES or before.endswith(tuple(_DASHES))


def _last_turn(parts: Sequence[Span]) -> Sequence[Span]:
    """Return the parts from the last one that a dash opens right behind the end of another."""
    turns = (
        number
        for number, (one, two) in enumerate(itertools.pairwise(parts), 1)
        if two.text[0] in _DASHES and not one.whole[one.end : two.start].strip()
    )
    first, *others = parts[max(turns, default=0) :]
    starts = (match.end() for match in _ANSWER.finditer(first.whole, first.start, first.end))
    return (Span(max(starts, default=first.start), first.end, first.whole), *others)
