"""Wordings: the words of each quotation, cut into units that may be repeated by themselves."""

from __future__ import annotations

import functools
import hashlib
import itertools
import zlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import attrs

from quotekit.comparison.words import is_distinctive, words_of
from quotekit.document import Document, Quotation

# A quotation of more words than this is compared in stretches, so that comparing a pair takes bounded time.
STRETCH = 256
_LITTLE = 0.1
# The least (words, weight) of a saying rather than a phrase: in the speaker's own words and, higher, in the
# reporter's, where noun phrases and idioms of the trade recur in unrelated texts.
QUOTED = ((6, 2.3), (5, 4.0))
_REPORTED = ((8, 2.8),)
# The share of a unit, by weight, that another wording must have to be the same saying.
ENOUGH = 0.65
# In a unit this short, a changed word leaves too few keys.
_FEW = 6
# A long run that two wordings share has this many keys, however long their units are.
_MOST_NEEDED = 4

Parts = tuple[tuple[int, int], ...]


@attrs.frozen(slots=False)
class Wording:
    """Hold folded words, and the `units` (half-open word ranges) that may be repeated by themselves.

    Units are the sentences and parts of a quotation and, in a mixed one, the words in quotation marks.
    `named` says which words are written as names. Quotations with equal wordings have the same words once
    folded.
    """

    words: tuple[str, ...]
    named: tuple[bool, ...]
    units: tuple[tuple[int, int], ...]

    def digest(self, place: object) -> int:
        """Return a hash of the wording (64 bits, signed for the file).

        Without a unit a wording is never a saying, and its `place` keeps it apart from equal ones.
        """
        return self._digest if self.units else _hash(f"{self._whole}{place}")

    @functools.cached_property
    def _digest(self) -> int:
        return _hash(f"{self._whole}{self.units}")

    @property
    def _whole(self) -> str:
        """Return all that is equal in equal wordings, but the units."""
        return f"{' '.join(self.words)}\n{self.named}"

    @functools.cached_property
    def distinctive(self) -> tuple[int, ...]:
        """Return the positions of the distinctive words."""
        return tuple(i for i, word in enumerate(self.words) if is_distinctive(word))

    @functools.cached_property
    def keys(self) -> frozenset[int]:
        """Return the keys for the index: the pairs of successive distinctive words.

        In a short unit, pairs with one distinctive word between them are keys too.
        """
        pairs = set(itertools.pairwise(self.distinctive))
        for inside in self._distinctive_in_units():
            if len(inside) <= _FEW:
                pairs.update(zip(inside, inside[2:], strict=False))
        return frozenset(zlib.crc32(f"{self.words[i]} {self.words[j]}".encode()) for i, j in pairs)

    @functools.cached_property
    def need(self) -> int:
        """Return the least number of keys shared by any wording that has one of the units.

        That many are left if a share of `ENOUGH` is kept and each lost word costs two keys.
        """
        needs = (
            len(inside) - 1 - 2 * (int((1 - ENOUGH) * (len(inside) - names)) + names)
            for inside in self._distinctive_in_units()
            for names in [sum(self.named[i] for i in inside)]
        )
        return max(1, min(_MOST_NEEDED, min(needs, default=_MOST_NEEDED)))

    @functools.cached_property
    def sums(self) -> list[float]:
        """Return the weight of the first 0, 1, 2 … words.

        A common word counts a tenth, and so does a name: two texts that share a minister's name and office do
        not share a saying.
        """
        return weigh(self.words, self.named)

    def _distinctive_in_units(self) -> Iterator[tuple[int, ...]]:
        for start, end in self.units:
            yield self.distinctive[bisect_left(self.distinctive, start) : bisect_left(self.distinctive, end)]


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def weigh(words: Iterable[str], named: Iterable[bool]) -> list[float]:
    """Return the weight of the first 0, 1, 2 … words.

    >>> weigh(["ryan", "is", "wrong"], [True, False, False])
    [0.0, 0.1, 0.2, 1.2]
    """
    weights = (
        1.0 if is_distinctive(word) and not name else _LITTLE for word, name in zip(words, named, strict=True)
    )
    return list(itertools.accumulate(weights, initial=0.0))


def says_enough(words: int, weight: float, least: Iterable[tuple[int, float]] = QUOTED) -> bool:
    """Tell whether this many words of this weight are a saying."""
    return any(words >= many and weight >= heavy for many, heavy in least)


@attrs.frozen
class Placed:
    """Hold a wording with the index of its quotation and the number of the stretch."""

    quotation: int
    stretch: int
    wording: Wording


def own_parts(document: Document) -> list[Parts]:
    """Return the parts of each quotation's content that are its own speaker's words, as offsets.

    The words of a quotation inside another belong to the inner speaker alone.
    """
    held: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for quotation in document.quotations:
        if quotation.inside is not None:
            held[quotation.inside].extend((span.start, span.end) for span in quotation.content)
    return [
        _without(((span.start, span.end) for span in quotation.content), held.get(index, ()))
        for index, quotation in enumerate(document.quotations)
    ]


def placed_wordings(document: Document, own: list[Parts]) -> Iterator[Placed]:
    """Return the wordings of a document's quotations, in order, except those too short to be a saying."""
    sentences = [sentence.start for sentence in document.sentences]
    marks = [quoted.span.start for quoted in document.quoted]
    for index, (quotation, parts) in enumerate(zip(document.quotations, own, strict=True)):
        words = words_of(document.text, parts)
        count = len(words.folded)
        if count < QUOTED[-1][0]:
            continue
        between = slice(bisect_left(sentences, quotation.start), bisect_left(sentences, quotation.end))
        opening = {bisect_left(words.starts, start) for start in sentences[between]}
        if not document.sentences:
            opening.update(bisect_left(words.starts, start) for start, _ in parts)
        quoted = _quoted_ranges(document, quotation, marks, words.starts) if quotation.type == "mixed" else []
        least = QUOTED if quotation.type == "direct" else _REPORTED
        for stretch, wording in _wordings(
            tuple(words.folded), tuple(words.capital), tuple(sorted(opening)), tuple(quoted), least
        ):
            yield Placed(index, stretch, wording)


# What many documents quote is one object, whose keys are made once.
@functools.lru_cache(maxsize=256)
def _wordings(
    words: tuple[str, ...],
    capital: tuple[bool, ...],
    opening: tuple[int, ...],
    quoted: tuple[tuple[int, int], ...],
    least: tuple[tuple[int, float], ...],
) -> tuple[tuple[int, Wording], ...]:
    """Return the wordings of a quotation with the numbers of their stretches.

    `capital` tells which words have a capital letter, `opening` are those that open sentences, and `quoted`
    the ranges in quotation marks.
    """
    named = _named(capital, {*opening, *(start for start, _ in quoted)})
    count, sums = len(words), weigh(words, named)
    bounds = sorted({*opening, *range(0, count, STRETCH), count})
    units = _units(itertools.pairwise(bounds), sums, least) | _units(quoted, sums, QUOTED)
    found = []
    for stretch, first in enumerate(range(0, count, STRETCH)):
        last = min(first + STRETCH, count)
        if says_enough(last - first, sums[last] - sums[first]):
            inside = sorted((start - first, end - first) for start, end in units if first <= start < last)
            found.append((stretch, Wording(words[first:last], named[first:last], tuple(inside))))
    return tuple(found)


def _named(capital: tuple[bool, ...], opening: set[int]) -> tuple[bool, ...]:
    """Tell which words are written as names: capitalised other than at a beginning, unless most words are."""
    named = tuple(upper and i not in opening for i, upper in enumerate(capital))
    return named if 2 * sum(named) < len(named) else (False,) * len(named)


def _units(
    ranges: Iterable[tuple[int, int]], sums: list[float], least: Iterable[tuple[int, float]]
) -> set[tuple[int, int]]:
    """Return the ranges that are long enough to be sayings, cut at the ends of stretches."""
    cut = (
        (max(start, first), min(end, first + STRETCH))
        for start, end in ranges
        for first in range(start - start % STRETCH, end, STRETCH)
    )
    return {(start, end) for start, end in cut if says_enough(end - start, sums[end] - sums[start], least)}


def _quoted_ranges(
    document: Document, quotation: Quotation, marks: list[int], starts: list[int]
) -> list[tuple[int, int]]:
    inside = document.quoted[bisect_left(marks, quotation.start) : bisect_left(marks, quotation.end)]
    return [
        (bisect_left(starts, quoted.inner.start), bisect_left(starts, quoted.inner.end)) for quoted in inside
    ]


def _without(parts: Iterable[tuple[int, int]], holes: Sequence[tuple[int, int]]) -> Parts:
    if not holes:
        return tuple([part for part in parts if part[0] < part[1]])
    apart: list[tuple[int, int]] = []
    for begin, stop in sorted(holes):
        if apart and begin <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(stop, apart[-1][1]))
        else:
            apart.append((begin, stop))
    left: list[tuple[int, int]] = []
    for start, end in parts:
        for at in range(max(bisect_left(apart, (start, start)) - 1, 0), len(apart)):
            begin, stop = apart[at]
            if begin >= end:
                break
            if start < begin:
                left.append((start, begin))
            start = max(start, stop)
        if start < end:
            left.append((start, end))
    return tuple(left)
