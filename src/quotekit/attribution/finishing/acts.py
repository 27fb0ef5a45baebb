"""Acts: whether a quotation reports speech, thought or a deed, and which of these are returned."""

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
"""The acts that an attributor returns by default."""

_WORD = re.compile(r"[^\W\d_]+")


def known(acts: Collection[Act] | Act) -> tuple[Act, ...]:
    """Return the requested acts as a tuple, in the order of `Act`; a single act needs no collection.

    Raises `ValueError` for an unknown act and for an empty collection.

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
    """Return the quotations of the given acts, counting direct quotations as speech.

    *“We need peace,” he thought* is speech, as the words are quoted. *To rest* in *“I want to rest,” he said*
    is not: its cue, *want*, is inside the marks too.
    """
    outer = tuple(span for span in quoted if span.depth == 0)

    def is_quoted(q: Quotation) -> bool:
        inside = q.cue and kind(q.cue, outer) == "direct"
        return not inside and kind(q.content, outer) == "direct"

    spoken = (attrs.evolve(q, act="speech") if q.act != "speech" and is_quoted(q) else q for q in quotations)
    return [q for q in spoken if q.act in acts]


def act_of(cue: str) -> Act:
    """Return the act that a cue signals: the act of its first word that reports anything.

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
