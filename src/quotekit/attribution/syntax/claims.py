"""Claims: what the constructions found, and how often each construction is right."""

from __future__ import annotations

import functools

import attrs

from quotekit import lexicon

# The rate of a construction that was too rare to be counted.
_UNKNOWN = 0.5


@attrs.define(kw_only=True)
class Claim:
    """Hold content, cue and source as half-open ranges of code points.

    `rule` names the construction; `anchor` is the sentence and the word of its cue, each of which makes one
    claim at most.
    """

    content: list[tuple[int, int]]
    cue: list[tuple[int, int]]
    source: tuple[int, int] | None
    rule: str
    anchor: tuple[int, int]


def rate(rule: str) -> float:
    """Return the share of a rule's quotations that were right on annotated English news.

    >>> 0 < rate("marked/parenthesis") <= 1
    True
    """
    return _counted().get(rule, _UNKNOWN)


@functools.cache
def _counted() -> dict[str, float]:
    return {rule: float(share) for rule, share in map(str.split, lexicon.read("syntax-rates"))}
