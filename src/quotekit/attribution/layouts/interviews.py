"""Interviews: questions in bold or italic type, and whom the paragraphs above them say they are with."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import regex

from quotekit import lexicon
from quotekit.attribution.layouts.labels import Label

_WORD = r"\p{Lu}[\p{L}\p{M}'’-]{1,30}+"
_NAME = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}]){_WORD}"
    rf"(?:[ \xa0](?:(?:d[aei]|del|van|von|der|de la|al|bin)[ \xa0]|\p{{Lu}}\.[ \xa0])?{_WORD}){{1,3}}"
)
_MEETS = regex.compile(
    r"(?:interview(?:ed|s)?|spoke|speaks|talk(?:ed|s)?|sat down|caught up|chat(?:ted|s)?|conversation|met"
    r"|asked|Q&A|questions (?:to|for)|Gespräch|Interview|entretien|entrevista|intervista)"
    r"(?:\s(?:with|to|mit|avec|con|com|and answers with))?\s(?:\p{L}[\p{L}’'-]*,?\s){0,6}\Z"
)
_TELLS = regex.compile(
    r"(?:,[^,.]{1,80},)?\s(?:tells?|told|talked|talks|spoke|speaks|explains?|discuss(?:es)?|on\s(?:why|how|what))\b"
)
_BYLINE = regex.compile(
    r"(?:\b[Bb]y|\b[Ii]nterview(?:ed)? by|[Pp]hotos?(?:graphs?)? by|[Tt]ext:|[Ww]ords by)\s\Z"
)
_REACH = 90

_QUESTION = regex.compile(
    r"(?:(?P<type>\*\*\*|\*\*|__|\*|_)(?P<asked>[^\n]{2,600}?)(?P=type)|\#{2,6}\s[^\n]{2,600}\?)\s*"
)
_SECOND_PERSON = regex.compile(
    r"\b(?:you|your|yours|tu|te|vous|votre|vos|usted|su|sus|te|Sie|Ihr|Ihre|Ihnen|du|dein|lei|voi|você|jij|u|вы|вас)\b"
)
# Questions are looked for only in a text that has this many.
_LEAST = 2
_LOOKED_AT = 4000


def questions(text: str, lines: Sequence[tuple[int, int]]) -> list[Label]:
    """Return what opens each answer of an interview whose questions are set off, or nothing.

    Each is labelled with the name that the text gives, before the first question, to who answers.
    """
    asked = [match for start, end in lines if (match := _QUESTION.match(text, start, end))]
    asking = [match for match in asked if "?" in match.group()]
    if len(asking) < _LEAST or 2 * len(asking) <= len(asked):
        return []
    first = asking[0].start()
    addressed = sum(bool(_SECOND_PERSON.search(match.group())) for match in asking)
    span = interviewee(text[max(0, first - _LOOKED_AT) : first])
    if span is None or 3 * addressed < len(asking):
        return []
    start, end = (at + max(0, first - _LOOKED_AT) for at in span)
    return [
        Label("interview", match.start(), start, end, None, match.end(), text[start:end], set_off=True)
        for match in asked
        if match.start() >= first
    ]


def interviewee(text: str) -> tuple[int, int] | None:
    """Return where a text names the one whom an interview is with, or None where it names nobody.

    >>> intro = "By Tom Fox. We sat down with Nadia Brandt, who has run the museum since May."
    >>> interviewee(intro)
    (29, 41)
    """
    best: tuple[int, int] | None = None
    score = 0
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
        given = words[0].lower() in _given_names()
        opens = not before.strip() or before.endswith("\n")
        followed = text[end : end + 2] in (", ", " (") or text[end + 1 : end + 2].islower()
        points = (
            3 * bool(_MEETS.search(before))
            + 4 * bool(_TELLS.match(text, end))
            + 2 * given
            + (opens and followed)
        )
        if points > max(score, 1):
            best, score = (start, end), points
    return best


@functools.cache
def _leading() -> frozenset[str]:
    return (
        lexicon.read("titles")
        | lexicon.read("function-words")
        | frozenset(row.split("\t")[0] for row in lexicon.read("roles"))
    )


@functools.cache
def _given_names() -> frozenset[str]:
    return frozenset(row.partition("\t")[0] for row in lexicon.read("given-names"))
