"""The pass over a text that finds who speaks: sources in their order, and what stands between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

import attrs

from quotekit.document import Quotation
from quotekit.speakers.names.index import NameIndex
from quotekit.speakers.names.lexicon import fold, word_set
from quotekit.speakers.names.words import Words
from quotekit.speakers.resolving.antecedents import Antecedents
from quotekit.speakers.resolving.authors import Authors
from quotekit.speakers.resolving.confidence import confidence, evidence, of_first_person
from quotekit.speakers.resolving.conjuncts import Phrase
from quotekit.speakers.resolving.discourse import Discourse, Place
from quotekit.speakers.resolving.identities import Identities
from quotekit.speakers.resolving.mentions import SORTS
from quotekit.speakers.resolving.prominence import Prominence
from quotekit.speakers.resolving.readings import Readings
from quotekit.speakers.resolving.records import AUTHOR
from quotekit.speakers.resolving.running import RunningText
from quotekit.speakers.resolving.scorer import Choice
from quotekit.speakers.resolving.sources import SourceReader

# How many paragraphs on somebody may still be the speaker of words without a cue, and how often they are.
GOES_ON = 3
UNSOURCED = 0.75
# How many quotations around a first person are asked for who speaks there.
DEPTH = 8


@attrs.define(slots=True, eq=False, kw_only=True)
class Walk:
    """One pass over a text's words: names, sources, descriptions and pronouns in their order."""

    words: Words
    index: NameIndex
    discourse: Discourse
    prominence: Prominence
    readings: Readings
    running: RunningText
    quotations: tuple[Quotation, ...]
    sources: SourceReader
    antecedents: Antecedents
    authors: Authors
    identities: Identities
    around: list[int]
    least: float
    answers: dict[int, tuple[int, ...]] = attrs.field(factory=dict)
    sure: dict[int, float] = attrs.field(factory=dict)
    grounds: dict[int, dict[str, float]] = attrs.field(factory=dict)
    joint: dict[tuple[int, ...], set[tuple[int, int]]] = attrs.field(factory=dict)
    author: int = -1

    def run(self) -> list[tuple[int, ...]]:
        """Give, for each quotation, the numbers of the entities that speak; () where nobody can be named."""
        starting: dict[int, list[tuple[int, int]]] = {}
        for number, quotation in enumerate(self.quotations):
            if quotation.source:
                within = self.words.within(quotation.source[0].start, quotation.source[-1].end)
                if within:
                    starting.setdefault(within.start, []).append((number, within.stop))
        after = 0
        first_persons: list[int] = []
        for index in self.running.stops(starting):
            if index in self.identities.told:
                self.identities.learn(index)
            for number, stop in starting.get(index, ()):
                if not self._source(number, index, stop):
                    first_persons.append(number)
                after = max(after, stop)
            if index >= after:
                self.running.note(index)
        for number in first_persons:
            self.answers[number] = self._first_person(number, self.answers)
        answers = self._with_unsourced()
        goes_on = dict(enumerate(answers))
        for number in first_persons:
            # “I saw him,” goes on a paragraph without a cue, of which it is known only now who says it.
            answers[number] = answers[number] or self._first_person(number, goes_on)
        return self.identities.with_names(answers)

    def _source(self, number: int, index: int, stop: int) -> bool:
        """Resolve a quotation's source; False for a first person, which waits for the others."""
        words, quotation = self.words, self.quotations[number]
        place = self._place(number, index, stop)
        found: list[int] = []
        least = 1.0
        for phrase in self.sources.phrases(index, stop - 1):
            if self._is_writer(phrase, place.content):
                return False
            choice = self.antecedents.phrase(phrase, place)
            if choice is None:
                return False
            said = words.text[words.starts[phrase.first] : words.ends[phrase.last]]
            grounds = evidence(
                choice,
                (self.index.register.entities[n] for n in choice.entities),
                said,
                *self._prominence(choice, said),
                self.readings,
            )
            sure = 1.0 if choice.how == "known" else confidence(grounds)
            if sure < self.least and choice.how in SORTS:
                choice = attrs.evolve(choice, entities=(self.antecedents.alone(phrase),))
            if sure <= least:
                least, self.grounds[number] = sure, grounds
            found += [entity for entity in choice.entities if entity not in found]
        self.answers[number], self.sure[number] = tuple(found), least
        self._record(tuple(found), number)
        asks = "?" in quotation.content_text and any(
            cue.text.lower() in word_set("asking") for cue in quotation.cue
        )
        self.discourse.speak(tuple(found), index, asks=asks)
        self._names_within(index, stop, found)
        return True

    def _place(self, number: int, index: int, stop: int) -> Place:
        """Return the context of a quotation's source, which is the words from `index` to `stop`."""
        outer, quotation = self.around[number], self.quotations[number]
        holders = self.answers.get(outer, ())
        return self.discourse.place(
            index,
            content=outer,
            own=number,
            holder=holders[0] if len(holders) == 1 else -1,
            speaks=True,
            content_first=bool(quotation.content) and quotation.content[0].start < self.words.starts[index],
            adds=self._is_said(quotation, stop, word_set("adding")),
            answers=self._is_said(quotation, stop, word_set("answering")),
        )

    def _prominence(self, choice: Choice, said: str) -> tuple[Sequence[str], int]:
        """Return what the first of those chosen is to the text, and how many share a name with them."""
        if not choice.entities:
            return (), 0
        number = choice.entities[0]
        entity = self.index.register.entities[number]
        standing = self.prominence.features(number, entity, spoke=number in self.discourse.spoken)
        return standing, self.prominence.namesakes(entity, frozenset(map(fold, said.split())))

    def _is_said(self, quotation: Quotation, after: int, verbs: Set[str]) -> bool:
        """Tell whether a cue, or an adverb at word `after`, is among some words: she added, he also said."""
        said = [word for cue in quotation.cue for word in cue.text.lower().split()]
        return not verbs.isdisjoint((*said, *self.words.lower[after : after + 1]))

    def _names_within(self, first: int, stop: int, speakers: list[int]) -> None:
        """Take note of who is named in a source without speaking: a spokesman for Orbit, Obi's son Ade."""
        cover = self.index.cover
        for index in range(first, stop):
            name = cover[index]
            if name is not None and index == max(name.first, first) and name.entity not in speakers:
                self.running.name(name, index, within=True)

    def _record(self, entities: tuple[int, ...], number: int) -> None:
        """Let a source that no name speaks for be a mention of its speaker."""
        source = self.quotations[number].source
        span = (source[0].start, source[-1].end)
        if len(entities) > 1:
            self.joint.setdefault(entities, set()).add(span)
        elif entities:
            mentions = self.index.register.entities[entities[0]].mentions
            if not any(start < span[1] and span[0] < end for start, end in mentions[-1:]):
                mentions.append(span)

    def _is_writer(self, phrase: Phrase, outer: int) -> bool:
        """Tell whether a phrase is the writer's word for themselves: this reporter."""
        words = self.words
        return (
            outer < 0
            and phrase.last == phrase.first + 1
            and words.lower[phrase.first] == "this"
            and words.lower[phrase.last] in word_set("writer")
        )

    def _first_person(self, number: int, answers: Mapping[int, tuple[int, ...]]) -> tuple[int, ...]:
        """Return who says *I* or *we*: the quotation's speaker, outside quotations the writer.

        Within quotation marks it is nobody as long as nobody is known to speak there.
        """
        source = self.quotations[number].source[0]
        outer = self.around[number]
        for _ in range(DEPTH):
            if outer < 0 or answers.get(outer):
                break
            outer = self.around[outer]
        spoken, sure = answers.get(outer, ()), None
        if spoken:
            spoken, sure = self._maker(outer) or spoken, self.sure.get(outer, 1.0)
        elif self.discourse.mark_at(source.start) >= 0:
            return ()
        else:
            spoken = (self._writer(source.start, source.end),)
        self.grounds[number] = of_first_person(source.text.lower(), sure)
        self.sure[number] = confidence(self.grounds[number])
        self._record(spoken, number)
        return spoken

    def _maker(self, outer: int) -> tuple[int, ...]:
        """Return the person whose letter or statement a source is, or nobody: a letter by Ann Lee."""
        source = self.quotations[outer].source if outer >= 0 else ()
        within = self.words.within(source[0].start, source[-1].end) if source else range(0)
        answer, entities = self.answers.get(outer, ()), self.index.register.entities
        if not answer or entities[answer[0]].kind != "document":
            return ()
        named = {
            name.entity for k in within if (name := self.index.cover[k]) is not None and name.entity >= 0
        }
        return tuple(named) if len(named) == 1 and entities[min(named)].kind == "person" else ()

    def _writer(self, start: int, end: int) -> int:
        written = self.authors.at(self.words.within(start, end).start)
        if written < 0 and self.author < 0:
            entity = self.index.register.make("person")
            entity.forms[AUTHOR] = 1
            self.author = entity.number
        return self.author if written < 0 else written

    def _with_unsourced(self) -> list[tuple[int, ...]]:
        """Let speech without cue and source go on with who spoke before.

        After what is only reported that is a person rather than a body: the ministry said the road was shut.
        """
        words, entities = self.words, self.index.register.entities
        out: list[tuple[int, ...]] = []
        last = person = -1
        for number, quotation in enumerate(self.quotations):
            answer = self.answers.get(number, ())
            if answer and quotation.source and self.around[number] < 0:
                last = number
                if entities[answer[0]].kind in ("person", "unnamed"):
                    person = number
            elif quotation.source or quotation.cue or quotation.type != "direct":
                pass
            elif (told := self._told_of(quotation)) >= 0:
                answer = (told,)
                self.sure[number] = UNSOURCED
                last = person = number
            elif last >= 0:
                begin = words.within(quotation.start, quotation.end)
                for before in (person, last) if self.quotations[last].type == "indirect" else (last,):
                    end = words.within(0, self.quotations[before].end) if before >= 0 else None
                    if (
                        begin
                        and end
                        and words.paragraph[begin.start] - words.paragraph[end.stop - 1] <= GOES_ON
                    ):
                        answer = out[before]
                        self.sure[number] = min(UNSOURCED, self.sure.get(before, 1.0))
                        last, person = number, number if before == person else person
                        break
            out.append(answer)
        return out

    def _told_of(self, quotation: Quotation) -> int:
        """Return the person of whom the sentence before a quotation tells, or the one after it, or -1.

        *Ann Lee waved the letter. “Nobody answered it.”* The sentence is in the same paragraph, and outside
        quotation marks.
        """
        words, discourse = self.words, self.discourse
        within = words.within(quotation.start, quotation.end)
        if not within:
            return -1
        for beside in (within.start - 1, within.stop):
            if 0 <= beside < len(words) and words.paragraph[beside] == words.paragraph[within.start]:
                for event in discourse.events_of(beside):
                    person = self.index.register.entities[event.entity].kind in ("person", "unnamed")
                    if person and event.is_central:
                        return event.entity
        return -1
