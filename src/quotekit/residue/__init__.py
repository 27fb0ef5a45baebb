"""Residue: characters in a text that nobody wrote, left by programs and page layout.

Each module finds one kind as edits. The stages read the corrected copy, and all offsets are led back to the
text as given.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from quotekit.document.alignment import Alignment, Edit
from quotekit.residue.encoded import encoded
from quotekit.residue.hyphens import divided
from quotekit.residue.numbers import line_numbers
from quotekit.residue.pages import breaks

__all__ = ["corrected"]


def corrected(text: str) -> Alignment | None:
    """Return a corrected text with its alignment to the original, or None if it has no residue.

    HTML entities, marks decoded in the wrong encoding, page breaks inside sentences, line numbers and words
    divided at the ends of lines are corrected.

    >>> alignment = corrected("&ldquo;Yes,&rdquo; said Ann.")
    >>> alignment.corrected
    '“Yes,” said Ann.'
    >>> corrected("“Yes,” said Ann.")
    """
    numbers = line_numbers(text)
    pages = breaks(text, numbers)
    # A column with numbers keeps its lines.
    words = [] if numbers else divided(text)
    edits = sorted((*_outside((*numbers, *encoded(text), *words), pages), *pages))
    return Alignment(text, edits) if edits else None


def _outside(edits: Iterable[Edit], pages: Sequence[Edit]) -> Iterator[Edit]:
    """Return the edits that are not in a page break."""
    starts = [page.start for page in pages]
    for edit in edits:
        at = bisect_left(starts, edit.end)
        if not at or pages[at - 1].end <= edit.start:
            yield edit
