"""Who a pronoun is: every recent candidate is described by named features, and the best sum of weights wins.

The weights stand in ``resources/pronoun-weights.txt``, one feature a line, so that a decision can
be read and argued with.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import attrs

from quotekit.lexicon import read
from quotekit.speakers.entities import Entity

# How far back a candidate may have been mentioned last: mentions, and sentences.
WINDOW = 48
REACH = 12


@attrs.frozen(slots=True, kw_only=True)
class Event:
    """Hold one mention of an entity as it comes by: where, and in what part."""

    entity: int
    word: int
    sentence: int
    paragraph: int
    speaks: bool = False
    subject: bool = False
    owner: bool = False
    oblique: bool = False
    pronoun: bool = False
    quoted: int = -1
    content: int = -1


@attrs.frozen(slots=True, kw_only=True)
class Place:
    """Hold where a pronoun stands, and what is known of it there.

    `content` is the quotation it stands in (or -1), `holder` that quotation's speaker (or -1),
    `quoted` the outermost stretch in marks it stands in (or -1), `floor` who spoke last.
    """

    word: int
    sentence: int
    paragraph: int
    gender: str
    plural: bool = False
    content: int = -1
    holder: int = -1
    quoted: int = -1
    floor: int = -1
    floor_sentence: int = -1
    opens: bool = False
    quotes_first: bool = False
    possessive: bool = False
    named_after: int = -1
    asked: bool = False
    speaks: bool = True


@functools.cache
def weights() -> Mapping[str, float]:
    """Read the weight of each feature."""
    rows = (line.split("\t") for line in read("pronoun-weights"))
    return MappingProxyType({row[0]: float(row[1]) for row in rows})


def features(place: Place, entity: Entity, seen: list[Event], rank: int) -> Iterator[str]:
    """Name what speaks for or against `entity`, whose mentions in reach are `seen`, the last one first.

    `rank` counts the other candidates mentioned since.
    """
    last = seen[0]
    distance = min(place.sentence - last.sentence, 4)
    yield f"distance-{distance}"
    yield f"rank-{min(rank, 3)}"
    gender = entity.gender
    yield "gender-same" if place.gender in (gender, "u") else "gender-unknown"
    if entity.number == place.floor:
        yield "floor"
        yield f"floor-{min(place.sentence - place.floor_sentence, 3)}"
        if last.paragraph == place.paragraph:
            yield "floor-paragraph"
        if place.quotes_first:
            yield "floor-quotes-first"
        if place.asked:
            yield "floor-asked"
    if entity.number == place.named_after:
        yield "named-after"
    if last.speaks:
        yield "last-speaks"
        yield f"last-speaks-{min(distance, 2)}"
    if last.subject:
        yield f"last-subject-{min(distance, 2)}"
    if last.owner:
        yield "last-owner"
    if last.oblique:
        yield f"last-oblique-{min(distance, 2)}"
    if last.pronoun:
        yield "last-pronoun"
    if any(e.subject and e.sentence == place.sentence for e in seen):
        yield "subject-same-sentence"
    if any(e.subject and e.sentence == place.sentence - 1 for e in seen):
        yield "subject-previous-sentence"
        if place.opens:
            yield "subject-previous-opens"
    if last.paragraph == place.paragraph:
        yield "same-paragraph"
    if last.quoted != place.quoted and last.quoted >= 0:
        yield (
            "only-quoted" if all(e.quoted >= 0 and e.quoted != place.quoted for e in seen) else "last-quoted"
        )
    elif last.content >= 0 and last.content != place.content:
        yield "only-content" if all(e.content >= 0 for e in seen) else "last-content"
    if place.holder == entity.number:
        yield "holder-quoted" if place.quoted >= 0 else "holder"
    if place.opens and last.paragraph != place.paragraph:
        yield "opens-other-paragraph"
    yield f"often-{min(len(seen), 6)}"
    if entity.fulls == 0:
        yield "never-in-full"
    if entity.kind != "person":
        yield entity.kind


def candidates(
    place: Place, events: list[Event], entities: list[Entity]
) -> Iterator[tuple[Entity, list[Event], int]]:
    """Give each entity that gender and kind allow, with its mentions in reach and its rank."""
    seen: dict[int, list[Event]] = {}
    for event in reversed(events[-WINDOW:]):
        if place.sentence - event.sentence > REACH:
            break
        seen.setdefault(event.entity, []).append(event)
    rank = 0
    for number, row in seen.items():
        entity = entities[number]
        if entity.kind not in ("person", "unnamed", "unknown") or entity.plural:
            continue
        gender = entity.gender
        if "u" not in (gender, place.gender) and gender != place.gender:
            continue
        yield entity, row, rank
        rank += 1


def choose(
    place: Place, events: list[Event], entities: list[Entity], bonus: Mapping[int, float] | None = None
) -> Entity | None:
    """Give the likeliest person for a singular pronoun, or None where nobody fits.

    `bonus` adds to the scores of entities (by number): what a description says of them.
    """
    table = weights()
    best: Entity | None = None
    height = 0.0
    for entity, seen, rank in candidates(place, events, entities):
        score = sum(table.get(feature, 0.0) for feature in features(place, entity, seen, rank))
        if bonus:
            score += bonus.get(entity.number, 0.0)
        if best is None or score > height:
            best, height = entity, score
    return best
