"""Complements: what follows a cue, as a kind and an extent."""

from __future__ import annotations

import attrs

from quotekit.attribution.rules.grammar import classes as c
from quotekit.attribution.rules.grammar.extents import Extents
from quotekit.attribution.rules.grammar.phrases import Phrases
from quotekit.attribution.rules.grammar.tagged import Tagged
from quotekit.lexicon import group
from quotekit.lexicon.nouns import nouns
from quotekit.lexicon.verbs import complements, reporting

_NOT_IN_ADVERBIAL = frozenset(
    {
        c.STOP,
        c.SEMICOLON,
        c.COLON,
        c.QUOTE,
        c.WH_WORD,
        c.HE,
        c.PAST,
        c.THIRD_PERSON,
        c.MODAL,
        c.BE,
        c.HAVE,
        c.DO,
    }
)
_APPOSITION_STARTS = frozenset({c.DETERMINER, c.NOUN, c.WH_WORD, c.NAME, c.ADJECTIVE})
_ADVERBIAL_ENDS = frozenset({c.COMMA, c.NOUN, c.NAME, c.DATE, c.NUMBER, c.ADVERB})
_AFTER_THERE = frozenset({c.BE, c.MODAL, c.HAVE, c.THIRD_PERSON, c.PAST, c.ADVERB})

_TELLING = frozenset({"tell", "order", "question"})
_LONG_ADVERBIAL = 35
_TOLD = frozenset({"that", "quote", "question", "infinitive", "clause", "colon"})


@attrs.frozen(kw_only=True)
class Complement:
    """Hold a complement's kind and, unless the kind is ``none``, its half-open range of tokens.

    The kinds are ``that``, ``clause`` (without *that*), ``question``, ``infinitive``, ``ing``, ``quote``,
    ``colon``, ``noun``, ``named`` (*calls X a liar*), ``preposition-WORD`` and ``none``. After an addressee,
    as in *told her that*, the kind begins with ``told-``.
    """

    kind: str
    first: int
    stop: int


@attrs.frozen
class Complements:
    """Read the complements of one text."""

    tagged: Tagged
    phrases: Phrases
    extents: Extents

    def of(self, after: int, lemma: str) -> Complement:
        """Return the complement of the verb `lemma` that ends before token `after`."""
        t, tags = self.tagged, self.tagged.tags
        if after >= len(t.words):
            return Complement(kind="none", first=after, stop=after)
        limit = t.sentence_end(after - 1)
        at = self.past_adverbs(after, limit)
        kind = self.kind(at, limit)
        takes = complements().get(lemma, frozenset())
        if "name" in takes and kind in ("noun", "clause", "quote"):
            return self.ranged("named", at, limit)
        if kind in ("noun", "clause") and takes & _TELLING:
            later = self.past_adverbs(self.addressee(at, limit), limit)
            inner = self.kind(later, limit)
            if later > at and inner in _TOLD and not inner == kind == "clause":
                return self.ranged(f"told-{inner}", later, limit)
        if kind == "preposition":
            moved = self._past_adjuncts(at, limit)
            inner = self.kind(moved, limit) if moved is not None else "none"
            if moved is not None and (
                inner == "colon"
                # *wrote to them that*, but *wrote about the claim that*
                or (inner == "that" and t.lower[moved - 1] not in nouns())
                or (inner == "quote" and tags[moved] == c.COMMA)
                or (inner == "clause" and tags[at] == c.PREPOSITION and "clause" in takes)
            ):
                return self.ranged(inner, moved, limit)
            that = self._later_that(at, limit) if "clause" in takes else None
            if that is not None:
                return self.ranged("that", that, limit)
            return self.ranged(f"preposition-{t.lower[at]}", at, limit)
        if kind == "none" and at < limit and tags[at] == c.COMMA:
            moved = self._past_parenthesis(at, limit)
            if moved is not None:
                return self.ranged(self.kind(moved, limit), moved, limit)
        return self.ranged(kind, at, limit)

    def ranged(self, kind: str, at: int, limit: int) -> Complement:
        """Return the complement of a known kind that begins at token `at`."""
        if kind == "none":
            return Complement(kind=kind, first=at, stop=at)
        bare = kind.removeprefix("told-")
        first = at
        if bare == "colon" or kind.startswith("preposition"):
            first = at + 1
        if first >= limit:  # nothing follows the preposition or the colon
            return Complement(kind="none", first=at, stop=at)
        if kind.startswith("preposition"):
            stop = max(self.extents.phrase(first, limit), first + 1)
        elif bare == "named":
            stop = self._named_end(first, limit)
        elif bare in ("noun", "ing"):
            stop = self.extents.phrase(first, limit)
        else:
            stop = self.extents.clause(first, limit)
        return Complement(kind=kind, first=first, stop=self.extents.trimmed(first, stop))

    def _named_end(self, first: int, limit: int) -> int:
        """Return where *the letter "rude"* ends, and *the letter, which came late, as "rude"*."""
        t = self.tagged
        stop = self.extents.phrase(first, limit)
        if stop + 1 < limit and t.tags[stop] == c.COMMA and t.tags[stop + 1] == c.WH_WORD:
            closing = self.extents.find(stop + 1, min(limit, stop + 25), c.COMMA)
            if closing is not None and closing + 1 < limit and t.lower[closing + 1] == "as":
                return self.extents.phrase(closing + 1, limit)
        return stop

    def kind(self, at: int, limit: int) -> str:
        """Name the complement that begins at token `at`."""
        t, tags = self.tagged, self.tagged.tags
        if at >= limit:
            return "none"
        tag, following = tags[at], tags[at + 1]
        if t.lower[at] == "there":
            return "clause"
        if tag == c.QUOTE or (tag == c.COMMA and at + 1 < limit and following == c.QUOTE):
            return "quote"
        if tag == c.THAT:
            if following in (c.STOP, c.CONJUNCTION) or (
                following in (c.COMMA, c.PREPOSITION) and not self._verb_within(at + 2, limit)
            ):
                return "noun"
            return (
                "clause"
                if following in (c.MODAL, c.BE, c.THIRD_PERSON) and t.lower[at + 1] != "'s"
                else "that"
            )
        if tag == c.TO:
            ranges = t.lower[max(at - 2, 0) : at - 1] == ["from"]  # *from top to bottom*
            return "infinitive" if not ranges and self._is_infinitive(at + 1, limit) else "preposition"
        if tag == c.ING or (tag == c.HAVE and t.lower[at] == "having"):
            return "ing"
        if tag == c.COLON:
            return "colon" if at + 1 < limit else "none"
        if tag == c.WH_WORD or t.lower[at] == "if":
            return "question"
        if tag in (c.PREPOSITION, c.OF):
            return "preposition"
        if self.phrases.start[at] >= 0 and self.extents.is_clause(at, limit):
            return "clause"
        return "noun" if self.phrases.start[at] >= 0 or tag in (c.PARTICIPLE, c.NOUN, c.ADJECTIVE) else "none"

    def _later_that(self, at: int, limit: int) -> int | None:
        """Return the *that* which adverbials separate from its verb: *said in Buffalo, New York, that*."""
        t, tags = self.tagged, self.tagged.tags
        for that in range(at + 1, min(limit - 1, at + _LONG_ADVERBIAL)):
            if tags[that] in _NOT_IN_ADVERBIAL:
                return None
            if tags[that] == c.THAT and tags[that - 1] in _ADVERBIAL_ENDS:
                relative = tags[that + 1] in c.LIKELY_FINITE or (
                    tags[that - 1] != c.COMMA and t.lower[that - 1] in nouns()
                )
                return None if relative else that
        return None

    def _verb_within(self, at: int, limit: int) -> bool:
        """Tell whether a finite verb follows soon, as in *said that in time they won*."""
        return any(tag in c.LIKELY_FINITE for tag in self.tagged.tags[at : min(limit, at + 25)])

    def _is_infinitive(self, verb: int, limit: int) -> bool:
        t, tags = self.tagged, self.tagged.tags
        while verb < limit and tags[verb] in (c.ADVERB, c.NOT):
            verb += 1
        if verb >= limit:
            return False
        return tags[verb] in (c.BASE, c.BE, c.HAVE, c.DO) or (
            tags[verb] == c.NOUN and (t.lower[verb] in reporting() or t.words[verb].islower())
        )

    def addressee(self, at: int, limit: int) -> int:
        """Return where the addressee that begins at token `at` ends, if there is one."""
        tags, start, end = self.tagged.tags, self.phrases.start, self.phrases.end
        if tags[at] in (c.HE, c.HIM, c.IT):
            return at + 1
        if end[at] < 0:
            return at
        stop = end[at]
        while stop < limit - 1 and tags[stop] in (c.OF, c.PREPOSITION) and start[stop + 1] >= 0:
            stop = end[stop + 1]
        if stop < limit - 1 and tags[stop] == c.CONJUNCTION and start[stop + 1] == stop + 1:
            stop = end[stop + 1]
        if stop < limit - 2 and tags[stop] == c.COMMA and tags[stop + 1] in _APPOSITION_STARTS:
            closing = self.extents.find(stop + 1, min(limit, stop + 20), c.COMMA)
            if closing is not None:
                return closing + 1
        return min(stop, limit)

    def past_adverbs(self, at: int, limit: int) -> int:
        """Step over *Monday*, *on Tuesday*, *publicly*, *last week*."""
        t, tags = self.tagged, self.tagged.tags
        for _ in range(4):
            if at >= limit or (t.lower[at] == "there" and tags[at + 1] in _AFTER_THERE):
                break
            tag = tags[at]
            if tag in (c.DATE, c.NOT, c.ADVERB) or (
                tag == c.NOUN and t.lower[at] in group("intervals") and tags[at - 1] == c.DATE
            ):
                at += 1
            elif tag == c.PREPOSITION and at + 1 < limit and tags[at + 1] == c.DATE:
                at += 2
                while at < limit and tags[at] in (c.DATE, c.NUMBER):
                    at += 1
            elif (
                t.lower[at] in group("datepoints")
                and at + 1 < limit
                and (tags[at + 1] == c.DATE or t.lower[at + 1] in group("intervals"))
            ):
                at += 2
            else:
                break
        return at

    def _past_adjuncts(self, at: int, limit: int) -> int | None:
        """Step over *in a statement*, *to reporters in Kyiv* and the like; return None if nothing follows."""
        tags, start, end = self.tagged.tags, self.phrases.start, self.phrases.end
        for _ in range(4):
            if at + 1 < limit and tags[at] in (c.PREPOSITION, c.TO) and start[at + 1] >= 0:
                after = end[at + 1]
                while after < limit - 1 and tags[after] == c.OF and start[after + 1] >= 0:
                    after = end[after + 1]
                at = self.past_adverbs(after, limit)
            elif at < limit and tags[at] in (c.DATE, c.ADVERB):
                at = self.past_adverbs(at, limit)
            else:
                break
        if at >= limit or (tags[at] == c.COMMA and tags[at + 1] != c.QUOTE):
            return None
        return at

    def _past_parenthesis(self, comma: int, limit: int) -> int | None:
        """Step over an insertion between two commas after a cue: *said, however, that*."""
        t, tags = self.tagged, self.tagged.tags
        if tags[comma + 1] == c.THAT:
            return comma + 1
        closing = self.extents.find(comma + 1, min(limit, comma + 14), c.COMMA)
        if (
            closing is None
            or closing + 1 >= limit
            or tags[closing + 1] not in (c.THAT, c.WH_WORD)
            or t.lower[closing + 1] == "which"
        ):
            return None
        return closing + 1
