"""What stands at the edges of contents, cues and sources, and is none of them: commas, clauses, brackets."""

from __future__ import annotations

from collections.abc import Iterable, Set

import attrs
import regex

from quotekit.attribution.languages.tokens import rest
from quotekit.document import Quotation, Span
from quotekit.lexicon import Entries, first_phrases, first_words

_BRACKETS = (("«", "»"), ("(", ")"))
"""The network leaves the second of a pair out of a source: *«Час* of *«Час»*, *Moll (44* of *Moll (44)*."""

_NAMES = regex.compile(r"\.(?:\s\p{Lu}[\p{L}'’-]*){1,4}")
"""The names behind a title that is cut short, with its full stop: *митр. Иларион*."""


@attrs.frozen
class Trimming:
    """Trim quotations by the words of a language.

    Phrases of `manner` say how something is said (*в один голос*), and are no source. A clause that
    `relative` matches tells more of a source, and is none of it: *who lives there* in *said Ida Moll, who
    lives there*. A title that is cut short like one of the `abbreviations` is not all of a source.
    """

    manner: tuple[str, ...]
    relative: regex.Pattern[str]
    abbreviations: Set[str]

    @classmethod
    def of(cls, entries: Entries) -> Trimming:
        """Read a language's words."""
        relatives = "|".join(first_phrases(entries, "relative"))
        # A comma, perhaps a preposition, a relative pronoun, and a word that is no name.
        clause = regex.compile(rf",\s+(?:\p{{L}}{{1,5}}\s+)?(?:{relatives})\s+\p{{Ll}}")
        return cls(first_phrases(entries, "manner"), clause, first_words(entries, "abbreviation"))

    def trimmed(self, quotation: Quotation) -> Quotation:
        """Return a quotation with no comma before its content, and nothing behind the words of its source."""
        return attrs.evolve(
            quotation,
            content=tuple(map(_begun, quotation.content)),
            cue=tuple(map(_told, quotation.cue)),
            source=tuple(
                self._named(self._ended(part), quotation.content)
                for part in quotation.source
                if part.text.lower() not in self.manner
            ),
        )

    def _named(self, source: Span, content: Iterable[Span]) -> Span:
        """Return a source that ends with a title cut short together with the names behind it."""
        names = _NAMES.match(source.whole, source.end)
        if names is None or source.text.lower().rpartition(" ")[2] not in self.abbreviations:
            return source
        full = Span(source.start, names.end(), source.whole)
        return source if any(full.overlaps(part) for part in content) else full

    def _ended(self, source: Span) -> Span:
        """Return a source up to a relative clause or a phrase of manner, with its closing bracket."""
        clause = self.relative.search(source.whole, source.start + 1, source.end)
        end = clause.start() if clause else source.end
        said = source.whole[source.start : end].lower()
        end -= next((len(how) + 1 for how in self.manner if said.endswith(f" {how}")), 0)
        for opens, closes in _BRACKETS:
            within = source.whole[source.start : end]
            end += source.whole.startswith(closes, end) and within.count(opens) > within.count(closes)
        return Span(source.start, end, source.whole)


def _begun(content: Span) -> Span:
    """Return a content without a comma before it, unless there is nothing else."""
    words = rest(content, content.start, " ,")
    return words if words.text else content


def _told(cue: Span) -> Span:
    """Return a cue, or the colon of *Ida Moll (44):* if the bracket was read as one."""
    colon = cue.whole.find(":", cue.start, cue.start + 2)
    return Span(colon, colon + 1, cue.whole) if cue.text[0] == ")" and colon > 0 else cue
