"""The default attributor: a trained network finds quotations, and rules what it cannot see or passes over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs

from quotekit.attribution import layouts
from quotekit.attribution.finishing import finished
from quotekit.attribution.finishing.acts import acts_option, of_acts, with_deeds
from quotekit.attribution.learned.entities import Reader
from quotekit.attribution.learned.marks import completed, fitted
from quotekit.attribution.learned.offsets import Marks, Sentences
from quotekit.attribution.learned.rivals import (
    in_own_sentences,
    uncued,
    untouched,
    without_rivals,
    without_weaker,
)
from quotekit.attribution.learned.session import load, shipped
from quotekit.attribution.learned.widening import likely
from quotekit.attribution.rules.marked_speech import marked_speech
from quotekit.document import Act, Name, Quotation, QuotedSpan, Tokenized

RULES_LEAST = 0.7
"""The least confidence that the rules must have in what the network passed over."""


def _from_0_to_1(_: object, attribute: attrs.Attribute[Any], value: float) -> None:
    if not 0 <= value <= 1:
        raise ValueError(f"{attribute.name}: expected a number from 0 to 1, got {value!r}")


@attrs.frozen(kw_only=True)
class ModelAttributor:
    """Find quotations with a trained network.

    The network reads one paragraph at a time. What it finds is fitted to the quotation marks. Speech
    in marks that it passes over (transcripts, signatures, a name and a colon a paragraph before) is
    found by rules (`marked_speech`), which also have the words where they are the surer of the two.

    `folder` is a model's folder, as `quotekit train` writes it; without one the model that is part
    of the package is used, loaded on first use. `threshold` is the least confidence that a
    quotation is given out with; without one it is what the model's card found best. `acts` are those
    that are given out: speech and thought, unless deeds (*approved the plan*) are wanted or thought is
    not.

    Raises `ValueError` for a threshold outside 0 to 1 and for an unknown act, and on first use
    `ModelError` where the model's files are not what its card says.

    >>> import quotekit
    >>> text = "The mayor said the lake was rising fast. She hopes that it will stop."
    >>> pipeline = quotekit.Pipeline(attributor=ModelAttributor(acts="speech"))
    >>> [q.content_text for q in pipeline.attribute(text).quotations]
    ['the lake was rising fast']
    """

    folder: Path | None = attrs.field(default=None, converter=attrs.converters.optional(Path))
    threshold: float | None = attrs.field(default=None, validator=attrs.validators.optional(_from_0_to_1))
    acts: tuple[Act, ...] = acts_option()

    def attribute(self, tokenized: Tokenized, quoted: tuple[QuotedSpan, ...]) -> tuple[Quotation, ...]:
        """Find a text's quotations, by start; their speakers are still None."""
        return self.attribute_with_names(tokenized, quoted)[0]

    def attribute_with_names(
        self, tokenized: Tokenized, quoted: tuple[QuotedSpan, ...]
    ) -> tuple[tuple[Quotation, ...], tuple[Name, ...]]:
        """Find quotations as `attribute` does, and the proper names that the network reads beside them."""
        session = shipped() if self.folder is None else load(self.folder)
        threshold = session.card.threshold if self.threshold is None else self.threshold
        layout = layouts.read(tokenized, quoted)
        tokenized, quoted = layout.rest(tokenized, quoted)
        reader = Reader(session)
        found = likely(tokenized, quoted, session, threshold=threshold, acts=self.acts, network=reader)
        sure = without_rivals(of_acts(with_deeds(found), self.acts, quoted))
        ruled = [q for q in marked_speech(tokenized, quoted) if q.confidence >= max(threshold, RULES_LEAST)]
        ruled = ruled if "speech" in self.acts else []
        outer = [q for q in ruled if q.inside is None]
        by_marks = [q for q in outer if q.type == "direct"]
        marks, sentences = Marks(quoted), Sentences(tokenized)
        sure = in_own_sentences(sure, marks, sentences, beside=by_marks)
        sure = fitted(without_weaker(sure, than=by_marks), marks, sentences, inner=Marks(quoted, depth=1))
        spoken, reported = marks.split(completed(sure, by=by_marks))
        spoken += untouched(outer, by=spoken)
        reported += uncued((q for q in ruled if q.inside is not None), by=(*spoken, *reported))
        quotations = finished(tuple(spoken), tokenized, quoted, within=tuple(reported))
        return layout.added(quotations, self.acts), tuple(reader.names(tokenized))
