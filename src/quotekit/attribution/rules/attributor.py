"""The attributor that works by rules: lexicons and word order, without a model."""

from __future__ import annotations

from itertools import chain

import attrs

from quotekit.arguments import check_share
from quotekit.attribution import layouts
from quotekit.attribution.finishing import finished
from quotekit.attribution.finishing.acts import act_of, acts_option, by_marks, deeds_apart, of_acts
from quotekit.attribution.rules.claims import CONTENT, OTHER, choose
from quotekit.attribution.rules.cues.adverbial import Adverbial
from quotekit.attribution.rules.cues.headlined import Headlined
from quotekit.attribution.rules.cues.nominal import Nominal
from quotekit.attribution.rules.cues.postposed import Postposed
from quotekit.attribution.rules.cues.reported import Reported
from quotekit.attribution.rules.grammar import Outline
from quotekit.attribution.rules.grammar.tagged import Tagged
from quotekit.attribution.rules.marked_speech import inner_speech, outer_speech, quotation
from quotekit.attribution.rules.rates import counted
from quotekit.document import Act, Quotation, QuotedSpan, Tokenized
from quotekit.document.checks import check_handed


def _share(_: object, attribute: attrs.Attribute[float], value: float) -> None:
    check_share(attribute.name, value, "share")


@attrs.frozen(kw_only=True)
class RuleAttributor:
    """Find quotations by lexicons and word order, without a model; every decision has a name.

    `least` is a threshold for reported speech and thought: a construction is used only if at least this share
    of its instances in annotated news was right. Quoted speech with a cue beside it is always returned.
    `inner` says whether speech quoted within speech is returned too. `acts` are the acts to return, told
    apart by the words of the cue. A quotation's `rule` names the construction, and its `confidence` is the
    share of that construction's instances that were right.

    Raises `ValueError` for a `least` outside 0 to 1 and for an unknown act.

    >>> import quotekit
    >>> pipeline = quotekit.Pipeline(attributor=RuleAttributor())
    >>> [q] = pipeline.attribute('"It is over," said Ann Lee, "and I am glad."').quotations
    >>> [part.text for part in q.content], q.cue[0].text, q.source[0].text, q.rule
    (['"It is over,"', '"and I am glad."'], 'said', 'Ann Lee', 'marked/verb-source')
    """

    least: float = attrs.field(default=0.35, validator=_share)
    inner: bool = True
    acts: tuple[Act, ...] = acts_option()

    def attribute(self, tokenized: Tokenized, quoted: tuple[QuotedSpan, ...]) -> tuple[Quotation, ...]:
        """Return a text's quotations in order of their start; their speakers are still None."""
        check_handed(tokenized, quoted)
        layout = layouts.read(tokenized, quoted)
        tokenized, quoted = layout.rest(tokenized, quoted)
        outline = Outline.of(tokenized, quoted)
        tagged = outline.tagged
        found = outer_speech(outline, tokenized, quoted)
        taken = bytearray(len(tagged.words))
        _enter(tagged, found, taken)
        claims = chain(
            Reported(outline, Postposed(outline)).claims(),
            Nominal(outline).claims(),
            Adverbial(outline).claims(),
            Headlined(outline).claims(),
        )
        rates = counted()
        chosen = choose(((claim, rates.of(claim)) for claim in claims), taken, least=self.least)
        found += tuple(_with_act(quotation(tagged, claim, rate)) for claim, rate in chosen)
        spoken, deeds = deeds_apart(by_marks(found, quoted))
        within = inner_speech(tokenized, quoted) if self.inner else ()
        quotations = finished(tuple(spoken), tokenized, quoted, within=(*within, *deeds))
        return of_acts(layout.added(quotations), self.acts)


def _with_act(found: Quotation) -> Quotation:
    return attrs.evolve(found, act=act_of(" ".join(cue.text for cue in found.cue)))


def _enter(tagged: Tagged, quotations: tuple[Quotation, ...], taken: bytearray) -> None:
    """Mark the words of the quotations as taken."""
    for found in quotations:
        for role, parts in ((OTHER, found.cue), (OTHER, found.source), (CONTENT, found.content)):
            for part in parts:
                first = tagged.token_at(part.start)
                stop = max(tagged.token_at(part.end), first)
                taken[first:stop] = bytes([role]) * (stop - first)
