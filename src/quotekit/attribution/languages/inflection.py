"""What endings tell: the case of a noun, the gender and number of a verb."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Set

import attrs

from quotekit.document import Span
from quotekit.lexicon import Entries, first_words

PLURAL = "p"
"""Stands beside the genders (*m*, *f*, *n*) for verbs in the plural, as in the word lists."""

SHORTEST_STEM = 4
"""A declined noun has at least so many letters before its ending: *гостям*, but not *там*."""

_LONGEST_ENDING = 2
"""No ending of a case that is told from its noun has more letters."""

_FINAL_VOWELS = "aeiouyàéèíóúáýěůаеёиоуыэюяьй"
"""Letters in which nouns end, and which go or change with their case."""


def is_case(word: str, noun: str) -> bool:
    """Tell whether a word may be a case of a noun in any language.

    >>> is_case("закону", "закон"), is_case("законодательству", "закон")
    (True, False)
    """
    stem = noun.rstrip(_FINAL_VOWELS)
    long = len(stem) >= SHORTEST_STEM
    return long and word.startswith(stem) and len(word) <= len(stem) + _LONGEST_ENDING


@attrs.frozen(kw_only=True)
class Declension:
    """Tell the cases of common nouns and adjectives by their endings.

    `dative` are endings of nouns in the dative, and `genitives` those in the genitive by the gender of nouns
    that have none of them in the nominative: beside a subject of that gender they are sure. `adjectival`
    are endings of adjectives, and `doubtful` ones, which nouns have as well, only before a noun that ends in
    one of `unlike`, as no masculine or feminine subject does. `undeclined` nouns end like others in a case.
    """

    dative: tuple[str, ...]
    genitives: Mapping[str, tuple[str, ...]]
    adjectival: tuple[str, ...]
    doubtful: tuple[str, ...]
    unlike: tuple[str, ...]
    undeclined: Set[str]

    @classmethod
    def of(cls, entries: Entries) -> Declension:
        """Read a language's endings."""
        adjectival = entries.get("adjectival", ())
        genitives: dict[str, tuple[str, ...]] = {}
        for ending, gender in entries.get("possessed", ()):
            genitives[gender] = (*genitives.get(gender, ()), ending)
        return cls(
            dative=tuple(first_words(entries, "addressed")),
            genitives=genitives,
            adjectival=tuple(row[0] for row in adjectival if len(row) == 1),
            doubtful=tuple(row[0] for row in adjectival if len(row) > 1),
            unlike=tuple(first_words(entries, "unlike")),
            undeclined=first_words(entries, "undeclined"),
        )

    def is_dative(self, word: str) -> bool:
        """Tell whether a word is a common noun in the dative."""
        return self._is_declined(word) and word.endswith(self.dative)

    def is_oblique(self, word: str) -> bool:
        """Tell whether a word is in no case of a subject: *журналистам*, *понятых*, *гостей*."""
        endings = (*self.dative, *self.adjectival, *self.genitives.get(PLURAL, ()))
        return bool(self.adjectival) and self._is_declined(word) and word.endswith(endings)

    def is_genitive(self, word: str, gender: str | None) -> bool:
        """Tell whether a noun beside a subject of a gender is in the genitive: *агентства* with *сказал*."""
        return word.islower() and word.endswith(self.genitives.get(gender or "", ()))

    def is_adjective(self, word: str, noun: str) -> bool:
        """Tell whether a word is the adjective of the noun after it."""
        if word.endswith(self.adjectival):
            return True
        return word.endswith(self.doubtful) and noun.islower() and noun.endswith(self.unlike)

    def _is_declined(self, word: str) -> bool:
        return word.islower() and len(word) > SHORTEST_STEM and word not in self.undeclined


@attrs.frozen(kw_only=True)
class Agreement:
    """Tell with which subjects the verbs of a language agree, by their endings.

    `genders` are those of verbs in the past, and `singular` are endings of the past in the singular. No
    common noun with one of the endings `unlike` is the subject of a verb in the singular; in a language
    without them no gender is told.
    """

    genders: Mapping[str, str]
    singular: tuple[str, ...]
    unlike: tuple[str, ...]

    @classmethod
    def of(cls, entries: Entries) -> Agreement:
        """Read a language's endings."""
        words = functools.partial(first_words, entries)
        past = {row[0]: row[1] for row in entries.get("past", ())}
        unlike = tuple(words("unlike"))
        return cls(
            genders=past | dict.fromkeys(words("plural"), PLURAL) if unlike else {},
            singular=tuple(words("single")),
            unlike=unlike,
        )

    @property
    def shows_number(self) -> bool:
        """Whether verbs show the number of their subject by themselves, in a language that declines names."""
        return bool(self.singular)

    def gender(self, cue: Span) -> str | None:
        """Return the gender that the verb of a cue tells, or `PLURAL`."""
        return next(filter(None, map(self.gender_of, cue.text.lower().split())), None)

    def gender_of(self, verb: str) -> str | None:
        """Return the gender that a verb's ending tells, or `PLURAL`."""
        fits = [ending for ending in self.genders if len(verb) > len(ending) + 1 and verb.endswith(ending)]
        return self.genders[max(fits, key=len)] if fits else None

    def is_singular(self, cue: Span) -> bool:
        """Tell whether a cue ends in a verb in the singular."""
        return cue.text.lower().endswith(self.singular)

    def is_plural(self, cue: Span) -> bool:
        """Tell whether a cue ends in no verb in the singular, in a language where that shows."""
        return self.shows_number and not self.is_singular(cue)

    def disagree(self, cue: Span, source: Span) -> bool:
        """Tell whether a common noun cannot be the subject of a cue: *деньги* with *сказал*."""
        gender = self.gender(cue)
        return gender is not None and source.text.isalpha() and self.excludes(source, gender)

    def excludes(self, word: Span, gender: str, *, begins: bool = False) -> bool:
        """Tell whether a word is a common noun that is no subject of a verb with a gender.

        A common noun has a small letter, but for the first word of what `begins`.
        """
        common = begins or word.text.islower()
        return gender != PLURAL and common and word.text.lower().endswith(self.unlike)
