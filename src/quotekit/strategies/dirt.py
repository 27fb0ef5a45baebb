"""Noise around the news in a text: headings, datelines, links, odd spaces, marks that quote nobody."""

from __future__ import annotations

import attrs
from hypothesis import strategies as st

from quotekit.strategies.choices import built, numbers, perhaps, pick
from quotekit.strategies.vocabulary import words

_BEFORE = ("", "\n", "\ufeff", "  ", "\r\n\r\n")
_AFTER = ("", "\n", " \n\n", "\u00a0", "\r\n")
_BREAKS = ("\n\n", "\r\n\r\n", "\n", "\n \n\n")
_WIDTHS = (None, None, None, None, 66, 72, 78)

# Before one of the first statements.
_PLACES = 5


@attrs.frozen(kw_only=True)
class Dirt:
    """Hold the noise around and between statements; `between` pairs a position with a sentence.

    `break_` ends a paragraph. Lines are wrapped at `width`, in texts with blank lines between paragraphs.
    """

    above: tuple[str, ...] = ()
    dateline: str | None = None
    between: tuple[tuple[int, str], ...] = ()
    below: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    break_: str = _BREAKS[0]
    width: int | None = None


def dirt() -> st.SearchStrategy[Dirt]:
    """Draw the noise around an article; the simplest is none."""
    return built(_dirt, numbers(5), _lines("story/headings"), _traps(), _lines("story/footers"))


def _dirt(
    choices: bytes, above: tuple[str, ...], between: tuple[tuple[int, str], ...], below: tuple[str, ...]
) -> Dirt:
    dateline, before, after, break_, width = choices
    return Dirt(
        above=above,
        dateline=perhaps(words("story/datelines"), dateline),
        between=between,
        below=below,
        before=pick(_BEFORE, before),
        after=pick(_AFTER, after),
        break_=pick(_BREAKS, break_),
        width=pick(_WIDTHS, width),
    )


def _lines(name: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(words(name)), max_size=2, unique=True).map(tuple)


def _traps() -> st.SearchStrategy[tuple[tuple[int, str], ...]]:
    traps = words("story/traps")
    trap = numbers(2).map(lambda drawn: (drawn[0] % _PLACES, pick(traps, drawn[1])))
    return st.lists(trap, max_size=2).map(tuple)
