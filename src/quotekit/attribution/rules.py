"""The attributor by rules: lexicons and word order, every decision named, no weights."""

from __future__ import annotations

from quotekit.attribution.choice import choose, mark, rate
from quotekit.attribution.claims import Claim
from quotekit.attribution.complements import Complements
from quotekit.attribution.continuation import continue_paragraphs, join_halves
from quotekit.attribution.kinds import typed
from quotekit.attribution.marked import Marked
from quotekit.attribution.phrases import Phrases
from quotekit.attribution.reported import Reported
from quotekit.attribution.subjects import Subjects
from quotekit.attribution.tagged import Tagged, tag
from quotekit.document import Quotation, QuotedSpan, Tokenized

LEAST = 0.3


class RuleAttributor:
    """Find quotations by rules."""

    def attribute(self, tokenized: Tokenized, quoted: tuple[QuotedSpan, ...]) -> tuple[Quotation, ...]:
        """Give the quotations by start, their speakers None."""
        tagged = tag(tokenized, quoted)
        phrases = Phrases.of(tagged)
        subjects = Subjects(tagged, phrases)
        taken = bytearray(len(tagged.words))
        claims = [claim for claim in Marked(tagged, phrases, subjects).claims() if claim is not None]
        for claim in claims:
            mark(claim, taken)
        claims += choose(Reported(tagged, phrases, subjects, Complements(tagged, phrases)).claims(), taken, least=LEAST)
        quotations = tuple(_quotation(tagged, claim) for claim in claims)
        quotations = join_halves(tokenized, quoted, quotations)
        quotations = continue_paragraphs(tokenized, quoted, quotations)
        return typed(quotations, quoted)


def _quotation(tagged: Tagged, claim: Claim) -> Quotation:
    return Quotation(
        content=tuple(tagged.span(*part) for part in claim.content),
        cue=(tagged.span(*claim.cue),) if claim.cue else (),
        source=(tagged.span(*claim.source),) if claim.source else (),
        confidence=rate(claim),
        rule=claim.rule,
    )
