"""Speech that no verb of saying introduces: ``"…" (X, baker).``, ``"…," X, a baker.``, ``X nodded. "…"``."""

from __future__ import annotations

import attrs

from quotekit.attribution.rules.claims import Claim
from quotekit.attribution.rules.grammar import Outline
from quotekit.attribution.rules.grammar import classes as c
from quotekit.attribution.rules.grammar.phrases import REACH
from quotekit.attribution.rules.grammar.tagged import Range
from quotekit.lexicon import group
from quotekit.lexicon.nouns import answers

_WORDS = frozenset({"words", "word"})
# What says how somebody's message is: *short and clear*.
_QUALITIES = frozenset({c.ADJECTIVE, c.ADVERB, c.CONJUNCTION})
# The most tokens from *the* to *words* where both are of one phrase: *the last spoken words*.
_BETWEEN = 4
_DESCRIBING = frozenset({c.ADJECTIVE, c.ADVERB, c.NOUN})
# The most words of a sentence that does no more than let somebody speak: *Lee shook her head.*
_SHORT = 12


@attrs.frozen
class Verbless:
    """Read who speaks beside the quoted spans of one text that no cue introduces."""

    outline: Outline

    def claim(self, number: int) -> Claim | None:
        """Read what stands around the outermost quoted span of this number."""
        t = self.outline.tagged
        first, last = t.marks[number]
        if t.quoted[number].close is None or last - first < 3:
            return None
        if t.sentence_start(first) != first:
            return self._given(first, last) or self._ringing(first, last) or self._for(first, last)
        after = self._signed(first, last) or self._theirs(first, last) or self._answered(first, last)
        return after or self._before(number)

    def _claim(self, content: Range, cue: Range | None, source: Range) -> Claim:
        return Claim(content=(content,), cue=cue, source=source, rule="marked/verbless")

    def _signed(self, first: int, last: int) -> Claim | None:
        """Read ``"…" (X, baker).``, where it ends the paragraph, and ``"…," X, a baker.``"""
        t, tags = self.outline.tagged, self.outline.tagged.tags
        low = last + 1
        stop = t.sentence_end(last) if tags[last - 1] == c.COMMA else t.paragraph_end(last)
        stop -= stop > low and tags[stop - 1] == c.STOP
        if stop - low > REACH:
            return None
        if tags[low] == c.OPEN_BRACKET and tags[stop - 1] == c.CLOSE_BRACKET:
            low, stop = low + 1, stop - 1
            # *“The Long Way Home” (Penguin)*, *“Long way home” (Lee, 1971)*, *“It is late.” (Newswire)*
            if stop - low == 1 or t.is_title((first, last + 1)) or c.NUMBER in tags[low:stop]:
                return None
        elif tags[last - 1] != c.COMMA:
            return None
        named = c.NAME in tags[low : min(low + 2, stop)] and tags[low] in (c.NAME, c.DETERMINER)
        if not named or not (c.SURELY_FINITE | {c.QUOTE, c.STOP}).isdisjoint(tags[low:stop]):
            return None
        return self._claim((first, last + 1), None, (low, stop))

    def _theirs(self, first: int, last: int) -> Claim | None:
        """Read ``"…" Those were X's words.`` and ``"…" These are the words of X, a baker.``"""
        t, tags = self.outline.tagged, self.outline.tagged.tags
        low, limit = last + 1, min(t.paragraph_end(last), last + REACH)
        if t.lower[low : low + 1] not in (["those"], ["these"]) or tags[low + 1] != c.BE:
            return None
        owner = next((at for at in range(low + 2, limit) if tags[at] == c.POSSESSIVE), limit)
        words = next((at for at in range(low + 2, limit) if t.lower[at] in _WORDS), limit)
        if low + 2 < owner < words < limit:
            return self._claim((first, last + 1), (words, words + 1), (low + 2, owner))
        source = self._of(words, t.sentence_end(low))
        return source and self._claim((first, last + 1), (words, words + 1), source)

    def _answered(self, first: int, last: int) -> Claim | None:
        """Read ``"…," was X's short reply.`` and ``"…" was the answer of X, a baker.``"""
        t, tags = self.outline.tagged, self.outline.tagged.tags
        low = last + 2
        if tags[last + 1] != c.BE or low >= (limit := t.sentence_end(last + 1)):
            return None
        # Where the noun's phrase begins with its owner, that ends with the possessive.
        stop = self.outline.phrases.end[low]
        noun = next((at for at in range(stop - 1, low, -1) if t.lower[at] in answers()), low)
        if noun == low or t.lower[noun] in group("mottos"):
            # Nobody in particular says a motto.
            return None
        owner = tags.rfind(c.POSSESSIVE, low + 1, noun)
        if owner > low:
            source: Range | None = (low, owner)
        elif t.lower[low] in group("owners"):
            source = (low, low + 1)
        else:
            source = self._of(noun, limit)
        return source and self._claim((first, last + 1), (noun, noun + 1), source)

    def _of(self, noun: int, limit: int) -> Range | None:
        """Return whose words, answer or motto the noun names: *of Ann Lee, a baker,*."""
        t, phrases = self.outline.tagged, self.outline.phrases
        low = noun + 2
        if low >= limit or t.lower[noun + 1] not in ("of", "from"):
            return None
        stop = phrases.after(low, limit)
        return (low, phrases.apposition(stop, limit)) if stop > low else None

    def _before(self, number: int) -> Claim | None:
        """Read ``X nodded. "…"``, ``X's reply was short. "…"`` and ``The answer from X was no. "…"``."""
        t, tags, phrases = self.outline.tagged, self.outline.tagged.tags, self.outline.phrases
        first, last = t.marks[number]
        if not self._alternates(number):
            return None
        low = t.sentence_start(first - 1)
        stop = phrases.after(low, first)
        spoken = [at for at in range(low, stop) if t.lower[at] in answers()]
        owner = tags.find(c.POSSESSIVE, low, stop)
        if owner > low:
            if not spoken or spoken[-1] < owner:
                return None
            return self._claim((first, last + 1), (spoken[-1], stop), (low, owner))
        if spoken and t.lower[spoken[0] + 1] in ("from", "of") and spoken[0] + 2 < stop:
            return self._claim((first, last + 1), (spoken[0], spoken[0] + 1), (spoken[0] + 2, stop))
        if tags[low] not in (c.NAME, c.HE) and tags[stop + 1] != c.NAME:
            return None
        # *The mayor, Ann Lee, nodded.*
        named, verb = phrases.closed_apposition(stop, first)
        if not low < stop <= verb < first or tags[verb] not in c.TENSED | {c.BE}:
            return None
        return self._claim((first, last + 1), (verb, verb + 1), (low, named))

    def _alternates(self, number: int) -> bool:
        """Tell whether a short sentence and a quoted span make up the paragraph, or several such pairs do.

        So in *Lee nodded. "…" Khan did not. "…"*: nobody goes on after the words of somebody else.
        """
        t, tags = self.outline.tagged, self.outline.tagged.tags
        first, last = t.marks[number]
        opens, ends = t.paragraph_start(first), t.paragraph_end(last)
        low = t.sentence_start(first - 1) if first else first
        if not opens <= low < first - 1 or first - low > _SHORT or t.quote[opens] >= 0:
            return False
        if low > opens and not number:
            return False
        before = t.marks[number - 1] if low > opens else None
        after = t.marks[number + 1] if last + 1 < ends and number + 1 < len(t.marks) else None
        return (
            tags[first - 1] == tags[last - 1] == c.STOP
            and (before is None or (before[1] + 1 == low and t.sentence_start(before[0]) == before[0]))
            and (last + 1 == ends if after is None else t.sentence_end(last + 1) == after[0])
        )

    def _given(self, first: int, last: int) -> Claim | None:
        """Read ``X's only reply was "…"``, ``His answer was: "…"`` and ``Her message was clear: "…"``."""
        t, tags = self.outline.tagged, self.outline.tagged.tags
        verb = first - 1 - (tags[first - 1] in (c.COMMA, c.COLON))
        if tags[first - 1] == c.COLON:
            while tags[verb] in _QUALITIES and first - verb < _SHORT:
                verb -= 1
        if verb < 1:
            return None
        low = t.sentence_start(verb)
        if tags[verb] != c.BE or verb - low > REACH or t.lower[verb - 1] not in group("answers"):
            return None
        owner = next((at for at in range(verb - 2, low - 1, -1) if tags[at] not in _DESCRIBING), low - 1)
        if owner >= low and t.lower[owner] in group("owners"):
            return self._claim((first, last + 1), (verb - 1, verb + 1), (owner, owner + 1))
        if owner <= low or tags[owner] != c.POSSESSIVE:
            return None
        named = self.outline.phrases.before(owner, low)
        return named and self._claim((first, last + 1), (verb - 1, verb + 1), named)

    def _ringing(self, first: int, last: int) -> Claim | None:
        """Read ``The last words of X, a fisherman, still ring in the village: "…"``."""
        t, tags = self.outline.tagged, self.outline.tagged.tags
        low = t.sentence_start(first - 1)
        if tags[first - 1] != c.COLON or first - low > REACH:
            return None
        words = next((at for at in range(low, first) if t.lower[at] in _WORDS), first)
        # *The dying words of*, and not *A few words of Spanish*.
        if not 0 < words - low <= _BETWEEN or t.lower[low] != "the":
            return None
        source = self._of(words, first)
        return source and self._claim((first, last + 1), (words, words + 1), source)

    def _for(self, first: int, last: int) -> Claim | None:
        """Read ``For X, a trader, the tax is "theft".``"""
        t, tags = self.outline.tagged, self.outline.tagged.tags
        low = t.sentence_start(first)
        if t.lower[low] != "for" or tags[first - 1] != c.BE or first - low > REACH:
            return None
        if tags[low + 1] not in (c.NAME, c.HIM) or tags[last + 1] != c.STOP:
            return None
        stop = self.outline.phrases.after(low + 1, first)
        stop = self.outline.phrases.apposition(stop, first) if stop > low + 1 else stop
        if stop == low + 1 or tags[stop] != c.COMMA or stop + 1 >= first - 1:
            return None
        return self._claim((stop + 1, last + 1), (low, low + 1), (low + 1, stop))
