"""What makes the bytes: a random source, Hypothesis, or atheris, which follows the code's coverage."""

from __future__ import annotations

import importlib
import random
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import attrs

from quotekit.errors import MissingExtra

Target = Callable[[bytes], float]

_LENGTH = 48
# Hypothesis remembers all that it has tried: a fresh start now and then keeps memory flat.
_BATCH = 5000


@attrs.frozen
class Budget:
    """Hold how many inputs there may be, and for how many seconds."""

    inputs: int
    seconds: float
    seed: int


@attrs.define
class Tally:
    """Count what was tried, and keep what was found."""

    inputs: int = 0
    slowest: float = 0.0
    found: list[tuple[bytes, str]] = attrs.field(factory=list)

    def run(self, target: Target, data: bytes) -> None:
        """Try one input, and let pass what it raises."""
        self.inputs += 1
        self.slowest = max(self.slowest, target(data))


def at_random(target: Target, budget: Budget, tally: Tally) -> None:
    """Try random bytes, and keep the first input that fails at each place."""
    source = random.Random(budget.seed)
    places: set[object] = set()
    for _ in _allowed(budget):
        data = source.randbytes(int(_LENGTH * source.random() ** 2) + 1)
        try:
            tally.run(target, data)
        except Exception as error:
            place = _place(error)
            if place not in places:
                places.add(place)
                tally.found.append(_shortest(target, data, error))


def _place(error: Exception) -> tuple[tuple[str, int | None], ...]:
    # Not the innermost frame alone: that is often an assertion's, which many share.
    return tuple((frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)[-2:])


def hypothesis(target: Target, budget: Budget, tally: Tally) -> None:
    """Let Hypothesis choose the bytes, and shrink what it finds."""
    import hypothesis as h

    for batch in _allowed(attrs.evolve(budget, inputs=-(-budget.inputs // _BATCH))):
        last = b""

        @h.seed(budget.seed + batch)
        @h.settings(
            max_examples=min(_BATCH, budget.inputs),
            database=None,
            deadline=None,
            suppress_health_check=list(h.HealthCheck),
            phases=[h.Phase.generate, h.Phase.shrink],
            report_multiple_bugs=False,
        )
        @h.given(h.strategies.binary(max_size=_LENGTH))
        def each(data: bytes) -> None:
            nonlocal last
            last = data
            tally.run(target, data)

        try:
            each()
        except Exception as error:
            tally.found.append((last, _said(error)))
            return


def atheris(target: Target, budget: Budget, tally: Tally) -> None:
    """Let atheris choose the bytes that reach new code; it ends the process when it is done."""
    import atheris as a

    arguments = [
        f"-atheris_runs={budget.inputs}",
        f"-max_total_time={int(budget.seconds)}",
        f"-seed={budget.seed}",
    ]
    a.Setup([sys.argv[0], *arguments, f"-max_len={_LENGTH}"], lambda data: tally.run(target, data))
    a.Fuzz()


@contextmanager
def instrumented(engine: str) -> Iterator[None]:
    """Let what is fuzzed be imported as an engine needs it.

    Raises `MissingExtra` where the engine is not installed.
    """
    package = {"random": "quotekit"}.get(engine, engine)
    try:
        module = importlib.import_module(package)
    except ModuleNotFoundError:
        raise MissingExtra.of("fuzz", package=package, purpose=f"the engine {engine}") from None
    if engine == "atheris":
        with module.instrument_imports(include=["quotekit"]):
            yield
    else:
        yield


def _allowed(budget: Budget) -> Iterator[int]:
    ends = time.monotonic() + budget.seconds
    for number in range(budget.inputs):
        if time.monotonic() > ends:
            return
        yield number


def _shortest(target: Target, data: bytes, error: Exception) -> tuple[bytes, str]:
    """Leave out what is not needed for failing at the same place, byte by byte."""
    place, at = _place(error), 0
    while at < len(data):
        shorter = data[:at] + data[at + 1 :]
        try:
            target(shorter)
        except Exception as another:
            if _place(another) == place:
                data, error = shorter, another
                continue
        at += 1
    return data, _said(error)


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


ENGINES: dict[str, Callable[[Target, Budget, Tally], None]] = {
    "random": at_random,
    "hypothesis": hypothesis,
    "atheris": atheris,
}
