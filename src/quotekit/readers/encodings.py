"""Encodings: UTF-8, or the likeliest encoding of some bytes."""

from __future__ import annotations

from typing import Literal

from quotekit.errors import MissingExtra, UnreadableFile

Encoding = Literal["utf-8", "auto"]


def decoded(data: bytes, encoding: Encoding = "utf-8") -> tuple[str, tuple[str, ...]]:
    """Return a text with notes on how it was decoded, without a byte order mark.

    With ``auto``, bytes that are not UTF-8 are decoded in the likeliest encoding. Raises `UnreadableFile` if
    none is likely, and `MissingExtra` without the package that detects it.

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
