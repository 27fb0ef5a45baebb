"""Tags: spans encoded as one label per piece, and decoded from scores by the best legal path.

BIOES (Ratinov and Roth 2009): a span is its single piece (S), or a beginning (B), insides (I) and an
end (E); O is outside. The best path through scores is Viterbi's (1967), over legal steps only.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import get_args

import attrs
import numpy as np
import numpy.typing as npt

from quotekit.document import Act

Scores = npt.NDArray[np.float32]

ACTS: tuple[Act, ...] = get_args(Act)
"""The acts that cues signal: speech, thought and deeds."""

PLACES = "BIES"
"""The tags of a role: beginning, inside, end and single."""


def _tags(roles: Sequence[str]) -> tuple[str, ...]:
    return ("O", *(f"{place}-{role}" for role in roles for place in PLACES))


CUE_TAGS = _tags(ACTS)
PART_TAGS = _tags(["content", "source"])
SOURCE = [number for number, tag in enumerate(PART_TAGS) if tag.endswith("source")]
"""The numbers of the tags of a source."""
ENTITY_TAGS = _tags(["person", "organisation", "place", "group", "other"])
"""Kinds of names: a group is one of nationality, religion or party; other is a product, event or work."""


def encode(spans: Sequence[tuple[int, int, str]], length: int, tags: Sequence[str]) -> npt.NDArray[np.int64]:
    """Return half-open piece ranges with their roles as tag numbers; earlier spans take precedence.

    >>> [CUE_TAGS[n] for n in encode([(1, 3, "thought")], 4, CUE_TAGS)]
    ['O', 'B-thought', 'E-thought', 'O']
    """
    numbers = {tag: number for number, tag in enumerate(tags)}
    out = np.zeros(length, dtype=np.int64)
    for start, end, role in spans:
        if start >= end or out[start:end].any():
            continue
        if end - start == 1:
            out[start] = numbers[f"S-{role}"]
        else:
            out[start:end] = numbers[f"I-{role}"]
            out[start], out[end - 1] = numbers[f"B-{role}"], numbers[f"E-{role}"]
    return out


def _follows(before: str, after: str) -> bool:
    """Tell whether a tag may stand after another: a span goes on until it ends, and nothing else does."""
    return before[2:] == after[2:] and after[0] in "IE" if before[0] in "BI" else after[0] in "OBS"


_NO_ROLE = -1


@attrs.frozen
class Decoder:
    """Decode spans from scores, for one set of tags."""

    tags: tuple[str, ...]
    _roles: tuple[tuple[int, int, int, int], ...] = attrs.field(init=False, repr=False)
    _follows: npt.NDArray[np.bool_] = attrs.field(init=False, repr=False, eq=False)
    _opens: npt.NDArray[np.bool_] = attrs.field(init=False, repr=False, eq=False)
    _closes: npt.NDArray[np.bool_] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        numbers = {tag: number for number, tag in enumerate(self.tags)}
        roles = dict.fromkeys(tag[2:] for tag in self.tags if tag != "O")
        places = tuple(tuple(numbers[f"{place}-{role}"] for place in PLACES) for role in roles)
        object.__setattr__(self, "_roles", places)
        follows = [[_follows(before, after) for after in self.tags] for before in self.tags]
        object.__setattr__(self, "_follows", np.array(follows))
        object.__setattr__(self, "_opens", np.array([tag[0] in "BS" for tag in self.tags]))
        object.__setattr__(self, "_closes", np.array([tag[0] in "ES" for tag in self.tags]))

    def path(self, scores: Scores, stops: Sequence[int] = ()) -> npt.NDArray[np.int64]:
        """Return the best legal path through (pieces, tags) scores.

        The scores may be those of several sequences, one after the other, which end at `stops`: many at once
        take a fraction of the time.

        >>> scores = np.zeros((3, len(CUE_TAGS)), dtype=np.float32)
        >>> scores[0, CUE_TAGS.index("B-speech")] = scores[2, CUE_TAGS.index("E-speech")] = 1.0
        >>> [CUE_TAGS[number] for number in Decoder(CUE_TAGS).path(scores)]
        ['B-speech', 'I-speech', 'E-speech']
        """
        ends = np.array(stops or [len(scores)])
        likeliest: npt.NDArray[np.int64] = scores.argmax(1)
        before = np.concatenate([[0], likeliest[:-1]])
        before[ends[:-1]] = 0
        is_legal = self._follows[before, likeliest]
        is_legal[ends - 1] &= self._follows[likeliest[ends - 1], 0]
        # No path is better than the likeliest tag of every piece; often that is a legal one.
        illegal = np.flatnonzero(~is_legal)
        for number in dict.fromkeys(np.searchsorted(ends, illegal, "right").tolist()):
            begin, end = int(ends[number - 1]) if number else 0, int(ends[number])
            some = illegal[(begin <= illegal) & (illegal < end)] - begin
            leads = (scores[begin:end, 0] - _highest(scores[begin:end, 1:])).tolist()
            for start, stop in _open(some.tolist(), leads):
                one = slice(begin + start, begin + stop)
                likeliest[one] = self._best(scores[one])
        return likeliest

    def _best(self, scores: Scores) -> npt.NDArray[np.int64]:
        """Return the best legal path through the scores of one sequence.

        After a piece, a path is either between spans or inside a span of some role, which alone decides the
        tags that may follow. So one best path is kept for each of these states rather than for each tag. It
        uses plain numbers, as arrays for single pieces are too small to be worth it.
        """
        out = np.zeros(len(scores), dtype=np.int64)
        between, inside = 0.0, [-math.inf] * len(self._roles)
        into_between: list[tuple[int, int]] = []  # by piece: the tag, and the role whose span it ends
        into_inside: list[list[int]] = []  # by piece and role: the tag
        for row in scores.tolist():
            best, tag, ended = between + row[0], 0, _NO_ROLE
            opened, tags = [], []
            for role, (begin, middle, end, single) in enumerate(self._roles):
                if between + row[single] > best:
                    best, tag, ended = between + row[single], single, _NO_ROLE
                if inside[role] + row[end] > best:
                    best, tag, ended = inside[role] + row[end], end, role
                if inside[role] + row[middle] > between + row[begin]:
                    opened.append(inside[role] + row[middle])
                    tags.append(middle)
                else:
                    opened.append(between + row[begin])
                    tags.append(begin)
            between, inside = best, opened
            into_between.append((tag, ended))
            into_inside.append(tags)
        role = _NO_ROLE  # a unit ends between spans
        for piece in range(len(scores) - 1, -1, -1):
            if role == _NO_ROLE:
                out[piece], role = into_between[piece]
            else:
                out[piece] = into_inside[piece][role]
                if out[piece] == self._roles[role][0]:
                    role = _NO_ROLE
        return out

    def spans(self, path: npt.NDArray[np.int64]) -> list[tuple[int, int, str]]:
        """Return the half-open piece ranges of a legal path, with their roles."""
        firsts = np.flatnonzero(self._opens[path])
        stops = np.flatnonzero(self._closes[path]) + 1
        roles = [self.tags[number][2:] for number in path[firsts].tolist()]
        return list(zip(firsts.tolist(), stops.tolist(), roles, strict=True))


def _highest(scores: Scores) -> Scores:
    """Return the highest score of each piece; numpy takes many times as long over the short rows."""
    return np.asarray(scores.T.copy().max(0))


def tag_shares(scores: Scores) -> Scores:
    """Return the share of each tag, by piece."""
    weights = np.exp(scores - _highest(scores)[:, None])
    return np.asarray(weights / weights.sum(-1, keepdims=True), dtype=np.float32)


def role_shares(scores: Scores) -> Scores:
    """Return the share of each role, whatever the place in its span, by piece."""
    roles = (scores.shape[1] - 1) // len(PLACES)
    return np.asarray(tag_shares(scores)[:, 1:].reshape(len(scores), roles, len(PLACES)).sum(2))


def _open(illegal: Sequence[int], leads: Sequence[float]) -> set[tuple[int, int]]:
    """Return the ranges of a sequence outside which the best legal path has the likeliest tags.

    `illegal` are the pieces whose likeliest tag may not follow the one before, `leads` by how much no tag
    is better than any other. The path that has no tag in the spans with an illegal step is a legal one, so
    the best one loses no more than that does. Where no tag leads by more, the best path has none.
    """

    def widened(start: int, stop: int, most: float) -> tuple[int, int]:
        while start and leads[start - 1] <= most:
            start -= 1
        while stop < len(leads) and leads[stop] <= most:
            stop += 1
        return start, stop

    starts = {place if leads[place] < 0 else max(place - 1, 0) for place in illegal}
    spans = {widened(start, start + 1, 0.0) for start in starts}
    loss = -sum(sum(leads[start:stop]) for start, stop in spans)
    return {widened(start, stop, loss) for start, stop in spans}
