"""Dialogue: speech that opens with a dash at the start of a line, in texts that set it so.

A dash at the start of a line is more often that of a list. So it counts only in a run of such lines, none of
which has double marks, and at least one of which names its speaker (``— Yes — said Ann.``) or asks or
exclaims something.
"""

from __future__ import annotations

import regex

from quotekit import lexicon
from quotekit.document import Span
from quotekit.matcher.marks import Mark, marks
from quotekit.matcher.pairing import Pair, pairs

_OPENING = regex.compile(r"(?P<dash>[—―–])[ \xa0]?(?=[‘']?[\p{Lu}…¿¡\d])")
_ASIDE = regex.compile(
    r"(?<=[\w,.?!…’])[ \xa0]?(?P<dash>[—―–])[ \xa0]?(?=(?P<words>\p{Ll}[\w’']*+(?: [\w’']++){0,3}))"
)
# Spanish sets the full stop of the speech before the insertion after its dash: *—Ya —dijo—. Es tarde.*
_BACK = regex.compile(r"[ \xa0]?(?P<dash>[—―–])[,.;:?!…]{0,3}[ \xa0]?(?=[\w‘'…¿¡])")
_FOREIGN = frozenset('"“”„«»')
_LONGEST = 600


def asking(language: str) -> frozenset[str]:
    """Return the forms of a language's verbs of saying.

    Raises `ValueError` for a language without a list of verbs.
    """
    if language == "en":
        # The tokenizer's too.
        return lexicon.read("asking-verbs")
    return frozenset(word for row in lexicon.language(language)["dialogue"] for word in row)


def dialogue(text: str, paragraphs: tuple[Span, ...], saying: frozenset[str]) -> dict[int, list[Pair]]:
    """Return the speeches that open with dashes, with the marks inside them, by the index of the paragraph.

    `saying` are the forms of verbs of saying.
    """
    found: dict[int, list[Pair]] = {}
    run: list[int] = []
    for index, paragraph in enumerate(paragraphs):
        if text[paragraph.start] in "—―–" and _speaks(text, paragraph):
            run.append(index)
        elif run and index - run[-1] > 1:
            found.update(_settled(text, paragraphs, run, saying))
            run = []
    found.update(_settled(text, paragraphs, run, saying))
    return found


def _speaks(text: str, paragraph: Span) -> bool:
    if len(paragraph) > _LONGEST or not _OPENING.match(text, paragraph.start, paragraph.end):
        return False
    return text[paragraph.end - 1] in ".?!…’'" and _FOREIGN.isdisjoint(paragraph.text)


def _settled(
    text: str, paragraphs: tuple[Span, ...], run: list[int], saying: frozenset[str]
) -> dict[int, list[Pair]]:
    """Return the speeches of a run of dashed lines, or none if it looks like a list."""
    if len(run) < 2:
        return {}
    split = {index: _split(text, paragraphs[index], saying) for index in run}
    told = any(speeches[0].close for speeches in split.values())
    lively = len(run) > 2 and any(text[paragraphs[index].end - 1] in "?!…" for index in run)
    if not told and not lively:
        return {}
    for speeches in split.values():
        for speech in tuple(speeches):
            start, end = speech.open.end, speech.close.start if speech.close else speech.end
            speeches += pairs(text, start, end, marks(text, start, end))
    return split


def _split(text: str, paragraph: Span, saying: frozenset[str]) -> list[Pair]:
    """Cut a paragraph into its speeches, without the insertions that name the speaker."""
    found = []
    dash = _OPENING.match(text, paragraph.start, paragraph.end)
    while dash:
        opening = _mark(dash)
        aside = _aside(text, dash.end(), paragraph.end, saying)
        if aside is None:
            found.append(Pair(opening.start, paragraph.end, opening, None, "unclosed"))
            break
        closing = _mark(aside)
        found.append(Pair(opening.start, closing.end, opening, closing, "closed"))
        dash = _BACK.search(text, aside.end(), paragraph.end)
    return found


def _aside(text: str, start: int, end: int, saying: frozenset[str]) -> regex.Match[str] | None:
    """Find the next dash that opens an insertion naming the speaker."""
    for match in _ASIDE.finditer(text, start, end):
        if not saying.isdisjoint(match["words"].split()):
            return match
    return None


def _mark(match: regex.Match[str]) -> Mark:
    start, end = match.span("dash")
    return Mark(start, end, match["dash"], "double", True, True)
