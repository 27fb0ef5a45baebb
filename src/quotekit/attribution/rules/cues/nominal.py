"""Cues that are not verbs: *his claim that*, *raised concerns about*, *is confident that*, *a critic of*."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from quotekit import lexicon
from quotekit.attribution.rules.claims import Claim
from quotekit.attribution.rules.grammar import Outline
from quotekit.attribution.rules.grammar import classes as c
from quotekit.attribution.rules.grammar.complements import Complement
from quotekit.attribution.rules.grammar.tagged import Range
from quotekit.attribution.rules.grammar.verbgroups import verb_group
from quotekit.lexicon import group
from quotekit.lexicon.nouns import nouns

_LIGHT_VERBS = frozenset({c.PAST, c.PARTICIPLE, c.THIRD_PERSON, c.BASE, c.ING, c.HAVE})

_KINDS = frozenset({"that", "infinitive", "question", "colon"})


@attrs.frozen
class Nominal:
    """Find what nouns and adjectives report in one text."""

    outline: Outline

    def claims(self) -> Iterator[Claim]:
        """Return all possible claims, likely or not, in the order of their cues."""
        t = self.outline.tagged
        forms = nouns()
        adjectives = lexicon.read("reporting-adjectives")
        agents = lexicon.read("reporting-agents")
        for at, word in enumerate(t.lower):
            claim = None
            if (
                word in forms
                and t.tags[at] in (c.NOUN, c.NAME)
                and t.tags[at + 1] not in (c.NOUN, c.NAME, c.HYPHEN, c.POSSESSIVE)
            ):
                claim = self._noun(at, forms[word]) if t.quote[at] < 0 else None
            elif word in adjectives and t.tags[at] in (c.ADJECTIVE, c.NOUN, c.PARTICIPLE):
                claim = self._adjective(at, word) if t.quote[at] < 0 else None
            elif word in agents and t.tags[at] == c.NOUN:
                claim = self._agent(at, word) if t.quote[at] < 0 else None
            if claim is not None:
                yield claim

    def _noun(self, at: int, noun: str) -> Claim | None:
        """Read a noun with its content and its owner."""
        t, phrases = self.outline.tagged, self.outline.phrases
        floor, limit = t.sentence_start(at), t.sentence_end(at)
        first = max(phrases.start[at], floor) if phrases.start[at] >= 0 else at
        after = at + 1
        link = t.lower[after] if after < limit else ""
        owner = self._owner(first, at)
        verb = self._light_verb(first - 1, floor)
        source: Range | None = None
        lent = (
            owner is not None
            and owner[1] == owner[0] + 1
            and t.tags[owner[0]] == c.DETERMINER
            and verb == first - 1
        )
        if owner is not None and not lent:
            # *his claim*, *Lee's claim*: the owner is the source, but the subject in *lends his support*.
            source, how, cue = owner, "own", (owner[1], at + 1)
        elif (link in group("giving") or link == "among") and phrases.start[after + 1] == after + 1:
            source, how, cue = (
                (after + 1, phrases.end[after + 1]),
                "by" if link != "among" else link,
                (first, at + 1),
            )
            after = source[1]
        elif verb is not None:
            verbs = verb_group(t, verb)
            source, how, cue = self.outline.subjects.of(verbs), "light", (verbs.first, at + 1)
        else:
            how, cue = "none", (first, at + 1)
        found = self._complement(after, limit)
        if found is None:
            return None
        return Claim(
            content=((found.first, found.stop),),
            cue=(cue[0], found.first) if how != "by" and found.kind.startswith("preposition") else cue,
            source=source,
            rule=f"noun-{how}/{found.kind.partition('-')[0]}",
            word=f"{noun}|noun-{how}|{found.kind}",
        )

    def _owner(self, first: int, noun: int) -> Range | None:
        """Return the possessor, *Lee's* or *his*, that opens the noun's phrase."""
        t = self.outline.tagged
        genitive = t.tags.rfind(c.POSSESSIVE, first + 1, noun)
        if genitive > first:
            return first, genitive
        return (first, first + 1) if first < noun and t.lower[first] in group("owners") else None

    def _light_verb(self, at: int, floor: int) -> int | None:
        """Return the verb whose object is the noun: *made the claim that*."""
        tags = self.outline.tagged.tags
        if at > floor and tags[at] == c.PREPOSITION and tags[at - 1] in c.VERBS:
            at -= 1
        return at if at >= floor and tags[at] in _LIGHT_VERBS and self.outline.tagged.quote[at] < 0 else None

    def _complement(self, stop: int, limit: int) -> Complement | None:
        """Return what follows a noun or adjective, if it is the content of speech or thought."""
        t, complements = self.outline.tagged, self.outline.complements
        if stop >= limit:
            return None
        if t.tags[stop] == c.BE and t.tags[stop + 1] in (c.THAT, c.TO):
            # *The idea is that …*
            stop += 1
        at = complements.past_adverbs(stop, limit)
        kind = complements.kind(at, limit)
        if kind in _KINDS:
            return complements.ranged(kind, at, limit)
        if kind == "preposition" and at + 1 < limit and t.lower[at] in group("topics"):
            return complements.ranged(f"preposition-{t.lower[at]}", at, limit)
        return None

    def _adjective(self, at: int, word: str) -> Claim | None:
        """Read *is confident that*, *was angry about*, *made it clear that*."""
        t, complements = self.outline.tagged, self.outline.complements
        floor, limit = t.sentence_start(at), t.sentence_end(at)
        verb = at - 1
        while (
            verb > floor
            and (t.tags[verb] in (c.ADVERB, c.NOT, c.ADJECTIVE) or t.lower[verb] == "it")
            and at - verb < 5
        ):
            verb -= 1
        if verb < floor or not (t.tags[verb] == c.BE or t.lower[verb] in group("linking")):
            return None
        found = self._complement(at + 1, limit)
        if found is None and complements.kind(at + 1, limit) == "clause":
            found = complements.ranged("clause", at + 1, limit)
        verbs = verb_group(t, verb)
        source = self.outline.subjects.of(verbs)
        if found is None or source is None:
            return None
        return Claim(
            content=((found.first, found.stop),),
            cue=(verbs.first, found.first if found.kind.startswith("preposition") else at + 1),
            source=source,
            rule=f"adjective/{found.kind.partition('-')[0]}",
            word=f"{word}|adjective|{found.kind}",
        )

    def _agent(self, at: int, word: str) -> Claim | None:
        """Read *X is a critic of Y* and *critics of Y*."""
        t = self.outline.tagged
        floor, limit = t.sentence_start(at), t.sentence_end(at)
        if at + 2 >= limit or t.lower[at + 1] != "of" or self.outline.phrases.start[at] < 0:
            return None
        found = self.outline.complements.ranged("preposition-of", at + 1, limit)
        content = ((found.first, found.stop),)
        first = max(self.outline.phrases.start[at], floor)
        if first > floor and t.tags[first - 1] == c.BE:
            verbs = verb_group(t, first - 1)
            source = self.outline.subjects.subject(verbs.first)
            if source is None:
                return None
            cue = (verbs.first, at + 2)
            return Claim(content=content, cue=cue, source=source, rule="agent/is", word=f"{word}|agent|is")
        return Claim(
            content=content,
            cue=(at, at + 2),
            source=(first, at + 1),
            rule="agent/bare",
            word=f"{word}|agent|bare",
        )
