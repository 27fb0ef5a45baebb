"""One text with everything that the rules read it by."""

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
    """Hold a text's words with their classes, and what finds phrases, subjects and complements."""

    tagged: Tagged
    phrases: Phrases
    subjects: Subjects
    extents: Extents
    complements: Complements

    @classmethod
    def of(cls, tokenized: Tokenized, quoted: tuple[QuotedSpan, ...]) -> Outline:
        """Read a text."""
        tagged = tag(tokenized, quoted)
        phrases = Phrases.of(tagged)
        extents = Extents(tagged, phrases)
        return cls(tagged, phrases, Subjects(tagged, phrases), extents, Complements(tagged, phrases, extents))
