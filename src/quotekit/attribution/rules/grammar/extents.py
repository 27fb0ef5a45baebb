"""Where content ends: a clause at the end of its sentence, a phrase at the next pause."""

from __future__ import annotations

from collections.abc import Container

import attrs

from quotekit.attribution.rules.grammar import classes as c
from quotekit.attribution.rules.grammar.phrases import Phrases
from quotekit.attribution.rules.grammar.tagged import Tagged
from quotekit.lexicon import group
from quotekit.lexicon.verbs import reporting

_PREDICATE_STARTS = frozenset({c.PAST, c.PARTICIPLE, c.THIRD_PERSON, c.MODAL, c.BE, c.HAVE, c.DO, c.HE})
_VERB_OR_BREAK = frozenset(
    {c.PAST, c.THIRD_PERSON, c.MODAL, c.BE, c.HAVE, c.DO, c.COMMA, c.STOP, c.CONJUNCTION, c.THAT, c.WH_WORD}
)
_INSERT_STARTS = frozenset(
    {c.DETERMINER, c.NUMBER, c.NOUN, c.NAME, c.ADJECTIVE, c.WH_WORD, c.PREPOSITION, c.PARTICIPLE, c.ING}
)
_CLAUSE_STARTS = frozenset({c.COMMA, c.HE, c.THAT, c.WH_WORD, c.CONJUNCTION})

_FINITE = c.FINITE
# The longest content in tokens, which bounds every search.
_WINDOW = 160
_NEAR = 40


@attrs.frozen
class Extents:
    """Find the ends of clauses and phrases in one text."""

    tagged: Tagged
    phrases: Phrases

    def find(self, at: int, limit: int, wanted: Container[str]) -> int | None:
        """Return the first token from `at` on whose class is wanted, or None if the sentence ends first."""
        tags = self.tagged.tags
        for i in range(at, limit):
            if tags[i] in wanted:
                return i
            if tags[i] == c.STOP:
                return None
        return None

    def trimmed(self, first: int, stop: int) -> int:
        """Return `stop` moved left over punctuation marks, but not beyond `first`."""
        while stop > first + 1 and self.tagged.tags[stop - 1] in (c.STOP, c.COMMA):
            stop -= 1
        return max(stop, first + 1)

    def clause(self, first: int, limit: int) -> int:
        """Return where a reported clause ends: usually with its sentence.

        It ends earlier at a semicolon, an unpaired dash, a comment of the writer's (*, which …*, *, adding
        …*) or the next cue of the same subject (*and said*). A subordinate clause that opens the sentence
        (*When she says …, he nods*) ends before the main clause.
        """
        t, tags = self.tagged, self.tagged.tags
        limit = min(limit, first + _WINDOW)
        opening = self._opens_subordinate(first)
        at = first
        while at < limit:
            after = self._past_quoted(at)
            if after > at:
                if tags[after - 2] == c.COMMA and after < limit and (opening or self._is_comment(after)):
                    return after
                at = after
                continue
            tag = tags[at]
            if tag == c.SEMICOLON:
                return at
            if tag == c.DASH:
                closing = self.find(at + 1, limit, c.DASH)
                if closing is None or closing >= limit - 2:
                    return at
                at = closing
            elif tag == c.COMMA and at + 1 < limit:
                if opening and at > first and self.is_clause(at + 1, limit):
                    return at
                if self._is_comment(at + 1):
                    closing = self.find(at + 1, limit, c.COMMA)
                    if (
                        tags[at + 1] != c.WH_WORD
                        or closing is None
                        or any(tag in c.LIKELY_FINITE for tag in tags[first:at])
                    ):
                        return at
                    # *the bomber, who was young, had fled*: the clause has no verb yet.
                    at = closing
            elif tag == c.CONJUNCTION and at + 1 < limit and self._is_new_cue(at + 1):
                return at
            at += 1
        return max(limit, min(at, t.paragraph_end(first)))

    def _opens_subordinate(self, first: int) -> bool:
        """Tell whether `first` is in a subordinate clause, such as *When …*, that opens the sentence."""
        t = self.tagged
        begin = t.sentence_start(first)
        if first - begin > _NEAR or c.COMMA in t.tags[begin:first]:
            return False
        lead = begin + 1 if t.tags[begin] == c.CONJUNCTION and begin + 1 < first else begin
        return t.tags[lead] == c.SUBORDINATOR or t.lower[begin] in group("fixed-openers")

    def _past_quoted(self, at: int) -> int:
        """Return the token after the quoted span that begins at `at`, or `at` if none does."""
        number = self.tagged.quote[at]
        if number >= 0 and self.tagged.marks[number][0] == at:
            return max(self.tagged.marks[number][1], at) + 1
        return at

    def _is_comment(self, at: int) -> bool:
        """Tell whether the words after a comma are the writer's own."""
        t = self.tagged
        word, tag = t.lower[at], t.tags[at]
        if word in group("leaving") or word == "according":
            return True
        if tag == c.ING:
            return word in reporting()
        return tag == c.CONJUNCTION and self._is_new_cue(at + 1)

    def _is_new_cue(self, at: int) -> bool:
        """Tell whether a cue without a subject of its own begins: *and said*, *but has added*."""
        t, tags = self.tagged, self.tagged.tags
        for _ in range(4):
            if tags[at] not in (c.ADVERB, c.HAVE, c.DO, c.NOT):
                break
            at += 1
        return (
            at < len(t.words)
            and tags[at] in c.TENSED
            and t.lower[at] in reporting()
            and tags[at + 1] not in (c.OF, c.CONJUNCTION)
        )

    def phrase(self, first: int, limit: int) -> int:
        """Return where a reported phrase ends: at a pause, a new verb or a new clause."""
        t, tags = self.tagged, self.tagged.tags
        limit = min(limit, first + _WINDOW)
        at = first
        while at < limit:
            after = self._past_quoted(at)
            if after > at:
                if tags[after - 2] == c.COMMA and not self._list_goes_on(after - 1, limit):
                    return min(after, limit)
                at = after
                continue
            tag = tags[at]
            if (
                (tag in (c.SEMICOLON, c.DASH, c.COLON) and at > first)
                or (tag == c.COMMA and not self._list_goes_on(at, limit))
                or tag == c.SUBORDINATOR
                or t.lower[at] in group("movers")
                or (tag == c.CONJUNCTION and self.verb_follows(at + 1))
            ):
                return at
            at += 1
        return limit

    def _list_goes_on(self, comma: int, limit: int) -> bool:
        tags = self.tagged.tags
        at = comma + 1
        if at >= limit:
            return False
        if tags[comma - 1] == c.ADJECTIVE and tags[at] in (c.ADJECTIVE, c.NOUN):
            # *an important, oil-rich ally*
            return True
        if self.phrases.start[at] == at and tags[at] != c.HE:
            after = self.phrases.end[at]
            return after < limit and tags[after] in (c.COMMA, c.CONJUNCTION) and not self.verb_follows(after)
        return tags[at] == c.CONJUNCTION and self.phrases.start[at + 1] == at + 1 and tags[at + 1] != c.HE

    def verb_follows(self, at: int) -> bool:
        """Tell whether a verb or its subject pronoun comes next, apart from adverbs."""
        tags = self.tagged.tags
        for _ in range(4):
            if at >= len(tags) or tags[at] not in (c.ADVERB, c.NOT):
                break
            at += 1
        return at < len(tags) and tags[at] in _PREDICATE_STARTS

    def is_clause(self, at: int, limit: int) -> bool:
        """Tell whether a finite clause begins at token `at`: a noun phrase, then a finite verb.

        An insertion between two commas or a relative clause may separate them.
        """
        t, tags = self.tagged, self.tagged.tags
        if t.lower[at] == "there" or tags[at] == c.HE:
            return True
        stop = self.phrases.after(at, limit)
        if stop == at:
            return False
        for _ in range(2):
            while stop < limit and tags[stop] in (c.ADVERB, c.NOT):
                stop += 1
            if stop >= limit:
                return False
            tag, following = tags[stop], tags[stop + 1]
            if tag in _FINITE:
                return (
                    tag != c.BASE
                    or t.lower[stop - 1].endswith("s")
                    or tags[stop - 1] in (c.HE, c.IT, c.DETERMINER)
                )
            if tag == c.PARTICIPLE:
                # *plans announced by* is no clause, *Lee announced* is one.
                named = t.words[at][0].isupper() and t.lower[min(stop + 1, limit - 1)] != "by"
                return following != c.PREPOSITION or tags[at] == c.HE or named
            if tag != c.COMMA:
                return self._verb_later(stop, limit)
            closing = self.find(stop + 1, min(limit, stop + 25), c.COMMA)
            if (
                closing is None
                or following not in _INSERT_STARTS
                or (following == c.PREPOSITION and closing - stop > 8)
            ):
                return False
            stop = closing + 1
        return False

    def _verb_later(self, at: int, limit: int) -> bool:
        """Tell whether a main verb comes after a relative clause, a participle or a preposition."""
        tags = self.tagged.tags
        if tags[at] in (c.WH_WORD, c.THAT):
            verb = self.find(at + 1, min(limit, at + 8), c.LIKELY_FINITE)
            if verb is None:
                return False
            after = self.find(verb + 2, min(limit, verb + 12), c.SURELY_FINITE)
            return after is not None and tags[after - 1] not in _CLAUSE_STARTS
        if tags[at] in (c.ING, c.PREPOSITION):
            after = self.find(at + 1, min(limit, at + 12), _VERB_OR_BREAK)
            return after is not None and tags[after] in c.SURELY_FINITE
        return False
