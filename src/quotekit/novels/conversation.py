"""Conversations as a whole: the likeliest speaker of a turn, given those before and after it.

Each turn has probabilities for its candidates. The forward-backward algorithm over pairs of turns combines
them: neighbours in a conversation are seldom the same person, and the speaker before the last often speaks
again.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

# How many of a turn's candidates are considered.
_KEPT = 6
# The odds by which the context makes somebody likelier than the turn alone: who spoke in the turn before, and
# who in that before it. Each for a turn in the same paragraph as the one before, in the next one, further on,
# and one that carries on speech that the paragraph before leaves open.
_AGAIN = (1.0, 0.25, 1.0, 50.0)
_BACK = (1.0, 2.0, 1.0, 1.0)
_CARRIED = 3


def weigh_together(
    chances: Floats,
    persons: npt.NDArray[np.int32],
    bounds: npt.NDArray[np.int32],
    paragraphs: Sequence[int],
    carried: Container[int],
) -> Floats:
    """Return each candidate's probability given the turns around it.

    `chances` and `persons` have one entry per candidate; `bounds` are the rows where turns begin, followed by
    the number of rows; `paragraphs` has the paragraph of each turn; `carried` are the turns that carry on the
    one before.
    """
    places = [_kept(chances, int(bounds[t]), int(bounds[t + 1])) for t in range(len(paragraphs))]
    kept = [(persons[rows], chances[rows] + 1e-9) for rows in places]
    steps = [0] + [min(2, max(0, b - a)) for a, b in pairwise(paragraphs)]
    steps = [_CARRIED if turn in carried else step for turn, step in enumerate(steps)]
    out = np.zeros_like(chances)
    for rows, shares in zip(places, _marginals(kept, steps), strict=True):
        out[rows] = shares
    return out


def _kept(chances: Floats, low: int, high: int) -> npt.NDArray[np.int64]:
    """Return the rows of a turn's likeliest candidates, in order."""
    order = np.argsort(-chances[low:high], kind="stable")[:_KEPT]
    return low + np.sort(order)


def _marginals(kept: Sequence[tuple[npt.NDArray[np.int32], Floats]], steps: Sequence[int]) -> list[Floats]:
    """Return each turn's probabilities, summed over the speakers of the other turns."""
    nobody = (np.array([-1], dtype=np.int32), np.ones(1))
    turns = [turn if len(turn[0]) else nobody for turn in kept]
    links = [np.ones((1, 1, 1))] * len(turns)
    forward: list[Floats] = []
    for at, (who, chance) in enumerate(turns):
        before = turns[at - 1][0] if at else nobody[0]
        earlier = turns[at - 2][0] if at > 1 else nobody[0]
        again = who[None, None, :] == before[None, :, None]
        back = (who[None, None, :] == earlier[:, None, None]) & ~again
        link = np.where(again, _AGAIN[steps[at]], np.where(back, _BACK[steps[at]], 1.0)) * chance
        links[at] = link
        held = forward[-1] if forward else np.ones((len(earlier), len(before)))
        now = np.einsum("ij,ijk->jk", held, link)
        forward.append(now / now.sum())
    backward = np.ones_like(forward[-1]) if forward else np.ones((1, 1))
    shares: list[Floats] = [np.zeros(0)] * len(turns)
    for at in range(len(turns) - 1, -1, -1):
        joint = (forward[at] * backward).sum(axis=0)
        shares[at] = (joint / joint.sum())[: len(kept[at][0])]
        if at:
            backward = np.einsum("ijk,jk->ij", links[at], backward)
            backward /= backward.sum()
    return shares
