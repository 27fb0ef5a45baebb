"""Documents that are sources by where they stand: *lit-on dans la lettre*, *в письме говорилось*."""

from __future__ import annotations

from collections.abc import Set

import attrs

from quotekit.attribution.languages.function_words import CueWords, Prepositions
from quotekit.attribution.languages.subject_phrases import SubjectPhrases
from quotekit.attribution.languages.tokens import Context, joined
from quotekit.document import Span
from quotekit.lexicon import Entries


@attrs.frozen
class WrittenSources:
    """Find where something is written by a cue that tells that it is (*steht*, *говорится*).

    The document stands behind one of the prepositions `places`.
    """

    places: Set[str]
    cues: CueWords
    phrases: SubjectPhrases

    @classmethod
    def of(cls, entries: Entries) -> WrittenSources:
        """Read a language's words."""
        return cls(Prepositions.of(entries).places, CueWords.of(entries), SubjectPhrases.of(entries))

    def behind(self, context: Context) -> Span | None:
        """Return the document right behind a cue, if its content stands before that."""
        if not self.cues.is_written(context.cue):
            return None
        led = context.after(context.cue)
        if led.text not in self.places or context.quotation.content[0].start >= led.start:
            return None
        document = self.phrases.at(context, led.end)
        return document and Span(context.after(led).start, document.end, document.whole)

    def before(self, context: Context) -> Span | None:
        """Return the document before a cue in the same clause."""
        named: list[Span] = []
        for token in context.ahead():
            if token.text.lower() in self.places:
                return joined(named[::-1])
            if not token.text[0].isalnum():
                break
            named.append(token)
        return None
