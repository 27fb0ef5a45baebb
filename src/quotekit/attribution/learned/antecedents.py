"""Sources that stand elsewhere: *Ann Lee, who denied it*, *Y quoted X as saying*."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from quotekit.attribution.rules.cues.relayed import relay_around
from quotekit.attribution.rules.grammar import Outline
from quotekit.document import Quotation, Span
from quotekit.lexicon import group

_BETWEEN = frozenset({",", "—", "–", ")"})


def with_antecedents(quotations: Iterable[Quotation], outline: Outline) -> list[Quotation]:
    """Return the quotations, a relative pronoun as a source together with what it stands for.

    Annotators give either the one or the other: of *Ann Lee, who denied it* the source is *who* or *Ann Lee*.
    """
    return [
        _with_antecedent(q, pronoun, outline) if (pronoun := _relative(q, outline)) is not None else q
        for q in quotations
    ]


def with_those_quoted(quotations: Iterable[Quotation], outline: Outline) -> list[Quotation]:
    """Return the quotations, with whoever is *quoted as saying* them as the source, and not who quotes.

    Of *The agency quoted X as saying that …* both are kept, the one inside the other. Where both have the
    same cue then (*“No,” the agency quoted X as saying*), the surer one is kept.
    """
    kept: dict[tuple[Span, ...], Quotation] = {}
    for q in quotations:
        moved = _of_whoever_is_quoted(q, outline) if len(q.cue) == 1 else q
        key = moved.cue or moved.content
        rival = kept.get(key)
        if rival is None or moved.confidence > rival.confidence:
            kept[key] = moved
    return list(kept.values())


def _of_whoever_is_quoted(quotation: Quotation, outline: Outline) -> Quotation:
    tagged, [cue] = outline.tagged, quotation.cue
    first = tagged.token_at(cue.start)
    found = relay_around(outline, (first, max(tagged.token_at(cue.end), first + 1)))
    if found is None:
        return quotation
    source, whole = tagged.span(*found.source), tagged.span(*found.whole)
    # *Lee was quoted as saying by the agency that …*: the passive's subject is no part of what is said.
    content = tuple(part for part in quotation.content if part != source and not part.overlaps(whole))
    if not content or any(part.overlaps(source) for part in content):
        return quotation
    if found.passive:
        return attrs.evolve(quotation, content=content, source=(source,))
    said = tagged.span(*found.cue)
    if content[0].start > whole.start and not cue.overlaps(said):
        return quotation
    return attrs.evolve(quotation, content=content, cue=(said,), source=(source,))


def _relative(quotation: Quotation, outline: Outline) -> Span | None:
    """Return the relative pronoun that is a quotation's source, or should be: *Ann Lee, who denied it*."""
    if quotation.source or not quotation.cue:
        return next((span for span in quotation.source if span.text.lower() in group("relatives")), None)
    tagged, cue = outline.tagged, quotation.cue[0]
    at = tagged.token_at(cue.start)
    if tagged.lower[max(at - 1, 0) : at] not in (["who"], ["which"]):
        return None
    # Of *the lake, which is said to be deep*, somebody else says so.
    passive = not group("passive").isdisjoint(cue.text.lower().split())
    return None if passive else tagged.span(at - 1, at)


def _with_antecedent(quotation: Quotation, pronoun: Span, outline: Outline) -> Quotation:
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
    if any(map(source.overlaps, (*quotation.content, *quotation.cue))):
        return quotation
    return attrs.evolve(quotation, source=(source,))
