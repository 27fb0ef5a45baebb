"""Bytes made into inputs: texts of pieces that have broken readers of text before, broken JSON."""

from __future__ import annotations

import copy
import functools
import json
from collections.abc import Iterator
from typing import Any

from quotekit import lexicon

# White space of every kind, one sort a character.
_SPACES = (" ", " ", " ", "\n", "\n\n", "\r\n", "\r", "\t", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029")
_ODD_SPACES = ("\u00a0", "\u2009", "\u3000", "\u200b", "\ufeff", "\u00ad", "    ", "\n \n")
_MARKS = (*'"""\'\'“”“”„‟‘’‚‛`´«»‹›「」『』', "``", "''", "’’", "‘‘", "''' ", '""', "“”", "\"'", "' ")
_SIGNS = (*".,.,;:?!…-–—―()[]{}<>/\\*_#&@|~^%$£€°′″·•", "--", "...", ". . .", "?!", ".”", ",”", ',"')
# Halves of pairs, NUL, right-to-left, combining, letters that grow or shrink when their case changes.
_ODD = ("\x00", "\ud83d", "\ude00", "\ud800", "\U0001f600", "\u0301", "א", "ب", "\u202e", "\u200f", "\u200d")
_LETTERS = "aAIx129éßİıﬁǅŉⅧ①ªΩж中あไ"
PIECES = (
    *(*_LETTERS, *_SPACES, *_ODD_SPACES, *_MARKS, *_SIGNS, *_ODD),
    *(f" {piece}" for piece in sorted(lexicon.read("fuzz-pieces"))),
)

_JSON_PIECES = (
    *'{}[]",:\\0',
    "-1",
    "1e999",
    "-1e999",
    "1.5",
    "NaN",
    "Infinity",
    "null",
    "true",
    "99999999999999999999",
    "9" * 5000,
    '"start"',
    '"end":0',
    '"text"',
    '"schema":1',
    '"speaker":null',
    "\\ud800",
    "\\ud83d\\ude00",
    "\\u0000",
    "\ud800",
    "\x00",
    "[" * 2000,
    '{"a":' * 2000,
    " ",
    "\n",
    "\ufeff",
    '"direct"',
    '"closed"',
    '"person"',
    "{}",
    "[]",
    '""',
    "é",
)
_JSON_VALUES: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    1,
    -1,
    2,
    7,
    1.0,
    0.5,
    2.5,
    10**30,
    -(10**30),
    float("nan"),
    float("inf"),
    "",
    "a",
    "direct",
    "person",
    "\ud800",
    [],
    {},
    [[]],
    [0, 1],
    ["a"],
    {"start": 0, "end": 1, "text": "“"},
    {"index": 0},
)


def text(data: bytes) -> str:
    """Make a text: mostly of pieces, else of any code points, or long and repetitive.

    >>> text(bytes([0, 0, 0, 1])), text(b"")
    ('aaA', '')
    """
    mode, rest = data[:1], data[1:]
    if not mode:
        return ""
    if mode[0] % 8 == 7:
        pairs = zip(rest[::3], rest[1::3], rest[2::3], strict=False)
        return "".join(chr((a << 16 | b << 8 | c) % 0x110000) for a, b, c in pairs)
    made = "".join(PIECES[value % len(PIECES)] for value in rest)
    if mode[0] % 64 == 6 and made:
        # Long enough to tell what takes more than linear time.
        return made * (20_000 // len(made) + 1)
    return made


def document_json(data: bytes) -> str:
    """Make what may be a document's JSON: a sound one with some of it replaced, on either of two levels."""
    mode, rest = data[:1], data[1:]
    if mode and mode[0] % 2:
        value = json.loads(_sound_json())
        for where, what in _pairs(rest):
            _replace(value, where, copy.deepcopy(_JSON_VALUES[what % len(_JSON_VALUES)]))
        return json.dumps(value)
    made = _sound_json()
    for where, what in _pairs(rest):
        at = where * len(made) // 65536
        piece = _JSON_PIECES[what % len(_JSON_PIECES)]
        kept = (at, at + 1, at + len(piece), at + what)[what % 4]
        made = made[:at] + piece + made[kept:]
    return made


def _pairs(data: bytes) -> Iterator[tuple[int, int]]:
    return ((a << 8 | b, c) for a, b, c in zip(data[::3], data[1::3], data[2::3], strict=False))


def _replace(value: Any, where: int, new: Any) -> None:
    """Put `new` at a place in nested data that the number `where` leads to, or take the place out."""
    while True:
        keys = list(value) if isinstance(value, dict) else list(range(len(value)))
        if not keys:
            return
        key = keys[where % len(keys)]
        where //= len(keys)
        inner = value[key]
        if where % 4 and isinstance(inner, dict | list) and inner:
            value = inner
            continue
        if where % 16 == 8:
            del value[key]
        else:
            value[key] = new
        return


@functools.cache
def _sound_json() -> str:
    from quotekit.attribution import RuleAttributor
    from quotekit.pipeline import Pipeline

    article = (
        "ASHBY — “It is over,” said Ann Lee, the mayor. “Go ‘home’.”\n\nShe told Bo Fox that it was over."
    )
    return Pipeline(attributor=RuleAttributor()).attribute(article).to_json()
