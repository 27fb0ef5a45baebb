"""Bytes made into texts, of pieces that have broken readers of text before, and texts into bytes."""

from __future__ import annotations

import functools
import re
from pathlib import Path

_LINES = (Path(__file__).parent / "pieces.txt").read_text(encoding="utf-8").splitlines()

# White space of every kind, one sort a character.
_SPACES = (" ", " ", " ", "\n", "\n\n", "\r\n", "\r", "\t", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029")
_ODD_SPACES = ("\u00a0", "\u2009", "\u3000", "\u200b", "\ufeff", "\u00ad", "    ", "\n \n")
_MARKS = (*'"""\'\'“”“”„‟‘’‚‛`´«»‹›「」『』', "``", "''", "’’", "‘‘", "''' ", '""', "“”", "\"'", "' ")
_SIGNS = (*".,.,;:?!…-–—―()[]{}<>/\\*_#&@|~^%$£€°′″·•", "--", "...", ". . .", "?!", ".”", ",”", ',"')
# Halves of pairs, NUL, right-to-left, combining, letters that grow or shrink when their case changes.
_ODD = ("\x00", "\ud83d", "\ude00", "\ud800", "\U0001f600", "\u0301", "א", "ب", "\u202e", "\u200f", "\u200d")
_LETTERS = "aAIx129éßİıﬁǅŉⅧ①ªΩж中あไ"
# A byte each, so there may be 256 of them.
PIECES = (
    *(*_LETTERS, *_SPACES, *_ODD_SPACES, *_MARKS, *_SIGNS, *_ODD),
    *(f" {piece}" for piece in sorted(line for line in _LINES if line and not line.startswith("#"))),
)

_LONG = 20_000
_LONG_SUM, _SUMS = 6, 1024


def text(data: bytes) -> str:
    """Make a text: mostly of pieces, else of any code points, or long and repetitive.

    >>> text(bytes([0, 0, 0, 1])), text(b"")
    ('aaA', '')
    """
    mode, rest = data[:1], data[1:]
    if not mode:
        return ""
    if mode[0] % 8 == 7:
        points = zip(rest[::3], rest[1::3], rest[2::3], strict=False)
        return "".join(chr((a << 16 | b << 8 | c) % 0x110000) for a, b, c in points)
    made = "".join(PIECES[value % len(PIECES)] for value in rest)
    if not made:
        return ""
    # By all bytes, not one: what is made of a long text by changing its bytes must not be long as well, or
    # atheris would try little else.
    if sum(data) % _SUMS == _LONG_SUM:
        # Long enough to tell what takes more than linear time.
        return made * (_LONG // len(made) + 1)
    return made


def data_of(text: str) -> bytes:
    """Return bytes that make a text: of pieces where it is made of them, else of code points.

    >>> data_of("aaA"), data_of("q")
    (b'\\x00\\x00\\x00\\x01', b'\\x07\\x00\\x00q')
    """
    if not text:
        return b""
    pattern, places = _index()
    found = pattern.findall(text)
    if sum(map(len, found)) == len(text):
        data = bytes([0, *(places[piece] for piece in found)])
        return data if sum(data) % _SUMS != _LONG_SUM else b"\1" + data[1:]
    return b"\7" + b"".join(ord(character).to_bytes(3, "big") for character in text)


@functools.cache
def _index() -> tuple[re.Pattern[str], dict[str, int]]:
    places = {piece: i for i, piece in enumerate(PIECES)}
    longest_first = sorted(places, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), places
