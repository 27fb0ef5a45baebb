"""Turns without cues: ``"A," X said. "B," Y said. "C?" "D."``, as nobody closes marks to open them again."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence, Set

import attrs

from quotekit.attribution.finishing.continuation import ends_sentence, with_more
from quotekit.document import Quotation, QuotedSpan, Span, SpanIndex

RULE = "continued/turn"
"""The rule of what is said in turn by whoever spoke before, without a cue."""

CONFIDENCE = 0.7


def hand_back(quoted: tuple[QuotedSpan, ...], quotations: tuple[Quotation, ...]) -> tuple[Quotation, ...]:
    """Return the quotations, a quoted sentence right after a cue with whoever has that cue.

    In ``"A," X said. "B." "C," said Y.`` B is X's: were it Y's, who has the next cue, B and C would be in the
    same marks.
    """
    outer = [one for one in quoted if one.depth == 0]
    pairs = [chain for chain in _chains(outer) if chain.start and len(chain) == 2]
    if not pairs:
        return quotations
    owners = _owners(outer, quotations)
    moved: dict[int, set[Span]] = {}
    more: dict[int, list[Span]] = {}
    for chain in pairs:
        before, last = owners.get(chain.start - 1), owners.get(chain[-1])
        if before is None or last is None or not owners.get(chain.start) == last != before:
            continue
        one, two = quotations[before], quotations[last]
        first, second = (outer[at].span for at in chain)
        between = first.whole[outer[chain.start - 1].span.end : first.start]
        ahead = one.cue and outer[chain.start - 1].span.end <= one.cue[0].start < first.start
        behind = two.cue and second.end <= two.cue[0].start
        if ahead and behind and "\n" not in between and _names(one) != _names(two):
            moved.setdefault(last, set()).add(first)
            # The network may give one sentence to both.
            if not any(part.overlaps(first) for part in one.content):
                more.setdefault(before, []).append(first)
    return with_more(_without(outer, quotations, moved), more)


def questions_apart(
    quoted: tuple[QuotedSpan, ...], quotations: tuple[Quotation, ...]
) -> tuple[Quotation, ...]:
    """Return the quotations, those of whoever answers a question right before them without that question.

    In ``"Who is there?" "Only me," said X`` somebody else has asked.
    """
    outer = [one for one in quoted if one.depth == 0]
    pairs = [chain for chain in _chains(outer) if len(chain) == 2]
    asked = [chain for chain in pairs if _asks(outer[chain[0]]) and not _asks(outer[chain[1]])]
    if not asked:
        return quotations
    owners = _owners(outer, quotations)
    taken: dict[int, set[Span]] = {}
    for question, answer in asked:
        owner = owners.get(answer)
        span = outer[question].span
        if owner is None or not any(part.overlaps(span) for part in quotations[owner].content):
            continue
        cue = quotations[owner].cue
        if cue and outer[answer].span.end <= cue[0].start:
            taken.setdefault(owner, set()).add(span)
    return _without(outer, quotations, taken)


def take_turns(quoted: tuple[QuotedSpan, ...], quotations: tuple[Quotation, ...]) -> tuple[Quotation, ...]:
    """Return the quotations without what somebody else says in between, and that as quotations of their own.

    Of quoted sentences with nothing between them each has another speaker than the one before. After two
    people who each have a cue, in the same paragraph, these two take turns. The first sentence is that of who
    spoke first where it asks or answers a question, and else goes on. What is taken from who spoke last has
    no cue, and the source of what the other said before.
    """
    outer = [one for one in quoted if one.depth == 0]
    chains = [chain for chain in _chains(outer) if chain.start > 1 and len(chain) > 1]
    if not chains:
        return quotations
    owners = _owners(outer, quotations)
    taken: dict[int, set[Span]] = {}
    new: list[Quotation] = []
    for chain in chains:
        one, two, goes_on, last = map(owners.get, (chain.start - 2, chain.start - 1, chain.start, chain[-1]))
        if one is None or two is None or two != goes_on:
            continue
        other, speaker = quotations[one], quotations[two]
        said, first = outer[chain.start - 1], outer[chain.start]
        if not (other.source and speaker.cue and said.span.end <= speaker.cue[0].start < first.span.start):
            continue
        between = first.span.whole[outer[chain.start - 2].span.start : first.span.start]
        closing = last is not None and _names(quotations[last]) == _names(other)
        if closing or _names(speaker) == _names(other) or "\n" in between:
            continue
        turn = int(_asks(said) == _asks(first))
        spans = [outer[at].span for at in chain[turn::2] if owners.get(at) == two]
        taken.setdefault(two, set()).update(spans)
        new += (
            Quotation(content=(it,), source=other.source, confidence=CONFIDENCE, rule=RULE) for it in spans
        )

    return (*_without(outer, quotations, taken), *new)


def _owners(outer: Sequence[QuotedSpan], quotations: Sequence[Quotation]) -> dict[int, int]:
    """Return which quotation has each quoted span, by their numbers."""
    index = SpanIndex.of(one.span for one in outer)
    return {
        number: place
        for place, q in enumerate(quotations)
        for part in q.content
        for number in index.touching(part.start, part.end)
    }


def _without(
    outer: Sequence[QuotedSpan], quotations: Sequence[Quotation], taken: Mapping[int, Set[Span]]
) -> tuple[Quotation, ...]:
    """Return the quotations without the quoted spans taken from them, by their numbers."""
    index = SpanIndex.of(one.span for one in outer)

    def kept(place: int) -> Iterator[Span]:
        for part in quotations[place].content:
            spans = [outer[at].span for at in index.touching(part.start, part.end)]
            rest = [span for span in spans if span not in taken[place]]
            yield from (part,) if rest == spans else rest

    return tuple(
        attrs.evolve(q, content=tuple(kept(place))) if place in taken else q
        for place, q in enumerate(quotations)
    )


def _chains(outer: Sequence[QuotedSpan]) -> Iterator[range]:
    """Return the numbers of quoted sentences that stand in a row with nothing but a space between them."""
    start = 0
    for number, (one, two) in enumerate(itertools.pairwise(outer), 1):
        between = one.span.whole[one.span.end : two.span.start]
        if between != " " or not (one.close and ends_sentence(one) and two.inner.text[:1].isupper()):
            yield range(start, number)
            start = number
    yield range(start, len(outer))


def _asks(one: QuotedSpan) -> bool:
    return one.inner.text.rstrip().endswith("?")


def _names(quotation: Quotation) -> tuple[str, ...]:
    return tuple(part.text for part in quotation.source)
