"""Assertions for your own tests: a document is valid, and has the quotations that it should have.

Each raises `AssertionError` with a message that says what was expected and what was got, and shows the fault
in ``⟦ ⟧`` with the text around it. They also do so if a field has a value of the wrong type. They need no
test framework and no extra.
"""

from __future__ import annotations

from quotekit.testing.finding import assert_finds, match_of, same_name
from quotekit.testing.layout import assert_offsets, assert_order, assert_quoted, assert_tokens
from quotekit.testing.sound import assert_round_trip, assert_sound
from quotekit.testing.speakers import assert_speakers
from quotekit.testing.values import assert_values

__all__ = [
    "assert_finds",
    "assert_offsets",
    "assert_order",
    "assert_quoted",
    "assert_round_trip",
    "assert_sound",
    "assert_speakers",
    "assert_tokens",
    "assert_values",
    "match_of",
    "same_name",
]
