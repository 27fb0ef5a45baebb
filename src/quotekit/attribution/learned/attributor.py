"""The default attributor: a trained network, and rules for quotations that it cannot see or misses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs

from quotekit.arguments import check_path, check_share
from quotekit.attribution import layouts
from quotekit.attribution.finishing import finished
from quotekit.attribution.finishing.acts import acts_option, by_marks, by_words, deeds_apart, of_acts
from quotekit.attribution.finishing.continuation import ALONE_CONFIDENCE
from quotekit.attribution.finishing.kinds import typed
from quotekit.attribution.learned.antecedents import with_antecedents, with_those_quoted
from quotekit.attribution.learned.entities import Reader
from quotekit.attribution.learned.extents import (
    without_connectives,
    without_main_clauses,
    without_next_sentences,
    without_pronouns,
)
from quotekit.attribution.learned.marks import fitted
from quotekit.attribution.learned.offsets import Marks, Sentences
from quotekit.attribution.learned.rivals import (
    beside_own_cues,
    in_own_sentences,
    undisputed,
    untouched,
    without_rivals,
    without_weaker,
)
from quotekit.attribution.learned.session import load, shipped
from quotekit.attribution.learned.widening import likely
from quotekit.attribution.rules.cues.adverbial import RULE as ADVERB
from quotekit.attribution.rules.grammar import Outline
from quotekit.attribution.rules.marked_speech import outer_speech, unmarked_speech
from quotekit.document import Act, Name, Quotation, QuotedSpan, Tokenized
from quotekit.document.checks import check_handed

RULES_LEAST = 0.7
"""The least confidence of the rules in quotations that the network missed."""


def _folder(given: Path | str) -> Path:
    check_path("folder", given)
    return Path(given)


def _from_0_to_1(_: object, attribute: attrs.Attribute[Any], value: float) -> None:
    check_share(attribute.name, value)


@attrs.frozen(kw_only=True)
class ModelAttributor:
    """Find quotations with a trained network.

    The network reads one paragraph at a time. Its quotations are fitted to the quotation marks. Rules
    (`outer_speech`) find quoted speech that it misses (transcripts, signatures, a name and a colon in the
    paragraph before), and take precedence where they are surer.

    `folder` is the folder of a model written by `quotekit train`; the default is the model in the package,
    loaded on first use, or with `fast` the smaller one beside it. `threshold` is the least confidence of a
    quotation to be returned; the default is the best one by the model's card. `acts` are the acts to return:
    by default speech and thought, and not deeds (*approved the plan*).

    Raises `ValueError` for a threshold outside 0 to 1, for an unknown act and for `fast` with a folder, and
    on first use `ModelError` if the model's files do not match its card.

    >>> import quotekit
    >>> text = "The mayor said the lake was rising fast. She hopes that it will stop."
    >>> pipeline = quotekit.Pipeline(attributor=ModelAttributor(acts="speech"))
    >>> [q.content_text for q in pipeline.attribute(text).quotations]
    ['the lake was rising fast']
    """

    folder: Path | None = attrs.field(default=None, converter=attrs.converters.optional(_folder))
    threshold: float | None = attrs.field(default=None, validator=attrs.validators.optional(_from_0_to_1))
    acts: tuple[Act, ...] = acts_option()
    fast: bool = attrs.field(default=False)

    @fast.validator
    def _without_folder(self, _: attrs.Attribute[bool], fast: bool) -> None:
        if fast and self.folder is not None:
            raise ValueError(f"fast: expected the model in the package alone, got {str(self.folder)!r} too")

    def attribute(self, tokenized: Tokenized, quoted: tuple[QuotedSpan, ...]) -> tuple[Quotation, ...]:
        """Return a text's quotations in order of their start; their speakers are still None."""
        return self.attribute_with_names(tokenized, quoted)[0]

    def attribute_with_names(
        self, tokenized: Tokenized, quoted: tuple[QuotedSpan, ...]
    ) -> tuple[tuple[Quotation, ...], tuple[Name, ...]]:
        """Return quotations as `attribute` does, and the proper names found in the same pass."""
        check_handed(tokenized, quoted)
        session = shipped(fast=self.fast) if self.folder is None else load(self.folder)
        threshold = session.card.threshold if self.threshold is None else self.threshold
        layout = layouts.read(tokenized, quoted)
        tokenized, quoted = layout.rest(tokenized, quoted)
        reader = Reader(session)
        asked = "deed" in self.acts
        found = likely(tokenized, quoted, session, threshold=threshold, deeds=asked, network=reader)
        outline = Outline.of(tokenized, quoted)
        told = by_marks(by_words(with_those_quoted(found, outline)), quoted)
        sure, deeds = deeds_apart(without_rivals(told))
        ruled = typed((*outer_speech(outline, tokenized, quoted), *unmarked_speech(outline)), quoted)
        least = max(threshold, RULES_LEAST)
        outer = [q for q in ruled if q.confidence >= least]
        direct = undisputed((q for q in outer if q.type == "direct"), by=sure)
        by_adverb = {q.cue: q for q in outer if q.rule == ADVERB}
        sure = [by_adverb.get(q.cue, q) for q in sure]
        marks, sentences = Marks(quoted), Sentences(tokenized)
        sure = in_own_sentences(without_main_clauses(sure), marks, sentences, beside=direct)
        sure = beside_own_cues(sure, marks, beside=direct)
        sure = fitted(without_weaker(sure, than=direct), marks, sentences, inner=Marks(quoted, depth=1))
        sure = without_connectives(without_pronouns(sure), marks, sentences)
        spoken, reported = marks.split(sure)
        spoken += untouched(outer, by=spoken)
        # Within marks that stand in others both may have found the same.
        contents = {q.content for q in spoken}
        reported = without_next_sentences((q for q in reported if q.content not in contents), sentences)
        alone = threshold <= ALONE_CONFIDENCE
        quotations = finished(tuple(spoken), tokenized, quoted, within=(*reported, *deeds), alone=alone)
        quotations = layout.added(tuple(with_antecedents(quotations, outline)))
        return of_acts(quotations, self.acts), tuple(reader.names(tokenized))
