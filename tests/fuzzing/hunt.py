"""One search for faults: how much it may take, what it tried and what it found."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable

import attrs

Target = Callable[[bytes], float]


class Over(BaseException):
    """Tell that the budget is used up. No `Exception`: whatever looks for faults must let it pass."""


@attrs.frozen
class Budget:
    """Hold how many inputs there may be, and for how many seconds."""

    inputs: int
    seconds: float
    seed: int


@attrs.define
class Tally:
    """Count what was tried, and keep what was found: the bytes, and what was said of them."""

    inputs: int = 0
    slowest: float = 0.0
    found: list[tuple[bytes, str]] = attrs.field(factory=list)


class Hunt:
    """Try inputs on a target as long as the budget allows; the clock runs from here."""

    def __init__(self, target: Target, budget: Budget, tally: Tally) -> None:
        self._target = target
        self._budget = budget
        self._tally = tally
        self._ends = time.monotonic() + budget.seconds
        self._places: set[object] = set()

    @property
    def left(self) -> int:
        """Tell how many inputs there may still be."""
        return 0 if self.is_late else self._budget.inputs - self._tally.inputs

    @property
    def is_late(self) -> bool:
        """Tell whether the time is up."""
        return time.monotonic() >= self._ends

    def run(self, data: bytes) -> None:
        """Try one input, and let pass what it raises; raises `Over` where there may be no more."""
        if self.left <= 0:
            raise Over
        self._tally.inputs += 1
        self._tally.slowest = max(self._tally.slowest, self._target(data))

    def attempt(self, data: bytes) -> None:
        """Try one input, and keep the first that fails at each place, made shorter."""
        try:
            self.run(data)
        except Exception as error:
            place = _place(error)
            if place not in self._places:
                self._places.add(place)
                self.keep(*self._shortest(data, error))

    def keep(self, data: bytes, error: Exception) -> None:
        """Keep an input that fails."""
        self._tally.found.append((data, f"{type(error).__name__}: {error}"))

    def _shortest(self, data: bytes, error: Exception) -> tuple[bytes, Exception]:
        """Leave out what is not needed for failing at the same place, byte by byte, while there is time."""
        place, at = _place(error), 0
        while at < len(data) and not self.is_late:
            shorter = data[:at] + data[at + 1 :]
            try:
                self._target(shorter)
            except Exception as another:
                if _place(another) == place:
                    data, error = shorter, another
                    continue
            at += 1
        return data, error


def _place(error: Exception) -> tuple[tuple[str, int | None], ...]:
    # Not the innermost frame alone: that is often an assertion's, which many share.
    return tuple((frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)[-2:])
