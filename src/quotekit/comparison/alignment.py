"""Alignment: whether two wordings are the same saying, by their common words in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs
from rapidfuzz.distance import LCSseq
from rapidfuzz.fuzz import ratio

from quotekit.comparison.wording import ENOUGH, QUOTED, Wording

# A unit is shared if the other wording has nearly all of its weight, or `ENOUGH` of it and this share of its
# words; each gap between runs costs weight.
_WHOLE, _COUNTED, _BREAK = 0.95, 0.8, 0.1
# The least weight of a unit that is only partly shared, and the less that is enough from this share of words.
_LEAST, _NEARLY = (3.0, 2.2), 0.85
# A run of this many words is shared speech, wherever its sentences begin and end.
_LONG_WORDS = 10
_LONG_WEIGHT = 6.0
# Two words in the same place are spellings of one word if they are at least this similar (0 to 100).
_ALIKE = 80.0
# A single word counts if at most this many words, in both wordings, separate it from shared words.
_NEAR = 2

Run = tuple[int, int, int]


@attrs.frozen
class Alignment:
    """Hold what two wordings share: runs of words as (start in the first, start in the second, length)."""

    runs: tuple[Run, ...]

    @property
    def first(self) -> tuple[int, int]:
        """Return the range of the first wording's words from the first shared one to the last."""
        return self.runs[0][0], self.runs[-1][0] + self.runs[-1][2]

    @property
    def second(self) -> tuple[int, int]:
        """Return the range of the second wording's words from the first shared one to the last."""
        return self.runs[0][1], self.runs[-1][1] + self.runs[-1][2]


def align(first: Wording, second: Wording) -> Alignment | None:
    """Return the alignment of two wordings, or None if they are not the same saying.

    They are the same if most of a unit of one is in the other, in order, or if they share a long run of
    words. The order of the two does not matter.

    >>> def wording(text):
    ...     words = tuple(text.split())
    ...     return Wording(words, (False,) * len(words), ((0, len(words)),))
    >>> first = wording("the other half is dialogue and negotiation")
    >>> align(first, wording("he said the other half is talks and negotiation")).runs
    ((0, 2, 4), (5, 7, 2))
    """
    if (second.words, second.units, second.named) < (first.words, first.units, first.named):
        turned = align(second, first)
        return turned and Alignment(tuple((b, a, length) for a, b, length in turned.runs))
    least = min(
        (end - start for wording in (first, second) for start, end in wording.units), default=_LONG_WORDS
    )
    if LCSseq.similarity(first.words, second.words, score_cutoff=max(QUOTED[-1][0], least // 2)) == 0:
        return None
    sums = first.sums
    likely = _without_coincidences(_runs(first.words, second.words), sums)
    kept = {run for run in likely if _is_long(run, sums)}
    kept.update(_in_whole_units(first.units, 0, likely, sums))
    kept.update(_in_whole_units(second.units, 1, likely, second.sums))
    return Alignment(tuple(sorted(kept))) if kept else None


def _runs(first: Sequence[str], second: Sequence[str]) -> list[Run]:
    runs: list[Run] = [
        (code.src_start, code.dest_start, code.src_end - code.src_start)
        for code in LCSseq.opcodes(first, second)
        if code.tag == "equal"
    ]
    return _bridged(_closed_up(runs, first, second), first, second)


def _closed_up(runs: list[Run], first: Sequence[str], second: Sequence[str]) -> list[Run]:
    # A longest common subsequence may take a word far ahead of its run although the same word is right beside
    # the run too: use that one.
    for i in range(len(runs) - 2, -1, -1):
        a, b, length = runs[i]
        next_a, next_b, next_length = runs[i + 1]
        while length and (
            (a + length == next_a and second[next_b - 1] == first[a + length - 1])
            or (b + length == next_b and first[next_a - 1] == second[b + length - 1])
        ):
            length, next_a, next_b, next_length = length - 1, next_a - 1, next_b - 1, next_length + 1
        runs[i], runs[i + 1] = (a, b, length), (next_a, next_b, next_length)
    return [run for run in runs if run[2]]


def _bridged(runs: list[Run], first: Sequence[str], second: Sequence[str]) -> list[Run]:
    """Join runs across two spellings of one word."""
    joined: list[Run] = []
    at_first, at_second = 0, 0
    for a, b, length in [*runs, (len(first), len(second), 0)]:
        gap = a - at_first
        if gap and gap == b - at_second and _alike(first[at_first:a], second[at_second:b]):
            joined.append((at_first, at_second, gap))
        elif gap and b > at_second and "".join(first[at_first:a]) == "".join(second[at_second:b]):
            joined.append((at_first, at_second, min(gap, b - at_second)))
        if length:
            joined.append((a, b, length))
        at_first, at_second = a + length, b + length
    merged: list[Run] = []
    for a, b, length in joined:
        if merged and merged[-1][0] + merged[-1][2] == a and merged[-1][1] + merged[-1][2] == b:
            merged[-1] = (*merged[-1][:2], merged[-1][2] + length)
        else:
            merged.append((a, b, length))
    return merged


def _alike(first: Sequence[str], second: Sequence[str]) -> bool:
    return len(first) <= 3 and all(
        ratio(one, other) >= _ALIKE for one, other in zip(first, second, strict=True)
    )


def _without_coincidences(runs: list[Run], sums: list[float]) -> list[Run]:
    """Drop likely coincidences: a word or two in common with nothing beside them."""
    sure = [run[2] >= 3 or sums[run[0] + run[2]] - sums[run[0]] >= 1.1 for run in runs]
    for order in (range(1, len(runs)), range(len(runs) - 2, -1, -1)):
        step = order.step
        for i in order:
            (a, b, length), (next_a, next_b, _) = sorted((runs[i - step], runs[i]))
            near = next_a - a - length <= _NEAR and next_b - b - length <= _NEAR
            sure[i] = sure[i] or (near and sure[i - step])
    return [run for run, kept in zip(runs, sure, strict=True) if kept]


def _is_long(run: Run, sums: list[float]) -> bool:
    return run[2] >= _LONG_WORDS and sums[run[0] + run[2]] - sums[run[0]] >= _LONG_WEIGHT


def _in_whole_units(
    units: tuple[tuple[int, int], ...], side: int, runs: list[Run], sums: list[float]
) -> Iterator[Run]:
    """Return the runs within the units of one wording that the other has too."""
    for start, end in units:
        inside = [run for run in runs if run[side] < end and run[side] + run[2] > start]
        words, weight = 0, -_BREAK * (len(inside) - 1)
        for run in inside:
            low, high = max(run[side], start), min(run[side] + run[2], end)
            words, weight = words + high - low, weight + sums[high] - sums[low]
        weighed, counted = weight / (sums[end] - sums[start]), words / (end - start)
        if weighed >= _WHOLE or (
            weighed >= ENOUGH and weight >= _LEAST[counted >= _NEARLY] and counted >= _COUNTED
        ):
            yield from inside
