"""Cues that are adverbs: *He reportedly left on Monday*. Nobody in particular says so."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from quotekit.attribution.rules.claims import Claim
from quotekit.attribution.rules.grammar import Outline
from quotekit.attribution.rules.grammar import classes as c
from quotekit.attribution.rules.grammar.tagged import Range
from quotekit.lexicon import group
from quotekit.lexicon.verbs import saying

RULE = "adverb"

_HELPERS = 5
"""The most words of a verb group before the adverb: *may not have been*."""


@attrs.frozen
class Adverbial:
    """Read the clauses of one text, outside quotation marks, that an adverb reports."""

    outline: Outline

    def claims(self) -> Iterator[Claim]:
        """Return the claims of all such adverbs; what *reportedly said* reports is left to the verb."""
        t, adverbs = self.outline.tagged, group("hearsay")
        if adverbs.isdisjoint(t.lower):
            return
        for at, word in enumerate(t.lower):
            if (
                word in adverbs
                and t.quote[at] < 0
                and at + 1 < len(t.lower)
                and saying(t.lower[at + 1]) is None
            ):
                claim = self._claim(at)
                if claim is not None:
                    yield claim

    def _claim(self, at: int) -> Claim | None:
        t, extents = self.outline.tagged, self.outline.extents
        floor, limit = t.sentence_start(at), t.sentence_end(at)
        rest = at + 1 + (at == floor and t.tags[at + 1] == c.COMMA)
        if rest >= limit - 1:
            return None
        content: tuple[Range, ...] = ((rest, extents.trimmed(rest, extents.clause(rest, limit))),)
        if at > floor:
            first = at
            while first > max(floor, at - _HELPERS) and t.tags[first - 1] in c.HELPING | {c.NOT, c.ADVERB}:
                first -= 1
            subject = self.outline.subjects.subject(first, shared=False)
            if subject is None or t.lower[subject[0]] in group("relatives"):
                return None
            content = ((subject[0], at), *content)
        return Claim(content=content, cue=(at, at + 1), rule=RULE)
