"""What act a quotation reports, and which acts are given out."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable
from typing import Any, get_args

import attrs

from quotekit.attribution.finishing.kinds import kind
from quotekit.document import Act, Quotation, QuotedSpan
from quotekit.lexicon import read
from quotekit.lexicon.verbs import complements, reporting

GIVEN: tuple[Act, ...] = ("speech", "thought")
"""The acts that an attributor gives out where nothing else is asked."""

_WORD = re.compile(r"[^\W\d_]+")


def known(acts: Collection[Act] | Act) -> tuple[Act, ...]:
    """Return the acts that are asked for as a tuple; a single one may stand alone.

    Raises `ValueError` where one is none, and where there are none.

    >>> known("speech")
    ('speech',)
    """
    given = (acts,) if isinstance(acts, str) else tuple(acts)
    every: tuple[Act, ...] = get_args(Act)
    if not given or any(act not in every for act in given):
        wrong = next((act for act in given if act not in every), given)
        raise ValueError(f"acts: expected some of {', '.join(every)}, got {wrong!r}")
    return tuple(act for act in every if act in given)


def acts_option() -> Any:
    """Return the attributors' option `acts`."""
    return attrs.field(default=GIVEN, converter=known)


def of_acts(
    quotations: Iterable[Quotation], acts: Collection[Act], quoted: tuple[QuotedSpan, ...]
) -> list[Quotation]:
    """Return the quotations of some acts; what stands in marks as somebody's words is speech.

    *“We need peace,” he thought* is; *to rest* in *“I want to rest,” he said* is not, as its cue stands
    in the marks with it.
    """
    outer = tuple(span for span in quoted if span.depth == 0)

    def is_quoted(q: Quotation) -> bool:
        inside = q.cue and kind(q.cue, outer) == "direct"
        return not inside and kind(q.content, outer) == "direct"

    spoken = (attrs.evolve(q, act="speech") if q.act != "speech" and is_quoted(q) else q for q in quotations)
    return [q for q in spoken if q.act in acts]


def act_of(cue: str) -> Act:
    """Return the act that a cue's words signal: that of the first that reports anything.

    >>> act_of("has long believed"), act_of("approved"), act_of("expressed hope")
    ('thought', 'deed', 'speech')
    """
    for word in _WORD.findall(cue.lower()):
        word = reporting().get(word, word)
        if word in _acts():
            return _acts()[word]
        if word in complements():
            return "speech"
    return "speech"


@functools.cache
def _acts() -> dict[str, Act]:
    rows = {act: words for act, *words in map(str.split, read("cue-acts"))}
    return {word: act for act in get_args(Act) for word in rows.get(act, ())}
