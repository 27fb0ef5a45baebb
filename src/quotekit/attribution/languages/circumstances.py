"""Subjects behind whom or where something is said: *спросила у гостей из-за стойки хозяйка*."""

from __future__ import annotations

from collections.abc import Sequence, Set

import attrs

from quotekit.attribution.languages.function_words import FunctionWords
from quotekit.attribution.languages.inflection import Declension
from quotekit.document import Span
from quotekit.lexicon import Entries, first_words

_OPENING, _CLOSING = frozenset('«„“"'), frozenset('»“”"')


@attrs.frozen(kw_only=True)
class Circumstances:
    """Step over what a language sets between a verb and its subject.

    Three things are stepped over, each perhaps with a name in marks behind it:

    - one of the `prepositions` with its noun and the adjectives before that;
    - a word of `loose`, such as a pronoun in another case or a date;
    - a word whose ending is in no case of a subject.

    Behind them a noun may stand in the genitive, unless it is one of the `tellers`. In a language whose cases
    are not known by their endings there are no prepositions here, and nothing is stepped over.
    """

    declension: Declension
    prepositions: Set[str]
    loose: Set[str]
    tellers: Set[str]

    @classmethod
    def of(cls, entries: Entries) -> Circumstances:
        """Read a language's words."""
        words, declension = FunctionWords.of(entries), Declension.of(entries)
        prepositions = words.prepositions.every | words.prepositions.owners
        return cls(
            declension=declension,
            prepositions=prepositions if declension.adjectival else frozenset(),
            loose=words.pronouns.told | words.adverbs | words.times,
            tellers=first_words(entries, "title", "teller"),
        )

    def behind(self, words: Sequence[Span], gender: str | None, speaks: Set[str]) -> Span | None:
        """Return where the subject begins in the words after a verb, if something stands before it.

        What stands after prepositions of `speaks` is the subject itself.
        """
        at = 0
        while self.prepositions and at < len(words) and words[at].text.lower() not in speaks:
            after = self._over(words, at)
            if after == at:
                break
            at = after
            while at + 1 < len(words) and self._is_owner(words[at].text, gender):
                at += 1
        return words[at] if 0 < at < len(words) and words[at].text[0].isalpha() else None

    def _over(self, words: Sequence[Span], at: int) -> int:
        """Return the place after a phrase that is no subject, or the same place."""
        word = words[at].text
        if word.lower() in self.prepositions:
            return self._over_noun(words, at + 1)
        if word.lower() in self.loose:
            return at + 1
        return _over_name(words, at + self.declension.is_oblique(word))

    def _over_noun(self, words: Sequence[Span], at: int) -> int:
        """Return the place after a preposition's noun, with adjectives before it and a name behind."""
        # *из-за*
        if at < len(words) and words[at].text == "-":
            at += 2
        # *у дежурного врач*: a last word is no noun of an adjective, but the subject.
        while at + 2 < len(words) and self.declension.is_adjective(words[at].text, words[at + 1].text):
            at += 1
        named = at < len(words) and words[at].text in _OPENING
        return _over_name(words, at if named else at + 1)

    def _is_owner(self, word: str, gender: str | None) -> bool:
        """Tell whether a noun before a subject of a gender says whose it is: *агентства* with *сказал*."""
        known = word in self.tellers or word in self.prepositions
        return not known and self.declension.is_genitive(word, gender)


def _over_name(words: Sequence[Span], at: int) -> int:
    """Return the place after a name in marks, or the same place."""
    if at < len(words) and words[at].text in _OPENING:
        return next((n + 1 for n in range(at + 1, len(words)) if words[n].text in _CLOSING), len(words))
    return at
