"""Paragraphs: stretches between blank lines, cut further at line ends that are no wrapping.

Everything is decided inside one block (the lines between two blank lines), so a text's paragraphs
do not depend on what else was pasted above or below it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

# Widths at which programs and typists wrap; longer lines are paragraphs, shorter ones verse or lists.
_NARROWEST, _WIDEST = 34, 132
# In a block of two or three lines only long ones tell wrapping from headlines and addresses.
_TELLING = 56
_ADDRESS = ("http://", "https://", "www.")
_FINAL = frozenset(".?!:;\"'”’»…)")


class _Line(NamedTuple):
    start: int
    end: int
    indent: int


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return each paragraph's offsets, without the white space around it."""
    found: list[tuple[int, int]] = []
    block: list[_Line] = []
    offset = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if bare:
            indent = len(line) - len(line.lstrip())
            block.append(_Line(offset + indent, offset + indent + len(bare), indent))
        elif block:
            found += _joined(text, block)
            block = []
        offset += len(line)
    if block:
        found += _joined(text, block)
    return found


def _joined(text: str, lines: list[_Line]) -> list[tuple[int, int]]:
    """Join the lines of one block where they were wrapped."""
    if len(lines) == 1:
        return [(lines[0].start, lines[0].end)]
    width = max(line.end - line.start + line.indent for line in lines)
    full = _full(text, lines, width)
    margin = min(line.indent for line in lines)
    start, end, _ = lines[0]
    joined = []
    for line, fits in zip(lines[1:], full, strict=True):
        wrapped = fits and line.indent == margin
        small = text[line.start].islower() and not text.startswith(_ADDRESS, line.start)
        runs_on = small and end - start >= _NARROWEST and text[end - 1] not in _FINAL
        if not wrapped and not runs_on:
            joined.append((start, end))
            start = line.start
        end = line.end
    joined.append((start, end))
    return joined


def _full(text: str, lines: list[_Line], width: int) -> list[bool]:
    """Tell for each line but the last whether it was wrapped: the next one's first word did not fit.

    A block counts as wrapped where most lines are full and most stop in the middle of a sentence.
    """
    none = [False] * (len(lines) - 1)
    if not (_NARROWEST if len(lines) > 3 else _TELLING) <= width <= _WIDEST:
        return none
    full, inside = [], 0
    for line, after in pairwise(lines):
        word = text[after.start : after.end].split(None, 1)[0]
        full.append(line.end - line.start + line.indent + 1 + len(word) > width - 1)
        inside += text[line.end - 1] not in _FINAL
    if 2 * inside <= len(full) or 4 * sum(full) < 3 * len(full):
        return none
    return full
