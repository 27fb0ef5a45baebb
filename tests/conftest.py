"""What holds for every test file."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest


def pytest_configure(config: pytest.Config) -> None:
    # Hypothesis looks for what refers to numpy's generator of random numbers, and cannot see what is frozen.
    config.addinivalue_line(
        "filterwarnings", "ignore:It looks like `register_random`:hypothesis.errors.HypothesisWarning"
    )


@pytest.fixture(autouse=True, scope="module")
def _clean_heap() -> Iterator[None]:
    """Keep what earlier files left out of garbage collection: it would count in tests that take the time."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()
