"""Groups of matches: which ranges of which wordings are one saying, without chaining unrelated ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import attrs

from quotekit.comparison.archive import Match
from quotekit.comparison.view import View

Node = tuple[int, int]
"""A wording and one of its ranges: a wording of several sentences may be part of several sayings."""


@attrs.frozen
class Group:
    """Hold the nodes of one saying and the edges between them.

    `undivided` are those of its wordings that are part of no other saying.
    """

    nodes: tuple[Node, ...]
    edges: tuple[tuple[Node, Node], ...]
    undivided: frozenset[int]


def groups(view: View, wordings: list[int]) -> Iterator[Group]:
    """Return every group that a range of one of the wordings belongs to, each once."""
    ranges = _Ranges(view)
    seen: set[Node] = set()
    for wording in wordings:
        for node in ranges.nodes(wording):
            if node not in seen:
                group = _grow(ranges, node)
                seen.update(group.nodes)
                yield group


def _grow(ranges: _Ranges, start: Node) -> Group:
    found, queue, edges = {start}, [start], set()
    while queue:
        node = queue.pop()
        for other in ranges.neighbours(node):
            edges.add((min(node, other), max(node, other)))
            if other not in found:
                found.add(other)
                queue.append(other)
    undivided = frozenset(wording for wording, _ in found if len(ranges.nodes(wording)) == 1)
    return Group(tuple(sorted(found)), tuple(sorted(edges)), undivided)


class _Ranges:
    """Number the distinct ranges that a wording's matches share; ranges that overlap by half are one."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._known: dict[int, dict[tuple[int, int], tuple[int, list[Match]]]] = {}

    def nodes(self, wording: int) -> list[Node]:
        if not self._of(wording):
            return [(wording, 0)]
        return sorted({(wording, number) for number, _ in self._of(wording).values()})

    def neighbours(self, node: Node) -> Iterator[Node]:
        for number, matches in self._of(node[0]).values():
            if number == node[1]:
                for _, _, _, other, start, end in matches:
                    yield other, self._of(other)[start, end][0]

    def _of(self, wording: int) -> dict[tuple[int, int], tuple[int, list[Match]]]:
        known = self._known.get(wording)
        if known is None:
            known = self._known[wording] = self._sort(wording)
        return known

    def _sort(self, wording: int) -> dict[tuple[int, int], tuple[int, list[Match]]]:
        by_range = defaultdict(list)
        for match in self._view.matches(wording):
            by_range[match[1:3]].append(match)
        number, low, high = 0, 0, 0
        sorted_ranges = {}
        for start, end in sorted(by_range):
            if high and 2 * (min(end, high) - start) < min(end - start, high - low):
                number, low, high = number + 1, start, end
            low, high = min(low, start) if high else start, max(high, end)
            sorted_ranges[start, end] = number, by_range[start, end]
        return sorted_ranges
