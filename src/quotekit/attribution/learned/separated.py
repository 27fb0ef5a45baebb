"""Cues in two parts: German *teilte … mit*, *wie … berichtet*; the network reads the first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

import attrs

from quotekit.document import Quotation, Span, Tokenized
from quotekit.lexicon import Entries, first_words

_REACH = 400
"""No clause is longer than so many characters."""

_PAUSES = frozenset(',.:;!?…–—()"“”„«»‚‘’')


@attrs.frozen
class Separated:
    """Add the second parts of cues in a language whose verbs stand last or have particles that do."""

    particles: frozenset[str]
    comments: frozenset[str]
    ends: frozenset[str]

    @classmethod
    def of(cls, entries: Entries) -> Separated:
        """Read a language's words."""
        particles, comments, joining = (
            first_words(entries, sort) for sort in ("particle", "comment", "joining")
        )
        return cls(particles, comments if particles else frozenset(), _PAUSES | joining)

    def completed(self, tokenized: Tokenized, quotations: Iterable[Quotation]) -> Iterator[Quotation]:
        """Return the quotations, those with a cue of one part with its second part, if it has one."""
        for quotation in quotations:
            more = self._more(tokenized, quotation) if len(quotation.cue) == 1 and self.particles else ()
            yield attrs.evolve(quotation, cue=_joined(*quotation.cue, *more)) if more else quotation

    def _more(self, tokenized: Tokenized, quotation: Quotation) -> tuple[Span, ...]:
        """Return the particle or the verb with which a cue's clause ends."""
        [cue] = quotation.cue
        tokens = tokenized.tokens
        first = bisect_left(tokens, cue.end, key=lambda token: token.start)
        said = min(
            (part.start for part in quotation.content if part.start >= cue.end), default=cue.end + _REACH
        )
        # The commas of an apposition are the source's own: *wie der Leiter, Ida Moll, sagte*.
        source = max((part.end for part in quotation.source if part.start >= cue.end), default=0)
        last = first
        while (
            last < len(tokens)
            and tokens[last].start < said
            and (tokens[last].text not in self.ends or tokens[last].start < source)
        ):
            last += 1
        clause = [token for token in tokens[first:last] if token.start >= source]
        if clause and clause[-1].text in self.particles:
            return (clause[-1],)
        if clause and cue.text.lower() in self.comments:
            begun = clause[-2:] if clause[-2:][0].text in self.particles else clause[-1:]
            return (Span(begun[0].start, begun[-1].end, cue.whole),)
        return ()


def _joined(first: Span, second: Span) -> tuple[Span, ...]:
    """Return the two parts, as one where nothing is between them."""
    if first.whole[first.end : second.start].strip():
        return first, second
    return (Span(first.start, second.end, first.whole),)
