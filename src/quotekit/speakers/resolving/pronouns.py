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
from quotekit.speakers.names.entities import Entity

# How far back a candidate may have been mentioned last: mentions, and sentences.
WINDOW = 48
REACH = 12


DISTANCE = tuple(f"distance-{n}" for n in range(5))
RANK = tuple(f"rank-{n}" for n in range(4))
OFTEN = tuple(f"often-{n}" for n in range(7))
FLOOR = tuple(f"floor-{n}" for n in range(4))
SPEAKS = tuple(f"last-speaks-{n}" for n in range(3))
SUBJECT = tuple(f"last-subject-{n}" for n in range(3))
OBLIQUE = tuple(f"last-oblique-{n}" for n in range(3))


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


def features(place: Place, entity: Entity, seen: list[Event], rank: int) -> list[str]:
    """Name what speaks for or against `entity`, whose mentions in reach are `seen`, the last one first.

    `rank` counts the other candidates mentioned since.
    """
    last = seen[0]
    distance = min(place.sentence - last.sentence, 4)
    near = min(distance, 2)
    same_paragraph = last.paragraph == place.paragraph
    out = [DISTANCE[distance], RANK[min(rank, 3)], OFTEN[min(len(seen), 6)]]
    if place.gender in (entity.gender, "u"):
        out.append("gender-same")
    else:
        out.append("gender-unknown-full" if entity.kind == "person" and entity.fulls else "gender-unknown")
    if entity.number == place.floor:
        out += ("floor", FLOOR[min(place.sentence - place.floor_sentence, 3)])
        if same_paragraph:
            out.append("floor-paragraph")
        if place.quotes_first:
            out.append("floor-quotes-first")
        if place.asked:
            out.append("floor-asked")
    if entity.number == place.named_after:
        out.append("named-after")
    if last.speaks:
        out += ("last-speaks", SPEAKS[near])
    if last.subject:
        out.append(SUBJECT[near])
    if last.owner:
        out.append("last-owner")
    if last.oblique:
        out.append(OBLIQUE[near])
    if last.pronoun:
        out.append("last-pronoun")
    subjects = {event.sentence for event in seen if event.subject and event.sentence >= place.sentence - 1}
    if place.sentence in subjects:
        out.append("subject-same-sentence")
    if place.sentence - 1 in subjects:
        out.append("subject-previous-sentence")
        if place.opens:
            out.append("subject-previous-opens")
    if same_paragraph:
        out.append("same-paragraph")
    elif place.opens:
        out.append("opens-other-paragraph")
    if last.quoted != place.quoted and last.quoted >= 0:
        inside = all(event.quoted >= 0 and event.quoted != place.quoted for event in seen)
        out.append("only-quoted" if inside else "last-quoted")
    elif last.content >= 0 and last.content != place.content:
        out.append("only-content" if all(event.content >= 0 for event in seen) else "last-content")
    if place.holder == entity.number:
        out.append("holder-quoted" if place.quoted >= 0 else "holder")
    if entity.fulls == 0:
        out.append("only-titled" if entity.titled else "never-in-full")
    if entity.kind != "person":
        out.append(entity.kind)
    return out


def candidates(
    place: Place, events: list[Event], entities: list[Entity]
) -> Iterator[tuple[Entity, list[Event], int]]:
    """Return each entity that gender and kind allow, with its mentions in reach and its rank."""
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
        if entity.kind == "unknown" and not entity.parts:
            continue
        gender = entity.gender
        if "u" not in (gender, place.gender) and gender != place.gender:
            continue
        yield entity, row, rank
        rank += 1


def choose(
    place: Place, events: list[Event], entities: list[Entity], bonus: Mapping[int, float] | None = None
) -> Entity | None:
    """Return the likeliest person for a singular pronoun, or None where nobody fits.

    `bonus` adds to the scores of entities (by number): what a description says of them.
    """
    table = weights()
    best: Entity | None = None
    height = 0.0
    for entity, seen, rank in candidates(place, events, entities):
        score = 0.0 if bonus is None else bonus.get(entity.number, 0.0)
        for feature in features(place, entity, seen, rank):
            score += table.get(feature, 0.0)
        if best is None or score > height:
            best, height = entity, score
    return best
