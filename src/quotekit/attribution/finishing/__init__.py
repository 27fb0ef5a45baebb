"""What every attributor ends with: speech that goes on, what nobody claimed, nesting, kinds."""

from __future__ import annotations

from quotekit.attribution.finishing.continuation import continue_paragraphs, join_beats, join_halves
from quotekit.attribution.finishing.kinds import typed
from quotekit.attribution.finishing.nesting import nested
from quotekit.document import Quotation, QuotedSpan, Tokenized

__all__ = ["finished"]


def finished(
    quotations: tuple[Quotation, ...],
    tokenized: Tokenized,
    quoted: tuple[QuotedSpan, ...],
    *,
    within: tuple[Quotation, ...] = (),
) -> tuple[Quotation, ...]:
    """Return the quotations with the speech that goes on in them, in text order, typed and nested.

    `within` are quotations inside what others say, which take no speech that nobody claimed.
    """
    whole = join_halves(tokenized, quoted, join_beats(quoted, quotations))
    whole = continue_paragraphs(tokenized, quoted, whole)
    return nested(typed((*whole, *within), quoted))
