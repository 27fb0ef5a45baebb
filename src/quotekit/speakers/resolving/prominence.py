"""Prominence: how much of a text is about somebody, and whether it ever names them as a source.

It tells how sure an answer is, not which one is right: as evidence for whom *the spokeswoman* means, it gave
the words of people without a name to whomever the text was about.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence, Set

import attrs

from quotekit.speakers.names.entities import Entity
from quotekit.speakers.names.reader import NameMention

# Within how many words a text says whom it is about.
LEAD = 80
PEOPLE = frozenset(("person", "unnamed"))


@attrs.frozen(slots=True, eq=False)
class Prominence:
    """Hold how often each entity is named, where first, and in how many sources.

    `most` is how often the most named is, of people and of all others; `speaking` are the first words of the
    sources that name one, with the entity; `bearers` are the entities with a word in their names.
    """

    named: Mapping[int, int]
    first: Mapping[int, int]
    sourced: Mapping[int, int]
    most: Mapping[bool, int]
    speaking: Sequence[tuple[int, int]]
    bearers: Mapping[str, Set[int]]

    @classmethod
    def of(cls, cover: Sequence[NameMention | None], sources: Sequence[range]) -> Prominence:
        """Count the names of a text and of its sources, of which the words are given."""
        named: Counter[int] = Counter()
        sourced: Counter[int] = Counter()
        first: dict[int, int] = {}
        most = {True: 0, False: 0}
        bearers: dict[str, set[int]] = {}
        for index, name in enumerate(cover):
            if name is None or name.entity < 0 or (index and cover[index - 1] is name):
                continue
            named[name.entity] += 1
            first.setdefault(name.entity, index)
            for part in name.parts:
                bearers.setdefault(part, set()).add(name.entity)
            people = name.kind in PEOPLE
            most[people] = max(most[people], named[name.entity])
        speaking: list[tuple[int, int]] = []
        for source in sources:
            there = [name for k in source if (name := cover[k]) is not None and name.entity >= 0]
            sourced.update({name.entity for name in there})
            people_there = {name.entity for name in there if name.kind in ("person", "unknown")}
            if len(people_there) == 1 and there[0].entity in people_there:
                speaking.append((source.start, there[0].entity))
        return cls(named, first, sourced, most, sorted(speaking), bearers)

    def next_to_speak(self, index: int) -> int:
        """Return the entity named alone in the first source after word `index` that names somebody, or -1."""
        at = bisect_left(self.speaking, (index + 1, -1))
        return self.speaking[at][1] if at < len(self.speaking) else -1

    def namesakes(self, entity: Entity, said: Set[str]) -> int:
        """Return how many others have the words of a name in theirs that a source says, or else its last."""
        shared = [self.bearers.get(part, frozenset()) for part in entity.parts if part in said]
        if not shared:
            shared = [self.bearers.get(part, frozenset()) for part in entity.parts[-1:]]
        alike = frozenset.intersection(*map(frozenset, shared)) if shared else frozenset()
        return len(alike - {entity.number})

    def features(self, number: int, entity: Entity, *, spoke: bool) -> list[str]:
        """Return the features of an entity; `spoke` tells that it is known to have said something so far."""
        count = self.named.get(number, 0)
        if not count:
            return []
        out = []
        most = self.most[entity.kind in PEOPLE]
        if count == most:
            out.append("most-named")
        if 2 * count >= most:
            out.append("often-named")
        if count == 1:
            out.append("named-once")
        if self.first[number] < LEAD:
            out.append("in-lead")
        sources = self.sourced.get(number, 0)
        if sources:
            out.append("in-source")
            if sources > 2:
                out.append("in-sources")
            if not spoke:
                out.append("will-speak")
        return out
