"""Subjects behind whom or where something is said: *спросила у гостей из-за стойки хозяйка*."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence, Set

import attrs

from quotekit.attribution.languages.predicates import SEVERAL
from quotekit.document import Span
from quotekit.lexicon import Entries, first_words

_OPENING, _CLOSING = frozenset('«„“"'), frozenset('»“”"')

STEM = 4
"""A noun that ends in a dative has more letters: *гостям*, but not *там*."""


@attrs.frozen(kw_only=True)
class Circumstances:
    """Step over what a language sets between a verb and its subject.

    Three things are stepped over, each perhaps with a name in marks behind it:

    - one of the `prepositions` with its noun, before which words with one of the endings `adjectival` may
      stand; a word with an ending of `doubtful` is one of these only before a noun that ends in one of
      `unlike`, as no subject does;
    - a word of `loose`, such as a pronoun in another case or a date;
    - a word whose ending is in no case of a subject, by `addressed` and `adjectival` (see `is_oblique`),
      unless it is one of the `undeclined`.

    Behind them a noun may stand in the genitive, by the endings that `genitives` has for the subject's
    gender, unless it is one of the `tellers`. Without prepositions nothing is stepped over.
    """

    prepositions: Set[str]
    loose: Set[str]
    adjectival: tuple[str, ...]
    doubtful: tuple[str, ...]
    addressed: tuple[str, ...]
    unlike: tuple[str, ...]
    undeclined: Set[str]
    genitives: Mapping[str, tuple[str, ...]]
    tellers: Set[str]

    @classmethod
    def of(cls, entries: Entries) -> Circumstances:
        """Read a language's words."""
        words = functools.partial(first_words, entries)
        rows = entries.get("adjectival", ())
        genitives: dict[str, tuple[str, ...]] = {}
        for ending, gender in entries.get("possessed", ()):
            genitives[gender] = (*genitives.get(gender, ()), ending)
        return cls(
            prepositions=words("place", "toward", "from", "owner", "preposition") if rows else frozenset(),
            loose=words("dative", "accusative", "adverb", "date", "pointer"),
            adjectival=tuple(row[0] for row in rows if len(row) == 1),
            doubtful=tuple(row[0] for row in rows if len(row) > 1),
            addressed=tuple(words("addressed")),
            unlike=tuple(words("unlike")),
            undeclined=words("undeclined"),
            genitives=genitives,
            tellers=words("title", "teller"),
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
            while at + 1 < len(words) and self._is_owner(words[at], gender):
                at += 1
        return words[at] if 0 < at < len(words) and words[at].text[0].isalpha() else None

    def _over(self, words: Sequence[Span], at: int) -> int:
        """Return the place after a phrase that is no subject, or the same place."""
        word = words[at].text
        if word.lower() in self.prepositions:
            return self._over_noun(words, at + 1)
        return at + 1 if word.lower() in self.loose else self._over_name(words, at + self.is_oblique(word))

    def is_oblique(self, word: str) -> bool:
        """Tell whether a word is in no case of a subject: *журналистам*, *понятых*, *гостей*."""
        endings = (*self.addressed, *self.adjectival, *self.genitives.get(SEVERAL, ()))
        declined = word.islower() and len(word) > STEM and word not in self.undeclined
        return bool(self.prepositions) and declined and word.endswith(endings)

    def _over_noun(self, words: Sequence[Span], at: int) -> int:
        """Return the place after a preposition's noun, with adjectives before it and a name behind."""
        # *из-за*
        if at < len(words) and words[at].text == "-":
            at += 2
        # *у дежурного врач*: a last word is no noun of an adjective, but the subject.
        while at + 2 < len(words) and self._is_adjective(words[at].text, words[at + 1].text):
            at += 1
        named = at < len(words) and words[at].text in _OPENING
        return self._over_name(words, at if named else at + 1)

    def _over_name(self, words: Sequence[Span], at: int) -> int:
        """Return the place after a name in marks, or the same place."""
        if at < len(words) and words[at].text in _OPENING:
            return next((n + 1 for n in range(at + 1, len(words)) if words[n].text in _CLOSING), len(words))
        return at

    def _is_adjective(self, word: str, after: str) -> bool:
        declined = after.islower() and after.endswith(self.unlike)
        return word.endswith(self.adjectival) or (word.endswith(self.doubtful or "\n") and declined)

    def _is_owner(self, word: Span, gender: str | None) -> bool:
        """Tell whether a noun before a subject of a gender is in the genitive: *агентства* with *сказал*."""
        endings = self.genitives.get(gender or "", ())
        known = word.text in self.tellers or word.text in self.prepositions
        return word.text.islower() and word.text.endswith(endings) and not known
