"""What stands around the news in a text: headings, datelines, links, odd spaces, marks that quote nobody."""

from __future__ import annotations

import attrs
from hypothesis import strategies as st

from quotekit.strategies.vocabulary import words

_BEFORE = ("", "\n", "\ufeff", "  ", "\r\n\r\n")
_AFTER = ("", "\n", " \n\n", "\u00a0", "\r\n")
_WIDTHS = (None, None, None, None, 66, 72, 78)


@attrs.frozen(kw_only=True)
class Dirt:
    """Hold what is put around and between statements; `between` pairs a place with a sentence.

    At `width` the lines are wrapped, in texts whose paragraphs stand between blank lines.
    """

    above: tuple[str, ...] = ()
    dateline: str | None = None
    between: tuple[tuple[int, str], ...] = ()
    below: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    width: int | None = None


def dirt() -> st.SearchStrategy[Dirt]:
    """Draw what stands around an article, nothing at first."""
    return st.builds(
        Dirt,
        above=_lines("story/headings"),
        dateline=perhaps("story/datelines"),
        between=st.lists(st.tuples(st.integers(0, 4), st.sampled_from(words("story/traps"))), max_size=2).map(
            tuple
        ),
        below=_lines("story/footers"),
        before=st.sampled_from(_BEFORE),
        after=st.sampled_from(_AFTER),
        width=st.sampled_from(_WIDTHS),
    )


def perhaps(name: str) -> st.SearchStrategy[str | None]:
    """Draw an entry of a list of words, or as often None."""
    entries = words(name)
    return st.sampled_from((*(None for _ in entries), *entries))


def _lines(name: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(words(name)), max_size=2, unique=True).map(tuple)
