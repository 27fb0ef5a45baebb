"""Values: whether every field has a value of its declared type."""

from __future__ import annotations

import functools
import types
from collections.abc import Callable
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs

from quotekit.document import Document, Quotation, Span
from quotekit.testing.messages import fail, place_of, shown

_Assertion = TypeVar("_Assertion", bound=Callable[[Document], None])


def assertion(check: _Assertion) -> _Assertion:
    """Return a check that can rely on the records' types: `assert_values` runs before it."""

    @functools.wraps(check)
    def asserted(document: Document) -> None:
        assert_values(document)
        check(document)

    return asserted  # type: ignore[return-value]


def assert_values(document: Document) -> None:
    """Assert that every field has a value of its declared type, of its choices and in its range.

    >>> import attrs, quotekit
    >>> document = quotekit.attribute('"It is over," said Ann Lee.')
    >>> shouted = attrs.evolve(document.quotations[0], type="shouted")
    >>> assert_values(attrs.evolve(document, quotations=(shouted,)))
    Traceback (most recent call last):
    AssertionError: quotations[0].type: expected 'direct', 'mixed' or 'indirect', got 'shouted'
        ⟦"It is over,"⟧ said Ann Lee.
    """
    if type(document) is not Document:
        raise AssertionError(f"document: expected Document, got {_kind(document)}")
    if not isinstance(document.text, str):
        raise AssertionError(f"text: expected str, got {_kind(document.text)}")
    for name, hint in _hints(Document).items():
        _check(document, getattr(document, name), hint, name, ())
    for i, quotation in enumerate(document.quotations):
        for name in ("confidence", "speaker_confidence"):
            if not 0 <= (share := getattr(quotation, name)) <= 1:
                place = place_of(quotation, document.text)
                message = f"expected a number from 0 to 1, got {shown(share)}"
                fail(document, f"quotations[{i}].{name}: {message}", place)


def _check(document: Document, value: Any, hint: Any, name: str, around: tuple[object, ...]) -> None:
    """Check a value and everything in it; `around` are the enclosing records, the innermost first."""
    origin, choices = get_origin(hint), get_args(hint)
    if origin is tuple:
        if type(value) is not tuple:
            _refuse(document, "tuple", _kind(value), name, around)
        if choices[0] is Span and all(map(_is_span, value)):
            return
        for i, one in enumerate(value):
            _check(document, one, choices[0], f"{name}[{i}]", around)
    elif origin is Literal:
        if not isinstance(value, str) or value not in choices:
            *others, last = map(repr, choices)
            got = shown(value) if isinstance(value, str) else _kind(value)
            _refuse(document, f"{', '.join(others)} or {last}", got, name, around)
    elif origin in (Union, types.UnionType):
        # All of these are optional.
        if value is not None:
            _check(document, value, choices[0], name, around)
    elif attrs.has(hint):
        if type(value) is not hint:
            _refuse(document, hint.__name__, _kind(value), name, around)
        for inner, its in _hints(hint).items():
            _check(document, getattr(value, inner), its, f"{name}.{inner}", (value, *around))
        # The records check this themselves, unless they are made without their constructor, as by a pickle.
        if hint is Span and not _is_span(value):
            got = f"{shown(value.start)} and {shown(value.end)}"
            _refuse(document, f"offsets from 0 to {len(value.whole)}", got, name, (value, *around))
        if hint is Quotation and not value.content:
            _refuse(document, "at least one span", "none", f"{name}.content", (value, *around))
    elif not _is(value, hint):
        _refuse(document, hint.__name__, _kind(value), name, around)


def _is_span(value: object) -> bool:
    return (
        type(value) is Span
        and type(value.start) is int
        and type(value.end) is int
        and isinstance(value.whole, str)
        and 0 <= value.start <= value.end <= len(value.whole)
    )


def _is(value: object, hint: type) -> bool:
    if hint is int:
        return type(value) is int
    return isinstance(value, int | float if hint is float else hint) and not isinstance(value, bool)


def _refuse(document: Document, expected: str, got: str, name: str, around: tuple[object, ...]) -> None:
    fail(document, f"{name}: expected {expected}, got {got}", place_of(around, document.text))


def _kind(value: object) -> str:
    return "None" if value is None else type(value).__name__


@functools.cache
def _hints(record: type) -> dict[str, Any]:
    return get_type_hints(record)
