"""Pronouns that are sources by their case or place: *sagte er der Zeitung*, *podle něj*."""

from __future__ import annotations

import attrs

from quotekit.attribution.languages.function_words import Pronouns
from quotekit.attribution.languages.tokens import Context, joined, rest
from quotekit.document import Quotation, Span
from quotekit.lexicon import Entries


@attrs.frozen
class PronounSources:
    """Find the pronouns that are sources whatever the network has read as one."""

    pronouns: Pronouns

    @classmethod
    def of(cls, entries: Entries) -> PronounSources:
        """Read a language's words."""
        return cls(Pronouns.of(entries))

    def subject(self, context: Context) -> Span | None:
        """Return the pronoun after a cue that follows its content, unless it is in the source already."""
        quotation = context.quotation
        if quotation.content[0].start > context.cue.start:
            return None
        after = context.after(context.cue)
        told = any(part.start <= after.start for part in quotation.source)
        return after if after.text in self.pronouns.nominative and not told else None

    def according(self, context: Context) -> Quotation:
        """Return a quotation with the pronoun in or beside a cue like *podle* as its source."""
        quotation = context.quotation
        if len(quotation.cue) != 1:
            return quotation
        cue = context.cue
        within = context.within(cue.start, cue.end)
        after = context.after(cue)
        beside = (after,) if quotation.source else (context.before(cue), after)
        pronoun = next((token for token in (*within[1:], *beside) if self._is_oblique(token)), None)
        # *laut seinem Anwalt*: no pronoun, but a word of the source.
        if pronoun is None or any(
            pronoun.end < part.end and pronoun.overlaps(part) for part in quotation.source
        ):
            return quotation
        left = joined([token for token in within if token.end <= pronoun.start])
        right = joined([token for token in within if token.start >= pronoun.end])
        return attrs.evolve(
            quotation,
            cue=tuple(part for part in (left, right) if part),
            source=(pronoun,),
            content=tuple(_without(part, pronoun) for part in quotation.content),
        )

    def _is_oblique(self, token: Span) -> bool:
        return token.text.lower() in self.pronouns.oblique


def _without(part: Span, pronoun: Span) -> Span:
    """Return a part of a content that does not begin with a pronoun."""
    begins = part.start == pronoun.start and part.end != pronoun.end
    return rest(part, pronoun.end) if begins else part
