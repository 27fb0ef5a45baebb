"""Messages: what was expected and what was got, with the text around a fault, short and safe to print."""

from __future__ import annotations

import unicodedata
from typing import NoReturn

import attrs

from quotekit.document import Document, Span

# How many characters a message shows on either side of a fault, and at either end of a long fault.
_AROUND = 40
_PICTURES = {"\n": "⏎", "\r": "␍", "\t": "␉", "\0": "␀"}


def fail(document: Document, message: str, span: Span | None = None) -> NoReturn:
    """Raise an `AssertionError` that shows the text around a span."""
    if span is not None:
        text = document.text
        start, end = min(span.start, len(text)), min(span.end, len(text))
        before, after = text[max(start - _AROUND, 0) : start], text[end : end + _AROUND]
        message += f"\n    {plain(before)}⟦{named(text[start:end])}⟧{plain(after)}".rstrip()
    raise AssertionError(message)


def plain(text: str) -> str:
    r"""Return a text on one line, in characters that are safe in terminals and logs.

    Control and format characters (such as ESC and changes of writing direction), surrogates, private and
    unassigned characters and line and paragraph separators are escaped.

    >>> print(plain("so\n\x1b[2J\u202e"))
    so⏎\x1b[2J\u202e
    """
    return "".join(
        c if " " <= c <= "~" else _PICTURES.get(c) or (ascii(c)[1:-1] if _acts(c) else c) for c in text
    )


def _acts(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] == "C" or category in ("Zl", "Zp")


def short(text: str) -> str:
    """Return a text, shortened in the middle if it is long."""
    return text if len(text) <= 2 * _AROUND else f"{text[:_AROUND]} … {text[-_AROUND:]}"


def named(text: str) -> str:
    """Return a name or other unquoted text, short and plain."""
    return plain(short(text))


def shown(value: str | float) -> str:
    """Return a text in quotation marks, short and plain, or a number."""
    if isinstance(value, str):
        return repr(short(value))
    if isinstance(value, int) and value.bit_length() > 64:
        return f"an integer of {value.bit_length()} bits"
    return str(value)


def spelled(span: Span) -> str:
    """Return a span as it is printed, short and plain."""
    return f"Span({span.start}, {span.end}, {shown(span.text)})"


def place_of(value: object, text: str) -> Span | None:
    """Return the first span in a record or a tuple of records.

    The record may hold anything: other values are skipped, and offsets outside the text are clipped.
    """
    if isinstance(value, Span):
        if all(isinstance(at, int | float) and at >= 0 for at in (value.start, value.end)):
            start = int(min(value.start, len(text)))
            return Span(start, max(int(min(value.end, len(text))), start), text)
        return None
    kind = type(value)
    if attrs.has(kind):
        value = tuple(getattr(value, field.name) for field in attrs.fields(kind))
    if isinstance(value, tuple | list):
        return next((found for one in value if (found := place_of(one, text)) is not None), None)
    return None
