"""Sources that say nothing, but set a rule or plan: *laut Gesetz*, *selon le calendrier prévu*."""

from __future__ import annotations

from collections.abc import Sequence, Set

import attrs

from quotekit.attribution.languages.function_words import FunctionWords
from quotekit.attribution.languages.inflection import SHORTEST_STEM, is_case
from quotekit.lexicon import Entries, first_words

_SHORT = 3
"""A source of more words than these says whose plan or law it is: somebody who may well say something."""


@attrs.frozen(kw_only=True)
class Standards:
    """Tell whether something is as it should be by what it is according to.

    `nouns` are those of standards. With a word of `unsure` one of them is enough even if others stand around
    it (*selon le calendrier prévu*), and with others it comes first, perhaps behind one of the `articles`;
    but in a language with `compounds`, which writes nouns in one word (*Bauplan*), such a source may well
    report (*laut dem Vertrag*).
    """

    nouns: Set[str]
    unsure: Set[str]
    articles: Set[str]
    compounds: bool

    @classmethod
    def of(cls, entries: Entries) -> Standards:
        """Read a language's words."""
        return cls(
            nouns=first_words(entries, "standard"),
            unsure=first_words(entries, "unsure"),
            articles=FunctionWords.of(entries).articles,
            compounds="capitals" in entries,
        )

    def include(self, first: str, source: Sequence[str]) -> bool:
        """Tell whether the words of a source are a standard, for a cue with a `first` word."""
        if first in self.unsure and len(source) <= _SHORT:
            return any(map(self._is_one, source)) or self._is_compound(source)
        led = not self.compounds and 0 < len(source) <= _SHORT and source[0].lower() in self.articles
        return any(map(self._is_one, source[led : led + 1]))

    def _is_one(self, word: str) -> bool:
        """Tell whether a word is one of the nouns or, in small letters, a case of one (*закону*)."""
        if word.lower() in self.nouns:
            return True
        return word.islower() and any(is_case(word, noun) for noun in self.nouns)

    def _is_compound(self, source: Sequence[str]) -> bool:
        """Tell whether a source ends in a compound with one of the longer nouns: *dem Bauplan*."""
        longer = tuple(noun for noun in self.nouns if len(noun) >= SHORTEST_STEM)
        return self.compounds and any(word.lower().endswith(longer) for word in source[-1:])
