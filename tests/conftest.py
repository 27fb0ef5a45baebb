"""What holds for every test file."""

from __future__ import annotations

import gc
import signal
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

# A generated test tries fewer examples than by default; `.ci/run` asks for the thorough profile. None of them
# looks at the clock: other work on the machine would make it fail.
settings.register_profile(
    "quick", max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", settings.get_profile("quick"), max_examples=100)
settings.load_profile("quick")


def pytest_configure(config: pytest.Config) -> None:
    # Hypothesis looks for what refers to numpy's generator of random numbers, and cannot see what is frozen.
    config.addinivalue_line(
        "filterwarnings", "ignore:It looks like `register_random`:hypothesis.errors.HypothesisWarning"
    )


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    """Let a file of tests that cannot be imported fail: doctest passes it over, as it may a file of `src`."""
    report = yield
    if (
        report.skipped
        and collector.path.name.startswith("test_")
        and "unable to import" in str(report.longrepr)
    ):
        report.outcome, report.longrepr = "failed", f"{collector.path}: its imports fail"
    return report


@pytest.fixture(autouse=True, scope="session")
def _ctrl_c_is_heard() -> Iterator[None]:
    """Let the commands that tests start be interrupted where a shell started the suite in the background.

    Such a shell has the suite ignore Ctrl-C, and every process that a test starts inherits that.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(autouse=True, scope="module")
def _clean_heap() -> Iterator[None]:
    """Keep what earlier files left out of garbage collection: it would count in tests that take the time."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()
