"""Marks: every character that may be a quotation mark, and whether it can open or close.

A mark's neighbours say whether it can open, close, or both. Apostrophes (``boys'``, ``'90s``,
``rock 'n' roll``) and the signs for feet and inches (``6'2"``) are excluded here if a single word is enough
to tell them; if it takes the rest of the paragraph, the mark is `doubtful`.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import regex

from quotekit import lexicon

Level = Literal["double", "single", "guillemet", "narrow", "corner", "white"]

# The signs that close each opening sign; any other sign of its level is a mismatch.
CLOSED_BY: dict[str, tuple[str, ...]] = {
    "“": ("”",),
    "„": ("“", "”"),
    "‟": ("”",),
    '"': ('"',),
    "”": ("”",),
    "``": ("''",),
    "‘‘": ("’’",),
    "‘’": ("’’",),
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
_SINGLES = "‘’‚'`"
_LEVELS: dict[str, Level] = {
    **dict.fromkeys(["“", "”", "„", "‟", '"', "``", "''", "‘‘", "‘’", "’’"], "double"),
    **dict.fromkeys(_SINGLES, "single"),
    **dict.fromkeys("«»", "guillemet"),
    **dict.fromkeys("‹›", "narrow"),
    **dict.fromkeys("「」", "corner"),
    **dict.fromkeys("『』", "white"),
}


class Mark(NamedTuple):
    """Hold one mark: its offset, and whether it can open and close there.

    A `doubtful` mark may be an apostrophe or a unit: it closes unless a better mark follows.
    """

    start: int
    end: int
    sign: str
    level: Level
    opens: bool
    closes: bool
    doubtful: bool = False


_MARK = regex.compile(
    r"""(?=["“”„‟«»‹›「」『』‘’'`‚])
    (?: (?<=[^\s'])'(?=''(?!')) | (?<=[^\s’])’(?=’’(?!’))
      | ``|''|‘‘|‘’(?!’)|’’ | ["“”„‟«»‹›「」『』] | (?<!\w)[‘’'`‚] | [‘’'`](?!\w) )""",
    regex.VERBOSE,
)
_SIGNS = frozenset("\"“”„‟«»‹›「」『』‘’'`‚")
_INVISIBLE = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_BEFORE_OPENING = frozenset("([{<—–-―/=*_|~" + _INVISIBLE)
_AFTER_CLOSING = frozenset(".,;:!?)]}>—–-―/…*_|~" + _INVISIBLE)
# Clipped words: the mark before them is an apostrophe.
_CLIPPED = regex.compile(
    r"\d\ds?(?![\w%]) | (?i:em|tis|tisn|twas|twasn|twere|twill|til|till|cause|bout|round|neath|nuff|cuz|hood"
    r"|n[’'])(?!\w) | [stk](?=[ ]\p{L})",  # the last is Dutch: 's morgens, 't is, 'k weet
    regex.VERBOSE,
)
_AND = frozenset({"'n", "’n", "‘n"})
_FEET = regex.compile(r"\d['’′]\s?\d{1,2}\Z")
_NEXT = regex.compile(r"\s(\w{1,20}+)")
# How many adjacent marks are skipped to find a mark's neighbours.
_CROWD = 4


def marks(text: str, start: int, end: int) -> list[Mark]:
    """Return the marks of the paragraph ``text[start:end]`` that may be quotation marks."""
    found = []
    for match in _MARK.finditer(text, start, end):
        mark = _weighed(text, start, end, *match.span())
        if mark is not None:
            found.append(mark)
    return found


def _weighed(text: str, start: int, end: int, at: int, after: int) -> Mark | None:
    """Return the mark at `at` with what it can be, or None if it is not a quotation mark."""
    sign = text[at:after]
    level = _LEVELS[sign]
    left = _left(text, start, at)
    right = _right(text, end, after)
    opens = (left.isspace() or left in _BEFORE_OPENING) and not right.isspace() and right not in ",;:!?)"
    closes = (right.isspace() or right in _AFTER_CLOSING) and not left.isspace()
    if level == "single":
        return _single(text, end, Mark(at, after, sign, level, opens, closes), left, right)
    if level in ("corner", "white"):
        opens, closes = sign in "「『", sign in "」』"
    elif level in ("guillemet", "narrow"):
        # French separates its marks from the words: before a full stop only the sign itself tells, unless it
        # is the first of several.
        stops = text.startswith(".", after) and not text.startswith("..", after)
        if opens == closes or stops:
            opens, closes = sign in "«‹", sign in "»›"
    elif sign in ("“", "„", "‟", "``", "‘‘", "‘’"):
        ends = right.isspace() or right in _AFTER_CLOSING or (right in "[<" and not opens)
        opens, closes = opens or not closes, sign == "“" and ends
    elif sign in ("”", "’’"):
        opens, closes = not closes, True
    elif opens == closes:
        opens = closes = True
    if sign == '"' and left.isdigit() and closes:
        if _FEET.search(text, max(start, at - 6), at):
            return None
        return Mark(at, after, sign, level, False, True, doubtful=_runs_on(text, after, end))
    return Mark(at, after, sign, level, opens, closes)


def _single(text: str, end: int, mark: Mark, left: str, right: str) -> Mark | None:
    """Weigh a single mark, which is more often an apostrophe."""
    at, after, sign, _, opens, closes, _ = mark
    if left.isspace() and right.isspace():
        return None
    if sign == "‚":
        return mark if opens else None
    if closes and not opens:
        if text[max(at - 2, 0) : at].lower() in _AND:
            return None
        clipped = left in "sSoO" or left.isdigit() or text[max(at - 2, 0) : at].lower() == "in"
        return mark._replace(doubtful=sign != "`" and clipped and _runs_on(text, after, end))
    # Also where other marks hide what stands before the apostrophe, as in in'“'91.
    if sign != "`" and _CLIPPED.match(text, after, end):
        return None
    return mark if opens and not closes else mark._replace(opens=sign != "’", closes=sign != "‘")


def _runs_on(text: str, after: int, end: int) -> bool:
    """Tell whether a noun may follow, as after a plural's apostrophe or a unit."""
    follower = _NEXT.match(text, after, end)
    if follower is None:
        return False
    word = follower[1]
    return word not in lexicon.read("sentence-starters") and word not in lexicon.read("asking-verbs")


def _left(text: str, start: int, at: int) -> str:
    """Return the nearest character to the left that is not a mark, or a space at the paragraph's start."""
    for i in range(at - 1, max(start, at - _CROWD) - 1, -1):
        if text[i] not in _SIGNS:
            return " " if i == start and text[i] in _INVISIBLE else text[i]
    return " " if at - _CROWD <= start else text[at - 1]


def _right(text: str, end: int, after: int) -> str:
    """Return the nearest character to the right that is not a mark, or a space at the paragraph's end."""
    for i in range(after, min(end, after + _CROWD)):
        if text[i] not in _SIGNS:
            return text[i]
    return " " if after + _CROWD >= end else text[after]
