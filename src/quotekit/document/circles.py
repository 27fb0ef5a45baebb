"""Quotations inside each other: whoever walks outwards from one must arrive."""

from __future__ import annotations

from collections.abc import Sequence


def circle(inside: Sequence[int | None]) -> int | None:
    """Return a place that stands inside itself, at one step or at many; None where there is none.

    `inside` holds, for each quotation, the place of the one that it stands inside.

    >>> circle([1, 2, 0]), circle([None, 0, 1])
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
