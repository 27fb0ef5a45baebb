"""Cues in two parts: *teilte … mit*, *wie … berichtet*, *zitiert … mit den Worten*; the network reads one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

import attrs

from quotekit.document import Quotation, Span, Tokenized
from quotekit.lexicon import Entries, first_words

_REACH = 400
"""No clause is longer than so many characters."""

_WORDS = 3
"""No verb at the end of a comment has more words: *wie sie gesagt haben soll*."""

_PAUSES = frozenset(',.:;!?…–—()"“”„«»‚‘’')


@attrs.frozen
class DiscontinuousCues:
    """Add the second parts of cues in a language whose verbs stand last or have particles that do.

    Who stands between a verb of `quoting` and one of `wordings` is quoted, and the source.
    """

    particles: frozenset[str]
    comments: frozenset[str]
    ends: frozenset[str]
    quoting: tuple[str, ...]
    wordings: tuple[str, ...]

    @classmethod
    def of(cls, entries: Entries) -> DiscontinuousCues:
        """Read a language's words."""
        particles, comments, joining = (
            first_words(entries, sort) for sort in ("particle", "comment", "joining")
        )
        return cls(
            particles,
            comments if particles else frozenset(),
            _PAUSES | joining,
            quoting=tuple(first_words(entries, "quoting")),
            wordings=tuple(row[0].replace("_", " ") for row in entries.get("wordings", ())),
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
        more = self._more(tokenized, quotation) if len(quotation.cue) == 1 else ()
        return attrs.evolve(quotation, cue=_joined(*quotation.cue, *more)) if more else quotation

    def _with_verb(self, quotation: Quotation) -> Quotation:
        """Return a quotation with the verb of *wie X sagte* in its cue where a content begins with it."""
        [cue], source = quotation.cue, max((part.end for part in quotation.source), default=0)
        if cue.text.lower() not in self.comments or source < cue.end:
            return quotation
        for part in quotation.content:
            verb = part.text.partition(",")[0]
            if part.start < source or part.whole[source : part.start].strip() or verb == part.text:
                continue
            if len(verb.split()) <= _WORDS:
                content = tuple(
                    _behind(one, part.start + len(verb)) if one is part else one for one in quotation.content
                )
                second = Span(part.start, part.start + len(verb), part.whole)
                return attrs.evolve(quotation, cue=(cue, second), content=content)
        return quotation

    def quoted(self, quotation: Quotation) -> Quotation:
        """Return a quotation with whoever is quoted in these words as its source, and not who quotes."""
        if len(quotation.cue) != 1 or not quotation.cue[0].text.lower().startswith(self.quoting or "\n"):
            return quotation
        [cue] = quotation.cue
        clause = cue.whole[cue.end : cue.end + _REACH].partition(":")[0].partition(",")[0]
        wording = next((words for words in self.wordings if clause.lower().endswith(f" {words}")), "")
        end = cue.end + len(clause)
        behind = Span(end - len(wording), end, cue.whole)
        begin = max((part.end for part in quotation.source if part.end < behind.start), default=cue.end)
        named = cue.whole[max(begin, cue.end) : behind.start].strip()
        # *„Ja“, zitiert die Zeitung Ida Moll mit den Worten*; the source may be that already.
        content = tuple(_behind(part, end) for part in quotation.content if part.end > end)
        if not wording or not content:
            return quotation
        start = behind.start - len(named) - 1
        source = (Span(start, start + len(named), cue.whole),) if named else quotation.source
        return attrs.evolve(quotation, cue=(cue, behind), source=source, content=content)

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


def _behind(part: Span, offset: int) -> Span:
    """Return a part from an offset on, without a pause there."""
    words = part.whole[max(part.start, offset) : part.end].lstrip(" ,:")
    return Span(part.end - len(words), part.end, part.whole)


def _joined(first: Span, second: Span) -> tuple[Span, ...]:
    """Return the two parts, as one where nothing is between them."""
    if first.whole[first.end : second.start].strip():
        return first, second
    return (Span(first.start, second.end, first.whole),)
