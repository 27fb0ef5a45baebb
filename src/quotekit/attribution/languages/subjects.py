"""Sources that a word's case or place decides: *sagte er der Zeitung*, *řekl ČTK mluvčí*."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import TypeAlias

import attrs

from quotekit.attribution.languages.function_words import CueWords, FunctionWords, Prepositions, Pronouns
from quotekit.attribution.languages.inflection import Agreement
from quotekit.attribution.languages.pronoun_sources import PronounSources
from quotekit.attribution.languages.subject_phrases import SubjectPhrases
from quotekit.attribution.languages.subject_search import SubjectSearch
from quotekit.attribution.languages.tokens import Context, joined
from quotekit.attribution.languages.written_sources import WrittenSources
from quotekit.document import Quotation, Span, Tokenized
from quotekit.lexicon import Entries, first_words

_LONG = 3
"""So many words are more than somebody who is spoken to."""

_Source: TypeAlias = tuple[Span, ...]


@attrs.frozen(kw_only=True)
class Subjects:
    """Settle who speaks and who is spoken to by the words of a language.

    A source that the network has read may be whoever is told, by its case or the preposition before it, or
    where something was said. Then a `search` finds the subject behind it or before the cue, or it is left
    out. Nobody is called by an adverb alone, and a cue that ends in a word of `unsourced` has no source. Nor
    has one of `hearsay` (*Ředitel prý odjel*): what was taken for the source is told too.
    """

    pronouns: Pronouns
    prepositions: Prepositions
    adverbs: Set[str]
    cues: CueWords
    agreement: Agreement
    phrases: SubjectPhrases
    search: SubjectSearch
    pronoun_sources: PronounSources
    written_sources: WrittenSources
    unsourced: Set[str]
    hearsay: Set[str]

    @classmethod
    def of(cls, entries: Entries) -> Subjects:
        """Read a language's words."""
        words = FunctionWords.of(entries)
        return cls(
            pronouns=words.pronouns,
            prepositions=words.prepositions,
            adverbs=words.adverbs,
            cues=CueWords.of(entries),
            agreement=Agreement.of(entries),
            phrases=SubjectPhrases.of(entries),
            search=SubjectSearch.of(entries),
            pronoun_sources=PronounSources.of(entries),
            written_sources=WrittenSources.of(entries),
            unsourced=first_words(entries, "unsourced"),
            hearsay=first_words(entries, "hearsay"),
        )

    def settled(self, tokenized: Tokenized, quotations: Iterable[Quotation]) -> Iterator[Quotation]:
        """Return the quotations, their sources settled."""
        for quotation in quotations:
            yield self._settled(Context(tokenized.tokens, quotation)) if quotation.cue else quotation

    def _settled(self, context: Context) -> Quotation:
        quotation = context.quotation
        if pronoun := self.pronoun_sources.subject(context):
            return attrs.evolve(quotation, source=(pronoun,))
        if self.cues.is_verbless(context):
            return self.pronoun_sources.according(context)
        verb = context.words[-1]
        if verb in self.hearsay:
            told = sorted((*quotation.source, *quotation.content), key=lambda part: part.start)
            return attrs.evolve(quotation, content=tuple(told), source=())
        if verb in self.unsourced:
            return attrs.evolve(quotation, source=())
        if document := self.written_sources.behind(context):
            return attrs.evolve(quotation, source=(document,))
        source = self._spoken_by(context) if quotation.source else self._missing(context)
        return attrs.evolve(quotation, source=source)

    def _missing(self, context: Context) -> _Source:
        """Return the source of a quotation without one, if there is any."""
        after = context.after(context.cue)
        behind = self.phrases.at(context, after.end) if after.text in self.pronouns.told else None
        # A name is a subject; a word with a small letter may say how something was said.
        if behind and (behind.text[0].isupper() or behind.text in self.pronouns.nominative):
            return (behind,)
        return _source(self.search.before(context) or self.search.behind(context))

    def _spoken_by(self, context: Context) -> _Source:
        """Return the source of a quotation without whoever is spoken to, or who stands beside them."""
        cue, [named, *others] = context.cue, context.quotation.source
        bare = self.phrases.bare(context.within(named.start, named.end))
        # A preposition before words that are left out leads those.
        parted = bool(bare) and bare[0].start > named.start
        named = joined(bare) or named
        own = joined(self.phrases.without_reference(context.within(named.start, named.end)))
        if own is None:
            # *Сообщает «Час» со ссылкой на полицию*
            beside = [word for word in context.within(cue.end, named.start) if self.phrases.goes_on(word)]
            return _source(joined(beside))
        named = self.search.past_circumstances(context, own)
        ahead = named.end <= cue.start
        if (ahead and not parted and self._is_led_toward(context, named)) or self._is_nobody(context, named):
            subject = self.search.before(context)
            # *Ему возражает эколог*
            if not subject and ahead and self.agreement.shows_number and self._is_small(context, named):
                subject = self.phrases.at(context, cue.end)
            return _source(subject or self.search.behind(context))
        if ahead and self.agreement.disagree(cue, named):
            return (self.search.predicates.subject(context.tokens, cue) or named,)
        return self._behind(context, (named, *others)) if named.start >= cue.end else (named, *others)

    def _behind(self, context: Context, source: _Source) -> _Source:
        """Return a source behind its cue, or the subject in its place if somebody is told it there."""
        cue, named = context.cue, source[0]
        words = _words(named)
        between = [token.text.lower() for token in context.within(cue.end, named.start)]
        if self.search.is_led(cue, (*between, words[0])) and (subject := self.search.behind(context)):
            end = named.end if subject.overlaps(named) else subject.end
            return (Span(subject.start, end, named.whole),)
        if not self.cues.according.isdisjoint((words[0], context.after(named).text)):
            return source
        after, last = self.phrases.at(context, named.end), between[-1] if between else ""
        places = self.prepositions.places
        if not between and self._is_told(named, after):
            subject = after
            if subject is None and self.agreement.shows_number:
                subject = self.phrases.at(context, named.start)
        elif last in self.prepositions.toward:
            subject = after
        elif words[0] in places or (last in places and self.agreement.is_singular(cue)):
            subject = self.phrases.at(context, cue.end)
        else:
            return source
        subject = subject or self.search.before(context)
        # In a long source with nothing beside it the subject is somewhere: *pro deník Hlas vedoucí stavby*.
        return _source(subject) if subject or len(words) < _LONG else (named,)

    def _is_told(self, named: Span, after: Span | None) -> bool:
        """Tell whether who stands right behind a cue is spoken to, given the phrase after them."""
        # *Řekl ČTK*, *сообщает ТАСС*: with nobody beside it, an agency may speak for itself.
        first = named.text.partition(" ")[0]
        if self.phrases.is_told(first) and (after or not named.text.isupper()):
            return True
        # A name in marks has no ending that tells its case, but a subject behind it does; a name with that of
        # a dative may be a subject's without one (*Неру*).
        dative = self.phrases.declension.dative
        may_be_told = not named.text[0].isalnum() or all(word.endswith(dative) for word in _words(named))
        return bool(self.agreement.shows_number and may_be_told and after)

    def _is_nobody(self, context: Context, named: Span) -> bool:
        """Tell whether a source is a time, or only one small word that is no subject."""
        return _words(named)[0] in self.phrases.nobody or self._is_small(context, named)

    def _is_small(self, context: Context, named: Span) -> bool:
        """Tell whether a source is only a pronoun of whoever is told, or an adverb or conjunction."""
        # *Когда его спросили*: with a verb no possessive
        told = self.pronouns.oblique if self.agreement.gender(context.cue) else self.pronouns.told
        first, *others = _words(named)
        return not others and first in told | self.adverbs | self.phrases.joining

    def _is_led_toward(self, context: Context, named: Span) -> bool:
        """Tell whether a preposition before a source says that it is spoken to: *подошёл к начальнику*."""
        return context.before(named).text.lower() in self.prepositions.toward


def _source(subject: Span | None) -> _Source:
    return () if subject is None else (subject,)


def _words(named: Span) -> list[str]:
    """Return the words of a source in small letters, at least an empty one."""
    return named.text.lower().split() or [""]
