"""Sources before a postposition: *Angaben aus Regierungskreisen zufolge*, *der „Zeit“ zufolge*."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set

import attrs

from quotekit.attribution.languages.function_words import CueWords
from quotekit.attribution.languages.noun_phrases import NounPhrases
from quotekit.attribution.languages.tokens import Clauses, joined, place
from quotekit.attribution.learned.offsets import Claimed
from quotekit.document import Quotation, Span, Tokenized
from quotekit.lexicon import Entries, first_words

_LONGEST_NAME = 16
"""No name in marks has more tokens."""

_OPENING, _CLOSING = frozenset('„“"»«‚'), frozenset('“”"«»‘')
"""Marks around a name, of both German ways to turn them."""


@attrs.frozen(kw_only=True)
class Postpositions:
    """Read the phrase before one of the `postpositions` as the source, and the rest of its clause as told.

    `accounts` are nouns for what is told (*Angaben*), behind which a preposition may stand in the phrase.
    """

    phrases: NounPhrases
    postpositions: Set[str]
    accounts: tuple[str, ...]

    @classmethod
    def of(cls, entries: Entries) -> Postpositions:
        """Read a language's words."""
        return cls(
            phrases=NounPhrases.of(entries),
            postpositions=first_words(entries, "behind"),
            accounts=tuple({noun for nouns in CueWords.of(entries).accounts.values() for noun in nouns}),
        )

    def settled(self, tokenized: Tokenized, quotations: Iterable[Quotation]) -> Iterator[Quotation]:
        """Return the quotations, those with a postposition as their cue settled."""
        given, clauses = list(quotations), Clauses(tokenized)
        claimed = Claimed(part for q in given for part in (*q.content, *q.cue, *q.source))
        for quotation in given:
            if quotation.cue and quotation.cue[0].text.lower() in self.postpositions:
                yield self._settled(clauses, quotation, claimed)
            else:
                yield quotation

    def _settled(self, clauses: Clauses, quotation: Quotation, claimed: Claimed) -> Quotation:
        cue, tokens = quotation.cue[0], clauses.tokens
        at = place(tokens, cue.start)
        last = self._before_name(tokens, at)
        first = clauses.start(last)
        begun = self._with_account(tokens, self.phrases.start(tokens, last, first), last, first)
        source = joined(tokens[begun:at])
        if source is None or any(part.start >= cue.end for part in quotation.source):
            return quotation
        sides = (joined(tokens[first:begun]), joined(tokens[at + 1 : clauses.end(at + 1)]))
        told = [part for side in sides if side for part in _told(side, quotation, claimed)]
        return attrs.evolve(quotation, source=(source,), content=tuple(told) or quotation.content)

    def _before_name(self, tokens: Sequence[Span], at: int) -> int:
        """Return the place before a name in marks, if one ends before a token: *der „Zeit“ zufolge*."""
        if at < 1 or tokens[at - 1].text not in _CLOSING:
            return at
        names = range(at - 2, max(at - _LONGEST_NAME, 0), -1)
        opening = next((n for n in names if tokens[n].text in _OPENING), at)
        led = opening < at and tokens[opening - 1].text.lower() in self.phrases.determiners
        return opening - led

    def _with_account(self, tokens: Sequence[Span], begun: int, end: int, floor: int) -> int:
        """Return where a phrase begins that may have a preposition in it: *Berichten aus Kairo*.

        Somebody or something that stands right before a noun such as *Berichten* is none of it.
        """
        if begun == end:
            return begun
        for at in range(begun + 1, end):
            beside = tokens[at - 1].text
            named = beside[0].isupper() and beside.lower() not in self.phrases.determiners
            if named and tokens[at].text.lower().endswith(self.accounts):
                return at
        led = begun - 2 >= floor and tokens[begun - 1].text in self.phrases.prepositions
        if not led or not tokens[begun - 2].text.lower().endswith(self.accounts):
            return begun
        return self._with_account(tokens, self.phrases.start(tokens, begun - 1, floor), begun - 1, floor)


def _told(side: Span, quotation: Quotation, claimed: Claimed) -> tuple[Span, ...]:
    """Return what is told on one side of a cue: all of it, unless another quotation has words there."""
    ahead = side.end <= quotation.cue[0].start
    # What the network found may begin or end farther from the cue, but not nearer.
    kept = tuple(
        Span(part.start, min(part.end, side.end), side.whole)
        if ahead
        else Span(max(part.start, side.start), part.end, side.whole)
        for part in quotation.content
        if part.overlaps(side)
    )
    own = sum(part.overlaps(side) for part in {*quotation.content, *quotation.source})
    if claimed.count(side) > own or "," in side.text or len(kept) > 1:
        return kept
    start, end = min(part.start for part in (side, *kept)), max(part.end for part in (side, *kept))
    return (Span(start, end, side.whole),)
