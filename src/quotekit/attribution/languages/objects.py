"""Contents that are a verb's object, without a clause or marks of their own: *signed the contract*."""

from __future__ import annotations

from collections.abc import Set

import attrs

from quotekit.attribution.languages.function_words import CueWords, FunctionWords
from quotekit.attribution.learned.offsets import Marks
from quotekit.document import Quotation, Span
from quotekit.lexicon import Entries, first_words


@attrs.frozen(kw_only=True)
class Objects:
    """Tell objects from what is said, in a language that parts a clause from its verb.

    Everywhere but in English a pause or a conjunction does; if the clauses are not `parted`, no content is
    known to be an object. With a verb of `deeds` one is what is done: *podepsal smlouvu*.
    """

    words: FunctionWords
    cues: CueWords
    deeds: Set[str]
    parted: bool

    @classmethod
    def of(cls, entries: Entries, *, parted: bool) -> Objects:
        """Read a language's words."""
        return cls(
            words=FunctionWords.of(entries),
            cues=CueWords.of(entries),
            deeds=first_words(entries, "deed"),
            parted=parted,
        )

    def is_object(self, quotation: Quotation) -> bool:
        """Tell whether a quotation's content is an object right behind its verb or source."""
        [content, *_], [cue, *_] = quotation.content, quotation.cue
        told = (part.end for part in (*quotation.cue, *quotation.source) if part.end <= content.start)
        between = content.whole[max(told, default=content.start) : content.start]
        if not self.parted or cue.end > content.start or between.strip():
            return False
        begins = content.text.lower().split(maxsplit=1)[0]
        return (
            cue.text[-1].isalnum()
            and begins[0].isalnum()
            and begins not in self.words.opening
            and cue.text.lower().split()[0] not in self.cues.according
        )

    def is_deed(self, quotation: Quotation) -> bool:
        """Tell whether a cue with an object is a deed by its verb."""
        verbs = quotation.cue[0].text.lower().split()
        return not self.deeds.isdisjoint(verbs) and self.is_object(quotation)

    def without_object(self, quotation: Quotation, marks: Marks) -> Quotation:
        """Return a quotation without its verb's object before speech: *criticised the plan: “No.”*"""
        first, *others = quotation.content
        over = marks.over(first)
        start = over[0].span.start if over else first.start
        announced = first.whole[first.start : start].rstrip().endswith(":")
        if announced and quotation.cue and self.is_object(quotation):
            return attrs.evolve(quotation, content=(Span(start, first.end, first.whole), *others))
        return quotation
