"""Sources that word order decides in German: *In einem Brief an die Eltern teilte die Schule mit*."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Set

import attrs

from quotekit.attribution.languages.function_words import CueWords, FunctionWords, Prepositions, Pronouns
from quotekit.attribution.languages.noun_phrases import NounPhrases
from quotekit.attribution.languages.tokens import PAUSES, Clauses, Context, joined, place, rest
from quotekit.document import Quotation, Span, Tokenized
from quotekit.lexicon import Entries, first_words


@attrs.frozen(kw_only=True)
class Inversions:
    """Put the sources right that stand in another place than a subject before its verb.

    Where a clause begins with a preposition, a pronoun of whoever is told or another word in no case of a
    subject, the subject stands behind the verb, and not before it, unless the cue is a verb of what is
    written or a `passive`, or a source may stand behind the preposition (*aus*). Words of `loose`, such as
    adverbs, begin no subject. A source that is a relative pronoun stands for the phrase before it. A source
    ends where whoever is told begins (*der Zeuge dem Gericht*), and *es* is none of *heißt*.
    """

    pronouns: Pronouns
    relatives: Set[str]
    prepositions: Prepositions
    cues: CueWords
    phrases: NounPhrases
    loose: Set[str]
    passive: Set[str]

    @classmethod
    def of(cls, entries: Entries) -> Inversions:
        """Read a language's words."""
        words = FunctionWords.of(entries)
        return cls(
            pronouns=words.pronouns,
            relatives=words.relatives,
            prepositions=words.prepositions,
            cues=CueWords.of(entries),
            phrases=NounPhrases.of(entries),
            loose=words.pronouns.told | words.adverbs | words.times,
            passive=first_words(entries, "passive"),
        )

    def settled(self, tokenized: Tokenized, quotations: Iterable[Quotation]) -> Iterator[Quotation]:
        """Return the quotations, their sources settled."""
        clauses = Clauses(tokenized)
        for quotation in quotations:
            context = Context(clauses.tokens, quotation)
            if self.phrases.capitals and quotation.cue and not self.cues.is_verbless(context):
                turned = self._turned(clauses, context)
                yield self._with_antecedent(clauses, turned)
            else:
                yield quotation

    def _turned(self, clauses: Clauses, context: Context) -> Quotation:
        """Return a quotation with the subject behind its cue where none can stand before it."""
        quotation, cue, tokens = context.quotation, context.cue, context.tokens
        at, end = place(tokens, cue.start), place(tokens, cue.end)
        verbs = {token.text.lower() for token in tokens[at:end]}
        first = tokens[clauses.start(at)]
        if quotation.source:
            named = quotation.source[0]
            if named.text.lower() in self.pronouns.impersonal and verbs & self.cues.called:
                return attrs.evolve(quotation, source=())
            if named.start >= cue.end:
                return self._shortened(context)
            if named.start < first.start:
                return quotation
        # Of *Am Freitag komme er, sagte der Mann* the clause before the verb is told.
        ahead = any(first.start < part.end <= cue.start for part in quotation.content)
        aside = not quotation.source and end < len(tokens) and tokens[end].text in self.pronouns.told
        inverted = aside or (first.start < cue.start and not ahead and self._is_oblique(first))
        fixed = self.cues.written | self.cues.called | self.pronouns.impersonal | self.passive
        return self._with_subject(context, end) if inverted and not verbs & fixed else quotation

    def _with_subject(self, context: Context, at: int) -> Quotation:
        """Return a quotation with the phrase that begins at a token behind its cue as its source."""
        quotation, tokens = context.quotation, context.tokens
        while at < len(tokens) and tokens[at].text.lower() in self.loose:
            at += 1
        if at == len(tokens) or tokens[at].text.lower() in self.phrases.oblique | self.pronouns.impersonal:
            return quotation
        begins = {part.start for part in quotation.content}
        words = tokens[at : self.phrases.end(tokens, at)]
        # *Ihm warf {die Anklage} Untreue vor*
        own = itertools.takewhile(lambda word: word == words[0] or word.start not in begins, words)
        subject = joined(list(own))
        if subject is None:
            return quotation
        content = tuple(_without(part, subject) for part in quotation.content)
        if any(map(subject.overlaps, (*content, *quotation.cue))):
            return quotation
        return attrs.evolve(quotation, source=(subject,), content=content)

    def _is_oblique(self, token: Span) -> bool:
        """Tell whether a clause that begins with a word has its subject behind its verb."""
        word = token.text.lower()
        oblique = self.prepositions.every | self.phrases.oblique | self.loose
        return word in oblique and word not in self.prepositions.origins

    def _shortened(self, context: Context) -> Quotation:
        """Return a quotation whose source ends before whoever is told."""
        quotation, [named, *others] = context.quotation, context.quotation.source
        for last, word in itertools.pairwise(context.within(named.start, named.end)):
            if word.text in self.phrases.oblique and last.text[0].isupper():
                return attrs.evolve(quotation, source=(Span(named.start, last.end, named.whole), *others))
        return quotation

    def _with_antecedent(self, clauses: Clauses, quotation: Quotation) -> Quotation:
        """Return a quotation with a relative pronoun as its source together with what it stands for."""
        tokens = clauses.tokens
        at = place(tokens, (*quotation.source, *quotation.cue)[0].start)
        pronoun = at if quotation.source else at - 1
        if pronoun < 2 or (quotation.source and len(quotation.source[0]) != len(tokens[pronoun])):
            return quotation
        if tokens[pronoun].text not in self.relatives or tokens[pronoun - 1].text != ",":
            return quotation
        begun = self.phrases.start(tokens, pronoun - 1, clauses.start(pronoun - 1))
        source = Span(tokens[begun].start, tokens[pronoun].end, tokens[pronoun].whole)
        if begun == pronoun - 1 or any(map(source.overlaps, (*quotation.content, *quotation.cue))):
            return quotation
        return attrs.evolve(quotation, source=(source,))


def _without(part: Span, subject: Span) -> Span:
    """Return a part of a content that begins behind a subject, unless that is all of it."""
    behind = rest(part, subject.end, PAUSES)
    return behind if part.start == subject.start and behind.text else part
