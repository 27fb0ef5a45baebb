"""Noun phrases in German, whose nouns are known by their capitals: *einem Bericht der Zeitung „Tag“*."""

from __future__ import annotations

from collections.abc import Sequence, Set

import attrs

from quotekit.attribution.languages.function_words import FunctionWords
from quotekit.document import Span
from quotekit.lexicon import Entries, first_words

_LONGEST = 16
"""No phrase has more tokens."""

_ADJECTIVAL = ("e", "em", "en", "er", "es")
"""Endings of what stands between a determiner and its noun."""

_GENITIVE = frozenset({"von", "vom"})
"""Prepositions in the place of a genitive."""


@attrs.frozen(kw_only=True)
class NounPhrases:
    """Find where noun phrases begin and end.

    A phrase is one of the `determiners`, perhaps, words with the ending of an adjective, nouns, and behind
    them others in the genitive, which begin with one of `genitive`. `oblique` determiners are in no case of
    a subject; `pronouns` are a phrase of their own. `capitals` is false for the other languages, where
    nothing is known to be a noun.
    """

    capitals: bool
    determiners: Set[str]
    oblique: Set[str]
    genitive: Set[str]
    pronouns: Set[str]
    prepositions: Set[str]

    @classmethod
    def of(cls, entries: Entries) -> NounPhrases:
        """Read a language's words."""
        words = FunctionWords.of(entries)
        possessives = words.pronouns.oblique - words.pronouns.told
        determiners = words.articles | possessives | first_words(entries, "addressee", "determiner")
        return cls(
            capitals="capitals" in entries,
            determiners=determiners,
            oblique=first_words(entries, "addressee"),
            genitive=frozenset(word for word in determiners if word.endswith(("er", "es"))) | _GENITIVE,
            pronouns=(words.pronouns.told | first_words(entries, "pronoun")) - determiners,
            prepositions=words.prepositions.every,
        )

    def end(self, tokens: Sequence[Span], at: int) -> int:
        """Return the place after the phrase that begins at a token, or the same place if none does."""
        stop = min(at + _LONGEST, len(tokens))
        if at < stop and tokens[at].text.lower() in self.pronouns:
            return at + 1
        begun, last, named = at, at, False
        while at < stop:
            word = tokens[at].text
            if _is_noun(word) and word.lower() not in self.determiners:
                named, last = True, at + 1
            elif word == "-" and named:
                pass
            elif named and word.lower() in self.genitive:
                named = False
            elif named or not self._leads(word, begins=at == begun):
                break
            at += 1
        return last

    def start(self, tokens: Sequence[Span], end: int, floor: int) -> int:
        """Return the place of the longest phrase that ends before a token, not before `floor`, or `end`."""
        for at in range(max(floor, end - _LONGEST), end):
            word = tokens[at].text
            # *Die Zeugen sagten Berichten zufolge*: behind a noun stands no adjective, but a verb.
            follows = at > floor and tokens[at - 1].text[0].isalpha() and self.end(tokens, at - 1) == at
            verbal = word.islower() and word not in self.determiners and word not in self.pronouns
            if not (verbal and follows) and self.end(tokens, at) == end:
                return at
        return end

    def _leads(self, word: str, *, begins: bool) -> bool:
        """Tell whether a word may stand before a noun in its phrase."""
        if word.lower() in self.prepositions:
            return False
        return (begins and word.lower() in self.determiners) or word.lower().endswith(_ADJECTIVAL)


def _is_noun(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit()
