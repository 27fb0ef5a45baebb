"""Subjects: the way from a verb back to its subject."""

from __future__ import annotations

import attrs

from quotekit.attribution.rules.grammar import classes as c
from quotekit.attribution.rules.grammar.phrases import CLAUSE_OPENERS, REACH, Phrases
from quotekit.attribution.rules.grammar.tagged import Range, Tagged
from quotekit.attribution.rules.grammar.verbgroups import HELPERS, Group
from quotekit.lexicon import group

_INSIDE_RELATIVE = frozenset({c.PAST, c.PARTICIPLE, c.THIRD_PERSON, c.BASE, c.HIM})
_PHRASE_STARTS = frozenset({c.DETERMINER, c.NOUN, c.NAME, c.NUMBER, c.ADJECTIVE})
_NO_HEAD_BEFORE = frozenset({c.COMMA, c.DASH, c.CONJUNCTION, c.SUBORDINATOR, c.PREPOSITION})
_CLAUSE_ENDS = frozenset({c.COMMA, c.STOP, c.SEMICOLON, c.DASH, c.QUOTE, c.COLON})
_SUBJECT_LIMITS = c.PUNCTUATION | {c.CONJUNCTION, c.DATE, c.ADVERB}
_PHRASE_ENDS = frozenset(
    {
        c.NOUN,
        c.NAME,
        c.HE,
        c.IT,
        c.DETERMINER,
        c.POSSESSIVE,
        c.HIM,
        c.DATE,
        c.NUMBER,
        c.CLOSE_BRACKET,
        c.COMMA,
        c.QUOTE,
        c.ADJECTIVE,
    }
)

_BOUNDARIES = CLAUSE_OPENERS | {c.ADVERB}
_MOST_COMMAS = 5


@attrs.frozen
class Subjects:
    """Find the subjects of verbs in one text.

    `spoken` maps the number of a sentence with quoted speech to the last token of its cue and to its source.
    """

    tagged: Tagged
    phrases: Phrases
    spoken: dict[int, tuple[int, Range]] = attrs.field(factory=dict)

    def of(self, verbs: Group) -> Range | None:
        """Return the subject of a verb, its own or one that it shares with an earlier verb."""
        t = self.tagged
        floor = t.sentence_start(verbs.head)
        if verbs.mood in ("fin", "pas"):
            return self.subject(verbs.first)
        if verbs.first <= floor:
            return self._after_comma(verbs)
        if verbs.mood == "ing" and t.tags[verbs.first - 1] not in _NO_HEAD_BEFORE:
            # *a statement saying*, *lawmakers calling for*
            found = self.phrases.before(self.phrases.skip_time(verbs.first, floor), floor)
            if found is not None:
                return found
        return self.main(verbs.first, floor) or self._after_comma(verbs)

    def _after_comma(self, verbs: Group) -> Range | None:
        """Return the subject after the comma: *Saying that it was late, Lee left*."""
        t = self.tagged
        limit = min(t.sentence_end(verbs.head), verbs.head + REACH)
        for at in range(verbs.head + 1, limit - 1):
            if t.tags[at] == c.COMMA and self.phrases.start[at + 1] == at + 1:
                return at + 1, self.phrases.after(at + 1, limit)
        return None

    def subject(self, first: int, *, shared: bool = True) -> Range | None:
        """Return the phrase before token `first` that is the subject of the verb group there.

        `shared` allows the subject of an earlier verb: *Lee smiled and said*.
        """
        t, tags = self.tagged, self.tagged.tags
        floor = t.sentence_start(first)
        if first <= floor:
            return None
        stop = self.phrases.skip_time(first, floor)
        link = tags[stop - 1]
        if link == c.QUOTE:
            return self._over_quoted(stop, floor, shared=shared)
        if link == c.COMMA:
            return self._over_commas(stop - 1, floor, shared=shared)
        if link in (c.DASH, c.CLOSE_BRACKET):
            return self._over_marks(stop - 1, floor, opener=c.DASH if link == c.DASH else c.OPEN_BRACKET)
        if link == c.CONJUNCTION:
            return self.main(stop - 1, floor) if shared else None
        if link in (c.WH_WORD, c.THAT):
            return (stop - 1, stop) if t.lower[stop - 1] in group("relatives") else None
        if link in (c.PAST, c.THIRD_PERSON, c.BASE):
            # *People who live there say*
            return self._antecedent(stop - 1, floor, stop)
        if link == c.HIM and t.lower[stop - 1].endswith("self"):
            return self.phrases.before(stop - 1, floor) or self.phrases.before(stop, floor)
        found = self.phrases.before(stop, floor)
        if found is None and link == c.PARTICIPLE and self.phrases.start[stop - 2] >= 0:
            # *Polls released on Sunday showed*
            found = self.phrases.before(stop - 1, floor)
            return (found[0], first) if found is not None else None
        return self._widened(found, floor) if found is not None else None

    def _widened(self, found: Range, floor: int) -> Range:
        """Return the whole subject, of which only the end was found: *people who came to town*."""
        tags = self.tagged.tags
        first, stop = found
        before = first - 1
        if before <= floor or tags[first] in (c.HE, c.IT):
            return found
        if tags[before] in _INSIDE_RELATIVE:
            return self._antecedent(before, floor, stop) or found
        if tags[before] == c.PREPOSITION:
            left = self.phrases.before(before, floor)
            if left is not None and self.phrases.opens_clause(left[0], floor):
                return left[0], stop
        return found

    def _antecedent(self, verb: int, floor: int, stop: int) -> Range | None:
        """Return the phrase whose relative clause contains a verb and ends before token `stop`."""
        tags = self.tagged.tags
        for at in range(verb - 1, max(floor, verb - 12), -1):
            if tags[at] in _CLAUSE_ENDS:
                return None
            if tags[at] == c.WH_WORD and self.tagged.lower[at] in group("relatives"):
                left = self.phrases.before(at, floor)
                return (left[0], stop) if left is not None else None
        return None

    def _over_quoted(self, stop: int, floor: int, *, shared: bool) -> Range | None:
        """Return the subject that ends with a quoted span: *Ann Lee, known as "Red," said*."""
        t, tags = self.tagged, self.tagged.tags
        number = t.quote[stop - 1]
        opening = t.marks[number][0] if number >= 0 else stop - 1
        if opening <= floor:
            return None
        if tags[stop - 2] == c.COMMA:
            return self._over_commas(stop - 2, floor, shared=shared)
        if self.phrases.start[opening - 1] >= 0:
            return self.phrases.before(opening, floor)
        return (
            (opening, stop)
            if tags[opening - 1] in (c.PREPOSITION, c.PAST, c.THIRD_PERSON, c.PARTICIPLE)
            else None
        )

    def _over_commas(self, comma: int, floor: int, *, shared: bool) -> Range | None:
        """Return the subject before an insertion between two commas: *Lee, who won, said*."""
        tags = self.tagged.tags
        low = max(floor, comma - REACH)
        opening = tags.rfind(c.COMMA, low, comma)
        if opening > low and tags[opening - 1] == c.CONJUNCTION:
            # *stood up and, citing the law, refused*
            return self.main(opening - 1, floor) if shared else None
        fallback = None
        at = comma
        for _ in range(_MOST_COMMAS):
            semicolon = tags.rfind(c.SEMICOLON, low, at)
            at = tags.rfind(c.COMMA, max(low + 1, semicolon + 1), at)
            if at < 0:
                break
            found = self.phrases.before(at, floor)
            if found is None:
                continue
            if found[0] <= floor or tags[found[0] - 1] in _BOUNDARIES - {c.COMMA}:
                return self._with_apposition(found, at, comma)
            if tags[found[0] - 1] == c.COMMA:
                # *in Aurora, Colorado, said*: somebody who can speak may come further left.
                if fallback is None or tags[found[0]] == c.NAME:
                    fallback = self._with_apposition(found, at, comma)
            elif fallback is None and tags[found[0]] in (c.NAME, c.DETERMINER, c.HE):
                fallback = self._with_apposition(found, at, comma)
        if fallback is None and tags[comma - 1] != c.DATE:
            return self.phrases.before(comma, floor)
        return fallback

    def _with_apposition(self, found: Range, comma: int, last: int) -> Range:
        """Widen a subject by the apposition between two commas, if it is one."""
        if self.tagged.tags[comma + 1] in _PHRASE_STARTS:
            stop = self.phrases.apposition(comma, last)
            if stop > comma:
                return found[0], stop
        return found

    def _over_marks(self, mark: int, floor: int, *, opener: str) -> Range | None:
        """Return the subject before an insertion between two dashes or brackets."""
        at = self.tagged.tags.rfind(opener, max(floor + 1, mark - REACH), mark)
        return self.phrases.before(at, floor) if at >= 0 else None

    def main(self, stop: int, floor: int) -> Range | None:
        """Return the subject of the last main clause before token `stop`.

        Clauses after *because*, *that* or *who*, and those directly after a verb (*says he won*), are skipped
        unless there is no other.
        """
        t, tags = self.tagged, self.tagged.tags
        low = max(floor, stop - 2 * REACH)
        spoken = self.spoken.get(t.sentence[stop - 1]) if stop else None
        if spoken is not None and spoken[0] < stop < spoken[0] + REACH:
            return spoken[1]
        fallback = None
        at = stop - 1
        while at >= low:
            if tags[at] not in c.MAYBE_FINITE or (t.quote[at] >= 0 and t.quote[at] != t.quote[stop - 1]):
                at -= 1
                continue
            first = at
            while first - 1 >= low and tags[first - 1] in HELPERS:
                first -= 1
            at = first - 1
            if first <= low or tags[first - 1] not in _PHRASE_ENDS:
                continue
            found = self.subject(first, shared=False)
            if found is None:
                continue
            before = tags[found[0] - 1] if found[0] > floor else c.STOP
            if before in _SUBJECT_LIMITS:
                return found
            if fallback is None and before in (c.SUBORDINATOR, c.THAT, c.WH_WORD):
                fallback = found
            at = min(at, found[0] - 1)
        return fallback
