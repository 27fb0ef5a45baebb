"""Tags: how spans are written as one label a piece, and read back from scores by the best legal path.

BIOES (Ratinov and Roth 2009): a span is its single piece (S), or a beginning (B), insides (I) and an
end (E); O is outside. The best path through scores is Viterbi's (1967), over legal steps only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import attrs
import numpy as np
import numpy.typing as npt

from quotekit.document import Act

Scores = npt.NDArray[np.float32]

ACTS: tuple[Act, ...] = get_args(Act)
"""What a cue signals: speech, thought, or a deed, which is only done."""


def _tags(roles: Sequence[str]) -> tuple[str, ...]:
    return ("O", *(f"{place}-{role}" for role in roles for place in "BIES"))


CUE_TAGS = _tags(ACTS)
PART_TAGS = _tags(["content", "source"])
ENTITY_TAGS = _tags(["person", "organisation", "place", "group", "other"])
"""Names: a group is one of nationality, religion or party; other is a product, an event, a work."""


def legal(tags: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Return the table of legal steps: ``table[a, b]`` tells whether tag b may follow tag a.

    >>> bool(legal(("O", "B-speech", "I-speech", "E-speech", "S-speech"))[0, 2])
    False
    """

    def follows(before: str, after: str) -> bool:
        if before[0] in "BI":
            return after[0] in "IE" and after[2:] == before[2:]
        return after[0] in "OBS"

    return np.array([[follows(a, b) for b in tags] for a in tags])


def encode(spans: Sequence[tuple[int, int, str]], length: int, tags: Sequence[str]) -> npt.NDArray[np.int64]:
    """Write half-open piece ranges with their roles as tag numbers; an earlier span wins over a later.

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


@attrs.frozen
class Decoder:
    """Read spans back from scores, for one set of tags."""

    tags: tuple[str, ...]
    _steps: Scores = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        steps = np.where(legal(self.tags), 0.0, -1e4).astype(np.float32)
        object.__setattr__(self, "_steps", steps)

    def path(self, scores: Scores) -> npt.NDArray[np.int64]:
        """Return the best legal path through (pieces, tags) scores."""
        length = len(scores)
        back = np.empty((length, len(self.tags)), dtype=np.int64)
        best = scores[0] + self._steps[0]  # a unit begins as if after O
        for row in range(1, length):
            through = best[:, None] + self._steps
            back[row] = through.argmax(0)
            best = through.max(0) + scores[row]
        ends = np.array([tag[0] in "OES" for tag in self.tags])
        out = np.empty(length, dtype=np.int64)
        out[-1] = np.where(ends, best, -1e9).argmax()
        for row in range(length - 1, 0, -1):
            out[row - 1] = back[row, out[row]]
        return out

    def spans(self, path: npt.NDArray[np.int64]) -> list[tuple[int, int, str]]:
        """Return the half-open piece ranges, with their roles, that a path stands for."""
        out, start = [], 0
        for place in np.flatnonzero(path):
            tag = self.tags[path[place]]
            if tag[0] in "BS":
                start = int(place)
            if tag[0] in "ES":
                out.append((start, int(place) + 1, tag[2:]))
        return out
