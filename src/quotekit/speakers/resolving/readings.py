"""Readings: what a network reads where a name stands tells how sure the name is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import combinations

import attrs

from quotekit.document import Name
from quotekit.speakers.names.entities import Entity

# How sure the network must be of a name for a longer or shorter one to be in doubt.
LEAST = 0.6
# The most words of a name whose parts are looked at.
LONGEST = 8


@attrs.frozen(slots=True)
class Readings:
    """Hold the names that a network reads, each with its likeliest kind, and the parts of the longer ones."""

    names: Mapping[str, Name]
    parts: Set[str]

    @classmethod
    def of(cls, names: Iterable[Name]) -> Readings:
        likeliest: dict[str, Name] = {}
        for name in names:
            form = " ".join(name.span.text.split())
            if form not in likeliest or name.confidence > likeliest[form].confidence:
                likeliest[form] = name
        sure = (form for form, name in likeliest.items() if name.confidence > LEAST)
        return cls(likeliest, {part for form in sure for part in _parts(form)})

    def features(self, entity: Entity) -> dict[str, float]:
        """Return whether the network reads an entity's name too, as the same kind, and longer or shorter."""
        if not self.names:
            return {}
        form = " ".join(entity.name.split())
        read = self.names.get(form)
        if read is None:
            out = {"unread": 1.0}
        else:
            out = {"read": 1.0, "read-doubt": 1 - read.confidence}
            if read.kind != entity.kind:
                out["read-otherwise"] = 1.0
        if form in self.parts:
            out["read-longer"] = 1.0
        if any(" " in part and self._is_sure(part) for part in _parts(form)):
            out["read-shorter"] = 1.0
        return out

    def _is_sure(self, form: str) -> bool:
        return form in self.names and self.names[form].confidence > LEAST


def _parts(form: str) -> Iterator[str]:
    """Return the shorter names that a name may hold: its neighbouring words, but not all of them."""
    words = form.split()[:LONGEST]
    pairs = combinations(range(len(words) + 1), 2)
    return (" ".join(words[start:end]) for start, end in pairs if end - start < len(words))
