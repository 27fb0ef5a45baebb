"""Line numbers: a column that counts the lines of each page, as in depositions."""

from __future__ import annotations

import re
from itertools import pairwise

from quotekit.document.alignment import Edit

# A number that begins a line, before its words or alone.
_NUMBER = re.compile(r"^[ \t]{0,60}(\d{1,3})(?=[ \t]|\r?$)", re.MULTILINE)
# The same after a line end: most texts have none, and are searched quickly.
_SECOND = re.compile(r"\n[ \t]{0,60}\d{1,3}(?=[ \t\r\n])")
_INK = re.compile(r"^[ \t]*\S", re.MULTILINE)
# At least this many lines must be counted, and this share of those from the first to the last.
_LEAST, _SHARE = 4, 0.8


def line_numbers(text: str) -> list[Edit]:
    """Return the numbers that count the lines of a text, each to be replaced by spaces.

    From line to line they rise by one, or begin anew at one.

    >>> text = "11  Q.  Did you sign\\n12      the log?\\n13  A.  I did.\\n14  Q.  When?"
    >>> [text[edit.start : edit.end] for edit in line_numbers(text)]
    ['11', '12', '13', '14']
    """
    if _SECOND.search(text) is None:
        return []
    found = list(_NUMBER.finditer(text))
    if len(found) < _LEAST:
        return []
    rising = {
        place
        for one, two in pairwise(range(len(found)))
        if int(found[two][1]) in (int(found[one][1]) + 1, 1)
        for place in (one, two)
    }
    counting = [found[place] for place in sorted(rising)]
    if len(counting) < _LEAST:
        return []
    lines = sum(1 for _ in _INK.finditer(text, counting[0].start(), counting[-1].end()))
    if len(counting) < _SHARE * lines:
        return []
    # Spaces keep the indentation, which tells where turns begin.
    return [Edit(*match.span(1), " " * len(match[1]), True) for match in counting]
