"""The attributor by rules: lexicons and word order, every decision named, no weights."""

from __future__ import annotations

from itertools import chain

from quotekit.attribution.choice import choose, mark, rate
from quotekit.attribution.claims import Claim
from quotekit.attribution.colons import announced
from quotekit.attribution.complements import Complements
from quotekit.attribution.continuation import continue_paragraphs, join_halves
from quotekit.attribution.kinds import typed
from quotekit.attribution.marked import Marked
from quotekit.attribution.nominal import Nominal
from quotekit.attribution.phrases import Phrases
from quotekit.attribution.reported import Reported
from quotekit.attribution.signatures import signed
from quotekit.attribution.subjects import Subjects
from quotekit.attribution.tagged import Tagged, tag
from quotekit.attribution.transcripts import transcribed
from quotekit.document import Quotation, QuotedSpan, Tokenized

LEAST = 0.35


class RuleAttributor:
    """Find quotations by rules."""

    def attribute(self, tokenized: Tokenized, quoted: tuple[QuotedSpan, ...]) -> tuple[Quotation, ...]:
        """Give the quotations by start, their speakers None."""
        tagged = tag(tokenized, quoted)
        phrases = Phrases.of(tagged)
        subjects = Subjects(tagged, phrases)
        quotations = transcribed(tokenized, quoted, ())
        taken = bytearray(len(tagged.words))
        take(tagged, quotations, taken)
        claims = [c for c in Marked(tagged, phrases, subjects).claims() if c is not None and not taken[c.content[0][0]]]
        for claim in claims:
            if claim.cue is not None and claim.source is not None:
                subjects.spoken[tagged.sentence[claim.cue[0]]] = (claim.cue[1] - 1, claim.source)
        quotations += tuple(_quotation(tagged, claim) for claim in claims)
        quotations = signed(tokenized, quoted, quotations)
        quotations = announced(tokenized, quoted, quotations)
        take(tagged, quotations, taken)
        complements = Complements(tagged, phrases)
        reported = Reported(tagged, phrases, subjects, complements).claims()
        nominal = Nominal(tagged, phrases, subjects, complements).claims()
        claims = choose(chain(reported, nominal), taken, least=LEAST)
        quotations += tuple(_quotation(tagged, claim) for claim in claims)
        quotations = join_halves(tokenized, quoted, quotations)
        quotations = continue_paragraphs(tokenized, quoted, quotations)
        return typed(quotations, quoted)


def take(tagged: Tagged, quotations: tuple[Quotation, ...], taken: bytearray) -> None:
    """Mark the words that the quotations have."""
    for quotation in quotations:
        for role, parts in ((2, quotation.cue), (2, quotation.source), (1, quotation.content)):
            for part in parts:
                first = tagged.token_at(part.start)
                stop = max(tagged.token_at(part.end), first)
                taken[first:stop] = bytes([role]) * (stop - first)


def _quotation(tagged: Tagged, claim: Claim) -> Quotation:
    return Quotation(
        content=tuple(tagged.span(*part) for part in claim.content),
        cue=(tagged.span(*claim.cue),) if claim.cue else (),
        source=(tagged.span(*claim.source),) if claim.source else (),
        confidence=rate(claim),
        rule=claim.rule,
    )
