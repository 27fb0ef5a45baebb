"""Cycles of quotations inside each other, which no document may have."""

from __future__ import annotations

from collections.abc import Sequence


def cycle(inside: Sequence[int | None]) -> int | None:
    """Return the index of a quotation that is inside itself, directly or not, or None if there is none.

    `inside` holds, for each quotation, the index of the one that it is inside of.

    >>> cycle([1, 2, 0]), cycle([None, 0, 1])
    (0, None)
    """
    walk_of: list[int | None] = [None] * len(inside)
    for walk in range(len(inside)):
        at: int | None = walk
        while at is not None and walk_of[at] is None:
            walk_of[at] = walk
            at = inside[at]
        if at is not None and walk_of[at] == walk:
            return at
    return None
