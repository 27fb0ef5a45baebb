"""Where reported speech without marks ends: at a semicolon, and before a clause about who speaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

import attrs

from quotekit.attribution.languages.function_words import FunctionWords
from quotekit.attribution.learned.offsets import Marks
from quotekit.document import Quotation, Span
from quotekit.lexicon import Entries, first_words


@attrs.frozen
class ReportEnds:
    """Remove from reports what the writer says after them in the same sentence.

    That is what stands behind a semicolon, where a clause was told: *said that it rained; the mayor denies
    it*, unless it goes on with a word of `opening` (*that it rained; that it snowed*). Behind who speaks it
    may also be a clause that begins with a word of `asides`: *It rains, said Lee, who lives there*.
    """

    opening: Set[str]
    asides: Set[str]

    @classmethod
    def of(cls, entries: Entries) -> ReportEnds:
        """Read a language's words."""
        words = FunctionWords.of(entries)
        return cls(words.opening, (words.relatives | first_words(entries, "aside")) - words.opening)

    def ended(self, quotations: Iterable[Quotation], marks: Marks) -> Iterator[Quotation]:
        """Return the quotations, their reports ended; what stands in marks is always told."""
        for quotation in quotations:
            yield self._ended(quotation, marks) if quotation.cue else quotation

    def _ended(self, quotation: Quotation, marks: Marks) -> Quotation:
        told = max(part.end for part in (*quotation.cue, *quotation.source))
        first, *others = quotation.content
        if first.end <= quotation.cue[0].start:
            others = [part for part in others if marks.over(part) or not self._is_next(part, told)]
        elif self._opens(first) and not marks.over(first):
            first = self._before_semicolon(first)
        content = (first, *others)
        return quotation if content == quotation.content else attrs.evolve(quotation, content=content)

    def _opens(self, part: Span) -> bool:
        """Tell whether a content is a clause that a conjunction opens: *that it rained*."""
        return part.text.lower().startswith(tuple(f"{word} " for word in self.opening))

    def _is_next(self, part: Span, told: int) -> bool:
        """Tell whether an unmarked part behind who speaks is a clause of its own."""
        if part.start < told:
            return False
        first = part.text.lstrip(" ,;").lower().split(maxsplit=1)[:1]
        return ";" in part.whole[told : part.start + 1] or not self.asides.isdisjoint(first)

    def _before_semicolon(self, part: Span) -> Span:
        """Return a clause up to the first semicolon that no further one like it follows."""
        at = part.text.find(";")
        while at >= 0:
            words = part.text[at + 1 :].lower().split(maxsplit=2)[:2]
            if self.opening.isdisjoint(words):
                return Span(part.start, part.start + at, part.whole)
            at = part.text.find(";", at + 1)
        return part
