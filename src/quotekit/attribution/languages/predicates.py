"""Subjects that stand before a verb, or before another one of its sentence: *старуха встала и сказала*."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator, Sequence, Set

import attrs

from quotekit.attribution.languages.function_words import FunctionWords
from quotekit.attribution.languages.inflection import PLURAL, Agreement, Declension
from quotekit.attribution.languages.tokens import joined, place, within
from quotekit.attribution.learned.offsets import Marks
from quotekit.document import Quotation, Span, Tokenized
from quotekit.lexicon import Entries, first_words

_FARTHEST = 60
"""No subject is looked for farther back than so many tokens."""

_ENDS = frozenset('.!?…;:—"“”„«»')
"""Tokens that a clause with its subject does not go beyond."""


@attrs.frozen(kw_only=True)
class Predicates:
    """Find whose deed the verbs of a sentence tell: the past agrees with a subject that is seldom left out.

    Words of `loose`, and those with one of the endings `adverbial`, may stand before a subject or between it
    and its verb. A subject ends before one of `bound` (prepositions, conjunctions); of a clause that begins
    with one only a name at its end is the subject. After one of `further` the same subject does something
    else.
    """

    agreement: Agreement
    declension: Declension
    loose: Set[str]
    adverbial: tuple[str, ...]
    bound: Set[str]
    further: Set[str]

    @classmethod
    def of(cls, entries: Entries) -> Predicates:
        """Read a language's words."""
        words, lexical = FunctionWords.of(entries), functools.partial(first_words, entries)
        leading = words.prepositions.every | words.prepositions.owners
        return cls(
            agreement=Agreement.of(entries),
            declension=Declension.of(entries),
            loose=words.pronouns.told | words.adverbs | lexical("joining", "date", "negation"),
            adverbial=tuple(lexical("adverbial")),
            bound=leading | words.opening | words.relatives | lexical("conjunction"),
            further=lexical("further"),
        )

    def ended(
        self, tokenized: Tokenized, quotations: Iterable[Quotation], marks: Marks
    ) -> Iterator[Quotation]:
        """Return the quotations, their contents ended before what who speaks does next.

        That is *и встал* in *он сказал, что уйдёт, и встал*.
        """
        for quotation in quotations:
            yield self._ended(tokenized.tokens, quotation, marks) if quotation.cue else quotation

    def _ended(self, tokens: Sequence[Span], quotation: Quotation, marks: Marks) -> Quotation:
        cue, [*others, last] = quotation.cue[0], quotation.content
        if last.start < cue.end or marks.over(last):
            return quotation
        end = self._next_deed(tokens, cue, last)
        content = (*others, Span(last.start, end, last.whole))
        return attrs.evolve(quotation, content=content) if end < last.end else quotation

    def _next_deed(self, tokens: Sequence[Span], cue: Span, part: Span) -> int:
        """Return where a content begins to tell what the subject of a cue does next, or its end."""
        gender = self.agreement.gender(cue)
        clause = within(tokens, part.start, part.end)
        for comma, joining, verb in zip(clause, clause[1:], clause[2:], strict=False):
            further = comma.text == "," and joining.text in self.further
            if further and self.agreement.gender_of(verb.text) == gender:
                return comma.start
        return part.end

    def subject(self, tokens: Sequence[Span], cue: Span) -> Span | None:
        """Return the subject of a cue's verb, or of the first verb before it that agrees with it."""
        gender = self.agreement.gender(cue)
        if gender is None:
            return None
        at = place(tokens, cue.start)
        first = at
        while first and at - first < _FARTHEST and _goes_on(tokens[first - 1]):
            first -= 1
        begin, opening = first, at
        for number in range(first, at):
            if tokens[number].text == ",":
                begin, opening = number + 1, min(opening, number)
            elif self.agreement.gender_of(tokens[number].text.lower()) == gender and (
                subject := self._phrase(tokens[begin:number], gender)
            ):
                return subject
        # Of *старик, не поднимая головы, тихо сказал* the subject stands in the first clause.
        if all(self._is_loose(token) for token in tokens[begin:at]):
            begin, at = first, opening
        # With a cue for several the phrase before it may be whoever is told (*людям сказали*).
        own = self._phrase(tokens[begin:at], gender) if gender != PLURAL else None
        return None if own is None or self._has_verb(own, tokens[first]) else own

    def _has_verb(self, phrase: Span, first: Span) -> bool:
        """Tell whether a phrase has a verb in it, as a clause without a subject does: *взял трубку и*.

        A name may end as a verb does, but for the first word of a sentence.
        """
        words = phrase.text.lower() if phrase.start == first.start else phrase.text
        return any(self.agreement.gender_of(word) for word in words.split() if word.islower())

    def _phrase(self, clause: Sequence[Span], gender: str) -> Span | None:
        """Return the noun phrase with which a clause begins, or the name at its end."""
        words = list(clause)
        while words and self._is_loose(words[-1]) and words[-1].text.islower():
            words.pop()
        while words and self._is_loose(words[0]) and (words[0].text.islower() or words[0] == clause[0]):
            del words[0]
        bound = next((n for n, word in enumerate(words) if word.text.lower() in self.bound), len(words))
        words = words[:bound] or list(itertools.takewhile(_is_name, reversed(words[1:])))[::-1]
        if not words or not all(word.text[0].isalpha() for word in words):
            return None
        told = words[0].text.lower().endswith(self.declension.dative)
        excluded = self.agreement.excludes(words[0], gender, begins=words[0] == clause[0])
        return None if told or excluded else joined(words)

    def _is_loose(self, token: Span) -> bool:
        word = token.text.lower()
        return word in self.loose or word.endswith(self.adverbial)


def _goes_on(token: Span) -> bool:
    return token.text not in _ENDS and "\n" not in token.whole[token.end : token.end + 2]


def _is_name(token: Span) -> bool:
    return token.text[0].isupper()
