"""Marks: every character that may be a quotation mark, and what its surroundings let it be.

A mark's neighbours say whether it can open, close, or both. Apostrophes (``boys'``, ``'90s``,
``rock 'n' roll``) and the signs for feet and inches (``6'2"``) are weeded out here as far as one
word shows it; where only the rest of the paragraph can tell, the mark is left `doubtful`.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

# Which marks close what an opening mark opened: its own, and those it is mixed up with.
PROPER: dict[str, tuple[str, ...]] = {
    "“": ("”",),
    "„": ("“", "”"),
    "‟": ("”",),
    '"': ('"',),
    "”": ("”",),
    "``": ("''",),
    "‘‘": ("’’",),
    "’’": ("’’",),
    "''": ("''",),
    "‘": ("’",),
    "‚": ("‘", "’"),
    "’": ("’",),
    "'": ("'",),
    "`": ("'", "`"),
    "«": ("»",),
    "»": ("«", "»"),
    "‹": ("›",),
    "›": ("‹", "›"),
    "「": ("」",),
    "『": ("』",),
}
_DOUBLES = frozenset({"“", "”", "„", "‟", '"', "``", "''", "‘‘", "’’"})
_SINGLES = frozenset({"‘", "’", "‚", "'", "`"})


def level(sign: str) -> str:
    """Give what a mark can be mixed up with: doubles with doubles, singles with singles."""
    return "double" if sign in _DOUBLES else "single" if sign in _SINGLES else sign_pair(sign)


def sign_pair(sign: str) -> str:
    """Give one name to the two directions of a guillemet or corner bracket."""
    return {"»": "«", "›": "‹", "」": "「", "』": "『"}.get(sign, sign)


class Mark(NamedTuple):
    """Hold one mark: where it stands, and whether it can open and close there."""

    start: int
    end: int
    sign: str
    opens: bool
    closes: bool
    doubtful: bool = False


_MARK = regex.compile(
    r"""(?=["“”„‟«»‹›「」『』‘’'`‚])
    (?: ``|''|‘‘|’’ | ["“”„‟«»‹›「」『』] | (?<!\w)[‘’'`‚] | [‘’'`](?!\w) )""",
    regex.VERBOSE,
)
_SIGNS = frozenset("\"“”„‟«»‹›「」『』‘’'`‚")
_BEFORE_OPENING = frozenset("([{<—–-―/=*_|\u200b\ufeff")
_AFTER_CLOSING = frozenset(".,;:!?)]}>—–-―/…*_|")
# Words that lost their head: the mark before them is an apostrophe.
_CLIPPED = regex.compile(
    r"\d\ds?(?!\w) | (?i:em|tis|tisn|twas|twasn|twere|twill|til|till|cause|bout|round|neath|nuff|cuz|hood"
    r"|n[’'])(?!\w)",
    regex.VERBOSE,
)
_FEET = regex.compile(r"\d['’′]\s?\d{1,2}\Z")
_NEIGHBOURS = 4


def marks(text: str, start: int, end: int) -> list[Mark]:
    """Give the marks of the paragraph ``text[start:end]`` that may be quotation marks."""
    found = []
    for match in _MARK.finditer(text, start, end):
        mark = _weighed(text, start, end, match.start(), match.end())
        if mark is not None:
            found.append(mark)
    return found


def _weighed(text: str, start: int, end: int, at: int, after: int) -> Mark | None:
    sign = text[at:after]
    left = _left(text, start, at)
    right = _right(text, end, after)
    opens = (left.isspace() or left in _BEFORE_OPENING) and not right.isspace()
    closes = (right.isspace() or right in _AFTER_CLOSING) and not left.isspace()
    if sign in "「『":
        return Mark(at, after, sign, True, False)
    if sign in "」』":
        return Mark(at, after, sign, False, True)
    if sign in _SINGLES:
        return _single(text, end, Mark(at, after, sign, opens, closes), left, right)
    if sign in "“„‟" or sign in ("``", "‘‘"):
        return Mark(at, after, sign, not closes or opens, closes and sign == "“")
    if sign in "”" or sign == "’’":
        return Mark(at, after, sign, opens and not closes, True)
    if opens == closes:
        opens = closes = True
    if sign == '"' and left.isdigit() and closes:
        if _FEET.search(text, max(start, at - 6), at):
            return None
        return Mark(at, after, sign, False, True, doubtful=_runs_on(text, after, end))
    return Mark(at, after, sign, opens, closes)


def _single(text: str, end: int, mark: Mark, left: str, right: str) -> Mark | None:
    """Weigh a single mark, which is more often an apostrophe."""
    at, after, sign, opens, closes, _ = mark
    if sign == "‚":
        return mark if opens else None
    if opens and not closes:
        return None if sign != "`" and _CLIPPED.match(text, after, end) else mark
    if closes and not opens:
        if sign == "`":
            return mark
        clipped = left in "sS" or left.isdigit() or (left in "nN" and text[at - 2 : at - 1] in "iI") or left in "oO"
        return Mark(at, after, sign, False, True, doubtful=clipped and _runs_on(text, after, end))
    if left.isspace() and right.isspace():
        return None
    return Mark(at, after, sign, sign in "‘'`", True)


def _runs_on(text: str, after: int, end: int) -> bool:
    """Tell whether a word follows after a space, as it does after an apostrophe or a unit."""
    return after + 1 < end and text[after].isspace() and text[after + 1].isalnum()


def _left(text: str, start: int, at: int) -> str:
    """Give the nearest character on the left that is no mark; a space at the paragraph's start."""
    for i in range(at - 1, max(start, at - _NEIGHBOURS) - 1, -1):
        if text[i] not in _SIGNS:
            return text[i]
    return " " if at - _NEIGHBOURS <= start else text[at - 1]


def _right(text: str, end: int, after: int) -> str:
    """Give the nearest character on the right that is no mark; a space at the paragraph's end."""
    for i in range(after, min(end, after + _NEIGHBOURS)):
        if text[i] not in _SIGNS:
            return text[i]
    return " " if after + _NEIGHBOURS >= end else text[after]
