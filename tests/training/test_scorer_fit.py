"""How the weights of the scorer are fitted."""

from __future__ import annotations

from quotekit.speakers.resolving.mentions import SORTS
from quotekit.speakers.resolving.scorer import weights
from quotekit.training.speakers.scorer import Example, fit


def test_what_no_example_shows_stays_as_the_fit_is_drawn_to_and_what_many_show_moves() -> None:
    examples = [
        Example("person", (("owned",), ("nobody",)), (False, True), f"article {number}")
        for number in range(200)
    ]
    before, after = weights(), fit(examples)
    assert after["person"]["owned"] < before["person"]["owned"] - 0.5
    for sort in SORTS:
        for name in before[sort].keys() - {"owned", "nobody", "gender-unknown", "gender-unknown-full"}:
            assert abs(after[sort][name] - before[sort][name]) < 1e-6
