"""Paragraphs: stretches between blank lines, cut further at line ends that are no wrapping.

Everything is decided inside one block (the lines between two blank lines), so a text's paragraphs
do not depend on what else was pasted above or below it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

# Widths at which programs and typists wrap; longer lines are paragraphs, shorter ones verse or lists.
_NARROWEST, _WIDEST = 34, 132
# In a block of two or three lines only long ones tell wrapping from headlines and addresses.
_TELLING = 56
# Columns are narrower still: there all lines must be full, and most go on in small letters.
_COLUMN = 24
_ADDRESS = ("http://", "https://", "www.")
_FINAL = frozenset(".?!:;\"'”’»…)")


class _Line(NamedTuple):
    start: int
    end: int
    indent: int


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return each paragraph's offsets, without the white space around it."""
    blocks = list(_blocks(text))
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(blocks):
        run = _going_on(text, blocks, at)
        if len(run) > 2 and _is_column(text, run, max(map(_width, run))):
            found.append((run[0].start, run[-1].end))
        else:
            for block in blocks[at : at + max(len(run), 1)]:
                found += _joined(text, block)
        at += max(len(run), 1)
    return found


def _blocks(text: str) -> Iterator[list[_Line]]:
    """Return the lines between two empty ones, block by block."""
    block: list[_Line] = []
    offset = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if bare:
            indent = len(line) - len(line.lstrip())
            block.append(_Line(offset + indent, offset + indent + len(bare), indent))
        elif block:
            yield block
            block = []
        offset += len(line)
    if block:
        yield block


def _going_on(text: str, blocks: list[list[_Line]], at: int) -> list[_Line]:
    """Return the lines from a block on that have an empty line between them, though a sentence goes on."""
    run: list[_Line] = []
    while at < len(blocks):
        line = blocks[at][0]
        if len(blocks[at]) > 1 or line.end - line.start > _WIDEST:
            break
        if run and text[run[-1].end - 1] in _FINAL:
            break
        run.append(line)
        at += 1
    return run


def _width(line: _Line) -> int:
    return line.end - line.start + line.indent


def _joined(text: str, lines: list[_Line]) -> list[tuple[int, int]]:
    """Join the lines of one block where they were wrapped."""
    if len(lines) == 1:
        return [(lines[0].start, lines[0].end)]
    width = max(map(_width, lines))
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
    if not _COLUMN <= width <= _WIDEST:
        return none
    if width < (_NARROWEST if len(lines) > 3 else _TELLING) and not _is_column(text, lines, width):
        return none
    full, inside = [], 0
    for line, after in pairwise(lines):
        word = text[after.start : after.end].split(None, 1)[0]
        full.append(line.end - line.start + line.indent + 1 + len(word) > width - 1)
        inside += text[line.end - 1] not in _FINAL
    if 2 * inside <= len(full) or 4 * sum(full) < 3 * len(full):
        return none
    return full


def _is_column(text: str, lines: list[_Line], width: int) -> bool:
    """Tell whether short lines are those of a column: all full, most going on in small letters."""
    small = full = 0
    for line, after in pairwise(lines):
        if text.startswith(_ADDRESS, after.start):
            return False
        word = text[after.start : after.end].split(None, 1)[0]
        small += text[after.start].islower()
        full += (
            line.end - line.start + line.indent + 1 + len(word) > width - 1 or text[line.end - 1] in "-\xad"
        )
    return full == len(lines) - 1 and 2 * small > full
