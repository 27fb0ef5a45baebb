"""Sources that a word's case or place decides: *sagte er der Zeitung*, *řekl ČTK mluvčí*, *podle něj*."""

from __future__ import annotations

import functools
import itertools
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence, Set

import attrs

from quotekit.attribution.languages.circumstances import STEM, Circumstances
from quotekit.attribution.languages.predicates import SEVERAL, Predicates
from quotekit.attribution.learned.offsets import Marks
from quotekit.document import Quotation, Span, Tokenized
from quotekit.lexicon import Entries, first_words

_REACH = 30
"""No phrase has more tokens."""

_LONG = 3
"""So many words are more than somebody who is spoken to."""


_PAUSES = frozenset(".,!?…;:—–()")
"""Tokens that end a clause."""


@attrs.frozen(kw_only=True)
class Subjects:
    """Settle who speaks and who is spoken to by the words of a language.

    `nominative` pronouns are subjects. `oblique` ones, among them those of `told`, are not, but with one of
    the words `according` they are the source all the same: *laut ihm*. Right after the cue, whom a word of
    `addressees` begins, or a common noun with one of the `endings` of a dative, unless it is `undeclined`, is
    spoken to, and so is whoever stands behind a preposition of `toward`. What stands behind one of `places`
    is where a verb with one of the endings `single` was said, by somebody else. Nobody is called by words of
    `nobody`, or by an `adverb` alone, and a cue that ends in one of `unsourced` has no source. Nor has one of
    `hearsay` (*Ředitel prý odjel*): what was taken for it is what is told. Words `around` a source are none
    of it (*вчера мне бабушка*), nor is what it refers to with one of `reference` (*ТАСС со ссылкой на мэра*).
    Where a source is missing, the `predicates` or the `circumstances` may know it, or it is the place where
    one of `written` stands.
    """

    nominative: Set[str]
    told: Set[str]
    oblique: Set[str]
    according: Set[str]
    addressees: Set[str]
    endings: tuple[str, ...]
    undeclined: Set[str]
    toward: Set[str]
    places: Set[str]
    single: tuple[str, ...]
    nobody: Set[str]
    adverb: Set[str]
    joining: Set[str]
    written: frozenset[str]
    around: Set[str]
    unsourced: Set[str]
    hearsay: Set[str]
    reference: Set[str]
    tags: Set[str]
    predicates: Predicates
    circumstances: Circumstances

    @classmethod
    def of(cls, entries: Entries, *, according: Set[str]) -> Subjects:
        """Read a language's words."""
        words = functools.partial(first_words, entries)
        nominative = words("pronoun") - words("impersonal")
        told = words("dative", "accusative")
        nobody = words("pointer", "date") - words("article", "demonstrative")
        joining = words("joining", "particle") - words("article")
        return cls(
            nominative=nominative,
            told=told,
            oblique=words("oblique", "dative", "accusative"),
            according=according,
            addressees=words("addressee"),
            endings=tuple(words("addressed")),
            undeclined=words("undeclined"),
            toward=words("toward"),
            places=words("place"),
            single=tuple(words("single")),
            nobody=nobody,
            adverb=words("adverb"),
            joining=joining,
            written=words("written"),
            around=(told | nobody | joining | words("adverb")) - nominative,
            unsourced=words("unsourced"),
            hearsay=words("hearsay"),
            reference=words("reference"),
            tags=words("tag"),
            predicates=Predicates.of(entries),
            circumstances=Circumstances.of(entries),
        )

    def settled(
        self, tokenized: Tokenized, quotations: Iterable[Quotation], marks: Marks
    ) -> Iterator[Quotation]:
        """Return the quotations, their sources settled."""
        for quotation in quotations:
            yield (
                self._settled(tokenized.tokens, self._ended(tokenized.tokens, quotation, marks))
                if quotation.cue
                else quotation
            )

    def _ended(self, tokens: Sequence[Span], quotation: Quotation, marks: Marks) -> Quotation:
        """Return a quotation whose content ends before what its source does next."""
        cue, part = quotation.cue[0], quotation.content[-1]
        if part.start < cue.end or marks.over(part):
            return quotation
        end = self.predicates.told_until(tokens, cue, part)
        content = (*quotation.content[:-1], Span(part.start, end, part.whole))
        return attrs.evolve(quotation, content=content) if end < part.end else quotation

    def _settled(self, tokens: Sequence[Span], quotation: Quotation) -> Quotation:
        cue = quotation.cue[0]
        words = cue.text.lower().split() or [""]
        if pronoun := self._pronoun(tokens, quotation):
            return attrs.evolve(quotation, source=(pronoun,))
        # *so meinte ihn*: with a verb, a tag alone is not what reports.
        if words[0] in self.according and not (words[0] in self.tags and words[1:]):
            return self._according(tokens, quotation)
        if words[-1] in self.hearsay:
            said = sorted((*quotation.source, *quotation.content), key=lambda part: part.start)
            return attrs.evolve(quotation, content=tuple(said), source=())
        if words[-1] in self.unsourced:
            return attrs.evolve(quotation, source=())
        if self._is_written(cue) and (document := self._written_in(tokens, quotation)):
            return attrs.evolve(quotation, source=document)
        if quotation.source:
            return self._spoken_by(tokens, quotation)
        after = _after(tokens, cue)
        behind = self._phrase(tokens, after.end, quotation) if after.text in self.told else ()
        # A name is a subject; a word with a small letter may say how something was said.
        if behind and (behind[0].text[0].isupper() or behind[0].text in self.nominative):
            return attrs.evolve(quotation, source=behind)
        source = self._standing_before(tokens, cue) or self._standing_behind(tokens, quotation)
        return attrs.evolve(quotation, source=source)

    def _spoken_by(self, tokens: Sequence[Span], quotation: Quotation) -> Quotation:
        """Return a quotation without a source that is spoken to, and with the one beside it, if any."""
        cue = quotation.cue[0]
        named, parted = self._bare(tokens, quotation.source[0])
        own = self._without_reference(tokens, named)
        if own is None:
            # *Сообщает «Час» со ссылкой на полицию*
            beside = [word for word in _between(tokens, cue.end, named.start) if self._goes_on(word)]
            return attrs.evolve(quotation, source=_joined(beside))
        named = self._without_circumstances(tokens, cue, own)
        quotation = attrs.evolve(quotation, source=(named, *quotation.source[1:]))
        words = named.text.lower().split() or [""]
        # *Когда его спросили*: with a verb no possessive
        told = self.oblique if self.predicates.gender(cue) else self.told
        alone = len(words) == 1 and words[0] in told | self.adverb | self.joining
        led = not parted and _before(tokens, named).text.lower() in self.toward and named.end <= cue.start
        if words[0] in self.nobody or alone or led:
            subject = self._standing_before(tokens, cue)
            # *Ему возражает эколог*
            if not subject and alone and self.single and named.end <= cue.start:
                subject = self._phrase(tokens, cue.end, quotation)
            return attrs.evolve(quotation, source=subject or self._standing_behind(tokens, quotation))
        if named.end <= cue.start and self.predicates.disagree(cue, named):
            other = self.predicates.subject(tokens, cue)
            return attrs.evolve(quotation, source=(other or named,))
        between = [token.text.lower() for token in _between(tokens, cue.end, named.start)]
        led = named.start >= cue.end and self._is_led(cue, (*between, words[0]))
        if led and (subject := self._standing_behind(tokens, quotation)):
            [begun] = subject
            end = named.end if begun.overlaps(named) else begun.end
            return attrs.evolve(quotation, source=(Span(begun.start, end, named.whole),))
        after = _after(tokens, named)
        if cue.end > named.start or not self.according.isdisjoint((words[0], after.text)):
            return quotation
        behind = self._phrase(tokens, named.end, quotation)
        # *Řekl ČTK*, *сообщает ТАСС*: with nobody beside it, an agency may speak for itself.
        first = named.text.partition(" ")[0]
        addressed = not between and self._is_told(first) and (behind or not named.text.isupper())
        # A name in marks has no ending that tells its case, but a subject behind it does; a name with that of
        # a dative may be a subject's without one (*Неру*).
        dative = not named.text[0].isalnum() or all(word.endswith(self.endings or "\n") for word in words)
        titled = not between and self.single and dative and behind
        placed = between and between[-1] in self.places and cue.text.lower().endswith(self.single or "\n")
        if addressed or titled:
            subject = behind or (self._phrase(tokens, named.start, quotation) if self.single else ())
        elif between and between[-1] in self.toward:
            subject = behind
        elif words[0] in self.places or placed:
            subject = self._phrase(tokens, cue.end, quotation)
        else:
            return quotation
        subject = subject or self._standing_before(tokens, cue)
        # In a long source with nothing beside it the subject is somewhere: *pro deník Hlas vedoucí stavby*.
        return attrs.evolve(quotation, source=subject if subject or len(words) < _LONG else (named,))

    def _without_reference(self, tokens: Sequence[Span], named: Span) -> Span | None:
        """Return a source without whom it refers to: *ТАСС* of *ТАСС со ссылкой на полицию*."""
        words = _between(tokens, named.start, named.end)
        at = next((n for n, word in enumerate(words) if word.text.lower() in self.reference), len(words) + 1)
        return next(iter(_joined(words[: max(at - 1, 0)])), None)

    def _without_circumstances(self, tokens: Sequence[Span], cue: Span, named: Span) -> Span:
        """Return a source without whom a preposition before it leads: *в беседе с министром мэр сказал*."""
        led = _before(tokens, named)
        leads = led.text.lower() in self.circumstances.prepositions and named.end <= cue.start
        if not leads or self._speaks_by_place(cue):
            return named
        words = [led, *_between(tokens, named.start, named.end)]
        first = self.circumstances.behind(words, self.predicates.gender(cue), frozenset())
        return named if first is None else Span(first.start, named.end, named.whole)

    def _bare(self, tokens: Sequence[Span], named: Span) -> tuple[Span, bool]:
        """Return a source without the words around it, and whether any stood before it."""
        words = _between(tokens, named.start, named.end)
        others = [
            n for n, word in enumerate(words) if word.text.lower() not in self.around or _is_joined(word)
        ]
        if not others:
            return named, False
        first, last = words[others[0]], words[others[-1]]
        return Span(first.start, last.end, named.whole), first.start > named.start

    def _standing_before(self, tokens: Sequence[Span], cue: Span) -> tuple[Span, ...]:
        """Return the subject before a cue: a pronoun before who is told (*она ему*), or another verb's."""
        at = bisect_left(tokens, cue.start, key=lambda token: token.start)
        skipped = self.told | self.adverb | self.joining
        beside = next((one for one in _back(tokens, at) if one.text.lower() not in skipped), None)
        if beside is not None and beside.text.lower() in self.nominative:
            return (beside,)
        if self._is_written(cue):
            return self._document(tokens, cue)
        subject = self.predicates.subject(tokens, cue)
        return () if subject is None else (subject,)

    def _is_led(self, cue: Span, words: Sequence[str]) -> bool:
        """Tell whether of words behind a cue one is a preposition of no subject, or the last in its case."""
        led = self.circumstances.prepositions & set(words)
        several = self._speaks_by_place(cue)
        return bool(led - self.places if several else led) or self.circumstances.is_oblique(words[-1])

    def _speaks_by_place(self, cue: Span) -> bool:
        """Tell whether who speaks is where a verb is said: *сообщили в полиции*, *говорится в письме*."""
        return self._is_written(cue) or self.predicates.gender(cue) == SEVERAL

    def _is_written(self, cue: Span) -> bool:
        """Tell whether a cue says what is written somewhere."""
        return not self.written.isdisjoint(cue.text.lower().split()[-1:])

    def _standing_behind(self, tokens: Sequence[Span], quotation: Quotation) -> tuple[Span, ...]:
        """Return the subject behind where its verb was said, or to whom: *спросила у гостя хозяйка*."""
        cue = quotation.cue[0]
        said = (*quotation.content, *quotation.cue)
        at = bisect_left(tokens, cue.end, key=lambda token: token.start)
        clause = itertools.takewhile(
            lambda token: self._goes_on(token) and not any(map(token.overlaps, said)),
            tokens[at : at + _REACH],
        )
        speaks = self.places if self._speaks_by_place(cue) else frozenset()
        first = self.circumstances.behind(list(clause), self.predicates.gender(cue), speaks)
        if first is None or self.predicates.disagree(cue, first):
            return ()
        return self._phrase(tokens, first.start, quotation)

    def _goes_on(self, token: Span) -> bool:
        line = "\n" in token.whole[max(token.start - 2, 0) : token.start]
        return not line and token.text not in _PAUSES and token.text.lower() not in self.joining

    def _written_in(self, tokens: Sequence[Span], quotation: Quotation) -> tuple[Span, ...]:
        """Return what a cue says is written in, if that stands right behind it: *lit-on dans la lettre*."""
        led = _after(tokens, quotation.cue[0])
        if led.text not in self.places or quotation.content[0].start >= led.start:
            return ()
        first = _after(tokens, led)
        return tuple(
            Span(first.start, part.end, part.whole) for part in self._phrase(tokens, led.end, quotation)
        )

    def _document(self, tokens: Sequence[Span], cue: Span) -> tuple[Span, ...]:
        """Return what a cue says is written in, if that stands before it: *в письме говорилось*."""
        named: list[Span] = []
        for token in _back(tokens, bisect_left(tokens, cue.start, key=lambda token: token.start)):
            if token.text.lower() in self.places:
                return _joined(named[::-1])
            if not token.text[0].isalnum():
                break
            named.append(token)
        return ()

    def _is_told(self, word: str) -> bool:
        """Tell whether a word begins somebody who is spoken to."""
        dative = word.islower() and len(word) > STEM and word.endswith(self.endings)
        return (dative and word not in self.undeclined) or word.lower() in self.addressees

    def _according(self, tokens: Sequence[Span], quotation: Quotation) -> Quotation:
        """Return a quotation with the pronoun in or beside a cue like *podle* as its source."""
        if len(quotation.cue) != 1:
            return quotation
        [cue] = quotation.cue
        within = _between(tokens, cue.start, cue.end)
        pronoun = next((token for token in within[1:] if token.text.lower() in self.oblique), None)
        if pronoun is None:
            after = _after(tokens, cue)
            beside = (_before(tokens, cue), after) if not quotation.source else (after,)
            pronoun = next((token for token in beside if token.text.lower() in self.oblique), None)
        # *laut seinem Anwalt*: no pronoun, but a word of the source.
        if pronoun is None or any(
            pronoun.end < part.end and pronoun.overlaps(part) for part in quotation.source
        ):
            return quotation
        parts = (
            [token for token in within if token.end <= pronoun.start],
            [token for token in within if token.start >= pronoun.end],
        )
        return attrs.evolve(
            quotation,
            cue=tuple(Span(part[0].start, part[-1].end, cue.whole) for part in parts if part),
            source=(pronoun,),
            content=tuple(_without(part, pronoun) for part in quotation.content),
        )

    def _pronoun(self, tokens: Sequence[Span], quotation: Quotation) -> Span | None:
        """Return the pronoun after a cue that follows its content, unless it is in the source already."""
        cue = quotation.cue[0]
        if quotation.content[0].start > cue.start:
            return None
        after = _after(tokens, cue)
        if after.text not in self.nominative or any(part.start <= after.start for part in quotation.source):
            return None
        return after

    def _phrase(self, tokens: Sequence[Span], start: int, quotation: Quotation) -> tuple[Span, ...]:
        """Return the words from an offset to the end of their phrase, without those who are spoken to."""
        at = bisect_left(tokens, start, key=lambda token: token.start)
        several = bool(self.single) and not quotation.cue[0].text.lower().endswith(self.single)
        skipped = self.told | self.nobody | self.adverb | (self.places if several else frozenset())
        ends = self.places | self.toward | self.joining | self.nobody
        said = (*quotation.content, *quotation.cue)
        taken: list[Span] = []
        for token in tokens[at : at + _REACH]:
            word = token.text.lower()
            if "\n" in token.whole[start : token.start]:
                break
            if not taken and (word in skipped or self._is_told(token.text)):
                continue
            if word in ends and not _is_joined(token):
                break
            if not (word[0].isalnum() or word == "-") or any(map(token.overlaps, said)):
                break
            taken.append(token)
        while taken and taken[-1].text == "-":
            taken.pop()
        return _joined(taken)


def _back(tokens: Sequence[Span], at: int) -> Iterator[Span]:
    """Return the tokens before one, the nearest first, as far as a phrase may reach."""
    return reversed(tokens[max(at - _REACH, 0) : at])


def _joined(words: Sequence[Span]) -> tuple[Span, ...]:
    """Return the words as one span, or nothing if there are none."""
    return (Span(words[0].start, words[-1].end, words[0].whole),) if words else ()


def _is_joined(token: Span) -> bool:
    """Tell whether a hyphen joins a token to the one before it: *кто-то*."""
    return token.whole[max(token.start - 1, 0) : token.start] == "-"


def _before(tokens: Sequence[Span], span: Span) -> Span:
    """Return the token before a span, or the span itself if there is none."""
    at = bisect_left(tokens, span.start, key=lambda token: token.start)
    return tokens[at - 1] if at else span


def _after(tokens: Sequence[Span], span: Span) -> Span:
    """Return the token after a span, or the span itself if there is none."""
    at = bisect_left(tokens, span.end, key=lambda token: token.start)
    return tokens[at] if at < len(tokens) else span


def _between(tokens: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    first = bisect_left(tokens, start, key=lambda token: token.start)
    return tokens[first : bisect_left(tokens, end, key=lambda token: token.start)]


def _without(part: Span, pronoun: Span) -> Span:
    """Return a part of a content that does not begin with a pronoun."""
    if part.start != pronoun.start or part.end == pronoun.end:
        return part
    start = part.end - len(part.whole[pronoun.end : part.end].lstrip())
    return Span(start, part.end, part.whole)
