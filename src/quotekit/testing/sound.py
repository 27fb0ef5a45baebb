"""Soundness: everything that holds for a valid document, including its round trip through JSON."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable

import attrs

from quotekit.document import Document
from quotekit.errors import InvalidDocument
from quotekit.testing.layout import assert_offsets, assert_order, assert_quoted, assert_tokens
from quotekit.testing.messages import fail, place_of
from quotekit.testing.speakers import assert_speakers
from quotekit.testing.values import assert_values, assertion

_PATH = re.compile(r"\$\.(\w+)\[(\d+)\]")


def assert_sound(document: Document) -> None:
    """Assert everything that holds for a pipeline's documents: all the other assertions together.

    >>> import quotekit
    >>> assert_sound(quotekit.attribute('"It is over," said Ann Lee.'))
    """
    assert_values(document)
    for check in (
        assert_offsets,
        assert_order,
        assert_tokens,
        assert_quoted,
        assert_speakers,
        assert_round_trip,
    ):
        # The values were checked above.
        alone: Callable[[Document], None] = inspect.unwrap(check)
        alone(document)


@assertion
def assert_round_trip(document: Document) -> None:
    """Assert that the document survives a round trip through plain data and through JSON."""
    ways: dict[str, Callable[[], Document]] = {
        "from_dict(to_dict())": lambda: Document.from_dict(document.to_dict()),
        "from_json(to_json())": lambda: Document.from_json(document.to_json()),
    }
    for name, there_and_back in ways.items():
        try:
            back = there_and_back()
        except InvalidDocument as error:
            at = _PATH.match(str(error))
            records = getattr(document, at[1])[int(at[2]) :] if at else ()
            place = place_of(records[:1], document.text)
            fail(document, f"{name}: expected the same document, got a refusal: {error}", place)
        for field in attrs.fields(Document):
            one, two = getattr(document, field.name), getattr(back, field.name)
            if one != two:
                differing = next((a for a, b in zip(one, two, strict=False) if a != b), None)
                message = f"{name}: expected the same document, got another in {field.name}"
                fail(document, message, place_of(differing, document.text))
