"""What makes the bytes: a random source, Hypothesis, or atheris, which follows the code's coverage."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec

from fuzzing.guided import atheris
from fuzzing.hunt import Budget, Hunt, Over, Tally, Target

_LENGTH = 48
# Hypothesis remembers all that it has tried: a fresh start now and then keeps memory flat.
_BATCH = 5000


def at_random(target: Target, budget: Budget, tally: Tally) -> None:
    """Try random bytes, and keep the first input that fails at each place."""
    source = random.Random(budget.seed)
    hunt = Hunt(target, budget, tally)
    with suppress(Over):
        while True:
            hunt.attempt(source.randbytes(int(_LENGTH * source.random() ** 2) + 1))


def hypothesis(target: Target, budget: Budget, tally: Tally) -> None:
    """Let Hypothesis choose the bytes, and shrink the first that fails."""
    import hypothesis as h

    hunt = Hunt(target, budget, tally)
    failed: tuple[bytes, Exception] | None = None
    batch = 0
    while failed is None and (left := hunt.left) > 0:

        @h.seed(budget.seed + batch)
        @h.settings(
            max_examples=min(_BATCH, left),
            database=None,
            deadline=None,
            suppress_health_check=list(h.HealthCheck),
            phases=[h.Phase.generate, h.Phase.shrink],
            report_multiple_bugs=False,
        )
        @h.given(h.strategies.binary(max_size=_LENGTH))
        def each(data: bytes) -> None:
            nonlocal failed
            try:
                if failed is None:
                    hunt.run(data)
                elif hunt.is_late:
                    raise Over
                else:
                    # What makes a fault shorter is no input of its own.
                    target(data)
            except Exception as error:
                if failed is None or (len(data), data) <= (len(failed[0]), failed[0]):
                    failed = data, error
                raise

        try:
            each()
        except Over:
            pass
        except Exception:
            if failed is None:
                raise
        batch += 1
    if failed is not None:
        hunt.keep(*failed)


def require(engine: str) -> None:
    """Raise `ImportError` where an engine is not installed."""
    if engine != "random" and not find_spec(engine):
        raise ImportError(f"the engine {engine} is not installed: pip install --group fuzz")


ENGINES: dict[str, Callable[[Target, Budget, Tally], None]] = {
    "random": at_random,
    "hypothesis": hypothesis,
    "atheris": atheris,
}
