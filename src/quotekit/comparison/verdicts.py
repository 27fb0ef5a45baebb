"""Verdicts: the occurrences of a saying by speaker, and whether the texts agree."""

from __future__ import annotations

import itertools
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping
from operator import itemgetter

import attrs

from quotekit.comparison.grouping import Group, Node
from quotekit.comparison.view import Place, View
from quotekit.comparison.wording import Parts
from quotekit.speakers.names.identity import CROWD, Cast, Verdict, judge
from quotekit.speakers.names.voices import Voice

_WORST: tuple[Verdict, ...] = ("conflicting", "unclear", "agreed")
# A saying of this many different people is a figure of speech rather than a conflict.
_MANY = 4
# In a crowd each speaker is compared with this many others for every word of its name, and with one more.
_NAMESAKES = 4

Pair = tuple[int, int]
"""Two voices, by their numbers in a group."""


@attrs.frozen
class Decided:
    """Hold a group with its verdict, before any text is read."""

    group: Group
    places: tuple[Place, ...]
    sides: tuple[tuple[Place, ...], ...]
    decisions: tuple[tuple[Verdict, Place, Place, str], ...]

    @property
    def verdict(self) -> Verdict:
        return self.decisions[0][0]

    @property
    def order(self) -> tuple[int, int, Place]:
        """Sort conflicts first, then by number of documents, then by first occurrence."""
        return _WORST.index(self.verdict), -len({document for document, _ in self.places}), self.places[0]


def decided(view: View, groups: Iterable[Group]) -> list[Decided]:
    """Decide who speaks in each group with several occurrences, and sort the groups by `Decided.order`."""
    found = (_decided(view, group) for group in groups)
    return sorted(filter(None, found), key=lambda one: one.order)


def _decided(view: View, group: Group) -> Decided | None:
    at_node = {
        node: sorted({(document, place) for document, place, _ in view.occurrences(node[0])})
        for node in group.nodes
    }
    # Document by document, as a view keeps the rows of only a few.
    parts: dict[Place, Parts] = {}
    voice_of: dict[Place, Voice] = {}
    names: dict[str, set[str]] = defaultdict(set)
    said = sorted({place for found in at_node.values() for place in found})
    for document, here in itertools.groupby(said, key=itemgetter(0)):
        for name, kind, aliases, *_ in view.document(document).speakers:
            names[kind].update((name, *aliases))
        for place in here:
            parts[place], voice_of[place] = view.quotation(place).parts, view.voice(place)
    places = _innermost(parts)
    if len(places) < 2:
        return None
    numbers: dict[Voice, int] = {}
    voice_at = {place: numbers.setdefault(voice_of[place], len(numbers)) for place in places}
    voices = list(numbers)
    if len(voices) > CROWD:
        met = _met_in_a_crowd(_by_voice(places, voice_at), voices)
    else:
        met = _met(group, {node: _by_voice(found, voice_at) for node, found in at_node.items()})
    if not met:
        return None
    cast = Cast(lambda: names["person"], bodies=lambda: names["organisation"] | names["place"])
    return _by_sides(group, voice_at, met, _judged(voices, met, cast))


def _by_voice(places: list[Place], voice_at: Mapping[Place, int]) -> dict[int, list[Place]]:
    heard = defaultdict(list)
    for place in places:
        if place in voice_at:
            heard[voice_at[place]].append(place)
    return dict(heard)


def _met(group: Group, heard: Mapping[Node, dict[int, list[Place]]]) -> dict[Pair, tuple[Place, Place]]:
    """Return the pairs of voices in the same or in matching words, each with an example."""
    met: dict[Pair, tuple[Place, Place]] = {}
    # As bits: thousands of wordings of one saying may each have the same voices.
    at = {node: sum(1 << voice for voice in voices) for node, voices in heard.items()}
    known: dict[int, int] = defaultdict(int)
    for first, second in [*((node, node) for node in group.nodes), *group.edges]:
        for one, places in heard[first].items():
            new = at[second] & ~known[one]
            for other in heard[second] if new else ():
                pair = _example(places, heard[second][other]) if new >> other & 1 else None
                if pair is not None:
                    met[one, other] = pair
                    known[one] |= 1 << other
                    known[other] |= 1 << one
    return met


def _met_in_a_crowd(heard: Mapping[int, list[Place]], voices: list[Voice]) -> dict[Pair, tuple[Place, Place]]:
    """Return pairs out of a crowd of voices, in whichever words: namesakes, and each voice with the next."""
    keys = [voice.keys for voice in voices]
    bearers: dict[object, list[int]] = defaultdict(list)
    for number, own in enumerate(keys):
        for key in own:
            if len(bearers[key]) < _NAMESAKES:
                bearers[key].append(number)
    met: dict[Pair, tuple[Place, Place]] = {}
    for one, own in enumerate(keys):
        for other in sorted({one, (one + 1) % len(keys), *(other for key in own for other in bearers[key])}):
            pair = _example(heard[one], heard[other])
            if pair is not None and (other, one) not in met:
                met[one, other] = pair
    return met


def _example(ones: list[Place], others: list[Place]) -> tuple[Place, Place] | None:
    """Return a pair of occurrences, of two documents if possible; both lists are in order."""
    pairs = [(ones[0], others[-1]), (ones[-1], others[0])]
    first, second = max(pairs, key=lambda pair: (pair[0][0] != pair[1][0], pair[0] != pair[1]))
    return None if first == second else (first, second)


def _judged(
    voices: list[Voice], met: Mapping[Pair, tuple[Place, Place]], cast: Cast
) -> dict[Pair, tuple[Verdict, str]]:
    return {
        (one, other): ("agreed", "one speaker of one text")
        if one == other and voices[one].kind and first[0] == second[0]
        else judge(voices[one], voices[other], cast)
        for (one, other), (first, second) in met.items()
    }


def _by_sides(
    group: Group,
    voice_at: Mapping[Place, int],
    met: Mapping[Pair, tuple[Place, Place]],
    judged: dict[Pair, tuple[Verdict, str]],
) -> Decided:
    side = _sides(len(set(voice_at.values())), (pair for pair, (v, _) in judged.items() if v == "agreed"))
    said_by = {
        side[voice] for pair, (verdict, _) in judged.items() if verdict == "conflicting" for voice in pair
    }
    worst: dict[frozenset[int], tuple[Verdict, Place, Place, str]] = {}
    for (one, other), (verdict, reason) in judged.items():
        if verdict == "conflicting" and len(said_by) >= _MANY:
            verdict, reason = "unclear", "words that many people say"
        sides_met = frozenset((side[one], side[other]))
        if verdict == "unclear" and len(sides_met) == 1 and one != other:
            continue  # A third text shows that they are one.
        if sides_met not in worst or _WORST.index(verdict) < _WORST.index(worst[sides_met][0]):
            first, second = sorted(met[one, other])
            worst[sides_met] = (verdict, first, second, reason)
    places: dict[int, list[Place]] = defaultdict(list)
    for place, voice in voice_at.items():
        places[side[voice]].append(place)
    return Decided(
        group,
        tuple(voice_at),
        tuple(map(tuple, places.values())),
        tuple(sorted(worst.values(), key=lambda decision: (_WORST.index(decision[0]), *decision[1:3]))),
    )


def _sides(count: int, same: Iterable[Pair]) -> list[int]:
    """Return the side of each voice: a representative of the voices that are the same, directly or not.

    >>> _sides(4, [(0, 2), (2, 3)])
    [0, 1, 0, 0]
    """
    side = list(range(count))

    def first(voice: int) -> int:
        while side[voice] != voice:
            side[voice] = side[side[voice]]
            voice = side[voice]
        return voice

    for one, other in same:
        low, high = sorted((first(one), first(other)))
        side[high] = low
    return [first(voice) for voice in range(count)]


def _innermost(parts: Mapping[Place, Parts]) -> list[Place]:
    """Drop quotations that overlap a shorter one of the same text: a place counts once."""
    by_document: dict[int, list[Place]] = defaultdict(list)
    for place in parts:
        by_document[place[0]].append(place)
    left = []
    for places in by_document.values():
        taken: list[tuple[int, int]] = []
        places.sort(key=lambda place: (sum(end - start for start, end in parts[place]), place))
        for place in places:
            if not any(_overlaps(taken, part) for part in parts[place]):
                left.append(place)
                for part in parts[place]:
                    insort(taken, part)
    return sorted(left)


def _overlaps(taken: list[tuple[int, int]], part: tuple[int, int]) -> bool:
    at = bisect_left(taken, part)
    return (at < len(taken) and taken[at][0] < part[1]) or (at > 0 and taken[at - 1][1] > part[0])
