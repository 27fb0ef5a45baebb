"""Sound files broken at a few places that bytes choose: characters, lines, and values of JSON."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Sequence
from typing import Any

JSON_PIECES = (
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
_VALUES: tuple[Any, ...] = (
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


def characters(made: str, data: bytes, pieces: Sequence[str]) -> str:
    """Put pieces into a string, some in place of what stands there, three bytes each.

    >>> characters("abc", bytes([0, 0, 1]), ["x", "y"])
    'ybc'
    """
    for where, what in _pairs(data):
        at = where * len(made) // 65536
        piece = pieces[what % len(pieces)]
        kept = (at, at + 1, at + len(piece), at + what)[what % 4]
        made = made[:at] + piece + made[kept:]
    return made


def lines(made: str, data: bytes) -> str:
    """Take lines of a string out, put them in twice, or put them elsewhere, three bytes each.

    >>> lines("a\\nb\\nc", bytes([0, 0, 1])), lines("a\\nb\\nc", bytes([0, 0, 0]))
    ('a\\na\\nb\\nc', 'b\\nc')
    """
    listed = made.split("\n")
    for where, what in _pairs(data):
        at = where * len(listed) // 65536
        line = listed[at]
        if what % 3 != 1:
            del listed[at]
        if what % 3:
            listed.insert(at if what % 3 == 1 else what * len(listed) // 256, line)
        listed = listed or [""]
    return "\n".join(listed)


def json_of(value: Any, data: bytes) -> str:
    """Write plain data as JSON and break it: its values, or its characters.

    >>> json_of({"a": 1}, b""), json_of({"a": 1}, bytes([1, 0, 1, 0]))
    ('{"a":1}', '{"a":null}')
    """
    mode, rest = data[:1], data[1:]
    if not mode or mode[0] % 2 == 0:
        return characters(json.dumps(value, separators=(",", ":")), rest, JSON_PIECES)
    value = copy.deepcopy(value)
    for where, what in _pairs(rest):
        _replace(value, where, copy.deepcopy(_VALUES[what % len(_VALUES)]))
    return json.dumps(value, separators=(",", ":"))


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
