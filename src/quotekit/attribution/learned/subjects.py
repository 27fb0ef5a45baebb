"""Sources that a pronoun's case decides: *sagte er der Zeitung*, *мне сказали*."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Set

import attrs

from quotekit.document import Quotation, Span, Tokenized


@attrs.frozen
class Subjects:
    """Settle who speaks and who is spoken to by the pronouns of a language.

    `nominative` pronouns are subjects, and `dative` ones are not. After one of the words `according`
    a dative is the source all the same: *laut ihm*.
    """

    nominative: frozenset[str]
    dative: frozenset[str]
    according: Set[str]

    @classmethod
    def of(cls, entries: Mapping[str, tuple[tuple[str, ...], ...]], *, according: Set[str]) -> Subjects:
        """Read a language's words."""
        nominative, dative, impersonal = (
            frozenset(row[0] for row in entries.get(sort, ())) for sort in ("pronoun", "dative", "impersonal")
        )
        return cls(nominative - impersonal, dative, according)

    def settled(self, tokenized: Tokenized, quotations: Iterable[Quotation]) -> Iterator[Quotation]:
        """Return the quotations, with the pronoun right after the cue as their source, and no dative."""
        for quotation in quotations:
            if pronoun := self._subject(tokenized, quotation):
                yield attrs.evolve(quotation, source=(pronoun,))
            elif quotation.cue and self._is_addressed(quotation):
                yield attrs.evolve(quotation, source=())
            else:
                yield quotation

    def _subject(self, tokenized: Tokenized, quotation: Quotation) -> Span | None:
        """Return the pronoun after a cue that follows its content, unless it is in the source already."""
        if len(quotation.cue) != 1 or quotation.content[0].start > quotation.cue[0].start:
            return None
        [cue] = quotation.cue
        at = bisect_left(tokenized.tokens, cue.end, key=lambda token: token.start)
        [after] = tokenized.tokens[at : at + 1] or [cue]
        if after.text not in self.nominative or any(part.start <= after.start for part in quotation.source):
            return None
        return after

    def _is_addressed(self, quotation: Quotation) -> bool:
        words = [part.text.lower() for part in quotation.source]
        [cue, *_] = quotation.cue
        return len(words) == 1 and words[0] in self.dative and cue.text.lower() not in self.according
