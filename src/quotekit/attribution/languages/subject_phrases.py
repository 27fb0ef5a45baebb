"""The phrase of a subject: where it begins and ends among those who are told, places and times."""

from __future__ import annotations

from collections.abc import Sequence, Set

import attrs

from quotekit.attribution.languages.function_words import FunctionWords, Prepositions, Pronouns
from quotekit.attribution.languages.inflection import Agreement, Declension
from quotekit.attribution.languages.tokens import Context, joined
from quotekit.document import Span
from quotekit.lexicon import Entries, first_words

_CLAUSE_ENDS = frozenset(".,!?…;:—–()")
"""Tokens that end a clause."""


@attrs.frozen(kw_only=True)
class SubjectPhrases:
    """Find the words of a subject, and leave out what stands around it.

    `addressees` begin somebody who is spoken to, as a common noun in the dative does by the `declension`.
    Nobody is called by words of `nobody`, which are times, nor by those `joining` clauses. What a source
    refers to begins with a word of `reference` (*ТАСС со ссылкой на мэра*).
    """

    pronouns: Pronouns
    prepositions: Prepositions
    adverbs: Set[str]
    declension: Declension
    agreement: Agreement
    addressees: Set[str]
    nobody: Set[str]
    joining: Set[str]
    reference: Set[str]
    around: Set[str]

    @classmethod
    def of(cls, entries: Entries) -> SubjectPhrases:
        """Read a language's words."""
        words = FunctionWords.of(entries)
        nobody = words.times - first_words(entries, "article", "demonstrative")
        joining = first_words(entries, "joining", "particle") - first_words(entries, "article")
        return cls(
            pronouns=words.pronouns,
            prepositions=words.prepositions,
            adverbs=words.adverbs,
            declension=Declension.of(entries),
            agreement=Agreement.of(entries),
            addressees=first_words(entries, "addressee"),
            nobody=nobody,
            joining=joining,
            reference=first_words(entries, "reference"),
            around=(words.pronouns.told | nobody | joining | words.adverbs) - words.pronouns.nominative,
        )

    def at(self, context: Context, offset: int) -> Span | None:
        """Return the words from an offset to the end of their phrase, without those who are spoken to.

        Beside a verb in the plural (*сообщили в полиции*) who speaks is where it is said.
        """
        places = self.prepositions.places
        skipped = self.pronouns.told | self.nobody | self.adverbs
        if self.agreement.is_plural(context.cue):
            skipped |= places
        ends = places | self.prepositions.toward | self.joining | self.nobody
        taken: list[Span] = []
        for token in context.behind(offset):
            word = token.text.lower()
            if "\n" in token.whole[offset : token.start]:
                break
            if not taken and (word in skipped or self.is_told(token.text)):
                continue
            if word in ends and not _is_hyphenated(token):
                break
            if not (word[0].isalnum() or word == "-") or context.holds(token):
                break
            taken.append(token)
        while taken and taken[-1].text == "-":
            taken.pop()
        return joined(taken)

    def is_told(self, word: str) -> bool:
        """Tell whether a word begins somebody who is spoken to."""
        return self.declension.is_dative(word) or word.lower() in self.addressees

    def goes_on(self, token: Span) -> bool:
        """Tell whether a clause goes on with a token."""
        line = "\n" in token.whole[max(token.start - 2, 0) : token.start]
        return not line and token.text not in _CLAUSE_ENDS and token.text.lower() not in self.joining

    def bare(self, words: Sequence[Span]) -> Sequence[Span]:
        """Return the words of a source without those around it: *бабушка* of *вчера мне бабушка*."""
        own = [
            number
            for number, word in enumerate(words)
            if word.text.lower() not in self.around or _is_hyphenated(word)
        ]
        return words[own[0] : own[-1] + 1] if own else ()

    def without_reference(self, words: Sequence[Span]) -> Sequence[Span]:
        """Return the words of a source before whom it refers to, which may be none.

        The preposition before a word such as *ссылкой* belongs to what is referred to.
        """
        refers = (number for number, word in enumerate(words) if word.text.lower() in self.reference)
        end = next(refers, None)
        return words if end is None else words[: max(end - 1, 0)]


def _is_hyphenated(token: Span) -> bool:
    """Tell whether a hyphen joins a token to the one before it: *кто-то*."""
    return token.whole[max(token.start - 1, 0) : token.start] == "-"
