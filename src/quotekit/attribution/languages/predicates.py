"""Subjects that stand before a verb, or before another one of its sentence: *старуха встала и сказала*."""

from __future__ import annotations

import functools
import itertools
from bisect import bisect_left
from collections.abc import Mapping, Sequence, Set

import attrs

from quotekit.document import Span
from quotekit.lexicon import Entries, first_words

_REACH = 60
"""No subject is looked for farther back than so many tokens."""

_ENDS = frozenset('.!?…;:—"“”„«»')
"""Tokens that a clause with its subject does not go beyond."""

SEVERAL = "p"
"""The gender of verbs for several."""


@attrs.frozen(kw_only=True)
class Predicates:
    """Find whose deed the verbs of a sentence tell: the past agrees with a subject that is seldom left out.

    `endings` tell a verb's gender, `p` for several. Words of `loose`, and those with one of the endings
    `adverbial`, may stand before a subject or between it and its verb; who ends in one of `addressed` is
    told. A subject ends before one of `bound` (prepositions, conjunctions); of a clause that begins with one
    only a name at its end is the subject. No common noun with one of the endings `unlike` is the subject of a
    verb in the singular; in a language without them nothing is found. After one of `further` the same subject
    does something else.
    """

    endings: Mapping[str, str]
    loose: Set[str]
    adverbial: tuple[str, ...]
    addressed: tuple[str, ...]
    bound: Set[str]
    unlike: tuple[str, ...]
    further: Set[str]

    @classmethod
    def of(cls, entries: Entries) -> Predicates:
        """Read a language's words."""
        words = functools.partial(first_words, entries)
        verbs = {row[0]: row[1] for row in entries.get("past", ())} | dict.fromkeys(words("plural"), SEVERAL)
        unlike = tuple(words("unlike"))
        return cls(
            endings=verbs if unlike else {},
            loose=words("joining", "adverb", "dative", "accusative", "date", "negation"),
            adverbial=tuple(words("adverbial")),
            addressed=tuple(words("addressed")),
            bound=words("place", "toward", "from", "owner", "that", "relative", "preposition", "conjunction"),
            unlike=unlike,
            further=words("further"),
        )

    def subject(self, tokens: Sequence[Span], cue: Span) -> Span | None:
        """Return the subject of a cue's verb, or of the first verb before it that agrees with it."""
        gender = self.gender(cue)
        at = bisect_left(tokens, cue.start, key=lambda token: token.start)
        if gender is None:
            return None
        first = at
        while first and at - first < _REACH and self._goes_on(tokens[first - 1]):
            first -= 1
        begin, opening = first, at
        for number in range(first, at):
            if tokens[number].text == ",":
                begin, opening = number + 1, min(opening, number)
            elif self._gender(tokens[number].text.lower()) == gender and (
                subject := self._noun(tokens[begin:number], gender)
            ):
                return subject
        # Of *старик, не поднимая головы, тихо сказал* the subject stands in the first clause.
        if all(self._is_loose(token) for token in tokens[begin:at]):
            begin, at = first, opening
        # With another verb before it (*взял трубку и сказал*) the clause has no subject, and with a cue for
        # several it may be whoever is told (*людям сказали*).
        own = self._noun(tokens[begin:at], gender) if gender != SEVERAL else None
        if own is None:
            return None
        # A name may end as a verb does.
        words = own.text.lower() if own.start == tokens[first].start else own.text
        return None if any(self._gender(word) for word in words.split() if word.islower()) else own

    def told_until(self, tokens: Sequence[Span], cue: Span, part: Span) -> int:
        """Return where what a verb tells ends, as its subject does more: *сказал, что уйдёт, и встал*."""
        gender = self.gender(cue)
        first = bisect_left(tokens, part.start, key=lambda token: token.start)
        last = bisect_left(tokens, part.end, key=lambda token: token.start)
        clause = tokens[first:last]
        for comma, joining, verb in zip(clause, clause[1:], clause[2:], strict=False):
            if comma.text == "," and joining.text in self.further and self._gender(verb.text) == gender:
                return comma.start
        return part.end

    def disagree(self, cue: Span, source: Span) -> bool:
        """Tell whether a common noun cannot be the subject of a cue: *отсчитал деньги и сказал*."""
        gender = self.gender(cue)
        return gender is not None and source.text.isalpha() and self._is_unlike(source, gender)

    def _goes_on(self, token: Span) -> bool:
        return token.text not in _ENDS and "\n" not in token.whole[token.end : token.end + 2]

    def gender(self, cue: Span) -> str | None:
        """Return the gender that the verb of a cue tells, `p` for several."""
        return next(filter(None, map(self._gender, cue.text.lower().split())), None)

    def _gender(self, word: str) -> str | None:
        """Return the gender that a verb's ending tells."""
        fits = [ending for ending in self.endings if len(word) > len(ending) + 1 and word.endswith(ending)]
        return self.endings[max(fits, key=len)] if fits else None

    def _noun(self, clause: Sequence[Span], gender: str) -> Span | None:
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
        told = words[0].text.lower().endswith(self.addressed)
        unlike = self._is_unlike(words[0], gender, begins=words[0] == clause[0])
        return None if told or unlike else Span(words[0].start, words[-1].end, words[0].whole)

    def _is_unlike(self, word: Span, gender: str, *, begins: bool = False) -> bool:
        common = begins or word.text.islower()
        return gender != SEVERAL and common and word.text.lower().endswith(self.unlike)

    def _is_loose(self, token: Span) -> bool:
        word = token.text.lower()
        return word in self.loose or word.endswith(self.adverbial)


def _is_name(token: Span) -> bool:
    return token.text[0].isupper()
