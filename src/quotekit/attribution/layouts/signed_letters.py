"""Letters that open with a salutation and close with a signature, which says whose words stand between."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import regex

from quotekit.attribution.rules.rates import counted
from quotekit.document import Quotation, Span, Tokenized
from quotekit.lexicon import read

RULE = "letter"
_TITLE = r"(?:Mr|Mrs|Ms|Dr|Prof|St)\."
_ADDRESSEE = rf"(?:{_TITLE}[ ])?[^\W\d_](?:[^\n.!?:;,“”\"]|,[ ](?!\Z)){{0,60}}"
# *Dear Ms Lee,* and *To the Editor:*, and before the letter on the same line *SIR – The last train …*.
_SALUTATION = regex.compile(
    rf"(?:My[ ])?(?i:dear|dearest)[ ]{_ADDRESSEE}(?:[ ]?[,:!–—-]+)?\Z|(?:Hi|Hello|Hey)[ ]{_ADDRESSEE}[,:!]\Z"
    rf"|To[ ](?:the|my|our|all)[ ]{_ADDRESSEE}[,:]\Z|To[ ](?i:whom[ ]it[ ]may[ ]concern)[,:]?\Z"
    r"|(?:Sirs?|SIRS?|Madam|MADAM)(?:,?[ ]?[–—-]{1,2}[ ]|[,:]\Z)"
)
_WORD = r"\p{Lu}[\p{L}\p{M}.'’-]{0,30}+"
_NAME = rf"{_WORD}(?:[ ](?:(?:and|&|of|the|da|de|den|der|di|van|von|bin|al|la|ter)[ ]){{0,2}}{_WORD}){{0,5}}"
_SIGNATURE = regex.compile(rf"(?P<dash>[–—]|--?)?[ ]?(?P<name>{_NAME})(?:[,(][^\n.!?]{{0,80}})?\Z")
_CLOSING = regex.compile(r"(?:[–—-][ ]?)?(?P<phrase>\p{L}[\p{L}, ]{2,30}\p{L})[,.!]{0,2}\Z")
_MOST = 400
"""The most lines between a salutation and the signature."""


def signed_letters(tokenized: Tokenized, lines: Sequence[tuple[int, int]]) -> Iterator[Quotation]:
    """Return what stands between each salutation and the signature below it.

    The signature is the first name below a phrase such as *Yours sincerely,* or behind a dash, or else, where
    a comma or colon ends the salutation, the first full name on a line of its own.
    """
    text, paragraphs = tokenized.text, tokenized.paragraphs
    opened = [(at, found) for at, line in enumerate(lines) if (found := _SALUTATION.match(text, *line))]
    stops = [*(at for at, _ in opened[1:]), len(lines)]
    starts, ends = [one.start for one in paragraphs], [one.end for one in paragraphs]
    for (at, salutation), stop in zip(opened, stops, strict=False):
        start = salutation.end()
        below = lines[at + 1 : min(stop, at + _MOST)]
        signature = _signature(text, start, below, alone=not text[start - 1].isalpha())
        if signature is None:
            continue
        end, cue, name = signature
        inside = paragraphs[bisect_right(ends, start) : bisect_left(starts, end)]
        parts = [Span(max(one.start, start), min(one.end, end), text) for one in inside]
        content = tuple(_bare(part) for part in parts if part.text.strip())
        if content:
            rate = counted().rules["transcript"]
            yield Quotation(content=content, cue=cue, source=(name,), confidence=rate, rule=RULE)


def _signature(
    text: str, opens: int, lines: Sequence[tuple[int, int]], *, alone: bool
) -> tuple[int, tuple[Span, ...], Span] | None:
    """Return where a letter ends, with its closing phrase or the dash before the name, and the name.

    The letter begins at `opens`. `alone` says whether a full name may stand without either.
    """
    for line, below in itertools.zip_longest(lines, lines[1:]):
        closing, signed = _CLOSING.match(text, *line), _SIGNATURE.match(text, *(below or line))
        if closing and signed and closing["phrase"].replace(",", "").lower() in read("valedictions"):
            return line[0], (Span(*closing.span("phrase"), text),), Span(*signed.span("name"), text)
        signed = _SIGNATURE.match(text, *line) if text[opens : line[0]].strip() else None
        if signed and signed["dash"]:
            return line[0], (Span(*signed.span("dash"), text),), Span(*signed.span("name"), text)
        if signed and alone and " " in signed["name"]:
            return line[0], (), Span(*signed.span("name"), text)
    return None


def _bare(part: Span) -> Span:
    """Return a span without white space around it."""
    start = part.end - len(part.text.lstrip())
    return Span(start, start + len(part.text.strip()), part.whole)
