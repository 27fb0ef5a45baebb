"""Sayings written out from decided groups, with the words that each occurrence shares with the others."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator

from quotekit.comparison.alignment import align
from quotekit.comparison.grouping import Group, Node
from quotekit.comparison.records import Decision, Occurrence, Saying, Side
from quotekit.comparison.verdicts import Decided
from quotekit.comparison.view import Place, View
from quotekit.comparison.wording import STRETCH
from quotekit.document import Span

# How many of a group's matches are used to find its shared words.
_NEIGHBOURS = 8


def saying_of(view: View, decided: Decided) -> Saying:
    """Return a decided group as a saying."""
    ranges = _shared_ranges(view, decided.group)
    occurrences = {place: _occurrence(view, place, ranges[place]) for place in decided.places}
    return Saying(
        verdict=decided.verdict,
        occurrences=tuple(occurrences.values()),
        sides=tuple(
            Side(name=_fullest(found), occurrences=found)
            for found in (tuple(occurrences[place] for place in places) for places in decided.sides)
        ),
        decisions=tuple(
            Decision(first=occurrences[first], second=occurrences[second], verdict=verdict, reason=reason)
            for verdict, first, second, reason in decided.decisions
        ),
    )


def _shared_ranges(view: View, group: Group) -> dict[Place, set[tuple[int, int]]]:
    """Return the word ranges that each quotation of a group shares, relative to its first word."""
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


def _fullest(occurrences: tuple[Occurrence, ...]) -> str | None:
    """Return the name with the most words or, of several, the one in most occurrences."""
    names = Counter(occurrence.speaker.name if occurrence.speaker else "" for occurrence in occurrences)
    return max(names, key=lambda name: (len(name.split()), names[name])) or None
