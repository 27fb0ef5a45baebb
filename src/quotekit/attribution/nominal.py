"""Cues that are no verbs: *his claim that*, *raised concerns about*, *is confident that*, *a critic of*."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import attrs

from quotekit import lexicon
from quotekit.attribution.claims import Claim
from quotekit.attribution.complements import Complement, Complements
from quotekit.attribution.phrases import Phrases
from quotekit.attribution.subjects import Subjects
from quotekit.attribution.tagged import Tagged

_KINDS = frozenset({"that", "infinitive", "question", "colon"})
_TIES = frozenset("about of for on against to over with toward towards in at regarding from by".split())


@functools.cache
def _nouns() -> dict[str, str]:
    """Give the singular of every form of every reporting noun."""
    forms: dict[str, str] = {}
    for noun in lexicon.read("reporting-nouns"):
        forms[noun] = noun
        forms[noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else noun + "s"] = noun
    return forms


@attrs.frozen
class Nominal:
    """Find what nouns and adjectives report in one text."""

    tagged: Tagged
    phrases: Phrases
    subjects: Subjects
    complements: Complements

    def claims(self) -> Iterator[Claim]:
        """Give every claim that the words allow, likely or not, in the order of the cues."""
        t = self.tagged
        nouns, adjectives, agents = _nouns(), lexicon.read("reporting-adjectives"), lexicon.read("reporting-agents")
        for at, word in enumerate(t.lower):
            if t.quote[at] >= 0:
                continue
            claim = None
            if word in nouns and t.tags[at] in "NP" and t.tags[at + 1] not in "NPhg":
                claim = self.noun(at, nouns[word])
            elif word in adjectives and t.tags[at] in "JNE":
                claim = self.adjective(at, word)
            elif word in agents and t.tags[at] == "N":
                claim = self.agent(at, word)
            if claim is not None:
                yield claim

    def noun(self, at: int, noun: str) -> Claim | None:
        """Read a noun with what it is about and whose it is."""
        t, tags = self.tagged, self.tagged.tags
        floor, limit = t.sentence_start(at), t.sentence_end(at)
        first = max(self.phrases.start[at], floor) if self.phrases.start[at] >= 0 else at
        source, how, stop = None, "none", at + 1
        owner = self._owner(first, at)
        if owner is not None and owner[1] == owner[0] + 1 and tags[first] == "D" and self._light(first - 1, floor) is not None:
            # *lends his support to*: who lends is who supports.
            owner = None
        if owner is not None:
            source, how, first = owner, "own", owner[1]
        elif t.lower[stop] in ("by", "from") and self.phrases.start[stop + 1] == stop + 1:
            end = self.phrases.end[stop + 1]
            source, how, stop = (stop + 1, end), "by", end
        elif t.lower[stop] in ("among",) and self.phrases.start[stop + 1] == stop + 1:
            end = self.phrases.end[stop + 1]
            source, how, stop = (stop + 1, end), "among", end
        else:
            verb = self._light(first - 1, floor)
            if verb is not None:
                group = self.subjects.group(verb)
                source, how, first = self._subject(group.first, group.mood, floor), "light", group.first
        found = self._complement(stop, limit)
        if found is None:
            return None
        word = f"{noun}|noun-{how}|{found.kind}"
        cue = (first, max(found.first if found.kind.startswith("preposition") else at + 1, at + 1))
        if how == "by":
            cue = (first, at + 1)
        return Claim(
            content=((found.first, found.stop),), cue=cue, source=source, rule=f"noun-{how}/{found.kind.partition('-')[0]}", word=word
        )

    def _subject(self, first: int, mood: str, floor: int) -> tuple[int, int] | None:
        if mood in ("fin", "pas"):
            return self.subjects.subject(first)
        return self.subjects.main(first, floor)

    def _owner(self, first: int, noun: int) -> tuple[int, int] | None:
        """Give *Lee's* or *his* at the start of the phrase that ends in the noun."""
        t, tags = self.tagged, self.tagged.tags
        for at in range(noun - 1, first, -1):
            if tags[at] == "g":
                return first, at
        if tags[first] == "D" and t.lower[first] in ("his", "her", "their", "its", "my", "our", "your"):
            return first, first + 1
        return None

    def _light(self, at: int, floor: int) -> int | None:
        """Give the verb that has the noun for its object: *made the claim that*."""
        tags = self.tagged.tags
        if at >= floor and tags[at] == "I" and tags[at - 1] in "VEZWG":
            at -= 1
        if at >= floor and tags[at] in "VEZWGH" and self.tagged.quote[at] < 0:
            return at
        return None

    def _complement(self, stop: int, limit: int) -> Complement | None:
        t, tags = self.tagged, self.tagged.tags
        if stop >= limit:
            return None
        if tags[stop] == "B" and stop + 1 < limit and tags[stop + 1] in "KT":
            # *The idea is that …*
            stop += 1
        at = self.complements.past_adverbs(stop, limit)
        kind = self.complements.kind_at(at, limit)
        if kind == "that" or kind in _KINDS:
            return self.complements.ranged(kind, at, limit)
        if kind == "preposition" and t.lower[at] in _TIES and at + 1 < limit:
            return self.complements.ranged(f"preposition-{t.lower[at]}", at, limit)
        return None

    def adjective(self, at: int, word: str) -> Claim | None:
        """Read *is confident that*, *was angry about*."""
        t, tags = self.tagged, self.tagged.tags
        floor, limit = t.sentence_start(at), t.sentence_end(at)
        verb = at - 1
        while verb > floor and (tags[verb] in "RLJ" or t.lower[verb] == "it") and at - verb < 5:
            verb -= 1
        if verb < floor or not (tags[verb] == "B" or t.lower[verb] in _LINKING):
            return None
        found = self._complement(at + 1, limit)
        if found is None:
            if self.complements.kind_at(at + 1, limit) != "clause":
                return None
            found = self.complements.ranged("clause", at + 1, limit)
        group = self.subjects.group(verb)
        source = self._subject(group.first, group.mood, floor)
        if source is None:
            return None
        return Claim(
            content=((found.first, found.stop),),
            cue=(group.first, found.first if found.kind.startswith("preposition") else at + 1),
            source=source,
            rule=f"adjective/{found.kind.partition('-')[0]}",
            word=f"{word}|adjective|{found.kind}",
        )

    def agent(self, at: int, word: str) -> Claim | None:
        """Read *X is a critic of Y* and *critics of Y*."""
        t, tags = self.tagged, self.tagged.tags
        floor, limit = t.sentence_start(at), t.sentence_end(at)
        if t.lower[at + 1] != "of" or self.phrases.start[at] < 0:
            return None
        found = self.complements.ranged("preposition-of", at + 1, limit)
        first = max(self.phrases.start[at], floor)
        verb = first - 1
        if verb >= floor and tags[verb] == "B":
            group = self.subjects.group(verb)
            source = self.subjects.subject(group.first)
            if source is None:
                return None
            return Claim(content=((found.first, found.stop),), cue=(group.first, at + 2), source=source, rule="agent/is", word=f"{word}|agent|is")
        return Claim(content=((found.first, found.stop),), cue=(at, at + 2), source=(first, at + 1), rule="agent/bare", word=f"{word}|agent|bare")


_LINKING = frozenset(
    "seem seems seemed appear appears appeared feel feels felt look looks looked sound sounds sounded remain remains "
    "remained become becomes became grow grows grew stay stays stayed get gets got made makes make".split()
)
