"""Screenplays: names in capitals directly above what is said, between scenes and what is seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import regex

from quotekit.attribution.layouts.labels import Label

# *INT. KITCHEN - NIGHT*, *12 EXT./INT. CAR*.
_SCENE = regex.compile(
    r"^[ \t]*(?:\d{1,3}[A-Z]?\.?[ \t]+)?(?:INT|EXT|INT\.?/EXT|EXT\.?/INT|I/E)(?:\.|[ ]-|(?=[ ]))[ ]*\S",
    regex.M,
)
_PLACES = ("INT", "EXT", "I/E")
_APART = regex.compile(r"\n[ \t]*\r?\n")
_OPENING = regex.compile(
    r"(?:INT|EXT|I/E|CUT|FADE|DISSOLVE|SMASH|MATCH|TITLE|SUPER|THE END|END OF|MONTAGE)\b"
)


def has_scenes(text: str) -> bool:
    """Tell whether a text has the headings of scenes.

    >>> has_scenes("INT. KITCHEN - NIGHT"), has_scenes("The kitchen at night.")
    (True, False)
    """
    return any(place in text for place in _PLACES) and _SCENE.search(text) is not None


def screenplay(text: str, headings: Iterable[Label]) -> list[Label]:
    """Return the headings that are names with speech on the next line."""
    return [
        one
        for one in headings
        if one.capitals
        and not one.timed
        and not _OPENING.match(one.name)
        and not _APART.search(text, one.end, one.opens)
    ]


def blocks(text: str, lines: Sequence[tuple[int, int]]) -> list[int]:
    """Return where blocks of lines begin: in a screenplay nobody says more than one."""
    ends = [0, *(end for _, end in lines)]
    return [start for (start, _), end in zip(lines, ends, strict=False) if text.count("\n", end, start) > 1]
