"""Cues in two parts: *teilte … mit*, *wie … berichtet*, *zitiert … mit den Worten*; the network reads one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

import attrs

from quotekit.attribution.languages.function_words import CueWords
from quotekit.attribution.languages.tokens import PAUSES, place, rest
from quotekit.document import Quotation, Span, Tokenized
from quotekit.lexicon import Entries, first_phrases, first_words

_LONGEST_CLAUSE = 400
"""No clause has more characters."""

_LONGEST_VERB = 3
"""No verb at the end of a comment has more words: *wie sie gesagt haben soll*."""

_BREAKS = frozenset(',.:;!?…–—()"“”„«»‚‘’')
"""Tokens that a clause does not go beyond."""


@attrs.frozen
class DiscontinuousCues:
    """Add the second parts of cues in a language with separable verbs.

    A clause ends in one of the `particles` of its verb or, where it begins with one of the `comments`, in the
    verb itself. Words of `ends` begin another clause.
    """

    particles: Set[str]
    comments: Set[str]
    ends: Set[str]

    @classmethod
    def of(cls, entries: Entries) -> DiscontinuousCues:
        """Read a language's words."""
        return cls(
            particles=first_words(entries, "particle"),
            comments=CueWords.of(entries).comments,
            ends=_BREAKS | first_words(entries, "joining"),
        )

    def completed(self, tokenized: Tokenized, quotations: Iterable[Quotation]) -> Iterator[Quotation]:
        """Return the quotations, those with a cue of one part with its second part, if it has one."""
        whole = [self._completed(tokenized, quotation) for quotation in quotations]
        seconds = {part for quotation in whole for part in quotation.cue[1:]}
        # Of *wie sie sagte* the verb may have been read as a cue of its own too.
        return (quotation for quotation in whole if seconds.isdisjoint(quotation.cue[:1]))

    def _completed(self, tokenized: Tokenized, quotation: Quotation) -> Quotation:
        if len(quotation.cue) != 1 or not self.particles:
            return quotation
        quotation = self._with_verb(quotation)
        second = self._second(tokenized, quotation) if len(quotation.cue) == 1 else None
        return attrs.evolve(quotation, cue=_both(quotation.cue[0], second)) if second else quotation

    def _with_verb(self, quotation: Quotation) -> Quotation:
        """Return a quotation with the verb of *wie X sagte* in its cue where a content begins with it."""
        [cue], source = quotation.cue, max((part.end for part in quotation.source), default=0)
        if cue.text.lower() not in self.comments or source < cue.end:
            return quotation
        for number, part in enumerate(quotation.content):
            verb, comma, _ = part.text.partition(",")
            follows = part.start >= source and not part.whole[source : part.start].strip()
            if follows and comma and len(verb.split()) <= _LONGEST_VERB:
                content = list(quotation.content)
                content[number] = rest(part, part.start + len(verb), PAUSES)
                second = Span(part.start, part.start + len(verb), part.whole)
                return attrs.evolve(quotation, cue=(cue, second), content=tuple(content))
        return quotation

    def _second(self, tokenized: Tokenized, quotation: Quotation) -> Span | None:
        """Return the particle or the verb with which a cue's clause ends."""
        [cue] = quotation.cue
        tokens = tokenized.tokens
        said = (part.start for part in quotation.content if part.start >= cue.end)
        stop = min(said, default=cue.end + _LONGEST_CLAUSE)
        # The commas of an apposition are the source's own: *wie der Leiter, Ida Moll, sagte*.
        source = max((part.end for part in quotation.source if part.start >= cue.end), default=0)
        first = last = place(tokens, cue.end)
        while (
            last < len(tokens)
            and tokens[last].start < stop
            and (tokens[last].text not in self.ends or tokens[last].start < source)
        ):
            last += 1
        clause = [token for token in tokens[first:last] if token.start >= source]
        if clause and clause[-1].text in self.particles:
            return clause[-1]
        if clause and cue.text.lower() in self.comments:
            # *wie das Amt bekannt gab*
            begun = clause[-2] if clause[-2:][0].text in self.particles else clause[-1]
            return Span(begun.start, clause[-1].end, cue.whole)
        return None


@attrs.frozen
class QuotedWordings:
    """Put the source right where somebody else is said to be quoted: *zitiert einen Wirt mit den Worten*.

    Whoever stands between a verb that begins with a stem of `quoting` and one of the `wordings` speaks.
    """

    quoting: tuple[str, ...]
    wordings: tuple[str, ...]

    @classmethod
    def of(cls, entries: Entries) -> QuotedWordings:
        """Read a language's words."""
        return cls(tuple(first_words(entries, "quoting")), first_phrases(entries, "wordings"))

    def settled(self, quotation: Quotation) -> Quotation:
        """Return a quotation with whoever is quoted as its source, and not who quotes."""
        if len(quotation.cue) != 1 or not quotation.cue[0].text.lower().startswith(self.quoting):
            return quotation
        [cue] = quotation.cue
        clause = cue.whole[cue.end : cue.end + _LONGEST_CLAUSE].partition(":")[0].partition(",")[0]
        wording = next((words for words in self.wordings if clause.lower().endswith(f" {words}")), "")
        end = cue.end + len(clause)
        content = tuple(rest(part, end, PAUSES) for part in quotation.content if part.end > end)
        if not wording or not content:
            return quotation
        second = Span(end - len(wording), end, cue.whole)
        # *„Ja“, zitiert die Zeitung Ida Moll mit den Worten*; the source may be that already.
        begin = max((part.end for part in quotation.source if part.end < second.start), default=cue.end)
        named = cue.whole[max(begin, cue.end) : second.start].strip()
        start = second.start - len(named) - 1
        source = (Span(start, start + len(named), cue.whole),) if named else quotation.source
        return attrs.evolve(quotation, cue=(cue, second), source=source, content=content)


def _both(first: Span, second: Span) -> tuple[Span, ...]:
    """Return the two parts, as one where nothing is between them."""
    if first.whole[first.end : second.start].strip():
        return first, second
    return (Span(first.start, second.end, first.whole),)
