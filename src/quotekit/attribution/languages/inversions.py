"""Sources that word order and case decide in German: *In einem Brief an die Eltern teilte die Schule mit*."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence, Set

import attrs

from quotekit.attribution.languages.noun_phrases import NounPhrases
from quotekit.attribution.learned.offsets import Claimed
from quotekit.document import Quotation, Span, SpanIndex, Tokenized
from quotekit.lexicon import Entries, first_words

_REACH = 100
"""No clause is looked at for more tokens."""

_ENDS = frozenset(';:—–"“”„«»()')
"""Tokens that a clause of a sentence does not go beyond."""

_OPENING, _CLOSING = frozenset('„“"»«‚'), frozenset('“”"«»‘')

_LAST = ".!?…"
"""What a sentence ends with."""


class _Clauses:
    """Tell where the clauses of a text begin and end, by places of its tokens."""

    def __init__(self, tokenized: Tokenized) -> None:
        self.tokens = tokenized.tokens
        self._sentences = SpanIndex.of(tokenized.sentences)

    def start(self, at: int) -> int:
        """Return where the clause before a token begins."""
        begin = self._sentences.starts[self._sentences.last_begun(self.tokens[at].start)]
        first = at
        while first and at - first < _REACH and self.tokens[first - 1].start >= begin:
            if self.tokens[first - 1].text in _ENDS:
                break
            first -= 1
        return first

    def end(self, at: int) -> int:
        """Return where the clause that goes on with a token ends, without its last stop."""
        if at == len(self.tokens):
            return at
        end = self._sentences.ends[self._sentences.last_begun(self.tokens[at].start)]
        last, stop = at, min(at + _REACH, len(self.tokens))
        while last < stop and self.tokens[last].start < end and self.tokens[last].text not in _ENDS:
            last += 1
        return last - (last > at and self.tokens[last - 1].text in _LAST)


@attrs.frozen(kw_only=True)
class Inversions:
    """Put the sources right that stand in another place than a subject before its verb.

    Where a clause begins with a preposition, a pronoun of `told` or another word in no case of a subject, the
    subject stands behind the verb, and not before it, unless the cue is one of the verbs `written` or a
    `passive`, or the preposition is one of `origins`, behind which a source may stand (*aus*). With one of
    the cues `behind` (*zufolge*) the source is the phrase right before it, and the rest of the clause is what
    is told. A source that is a pronoun of `relative` stands for the phrase before it. A source ends where
    whoever is told begins (*der Zeuge dem Gericht*), and *es* is none of a verb of `called` (*es heißt*).
    """

    phrases: NounPhrases
    told: Set[str]
    adverb: Set[str]
    relative: Set[str]
    behind: Set[str]
    written: Set[str]
    called: Set[str]
    impersonal: Set[str]
    passive: Set[str]
    origins: Set[str]
    according: Set[str]
    tags: Set[str]
    accounts: tuple[str, ...]

    @classmethod
    def of(cls, entries: Entries, *, according: Set[str]) -> Inversions:
        """Read a language's words."""
        return cls(
            phrases=NounPhrases.of(entries),
            told=first_words(entries, "dative", "accusative"),
            adverb=first_words(entries, "adverb", "pointer", "date"),
            relative=first_words(entries, "relative"),
            behind=first_words(entries, "behind"),
            written=first_words(entries, "written"),
            called=first_words(entries, "called"),
            impersonal=first_words(entries, "impersonal"),
            passive=first_words(entries, "passive"),
            origins=first_words(entries, "from"),
            according=according,
            tags=first_words(entries, "tag"),
            accounts=(*first_words(entries, "account"), *(row[-1] for row in entries.get("phrase", ()))),
        )

    def settled(self, tokenized: Tokenized, quotations: Iterable[Quotation]) -> Iterator[Quotation]:
        """Return the quotations, their sources settled."""
        given, clauses = list(quotations), _Clauses(tokenized)
        claimed = Claimed(part for q in given for part in (*q.content, *q.cue, *q.source))
        for quotation in given:
            if not self.phrases.capitals or not quotation.cue:
                yield quotation
            elif quotation.cue[0].text.lower() in self.behind:
                yield self._with_phrase_before(clauses, quotation, claimed)
            elif _verb(quotation.cue[0], self.tags) in self.according:
                yield quotation
            else:
                yield self._with_antecedent(clauses, self._turned(clauses, quotation))

    def _turned(self, clauses: _Clauses, quotation: Quotation) -> Quotation:
        """Return a quotation with the subject behind its cue where none can stand before it."""
        cue, tokens = quotation.cue[0], clauses.tokens
        at, end = _place(tokens, cue.start), _place(tokens, cue.end)
        first = clauses.start(at)
        named = quotation.source[0] if quotation.source else None
        verbs = {token.text.lower() for token in tokens[at:end]}
        if named is not None and named.text.lower() in self.impersonal and verbs & self.called:
            return attrs.evolve(quotation, source=())
        if named is not None and named.start >= cue.end:
            return self._shortened(tokens, quotation)
        if named is not None and named.start < tokens[first].start:
            return quotation
        # Of *Am Freitag komme er, sagte der Mann* the clause before the verb is told.
        ahead = any(tokens[first].start < part.end <= cue.start for part in quotation.content)
        aside = named is None and end < len(tokens) and tokens[end].text in self.told
        inverted = aside or (at > first and not ahead and self._is_oblique(tokens[first]))
        if not inverted or verbs & (self.written | self.called | self.impersonal | self.passive):
            return quotation
        while end < len(tokens) and tokens[end].text.lower() in self.told | self.adverb:
            end += 1
        if end == len(tokens) or tokens[end].text.lower() in self.phrases.oblique | self.impersonal:
            return quotation
        begins = {part.start for part in quotation.content}
        words = tokens[end : self.phrases.end(tokens, end)]
        # *Ihm warf {die Anklage} Untreue vor*
        own = itertools.takewhile(lambda word: word == words[0] or word.start not in begins, words)
        subject = _span(list(own))
        content = tuple(_without(part, subject) for part in quotation.content) if subject else ()
        if subject is None or any(map(subject.overlaps, (*content, *quotation.cue))):
            return quotation
        return attrs.evolve(quotation, source=(subject,), content=content)

    def _is_oblique(self, token: Span) -> bool:
        """Tell whether a clause that begins with a word has its subject behind its verb."""
        word = token.text.lower()
        oblique = self.phrases.prepositions | self.phrases.oblique | self.told | self.adverb
        return word in oblique and word not in self.origins

    def _shortened(self, tokens: Sequence[Span], quotation: Quotation) -> Quotation:
        """Return a quotation whose source ends before whoever is told."""
        named = quotation.source[0]
        words = tokens[_place(tokens, named.start) : _place(tokens, named.end)]
        for last, word in itertools.pairwise(words):
            if word.text in self.phrases.oblique and last.text[0].isupper():
                return attrs.evolve(
                    quotation, source=(Span(named.start, last.end, named.whole), *quotation.source[1:])
                )
        return quotation

    def _with_antecedent(self, clauses: _Clauses, quotation: Quotation) -> Quotation:
        """Return a quotation with a relative pronoun as its source together with what it stands for."""
        tokens = clauses.tokens
        at = _place(tokens, (*quotation.source, *quotation.cue)[0].start)
        pronoun = at if quotation.source else at - 1
        if pronoun < 2 or (quotation.source and len(quotation.source[0]) != len(tokens[pronoun])):
            return quotation
        if tokens[pronoun].text not in self.relative or tokens[pronoun - 1].text != ",":
            return quotation
        begun = self.phrases.start(tokens, pronoun - 1, clauses.start(pronoun - 1))
        source = Span(tokens[begun].start, tokens[pronoun].end, tokens[pronoun].whole)
        if begun == pronoun - 1 or any(map(source.overlaps, (*quotation.content, *quotation.cue))):
            return quotation
        return attrs.evolve(quotation, source=(source,))

    def _with_phrase_before(self, clauses: _Clauses, quotation: Quotation, claimed: Claimed) -> Quotation:
        """Return a quotation with the phrase before its cue as the source, and its clause as the content."""
        cue, tokens = quotation.cue[0], clauses.tokens
        at = _place(tokens, cue.start)
        last = self._before_name(tokens, at)
        first = clauses.start(last)
        begun = self._account(tokens, self.phrases.start(tokens, last, first), last, first)
        source = _span(tokens[begun:at])
        if source is None or any(part.start >= cue.end for part in quotation.source):
            return quotation
        left = _span(tokens[first:begun])
        right = _span(tokens[at + 1 : clauses.end(at + 1)])
        own = {*quotation.content, *quotation.source}
        sides = [self._side(side, quotation, own, claimed) for side in (left, right)]
        content = tuple(part for parts in sides for part in parts)
        return attrs.evolve(quotation, source=(source,), content=content or quotation.content)

    def _before_name(self, tokens: Sequence[Span], at: int) -> int:
        """Return the place before a name in marks, if one ends before a token: *der „Zeit“ zufolge*."""
        if at < 1 or tokens[at - 1].text not in _CLOSING:
            return at
        names = range(at - 2, max(at - _REACH, 0), -1)
        opening = next((n for n in names if tokens[n].text in _OPENING), at)
        led = opening < at and tokens[opening - 1].text.lower() in self.phrases.determiners
        return opening - led

    def _account(self, tokens: Sequence[Span], begun: int, end: int, floor: int) -> int:
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
        return self._account(tokens, self.phrases.start(tokens, begun - 1, floor), begun - 1, floor)

    def _side(
        self, side: Span | None, quotation: Quotation, own: Set[Span], claimed: Claimed
    ) -> tuple[Span, ...]:
        """Return what is told on one side of a cue: all of it, unless another quotation has words there."""
        if side is None:
            return ()
        ahead = side.end <= quotation.cue[0].start
        # What the network found may begin or end farther from the cue, but not nearer.
        kept = tuple(
            Span(part.start, min(part.end, side.end), side.whole)
            if ahead
            else Span(max(part.start, side.start), part.end, side.whole)
            for part in quotation.content
            if part.overlaps(side)
        )
        others = claimed.count(side) - sum(part.overlaps(side) for part in own)
        if others > 0 or "," in side.text or len(kept) > 1:
            return kept
        start, end = min(part.start for part in (side, *kept)), max(part.end for part in (side, *kept))
        return (Span(start, end, side.whole),)


def _verb(cue: Span, tags: Set[str]) -> str:
    """Return the first word of a cue, but for a tag before its verb: *meinte* of *so meinte*."""
    words = cue.text.lower().split() or [""]
    return words[1] if words[0] in tags and words[1:] else words[0]


def _without(part: Span, subject: Span) -> Span:
    """Return a part of a content that begins behind a subject, unless that is all of it."""
    words = part.whole[subject.end : part.end].lstrip(" ,:")
    begins = part.start == subject.start and words
    return Span(part.end - len(words), part.end, part.whole) if begins else part


def _place(tokens: Sequence[Span], offset: int) -> int:
    return bisect_left(tokens, offset, key=lambda token: token.start)


def _span(words: Sequence[Span]) -> Span | None:
    return Span(words[0].start, words[-1].end, words[0].whole) if words else None
