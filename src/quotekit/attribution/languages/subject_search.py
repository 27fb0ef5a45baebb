"""Where a subject stands that the network has missed: before its verb, or behind whom it is said to."""

from __future__ import annotations

import itertools
from collections.abc import Sequence, Set

import attrs

from quotekit.attribution.languages.circumstances import Circumstances
from quotekit.attribution.languages.function_words import CueWords, FunctionWords
from quotekit.attribution.languages.inflection import PLURAL, Agreement
from quotekit.attribution.languages.predicates import Predicates
from quotekit.attribution.languages.subject_phrases import SubjectPhrases
from quotekit.attribution.languages.tokens import Context
from quotekit.attribution.languages.written_sources import WrittenSources
from quotekit.document import Span
from quotekit.lexicon import Entries


@attrs.frozen(kw_only=True)
class SubjectSearch:
    """Find the subject of a cue among the words around it.

    Words of `skipped` may stand between a subject and its verb. With some verbs who speaks is where something
    is said, behind one of the prepositions `places`.
    """

    cues: CueWords
    agreement: Agreement
    phrases: SubjectPhrases
    predicates: Predicates
    circumstances: Circumstances
    written_sources: WrittenSources
    nominative: Set[str]
    skipped: Set[str]
    places: Set[str]

    @classmethod
    def of(cls, entries: Entries) -> SubjectSearch:
        """Read a language's words."""
        words, phrases = FunctionWords.of(entries), SubjectPhrases.of(entries)
        return cls(
            cues=CueWords.of(entries),
            agreement=Agreement.of(entries),
            phrases=phrases,
            predicates=Predicates.of(entries),
            circumstances=Circumstances.of(entries),
            written_sources=WrittenSources.of(entries),
            nominative=words.pronouns.nominative,
            skipped=words.pronouns.told | words.adverbs | phrases.joining,
            places=words.prepositions.places,
        )

    def past_circumstances(self, context: Context, named: Span) -> Span:
        """Return a source without whom a preposition before it leads: *в беседе с министром мэр сказал*."""
        led, cue = context.before(named), context.cue
        leads = led.text.lower() in self.circumstances.prepositions and named.end <= cue.start
        if not leads or self._speaking(cue):
            return named
        words = [led, *context.within(named.start, named.end)]
        first = self.circumstances.behind(words, self.agreement.gender(cue), frozenset())
        return named if first is None else Span(first.start, named.end, named.whole)

    def is_led(self, cue: Span, words: Sequence[str]) -> bool:
        """Tell whether of words behind a cue one is a preposition of no subject, or the last in its case."""
        led = self.circumstances.prepositions & set(words)
        return bool(led - self._speaking(cue)) or self.circumstances.declension.is_oblique(words[-1])

    def before(self, context: Context) -> Span | None:
        """Return the subject before a cue: a pronoun before who is told (*она ему*), or another verb's."""
        beside = next((one for one in context.ahead() if one.text.lower() not in self.skipped), None)
        if beside is not None and beside.text.lower() in self.nominative:
            return beside
        if self.cues.is_written(context.cue):
            return self.written_sources.before(context)
        return self.predicates.subject(context.tokens, context.cue)

    def behind(self, context: Context) -> Span | None:
        """Return the subject behind where its verb was said, or to whom: *спросила у гостя хозяйка*."""
        cue = context.cue
        clause = itertools.takewhile(
            lambda token: self.phrases.goes_on(token) and not context.holds(token), context.behind(cue.end)
        )
        first = self.circumstances.behind(list(clause), self.agreement.gender(cue), self._speaking(cue))
        if first is None or self.agreement.disagree(cue, first):
            return None
        return self.phrases.at(context, first.start)

    def _speaking(self, cue: Span) -> Set[str]:
        """Return the prepositions of who speaks, with verbs that have some: *сообщили в полиции*."""
        by_place = self.cues.is_written(cue) or self.agreement.gender(cue) == PLURAL
        return self.places if by_place else frozenset()
