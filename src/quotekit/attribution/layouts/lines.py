"""Lines: a text cut at its line ends, and the lines that are labels above speech."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from quotekit.attribution.layouts.labels import Label, heading

# What the bearer of a name is, on a line under it: *Chief Financial Officer*, *(Con)*, *0:12*.
_BEARER = regex.compile(
    r"[\[(][^\n]{1,80}[\])]|\(?\d{1,2}(?::\d{2}){1,2}\)?(?:\s?[AaPp]\.?[Mm]\.?)?"
    r"|\p{Lu}(?:[^\n.?!…\"“”]|\.(?=[\p{L}\d,])|(?<=\b(?:Co|Inc|Ltd|Corp|Bros|Jr|Sr|[A-Z]))\.){1,80}"
)
_TIME = regex.compile(r"[\[(]?\d{1,2}(?::\d{2}){1,2}(?:[.,]\d{1,3})?[\])]?")
# The same on the line above the name: *0:0:3.12 --> 0:0:5.48*.
_RANGE = regex.compile(
    r"\d{1,2}(?::\d{1,2}){1,2}(?:[.,]\d{1,3})?\s*-->\s*\d{1,2}(?::\d{1,2}){1,2}(?:[.,]\d{1,3})?"
)


def lines_of(text: str) -> Iterator[tuple[int, int]]:
    """Return the offsets of each line that is not empty, without white space around it."""
    offset = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip().lstrip("\ufeff")
        if bare:
            start = offset + line.index(bare[0])
            yield start, start + len(bare)
        offset += len(line)


def headings(text: str, lines: Sequence[tuple[int, int]]) -> Iterator[Label]:
    """Return the lines that are just a label, at the beginning of a block of lines or alone.

    The speech begins after any lines below the label that say what the person is.
    """
    at = 0
    while at < len(lines) - 1:
        start, end = lines[at]
        ranged = bool(at) and _RANGE.fullmatch(text, *lines[at - 1]) is not None
        opens_block = not at or ranged or _is_apart(text, lines[at - 1][1], start)
        found = heading(text, start, end) if opens_block or end - start < _SHORT_LINE else None
        if found is None or not (opens_block or found.timed or found.set_off):
            at += 1
            continue
        if ranged:
            found = found._replace(line=lines[at - 1][0], timed=True)
        if found.part and _is_listed(text, lines, at):
            while at < len(lines) - 1 and _is_listed(text, lines, at):
                at += 1
            at += 1
            continue
        under = at + 1
        timed = found.timed
        while under + 1 < len(lines) and _is_bearer(text, *lines[under]):
            if any(_is_apart(text, lines[one][1], lines[one + 1][0]) for one in (under - 1, under)):
                break
            timed = timed or bool(_TIME.fullmatch(text, *lines[under]))
            under += 1
        if _is_apart(text, lines[under - 1][1], lines[under][0]) and _heads(text, lines, under):
            at = under
            continue
        bearer = text[lines[at + 1][0] : lines[under - 1][1]] if under > at + 1 else found.part
        yield found._replace(opens=lines[under][0], timed=timed, part=bearer)
        at = under + 1


def _heads(text: str, lines: Sequence[tuple[int, int]], at: int) -> bool:
    """Tell whether a line in a block of its own is a label itself: a role, or a name with text under it."""
    found = heading(text, *lines[at])
    if found is None:
        return False
    close = at + 1 < len(lines) and not _is_apart(text, lines[at][1], lines[at + 1][0])
    return found.official or (close and found.capitals)


def _is_listed(text: str, lines: Sequence[tuple[int, int]], at: int) -> bool:
    """Tell whether a name with a role has another one directly under it, as in a list of those present."""
    if at + 1 >= len(lines) or _is_apart(text, lines[at][1], lines[at + 1][0]):
        return False
    under = heading(text, *lines[at + 1])
    return under is not None and bool(under.part)


def _is_apart(text: str, end: int, start: int) -> bool:
    """Tell whether there is an empty line between two lines."""
    return text.count("\n", end, start) > 1


# Longer lines can be labels only at the beginning of a block.
_SHORT_LINE = 60


def _is_bearer(text: str, start: int, end: int) -> bool:
    if not _BEARER.fullmatch(text, start, end):
        return False
    words = text[start:end].split()
    return 2 * sum(not word[0].islower() for word in words) > len(words)
