"""Transcripts: texts with lines that name the speaker, read by their layout alone.

Only the whole text can tell which lines are turns: labels recur, and most paragraphs have one. Prose with
occasional colons is left alone. If a few paragraphs of prose are turns, only these are read here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

import attrs
import regex

from quotekit.attribution.layouts.examinations import Parties, unsaid
from quotekit.attribution.layouts.interviews import plain_questions, questions
from quotekit.attribution.layouts.labels import Label, is_nobody, label
from quotekit.attribution.layouts.lines import headings
from quotekit.attribution.rules.rates import counted
from quotekit.document import Quotation, Span, Tokenized
from quotekit.lexicon.turnlabels import sorts_of

RULE = "transcript"
"""The beginning of the `rule` of turns, followed by the form of the label: ``transcript/colon``."""

# The least share of paragraphs with a label for a text to be a transcript: where labels are in capitals
# or have titles, and where they are plain names; and where there are too few turns for names to come back.
_MARKED, _PLAIN, _SHORT = 0.3, 0.5, 0.8
# The same where labels have a line of their own and say what their bearers are.
_LONG = 0.05
# Speakers go on for several paragraphs where turns have, for each, this many more than one.
_GOING_ON = 0.2
# Lines that nobody says: stage directions, horizontal rules, page numbers.
_ASIDE = regex.compile(
    r"[\[(][^\[\]()]{0,300}[\])]\.?|[*_]{1,2}[\[(][^\[\]()\n]{0,300}[\])][*_]{1,2}|[\W_]{1,200}|(?:[Pp]age\s)?\d{1,4}"
    r"|(?i:this (?:interview|transcript|conversation) (?:has been|was) [^\n]{0,200})"
)
_WORD = regex.compile(r"\p{L}{1,30}")
# What may begin a line that is no sentence of its own.
_WITHIN = regex.compile(r"\p{Ll}|I\b")
_PERSONS = regex.compile(r"\b(?:I|we|you|my|our|your|us|me)\b", regex.IGNORECASE)
_SHORTEST, _LOOKED_AT = 80, 400
# More words than this are a sentence even without a full stop.
_SENTENCE = 5
_FINAL = frozenset('.?!…"”’»):;')


@attrs.frozen
class Turn:
    """Hold one turn: its label and the paragraphs of its speech."""

    label: Label
    said: tuple[Span, ...]


@attrs.frozen
class Script:
    """Hold the turns of a text; `whole` tells whether all the text from first to last belongs to them."""

    turns: tuple[Turn, ...]
    whole: bool

    def regions(self, text: str) -> list[Span]:
        """Return the regions that the turns cover, including their labels."""
        spans = [Span(turn.label.line, turn.said[-1].end, text) for turn in self.turns]
        return [Span(spans[0].start, spans[-1].end, text)] if self.whole and spans else spans

    def quotations(self, tokenized: Tokenized) -> Iterator[Quotation]:
        """Return a quotation for each turn."""
        text, rate = tokenized.text, counted().rules[RULE]
        parties = Parties(text, self.turns[0].label.start if self.turns else 0)
        for turn in self.turns:
            source, cue = parties.speaker(turn.label)
            yield Quotation(
                content=turn.said,
                cue=() if cue is None else (Span(*cue, text),),
                source=() if source is None else (Span(*source, text),),
                confidence=rate,
                rule=f"{RULE}/{turn.label.form}",
            )


def script(tokenized: Tokenized, lines: Sequence[tuple[int, int]]) -> Script | None:
    """Return the turns of a text with the given lines, or None if it has none."""
    text = tokenized.text
    found = [one for start, end in lines if (one := label(text, start, end)) is not None]
    breaks = [one.line for one in found if is_nobody(one)]
    found = [one for one in found if not is_nobody(one)]
    if any(one.form == "examination" for one in found):
        breaks = sorted({*breaks, *unsaid(text)})
    if found and found[0].line == lines[0][0] and _is_headline(tokenized, found):
        found = found[1:]
    pages = _Paragraphs(tokenized, breaks)
    for choose in (_examined, _stopped, _timed, _named, _chatted):
        chosen, whole = choose(pages, found)
        if chosen and (read := pages.script(chosen, whole=whole)):
            return read
    asked = questions(text, lines)
    if asked:
        return pages.script(asked, whole=True)
    headed, whole = _headed(pages, list(headings(text, lines)))
    if headed:
        return pages.script(headed, whole=whole)
    asked = plain_questions(text, tokenized.paragraphs)
    return pages.script(asked, whole=True) if asked else None


def _is_headline(tokenized: Tokenized, found: Sequence[Label]) -> bool:
    """Tell whether a text's first line is a headline rather than a turn: *Brook: bridge to close*."""
    first, *others = found
    if first.form != "colon" or first.timed or first.official or any(one.key == first.key for one in others):
        return False
    if not first.capitals and 2 * sum(one.capitals for one in found) > len(found):
        return True
    # Who writes no full stops elsewhere writes none here.
    text, starts = tokenized.text, [span.start for span in tokenized.paragraphs]
    unended = [
        text[one.opens : min(stop, tokenized.paragraphs[bisect_right(starts, one.start) - 1].end)].rstrip()[
            -1:
        ]
        not in _FINAL
        for one, stop in zip(found, [*(one.line for one in others), len(text)], strict=True)
    ]
    return unended[0] and 2 * sum(unended[1:]) <= len(others)


_Chosen: TypeAlias = "tuple[Sequence[Label], bool]"
_NOTHING: _Chosen = ((), False)


def _examined(pages: _Paragraphs, found: Sequence[Label]) -> _Chosen:
    """Choose questions and answers, and other speakers in between."""
    asked = list(_alternating(one for one in found if one.form == "examination"))
    sorts = Counter(sort for one in asked for sort in sorts_of(one.name.rstrip("0123456789")))
    if min(sorts["question"], sorts["answer"]) < 2:
        return _NOTHING
    others = (one for one in found if one.form in ("colon", "stop") and (one.capitals or one.personal))
    return sorted((*asked, *others), key=lambda one: one.start), True


def _alternating(asked: Iterable[Label]) -> Iterator[Label]:
    """Drop answers with a bare letter that do not follow a question: *A boat is late.*"""
    answered = True
    for one in asked:
        question = "question" in sorts_of(one.name.rstrip("0123456789"))
        if question or not answered or one.cue is not None or one.opens - one.end > 1:
            yield one
            answered = not question


def _stopped(pages: _Paragraphs, found: Sequence[Label]) -> _Chosen:
    """Choose names that end in a full stop, as in parliamentary records and plays."""
    stopped = [one for one in found if one.form == "stop"]
    if _returns(stopped, least=3) and pages.share(stopped) >= _PLAIN:
        return stopped, True
    official = [one for one in stopped if one.personal or one.name.startswith(("The ", "Le ", "La ", "El "))]
    if len(official) >= 2:
        return official, True
    return _NOTHING


def _timed(pages: _Paragraphs, found: Sequence[Label]) -> _Chosen:
    """Choose names beside a time."""
    timed = [one for one in found if one.timed]
    if len(timed) < 2 or pages.share(timed) < _MARKED:
        return _NOTHING
    return [one for one in found if one.timed or one.form == timed[0].form], True


def _named(pages: _Paragraphs, found: Sequence[Label]) -> _Chosen:
    """Choose names before a colon, or before a dash."""
    named = [one for one in found if one.form == "colon" or (one.form == "examination" and _has_colon(one))]
    if sum(one.capitals for one in named) == 1:
        # The one in capitals is the place of a dateline.
        named = [one for one in named if not one.capitals or one.personal]
    if len(named) == 1 or not _returns(named, least=2):
        dashed = [one for one in found if one.form == "dash"]
        if _returns(dashed, least=3) and pages.share(dashed) >= _PLAIN and pages.speaks(dashed):
            return dashed, True
    if len(named) < 2:
        return _NOTHING
    share = pages.share(named)
    marked = sum(one.capitals or one.set_off or one.personal for one in named)
    if _returns(named, least=3) and pages.speaks(named):
        return named, share >= (_MARKED if 2 * marked > len(named) else _PLAIN)
    if marked == len(named) and share >= _SHORT and pages.fill(named) and len(_speakers(named)) > 1:
        return named, True
    shouted = [one for one in named if one.capitals]
    return (shouted, False) if _returns(shouted, least=2) else _NOTHING


def _has_colon(label: Label) -> bool:
    return label.cue is not None and label.cue[1] - label.cue[0] == 1 and label.opens > label.cue[1]


def _chatted(pages: _Paragraphs, found: Sequence[Label]) -> _Chosen:
    """Choose nicknames in a chat."""
    for form, least in (("chat", 2), ("nick", 3)):
        chatted = [one for one in found if one.form == form]
        if len(chatted) >= least and _returns(chatted, least=least) and pages.share(chatted) >= _SHORT:
            return chatted, True
    return _NOTHING


def _headed(pages: _Paragraphs, found: Sequence[Label]) -> _Chosen:
    """Choose names on a line of their own above the speech."""
    timed = [one for one in found if one.timed]
    if len(timed) >= 2 and pages.share(timed) >= _MARKED:
        return timed, True
    for heads in ([one for one in found if one.set_off], found):
        counts = _speakers(heads)
        back = sum(count for count in counts.values() if count > 1)
        # Those who have a role under their names may go on for as long as they like.
        borne = sum(bool(one.part) or "role" in sorts_of(one.name) for one in heads)
        long = 2 * borne > len(heads) and 2 * back >= len(heads)
        if len(heads) < 3 or len(counts) < 2 or pages.share(heads) < (_LONG if long else _PLAIN):
            continue
        people = sum(one.personal for one in heads)
        roles = any("role" in sorts_of(one.name) for one in heads)
        if 2 * back >= len(heads) or (2 * people > len(heads) and (roles or pages.addresses(heads))):
            return heads, True
    return _NOTHING


def _returns(labels: Sequence[Label], *, least: int, speakers: int = 2) -> bool:
    """Tell whether there are enough labels of enough speakers, one of whom recurs."""
    counts = _speakers(labels)
    return len(labels) >= least and len(counts) >= speakers and max(counts.values()) > 1


def _speakers(labels: Sequence[Label]) -> Counter[str]:
    """Count each speaker's labels; a single word of a full name counts for the same speaker."""
    counts = Counter(one.key for one in labels)
    for key in [key for key in counts if " " in key]:
        for part in (key.split()[-1], key.split()[0]):
            counts[key] += counts.pop(part, 0)
    return counts


class _Paragraphs:
    """Find the speech between labels, paragraph by paragraph."""

    def __init__(self, tokenized: Tokenized, breaks: Sequence[int]) -> None:
        self.text = tokenized.text
        self._spans = tokenized.paragraphs
        self._starts = [span.start for span in tokenized.paragraphs]
        self._ends = [span.end for span in tokenized.paragraphs]
        self._breaks = breaks
        self._opening = frozenset(self._starts)

    def share(self, labels: Sequence[Label]) -> float:
        """Return the share of paragraphs with a label, from the first label to the last."""
        turns = list(self._turns(labels))[:-1]
        return len(turns) / (sum(len(turn.said) for turn in turns) or 1) if turns else 0.0

    def script(self, labels: Sequence[Label], *, whole: bool) -> Script | None:
        """Return the turns of these labels; of a text that is no transcript, a paragraph for each."""
        turns = [turn for turn in self._turns(labels) if turn.said]
        if not turns:
            return None
        if not whole:
            own = (turn for turn in turns if turn.label.opens <= turn.said[0].start < self._end(turn.label))
            turns = [Turn(turn.label, turn.said[:1]) for turn in own if self._opens(turn.label)]
            return Script(tuple(turns), whole=False) if turns else None
        more = sum(len(turn.said) - 1 for turn in turns[:-1])
        if more < _GOING_ON * len(turns) and labels[-1].form != "interview":
            turns[-1] = Turn(turns[-1].label, turns[-1].said[:1])
        return Script(tuple(turns), whole=True)

    def _end(self, label: Label) -> int:
        return self._ends[bisect_right(self._starts, label.start) - 1]

    def _opens(self, label: Label) -> bool:
        """Tell whether a label opens its paragraph."""
        return label.line in self._opening

    def speaks(self, labels: Sequence[Label]) -> bool:
        """Tell whether most labels are followed by sentences rather than a number or a few words."""
        said = [turn.said[0] for turn in self._turns(labels) if turn.said]
        long = (len(_WORD.findall(span.text[:_LOOKED_AT])) for span in said)
        return 2 * sum(
            words > _SENTENCE or (words > 0 and span.text[-1] in _FINAL)
            for words, span in zip(long, said, strict=True)
        ) > len(said)

    def fill(self, labels: Sequence[Label]) -> bool:
        """Tell whether most of the text's paragraphs have a label."""
        return 2 * len(labels) > len(self._spans)

    def addresses(self, labels: Sequence[Label]) -> bool:
        """Tell whether a third of the text under labels is in the first or second person."""
        said = [turn.said[0] for turn in self._turns(labels) if turn.said]
        return 3 * sum(bool(_PERSONS.search(span.text[:_LOOKED_AT])) for span in said) > len(said)

    def _turns(self, labels: Sequence[Label]) -> Iterator[Turn]:
        """Return the turns, each up to the next label or to a line that nobody says."""
        stops = [one.line for one in labels[1:]] + [len(self.text)]
        for one, stop in zip(labels, stops, strict=True):
            at = bisect_left(self._breaks, one.opens)
            if at < len(self._breaks):
                stop = min(stop, self._breaks[at])
            yield Turn(one, tuple(self._between(one.opens, stop)))

    def _between(self, start: int, stop: int) -> list[Span]:
        """Return the parts of paragraphs in a range, without white space, type marks and asides.

        Lines of a narrow column are one part.
        """
        said: list[Span] = []
        at = max(bisect_right(self._starts, start) - 1, 0)
        while at < len(self._spans) and self._starts[at] < stop:
            low, high = max(self._starts[at], start), min(self._ends[at], stop)
            while low < high and self.text[high - 1].isspace():
                high -= 1
            while low < high and self.text[low].isspace():
                low += 1
            if low < high and not _is_unsaid(self.text, low, high):
                if said and _goes_on(self.text, said[-1].end, low):
                    low = said.pop().start
                said.append(Span(low, high, self.text))
            at += 1
        return said


def _goes_on(text: str, before: int, start: int) -> bool:
    """Tell whether a line goes on with the sentence that the line before does not end."""
    return (
        _WITHIN.match(text, start) is not None
        and text[before - 1] not in _FINAL
        and text[before:start].isspace()
        and text.count("\n", before, start) == 1
    )


def _is_unsaid(text: str, start: int, end: int) -> bool:
    """Tell whether a paragraph among turns is not speech: *(Laughter.)*, *ACT II*, *CROSS-EXAMINATION*."""
    if _ASIDE.fullmatch(text, start, end):
        return True
    said = text[start : min(end, start + _SHORTEST)]
    return end - start < _SHORTEST and said.isupper() and said[-1] not in _FINAL and len(said.split()) > 1
