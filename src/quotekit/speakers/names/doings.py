"""Doings: what somebody is called for what they do and what is done to them: the patron, the accused."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import attrs

from quotekit.speakers.names.lexicon import callings, columns, makers, undergone, verb_like, word_set
from quotekit.speakers.names.reader import NameMention
from quotekit.speakers.names.words import Words

# How many words behind a name tell what its bearer does.
NEAR = 5


@attrs.frozen(slots=True, kw_only=True, eq=False)
class Doings:
    """Find the nouns for people that verbs beside their names tell; `ends` are words that end a phrase."""

    words: Words
    ends: frozenset[str]

    def nouns(self, mention: NameMention) -> Iterator[str]:
        """Return what somebody is called for what they do, then for what is done to them."""
        yield from self._doing(mention)
        yield from self._undergoing(mention)

    def _doing(self, mention: NameMention) -> Iterator[str]:
        """Return what somebody is called for what they do: Tilda Brook, who chairs the committee."""
        words, verb = self.words, mention.last + 1
        last = min(len(words), verb + NEAR) - 1
        aged = words.is_age(verb)
        verb += aged
        relative = verb < last and words.gaps[verb - 1] == ", " and words.lower[verb] == "who"
        if verb >= last or not (relative or aged or words.gaps[verb - 1] == " "):
            return
        verb += relative
        while verb < last and (words.lower[verb].endswith("ly") or self._is_helping(verb)):
            verb += 1
        if verb < last and words.sentence[verb + 1] == words.sentence[mention.last]:
            after = words.lower[verb + 1]
            thing = after in columns("determiners") or words.capital[verb + 1] or after in word_set("at-work")
            things = after.endswith("s") and not verb_like(after)
            if thing or things or (relative and after not in word_set("away")):
                yield from callings().get(words.lower[verb], ())
            yield from self._making(verb)

    def _is_helping(self, index: int) -> bool:
        """Tell whether a verb only helps the next one: has coached, is suing."""
        verb, after = self.words.lower[index : index + 2]
        return verb in word_set("helping") or (verb in word_set("copula") and after.endswith("ing"))

    def _undergoing(self, mention: NameMention) -> Iterator[str]:
        """Return what somebody is called for what is done to them: Lee was arrested, the trial of Lee."""
        words, known = self.words, undergone()
        before, verb = mention.lead - 1, mention.last + 1
        if before >= 0 and words.gaps[before] == " ":
            yield from known.get(words.lower[before], ())
            if ("trial", "of") in pairwise(words.lower[max(before - NEAR, 0) : before + 1]):
                yield from known["tried"]
        aged = words.is_age(verb)
        verb += aged
        been, last = False, min(len(words) - 1, verb + NEAR)
        while verb < last and (aged or words.gaps[verb - 1] == " "):
            word, aged = words.lower[verb], False
            if words.lower[verb : verb + 2] == ["on", "trial"]:
                yield from known["tried"]
            if been and not word.endswith("ly"):
                yield from known.get(word, ())
                return
            been = been or word in word_set("copula") or word == "been"
            if not been and word not in word_set("helping") and word not in word_set("going"):
                return
            verb += 1

    def _making(self, verb: int) -> Iterator[str]:
        """Return what somebody is called for what they do with something: wrote a novel, runs the harbour."""
        words, known = self.words, makers().get(self.words.lower[verb], {})
        for index in range(verb + 1, min(len(words), verb + NEAR)):
            word = words.lower[index]
            if words.gaps[index - 1] != " " or word in self.ends:
                return
            found = known.get(word) or known.get(word.removesuffix("s"))
            if found:
                # The harbour master: the thing itself tells which.
                yield from (*found, word)
                return
