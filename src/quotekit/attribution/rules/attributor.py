"""The attributor by rules: lexicons and word order, every decision named, no weights."""

from __future__ import annotations

from itertools import chain

import attrs

from quotekit.attribution.finishing.continuation import continue_paragraphs, join_halves
from quotekit.attribution.finishing.kinds import typed
from quotekit.attribution.finishing.nesting import nested
from quotekit.attribution.layouts.colons import announced
from quotekit.attribution.layouts.signatures import signed
from quotekit.attribution.layouts.transcripts import transcribed
from quotekit.attribution.rules.choice import CONTENT, OTHER, choose
from quotekit.attribution.rules.claims import Claim
from quotekit.attribution.rules.cues.marked import marked
from quotekit.attribution.rules.cues.nested_speech import nested_speech
from quotekit.attribution.rules.cues.nominal import Nominal
from quotekit.attribution.rules.cues.postposed import Postposed
from quotekit.attribution.rules.cues.reported import Reported
from quotekit.attribution.rules.grammar.outline import Outline
from quotekit.attribution.rules.grammar.tagged import Tagged
from quotekit.attribution.rules.rates import counted
from quotekit.document import Quotation, QuotedSpan, Tokenized


def _share(_: object, attribute: attrs.Attribute[float], value: float) -> None:
    if not 0 <= value <= 1:
        raise ValueError(f"{attribute.name}: expected a share from 0 to 1, got {value!r}")


@attrs.frozen(kw_only=True)
class RuleAttributor:
    """Find quotations by lexicons and word order: no weights, and every decision has a name.

    `least` is the share of right ones that a kind of reported speech or thought must have had on
    annotated news to be given out; speech in quotation marks with a cue beside it always is. `inner`
    says whether speech that somebody quotes within speech comes out too, beside what holds it. Each
    quotation's `rule` says what decided, its `confidence` how often that was right.

    Raises `ValueError` where `least` is no share.

    >>> import quotekit
    >>> pipeline = quotekit.Pipeline(attributor=RuleAttributor())
    >>> [q] = pipeline.attribute('"It is over," said Ann Lee, "and I am glad."').quotations
    >>> [part.text for part in q.content], q.cue[0].text, q.source[0].text, q.rule
    (['"It is over,"', '"and I am glad."'], 'said', 'Ann Lee', 'marked/verb-source')
    """

    least: float = attrs.field(default=0.35, validator=_share)
    inner: bool = True

    def attribute(self, tokenized: Tokenized, quoted: tuple[QuotedSpan, ...]) -> tuple[Quotation, ...]:
        """Find a text's quotations, by start; their speakers are still None."""
        outline = Outline.of(tokenized, quoted)
        tagged, rates = outline.tagged, counted()
        found = transcribed(tokenized, quoted, ())
        taken = bytearray(len(tagged.words))
        _enter(tagged, found, taken)
        said: list[Quotation] = []
        for claim in marked(outline):
            if taken[claim.content[0][0]] or claim.cue is None:
                continue
            if claim.source is not None:
                outline.subjects.spoken[tagged.sentence[claim.cue[0]]] = (claim.cue[1] - 1, claim.source)
            said.append(_quotation(tagged, claim, rates.of(claim)))
        found = announced(tokenized, quoted, signed(tokenized, quoted, (*found, *said)))
        _enter(tagged, found, taken)
        claims = chain(Reported(outline, Postposed(outline)).claims(), Nominal(outline).claims())
        chosen = choose(claims, taken, rates=rates, least=self.least)
        found += tuple([_quotation(tagged, claim, rate) for claim, rate in chosen])
        found = continue_paragraphs(tokenized, quoted, join_halves(tokenized, quoted, found))
        within = nested_speech(tokenized, quoted) if self.inner else None
        if within is not None:
            found += tuple([_quotation(within[0].tagged, claim, rates.of(claim)) for claim in within[1]])
        return nested(typed(found, quoted))


def _enter(tagged: Tagged, quotations: tuple[Quotation, ...], taken: bytearray) -> None:
    """Enter the words that the quotations have."""
    for quotation in quotations:
        for role, parts in ((OTHER, quotation.cue), (OTHER, quotation.source), (CONTENT, quotation.content)):
            for part in parts:
                first = tagged.token_at(part.start)
                stop = max(tagged.token_at(part.end), first)
                taken[first:stop] = bytes([role]) * (stop - first)


def _quotation(tagged: Tagged, claim: Claim, rate: float) -> Quotation:
    return Quotation(
        content=tuple(tagged.span(*part) for part in claim.content),
        cue=(tagged.span(*claim.cue),) if claim.cue else (),
        source=(tagged.span(*claim.source),) if claim.source else (),
        confidence=round(rate, 3),
        rule=claim.rule,
    )
