"""Transcripts: paragraphs that open with who speaks, ``LEE: It is over.``"""

from __future__ import annotations

import re
from collections import Counter

from quotekit.attribution.rules.rates import counted
from quotekit.document import Quotation, QuotedSpan, Span, Tokenized
from quotekit.lexicon.verbs import classes, saying
from quotekit.lexicon.wordgroups import group

RULE = "transcript"
# One to five capitalised words, perhaps a role in brackets, a colon, and something said.
_TURN = re.compile(
    r"[\"“'‘*\s]{0,3}(?P<name>(?:[A-Z][\w.'’-]{0,30}\s){0,4}[A-Z][\w.'’-]{0,30})"
    r"(?P<role>\s?[(\[][^()\[\]\n]{1,60}[)\]])?\s?(?P<colon>:)\s+(?=\S)"
)
_SHORT = frozenset({"Q", "A"})


def transcribed(
    tokenized: Tokenized, quoted: tuple[QuotedSpan, ...], quotations: tuple[Quotation, ...]
) -> tuple[Quotation, ...]:
    """Add what is said in each turn of a transcript: the paragraph after the speaker's name.

    A turn counts where its name is in capitals, or where at least three paragraphs open with a
    name and a colon and one of the names comes back. Turns of which a quotation has a share
    already are left alone.
    """
    text = tokenized.text
    turns = []
    for paragraph in tokenized.paragraphs:
        match = _TURN.match(text, paragraph.start, paragraph.end)
        if match is not None and _is_name(match["name"]) and not text[match.end() : paragraph.end].isupper():
            turns.append((paragraph, match))
    if not turns:
        return quotations
    names = Counter(match["name"] for _, match in turns)
    dialogue = len(turns) >= 3 and len(names) >= 2 and max(names.values()) >= 2
    capitals = sum(match["name"].isupper() for _, match in turns)
    taken = sorted(part.start for q in quotations for part in (*q.content, *q.cue, *q.source))
    found = list(quotations)
    at = 0
    for paragraph, match in turns:
        name = match["name"]
        shouted = name.isupper() and len(name) > 2 and capitals >= 2
        if not shouted and (not dialogue or (name.isupper() and capitals < 2)):
            # One name in capitals among others is a dateline's place.
            continue
        while at < len(taken) and taken[at] < paragraph.start:
            at += 1
        if at < len(taken) and taken[at] < paragraph.end:
            continue
        found.append(
            Quotation(
                content=(Span(match.end(), paragraph.end, text),),
                cue=(Span(match.start("colon"), match.end("colon"), text),),
                source=(Span(match.start("name"), match.end("name"), text),),
                confidence=counted().rules[RULE],
                rule=RULE,
            )
        )
    return tuple(found)


def _is_name(label: str) -> bool:
    """Tell whether somebody may be called that: no *Contact*, and no clause as in *Added Ann Lee*."""
    words = label.lower().split()
    clause = len(words) > 1 and saying(words[0]) is not None and classes()[words[0]] in ("V", "E")
    return not clause and " ".join(words) not in group("labels")
