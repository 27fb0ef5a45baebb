"""Quotations that continue: second halves, and quoted speech without a cue of its own.

These functions take any attributor's quotations and return them with more content, or with further quotations
that have neither cue nor source. The content that a quotation already has never changes.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

import attrs

from quotekit.document import Quotation, QuotedSpan, Span, SpanIndex, Tokenized

CONTINUED = "continued/paragraph"
"""The rule of speech that goes on in a paragraph without a cue."""

APART = "continued/apart"
"""The rule of speech in marks after what the same source is reported to say."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# A beat between two halves of a quotation: a few words between dashes, on the same line.
_LONGEST_BEAT = 80
_BEAT = re.compile(r" ?[—–-] ?[^\W\d_][^\n]*[^\s—–] ?[—–-] ?")
# *said in June*, *wrote in a statement*: a cue that tells of more than the act.
_CIRCUMSTANCE = re.compile(r" (?:(?:after|at|before|by|during|in|on) |last |yesterday)")
_SINGLE = frozenset("'‘’‚‛‹›")
_PAUSES = (",", "—", "–", ":", ";", "-")
_STOPS = (".", "?", "!", "…")
# How many words somebody's speech has at least where nothing but its marks tells it from a title.
_LEAST_WORDS = 6
ALONE = "alone/paragraph"
"""The rule of sentences in marks where nothing says whose they are."""

ALONE_CONFIDENCE = 0.7
# A paragraph counts as all speech when at least this share of it is inside quotation marks.
_FILLED = 0.95
# In a text that quotes with double marks, a paragraph in single marks that is shorter than this is a heading.
_HEADING = 60


def join_halves(
    tokenized: Tokenized, quoted: tuple[QuotedSpan, ...], quotations: tuple[Quotation, ...]
) -> tuple[Quotation, ...]:
    """Add to each quotation the quoted spans that follow its cue in the same paragraph.

    This joins ``"A," said X, "b."`` and ``"A," said X. "B."``. A span that overlaps another quotation is left
    to that one. A span in the middle of a sentence is left out: it is a title or a scare quote.
    """
    place = _Places(tokenized, quoted)

    def goes_on(span: QuotedSpan, last: int) -> bool:
        start = span.span.start
        if place.paragraph(last) != place.paragraph(start):
            return False
        # *…," X said, "…*: right after the cue, even a word or two count as the second half.
        return place.text[last + 1 : start].strip() in _PAUSES or place.begins_speech(span)

    return _extended(place, quotations, goes_on)


def join_open(quoted: tuple[QuotedSpan, ...], quotations: tuple[Quotation, ...]) -> tuple[Quotation, ...]:
    """Add to each quotation the paragraphs before it whose marks stay open, unless another one has them.

    Marks that stay open at a paragraph's end say that the next one goes on: who speaks there speaks here too.
    """
    outer = [span for span in quoted if span.depth == 0]
    free = set(unclaimed(quoted, quotations))
    owners = {part.start: number for number, q in enumerate(quotations) for part in q.content}
    more: dict[int, list[Span]] = {}
    for later, earlier in itertools.pairwise(reversed(outer)):
        owner = owners.get(later.span.start)
        if owner is not None and earlier.closing == "continued" and earlier in free:
            more.setdefault(owner, []).append(earlier.span)
            owners[earlier.span.start] = owner
    return with_more(quotations, more)


def join_beats(quoted: tuple[QuotedSpan, ...], quotations: tuple[Quotation, ...]) -> tuple[Quotation, ...]:
    """Add to each quotation the half beyond a beat between dashes, unless another quotation has it.

    ``“It will”—Ilse lowered her voice—“be ours.”`` is one sentence by one speaker.
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
    return with_more(quotations, more)


def continue_paragraphs(
    tokenized: Tokenized,
    quoted: tuple[QuotedSpan, ...],
    quotations: tuple[Quotation, ...],
    *,
    alone: bool = False,
) -> tuple[Quotation, ...]:
    """Add to each quotation the following paragraphs that are all speech and have no cue.

    They belong to whoever spoke last in the paragraph before; a paragraph without speech ends the run. Where
    that paragraph ends with when or how it was said (*…,” she said in June.*), in the cue or after it, they
    are a quotation of their own, without cue and source, as only the first words were said in June. With
    `alone`, so are whole sentences in marks that nobody has said (*She pointed at the nets. “We have caught
    nothing since March.”*): reports leave it to the reader who speaks. Where their marks stay open, they wait
    for the next paragraph (see `join_open`).
    """
    place = _Places(tokenized, quoted)

    def goes_on(span: QuotedSpan, last: int) -> bool:
        number = place.paragraph(span.span.start)
        return place.paragraph(last) in (number - 1, number) and place.filled(number, span)

    circumstances = {cue.end - 1 for q in quotations for cue in q.cue if _CIRCUMSTANCE.search(cue.text)}

    def is_another(span: QuotedSpan, last: int) -> bool:
        before = place.paragraphs[place.paragraph(last)]
        if span.span.start < before.end:
            return False
        return last in circumstances or bool(_WORD.search(place.text, last + 1, before.end))

    def stands_alone(span: QuotedSpan) -> bool:
        return (
            alone
            and span.closing != "continued"
            and place.is_sentence(span.span)
            and ends_sentence(span)
            and len(_WORD.findall(span.inner.text)) >= _LEAST_WORDS
        )

    return _extended(place, quotations, goes_on, is_another, stands_alone)


def speech_apart(
    tokenized: Tokenized, quoted: tuple[QuotedSpan, ...], quotations: tuple[Quotation, ...]
) -> tuple[Quotation, ...]:
    """Return the quotations, those that first report and then quote in further sentences as two each.

    Of *It was over, said Lee. “We lost.”* the second has no cue, and the source, act and confidence of the
    first.
    """
    marks = SpanIndex.of(span.span for span in quoted if span.depth == 0)
    sentences = SpanIndex.of(tokenized.sentences)

    def halves(q: Quotation) -> Iterator[Quotation]:
        spoken = [marks.begins(part.start) for part in q.content]
        at = len(spoken) - spoken[::-1].index(False) if False in spoken else 0
        reported, rest = q.content[:at], q.content[at:]
        if not reported or not rest or not sentences.begins(rest[0].start):
            yield q
        else:
            yield attrs.evolve(q, content=reported)
            yield attrs.evolve(q, content=rest, cue=(), rule=APART)

    return tuple(half for q in quotations for half in halves(q))


def ends_sentence(span: QuotedSpan) -> bool:
    """Tell whether the words within marks end as a sentence does."""
    return span.inner.text.rstrip().endswith(_STOPS)


def unclaimed(quoted: tuple[QuotedSpan, ...], quotations: tuple[Quotation, ...]) -> Iterator[QuotedSpan]:
    """Return the outermost quoted spans, in text order, that overlap no content, cue or source."""
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
    place: _Places,
    quotations: tuple[Quotation, ...],
    goes_on: Callable[[QuotedSpan, int], bool],
    is_another: Callable[[QuotedSpan, int], bool] = lambda span, last: False,
    stands_alone: Callable[[QuotedSpan], bool] = lambda span: False,
) -> tuple[Quotation, ...]:
    """Add each unclaimed quoted span to the quotation of the current speaker, where `goes_on` is true.

    Where `is_another` is true too, it begins another quotation. Both are called with the span and with the
    offset of the speaker's last character so far. Where neither the speaker goes on nor anybody else claims
    the span, it is a quotation of its own if it `stands_alone`.
    """
    given = sorted(quotations, key=lambda q: (q.start, -q.end))
    lasts = sorted((_last(q), number) for number, q in enumerate(given))
    more: dict[int, list[Span]] = {}
    at, owner, last = 0, -1, -1
    for span in unclaimed(place.quoted, quotations):
        while at < len(lasts) and lasts[at][0] < span.span.start:
            end, number = lasts[at]
            # Where one report ends with another, who reports the longer one goes on: *X said Y hopes to win*.
            if end > last:
                owner, last = number, end
            at += 1
        if owner >= 0 and goes_on(span, last):
            if is_another(span, last):
                given.append(
                    Quotation(content=(span.span,), confidence=given[owner].confidence, rule=CONTINUED)
                )
                owner = len(given) - 1
            else:
                more.setdefault(owner, []).append(span.span)
            last = span.span.end - 1
        elif stands_alone(span):
            given.append(Quotation(content=(span.span,), confidence=ALONE_CONFIDENCE, rule=ALONE))
            owner, last = len(given) - 1, span.span.end - 1
    return with_more(given, more)


def with_more(quotations: Sequence[Quotation], more: Mapping[int, Sequence[Span]]) -> tuple[Quotation, ...]:
    """Return the quotations with more parts of content, by their number."""
    return tuple(
        attrs.evolve(q, content=tuple(sorted((*q.content, *more[n]), key=lambda span: span.start)))
        if n in more
        else q
        for n, q in enumerate(quotations)
    )


def _last(quotation: Quotation) -> int:
    return max(part.end for part in (*quotation.content, *quotation.cue, *quotation.source)) - 1


class _Places:
    """A text's paragraphs, sentences and quoted spans, by offset."""

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
        """Tell whether speech may begin here: at the start of a sentence, or after a comma or dash."""
        start = span.span.start
        words = len(_WORD.findall(self.text, span.inner.start, min(span.inner.end, span.inner.start + 60)))
        before = self.text[max(0, start - 4) : start].rstrip()
        ends = ends_sentence(span)
        # *"Go," he said. "Twice."*: a word can be a sentence.
        return ((words > 1 or ends) and (self._sentences.begins(start) or before.endswith(_STOPS))) or (
            (words > 2 or ends) and before.endswith(_PAUSES)
        )

    def is_sentence(self, span: Span) -> bool:
        """Tell whether a span is a whole sentence, or several."""
        last = self._sentences.holding(span.end - 1)
        return self._sentences.begins(span.start) and last >= 0 and self._sentences.ends[last] == span.end

    def filled(self, number: int, span: QuotedSpan) -> bool:
        """Tell whether a paragraph is nearly all speech, and not a heading in single marks."""
        here = self.paragraphs[number]
        if self.text[span.span.start] in _SINGLE and len(here) < _HEADING and not self._single_style:
            return False
        return self._quoted[number] >= _FILLED * len(here)
