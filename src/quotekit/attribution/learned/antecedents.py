"""Sources that stand elsewhere: *Ann Lee, who denied it*, *X was quoted as saying by Y*."""

from __future__ import annotations

import re
from collections.abc import Iterable

import attrs

from quotekit.attribution.rules.grammar import Outline
from quotekit.document import Quotation, Span
from quotekit.lexicon import group

_QUOTED = re.compile(r"(?:is|are|was|were|been)\s+(?:\w+\s+)?quoted\s+as\s+\w+ing", re.IGNORECASE)
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
    """Return the quotations, with whoever *was quoted as saying* them as the source, and not who quoted."""
    return [_of_whoever_is_quoted(q, outline) if _is_quoted(q.cue) else q for q in quotations]


def _is_quoted(cue: tuple[Span, ...]) -> bool:
    return len(cue) == 1 and _QUOTED.search(cue[0].text) is not None


def _of_whoever_is_quoted(quotation: Quotation, outline: Outline) -> Quotation:
    [cue] = quotation.cue
    tagged = outline.tagged
    found = outline.subjects.subject(tagged.token_at(cue.start))
    if found is None:
        return quotation
    source = tagged.span(*found)
    # *Lee was quoted as saying by the agency that …*: the passive's subject is no part of what is said.
    content = tuple(part for part in quotation.content if part != source)
    if not content or any(part.overlaps(source) for part in content):
        return quotation
    return attrs.evolve(quotation, content=content, source=(source,))


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
    if any(
        part.start < source.end and source.start < part.end for part in (*quotation.content, *quotation.cue)
    ):
        return quotation
    return attrs.evolve(quotation, source=(source,))
