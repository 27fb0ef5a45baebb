"""Time that grows with the text and no faster, for one stage."""

from __future__ import annotations

import time
import timeit
from collections.abc import Callable


def assert_grows_with_the_text(piece: str, action_on: Callable[[str], Callable[[], object]]) -> None:
    """Assert that ten times as many pieces take about ten times as long for the action on a text."""
    small, large = (_seconds(action_on(piece * (length // len(piece)))) for length in (3_000, 30_000))
    # What is quadratic takes a hundred times as long; the machine may be doing other things.
    assert large < 30 * small + 0.1
    assert large < 3


def _seconds(action: Callable[[], object]) -> float:
    # As `timeit` does, without the garbage collector, whose rounds do not grow with the text alone.
    return min(timeit.repeat(action, timer=time.process_time, repeat=2, number=1))
