"""Cues that stand before a quotation in marks: ``X said: "…"``, ``X: "…"``, ``according to X, "…"``."""

from __future__ import annotations

import attrs

from quotekit.attribution.rules.claims import Claim
from quotekit.attribution.rules.grammar import Outline
from quotekit.attribution.rules.grammar import classes as c
from quotekit.attribution.rules.grammar.tagged import Range
from quotekit.attribution.rules.grammar.verbgroups import verb_group
from quotekit.lexicon import group
from quotekit.lexicon.turnlabels import sorts_of
from quotekit.lexicon.verbs import saying

CLAUSE_COLON = "marked/clause-colon"
"""The rule of a clause with a colon and no verb of saying: *Lee had one wish: "…"*."""

_BARRIERS = frozenset({c.STOP, c.SEMICOLON, c.QUOTE, c.MODAL, c.BE})
_NAME_LIMITS = frozenset({c.STOP, c.COMMA, c.CONJUNCTION, c.HE, c.NAME})
_TOPICS = frozenset({"on", "about"})

# How many tokens may separate a cue from its colon, and from its comma or mark.
_COLON_REACH, _REACH = 30, 20


@attrs.frozen
class Leading:
    """Read the cues before quoted spans in one text."""

    outline: Outline

    def claim(self, number: int) -> Claim | None:
        """Read the cue before the outermost quoted span of this number, in its paragraph."""
        t = self.outline.tagged
        first, last = t.marks[number]
        at = first - 1
        if at < t.paragraph_start(first):
            return None
        if t.tags[at] not in (c.COMMA, c.COLON) and t.sentence_start(first) == first:
            return None
        low = max(t.paragraph_start(first), t.sentence_start(at))
        if t.tags[at] == c.COLON and "link" in sorts_of(" ".join(t.words[low:at])):
            return None  # *Read also: “We will stay”: Ann Lee on the talks*
        return self.led_by(at, (first, last + 1), low=low, whole=self._is_whole(first, last))

    def led_by(self, at: int, content: Range, *, low: int, whole: bool = True) -> Claim | None:
        """Read the cue that ends at token `at`, perhaps with a comma or colon, and begins at `low` or later.

        `whole` tells whether the content is a sentence of its own.
        """
        t, tags = self.outline.tagged, self.outline.tagged.tags
        mark = tags[at] if tags[at] in (c.COMMA, c.COLON) else ""
        at -= bool(mark)
        if at < low or t.quote[at] >= 0:
            return None
        floor = max(low, at - (_COLON_REACH if mark == c.COLON else _REACH))
        for verb in range(at, floor - 1, -1):
            if tags[verb] in _BARRIERS or t.quote[verb] >= 0:
                break
            if mark and t.lower[verb] == "according" and t.lower[verb + 1] == "to":
                return self._according(verb, at, content)
            # *The so-called law* calls nobody.
            if tags[verb] not in c.VERBS or tags[verb - 1] == c.HYPHEN:
                continue
            lemma = saying(t.lower[verb])
            if lemma is not None and not (mark and verb > floor and tags[verb - 1] == c.WH_WORD):
                claim = self._verb(verb, at, content, mark=mark, low=low, whole=whole)
                if claim is not None or not mark:
                    return claim
                break
            if tags[verb] in (c.PAST, c.THIRD_PERSON, c.BASE) and lemma is None:
                break
        return self._colon(low, at, content) if mark == c.COLON else None

    def _verb(self, verb: int, at: int, content: Range, *, mark: str, low: int, whole: bool) -> Claim | None:
        t, phrases = self.outline.tagged, self.outline.phrases
        if (
            mark
            and low == verb < at
            and t.tags[verb] in c.TENSED
            and phrases.after(verb + 1, at + 1) == at + 1
        ):
            # *Continued Stone: "…"*
            source: Range | None = (verb + 1, at + 1)
            return Claim(
                content=(content,), cue=(verb, verb + 1), source=source, rule="marked/inverted-before"
            )
        if not mark and (not whole or t.is_title(content) or not self._only_object(verb, at)):
            return None
        if mark == c.COMMA and verb < at and t.is_title(content) and t.tags[content[1] - 2] != c.STOP:
            return None  # *Lee wrote the preface to a book, “Way Home”*
        verbs = verb_group(t, verb)
        rule = {c.COLON: "colon", c.COMMA: "comma"}.get(mark, "bare")
        source = self.outline.subjects.of(verbs)
        return Claim(content=(content,), cue=verbs.cue, source=source, rule=f"marked/verb-{rule}")

    def _only_object(self, verb: int, at: int) -> bool:
        """Tell whether nothing but the addressee is between a verb and a quotation."""
        return verb == at or self.outline.phrases.after(verb + 1, at + 1) == at + 1

    def _according(self, cue: int, at: int, content: Range) -> Claim | None:
        stop = self.outline.phrases.after(cue + 2, at + 1)
        if stop == cue + 2:
            return None
        source = (cue + 2, stop)
        return Claim(content=(content,), cue=(cue, cue + 2), source=source, rule="marked/according-to-before")

    def _is_whole(self, first: int, last: int) -> bool:
        """Tell whether a quoted span is a sentence of its own rather than part of one."""
        t = self.outline.tagged
        if first + 1 > last or not t.words[first + 1][0].isupper():
            return False
        return t.tags[last - 1] in (c.STOP, c.COMMA, c.DASH) or t.tags[last + 1] in (c.STOP, c.COMMA)

    def _colon(self, low: int, at: int, content: Range) -> Claim | None:
        """Read ``X: "…"``, *And from X:* and clauses without a reporting verb that end in a colon."""
        t, phrases = self.outline.tagged, self.outline.phrases
        stop = phrases.after(low, at + 1)
        named = phrases.apposition(stop, at) if low < stop < at else stop
        # *Ann Lee, on why she left: "…"*
        on_topic = low < named and t.tags[named] == c.COMMA and t.lower[named + 1] in _TOPICS
        if on_topic or stop == at + 1:
            speaker = (low, t.giver(low, named if on_topic else stop))
            content = content if on_topic else self._headline(content)
            return Claim(content=(content,), cue=(at + 1, at + 2), source=speaker, rule="marked/name-colon")
        source = self.outline.subjects.main(at + 1, low)
        if source is None or "from" in t.lower[low : low + 2] or t.lower[low] == "by":
            for giver in range(low, min(low + 4, at)):
                if t.lower[giver] in group("giving") and phrases.start[giver + 1] == giver + 1:
                    source = (giver + 1, at + 1)
                    return Claim(
                        content=(content,), cue=(giver, giver + 1), source=source, rule="marked/from-colon"
                    )
        if source is None:
            return None
        cue = (source[1], at + 1) if source[1] <= at else (at + 1, at + 2)
        return Claim(content=(content,), cue=cue, source=source, rule=CLAUSE_COLON)

    def _headline(self, content: Range) -> Range:
        """Include the rest of a headline: *Ann Lee: 'No idea' where it went*."""
        t = self.outline.tagged
        first, stop = content
        end = t.sentence_end(stop - 1)
        return (first, end) if stop < end and t.tags[stop] not in _NAME_LIMITS else content
