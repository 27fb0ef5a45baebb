"""How the confidence in names is fitted."""

from __future__ import annotations

import math

import pytest

from quotekit.speakers.resolving.confidence import weights
from quotekit.training.speakers.confidence import CORRECTED, corrected


def test_a_kind_that_is_right_less_often_than_said_is_corrected_and_nothing_else() -> None:
    def said(table: dict[str, float], kind: str) -> float:
        score = sum(table[name] for name in ("bias", "by-name", kind))
        return 1 / (1 + math.exp(-score))

    rows = [
        ({"bias": 1.0, "by-name": 1.0, kind: 1.0}, n < right)
        for kind, right in (("person", 1800), ("organisation", 1000))
        for n in range(2000)
    ]
    before = dict(weights())
    after = corrected(before, rows)
    assert said(after, "person") == pytest.approx(0.9, abs=0.02)
    assert said(after, "organisation") == pytest.approx(0.5, abs=0.02)
    assert {name for name in after if after[name] != pytest.approx(before[name])} <= {*CORRECTED}
