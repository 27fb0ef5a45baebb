"""Where reported speech without marks ends: at a semicolon, and before a clause about who speaks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

import attrs

from quotekit.attribution.learned.offsets import Marks
from quotekit.document import Quotation, Span


def without_next_clauses(
    quotations: Iterable[Quotation], marks: Marks, *, opening: Collection[str], asides: Collection[str]
) -> Iterator[Quotation]:
    """Return the quotations without what the writer says after them in the same sentence.

    That is what stands behind a semicolon, where a clause was told: *said that it rained; the mayor denies
    it*, unless it goes on with a word of `opening` (*that it rained; that it snowed*). Behind who speaks it
    may also be a clause that begins with a word of `asides`: *It rains, said Lee, who lives there*. What
    stands in marks is always what was told.
    """
    for quotation in quotations:
        if not quotation.cue:
            yield quotation
            continue
        told = max(part.end for part in (*quotation.cue, *quotation.source))
        first, *others = quotation.content
        if first.end <= quotation.cue[0].start:
            kept = [part for part in others if marks.over(part) or not _is_next(part, told, asides)]
        else:
            kept = others
            if first.text.lower().startswith(tuple(f"{word} " for word in opening)) and not marks.over(first):
                first = _before_semicolon(first, opening)
        if len(kept) < len(others) or first is not quotation.content[0]:
            quotation = attrs.evolve(quotation, content=(first, *kept))
        yield quotation


def _is_next(part: Span, told: int, asides: Collection[str]) -> bool:
    """Tell whether an unmarked part behind who speaks is a clause of its own."""
    if part.start < told:
        return False
    words = part.text.lstrip(" ,;").lower().split(maxsplit=1)
    return ";" in part.whole[told : part.start + 1] or (words[:1] != [] and words[0] in asides)


def _before_semicolon(part: Span, opening: Collection[str]) -> Span:
    """Return a clause up to the first semicolon that no further one like it follows."""
    at = part.text.find(";")
    while at >= 0:
        words = part.text[at + 1 :].lower().split(maxsplit=2)[:2]
        if not set(words) & set(opening):
            return Span(part.start, part.start + at, part.whole)
        at = part.text.find(";", at + 1)
    return part
