"""Transcripts: texts with lines that name the speaker, read by their layout alone.

Only the whole text can tell which lines are turns: labels recur, and most paragraphs have one. Prose with
occasional colons is left alone. If a few paragraphs of prose are turns, only these are read here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from quotekit.attribution.layouts.examinations import unsaid
from quotekit.attribution.layouts.interviews import plain_questions, questions
from quotekit.attribution.layouts.labels import Label, is_nobody, label
from quotekit.attribution.layouts.lines import headings
from quotekit.attribution.layouts.screenplays import blocks, has_scenes, screenplay
from quotekit.attribution.layouts.turns import FINAL, Paragraphs, Script
from quotekit.document import Tokenized
from quotekit.lexicon.turnlabels import sorts_of

# The least share of paragraphs with a label for a text to be a transcript: where labels are in capitals
# or have titles, and where they are plain names; and where there are too few turns for names to come back.
_MARKED, _PLAIN, _SHORT = 0.3, 0.5, 0.8
# The same where labels have a line of their own and say what their bearers are.
_LONG = 0.05


def script(tokenized: Tokenized, lines: Sequence[tuple[int, int]]) -> Script | None:
    """Return the turns of a text with the given lines, or None if it has none."""
    text = tokenized.text
    spoken = screenplay(text, headings(text, lines)) if has_scenes(text) else []
    if len(spoken) > 1:
        return Paragraphs(tokenized, blocks(text, lines)).script(spoken, whole=True)
    found = [one for start, end in lines if (one := label(text, start, end)) is not None]
    nobody = [one for one in found if is_nobody(one)]
    found = [one for one in found if not is_nobody(one)]
    breaks = [one.line for one in nobody]
    if any(one.asks for one in found):
        breaks = sorted({*breaks, *unsaid(text)})
    if found and found[0].line == lines[0][0] and _is_headline(tokenized, found):
        found = found[1:]
    pages = Paragraphs(tokenized, breaks, listed=any("list" in sorts_of(one.name) for one in nobody))
    if all(one.form == "examination" for one in found) and pages.answer_nobody(found):
        return None
    for choose in (_examined, _recorded, _stopped, _timed, _named, _chatted):
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
    text, starts = tokenized.text, [span.start for span in tokenized.paragraphs]
    if first.form != "colon" or first.timed or first.official or any(one.key == first.key for one in others):
        return False
    if text[first.opens : first.opens + 1].isspace():
        return False  # Nothing stands beside it.
    if not first.capitals and 2 * sum(one.capitals for one in found) > len(found):
        return True
    # Who writes no full stops elsewhere writes none here.
    unended = [
        text[one.opens : min(stop, tokenized.paragraphs[bisect_right(starts, one.start) - 1].end)].rstrip()[
            -1:
        ]
        not in FINAL
        for one, stop in zip(found, [*(one.line for one in others), len(text)], strict=True)
    ]
    return unended[0] and 2 * sum(unended[1:]) <= len(others)


_Chosen: TypeAlias = "tuple[Sequence[Label], bool]"
_NOTHING: _Chosen = ((), False)


def _examined(pages: Paragraphs, found: Sequence[Label]) -> _Chosen:
    """Choose questions and answers, and other speakers in between."""
    asked = list(_alternating(one for one in found if one.form == "examination"))
    sorts = Counter(sort for one in asked for sort in sorts_of(one.name.rstrip("0123456789")))
    others = [one for one in found if one.form in ("colon", "stop") and (one.capitals or one.personal)]
    # At press conferences those who answer are named.
    pairs = min(sorts["question"], sorts["answer"] or len(others))
    if not pairs or (pairs == 1 and not pages.names_parties(asked)):
        return _NOTHING
    return sorted((*asked, *others), key=lambda one: one.start), True


def _alternating(asked: Iterable[Label]) -> Iterator[Label]:
    """Drop answers with a bare letter that do not follow a question: *A boat is late.*"""
    answered = True
    for one in asked:
        if one.asks or not answered or one.cue is not None or one.opens - one.end > 1:
            yield one
            answered = not one.asks


def _recorded(pages: Paragraphs, found: Sequence[Label]) -> _Chosen:
    """Choose names before a full stop and a dash, as in the European Parliament."""
    recorded = [one for one in found if one.form == "record"]
    told = any("role" in sorts_of(one.name) or one.part for one in recorded)
    if len(recorded) < 2 or pages.share(recorded) < _MARKED or pages.lists(recorded):
        return _NOTHING
    return (recorded, True) if told or _returns(recorded, least=3) else _NOTHING


def _stopped(pages: Paragraphs, found: Sequence[Label]) -> _Chosen:
    """Choose names that end in a full stop, as in parliamentary records and plays."""
    stopped = [one for one in found if one.form == "stop"]
    listed = len(stopped) > 2 and pages.lists(stopped)
    if _returns(stopped, least=3) and pages.share(stopped) >= _PLAIN and not listed:
        return stopped, True
    official = [
        one
        for one in stopped
        if (one.official if listed else one.personal) or one.name.startswith(("The ", "Le ", "La ", "El "))
    ]
    if len(official) >= 2 or (len(official) == 1 and official[0].capitals and pages.address_chair(official)):
        return official, True
    return _NOTHING


def _timed(pages: Paragraphs, found: Sequence[Label]) -> _Chosen:
    """Choose names beside a time."""
    timed = [one for one in found if one.timed]
    if len(timed) < 2 or pages.share(timed) < _MARKED or pages.lists(timed):
        return _NOTHING
    return [one for one in found if one.timed or one.form == timed[0].form], True


def _named(pages: Paragraphs, found: Sequence[Label]) -> _Chosen:
    """Choose names before a colon, or before a dash."""
    named = [one for one in found if one.form == "colon" or (one.form == "examination" and _has_colon(one))]
    if sum(one.capitals for one in named) == 1:
        # The one in capitals is the place of a dateline.
        named = [one for one in named if not one.capitals or one.personal]
    if len(named) == 1 or not _returns(named, least=2):
        dashed = [one for one in found if one.form == "dash"]
        if _returns(dashed, least=3) and pages.share(dashed) >= _PLAIN and pages.speaks(dashed):
            return _NOTHING if pages.lists(dashed) else (dashed, True)
    if len(named) < 2 or pages.lists(named):
        return _NOTHING
    share = pages.share(named)
    marked = sum(one.capitals or one.set_off or one.personal for one in named)
    if _returns(named, least=3) and (pages.listed or pages.speaks(named)):
        return named, share >= (_MARKED if 2 * marked > len(named) else _PLAIN)
    if marked == len(named) and share >= _SHORT and pages.fill(named) and len(_speakers(named)) > 1:
        return named, True
    shouted = [one for one in named if one.capitals]
    return (shouted, False) if _returns(shouted, least=2) else _NOTHING


def _has_colon(label: Label) -> bool:
    return label.cue is not None and label.cue[1] - label.cue[0] == 1 and label.opens > label.cue[1]


def _chatted(pages: Paragraphs, found: Sequence[Label]) -> _Chosen:
    """Choose nicknames in a chat."""
    for form, least in (("chat", 2), ("nick", 3)):
        chatted = [one for one in found if one.form == form]
        if len(chatted) >= least and _returns(chatted, least=least) and pages.share(chatted) >= _SHORT:
            return chatted, True
    return _NOTHING


def _headed(pages: Paragraphs, found: Sequence[Label]) -> _Chosen:
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
