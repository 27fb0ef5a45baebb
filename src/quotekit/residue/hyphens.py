"""Words divided at the ends of lines, in a column whose lines belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from quotekit.document.alignment import Edit
from quotekit.residue.pages import Line, lines_of

# The hyphen comes first: texts are searched for it much faster than for letters before it.
_DIVIDED = re.compile(r"[-\xad](?<=[^\W\d_]{2}[-\xad])\r?\n[ \t]*[^\W\d_]")
_HYPHENED = re.compile(r"\b[^\W\d_]{1,30}-[^\W\d_]{1,30}\b")
_FINAL = frozenset(".?!:;…")
_CLOSERS = "\"'”’»)"
# The widest column, and the longest half of a word.
_WIDEST, _HALF = 80, 30


def divided(text: str) -> list[Edit]:
    """Return the line ends of columns with divided words: to be replaced by a space, inside words by nothing.

    >>> text = "He said the min-\\nister knew of\\nit."
    >>> [text[edit.start : edit.end] for edit in divided(text)]
    ['-\\n', '\\n']
    """
    if not _DIVIDED.search(text):
        return []
    hyphened = frozenset(map(str.lower, _HYPHENED.findall(text)))
    return [edit for column in _columns(text) for edit in _joined(text, column, hyphened)]


def _columns(text: str) -> Iterator[list[Line]]:
    """Return the lines of each block that is narrow, has divided words and goes on over most line ends."""
    block: list[Line] = []
    for line in (*lines_of(text, {}), (len(text), len(text))):
        if block and text.count("\n", block[-1][1], line[0]) != 1:
            ends = list(pairwise(block))
            inside = sum(not _is_final(text, before) for before, _ in ends)
            words = any(_is_divided(text, before) for before, _ in ends)
            if words and 2 * inside >= len(ends) and all(end - start <= _WIDEST for start, end in block):
                yield block
            block = []
        block.append(line)


def _joined(text: str, lines: Sequence[Line], hyphened: frozenset[str]) -> Iterator[Edit]:
    width = max(end - start for start, end in lines)
    for line, after in pairwise(lines):
        if _is_divided(text, line):
            first = text[max(line[0], line[1] - _HALF) : line[1] - 1].split()[-1]
            second = text[after[0] : min(after[1], after[0] + _HALF)].split()[0]
            whole = _HYPHENED.match(f"{first}-{second}")
            kept = text[after[0]].isupper() or (whole is not None and whole.group().lower() in hyphened)
            yield Edit(line[1] - (not kept), after[0], "")
        elif not (_is_final(text, line) and _has_room(text, line, after, width)):
            yield Edit(line[1], after[0], " ")


def _is_divided(text: str, line: Line) -> bool:
    return _DIVIDED.match(text, line[1] - 1) is not None


def _is_final(text: str, line: Line) -> bool:
    bare = text[line[0] : line[1]].rstrip(_CLOSERS)
    return not bare or bare[-1] in _FINAL


def _has_room(text: str, line: Line, after: Line, width: int) -> bool:
    """Tell whether the first word of the next line had room on this one."""
    word = text[after[0] : after[1]].split(None, 1)[0]
    return line[1] - line[0] + 1 + len(word) <= width
