"""Encodings: UTF-8, or the likeliest encoding of some bytes."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from typing import TYPE_CHECKING, Literal, get_args

from quotekit.arguments import check_kind
from quotekit.errors import MissingExtra, UnreadableFile

if TYPE_CHECKING:
    from charset_normalizer import CharsetMatch, CharsetMatches

Encoding = Literal["utf-8", "auto"]

_WESTERN = "cp1252"
# How much is looked at for UTF-16, and the share of zeros that tells it.
_LOOKED_AT, _FEW, _NULS = 4096, 4, 0.7
# The letters beyond ASCII of languages that other code pages than cp1252 were made for: Czech and Slovak,
# Polish, Hungarian, Slovene and Croatian, Romanian; Turkish; Lithuanian, Latvian, Estonian.
_ELSEWHERE = tuple(
    map(
        frozenset,
        (
            "áäčďéěíĺľňóôŕřšťúůýž",
            "ąćęłńóśźż",
            "áéíóöőúüű",
            "čćđšž",
            "ăâîşţ",
            "âçğıîöşüû",
            "ąčęėįšųūž",
            "āčēģīķļņšūž",
            "äõöüšž",
        ),
    )
)
# The same for languages that are written in cp1252: Spanish, Portuguese, French, Italian, German, Danish and
# Norwegian, Swedish, Dutch, Icelandic, Catalan.
_WEST = tuple(
    map(
        frozenset,
        (
            "áéíñóúü",
            "àáâãçéêíóôõú",
            "àâæçèéêëîïôœùûüÿ",
            "àèéìîòóù",
            "äöüß",
            "åæéø",
            "äåéö",
            "áéèëïóöü",
            "áæðéíóöþúý",
            "àçèéíïòóúü",
        ),
    )
)


def decoded(data: bytes, encoding: Encoding = "utf-8") -> tuple[str, tuple[str, ...]]:
    """Return a text with notes on how it was decoded, without a byte order mark.

    With ``auto``, bytes that are not UTF-8 are decoded in the likeliest encoding. UTF-16 without its mark
    is not taken for UTF-8 with a NUL behind each letter. Raises `UnreadableFile` if
    none is likely, `MissingExtra` without the package that detects it, and `ValueError` for another encoding.

    >>> decoded("café".encode())
    ('café', ())
    """
    if encoding not in get_args(Encoding):
        raise ValueError(f"encoding: expected {' or '.join(get_args(Encoding))}, got {encoding!r}")
    check_kind("data", data, bytes, bytearray)
    if codec := _unmarked_utf16(data):
        if encoding == "auto":
            return data.decode(codec, "replace"), (f"read as {codec}, the likeliest encoding",)
        raise UnreadableFile("expected UTF-8, got what looks like UTF-16, as every second byte is 0")
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        if encoding == "auto":
            return _recognised(data)
        # Python counts from behind the mark.
        raise UnreadableFile(not_utf8(error, offset=len(data) - len(error.object))) from None


def _unmarked_utf16(data: bytes) -> str | None:
    """Return the codec of bytes that look like UTF-16 without a mark: of letters every other byte is 0."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return None
    start = data[:_LOOKED_AT]
    places = len(start) // 2
    first, second = start[::2].count(0), start[1::2].count(0)
    if places < _FEW or max(first, second) < _NULS * places or min(first, second) > (1 - _NULS) * places:
        return None
    return "utf-16-le" if second > first else "utf-16-be"


def not_utf8(error: UnicodeDecodeError, *, offset: int = 0) -> str:
    """Return the message for bytes that are not UTF-8, which begin at an offset in their file.

    >>> try:
    ...     b"caf\\xe9".decode()
    ... except UnicodeDecodeError as error:
    ...     print(not_utf8(error, offset=100))
    expected UTF-8, got byte 0xe9 at byte offset 103 (unexpected end of data)
    """
    got = f"byte 0x{error.object[error.start]:02x} at byte offset {offset + error.start}"
    return f"expected UTF-8, got {got} ({error.reason})"


def _recognised(data: bytes) -> tuple[str, tuple[str, ...]]:
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        package, purpose = "charset-normalizer", "recognising an encoding"
        raise MissingExtra.of("readers", package=package, purpose=purpose) from None
    best = _likeliest(from_bytes(data))
    if best is None:
        raise UnreadableFile("expected a text in an encoding that can be recognised, got none")
    return str(best).removeprefix("\ufeff"), (f"read as {best.encoding}, the likeliest encoding",)


def _likeliest(matches: CharsetMatches) -> CharsetMatch | None:
    """Return the best match; of several as good, cp1252, unless only another reads a language's letters.

    Names are too few letters to tell code pages apart: *Muñoz* is *Muńoz* in cp1250.
    """
    best = matches.best()
    if best is None:
        return None
    for match in matches:
        if match.encoding == _WESTERN and (match.chaos, match.coherence) == (best.chaos, best.coherence):
            foreign = _reads(str(best), _ELSEWHERE) and not _reads(str(match), _WEST)
            return best if foreign else match
    return best


def _reads(text: str, alphabets: tuple[frozenset[str], ...]) -> bool:
    """Tell whether one of these alphabets has all the letters beyond ASCII of a text."""
    letters = {letter for letter in text.lower() if letter > "\x7f" and letter.isalpha()}
    return any(letters <= alphabet for alphabet in alphabets)
