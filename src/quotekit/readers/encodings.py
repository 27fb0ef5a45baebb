"""Encodings: UTF-8, and what else the bytes of a text look like."""

from __future__ import annotations

from typing import Literal

from quotekit.errors import MissingExtra, UnreadableFile

Encoding = Literal["utf-8", "auto"]


def decoded(data: bytes, encoding: Encoding = "utf-8") -> tuple[str, tuple[str, ...]]:
    """Return a text and what was done to get it; a byte order mark is no part of the text.

    With ``auto``, what is no UTF-8 is taken for the likeliest encoding. Raises `UnreadableFile` where
    none is likely, and `MissingExtra` where there is nothing to tell by.

    >>> decoded("café".encode())
    ('café', ())
    """
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        if encoding == "auto":
            return _recognised(data)
        # Python counts from behind the mark.
        start = error.start + len(data) - len(error.object)
        got = f"byte 0x{data[start]:02x} at byte offset {start}"
        raise UnreadableFile(f"expected UTF-8, got {got}") from None


def _recognised(data: bytes) -> tuple[str, tuple[str, ...]]:
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        package, purpose = "charset-normalizer", "recognising an encoding"
        raise MissingExtra.of("readers", package=package, purpose=purpose) from None
    best = from_bytes(data).best()
    if best is None:
        raise UnreadableFile("expected a text in an encoding that can be recognised, got none")
    return str(best).removeprefix("\ufeff"), (f"read as {best.encoding}, the likeliest encoding",)
