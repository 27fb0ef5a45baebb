"""Sources of relative clauses: *a report that says*, *Ann Lee, who denied it*."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from quotekit.attribution.rules.grammar import Outline
from quotekit.document import Quotation, Span
from quotekit.lexicon import group

_BETWEEN = frozenset({",", "—", "–", ")"})


def with_antecedents(quotations: Iterable[Quotation], outline: Outline) -> list[Quotation]:
    """Return the quotations, a relative pronoun as a source together with what it stands for.

    Annotators give either the one or the other: of *Ann Lee, who denied it* the source is *who* or *Ann Lee*.
    """
    return [_with_antecedent(q, outline) if _is_relative(q.source) else q for q in quotations]


def _is_relative(source: tuple[Span, ...]) -> bool:
    return len(source) == 1 and source[0].text.lower() in group("relatives")


def _with_antecedent(quotation: Quotation, outline: Outline) -> Quotation:
    [pronoun] = quotation.source
    tagged = outline.tagged
    at = stop = tagged.token_at(pronoun.start)
    floor = tagged.sentence_start(at)
    while stop > floor and tagged.lower[stop - 1] in _BETWEEN:
        stop -= 1
    found = outline.phrases.before(stop, floor)
    if found is None:
        return quotation
    source = Span(tagged.span(*found).start, pronoun.end, pronoun.whole)
    # *“He knew,” said Lee, who …*: what is said already has its own words.
    if any(
        part.start < source.end and source.start < part.end for part in (*quotation.content, *quotation.cue)
    ):
        return quotation
    return attrs.evolve(quotation, source=(source,))
