"""Cues after or inside their content: *It is over, X said*, *Now, says X, it is*, *according to X*."""

from __future__ import annotations

import attrs

from quotekit.attribution.rules.claims import Claim
from quotekit.attribution.rules.grammar import Outline
from quotekit.attribution.rules.grammar import classes as c
from quotekit.attribution.rules.grammar.phrases import REACH
from quotekit.attribution.rules.grammar.tagged import Range
from quotekit.attribution.rules.grammar.verbgroups import Group
from quotekit.lexicon import group
from quotekit.lexicon.verbs import reporting

_SUBJECT_STARTS = frozenset({c.NAME, c.DETERMINER, c.NOUN, c.HE, c.ADJECTIVE})
_CLAUSE_ENDS = frozenset({c.COMMA, c.STOP, c.SEMICOLON, c.DASH, c.QUOTE})

_MOST_WORDS = 10 * REACH


@attrs.frozen
class Postposed:
    """Read the cues of one text that follow their content or interrupt it."""

    outline: Outline

    def claim(self, verbs: Group, name: str, *, after: int) -> Claim | None:
        """Read *…, X said*; the content may continue after the token `after`."""
        t, tags = self.outline.tagged, self.outline.tagged.tags
        floor, limit = t.sentence_start(verbs.head), t.sentence_end(verbs.head)
        if verbs.mood == "pas" and after == verbs.stop:
            subject = self.outline.subjects.subject(verbs.first)
            if subject is None:
                return None
            return Claim(content=(subject,), cue=verbs.cue, rule="passive/none", word=f"{name}|pas|none")
        if verbs.mood != "fin" or verbs.first <= floor:
            return None
        if tags[verbs.first - 1] == c.COMMA and self.outline.phrases.start[after] == after:
            return None
        source = self.outline.subjects.subject(verbs.first)
        if source is None:
            return None
        after = self.outline.complements.past_adverbs(after, limit)
        lead = source[0] - 1
        word = f"{name}|{verbs.mood}|first"
        if lead >= floor and t.lower[lead] == "as":
            if lead == floor or (lead == floor + 1 and tags[floor] == c.CONJUNCTION):
                return self._as(verbs, name, source, after, limit)
            lead -= 1
            word = f"{name}|as|last"
        if lead < floor or tags[lead] not in (c.COMMA, c.DASH):
            return None
        around = self._around(floor, lead, after, limit, verbless=False)
        if around is None:
            return None
        content, how = around
        return Claim(content=content, cue=verbs.cue, source=source, rule=f"reported/after{how}", word=word)

    def _as(self, verbs: Group, name: str, source: Range, after: int, limit: int) -> Claim | None:
        """Read *As X said, …*."""
        extents = self.outline.extents
        comma = extents.find(after, min(limit, after + 25), c.COMMA)
        if comma is None or comma + 1 >= limit:
            return None
        content = (comma + 1, extents.trimmed(comma + 1, extents.clause(comma + 1, limit)))
        return Claim(
            content=(content,), cue=verbs.cue, source=source, rule="reported/as", word=f"{name}|as|first"
        )

    def inverted(self, verbs: Group, name: str) -> Claim | None:
        """Read *…, said X*."""
        t, tags = self.outline.tagged, self.outline.tagged.tags
        floor, limit = t.sentence_start(verbs.head), t.sentence_end(verbs.head)
        comma, first = verbs.first - 1, verbs.stop
        if comma <= floor or tags[verbs.head] not in c.TENSED or tags[first] not in _SUBJECT_STARTS:
            return None
        stop = self.outline.phrases.source(first, limit)
        follows = tags[stop + 1] if tags[stop] == c.ADVERB else tags[stop]
        if stop == first or follows in c.LIKELY_FINITE:
            return None
        if t.lower[verbs.head] not in ("said", "says"):
            # Other verbs usually follow their subject, unless a name ends the sentence.
            before = self.outline.subjects.subject(verbs.first)
            if tags[first] not in (c.NAME, c.HE) or (before is not None and tags[stop] != c.STOP):
                return None
        stop = max(stop, self.outline.phrases.apposition(stop, limit))
        around = self._around(floor, comma, stop, limit, verbless=False)
        if around is None:
            return None
        content, how = around
        rule, word = f"reported/inverted{how}", f"{name}|fin|inverted"
        return Claim(content=content, cue=verbs.cue, source=(first, stop), rule=rule, word=word)

    def according(self, at: int) -> Claim | None:
        """Read *according to X* before, after or inside its content."""
        t, tags = self.outline.tagged, self.outline.tagged.tags
        if at + 2 >= len(t.words) or t.lower[at + 1] != "to" or t.quote[at] >= 0:
            return None
        floor, limit = t.sentence_start(at), t.sentence_end(at)
        first = at + 2
        stop = self.outline.phrases.source(first, limit)
        if stop == first:
            return None
        opens = at == floor or (at == floor + 1 and tags[floor] == c.CONJUNCTION)
        if opens or (tags[at - 1] in (c.DASH, c.COLON) and t.words[at][0].isupper()):
            stop = max(stop, self._past_apposition(stop, limit))
            comma = self.outline.extents.find(stop, min(limit, stop + 30), c.COMMA)
            if comma is None or comma + 1 >= limit:
                return None
            content = (comma + 1, self.outline.extents.trimmed(comma + 1, min(limit, comma + _MOST_WORDS)))
            source = (first, max(stop, comma) if comma - at < 14 else stop)
            return Claim(content=(content,), cue=(at, first), source=source, rule="according-to/before")
        lead = at - 1 if tags[at - 1] in (c.COMMA, c.DASH) else at
        stop = max(stop, self.outline.phrases.apposition(stop, limit))
        around = self._around(floor, lead, stop, limit, verbless=True)
        if around is None:
            return None
        parts, how = around
        return Claim(content=parts, cue=(at, first), source=(first, stop), rule=f"according-to/after{how}")

    def _past_apposition(self, stop: int, limit: int) -> int:
        """Return where *X, the mayor* ends before another comma: *According to X, the mayor, it is over*."""
        tags, phrases = self.outline.tagged.tags, self.outline.phrases
        end = phrases.apposition(stop, limit)
        if end < limit and tags[end] == c.COMMA:
            return end
        if tags[stop] != c.COMMA:
            return stop
        # *the mayor, our roof opens*: if the second comma cannot close the apposition, the first did.
        end = phrases.after(stop + 1, limit)
        return end if stop + 1 < end < limit and tags[end] == c.COMMA else stop

    def _around(
        self, floor: int, comma: int, after: int, limit: int, *, verbless: bool
    ) -> tuple[tuple[Range, ...], str] | None:
        """Return the content before a comma and, if the sentence goes on after a second one, there too.

        The second item is ``-middle`` in that case. Content on one side alone needs a verb or, if it may be
        `verbless`, at least five words.
        """
        tags, extents = self.outline.tagged.tags, self.outline.extents
        first = self._said_from(floor, comma)
        content = [(first, comma)] if comma > first else []
        later = after
        while later < limit and tags[later] not in _CLAUSE_ENDS and later < after + 20:
            later += 1
        if later < limit - 2 and tags[later] == c.COMMA and not self._is_comment(later + 1):
            stop = extents.trimmed(later + 1, extents.clause(later + 1, limit))
            return (*content, (later + 1, stop)), "-middle"
        has_verb = any(tag in c.MAYBE_FINITE for tag in tags[first : min(comma, first + 60)])
        if (has_verb and comma - first > 2) or (verbless and comma - first > 4):
            return tuple(content), ""
        return None

    def _said_from(self, floor: int, comma: int) -> int:
        """Return where the content before a comma begins: after *but*, a semicolon or a dateline."""
        t, tags = self.outline.tagged, self.outline.tagged.tags
        first = floor
        for opener in "Cc":
            if tags[first] == opener and first + 1 < comma and (opener == c.CONJUNCTION or first > floor):
                first += 1
        first = max(first, comma - _MOST_WORDS)  # bounded first: a sentence may be a book long
        first = max(first, tags.rfind(c.SEMICOLON, first, comma) + 1)
        return min(t.datelines.get(first, first), comma)

    def _is_comment(self, at: int) -> bool:
        """Tell whether the words after a comma are the writer's own rather than more of the content."""
        t, tags = self.outline.tagged, self.outline.tagged.tags
        if t.lower[at] in group("comments") or (tags[at] == c.ING and t.lower[at] in reporting()):
            return True
        return tags[at] == c.CONJUNCTION and self.outline.extents.verb_follows(at + 1)
