"""A grammar without a parser: word classes, phrases, subjects and complements of one text.

`tagged` lays the text out: every token has one letter for its class (`wordclasses`, `ambiguity`). `phrases`
and `verbgroups` are found in these letters; `subjects` leads from a verb to who does it, and `complements`
and `extents` to what is said.
"""

from __future__ import annotations

import attrs

from quotekit.attribution.rules.grammar.complements import Complements
from quotekit.attribution.rules.grammar.extents import Extents
from quotekit.attribution.rules.grammar.phrases import Phrases
from quotekit.attribution.rules.grammar.subjects import Subjects
from quotekit.attribution.rules.grammar.tagged import Tagged, tag
from quotekit.document import QuotedSpan, Tokenized


@attrs.frozen
class Outline:
    """Hold a text's classified words and the readers of phrases, subjects, extents and complements."""

    tagged: Tagged
    phrases: Phrases
    subjects: Subjects
    extents: Extents
    complements: Complements

    @classmethod
    def of(cls, tokenized: Tokenized, quoted: tuple[QuotedSpan, ...]) -> Outline:
        """Analyse a text."""
        tagged = tag(tokenized, quoted)
        phrases = Phrases.of(tagged)
        extents = Extents(tagged, phrases)
        return cls(tagged, phrases, Subjects(tagged, phrases), extents, Complements(tagged, phrases, extents))
