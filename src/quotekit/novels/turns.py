"""Turns: the spoken text in quotation marks, joined across interruptions by the narrator."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import chain, pairwise

import attrs

from quotekit.document import Quotation, QuotedSpan, Span, Tokenized
from quotekit.document.checks import check_handed
from quotekit.lexicon import group
from quotekit.novels.cues import Cue, cue_after, cue_before
from quotekit.novels.dashes import dashed_speeches
from quotekit.novels.reading import NARRATION, Reading

_LEADS_IN = frozenset({":", ",", "--", "—", "–", ":--", ":—"})
_STOPS = frozenset(",.?!…;:-—–")
_THINKING = group("fiction-thinking")
_THOUGHTS = frozenset({"meditation", "reflection", "reflections", "thought", "thoughts"})
# Pronouns that open a sentence.
_ANEW = frozenset({"He", "She", "They"})
_BEGINNING = frozenset({"began", "continued", "proceeded", "resumed", "spoke", "went"})
_SAYING = frozenset({"say", "saying", "says", "said"})
_SELVES = frozenset({"herself", "himself", "itself", "myself", "themselves"})
_SELF_REACH = 8
# Lengths of interruptions, in tokens.
_SHORT, _BRIEF, _LONG = 8, 12, 25


@attrs.frozen
class TurnAttributor:
    """Find the speech in a work of fiction, with its cues and sources.

    Every quoted span is a turn unless it is a title or a word that the narrator only mentions; so is what a
    dash opens in a book that sets its speech so. Speech with an interruption is one quotation (*“A,” she
    said, “b.”*); speech in another paragraph is another one.
    """

    def attribute(self, tokenized: Tokenized, quoted: tuple[QuotedSpan, ...]) -> tuple[Quotation, ...]:
        """Return a book's turns by start, their speakers still None."""
        check_handed(tokenized, quoted)
        spans = _speeches(tokenized, quoted)
        whole = Reading.of(tokenized, ((s.start, s.end, i) for i, s in enumerate(spans)))
        bounds = whole.extents(len(spans))
        spoken = [
            i for i, (first, last) in enumerate(bounds) if first < last and is_spoken(whole, first, last)
        ]
        kept = [spans[i] for i in spoken]
        reading = Reading.of(tokenized, ((s.start, s.end, i) for i, s in enumerate(kept)))
        return tuple(
            _quotation(tokenized.text, reading, [kept[i] for i in turn], cue)
            for turn, cue in _turns(reading, [bounds[i] for i in spoken])
        )


def _speeches(tokenized: Tokenized, quoted: Sequence[QuotedSpan]) -> list[Span]:
    """Return the outermost quoted spans, or the speeches that dashes open instead of them."""
    spans = [q.span for q in quoted if q.depth == 0]
    dashed = dashed_speeches(tokenized)
    if not dashed:
        return spans
    starts = [p.start for p in tokenized.paragraphs]
    marked = [s for s in spans if starts[bisect_right(starts, s.start) - 1] not in dashed]
    return sorted((*marked, *chain.from_iterable(dashed.values())), key=lambda span: span.start)


def is_spoken(reading: Reading, first: int, last: int) -> bool:
    """Tell whether a quoted span is speech rather than a word or title that the narrator only mentions."""
    # What is resumed in a book that opens speech with dashes has no mark of its own.
    inside = [w for w in reading.words[first:last] if w[:1].isalnum()]
    if not inside:
        return False
    end = last - 1
    while (
        end > first
        and reading.words[end]
        and not reading.words[end][0].isalnum()
        and reading.words[end][0] not in _STOPS
    ):
        end -= 1
    stopped = reading.words[end][:1] in _STOPS
    opened = first == 0 or reading.begins[first] or reading.words[first - 1][:1] in _STOPS
    return stopped or opened or reading.lower[first - 1] in _SAYING


def _turns(reading: Reading, bounds: Sequence[tuple[int, int]]) -> list[tuple[list[int], Cue | None]]:
    """Return the turns, each with the numbers of its speeches and its cue."""
    turns: list[tuple[list[int], Cue | None]] = []
    for place, (first, last) in enumerate(bounds):
        paragraph = reading.paragraph[first]
        before = _gap_before(reading, bounds, place)
        after = _gap_after(reading, bounds, place)
        joined = place > 0 and reading.paragraph[bounds[place - 1][0]] == paragraph
        leading = cue_before(reading, *before) if before[0] < before[1] else None
        following = (
            cue_after(reading, *after) if after[0] < after[1] and _runs_on(reading, last, after) else None
        )
        if joined and turns:
            held, cue = turns[-1]
            if _goes_on(reading, before, cue, leading, following) and not _answers(reading, cue, following):
                held.append(place)
                turns[-1] = held, cue or following or leading
                continue
        turns.append(([place], _nearer(reading, first, last, after, leading, following)))
    return turns


def _nearer(
    reading: Reading,
    first: int,
    last: int,
    after: tuple[int, int],
    leading: Cue | None,
    following: Cue | None,
) -> Cue | None:
    """Return which of two cues is the speech's: *Ann said: “Who is this?” She said it to Tom.*"""
    if leading is None or following is None or leading.source is None:
        return following or leading
    if following.source is None:
        return leading
    opening = reading.words[after[0]]
    if opening in _ANEW or (
        reading.words[first - 1] in _LEADS_IN and reading.words[after[1] - 1] in _LEADS_IN
    ):
        # *Ann said: “Come,” and he said, “No.”*
        return leading
    closed = any(word in (".", "?", "!") for word in reading.words[max(last - 2, 0) : last])
    return leading if closed and opening[:1].isupper() else following


def _gap_before(reading: Reading, bounds: Sequence[tuple[int, int]], place: int) -> tuple[int, int]:
    """Return the narration between a speech and the one before it, in whose end a cue may stand."""
    first = bounds[place][0]
    start = reading.first[reading.paragraph[first]]
    if place:
        start = max(start, bounds[place - 1][1])
    if start == first and first > 0 and _breaks_off(reading, first - 1):
        # A paragraph of narration that breaks off introduces this one.
        start = reading.first[reading.paragraph[first] - 1]
        if place:
            start = max(start, bounds[place - 1][1])
    return start, first


def _breaks_off(reading: Reading, at: int) -> bool:
    """Tell whether a paragraph of narration that ends with a token introduces the next one."""
    word, first = reading.words[at], reading.first[reading.paragraph[at]]
    opening = at
    while opening > max(first, at - _LONG) and not reading.begins[opening]:
        opening -= 1
    if any(speech != NARRATION for speech in reading.speech[opening : at + 1]):
        return word in _LEADS_IN and reading.speech[at] == NARRATION
    # *Ann began again.*
    begun = word == "." and any(low in _BEGINNING for low in reading.lower[max(first, at - 3) : at])
    return begun or word in _LEADS_IN or word[:1].islower()


def _gap_after(reading: Reading, bounds: Sequence[tuple[int, int]], place: int) -> tuple[int, int]:
    """Return the narration between a speech and the next one in its paragraph."""
    last = bounds[place][1]
    end = reading.first[reading.paragraph[last - 1] + 1]
    if place + 1 < len(bounds):
        end = min(end, bounds[place + 1][0])
    return last, end


def _runs_on(reading: Reading, last: int, after: tuple[int, int]) -> bool:
    """Tell whether narration continues the sentence of the speech before it."""
    end = last - 1
    while end > 0 and reading.words[end][:1] not in _STOPS and not reading.words[end][:1].isalnum():
        end -= 1
    begin = after[0]
    return (
        reading.words[end] != "."
        or reading.words[begin][:1].islower()
        or reading.lower[begin : begin + 2] in (["it", "was"], ["this", "from"])
    )


def _goes_on(
    reading: Reading, gap: tuple[int, int], cue: Cue | None, leading: Cue | None, following: Cue | None
) -> bool:
    """Tell whether the speech after an interruption is part of the turn before it.

    `cue` is that of the turn so far, `leading` and `following` those before and after the next speech.
    """
    start, end = gap
    if start >= end:
        return False
    length = end - start
    broken = any(reading.begins[at] for at in range(start, end)) or reading.words[end - 1] in (".", ":")
    if cue is not None and start <= cue.verb < end:
        if leading is None:
            return not (broken and following is not None and following.source is not None)
        if leading.verb == cue.verb or leading.source is None or cue.source is None:
            return True
        if leading.source.kind == "pronoun":
            return not broken or length < _LONG
        # *she asked the cook, and the cook answered*
        another = reading.lower[leading.source.start - 1] in ("and", "but")
        return leading.source == cue.source or (leading.source.kind == "description" and not another)
    if leading is None:
        if cue is None:
            return False
        return (not broken and length < _BRIEF) or (following is None and length < _LONG)
    if cue is None or length >= _LONG:
        return False
    if leading.source is None:
        return True
    return leading.source.kind == "pronoun" and (not broken or length < _SHORT)


def _answers(reading: Reading, cue: Cue | None, following: Cue | None) -> bool:
    """Tell whether the next speech has a speaker of its own: *“A,” said Ann. “B,” said Tom.*"""
    if cue is None or following is None or cue.source is None or following.source is None:
        return False
    if cue.side == "before":
        return True
    one, other = cue.source, following.source
    if one.kind != "name" or other.kind != "name":
        return False
    return set(reading.words[one.start : one.end]).isdisjoint(reading.words[other.start : other.end])


def _quotation(text: str, reading: Reading, spans: Sequence[Span], cue: Cue | None) -> Quotation:
    def span(start: int, end: int) -> Span:
        return Span(reading.starts[start], reading.ends[end - 1], text)

    source = cue.source if cue is not None else None
    return Quotation(
        content=tuple(spans),
        cue=() if cue is None else (span(cue.verb, cue.verb + 1),),
        source=() if source is None else (span(source.start, source.end),),
        type="direct",
        act="speech" if cue is None or not _is_thought(reading, cue) else "thought",
        rule="turn" if cue is None else f"cue-{cue.side}",
    )


def _is_thought(reading: Reading, cue: Cue) -> bool:
    """Tell whether a cue says that the words were thought.

    *she wondered*, *said Ann to herself*, *was her only thought*
    """
    low = reading.lower[cue.verb]
    if low in _THINKING:
        return True
    if low == "was":
        near = range(max(cue.verb - 3, 0), min(cue.verb + _SELF_REACH, len(reading)))
        return any(reading.lower[at] in _THOUGHTS for at in near if reading.speech[at] == NARRATION)
    if low not in _SAYING:
        return False
    after = reading.lower[cue.verb + 1 : cue.verb + _SELF_REACH]
    stop = next((at for at, word in enumerate(after) if word in _STOPS), len(after))
    return any(one == "to" and other in _SELVES for one, other in pairwise(after[:stop]))
