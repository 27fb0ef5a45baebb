"""From entities to records: the speakers of a document, each with name, kind, aliases and mentions."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from quotekit.document import Quotation, Resolution, Span, Speaker, SpeakerKind
from quotekit.speakers.entities import Entity, EntityKind

KINDS: dict[EntityKind, SpeakerKind] = {"unknown": "other"}
# Entities of these kinds are listed where the text only mentions them.
LISTED = ("person", "organisation", "place", "group")


@attrs.define(slots=True, eq=False)
class Casting:
    """Make one `Speaker` of each entity, and one of each set of entities that speak together."""

    text: str
    entities: Sequence[Entity]
    joint: dict[tuple[int, ...], set[tuple[int, int]]]

    def resolution(self, quotations: Sequence[Quotation], answers: Sequence[tuple[int, ...]]) -> Resolution:
        """Give the quotations with their speakers, and everybody: who speaks first, then who is mentioned."""
        made: dict[tuple[int, ...], Speaker] = {}
        out: list[Quotation] = []
        for quotation, answer in zip(quotations, answers, strict=True):
            if not answer:
                out.append(quotation)
                continue
            if answer not in made:
                made[answer] = self._speaker(answer)
            out.append(attrs.evolve(quotation, speaker=made[answer]))
        speaking = sorted(made.values(), key=_first)
        silent = [
            self._speaker((entity.number,))
            for entity in self.entities
            if (entity.number,) not in made and entity.kind in LISTED and entity.named and entity.mentions
        ]
        return Resolution(quotations=tuple(out), speakers=(*speaking, *sorted(silent, key=_first)))

    def _speaker(self, numbers: tuple[int, ...]) -> Speaker:
        members = [self.entities[number] for number in numbers]
        if len(members) == 1:
            member = members[0]
            return Speaker(
                name=member.name,
                kind=KINDS.get(member.kind, member.kind),  # type: ignore[arg-type]
                aliases=tuple(form for form in member.forms if form != member.name),
                mentions=self._spans(set(member.mentions)),
            )
        names = tuple(dict.fromkeys(member.name for member in members))
        return Speaker(
            name=" | ".join(names),
            kind="group",
            aliases=names,
            mentions=self._spans(self.joint.get(numbers, set())),
        )

    def _spans(self, offsets: set[tuple[int, int]]) -> tuple[Span, ...]:
        return tuple(Span(start, end, self.text) for start, end in sorted(offsets))


def _first(speaker: Speaker) -> int:
    return speaker.mentions[0].start if speaker.mentions else -1
