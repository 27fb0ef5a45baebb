"""Interviews: questions in bold or italic type, and whom the paragraphs above them say they are with."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

import regex

from quotekit import lexicon
from quotekit.attribution.layouts.labels import Label
from quotekit.document import Span

_WORD = r"\p{Lu}[\p{L}\p{M}'’-]{1,30}+"
_NAME = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}]){_WORD}"
    rf"(?:[ \xa0](?:(?:d[aei]|del|van|von|der|de la|al|bin)[ \xa0]|\p{{Lu}}\.[ \xa0])?{_WORD}){{1,3}}"
)
_MEETS = regex.compile(
    r"(?:interview(?:ed|s)?|spoke|speaks|talk(?:ed|s)?|sat down|caught up|chat(?:ted|s)?|conversation|met"
    r"|asked|[Ii]nterview:|Q&A:?|questions (?:to|for)|Gespräch|Interview|entretien|entrevista|intervista)"
    r"(?:\s(?:with|to|mit|avec|con|com|and answers with))?\s(?:\p{L}[\p{L}’'-]*,?\s){0,6}\Z"
)
_TELLS = regex.compile(
    r"(?:,[^,.]{1,80},)?\s(?:tells?|told|talked|talks|spoke|speaks|explains?|discuss(?:es)?|on\s(?:why|how|what))\b"
)
_BYLINE = regex.compile(
    r"(?:\b[Bb]y|\b[Ii]nterview(?:ed)? by|[Pp]hotos?(?:graphs?)? by|[Tt]ext:|[Ww]ords by)\s\Z"
)
_REACH = 90
# So much must speak for a name (see `interviewee`) where nothing but the names tells whom to take.
_SIGNS = 2

_QUESTION = regex.compile(
    r"(?:(?P<type>\*\*\*|\*\*|__|\*|_)(?P<asked>[^\n]{2,600}?)(?P=type)|\#{2,6}\s[^\n]{2,600}\?"
    r"|<(?P<tag>b|i|em|strong)>(?P<tagged>[^\n<]{2,600})</(?P=tag)>)\s*"
)
_SECOND_PERSON = regex.compile(
    r"\b(?:[Yy]ou|[Yy]our|yours|tu|te|vous|votre|vos|usted|su|sus|te|Sie|Ihr|Ihre|Ihnen|du|dein|lei|voi|você|jij|u|вы|вас)\b"
)
# How a text says that somebody is interviewed, where the questions do not say *you*.
_MET = regex.compile(
    r"\b(?i:interview(?:ed)?|Q&A|Q and A|conversation|questions (?:to|for))\b"
    r"|\b(?:[Ww]e|I) (?:met|meet|reached|spoke|speak|talked|talk|called|visited|caught up|sat down)\b"
    r"|\b(?:spoke|speaks|talked|talks|tells|told|met) (?:to |with )?(?:us|me|our)\b"
    r"|\b(?:talk|chat|questions|answers) (?:with|for|from) (?:her|him|them)\b|\b[Ww]e (?:asked|put)\b"
    r"|\b(?:[Hh]ere|[Bb]elow),? (?:he|she|they) (?:speaks?|talks?|answers?|tells?|explains?|looks? back)\b"
)
_FIRST_PERSON = regex.compile(r"\b(?:I|[Mm]y|[Mm]e|[Ww]e|[Oo]ur|[Uu]s)\b")
_MARKS, _CLOSING = frozenset("\"“„«‘'"), frozenset("\"”“»’'")
# Questions are looked for only in a text that has this many; set in plain type, more are needed.
_LEAST, _LEAST_PLAIN = 2, 3
_LONGEST = 400
_LOOKED_AT = 4000


def questions(text: str, lines: Sequence[tuple[int, int]]) -> list[Label]:
    """Return what opens each answer of an interview whose questions are set off, or nothing.

    Each is labelled with the name that the text gives, before the first question, to who answers.
    """
    asked = {place: match for place, line in enumerate(lines) if (match := _QUESTION.match(text, *line))}
    asking = [match.span() for match in asked.values() if "?" in match.group()]
    if len(asking) < _LEAST or 2 * len(asking) <= len(asked):
        return []
    between = [lines[one + 1 : two] for one, two in pairwise([*asked, len(lines)])]
    met = all(_is_marked([Span(*line, text) for line in answer]) for answer in between)
    return _answers(text, [match.span() for match in asked.values()], asking, least=0, met=met)


def plain_questions(text: str, paragraphs: Sequence[Span]) -> list[Label]:
    """Return what opens each answer of an interview whose questions are set like any paragraph, or nothing.

    From the first question on, each is answered, and a quarter of the paragraphs are questions. Half of
    these say *you*, a quarter of the answers *I*, and nobody is quoted in between; or else all answers, and
    nothing else, are in marks.
    """
    asking = [place for place, span in enumerate(paragraphs) if _is_question(span)]
    if len(asking) < _LEAST or asking[-1] + 1 >= len(paragraphs):
        return []
    between = [paragraphs[one + 1 : two] for one, two in pairwise([*asking, len(paragraphs)])]
    spans = [(paragraphs[place].start, paragraphs[place].end) for place in asking]
    if all(map(_is_marked, between)):
        return _answers(text, spans, spans, least=0, met=True)
    answers = [" ".join(span.text[:_LOOKED_AT] for span in answer[:3]) for answer in between if answer]
    told = sum(bool(_FIRST_PERSON.search(answer)) for answer in answers)
    quoted = sum(span.text[:1] in _MARKS for answer in between for span in answer)
    addressed = sum(bool(_SECOND_PERSON.search(paragraphs[place].text)) for place in asking)
    if (
        len(answers) < max(len(asking), _LEAST_PLAIN)
        or 4 * len(asking) < len(paragraphs) - asking[0]
        or quoted
    ):
        return []
    if 4 * told < len(answers) or 2 * addressed < len(asking):
        return []
    return _answers(text, spans, spans, least=_SIGNS)


def _is_question(span: Span) -> bool:
    return len(span) <= _LONGEST and span.text[-1] == "?" and span.text[0] not in _MARKS


def _is_marked(answer: Sequence[Span]) -> bool:
    return bool(answer) and all(span.text[0] in _MARKS for span in answer) and answer[-1].text[-1] in _CLOSING


def _answers(
    text: str,
    asked: Sequence[tuple[int, int]],
    asking: Sequence[tuple[int, int]],
    *,
    least: int,
    met: bool = False,
) -> list[Label]:
    """Return a label for what is answered after each question, or nothing where nobody is known to answer.

    `met` says that somebody is interviewed, whatever the questions say.
    """
    first = asking[0][0]
    low = max(0, first - _LOOKED_AT)
    addressed = sum(bool(_SECOND_PERSON.search(text, *span)) for span in asking)
    named = interviewee(text[low:first], least=least)
    met = met or 3 * addressed >= len(asking) or bool(_MET.search(text, low, first))
    if named is None or not met:
        return []
    start, end = named[0] + low, named[1] + low
    return [
        Label("interview", opens, start, end, None, after, text[start:end], set_off=True)
        for opens, after in asked
        if opens >= first
    ]


def interviewee(text: str, *, least: int = _SIGNS) -> tuple[int, int] | None:
    """Return where a text names the one whom an interview is with, or None where it names nobody.

    `least` is how much must speak for a name: that its bearer meets or tells somebody, or is called by a
    given name that is known.

    >>> intro = "By Tom Fox. We sat down with Nadia Brandt, who has run the museum since May."
    >>> interviewee(intro)
    (29, 41)
    """
    best: tuple[int, int] | None = None
    score = least - 1
    for match in _NAME.finditer(text):
        start, end = match.span()
        words = match.group().split()
        before = text[max(0, start - _REACH) : start]
        while words and words[0].lower() in _leading():
            start += len(words[0]) + 1
            words = words[1:]
        if (
            len(words) < 2
            or words[-1].lower() in lexicon.read("organisation-words")
            or _BYLINE.search(before)
            or match.group().lower() in lexicon.read("places")
        ):
            continue
        first = regex.sub(r"\p{M}", "", unicodedata.normalize("NFD", words[0].lower()))
        given = first in lexicon.first_column("given-names")
        opens = not before.strip() or before.endswith("\n")
        followed = text[end : end + 2] in (", ", " (") or text[end + 1 : end + 2].islower()
        points = (
            3 * bool(_MEETS.search(before))
            + 4 * bool(_TELLS.match(text, end))
            + 2 * given
            + (opens and followed)
        )
        if points > score:
            best, score = (start, end), points
    return best


@functools.cache
def _leading() -> frozenset[str]:
    return lexicon.read("titles") | lexicon.read("function-words") | lexicon.first_column("roles")
