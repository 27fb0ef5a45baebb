"""Residue: what programs and pages leave in a text that nobody wrote."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from quotekit.document.alignment import Alignment, Edit
from quotekit.residue.pages import breaks
from quotekit.residue.spelled import spelled

__all__ = ["mended"]


def mended(text: str) -> Alignment | None:
    """Return a text as it was meant to be read, with the way back, or None where it has no residue.

    Mended are characters spelled as entities of HTML, marks that were read in the wrong encoding, and what
    the end of a page puts into a sentence.

    >>> alignment = mended("&ldquo;Yes,&rdquo; said Ann.")
    >>> alignment.mended
    '“Yes,” said Ann.'
    >>> mended("“Yes,” said Ann.")
    """
    pages = breaks(text)
    edits = sorted((*_outside(spelled(text), pages), *pages))
    return Alignment(text, edits) if edits else None


def _outside(edits: Iterable[Edit], pages: Sequence[Edit]) -> Iterator[Edit]:
    """Return the edits that lie in no break of a page."""
    starts = [page.start for page in pages]
    for edit in edits:
        at = bisect_left(starts, edit.end)
        if not at or pages[at - 1].end <= edit.start:
            yield edit
