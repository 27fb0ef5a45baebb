"""Candidates: who may speak each turn, with the features of each."""

from __future__ import annotations

from bisect import bisect_left

import attrs
import numpy as np
import numpy.typing as npt

from quotekit.novels.features import COLUMNS, Features
from quotekit.novels.forest import Matrix
from quotekit.novels.story import Story
from quotekit.novels.surroundings import NOBODY, Turn

Numbers = npt.NDArray[np.int32]

# How near a mention (in tokens) or a cue (in turns) must be to make somebody a candidate.
_BEHIND, _AHEAD = 1500, 200
_TURNS_BEHIND, _TURNS_AHEAD = 6, 3
_MOST = 24
# The most bearers of a cue's description that are candidates wherever they were last named.
_BEARERS = 6


@attrs.frozen(kw_only=True, eq=False)
class Candidates:
    """Hold the candidates of all turns: the `person` and `turn` of each row, and the first row of each turn.

    `bounds` ends with the number of rows. `features` has the columns of `quotekit.novels.features.COLUMNS`.
    """

    turn: Numbers
    person: Numbers
    bounds: Numbers
    features: Matrix


def candidates_of(story: Story) -> Candidates:
    """Return the candidates of every turn with their features."""
    features = Features(story)
    places = [sighting.start for sighting in story.people.sightings]
    blocks = [np.zeros((0, len(COLUMNS)), dtype=np.float32)]
    turns: list[int] = []
    persons: list[int] = []
    bounds = [0]
    for place, turn in enumerate(story.turns):
        found = _around(story, places, features.epithets.bearers(turn.description.head), place, turn)
        if found:
            blocks.append(np.array(features.rows(place, turn, found), dtype=np.float32))
        turns += [place] * len(found)
        persons += found
        bounds.append(len(persons))
    return Candidates(
        turn=np.array(turns, dtype=np.int32),
        person=np.array(persons, dtype=np.int32),
        bounds=np.array(bounds, dtype=np.int32),
        features=np.concatenate(blocks),
    )


def _around(story: Story, places: list[int], bearers: list[int], place: int, turn: Turn) -> list[int]:
    """Return the candidates of a turn: those mentioned around it and those known to speak near it.

    `places` are where somebody is mentioned, and `bearers` those who fit the description in the turn's cue.
    """
    people, turns = story.people, story.turns
    found: dict[int, None] = {}
    for near in turns[max(0, place - _TURNS_BEHIND) : place + _TURNS_AHEAD + 1]:
        if near.source != NOBODY:
            found[near.source] = None
    found |= dict.fromkeys((*sorted(turn.rivals), *bearers[:_BEARERS]))
    if people.narrator != NOBODY:
        found[people.narrator] = None
    low, middle, high = (
        bisect_left(places, at) for at in (turn.first - _BEHIND, turn.last, turn.last + _AHEAD)
    )
    for at in (*range(middle, high), *range(middle - 1, low - 1, -1)):
        if len(found) >= _MOST:
            break
        found[people.sightings[at].person] = None
    if turn.cue in ("he", "she"):
        # Who says *I* is not *she*.
        found.pop(people.narrator, None)
    return sorted(found)
