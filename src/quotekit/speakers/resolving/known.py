"""Speakers whom the user knows: what sources call them, and who that is among the entities of a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from quotekit.speakers.names.entities import EntityKind, Register

_KINDS: dict[str, EntityKind] = {"body": "organisation", "people": "group", "document": "document"}


def alias_key(alias: str) -> str:
    """Return the form under which known names and aliases are looked up.

    >>> alias_key("The  President")
    'president'
    """
    return " ".join(alias.casefold().split()).removeprefix("the ")


@attrs.define(slots=True, eq=False)
class Known:
    """Look up known speakers by what a source calls them; `numbers` are their entities, as far as met."""

    register: Register
    names: Mapping[str, str]
    numbers: dict[str, int] = attrs.field(factory=dict)

    @classmethod
    def of(cls, register: Register, speakers: Mapping[str, Sequence[str]]) -> Known:
        """Take those for known whose own name in the text is a known name or alias."""
        rows = ((name, (name, *aliases)) for name, aliases in speakers.items())
        known = cls(register, {alias_key(alias): name for name, aliases in rows for alias in aliases})
        for entity in register.entities if known.names else ():
            name = known.names.get(alias_key(entity.name))
            if name is not None:
                known.numbers.setdefault(name, entity.number)
        return known

    def speaker(self, calls: Iterable[str], sort: str) -> int:
        """Return whom the user knows by one of these calls, or -1.

        `sort` is that of the description, which tells a body or a group from a person.
        """
        name = next((self.names[key] for key in map(alias_key, calls) if key in self.names), None)
        if name is None:
            return -1
        if name not in self.numbers:
            made = self.register.make("unknown")
            made.named, self.numbers[name] = True, made.number
        entity = self.register.entities[self.numbers[name]]
        if entity.kind == "unknown":
            entity.kind = _KINDS.get(sort, "person")
        return entity.number

    def rename(self) -> None:
        """Give the known their names; what the text calls them are aliases."""
        for name, number in self.numbers.items():
            entity = self.register.entities[number]
            entity.shunned.update(entity.forms)
            entity.shunned.discard(name)
            entity.forms.setdefault(name, 1)
