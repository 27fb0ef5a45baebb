"""Coreference chains from another tool, and the entities of phrases in them."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from quotekit.document import Span
from quotekit.speakers.names.reader import NameMention
from quotekit.speakers.names.words import Words
from quotekit.speakers.resolving.conjuncts import Phrase


@attrs.define(slots=True, eq=False)
class Chains:
    """Look up the entity of a phrase by chains from outside."""

    words: Words
    cover: Sequence[NameMention | None]
    by_first: dict[int, int] = attrs.field(factory=dict)
    named: dict[int, int] = attrs.field(factory=dict)

    @classmethod
    def of(
        cls, words: Words, cover: Sequence[NameMention | None], chains: Sequence[Sequence[Span]]
    ) -> Chains:
        """Index the spans of chains by their first words, and find the entities of chains with a name."""
        out = cls(words, cover)
        for number, chain in enumerate(chains):
            for span in chain:
                within = words.within(span.start, span.end)
                if not within:
                    continue
                out.by_first.setdefault(within.start, number)
                name = cover[within.stop - 1]
                if name is not None and name.entity >= 0 and name.lead >= within.start:
                    out.named.setdefault(number, name.entity)
        return out

    def entity(self, phrase: Phrase) -> int:
        """Return the entity of a phrase's chain, or -1."""
        number = self.by_first.get(phrase.first)
        return -1 if number is None else self.named.get(number, -1)
