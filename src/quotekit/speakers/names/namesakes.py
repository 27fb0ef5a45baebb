"""Namesakes: whom a name means that several persons of a text share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import attrs

from quotekit.speakers.names.entities import Entity, Register
from quotekit.speakers.names.lexicon import kin_gender, offices
from quotekit.speakers.names.parts import is_family_first, is_given, surname_key
from quotekit.speakers.names.reader import NameMention

# In characters: how near a namesake must be named, another one how far before, and how far away the first.
JUST_NAMED, APART, FORGOTTEN = 600, 150, 1500
# After how many mentions by name somebody is whom Mr or Ms means among namesakes of unknown gender.
TOLD_APART = 3


@attrs.define(slots=True, eq=False, kw_only=True)
class Namesakes:
    """Choose among persons who share a name, by where and how the text has named them so far.

    `latest`, `times` and `heard` tell, up to the name that is being decided on, where persons were last
    named, how often, and who was named first in a source; `sources` numbers the words of sources, `told` are
    those in which somebody has been named. `kin` are the persons introduced as relations of somebody,
    `undecided` holds the names that are nobody's, `alone` the names that stand somewhere as one word.
    """

    register: Register
    sources: dict[int, int]
    latest: dict[int, int] = attrs.field(factory=dict)
    times: Counter[int] = attrs.field(factory=Counter)
    heard: dict[int, int] = attrs.field(factory=dict)
    told: set[int] = attrs.field(factory=set)
    kin: set[int] = attrs.field(factory=set)
    undecided: dict[str, Entity] = attrs.field(factory=dict)
    alone: set[str] = attrs.field(factory=set)

    def choose(
        self, rows: Sequence[Entity], titles: Sequence[str], gender: str, position: int, usual: str, key: str
    ) -> Entity | None:
        """Return whom of several a name means, with the arguments of `People.find`, and None for no one.

        `key` is the name that they share.
        """
        titled = any(title in kin_gender() for title in titles)
        wanted = next((kin_gender()[t] for t in titles if t in kin_gender()), gender)
        fitting = [e for e in rows if wanted == "u" or e.gender in (wanted, "u")]
        if titled and not fitting:
            return None
        fitting = _in_office(fitting or rows, titles)
        # Somebody whom the text has named before is meant rather than somebody whom it names later.
        fitting = _preferred(fitting, lambda e: 0 <= e.first_full < position)
        if len(fitting) == 1:
            return fitting[0]
        fitting = _preferred(
            fitting,
            lambda e: not titled or e.gender == wanted,
            lambda e: usual == "u" or e.gender in (usual, "u"),
            lambda e: not self._goes_by_another(e, key),
            lambda e: e.number not in self.kin and e.first_full < position,
        )
        rivals = [e for e in fitting if e.fulls and 0 <= e.first_full < position]
        # Send Adeyemi home: what may be no name at all is no rival of Bola Adeyemi.
        rivals = _preferred(rivals, lambda e: e.kind == "person")
        if len(rivals) < 2:
            fitting = _preferred(fitting, lambda e: wanted in ("u", e.gender))
            return self._first_or_latest(fitting, position)
        outstanding = self._outstanding(rivals)
        rivals = _preferred(rivals, lambda e: wanted in ("u", e.gender))
        known = any(e.gender != "u" or self.times[e.number] > TOLD_APART for e in rivals)
        if titled and not known:
            # Wang Lei and Wang Fang: Mr Wang need not be who has just spoken.
            return self._either(rivals, key)
        if outstanding is not None or len(rivals) == 1:
            return outstanding or rivals[0]
        if (introduced := self._just_named(rivals, position)) is not None:
            return introduced
        spoke = [e for e in rivals if e.number in self.heard]
        return max(spoke, key=lambda e: self.heard[e.number]) if spoke else self._either(rivals, key)

    def _first_or_latest(self, rows: Sequence[Entity], position: int) -> Entity:
        """Return who is named first, or another who has just been named where the first is long forgotten."""
        first = min(rows, key=lambda e: e.first_full)
        lately = max(rows, key=lambda e: self.latest.get(e.number, -1))
        latest = self.latest.get(lately.number, -1)
        near = latest >= 0 and 0 <= position <= latest + JUST_NAMED
        return lately if near and position - self.latest.get(first.number, -FORGOTTEN) >= FORGOTTEN else first

    def _goes_by_another(self, entity: Entity, key: str) -> bool:
        """Tell whether the text calls somebody by the first of two surnames: Quiroga, not Paz."""
        return surname_key(entity.parts[-1]) == key and any(
            part in self.alone and not is_given(part) for part in entity.parts[1:-1]
        )

    def note(self, mention: NameMention) -> None:
        """Take note, in text order, of who is named, and of who is named first in a source."""
        self.latest[mention.entity] = mention.start
        parts = self.register.entities[mention.entity].parts
        if mention.parts[:1] != parts[:1] or len(mention.parts) > 1 or is_family_first(parts):
            # Whoever goes by a given name is not meant by the surname alone.
            self.times[mention.entity] += 1
        source = self.sources.pop(mention.first, -1)
        if source >= 0 and source not in self.told:
            self.told.add(source)
            self.heard[mention.entity] = mention.start

    def _outstanding(self, rivals: Sequence[Entity]) -> Entity | None:
        """Return the namesake whom the text so far is about: alone heard, or named twice as often."""
        spoke = [e for e in rivals if e.number in self.heard]
        if spoke:
            return spoke[0] if len(spoke) == 1 else None
        often = sorted(rivals, key=lambda e: -self.times[e.number])
        return often[0] if self.times[often[0].number] >= 2 * max(self.times[often[1].number], 1) else None

    def _just_named(self, rivals: Sequence[Entity], position: int) -> Entity | None:
        """Return the namesake who alone has just been named, the others some way before."""
        latest, before, *_ = sorted((self.latest.get(e.number, -1) for e in rivals), reverse=True)
        if position - latest > JUST_NAMED or latest - before < APART:
            return None
        return next(e for e in rivals if self.latest.get(e.number) == latest)

    def _either(self, rivals: Sequence[Entity], key: str) -> Entity:
        """Return the entity of a name that rivals share and nothing decides between: nobody's alias."""
        entity = self.undecided.get(key)
        if entity is None:
            entity = self.undecided[key] = self.register.make("person")
            entity.parts, entity.first_full = (key,), max(e.first_full for e in rivals)
        return entity


def _in_office(rows: Sequence[Entity], titles: Sequence[str]) -> list[Entity]:
    """Return those who have most of the offices among some titles.

    Prime Minister Han is a minister, and no minister of justice is one of his kind.
    """
    wanted = {office for title in titles if title not in kin_gender() for office in offices(title)}
    most = max(len(wanted & e.roles) for e in rows)
    return [e for e in rows if len(wanted & e.roles) == most]


def _preferred(rows: list[Entity], *tests: Callable[[Entity], bool]) -> list[Entity]:
    """Return those who pass each test in turn that anybody passes."""
    for test in tests:
        rows = [e for e in rows if test(e)] or rows
    return rows
