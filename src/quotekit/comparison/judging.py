"""From a group of wordings to a saying: its occurrences, its speakers' sides, and the verdict."""

from __future__ import annotations

import functools
import itertools
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator

import attrs

from quotekit.comparison.alignment import align
from quotekit.comparison.grouping import Group, Node
from quotekit.comparison.names import Cast, Verdict, Voice, judge
from quotekit.comparison.records import Decision, Occurrence, Saying, Side
from quotekit.comparison.view import Place, View
from quotekit.comparison.wording import STRETCH
from quotekit.document import Span

_WORST: tuple[Verdict, ...] = ("conflicting", "unclear", "agreed")
# What so many different people say is a turn of speech, and no conflict between them.
_MANY = 4
# What a group shares is read off so many of its matches.
_NEIGHBOURS = 8


@attrs.frozen
class Judged:
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
        """Sort conflicts first, then what stands in most documents, then by first occurrence."""
        return _WORST.index(self.verdict), -len({document for document, _ in self.places}), self.places[0]


def judged(view: View, group: Group) -> Judged | None:
    """Say who speaks in a group; None where it stands in one place only."""
    at_node = {
        node: sorted({(document, place) for document, place, _ in view.occurrences(node[0])})
        for node in group.nodes
    }
    places = _innermost(view, sorted({place for found in at_node.values() for place in found}))
    if len(places) < 2:
        return None
    voices = {place: view.voice(place) for place in places}
    cast = Cast(functools.partial(_people, view, sorted({document for document, _ in places})))
    met: dict[tuple[Voice, Voice], tuple[Place, Place]] = {}
    for first, second in [*((node, node) for node in group.nodes), *group.edges]:
        heard = [
            _by_voice([place for place in at_node[node] if place in voices], voices)
            for node in (first, second)
        ]
        for (one, ones), (other, others) in itertools.product(heard[0].items(), heard[1].items()):
            pair = _example(ones, others)
            if pair is not None and (other, one) not in met:
                met.setdefault((one, other), pair)
    return _decided(group, voices, met, cast) if met else None


def _people(view: View, documents: list[int]) -> Iterator[str]:
    for document in documents:
        for name, kind, aliases, *_ in view.document(document).speakers:
            if kind == "person":
                yield name
                yield from aliases


def _decided(
    group: Group, voices: dict[Place, Voice], met: dict[tuple[Voice, Voice], tuple[Place, Place]], cast: Cast
) -> Judged:
    found: dict[tuple[Voice, Voice], tuple[Verdict, str]] = {
        (one, other): ("agreed", "one speaker of one text")
        if one.kind and one == other and first[0] == second[0]
        else judge(one, other, cast)
        for (one, other), (first, second) in met.items()
    }
    one_of = {voice: voice for voice in voices.values()}

    def side(voice: Voice) -> Voice:
        while one_of[voice] is not voice:
            voice = one_of[voice]
        return voice

    for (one, other), (verdict, _) in found.items():
        if verdict == "agreed":
            one_of[side(other)] = side(one)
    said_by = {
        side(voice) for pair, (verdict, _) in found.items() if verdict == "conflicting" for voice in pair
    }
    if len(said_by) >= _MANY:
        found = {
            pair: ("unclear", "words that many people say") if verdict == "conflicting" else (verdict, reason)
            for pair, (verdict, reason) in found.items()
        }
    worst: dict[frozenset[Voice], tuple[Verdict, Place, Place, str]] = {}
    for pair, (verdict, reason) in found.items():
        sides_met = frozenset(map(side, pair))
        if verdict == "unclear" and len(sides_met) == 1 and pair[0] != pair[1]:
            continue  # A third text says that they are one.
        if sides_met not in worst or _WORST.index(verdict) < _WORST.index(worst[sides_met][0]):
            first, second = sorted(met[pair])
            worst[sides_met] = (verdict, first, second, reason)
    sides: dict[int, list[Place]] = defaultdict(list)
    for place, voice in voices.items():
        sides[id(side(voice))].append(place)
    return Judged(
        group,
        tuple(voices),
        tuple(map(tuple, sides.values())),
        tuple(sorted(worst.values(), key=lambda decision: (_WORST.index(decision[0]), *decision[1:3]))),
    )


def hydrated(view: View, judgement: Judged) -> Saying:
    """Read the texts of a judged group."""
    ranges = _shared_ranges(view, judgement.group)
    occurrences = {place: _occurrence(view, place, ranges[place]) for place in judgement.places}
    return Saying(
        verdict=judgement.verdict,
        occurrences=tuple(occurrences.values()),
        sides=tuple(
            Side(name=_fullest(view, places), occurrences=tuple(occurrences[place] for place in places))
            for places in judgement.sides
        ),
        decisions=tuple(
            Decision(first=occurrences[first], second=occurrences[second], verdict=verdict, reason=reason)
            for verdict, first, second, reason in judgement.decisions
        ),
    )


def _shared_ranges(view: View, group: Group) -> dict[Place, set[tuple[int, int]]]:
    """Return the word ranges that each quotation of a group shares, counted from its first word."""
    neighbours: dict[Node, list[int]] = defaultdict(list)
    for one, other in group.edges:
        neighbours[one].append(other[0])
        neighbours[other].append(one[0])
    ranges: dict[Place, set[tuple[int, int]]] = defaultdict(set)
    for node in group.nodes:
        wording, occurrences = view.wording(node[0]), view.occurrences(node[0])
        if len(occurrences) > 1 and node[0] in group.undivided:
            shared = {(0, len(wording.words))}
        else:
            found = (align(wording, view.wording(other)) for other in neighbours[node][:_NEIGHBOURS])
            runs = (run for alignment in found if alignment for run in alignment.runs)
            shared = {(start, start + length) for start, _, length in runs}
        for document, place, stretch in occurrences:
            first = stretch * STRETCH
            ranges[document, place].update((first + start, first + end) for start, end in shared)
    return ranges


def _occurrence(view: View, place: Place, ranges: set[tuple[int, int]]) -> Occurrence:
    text, words = view.text(place[0]), view.words(place)
    breaks = {bisect_left(words.starts, start) for start, _ in view.quotation(place).parts}
    joined: list[tuple[int, int]] = []
    for first, last in sorted(_cut(ranges, sorted(breaks))):
        if joined and first <= joined[-1][1] and first not in breaks:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return Occurrence(
        document=view.document(place[0]).name,
        place=place[1],
        quotation=view.record(place),
        shared=tuple(Span(words.starts[first], words.ends[last - 1], text) for first, last in joined),
    )


def _cut(ranges: set[tuple[int, int]], breaks: list[int]) -> Iterator[tuple[int, int]]:
    for start, end in ranges:
        bounds = [start, *breaks[bisect_right(breaks, start) : bisect_left(breaks, end)], end]
        yield from itertools.pairwise(bounds)


def _fullest(view: View, places: tuple[Place, ...]) -> str | None:
    names = [view.voice(place).name for place in places]
    return max(names, key=lambda name: (len(name.split()), names.count(name))) or None


def _example(ones: list[Place], others: list[Place]) -> tuple[Place, Place] | None:
    """Return a pair of places, of two documents if there is one; both lists are in order."""
    pairs = [(ones[0], others[-1]), (ones[-1], others[0])]
    first, second = max(pairs, key=lambda pair: (pair[0][0] != pair[1][0], pair[0] != pair[1]))
    return None if first == second else (first, second)


def _by_voice(places: list[Place], voices: dict[Place, Voice]) -> dict[Voice, list[Place]]:
    heard = defaultdict(list)
    for place in places:
        heard[voices[place]].append(place)
    return heard


def _innermost(view: View, places: list[Place]) -> list[Place]:
    """Leave out what overlaps a shorter quotation of its text: one place is one occurrence."""
    parts = {place: view.quotation(place).parts for place in places}
    kept: dict[int, list[tuple[int, int]]] = defaultdict(list)
    left = []
    for place in sorted(places, key=lambda place: (sum(end - start for start, end in parts[place]), place)):
        taken = kept[place[0]]
        if not any(_overlaps(taken, part) for part in parts[place]):
            left.append(place)
            for part in parts[place]:
                insort(taken, part)
    return sorted(left)


def _overlaps(taken: list[tuple[int, int]], part: tuple[int, int]) -> bool:
    at = bisect_left(taken, part)
    return (at < len(taken) and taken[at][0] < part[1]) or (at > 0 and taken[at - 1][1] > part[0])
