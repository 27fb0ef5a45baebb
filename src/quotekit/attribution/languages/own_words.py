"""What is told in somebody's own words: *по его словам*, *на её взгляд*, *по их собственным расчётам*."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

import attrs

from quotekit.attribution.languages.function_words import FunctionWords
from quotekit.attribution.learned.offsets import Claimed, Marks
from quotekit.document import Quotation, Span, SpanIndex, Tokenized
from quotekit.lexicon import Entries, first_words

RULE = "possessive"

_CONFIDENCE = 0.9

_LINKS = frozenset(":;")
"""Tokens behind which a clause of its own begins."""

_AROUND = " ,.;…"
"""What stands around what is told, and is none of it."""

_ENDING = 2
"""So many letters of an adjective's base form (*собственный*) change with its case."""


@attrs.frozen(kw_only=True)
class _Phrase:
    """A phrase with a possessive, in a clause from `start` to `stop`.

    `before` is the token before it, if that is in the same sentence, and `pause` its offset.
    """

    cue: tuple[Span, ...]
    source: Span
    whole: Span
    before: str
    start: int
    pause: int
    stop: int

    @property
    def begins_clause(self) -> bool:
        """Whether the phrase begins a clause that goes on with another one: *рад: по его словам, …*."""
        return self.before in _LINKS

    def told(self, claimed: Claimed) -> tuple[Span, ...]:
        """Return what is told before the phrase, unless it is claimed, and behind it."""
        parted = self.before == ","
        left = _stripped(Span(self.start, self.pause, self.whole.whole)) if parted else ()
        free = (part for part in left if not claimed.count(part))
        return (*free, *_stripped(Span(self.whole.end, self.stop, self.whole.whole)))


@attrs.frozen
class _Claims:
    """Hold what quotations claim: their `cues`, what is `told`, and `ahead` of their cue, and `all` of it."""

    cues: Claimed
    told: Claimed
    ahead: Claimed
    all: Claimed

    @classmethod
    def of(cls, quotations: Sequence[Quotation]) -> _Claims:
        return cls(
            cues=Claimed(part for q in quotations for part in q.cue),
            told=Claimed(part for q in quotations for part in q.content),
            ahead=Claimed(
                part for q in quotations for part in q.content if q.cue and part.end <= q.cue[0].start
            ),
            all=Claimed(part for q in quotations for part in (*q.content, *q.cue, *q.source)),
        )

    def leave(self, phrase: _Phrase) -> bool:
        """Tell whether a phrase is no other quotation's; behind a colon it may stand in what is told."""
        told = self.ahead if phrase.begins_clause else self.told
        return not self.cues.count(phrase.whole) and not told.count(phrase.whole)


@attrs.frozen
class OwnWords:
    """Find what such phrases tell where no quotation has them as its cue.

    `nouns` are those of the phrases by the preposition that opens them; one of the `possessives` stands
    between the two, and behind it an adjective may that begins with a stem of `own`. What a verb before such
    a clause tells ends there (*рад: по его словам, …*). Words of `joining` may stand before a phrase.
    """

    nouns: Mapping[str, Set[str]]
    possessives: Set[str]
    own: tuple[str, ...]
    joining: Set[str]

    @classmethod
    def of(cls, entries: Entries) -> OwnWords:
        """Read a language's words."""
        nouns: dict[str, set[str]] = {}
        for first, *others in (*entries.get("phrase", ()), *entries.get("wording", ())):
            nouns.setdefault(first, set()).update(others[-1:])
        own = tuple(word[:-_ENDING] for word in first_words(entries, "own"))
        return cls(nouns, FunctionWords.of(entries).pronouns.oblique, own, first_words(entries, "joining"))

    def added(self, tokenized: Tokenized, quotations: Iterable[Quotation], marks: Marks) -> list[Quotation]:
        """Return the quotations, and those of the phrases."""
        phrases = list(self._phrases(tokenized))
        by_start = {phrase.whole.start: phrase for phrase in phrases}
        given = [_worded(quotation, by_start) for quotation in quotations]
        claims = _Claims.of(given)
        befores = {"", ",", *_LINKS, *self.joining}
        free = (
            phrase
            for phrase in phrases
            if phrase.before in befores and not marks.over(phrase.whole) and claims.leave(phrase)
        )
        told = [(phrase, content) for phrase in free if (content := phrase.told(claims.all))]
        clauses = [phrase for phrase, _ in told if phrase.begins_clause]
        return [*_ended(given, clauses), *(_quotation(phrase, content) for phrase, content in told)]

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
            # Of *ihrer Meinung nach* the possessive comes first, of *nach ihrer Meinung* second.
            postposed = self._is_postposed(tokens, at)
            noun = Span(tokens[at + 2 - postposed].start, whole.end, whole.whole)
            yield _Phrase(
                cue=(noun,) if postposed else (tokens[at], noun),
                source=tokens[at + 1 - postposed],
                whole=whole,
                before=before,
                start=start,
                pause=tokens[at - 1].start if before else whole.start,
                stop=stop,
            )

    def _end(self, tokens: Sequence[Span], at: int) -> int:
        """Return the place after a phrase that begins here, or 0."""
        if self._is_postposed(tokens, at):
            return at + 3
        nouns = self.nouns.get(tokens[at].text.lower())
        if not nouns or at + 2 >= len(tokens) or tokens[at + 1].text.lower() not in self.possessives:
            return 0
        end = at + 3 + tokens[at + 2].text.lower().startswith(self.own)
        return end if end <= len(tokens) and tokens[end - 1].text.lower() in nouns else 0

    def _is_postposed(self, tokens: Sequence[Span], at: int) -> bool:
        """Tell whether a phrase begins here whose preposition stands last: *ihrer Meinung nach*."""
        words = [token.text.lower() for token in tokens[at : at + 3]]
        return len(words) == 3 and words[0] in self.possessives and words[1] in self.nouns.get(words[2], ())


def _worded(quotation: Quotation, phrases: Mapping[int, _Phrase]) -> Quotation:
    """Return a quotation with the whole phrase that its cue opens as its cue and source."""
    phrase = phrases.get(quotation.cue[0].start) if quotation.cue else None
    if phrase is None:
        return quotation
    return attrs.evolve(quotation, cue=phrase.cue, source=(phrase.source,))


def _quotation(phrase: _Phrase, content: tuple[Span, ...]) -> Quotation:
    return Quotation(
        content=content, cue=phrase.cue, source=(phrase.source,), confidence=_CONFIDENCE, rule=RULE
    )


def _ended(quotations: Iterable[Quotation], clauses: Sequence[_Phrase]) -> Iterator[Quotation]:
    """Return the quotations without what the first clause of its own behind their cue tells."""
    starts = [clause.whole.start for clause in clauses]
    for quotation in quotations:
        at = bisect_left(starts, quotation.cue[0].start) if quotation.cue else len(starts)
        if at == len(starts) or clauses[at].start > quotation.cue[0].start:
            yield quotation
            continue
        content = tuple(
            Span(part.start, min(part.end, clauses[at].pause), part.whole)
            for part in quotation.content
            if part.start < clauses[at].pause or part.start >= clauses[at].stop
        )
        # Of *он рад; по его мнению, все устали* he is glad of nothing.
        if content:
            yield attrs.evolve(quotation, content=content)


def _stripped(part: Span) -> tuple[Span, ...]:
    """Return a span without the pauses around it, or nothing if there is nothing else."""
    end = part.start + len(part.text.rstrip(_AROUND))
    start = part.end - len(part.text.lstrip(_AROUND))
    return (Span(start, end, part.whole),) if start < end else ()
