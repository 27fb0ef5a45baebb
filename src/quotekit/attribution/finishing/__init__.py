"""The last steps of every attributor: continued speech, types and nesting."""

from __future__ import annotations

from quotekit.attribution.finishing.continuation import (
    continue_paragraphs,
    join_beats,
    join_halves,
    join_open,
    speech_apart,
)
from quotekit.attribution.finishing.kinds import typed
from quotekit.attribution.finishing.turns import hand_back, questions_apart, take_turns
from quotekit.document import Quotation, QuotedSpan, Tokenized

__all__ = ["finished"]


def finished(
    quotations: tuple[Quotation, ...],
    tokenized: Tokenized,
    quoted: tuple[QuotedSpan, ...],
    *,
    within: tuple[Quotation, ...] = (),
    alone: bool = False,
    apart: bool = False,
) -> tuple[Quotation, ...]:
    """Return the quotations with all their speech and their types.

    `within` holds quotations inside other quotations, and deeds; no further speech is added to those.
    `alone` says whether sentences in marks by nobody in particular are quotations too (see
    `continue_paragraphs`). With `apart`, what is reported and the speech in marks after it are two
    quotations (see `speech_apart`).
    """
    whole = questions_apart(quoted, hand_back(quoted, join_beats(quoted, quotations)))
    whole = take_turns(quoted, join_halves(tokenized, quoted, whole))
    whole = join_open(quoted, continue_paragraphs(tokenized, quoted, whole, alone=alone))
    if apart:
        whole = speech_apart(tokenized, quoted, whole)
    return typed((*whole, *within), quoted)
