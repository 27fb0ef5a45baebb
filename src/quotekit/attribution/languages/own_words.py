"""What is told in somebody's own words: *по его словам*, *на её взгляд*, *по их собственным расчётам*."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

import attrs

from quotekit.attribution.learned.offsets import Claimed, Marks
from quotekit.document import Quotation, Span, SpanIndex, Tokenized
from quotekit.lexicon import Entries, first_words

RULE = "possessive"

_CONFIDENCE = 0.9

_LINKS = frozenset(":;")
"""Tokens behind which a clause of its own begins."""

_AROUND = " ,.;…"
"""What stands around what is told, and is none of it."""


@attrs.frozen(kw_only=True)
class _Phrase:
    """A phrase with a possessive between the `pause` before it and what follows, in a clause up to `stop`."""

    cue: tuple[Span, ...]
    source: Span
    whole: Span
    before: str
    start: int
    pause: int
    stop: int

    def told(self) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        """Return what is told before the phrase, and behind it."""
        parted = self.before == ","
        left = _stripped(Span(self.start, self.pause, self.whole.whole)) if parted else ()
        return left, _stripped(Span(self.whole.end, self.stop, self.whole.whole))


@attrs.frozen
class OwnWords:
    """Find what such phrases tell where no quotation has them as its cue.

    `nouns` are those of the phrases by the preposition that opens them; a word of `possessive` stands between
    the two, and behind it an adjective may that begins with one of `own`. What a verb before such a clause
    tells ends there (*рад: по его словам, …*). Words of `joining` may stand before a phrase.
    """

    nouns: Mapping[str, Set[str]]
    possessive: Set[str]
    own: tuple[str, ...]
    joining: Set[str]

    @classmethod
    def of(cls, entries: Entries) -> OwnWords:
        """Read a language's words."""
        nouns: dict[str, set[str]] = {}
        for first, *others in (*entries.get("phrase", ()), *entries.get("wording", ())):
            nouns.setdefault(first, set()).update(others[-1:])
        own = tuple(word[:-2] for word in first_words(entries, "own"))
        return cls(nouns, first_words(entries, "oblique"), own, first_words(entries, "joining"))

    def added(self, tokenized: Tokenized, quotations: Iterable[Quotation], marks: Marks) -> list[Quotation]:
        """Return the quotations, and those of the phrases."""
        phrases = list(self._phrases(tokenized))
        own = {phrase.whole.start: phrase for phrase in phrases}
        given = [_worded(q, own) for q in quotations]
        cues = Claimed(part for q in given for part in q.cue)
        told = Claimed(part for q in given for part in q.content)
        ahead = Claimed(part for q in given for part in q.content if q.cue and part.end <= q.cue[0].start)
        claimed = Claimed(part for q in given for part in (*q.content, *q.cue, *q.source))
        linked: list[_Phrase] = []
        more: list[Quotation] = []
        for phrase in phrases:
            opens = phrase.before in _LINKS
            if phrase.before not in {"", ",", *_LINKS, *self.joining} or marks.over(phrase.whole):
                continue
            if cues.count(phrase.whole) or (ahead if opens else told).count(phrase.whole):
                continue
            left, right = phrase.told()
            content = (*(part for part in left if not claimed.count(part)), *right)
            if content:
                linked += [phrase] if opens else []
                more.append(
                    Quotation(
                        content=content,
                        cue=phrase.cue,
                        source=(phrase.source,),
                        confidence=_CONFIDENCE,
                        rule=RULE,
                    )
                )
        starts = [phrase.whole.start for phrase in linked]

        def ended(quotation: Quotation) -> Quotation:
            """Return a quotation without what the first phrase behind its cue tells."""
            at = bisect_left(starts, quotation.cue[0].start) if quotation.cue else len(starts)
            if at == len(starts) or linked[at].start > quotation.cue[0].start:
                return quotation
            parts = (
                Span(part.start, min(part.end, linked[at].pause), part.whole)
                for part in quotation.content
                if part.start < linked[at].pause or part.start >= linked[at].stop
            )
            return attrs.evolve(quotation, content=tuple(parts))

        return [q for q in (*map(ended, given), *more) if q.content]

    def _phrases(self, tokenized: Tokenized) -> Iterator[_Phrase]:
        """Return the phrases in text order."""
        tokens, sentences = tokenized.tokens, SpanIndex.of(tokenized.sentences)
        found = [(at, end) for at in range(len(tokens)) if (end := self._end(tokens, at))]
        links = [token.start for token in tokens if token.text in _LINKS]
        for (at, end), following in itertools.zip_longest(found, found[1:]):
            whole = Span(tokens[at].start, tokens[end - 1].end, tokenized.text)
            sentence = sentences.last_begun(whole.start)
            start, stop = sentences.starts[sentence], sentences.ends[sentence]
            link = bisect_left(links, whole.start)
            stop = min([stop, *links[link : link + 1], *([tokens[following[0]].start] if following else [])])
            before = tokens[at - 1].text.lower() if whole.start > start else ""
            if before == "," and link:
                start = max(start, links[link - 1] + 1)
            behind = self._is_behind(tokens, at)
            noun = Span(tokens[at + 2 - behind].start, whole.end, whole.whole)
            yield _Phrase(
                cue=(noun,) if behind else (tokens[at], noun),
                source=tokens[at + 1 - behind],
                whole=whole,
                before=before,
                start=start,
                pause=tokens[at - 1].start if before else whole.start,
                stop=stop,
            )

    def _end(self, tokens: Sequence[Span], at: int) -> int:
        """Return the place after a phrase that begins here, or 0."""
        if self._is_behind(tokens, at):
            return at + 3
        nouns = self.nouns.get(tokens[at].text.lower())
        if not nouns or at + 2 >= len(tokens) or tokens[at + 1].text.lower() not in self.possessive:
            return 0
        end = at + 3 + bool(self.own and tokens[at + 2].text.lower().startswith(self.own))
        return end if end <= len(tokens) and tokens[end - 1].text.lower() in nouns else 0

    def _is_behind(self, tokens: Sequence[Span], at: int) -> bool:
        """Tell whether a phrase begins here whose preposition stands last: *ihrer Meinung nach*."""
        words = [token.text.lower() for token in tokens[at : at + 3]]
        return len(words) == 3 and words[0] in self.possessive and words[1] in self.nouns.get(words[2], ())


def _worded(quotation: Quotation, phrases: Mapping[int, _Phrase]) -> Quotation:
    """Return a quotation with the whole phrase that its cue opens as its cue and source."""
    phrase = phrases.get(quotation.cue[0].start) if quotation.cue else None
    if phrase is None:
        return quotation
    return attrs.evolve(quotation, cue=phrase.cue, source=(phrase.source,))


def _stripped(part: Span) -> tuple[Span, ...]:
    """Return a span without the pauses around it, or nothing if there is nothing else."""
    end = part.start + len(part.text.rstrip(_AROUND))
    start = part.end - len(part.text.lstrip(_AROUND))
    return (Span(start, end, part.whole),) if start < end else ()
