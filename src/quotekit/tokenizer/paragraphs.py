"""Paragraphs: stretches between blank lines, cut further at line ends that are no wrapping.

Everything is decided inside one block (the lines between two blank lines), so a text's paragraphs
do not depend on what else was pasted above or below it.
"""

from __future__ import annotations

# Text wrapped by a program or a typist; longer lines are paragraphs, shorter ones verse or lists.
_NARROWEST, _WIDEST = 40, 132
_FINAL = frozenset(".?!:;\"'”’»…")


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Give each paragraph's offsets, without the white space around it."""
    found: list[tuple[int, int]] = []
    block: list[tuple[int, int]] = []
    offset = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if bare:
            start = offset + len(line) - len(line.lstrip())
            block.append((start, start + len(bare)))
        elif block:
            found += _joined(text, block)
            block = []
        offset += len(line)
    if block:
        found += _joined(text, block)
    return found


def _joined(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join the lines of one block where they were wrapped."""
    if len(lines) == 1:
        return lines
    width = max(end - start for start, end in lines)
    full = []
    for (start, end), (after, stop) in zip(lines, lines[1:], strict=False):
        word = text[after : min(stop, after + width)].split(None, 1)[0]
        full.append(end - start + 1 + len(word) >= width)
    running = sum(text[end - 1] not in _FINAL for _, end in lines[:-1])
    wrapped = (
        _NARROWEST <= width <= _WIDEST
        and 2 * running > len(full)
        and 4 * sum(full) >= 3 * len(full)
    )
    joined = [lines[0]]
    for (start, end), fits in zip(lines[1:], full, strict=True):
        head, tail = joined[-1]
        runs_on = text[start].islower() and tail - head >= _NARROWEST and text[tail - 1] not in _FINAL
        if (wrapped and fits) or runs_on:
            joined[-1] = (head, end)
        else:
            joined.append((start, end))
    return joined
