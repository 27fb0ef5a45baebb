"""Evidence from outside: entities and coreference chains of another tool."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from quotekit.document import Span, SpeakerKind, Tokenized
from quotekit.speakers.names.kinds import NameKind
from quotekit.speakers.names.reader import NameMention, NameReader
from quotekit.speakers.names.words import Words

KINDS: dict[SpeakerKind, NameKind] = {
    "person": "person",
    "organisation": "organisation",
    "place": "place",
    "group": "group",
    "document": "document",
}


class Evidence(Protocol):
    """Provide another tool's evidence about a text, which the resolver prefers to its own.

    `entities` returns named entities with their kinds, and `chains` sets of spans that refer to the same
    entity (names, descriptions and pronouns together). Either may be empty.
    """

    def entities(self, tokenized: Tokenized) -> tuple[tuple[Span, SpeakerKind], ...]: ...

    def chains(self, tokenized: Tokenized) -> tuple[tuple[Span, ...], ...]: ...


def with_entities(
    words: Words,
    reader: NameReader,
    names: Sequence[NameMention],
    entities: Sequence[tuple[Span, SpeakerKind]],
) -> list[NameMention]:
    """Return the names, with entities from outside instead of those that they overlap."""
    brought: list[NameMention] = []
    taken: set[int] = set()
    for span, kind in sorted(entities, key=lambda pair: (pair[0].start, -pair[0].end)):
        within = words.within(span.start, span.end)
        if not within or within.start in taken:
            continue
        taken.update(within)
        brought.append(reader.name(words, within.start, within.stop - 1, KINDS.get(kind, "unknown")))
    kept = [name for name in names if taken.isdisjoint(name.within)]
    return sorted([*kept, *brought], key=lambda name: name.start)
