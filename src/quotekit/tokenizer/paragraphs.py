"""Paragraphs: the text between blank lines, cut further at line ends that are not due to wrapping.

Each block (the lines between two blank lines) is decided by itself, so that a text's paragraphs do not depend
on what was pasted above or below it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from quotekit import lexicon

# Widths at which programs and typists wrap; longer lines are paragraphs, shorter ones verse or lists.
_NARROWEST, _WIDEST = 34, 132
# In a block of two or three lines, only long lines tell wrapping from headlines and addresses.
_TELLING = 56
# Columns are narrower still: all lines must be full, and most must go on. The narrowest have many lines.
_COLUMN, _FEW = 16, 21
# So much less than the width may be full in a column, which people also wrap by hand.
_SLACK = 3
_ADDRESS = ("http://", "https://", "www.")
# Words that a sentence does not end with are no longer.
_WORD = 16
_ARTICLES = frozenset({"a", "an", "the"})
_FINAL = frozenset(".?!:;…")
_CLOSERS = "\"'”’»)"


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
        if _is_double_spaced(text, run):
            found.append((run[0].start, run[-1].end))
        else:
            for block in blocks[at : at + max(len(run), 1)]:
                found += _joined(text, block)
        at += max(len(run), 1)
    return found


def _blocks(text: str) -> Iterator[list[_Line]]:
    """Return the lines between empty lines, block by block."""
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
        if run and _is_final(text, run[-1].end):
            break
        run.append(line)
        at += 1
    return run


def _is_double_spaced(text: str, run: list[_Line]) -> bool:
    """Tell whether lines with an empty one between them are one paragraph: two are if the second goes on."""
    if len(run) == 2:
        return _width(run[0]) >= _NARROWEST and _goes_on(text, run[0], run[1])
    return len(run) > 2 and _is_column(text, run, max(map(_width, run)))


def _goes_on(text: str, before: _Line, line: _Line) -> bool:
    """Tell whether a line goes on with another: it begins small, or the other one's end asks for more."""
    if text.startswith(_ADDRESS, line.start):
        return False
    if text[line.start : line.start + 3].lstrip("\"'“‘«„")[:1].islower() or text[before.end - 1] == ",":
        return True
    last = text[max(before.start, before.end - _WORD) : before.end].rpartition(" ")[2]
    return last in _ARTICLES or last in lexicon.read("phrase-ends") or last in lexicon.read("asking-verbs")


def _is_final(text: str, end: int) -> bool:
    """Tell whether a sentence may end at `end`."""
    bare = text[max(end - 4, 0) : end].rstrip(_CLOSERS)
    return not bare or bare[-1] in _FINAL


def _width(line: _Line) -> int:
    return line.end - line.start + line.indent


def _joined(text: str, lines: list[_Line]) -> list[tuple[int, int]]:
    """Join the wrapped lines of one block."""
    if len(lines) == 1:
        return [(lines[0].start, lines[0].end)]
    width = max(map(_width, lines))
    full = _full(text, lines, width)
    margin = min(line.indent for line in lines)
    start, end, _ = lines[0]
    joined = []
    for before, line, fits in zip(lines, lines[1:], full, strict=False):
        wrapped = fits and line.indent == margin
        long = end - start >= _NARROWEST and not _is_final(text, end)
        runs_on = long and _goes_on(text, before, line)
        if not wrapped and not runs_on:
            joined.append((start, end))
            start = line.start
        end = line.end
    joined.append((start, end))
    return joined


def _full(text: str, lines: list[_Line], width: int) -> list[bool]:
    """Tell for each line but the last whether it is full: the first word of the next line did not fit.

    A block counts as wrapped if most lines are full and most end in the middle of a sentence.
    """
    none = [False] * (len(lines) - 1)
    if not _COLUMN <= width <= _WIDEST:
        return none
    if width < (_NARROWEST if len(lines) > 3 else _TELLING):
        if not _is_column(text, lines, width):
            return none
        width -= _SLACK
    full, inside = [], 0
    for line, after in pairwise(lines):
        word = text[after.start : after.end].split(None, 1)[0]
        full.append(_is_full(text, line, word, width))
        inside += not _is_final(text, line.end)
    if 2 * inside <= len(full) or 4 * sum(full) < 3 * len(full):
        return none
    return full


def _is_full(text: str, line: _Line, word: str, width: int) -> bool:
    """Tell whether the first word of the next line did not fit on a line, or only the half of it did."""
    return _width(line) + 1 + len(word) > width - 1 or text[line.end - 1] in "-\xad"


def _is_column(text: str, lines: list[_Line], width: int) -> bool:
    """Tell whether short lines are a column: all full, and half of them continued."""
    small = full = 0
    for line, after in pairwise(lines):
        if text.startswith(_ADDRESS, after.start):
            return False
        word = text[after.start : after.end].split(None, 1)[0]
        small += _goes_on(text, line, after)
        full += _is_full(text, line, word, width - _SLACK)
    # Half of them are enough in a long block, and in one that only its last line ends.
    closed = _is_final(text, lines[-1].end) and not any(_is_final(text, line.end) for line in lines[:-1])
    many = 2 * small > full or (2 * small == full and (len(lines) > 4 or closed))
    return full == len(lines) - 1 and many and (width >= _FEW or len(lines) > 4)
