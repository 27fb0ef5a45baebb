"""Reported speech and thought: verbs anywhere in a sentence, with their complements and sources."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from quotekit.attribution.rules.claims import Claim
from quotekit.attribution.rules.cues.postposed import Postposed
from quotekit.attribution.rules.cues.relayed import relay_around
from quotekit.attribution.rules.grammar import Outline
from quotekit.attribution.rules.grammar import classes as c
from quotekit.attribution.rules.grammar.complements import Complement
from quotekit.attribution.rules.grammar.verbgroups import Group, verb_group
from quotekit.lexicon import group
from quotekit.lexicon.verbs import complements, reporting

_VERBS = c.VERBS
_SHARED_BY_SUBJECT = ("infinitive", "preposition-as", "preposition-for", "ing", "noun")
# Particles that can also be prepositions (*spoke on*) belong to the verb only before *that*.
_PREPOSITIONS = frozenset({"on", "over", "through", "down"})


@attrs.frozen
class Reported:
    """Find the speech and thought that verbs report in one text."""

    outline: Outline
    postposed: Postposed

    def claims(self) -> Iterator[Claim]:
        """Return all possible claims, likely or not, in the order of their cues."""
        t = self.outline.tagged
        lemmas = reporting()
        for at, word in enumerate(t.lower):
            if word == "according":
                claim = self.postposed.according(at)
            elif t.tags[at] in _VERBS and t.quote[at] < 0 and word in lemmas and not self._in_compound(at):
                claim = self._verb(at, lemmas[word])
            else:
                continue
            if claim is not None:
                yield claim

    def _in_compound(self, at: int) -> bool:
        """Tell whether a word is part of a compound such as *Brooklyn-based*."""
        tags = self.outline.tagged.tags
        return tags[at - 1] == c.HYPHEN or tags[at + 1] == c.HYPHEN

    def _verb(self, at: int, lemma: str) -> Claim | None:
        """Read one verb with the content after or before it."""
        t, tags = self.outline.tagged, self.outline.tagged.tags
        verbs = verb_group(t, at)
        takes = complements()[lemma]
        says = bool(takes & {"clause", "quote"})
        name, verbs = self._with_particle(lemma, verbs)
        found = self.outline.complements.of(verbs.stop, lemma)
        if verbs.mood == "fin" and says and verbs.stop < len(t.words) and tags[verbs.stop] in c.SURELY_FINITE:
            return self._gapped(verbs, name)
        if found.kind.endswith("quote") and self._is_title(found.first + (tags[found.first] == c.COMMA)):
            return None
        if found.kind == "none" or (says and found.kind.startswith("preposition")):
            claim = self.postposed.claim(verbs, name, after=verbs.stop)
            if claim is not None or found.kind == "none":
                return claim
        if verbs.mood == "fin":
            if "tell" in takes and found.kind in ("noun", "preposition-to"):
                after = self.outline.complements.addressee(found.first, t.sentence_end(at))
                claim = self.postposed.claim(verbs, name, after=after)
                if claim is not None:
                    return claim
            if says and found.kind in ("noun", "clause") and tags[verbs.first - 1] == c.COMMA:
                claim = self.postposed.inverted(verbs, name)
                if claim is not None:
                    return claim
        if verbs.mood == "pas":
            return self._passive(verbs, name, found)
        if lemma in group("raising") and found.kind in ("infinitive", "that", "noun"):
            return self._raising(verbs, name, found)
        if verbs.mood == "ger" and lemma == "say" and verbs.first and t.lower[verbs.first - 1] == "as":
            return self._quoted_as(verbs, found)
        source = self.outline.subjects.of(verbs)
        if source is None and (verbs.mood == "inf" or self._heads(verbs, lemma)):
            # *Five things to know about it*, *Published on Monday*: there is no particular source.
            return None
        return Claim(
            content=((found.first, found.stop),),
            cue=verbs.cue,
            source=source,
            rule=f"reported/{verbs.mood}-{found.kind}",
            word=f"{name}|{verbs.mood}|{found.kind}",
        )

    def _heads(self, verbs: Group, lemma: str) -> bool:
        """Tell whether a verb opens its paragraph and is not like *asked*, whose object is the speaker."""
        opens = verbs.first == self.outline.tagged.paragraph_start(verbs.head)
        return opens and lemma not in group("questioning")

    def _is_title(self, first: int) -> bool:
        """Tell whether the title of a work begins at token `first`: *wrote "The Long Way Home"*."""
        t = self.outline.tagged
        if t.tags[first] != c.QUOTE or t.quote[first] < 0:
            return False
        opening, closing = t.marks[t.quote[first]]
        return opening == first and closing - opening > 2 and t.is_title((opening, closing + 1))

    def _with_particle(self, lemma: str, verbs: Group) -> tuple[str, Group]:
        """Include the particle of *point out* or *lash out* in the verb."""
        t, stop = self.outline.tagged, verbs.stop
        if (
            stop >= len(t.words)
            or t.tags[stop] not in (c.ADVERB, c.PREPOSITION)
            or t.lower[stop] not in group("particles")
        ):
            return lemma, verbs
        if t.lower[stop] not in _PREPOSITIONS or t.tags[stop + 1] == c.THAT:
            return f"{lemma}-{t.lower[stop]}", attrs.evolve(verbs, stop=stop + 1)
        return lemma, verbs

    def _raising(self, verbs: Group, name: str, found: Complement) -> Claim | None:
        """Read *X seems to be Y*: the subject is part of the content, and there is no source."""
        subject = self.outline.subjects.subject(verbs.first)
        if subject is None:
            return None
        content = (subject, (found.first, found.stop))
        return Claim(content=content, cue=verbs.cue, rule="raising", word=f"{name}|{verbs.mood}|{found.kind}")

    def _gapped(self, verbs: Group, name: str) -> Claim | None:
        """Read *which officials said would fail*: the pronoun is part of the content."""
        t, extents = self.outline.tagged, self.outline.extents
        source = self.outline.subjects.subject(verbs.first)
        if source is None or source[0] == 0 or t.tags[source[0] - 1] not in (c.WH_WORD, c.THAT):
            return None
        end = extents.trimmed(verbs.stop, extents.clause(verbs.stop, t.sentence_end(verbs.head)))
        content = ((source[0] - 1, source[0]), (verbs.stop, end))
        return Claim(
            content=content, cue=verbs.cue, source=source, rule="reported/gapped", word=f"{name}|gapped"
        )

    def _quoted_as(self, verbs: Group, found: Complement) -> Claim | None:
        """Read *was quoted as saying* and *quoted X as saying*: the person quoted is the source."""
        relayed = relay_around(self.outline, (verbs.first - 1, verbs.stop))
        if relayed is None:
            return None
        content = ((found.first, found.stop),)
        return Claim(
            content=content,
            cue=relayed.cue,
            source=relayed.source,
            rule="reported/quoted-as",
            word="say|quoted-as",
        )

    def _passive(self, verbs: Group, name: str, found: Complement) -> Claim | None:
        """Read *was told that*, *is expected to*, *was criticised by X for*."""
        t = self.outline.tagged
        word = f"{name}|pas|{found.kind}"
        subject = self.outline.subjects.subject(verbs.first)
        if found.kind == "preposition-by":
            stop = self.outline.phrases.after(found.first, t.sentence_end(verbs.head))
            if stop == found.first or subject is None:
                return None
            inner = self.outline.complements.of(stop, name.partition("-")[0])
            rest = (inner.first, inner.stop)
            content = {
                "that": (rest,),
                "question": (rest,),
                "quote": (rest,),
                "infinitive": (subject, rest),
            }.get(inner.kind, (subject,))
            word += f"+{inner.kind}" if content != (subject,) else ""
            return Claim(
                content=content, cue=verbs.cue, source=(found.first, stop), rule="passive-by", word=word
            )
        rule = f"passive/{found.kind.partition('-')[0]}"
        rest = (found.first, found.stop)
        if found.kind in ("that", "clause", "question", "colon"):
            return Claim(content=(rest,), cue=verbs.cue, rule=rule, word=word)
        if subject is None:
            return None
        content = (subject, rest) if found.kind in _SHARED_BY_SUBJECT else (subject,)
        return Claim(content=content, cue=verbs.cue, rule=rule, word=word)
