"""What may be brought from outside: entities and chains of mentions that another tool has found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import attrs

from quotekit.document import Span, SpeakerKind, Tokenized
from quotekit.speakers.names.reader import NameKind, NameMention, NameReader
from quotekit.speakers.names.words import Words
from quotekit.speakers.resolving.conjuncts import Phrase

KINDS: dict[SpeakerKind, NameKind] = {
    "person": "person",
    "organisation": "organisation",
    "place": "place",
    "group": "group",
    "document": "document",
}


class Evidence(Protocol):
    """Return what another tool knows of a text; the resolver puts it before its own reading.

    `entities` gives named entities with their kinds, `chains` sets of spans that mean one and the
    same (names, descriptions and pronouns together). Either may be empty.
    """

    def entities(self, tokenized: Tokenized) -> tuple[tuple[Span, SpeakerKind], ...]: ...

    def chains(self, tokenized: Tokenized) -> tuple[tuple[Span, ...], ...]: ...


def with_entities(
    words: Words,
    reader: NameReader,
    names: Sequence[NameMention],
    entities: Sequence[tuple[Span, SpeakerKind]],
) -> list[NameMention]:
    """Return the names with the entities from outside in place of those they overlap."""
    brought: list[NameMention] = []
    taken: set[int] = set()
    for span, kind in sorted(entities, key=lambda pair: (pair[0].start, -pair[0].end)):
        within = words.within(span.start, span.end)
        if not within or within.start in taken:
            continue
        taken.update(within)
        brought.append(reader.name(words, within.start, within.stop - 1, KINDS.get(kind, "unknown")))
    kept = [name for name in names if not any(k in taken for k in range(name.first, name.last + 1))]
    return sorted([*kept, *brought], key=lambda name: name.start)


@attrs.define(slots=True, eq=False)
class Chains:
    """Look up, for a phrase, the entity that a chain from outside ties it to."""

    words: Words
    cover: Sequence[NameMention | None]
    by_first: dict[int, int] = attrs.field(factory=dict)
    named: dict[int, int] = attrs.field(factory=dict)

    @classmethod
    def of(
        cls, words: Words, cover: Sequence[NameMention | None], chains: Sequence[Sequence[Span]]
    ) -> Chains:
        """Index the spans of chains by their first words, and name the chains that hold a name."""
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
        """Return the entity of the chain in which a phrase stands, or -1."""
        number = self.by_first.get(phrase.first)
        return -1 if number is None else self.named.get(number, -1)
