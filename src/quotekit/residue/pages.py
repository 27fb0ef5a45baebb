"""Page breaks inside sentences, with page numbers and running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from quotekit.document.alignment import Edit

Line = tuple[int, int]

# A page number alone: *- 12 -*, *Page 3 of 9*, *[xiv]*.
_PRINTED = (
    r"[-–—\[(|~* \t]{0,4}(?:(?i:page|p\.|pg\.?)[ \t]{0,2})?(?:\d{1,4}|[ivx]{1,6})"
    r"(?:[ \t]{0,2}(?:of|/)[ \t]{0,2}\d{1,4})?[-–—\])|~* \t]{0,4}"
)
# A head may stand beside it, behind a bar or a wide space: *The Harbour Report | 12*.
_BESIDE = r"(?:[ \t]{0,2}[|•·–—][ \t]{0,2}|[ \t]{2,60})"
_WITH_HEAD = (
    rf"[ \t]*(?:\w[^\n.?!]{{2,60}}?{_BESIDE}(?:[Pp]age )?\d{{1,4}}"
    rf"|(?:[Pp]age )?\d{{1,4}}{_BESIDE}\w[^\n.?!]{{2,60}})[ \t]*"
)
_NUMBER = re.compile(_PRINTED)
_HEAD_AND_NUMBER = re.compile(_WITH_HEAD)
_NUMBERED = re.compile(rf"\n(?:{_PRINTED}|{_WITH_HEAD})(?=\r?\n)")
_HYPHEN = re.compile(r"[^\W\d_][-\xad]\Z")
_WORD = re.compile(r"[^\W\d_]{4,}")
# The longest page number, and the longest running head.
_NARROW, _SHORT = 24, 80
_FINAL = frozenset(".?!…:;")
_CLOSERS = "\"'”’»)]*_"
# The most lines between the halves of a sentence.
_MOST = 4
# The least length of a line that continues before a capital: shorter ones are headlines.
_LONG = 50
# How far ahead a closing mark is searched for.
_AHEAD = 600


def breaks(text: str, line_numbers: Sequence[Edit] = ()) -> list[Edit]:
    """Return the page breaks inside a sentence or a quotation, each to be replaced by a space.

    The text's `line_numbers` are no page numbers.

    >>> text = "“The boats are\\n\\n- 12 -\\n\\npainted,” said Bo."
    >>> [text[edit.start : edit.end] for edit in breaks(text)]
    ['\\n\\n- 12 -\\n\\n']
    """
    if "\f" not in text and not _NUMBERED.search(text):
        return []
    lines = list(lines_of(text, {edit.start: edit.end for edit in line_numbers}))
    numbers = [_is_number(text, line) for line in lines]
    heads = Counter(_form(text[start:end]) for start, end in lines if end - start <= _SHORT)
    found: list[Edit] = []
    at = 0
    while at < len(lines) - 1:
        stop = at + 1
        if numbers[at]:
            at = stop
            continue
        while (
            stop < len(lines) and stop - at <= _MOST and (numbers[stop] or _is_head(text, lines[stop], heads))
        ):
            stop += 1
        broken = stop < len(lines) and (any(numbers[at:stop]) or "\f" in text[lines[at][1] : lines[stop][0]])
        if broken and _goes_on(text, lines[at], lines[stop]):
            found.append(_edit(text, lines, at, stop))
            at = stop
        else:
            at += 1
    return found


def lines_of(text: str, after: Mapping[int, int]) -> Iterator[Line]:
    """Return the lines with ink, without the line numbers, whose ends `after` has by their starts."""
    offset = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if bare:
            start = offset + line.index(bare[0])
            end = start + len(bare)
            start = after.get(start, start)
            while start < end and text[start].isspace():
                start += 1
            if start < end:
                yield start, end
        offset += len(line)


def _edit(text: str, lines: Sequence[Line], at: int, stop: int) -> Edit:
    """Return the replacement of a break: nothing inside a word, a line end in wrapped text, else a space."""
    start, end = lines[at][1], lines[stop][0]
    foreign = stop - at > 1
    if _HYPHEN.search(text, lines[at][0], start) and text[end].islower():
        return Edit(start - 1, end, "", foreign)
    wrapped = (at and text.count("\n", lines[at - 1][1], lines[at][0]) == 1) or (
        stop + 1 < len(lines) and text.count("\n", lines[stop][1], lines[stop + 1][0]) == 1
    )
    return Edit(start, end, "\n" if wrapped else " ", foreign)


def _is_number(text: str, line: Line) -> bool:
    start, end = line
    if end - start <= _NARROW and _NUMBER.fullmatch(text, start, end):
        return True
    if end - start > _SHORT or not text[start:end].strip("|•·–—")[:1].isalnum():
        return False
    head = _HEAD_AND_NUMBER.fullmatch(text, start, end)
    return head is not None and all(word[0].isupper() for word in _WORD.findall(head.group()))


def _is_head(text: str, line: Line, heads: Counter[str]) -> bool:
    """Tell whether a line may be a running head: written like a title, or the same on several pages."""
    start, end = line
    if end - start > _SHORT or text[end - 1] in _FINAL:
        return False
    head = text[start:end]
    words = _WORD.findall(head)
    return (bool(words) and all(word[0].isupper() for word in words)) or heads[_form(head)] > 1


def _form(line: str) -> str:
    return re.sub(r"\d+", "0", line.strip())


def _goes_on(text: str, before: Line, after: Line) -> bool:
    """Tell whether the sentence or quotation of one line continues in another."""
    stem = text[before[0] : before[1]].rstrip(_CLOSERS)
    first = text[after[0] : after[0] + 2].lstrip("“‘\"'")[:1]
    closed = len(stem) < before[1] - before[0]
    ends = not stem or stem[-1] in _FINAL
    if first.islower():
        return not ends or closed
    if ends:
        return _is_open(text[before[0] : before[1]]) and _closes(text[after[0] : after[0] + _AHEAD])
    return not closed and (stem[-1] == "," or before[1] - before[0] >= _LONG)


def _is_open(line: str) -> bool:
    """Tell whether a quotation that opens in a line is not closed in it."""
    return line.rfind("“") > line.rfind("”") or line.count('"') % 2 == 1


def _closes(ahead: str) -> bool:
    """Tell whether a quotation closes before another one opens."""
    closing, opening = ahead.find("”"), ahead.find("“")
    if closing >= 0:
        return opening < 0 or closing < opening
    return opening < 0 and ahead.partition("\n")[0].count('"') % 2 == 1
