"""Rivals: which of several quotations with the same words is returned."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

import attrs

from quotekit.attribution.learned.offsets import Claimed, Marks, Sentences
from quotekit.document import Quotation, Span


def without_rivals(quotations: Iterable[Quotation]) -> list[Quotation]:
    """Keep the surest of the quotations with the same words and several cues (*said* … *in a statement*).

    What is said or thought stands before what is done, so that it is the same whether deeds are read or not.
    """
    kept: dict[tuple[Span, ...], Quotation] = {}
    for q in quotations:
        if q.content not in kept or _rank(q) > _rank(kept[q.content]):
            kept[q.content] = q
    return list(kept.values())


def _rank(quotation: Quotation) -> tuple[bool, float]:
    return quotation.act != "deed", quotation.confidence


def without_weaker(quotations: list[Quotation], *, than: Iterable[Quotation]) -> list[Quotation]:
    """Drop quotations whose words a surer one has with another cue.

    Confidences are comparable whoever found a quotation: all are shares of right ones on one corpus.
    """
    parts = sorted((part.start, part.end, n) for n, q in enumerate(quotations) for part in q.content)
    longest = max((end - start for start, end, _ in parts), default=0)
    weaker: set[int] = set()
    for sure in than:
        rivals = {
            number
            for part in sure.content
            for _, end, number in parts[
                bisect_left(parts, (part.start - longest,)) : bisect_left(parts, (part.end,))
            ]
            if end > part.start and not any(map(part.overlaps, quotations[number].cue))
        }
        if all(
            quotations[n].confidence < sure.confidence
            and not any(ours.overlaps(theirs) for ours in sure.cue for theirs in quotations[n].cue)
            for n in rivals
        ):
            weaker |= rivals
    return [q for number, q in enumerate(quotations) if number not in weaker]


def undisputed(claims: Iterable[Quotation], *, by: Iterable[Quotation]) -> list[Quotation]:
    """Keep the claims whose cue no other quotation has for other words.

    Of *Lee asked him, “Why?” Fox replied that he forgot* the reply is what Fox forgot, and not the question.
    """
    held: dict[int, list[Quotation]] = {}
    for q in by:
        for cue in q.cue[:1]:
            held.setdefault(cue.start, []).append(q)

    def disputed(claim: Quotation) -> bool:
        owners = [q for cue in claim.cue[:1] for at in range(cue.start, cue.end) for q in held.get(at, ())]
        return bool(owners) and not any(
            ours.overlaps(theirs) for q in owners for ours in claim.content for theirs in q.content
        )

    return [claim for claim in claims if not disputed(claim)]


def in_own_sentences(
    quotations: Sequence[Quotation], marks: Marks, sentences: Sentences, *, beside: Sequence[Quotation]
) -> list[Quotation]:
    """Remove from each quotation the quoted spans that have the cue of another one in their own sentence.

    In ``"A," X said. "B," said Y.`` the network may assign B to X too, but only Y's cue is in the sentence of
    B. `beside` are further quotations whose cues count but which are not returned.
    """
    own: dict[Span, set[Span]] = {}
    for stretch, q in _held((*quotations, *beside), marks):
        own.setdefault(stretch, set()).update(cue for cue in q.cue[:1] if not sentences.part(stretch, cue))

    def anothers(part: Span, q: Quotation) -> bool:
        # What is said within the marks (*“I hope to win,” she said*) does not take them from who speaks.
        over = [stretch.span for stretch in marks.over(part) if not any(map(stretch.span.overlaps, q.cue))]
        cues = {cue for stretch in over for cue in own[stretch]}
        return bool(cues) and not any(cue.overlaps(mine) for cue in cues for mine in q.cue)

    kept = []
    for q in quotations:
        content = tuple(part for part in q.content if not anothers(part, q))
        if content:
            kept.append(q if content == q.content else attrs.evolve(q, content=content))
    return kept


def beside_own_cues(
    quotations: Sequence[Quotation], marks: Marks, *, beside: Sequence[Quotation]
) -> list[Quotation]:
    """Remove from each quotation the quoted spans from which another one's cue and source part it.

    In ``"A," said X, and "B," said Y`` A is X's alone, and in ``"A," X began, but Y cut in: "B"`` B is Y's.
    What stands between the spans goes with them. Words around a quoted span keep it: what is praised in
    *praised what she called “a decade of calm”* holds her words. `beside` are further quotations that part
    others but which are not returned.
    """
    holders: dict[Span, list[Quotation]] = {}
    for stretch, q in _held((*quotations, *beside), marks):
        if q.cue and q.source and not any(map(stretch.overlaps, (*q.cue, *q.source))):
            holders.setdefault(stretch, []).append(q)

    def own(part: Span, q: Quotation) -> tuple[Span, ...]:
        over = [stretch.span for stretch in marks.over(part)]
        if not over or part.start < over[0].start or over[-1].end < part.end:
            return (part,)
        kept = [one for one in over if not any(_parts(other, one, q) for other in holders.get(one, ()))]
        if len(kept) == len(over):
            return (part,)
        return tuple(Span(max(one.start, part.start), min(one.end, part.end), part.whole) for one in kept)

    contents = (tuple(one for part in q.content for one in own(part, q)) for q in quotations)
    return [
        q if content == q.content else attrs.evolve(q, content=content)
        for q, content in zip(quotations, contents, strict=True)
        if content
    ]


def _held(quotations: Iterable[Quotation], marks: Marks) -> Iterator[tuple[Span, Quotation]]:
    """Return each quoted span that a part of a quotation has words of, with the quotation."""
    for q in quotations:
        for part in q.content:
            for stretch in marks.over(part):
                yield stretch.span, q


def _parts(other: Quotation, stretch: Span, q: Quotation) -> bool:
    """Tell whether another quotation's cue and source stand between a stretch and a quotation's own.

    Of ``"A," the letter says, according to officials`` the second reports the first and takes nothing.
    """
    if not q.cue or any(cue.overlaps(part) for cue in q.cue for part in other.content):
        return False
    mine, theirs = (*q.cue, *q.source), (*other.cue, *other.source)
    first, stop = min(span.start for span in theirs), max(span.end for span in theirs)
    return (stretch.end <= first and all(stop <= span.start for span in mine)) or (
        stop <= stretch.start and all(span.end <= first for span in mine)
    )


def untouched(quotations: Iterable[Quotation], *, by: Iterable[Quotation]) -> list[Quotation]:
    """Keep the quotations that do not overlap another's content or cue."""
    claimed = Claimed(span for q in by for span in (*q.content, *q.cue))
    return [q for q in quotations if not any(map(claimed.count, (*q.content, *q.cue)))]
