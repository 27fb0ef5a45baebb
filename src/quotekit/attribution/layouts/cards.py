"""Cards of fact checks: labelled lines, one with a claim and one with the claimant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

import regex

from quotekit.attribution.rules.rates import counted
from quotekit.document import Quotation, Span
from quotekit.lexicon.turnlabels import sorts_of

RULE = "card"
_Row: TypeAlias = "tuple[int, regex.Match[str]]"
# The most lines between the claim and the claimant of a card.
_APART = 5
# A label is a few words and a colon, in bold or not; a bullet may stand before it.
_LABEL = regex.compile(
    r"(?:[-•·*–—▪]\s+)?[*_]{0,3}(?P<name>\p{L}[\p{L}’' ]{1,30}?)[*_]{0,3}\s?[:：][*_]{0,3}\s*(?=\S)"
)
# Where its colon must be: most lines of prose have none so early.
_COLON = re.compile("[:：]")
_LONGEST = 60
# *A post shared by* somebody.
_SHARED = re.compile(
    r"(?:(?:An?|The) )?(?:\w+ ){1,3}(?:shared|posted|published|made) (?:on [\w ]{1,20} )?by (?=[A-Z])"
)
# The end of the claimant's name, before a time or place.
_TAIL = regex.compile(
    r",|\s\(|\s[-–—|]\s|\s(?:on|in|at|via|during|speaking|to|while|vom?|am)\s(?=\S)|[.;]?\Z"
)


def cards(text: str, lines: Sequence[tuple[int, int]]) -> Iterator[tuple[Quotation, Span]]:
    """Return the claims, each with the lines of its card."""
    claim: _Row | None = None
    claimant: _Row | None = None
    for number, (start, end) in enumerate(lines):
        if _COLON.search(text, start, min(end, start + _LONGEST)) is None:
            continue
        found = _LABEL.match(text, start, end)
        if found is None or found.end() >= end:
            continue
        sorts = sorts_of(found["name"])
        if "claim" in sorts:
            claim = (number, found)
        elif "source" in sorts:
            claimant = (number, found)
        if claim is None or claimant is None:
            continue
        if abs(claim[0] - claimant[0]) <= _APART:
            yield _card(text, lines, claim, claimant)
        claim = claimant = None


def _card(text: str, lines: Sequence[tuple[int, int]], claim: _Row, claimant: _Row) -> tuple[Quotation, Span]:
    said = Span(claim[1].end(), lines[claim[0]][1], text)
    opens, end = claimant[1].end(), lines[claimant[0]][1]
    shared = _SHARED.match(text, opens, end)
    opens = shared.end() if shared else opens
    tail = _TAIL.search(text, opens + 1, end)
    quotation = Quotation(
        content=(said,),
        cue=(Span(*claimant[1].span("name"), text),),
        source=(Span(opens, tail.start() if tail else end, text),),
        confidence=counted().rules["transcript"],
        rule=RULE,
    )
    numbers = sorted((claim[0], claimant[0]))
    return quotation, Span(lines[numbers[0]][0], lines[numbers[1]][1], text)
