"""Speech in quotation marks, found by its layout and by the cues beside the marks."""

from __future__ import annotations

from itertools import chain

from quotekit.attribution.layouts.colons import announced
from quotekit.attribution.layouts.introductions import introduced
from quotekit.attribution.layouts.signatures import signed
from quotekit.attribution.rules.claims import Claim
from quotekit.attribution.rules.cues.adverbial import Adverbial
from quotekit.attribution.rules.cues.headlined import Headlined
from quotekit.attribution.rules.cues.marked import marked, nested_speech
from quotekit.attribution.rules.grammar import Outline
from quotekit.attribution.rules.grammar.tagged import Tagged
from quotekit.attribution.rules.rates import counted
from quotekit.document import Quotation, QuotedSpan, Tokenized


def outer_speech(
    outline: Outline, tokenized: Tokenized, quoted: tuple[QuotedSpan, ...]
) -> tuple[Quotation, ...]:
    """Return the quotations in outermost marks that have a cue beside them or a speaker by their layout.

    The outline's subjects record who speaks where. Speech that goes on elsewhere is not added yet.
    """
    tagged, rates = outline.tagged, counted()
    found = list(introduced(tagged, tokenized, quoted, (), aged=True))
    taken = bytearray(len(tagged.words))
    for part in (part for q in found for part in (*q.cue, *q.source, *q.content)):
        first, stop = tagged.token_at(part.start), tagged.token_at(part.end)
        taken[first:stop] = b"\1" * max(stop - first, 0)
    for claim in marked(outline):
        if taken[claim.content[0][0]]:
            continue
        if claim.cue is not None and claim.source is not None:
            outline.subjects.spoken[tagged.sentence[claim.cue[0]]] = (claim.cue[1] - 1, claim.source)
        found.append(quotation(tagged, claim, rates.of(claim)))
    known = announced(outline, tokenized, quoted, signed(tokenized, quoted, tuple(found)))
    return introduced(tagged, tokenized, quoted, known)


def inner_speech(tokenized: Tokenized, quoted: tuple[QuotedSpan, ...]) -> tuple[Quotation, ...]:
    """Return the quotations in marks within marks."""
    within = nested_speech(tokenized, quoted)
    if within is None:
        return ()
    outline, claims = within
    return tuple(quotation(outline.tagged, claim, counted().of(claim)) for claim in claims)


def unmarked_speech(outline: Outline) -> tuple[Quotation, ...]:
    """Return what an adverb reports, as in *He reportedly left*, and what a headline quotes after a colon."""
    rates = counted()
    claims = chain(Adverbial(outline).claims(), Headlined(outline).claims())
    return tuple(quotation(outline.tagged, claim, rates.of(claim)) for claim in claims)


def quotation(tagged: Tagged, claim: Claim, rate: float) -> Quotation:
    """Return a claim as a quotation, with its rate as the confidence."""
    return Quotation(
        content=tuple(tagged.span(*part) for part in claim.content),
        cue=(tagged.span(*claim.cue),) if claim.cue else (),
        source=(tagged.span(*claim.source),) if claim.source else (),
        confidence=round(rate, 3),
        rule=claim.rule,
    )
