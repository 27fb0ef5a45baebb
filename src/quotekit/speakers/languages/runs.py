"""Runs of capitalised words: the names in them, without the offices and titles before these."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import attrs
import regex

from quotekit.document import Span, SpeakerKind
from quotekit.speakers.languages.cases import FULL, given, is_apposed
from quotekit.speakers.languages.lists import Lists
from quotekit.speakers.languages.persons import PARTICLE, Beginning, beginning, offices

# A full stop only after a letter or two: an initial, a short title.
_WORD = r"(?:\p{Lu}\p{L}?\.|\p{Lu}[’']?+[\p{L}\p{M}]*+(?:[’'\-–]\p{L}[\p{L}\p{M}]*+)*+)"
_AND = "y"
# Not *der 51-Jährige*.
RUN = regex.compile(
    rf"(?<![\p{{L}}\p{{M}}\d]|\d[\-–]){_WORD}(?:[ \xa0](?:{PARTICLE.pattern}[ \xa0]){{0,2}}{_WORD})*+"
)
LETTERS = regex.compile(r"[\p{L}\p{M}]++(?:[’'.\-–][\p{L}\p{M}]++)*+[’'.]?+")
_GOES_ON = regex.compile(r"[\p{L}\p{M}\d]|[\-–]\p{L}")
ELIDED = regex.compile(r"(\p{L}{1,4}[’'])(\p{L})")
# A longer run of capitals is a headline.
LONGEST = 10
# How far back the words before a run may be.
_NEAR = 30
# *der jährige Dachdecker*
_ADJECTIVE = ("e", "er", "en", "em", "es")


@attrs.frozen(kw_only=True)
class Name:
    """Hold a name without its titles: its words as compared, its text, and its offset.

    `gender` is that of a title in it; `kind` is known only from entities and marks. It is `sure` unless other
    words may belong to it, or only a part of it is a name.
    """

    parts: tuple[str, ...]
    text: str
    start: int
    gender: str
    kind: SpeakerKind | None
    sure: bool = True

    @property
    def end(self) -> int:
        """Return the offset behind the name."""
        return self.start + len(self.text)


class Runs:
    """Read the runs of one text; entities from another tool tell what kind a name is of."""

    def __init__(
        self,
        text: str,
        words: Lists,
        entities: Sequence[tuple[Span, SpeakerKind]],
        is_surname: Callable[[str], bool],
    ) -> None:
        self.text = text
        self.lists = words
        self._is_surname = is_surname
        self.entities: list[tuple[int, int, SpeakerKind]] = []
        for span, kind in sorted(entities, key=lambda pair: (pair[0].start, -pair[0].end)):
            free = not self.entities or self.entities[-1][1] <= span.start
            if free and span.start < span.end and not self._cuts(span):
                self.entities.append((span.start, span.end, kind))
        self.starts = [start for start, _, _ in self.entities]

    def names(self, start: int, end: int, kind: SpeakerKind | None) -> Iterator[Name]:
        """Return the names in a run, or in an entity of this kind, without their titles."""
        gender = ""
        matches = list(LETTERS.finditer(self.text, start, end))
        for link, after in pairwise(matches):
            # *Luis Paz y Marta Ríos*; but *Ortega y Gasset*
            joined = link.group() == _AND and given(self.lists.key(after.group()), self.lists)
            if joined or self._is_next(matches, after):
                yield from self.names(start, link.start() - 1 if joined else link.end(), kind)
                yield from self.names(after.start(), end, kind)
                return
        keys = [self.lists.key(match.group()) for match in matches]
        if cut := self._belongs(matches, keys):
            del matches[cut:], keys[cut:]
            end = matches[-1].end()
        begun = self._own(keys, start)
        own = max(begun.at, self._behind_acronym([match.group() for match in matches]))
        for number, match in enumerate(matches):
            word = keys[number]
            if number < own:
                gender = self.lists.titles.get(self.lists.title(word) or "", gender)
            elif (title := self.lists.title(word)) is not None and not self._alone(matches, number):
                gender = self.lists.titles[title]
            elif self._tells_body(matches, number):
                kind = kind or "organisation"
            elif gender and match.group().islower():
                # *Sprecher der Polizei*: the title has no name of its own.
                return
            elif not self._small(word, match.start(), match.end() < end):
                whole = self.text[match.start() : end]
                parts = tuple(map(self.lists.key, whole.split()))
                kind = kind or self._around(match.start(), end)
                if not number and is_apposed(self._word_before(start), self.lists):
                    kind = kind or "organisation"
                sure = begun.sure or len(parts) == 1 or given(parts[0], self.lists)
                yield Name(parts=parts, text=whole, start=match.start(), gender=gender, kind=kind, sure=sure)
                return

    def _alone(self, run: Sequence[regex.Match[str]], number: int) -> bool:
        """Tell whether a noun for a trade is a name: somebody's in the text, or a German one without article.

        *Uwe Richter kam. Richter sagte*; *sagte Richter*.
        """
        if number + 1 < len(run):
            return False
        if self._is_surname(self.lists.key(run[number].group())):
            return True
        if not self.lists.capitals or number:
            return self.lists.capitals
        at = run[0].start()
        nearest = [self.lists.key(word) for word in self.text[max(at - _NEAR, 0) : at].split()[-2:]]
        small = (self.lists.articles, self.lists.obliques, self.lists.owners)
        return self.inside(at) and not any(word in words for word in nearest for words in small)

    def _tells_body(self, run: Sequence[regex.Match[str]], number: int) -> bool:
        """Tell whether a noun tells what the body behind it is: *Агентство Рейтер*, not *Jornal do Vale*."""
        if number + 1 == len(run) or run[number + 1].group().islower():
            return False
        begins = self.lists.capitals or not self.inside(run[number].start())
        return begins and is_apposed(self.lists.key(run[number].group()), self.lists)

    def _belongs(self, run: Sequence[regex.Match[str]], keys: Sequence[str]) -> int:
        """Return where a run tells behind a full name what it belongs to (*Ida Moll vom Verein*), or 0."""
        if not any(match.group().islower() for match in run):
            return 0
        first = offices(keys, self.lists)
        for number in range(first + FULL, len(run) - 1):
            if not run[number].group().islower() or keys[number] not in self.lists.owners:
                continue
            words = zip(run[first:number], keys[first:number], strict=True)
            full = sum(one.group()[0].isupper() and key not in self.lists.articles for one, key in words)
            parted = self.lists.parted or self.lists.has_body(keys[number:])
            if full >= FULL and parted and not given(keys[number - 1], self.lists):
                return number
        return 0

    def _is_next(self, run: Sequence[regex.Match[str]], word: regex.Match[str]) -> bool:
        """Tell whether another full name begins in a run of words: *адвокат Льва Сомова Анна Орлова*."""
        if not self.lists.inflects or len(run) > LONGEST or word is run[-1]:
            return False
        at = run.index(word)
        keys = (self.lists.key(one.group()) for one in (word, *run[: max(at - 1, 0)]))
        return given(next(keys), self.lists) and any(given(key, self.lists) for key in keys)

    def _own(self, words: list[str], at: int) -> Beginning:
        """Return the word in a run of capitalised words with which the proper name begins.

        Before a given name there may be a role or a place (*Torwart Kai Ritter*, *the mayor Horní Lhoty Hana
        Lipová*). In languages where only names are capitalised, and whose names have no cases, the run must
        follow a title or begin a sentence: otherwise its first word is a given name, listed or not.
        """
        if not self.lists.statements.isdisjoint(words[:-1]):
            # *Nach Aussage Molls*, *von Ida Moll*
            first = 1 + max(number for number, word in enumerate(words[:-1]) if word in self.lists.statements)
            return Beginning(first + (words[first] in self.lists.owners and first + 1 < len(words)))
        cased = self.lists.capitals or self.lists.inflects
        office = offices(words, self.lists)
        titled = office > 0 or self._titled(at)
        if not cased and self.inside(at) and not titled:
            return Beginning(0)
        # *Sprecher der Polizei*; *Directeur van Agrocampo Ann Lee*
        if 0 < office < len(words) and words[office] in self.lists.owners:
            found = beginning(words[office + 1 :], self.lists, office=True)
            return Beginning(office + 1 + found.at, found.sure) if found.at else Beginning(office)
        found = beginning(words[office:], self.lists, office=titled)
        if not found.at and not titled and self._is_trade(words, at):
            return Beginning(1)
        opens = not self.inside(at) and not self.lists.capitals
        return Beginning(office + found.at, found.sure and not (opens and not titled))

    def _is_trade(self, words: list[str], at: int) -> bool:
        """Tell whether the first word of a run is a German noun for somebody: behind an article and the like.

        *sein Nachbar Uwe Born*, *der 34-jährige Dachdecker Jan Vos*; but *der Bundestag*.
        """
        if not self.lists.capitals or len(words) < FULL or self.lists.has_body(words[:1]):
            return False
        before = self._word_before(at)
        own = before in self.lists.obliques
        if given(words[0], self.lists) or words[1] in self.lists.owners:
            return False
        determined = own or before in self.lists.articles or before.endswith(_ADJECTIVE)
        return own or (len(words) > FULL and determined)

    def _behind_acronym(self, words: list[str]) -> int:
        """Return the word behind the last acronym before a full name: *tajemník NATO Henrik Dalgaard*."""
        if not self.lists.inflects or all(word.isupper() for word in words[-1:]):
            return 0
        short = (number for number, word in enumerate(words[:-2], 1) if word.isupper() and word.isalpha())
        return max((number for number in short if len(words[number - 1]) > 1), default=0)

    def _titled(self, at: int) -> bool:
        return self._word_before(at) in self.lists.titles

    def behind_adposition(self, at: int) -> bool:
        """Tell whether a preposition precedes an offset."""
        return self._word_before(at) in self.lists.adpositions

    def _word_before(self, at: int) -> str:
        before = self.text[max(at - _NEAR, 0) : at].split()
        return self.lists.key(before[-1]) if before else ""

    def _small(self, word: str, at: int, more: bool) -> bool:
        """Tell whether a capitalised word is not part of a name, which may continue after it.

        Some are also names: *Son Heung-min*, *Jim*, *Van der Vos*.
        """
        if word in self.lists.obliques:
            return self.lists.capitals or not more
        if word in self.lists.adpositions and not PARTICLE.fullmatch(word):
            return more and not self.inside(at)
        # *L'opposante*
        elided = ELIDED.match(self.text, at)
        if elided and elided[2].islower() and self.lists.key(elided[1]) in self.lists.articles:
            return True
        if word in self.lists.selves and word in self.lists.given:
            following = LETTERS.match(self.text, at + len(word) + 1)
            return following is not None and given(self.lists.key(following.group()), self.lists)
        # *selon La Voix*
        kept = more and self.text[at].isupper() and not self.lists.capitals and self.inside(at)
        if word in self.lists.articles and word not in self.lists.selves:
            return not kept
        return word in self.lists.articles or word in self.lists.pronouns or word in self.lists.relatives

    def _around(self, start: int, end: int) -> SpeakerKind | None:
        number = bisect_right(self.starts, start) - 1
        if number >= 0 and end <= self.entities[number][1]:
            return self.entities[number][2]
        return None

    def _cuts(self, span: Span) -> bool:
        """Tell whether a span begins or ends inside a word (*BMW-Sprecher*) and so names something else."""
        before = self.text[span.start - 1 : span.start]
        inside = before.isalpha() and self.text[span.start].isalpha()
        return inside or bool(_GOES_ON.match(self.text, span.end))

    def inside(self, at: int) -> bool:
        """Tell whether a name is inside a sentence, where its capital shows that it is one."""
        before = self.text[max(at - 3, 0) : at].rstrip(" \xa0")
        return before[-1:].isalpha() or before.endswith(",")
