"""What may be brought from outside: entities and chains of mentions that another tool has found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from quotekit.document import Name, Span, SpeakerKind, Tokenized
from quotekit.speakers.names.reader import NameKind, NameMention, NameReader
from quotekit.speakers.names.words import Words

KINDS: dict[SpeakerKind, NameKind] = {
    "person": "person",
    "organisation": "organisation",
    "place": "place",
    "group": "group",
    "document": "document",
}


READ_KINDS: dict[str, NameKind] = {"person": "person", "organisation": "organisation", "place": "place"}
# How sure the network must be of a name for it to go before what the lists make of the same words.
READ_LEAST = 0.75


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


def with_read(
    words: Words, reader: NameReader, names: Sequence[NameMention], read: Sequence[Name]
) -> list[NameMention]:
    """Return the names with those that a network read beside them; lists and shapes are the arbiters.

    What a name tells of itself stays, and so does what a list knows for a people. Of the others, those
    of which the network saw nothing anywhere are no names: Appendix, Regarding.
    """
    if not read:
        return list(names)
    over = {k: name for name in names for k in range(name.lead, name.last + 1)}
    seen: set[int] = set()
    taken: set[int] = set()
    brought: list[NameMention] = []
    for name in read:
        within = words.within(name.span.start, name.span.end)
        seen.update(within)
        while len(within) > 1 and _is_outside(words, reader, within.start):
            within = range(within.start + 1, within.stop)
        kind = READ_KINDS.get(name.kind)
        if kind is None or name.confidence < READ_LEAST or not within or within.start in taken:
            continue
        if words.sentence[within.start] != words.sentence[within.stop - 1]:
            continue
        others = {id(over[k]): over[k] for k in within if k in over}
        if len(others) == 1 and all(other.sure and other.kind == kind for other in others.values()):
            continue
        taken.update(within)
        brought.append(reader.name(words, within.start, within.stop - 1, kind))
    known = {words.lower[k] for k in seen}
    kept = [
        name
        for name in names
        if taken.isdisjoint(range(name.first, name.last + 1))
        and (
            name.sure
            or name.kind == "weak"
            or name.parts[0] in reader.lists.given
            or not known.isdisjoint(words.lower[name.first : name.last + 1])
        )
    ]
    return sorted([*kept, *brought], key=lambda name: name.start)


def _is_outside(words: Words, reader: NameReader, index: int) -> bool:
    return not words.capital[index] and words.lower[index] not in reader.lists.particles
