"""Cues that follow a quotation in marks: ``"…," X said``, ``"…," said X``, ``"…" — X paused — "…"``."""

from __future__ import annotations

import attrs

from quotekit.attribution.rules.claims import Claim
from quotekit.attribution.rules.grammar import Outline
from quotekit.attribution.rules.grammar import classes as c
from quotekit.attribution.rules.grammar.phrases import REACH
from quotekit.attribution.rules.grammar.tagged import Range
from quotekit.lexicon import group
from quotekit.lexicon.verbs import reporting, saying

_CLAUSE_BREAKS = frozenset(
    {c.STOP, c.SEMICOLON, c.COLON, c.DASH, c.QUOTE, c.OPEN_BRACKET, c.CLOSE_BRACKET, c.OTHER}
)
_AFTER_NAME = frozenset({c.STOP, c.COMMA, c.WH_WORD, c.PREPOSITION, c.DATE})
_MAYBE_NAME = frozenset({c.NOUN, c.NAME, c.ADJECTIVE, c.ING, c.BASE, c.THIRD_PERSON})
_MAYBE_VERB = frozenset({c.PAST, c.THIRD_PERSON, c.PARTICIPLE, c.BASE, c.NOUN, c.ING})
_PHRASE_WORDS = frozenset(
    {c.NOUN, c.NAME, c.ADJECTIVE, c.ING, c.BASE, c.DETERMINER, c.NUMBER, c.OF, c.PREPOSITION, c.HYPHEN}
)
_NO_OBJECT = frozenset({c.STOP, c.COMMA, c.PREPOSITION, c.ADVERB, c.QUOTE, c.DASH, c.ING, c.DATE})
_NOT_IN_LEAD = frozenset(
    {
        c.PAST,
        c.THIRD_PERSON,
        c.PARTICIPLE,
        c.BASE,
        c.ING,
        c.MODAL,
        c.BE,
        c.HAVE,
        c.DO,
        c.QUOTE,
        c.COLON,
        c.DASH,
        c.SEMICOLON,
    }
)

_FINITE = c.TENSED_OR_BASE
_HELPERS = frozenset({c.ADVERB, c.MODAL, c.HAVE, c.DO, c.NOT, c.BE, c.DATE})
_LED_IN = frozenset({c.CONJUNCTION, c.ADVERB})
# A lead-in of up to this many words may be part of the quotation.
_SHORT_LEAD = 12


@attrs.frozen(kw_only=True)
class Cue:
    """Hold a cue, the name of the pattern that found it, and its source."""

    name: str
    cue: Range
    source: Range


@attrs.frozen
class Following:
    """Read the cues after quoted spans in one text."""

    outline: Outline

    def claim(self, number: int) -> Claim | None:
        """Read the cue after the outermost quoted span of this number."""
        t, tags = self.outline.tagged, self.outline.tagged.tags
        first, last = t.marks[number]
        limit = min(t.paragraph_end(last), last + 1 + REACH)
        at = last + 1
        if t.quoted[number].close is None or at >= limit:
            return None
        if tags[at] == c.DASH:
            return self._beat(number, at, limit)
        inner = last - 1
        while inner > first and (tags[inner] == c.QUOTE or t.words[inner] in ("'", "’")):
            inner -= 1
        comma = tags[inner] == c.COMMA or tags[at] == c.COMMA
        at += tags[at] == c.COMMA
        if at >= limit or tags[at] == c.QUOTE or not (comma or self._may_end(inner, at)):
            return None
        found = self.cue(at, limit, comma=comma)
        if found is None:
            return None
        start = self._clause_start(first)
        if start < first and tags[inner] != c.COMMA and t.is_title((first, last + 1)):
            return None  # *On her new album, “Way Home”, Lee sighs*
        name = found.name
        if start < first and tags[start] != c.CONJUNCTION:
            if not self._ends_clause(start, found, limit):
                return None
            name = f"clause-{name}"
        return Claim(content=((start, last + 1),), cue=found.cue, source=found.source, rule=f"marked/{name}")

    def _beat(self, number: int, dash: int, limit: int) -> Claim | None:
        """Read what a speaker does between two halves: ``"It will" — and here X paused — "be ours."``."""
        t, tags, phrases = self.outline.tagged, self.outline.tagged.tags, self.outline.phrases
        if number + 1 >= len(t.marks):
            return None
        first, last = t.marks[number + 1]
        low = self._past(dash + 1, limit, _LED_IN)
        stop = phrases.after(low, limit)
        named, after = phrases.closed_apposition(stop, limit)
        verb = self._past(after, limit, _HELPERS)
        if not low < named <= verb < first - 1 < limit or tags[first - 1] != c.DASH:
            return None
        if tags[verb] not in _FINITE or tags[low] == c.HIM or t.quoted[number + 1].close is None:
            return None
        return Claim(
            content=((t.marks[number][0], dash), (first, last + 1)),
            cue=(after, verb + 1),
            source=(low, named),
            rule="marked/beat",
        )

    def _may_end(self, inner: int, at: int) -> bool:
        """Tell whether a cue may follow a quotation that ends with token `inner` and no comma."""
        t = self.outline.tagged
        word = t.words[inner]
        if word[-1] in "?!…" or t.tags[inner] == c.DASH:
            return True
        return word[-1] == "." and (len(word) > 1 or t.words[at][0].islower())

    def _ends_clause(self, start: int, found: Cue, limit: int) -> bool:
        """Tell whether a cue reports a whole clause whose end alone stands in marks."""
        t = self.outline.tagged
        if t.tags[start] in (c.SUBORDINATOR, c.WH_WORD):
            return False
        verb = found.cue[1] - 1
        if found.name == "source-verb":
            return saying(t.lower[verb]) is not None and not self._brings_its_own(verb, limit)
        return found.name == "according-to" or t.lower[verb] in ("said", "says")

    def _clause_start(self, first: int) -> int:
        """Return where the clause that ends with the quoted span at `first` begins; usually at the span."""
        t, tags = self.outline.tagged, self.outline.tagged.tags
        floor = t.sentence_start(first)
        before = tags[first - 1] if first > floor else c.STOP
        if before == c.COMMA:
            # *Sooner or later, "we will win," he said*: the lead-in is said too, unless it is a cue.
            lead = tags[max(floor, first - 1 - _SHORT_LEAD) : first - 1]
            quiet = first - 1 - floor < _SHORT_LEAD and not any(tag in _NOT_IN_LEAD for tag in lead)
            return floor if quiet else first
        if before in _CLAUSE_BREAKS:
            return first
        return max(floor, first - 10 * REACH)

    def cue(self, at: int, limit: int, *, comma: bool) -> Cue | None:
        """Read the cue that starts at token `at`, after a `comma` or directly after the mark."""
        t, phrases = self.outline.tagged, self.outline.phrases
        if t.lower[at] == "according" and at + 2 < limit and t.lower[at + 1] == "to":
            stop = phrases.source(at + 2, limit)
            if stop == at + 2:
                return None
            return Cue(name="according-to", cue=(at, at + 2), source=(at + 2, self._widened(stop, limit)))
        return self._verb_first(at, limit, comma=comma) or self._source_first(at, limit, comma=comma)

    def _verb_first(self, at: int, limit: int, *, comma: bool) -> Cue | None:
        """Read *said X*."""
        t, tags = self.outline.tagged, self.outline.tagged.tags
        verb = self._past(at, limit, c.ADVERB)
        if verb >= limit or tags[verb] not in _FINITE:
            return None
        lemma = saying(t.lower[verb])
        if lemma is None and not comma:
            return None
        name = self._past(verb + 1, limit, c.ADVERB)
        stop = self.outline.phrases.source(name, limit)
        if stop == name:
            return None
        named = tags[name] in (c.NAME, c.HE)
        described = lemma is not None and tags[name] != c.HIM
        ends = tags[stop] in _AFTER_NAME or t.lower[stop] in group("datepoints")
        if named or (
            described
            and (
                lemma in group("inverting")
                or (tags[name] in (c.DETERMINER, c.NOUN, c.NUMBER, c.ADJECTIVE) and ends)
            )
        ):
            return Cue(name="verb-source", cue=(at, verb + 1), source=(name, self._widened(stop, limit)))
        return None

    def _source_first(self, at: int, limit: int, *, comma: bool) -> Cue | None:
        """Read *X said*."""
        t, tags = self.outline.tagged, self.outline.tagged.tags
        stop = self.outline.phrases.after(at, limit)
        if comma and tags[at] in _MAYBE_NAME and tags[stop] not in _HELPERS | _FINITE:
            stop = self._up_to_plainest(at, limit) or stop
        if stop == at or tags[at] == c.HIM:
            return None
        past = self._past_insert(stop, limit)
        if past is None:
            return None
        end, stop = past
        start = self._past_time(stop, limit)
        verb = self._past(start, limit, _HELPERS)
        if verb >= limit or tags[verb] not in _MAYBE_VERB:
            return None
        if t.lower[verb] in ("went", "goes") and t.lower[verb + 1 : verb + 2] == ["on"]:
            verb += 1
        elif not self._is_cue(at, verb, comma=comma):
            return None
        if not comma and t.words[at][0].isupper() and self._brings_its_own(verb, limit):
            return None
        return Cue(name="source-verb", cue=(start, verb + 1), source=(at, end))

    def _is_cue(self, at: int, verb: int, *, comma: bool) -> bool:
        """Tell whether a verb after its subject can introduce a quotation: it has no other complement."""
        t, tags = self.outline.tagged, self.outline.tagged.tags
        if saying(t.lower[verb]) is not None:
            return tags[verb] != c.NOUN or tags[at] in (c.HE, c.NAME)
        known = t.lower[verb] in reporting()
        return comma and (known or (tags[verb] not in (c.NOUN, c.ING) and tags[verb + 1] in _NO_OBJECT))

    def _past(self, at: int, limit: int, classes: str | frozenset[str]) -> int:
        while at < limit and self.outline.tagged.tags[at] in classes:
            at += 1
        return at

    def _past_insert(self, stop: int, limit: int) -> Range | None:
        """Step over what is between a source that ends at `stop` and its verb.

        Return where the extended source ends and where the verb may begin, or None if no verb follows.
        """
        t, tags = self.outline.tagged, self.outline.tagged.tags
        if tags[stop] == c.COMMA:
            closing = self._comma_before_verb(stop, limit)
            if closing is None:
                return None
            return min(max(stop, self.outline.phrases.apposition(stop, limit)), closing), closing + 1
        if tags[stop] in (c.OPEN_BRACKET, c.DASH):
            closing = self.outline.extents.find(
                stop + 1, limit - 1, c.CLOSE_BRACKET if tags[stop] == c.OPEN_BRACKET else c.DASH
            )
            return (stop, closing + 1) if closing is not None else None
        if t.lower[stop : stop + 1] == ["who"]:
            last = None
            for verb in range(stop, limit):
                if tags[verb] in (c.STOP, c.SEMICOLON, c.QUOTE, c.COMMA):
                    break
                if tags[verb] in c.TENSED and saying(t.lower[verb]):
                    last = verb
            return (stop, last) if last is not None else None
        return stop, stop + (tags[stop] == c.HIM)

    def _up_to_plainest(self, at: int, limit: int) -> int | None:
        """Return where *said* or another plain cue begins, if only a name can precede it.

        This reads names with words that look like verbs: *prop Marama Tipene said*.
        """
        t = self.outline.tagged
        for verb in range(at + 1, min(limit, at + 12)):
            if t.lower[verb] in group("plainest"):
                return verb
            if t.tags[verb] not in _PHRASE_WORDS:
                return None
        return None

    def _brings_its_own(self, verb: int, limit: int) -> bool:
        """Tell whether a verb introduces what follows it, and so is not the cue for what precedes it."""
        t, tags, phrases = self.outline.tagged, self.outline.tagged.tags, self.outline.phrases
        after = verb + 1
        if after >= limit:
            return False
        if t.lower[verb] in ("told", "asked") and phrases.start[after] == after:
            after = phrases.after(after, limit)
        if (
            tags[after] in (c.STOP, c.ADVERB)
            or t.sentence_end(verb) <= after
            or t.lower[after] in group("datepoints")
        ):
            return False
        if tags[after] == c.TO and phrases.start[after + 1] == after + 1:
            return False
        return tags[after] not in (c.PREPOSITION, c.DATE, c.COMMA, c.DASH) or (
            tags[after] == c.COMMA and tags[after + 1] == c.QUOTE
        )

    def _past_time(self, at: int, limit: int) -> int:
        """Step over *on Monday* or *in a statement* between a source and its verb."""
        tags, phrases = self.outline.tagged.tags, self.outline.phrases
        for _ in range(2):
            if at < limit and tags[at] == c.DATE:
                at += 1
            elif at + 1 < limit and tags[at] == c.PREPOSITION and tags[at + 1] == c.DATE:
                at += 2
            elif at + 1 < limit and tags[at] == c.PREPOSITION and phrases.start[at + 1] == at + 1:
                after = phrases.after(at + 1, limit)
                if after < limit and tags[after] in _FINITE | _HELPERS:
                    at = after
        return at

    def _comma_before_verb(self, comma: int, limit: int) -> int | None:
        """Return the comma that closes the insertion opened at `comma`: the first one before a cue."""
        t, tags = self.outline.tagged, self.outline.tagged.tags
        for at in range(comma + 1, limit - 1):
            if tags[at] in (c.STOP, c.SEMICOLON, c.QUOTE):
                return None
            if tags[at] == c.COMMA:
                verb = self._past(self._past_time(at + 1, limit), limit - 1, _HELPERS)
                if tags[verb] in _FINITE and t.lower[verb] in reporting():
                    return at
        return None

    def _widened(self, stop: int, limit: int) -> int:
        """Return where a source ends, including the apposition that follows it."""
        return self.outline.phrases.apposition(stop, limit) if stop < limit else stop
