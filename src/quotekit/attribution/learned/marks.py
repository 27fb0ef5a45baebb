"""Fit the network's quotations to the quotation marks, which show better where speech begins and ends."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

import attrs

from quotekit.attribution.learned.offsets import Claimed, Marks, Sentences
from quotekit.document import Quotation, QuotedSpan, Span

_STOPS = frozenset(",.;:")
"""Punctuation that is the writer's own if it follows a closing mark."""

_ADDRESSEE = 3
"""The most words of an addressee: *told me: ‘…’*."""

MOST = 0.5
"""A content that has this share of a quoted span is extended to all of it."""


def fitted(
    quotations: Iterable[Quotation], marks: Marks, sentences: Sentences, *, inner: Marks
) -> list[Quotation]:
    """Return the quotations with parts of quoted spans in their contents extended to the whole spans.

    A part that has most of an outermost quoted span is extended to all of it, unless another part has the
    rest, and ends with it if only a comma or full stop follows. If the cue comes after quoted speech,
    sentences before the speech are dropped. Unquoted parts beside quoted ones are dropped: they are a
    neighbouring sentence, a clause before *says:*, or a word in between. They stay where they are of the same
    sentence as a word or phrase in marks (*which* in *which Lee called “a wall”*), and where they are in
    the sentence of the cue and the speech in marks is not: *It was over, said Lee. “We lost.”* A report
    within marks begins with its own `inner` marks, if there are any.
    """
    given = list(quotations)
    claimed = Claimed(span for q in given for span in (*q.content, *q.cue, *q.source))
    ends = sorted(max(span.end for span in (*q.cue, *q.source)) for q in given if q.cue)
    fitting = _Fitting(marks, inner, sentences, claimed, ends)
    contents = zip(given, map(fitting.content, given), strict=True)
    return [q if parts == q.content else attrs.evolve(q, content=parts) for q, parts in contents]


@attrs.frozen(eq=False)
class _Fitting:
    """Fit contents to a text's marks, given what all quotations claim, and the ends of cues and sources."""

    marks: Marks
    inner: Marks
    sentences: Sentences
    claimed: Claimed
    ends: Sequence[int]

    def content(self, quotation: Quotation) -> tuple[Span, ...]:
        """Return the parts of a quotation's content."""
        if around := _interrupted(quotation, self.marks):
            own = {*quotation.content, *quotation.cue, *quotation.source}
            if self.claimed.count(around) == len(own):
                first, *between, last = map(_without_beat, quotation.content)
                first = Span(around.start, first.end, first.whole)
                return (first, *between, Span(last.start, around.end, last.whole))
        found = [(part, self.marks.over(part)) for part in quotation.content]
        parts = {self._part(part, over, quotation.cue): over for part, over in found}
        return _own(self._spoken(parts, quotation.cue[:1]), quotation.cue, self.ends) or tuple(parts)

    def _part(self, part: Span, over: list[QuotedSpan], cues: tuple[Span, ...]) -> Span:
        """Return a part of a content as far as the quoted spans go that it overlaps."""
        closed = [stretch.span for stretch in over if stretch.closing != "unclosed"]
        if any(span.overlaps(cue) for span in closed for cue in cues):
            part = _within(part, over)
            return _quoted_within(part, self.inner.over(part), cues)
        for stretch in over:
            if stretch.closing in ("closed", "continued"):
                part = _widened(part, stretch.span, self.claimed)
        if not over:
            return part
        start, end, opening = part.start, part.end, over[0].span.start
        if part.whole[over[-1].span.end : end].strip() in _STOPS:
            end = min(end, over[-1].span.end)
        cue = max((span.start for span in cues), default=0)
        if start < opening < cue and self.sentences.begin(opening):
            start = opening
        return Span(start, end, part.whole)

    def _spoken(self, parts: Mapping[Span, list[QuotedSpan]], cue: tuple[Span, ...]) -> tuple[Span, ...]:
        """Return the parts in marks, and those in a sentence with a word in marks or the cue before them."""
        beside = [part for part, over in parts.items() if over and over[0].inner.text[:1].islower()]
        quoted = next((part for part, over in parts.items() if over), None)
        if quoted is not None:
            beside += [one for one in cue if one.end <= quoted.start and self.sentences.part(one, quoted)]
        return tuple(
            part
            for part, over in parts.items()
            if over or any(not self.sentences.part(part, one) for one in beside)
        )


def _own(parts: tuple[Span, ...], cue: tuple[Span, ...], ends: Sequence[int]) -> tuple[Span, ...]:
    """Return the parts without those that end where another opens, and go on with what was said before.

    ``"A," said X. "B." "C," said Y.``: nobody closes the marks and opens them again. `ends` are those of the
    other cues and sources.
    """
    while len(parts) > 1 and cue and parts[-1].end <= cue[0].start:
        between = parts[0].whole[parts[0].end : parts[1].start]
        at = bisect_right(ends, parts[0].start) - 1
        if between != " " or at < 0 or "\n" in parts[0].whole[ends[at] : parts[0].start]:
            break
        parts = parts[1:]
    return parts


def _interrupted(quotation: Quotation, marks: Marks) -> Span | None:
    """Return the quoted span that a quotation fills on both sides of its cue: *« We must, she says, go. »*"""
    if len(quotation.content) == 1 or not quotation.cue:
        return None
    first, last = quotation.content[0], quotation.content[-1]
    for stretch in marks.over(quotation.cue[0]):
        begins = not first.whole[stretch.inner.start : first.start].strip()
        ends = not last.whole[last.end : stretch.inner.end].strip(" .!?…")
        if begins and ends and stretch.span.overlaps(first) and stretch.span.overlaps(last):
            return stretch.span
    return None


def _without_beat(part: Span) -> Span:
    """Return a part without the comma or dash that sets off the cue: *, she says, — and go*."""
    start = part.end - len(part.text.lstrip(" ,—–-"))
    end = part.start + len(part.text.rstrip(" ,—–-"))
    return Span(start, end, part.whole) if start < end else part


def _within(part: Span, over: list[QuotedSpan]) -> Span:
    """Return a content reported within marks without the marks and the stop before them."""
    start, end = max(part.start, over[0].inner.start), min(part.end, over[-1].inner.end)
    if end < part.end:
        end -= len(part.whole[start:end]) - len(part.whole[start:end].rstrip(" ,.;"))
    return Span(start, end, part.whole) if start < end else part


def _quoted_within(part: Span, inner: list[QuotedSpan], cues: tuple[Span, ...]) -> Span:
    """Return a content reported within marks, fitted to the inner marks at its beginning, if any.

    An addressee of a word or two with a colon or comma may precede them. The content extends to their end,
    and not beyond if that ends its sentence.
    """
    if not inner or not inner[0].close or part.start > inner[0].inner.start:
        return part
    speech = inner[0].span
    before = part.whole[part.start : max(speech.start, part.start)].rstrip()
    if any(speech.overlaps(cue) for cue in cues):
        return part
    if before and (before[-1] not in ":," or len(before.split()) > _ADDRESSEE):
        return part
    ends_sentence = inner[0].inner.text.rstrip().endswith((".", "!", "?"))
    return speech if ends_sentence or part.end < speech.end else Span(speech.start, part.end, part.whole)


def _widened(part: Span, speech: Span, claimed: Claimed) -> Span:
    shared = min(part.end, speech.end) - max(part.start, speech.start)
    # The part itself is among those that overlap the speech.
    if not MOST * len(speech) <= shared < len(speech) or claimed.count(speech) > 1:
        return part
    return Span(min(part.start, speech.start), max(part.end, speech.end), part.whole)
