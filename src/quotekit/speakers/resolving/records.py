"""From entities to records: the speakers of a document with name, kind, aliases and mentions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from quotekit.document import Quotation, Resolution, Span, Speaker, SpeakerKind
from quotekit.document.records import BETWEEN_PEOPLE
from quotekit.speakers.names.entities import Entity, EntityKind

AUTHOR = "AUTHOR"
"""The name of a writer whom the text does not name."""

KINDS: dict[EntityKind, SpeakerKind] = {"unknown": "other"}
# Entities of these kinds are listed even if the text only mentions them.
LISTED = ("person", "organisation", "place", "group")


@attrs.define(slots=True, eq=False)
class Records:
    """Make one `Speaker` for each entity, and for each set of entities that speak together."""

    text: str
    entities: Sequence[Entity]
    joint: dict[tuple[int, ...], set[tuple[int, int]]]

    def resolution(
        self,
        quotations: Sequence[Quotation],
        answers: Sequence[tuple[int, ...]],
        sure: Mapping[int, float],
    ) -> Resolution:
        """Return quotations with their speakers, and all speakers: those who speak, then those mentioned."""
        made: dict[tuple[int, ...], Speaker] = {}
        twins = self._twins({answer[0] for answer in answers if len(answer) == 1})
        out: list[Quotation] = []
        for number, (quotation, answer) in enumerate(zip(quotations, answers, strict=True)):
            if not answer:
                out.append(quotation)
                continue
            if answer not in made:
                made[answer] = self._speaker(answer, twins.get(answer[0], ()))
            certain = round(sure.get(number, 1.0), 3)
            out.append(attrs.evolve(quotation, speaker=made[answer], speaker_confidence=certain))
        speaking = sorted(made.values(), key=_first)
        listed = {twin.number for those in twins.values() for twin in those}
        silent = [
            self._speaker((entity.number,))
            for entity in self.entities
            if (entity.number,) not in made and self._is_listed(entity) and entity.number not in listed
        ]
        return Resolution(quotations=tuple(out), speakers=(*speaking, *sorted(silent, key=_first)))

    def _is_listed(self, entity: Entity) -> bool:
        return entity.kind in LISTED and entity.named and bool(entity.mentions)

    def _twins(self, speaking: set[int]) -> dict[int, list[Entity]]:
        """Return the duplicates of speaking entities, such as a group read as a name and as a description.

        They have the same name and kind, and a mention in common.
        """
        known: dict[tuple[str, EntityKind, tuple[int, int]], int] = {}
        mentioned: set[tuple[int, int]] = set()
        for number in sorted(speaking):
            entity = self.entities[number]
            name = entity.name
            for mention in entity.mentions:
                known.setdefault((name, entity.kind, mention), number)
            mentioned.update(entity.mentions)
        twins: dict[int, list[Entity]] = {}
        for entity in self.entities:
            if entity.number in speaking or not self._is_listed(entity):
                continue
            if mentioned.isdisjoint(entity.mentions):
                continue
            name = entity.name
            keys = ((name, entity.kind, mention) for mention in entity.mentions)
            speaker = next((known[key] for key in keys if key in known), None)
            if speaker is not None:
                twins.setdefault(speaker, []).append(entity)
        return twins

    def _speaker(self, numbers: tuple[int, ...], twins: Sequence[Entity] = ()) -> Speaker:
        members = [self.entities[number] for number in numbers]
        if len(members) == 1:
            member = members[0]
            name = member.name
            names = dict.fromkeys(form for one in (member, *twins) for form in one.forms)
            return Speaker(
                name=name,
                kind="author" if name == AUTHOR else KINDS.get(member.kind, member.kind),  # type: ignore[arg-type]
                aliases=tuple(form for form in names if form != name),
                mentions=self._spans({mention for one in (member, *twins) for mention in one.mentions}),
            )
        joined = tuple(dict.fromkeys(member.name for member in members))
        return Speaker(
            name=BETWEEN_PEOPLE.join(joined),
            kind="group",
            aliases=joined,
            mentions=self._spans(self.joint.get(numbers, set())),
        )

    def _spans(self, offsets: set[tuple[int, int]]) -> tuple[Span, ...]:
        return tuple(Span(start, end, self.text) for start, end in sorted(offsets))


def _first(speaker: Speaker) -> int:
    return speaker.mentions[0].start if speaker.mentions else -1
