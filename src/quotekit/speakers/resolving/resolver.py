"""The resolver, which finds the speaker of every source."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

import attrs

from quotekit.document import Name, Quotation, QuotedSpan, Resolution, Tokenized
from quotekit.speakers.names.evidence import Evidence
from quotekit.speakers.names.gender import is_possessive
from quotekit.speakers.names.headlines import preliminaries
from quotekit.speakers.names.index import NameIndex
from quotekit.speakers.names.lexicon import columns, fold, word_set
from quotekit.speakers.names.reader import NameMention, NameReader
from quotekit.speakers.names.words import Words
from quotekit.speakers.resolving.antecedents import Antecedents
from quotekit.speakers.resolving.authors import Authors
from quotekit.speakers.resolving.candidates import CandidateFinder
from quotekit.speakers.resolving.chains import Chains
from quotekit.speakers.resolving.confidence import confidence, evidence, of_first_person
from quotekit.speakers.resolving.conjuncts import Phrase
from quotekit.speakers.resolving.discourse import Discourse, Place, enclosing
from quotekit.speakers.resolving.known import Known
from quotekit.speakers.resolving.labels import labelled
from quotekit.speakers.resolving.mentions import SORTS
from quotekit.speakers.resolving.phrases import PhraseTexts
from quotekit.speakers.resolving.prominence import Prominence
from quotekit.speakers.resolving.records import AUTHOR, Records
from quotekit.speakers.resolving.scorer import Choice, Scorer
from quotekit.speakers.resolving.sources import SourceReader

LEAST = 0.05
"""The least confidence in a name; below it the speaker is described by the source's own words."""

# How many paragraphs on somebody may still be the speaker of words without a cue, and how often they are.
GOES_ON = 3
UNSOURCED = 0.75

# How many quotations around a first person are asked for who speaks there.
DEPTH = 8
# How many names a list of bodies may have.
LISTED = 8


def _from_0_to_1(_: object, attribute: attrs.Attribute[float], value: float) -> None:
    if not 0 <= value <= 1:
        raise ValueError(f"{attribute.name}: expected a number from 0 to 1, got {value!r}")


def _names_with_aliases(_: object, attribute: attrs.Attribute[object], value: object) -> None:
    wanted = f"{attribute.name}: expected names with lists of what else they are called"
    if not isinstance(value, Mapping):
        raise TypeError(f"{wanted}, got {type(value).__name__}")
    for name, aliases in value.items():
        if isinstance(aliases, str) or not isinstance(aliases, Sequence):
            raise TypeError(f"{wanted}, got {aliases!r} for {name!r}")


@attrs.frozen(kw_only=True)
class NameResolver:
    """Resolve every source to its speaker, by lexicons, rules and a small table of weights.

    `evidence` provides entities and coreference chains of another tool, which take precedence over the
    resolver's own reading. `least` is the least confidence in the name of a pronoun or description: below it
    the speaker is unnamed, with the source's own words. Raises `ValueError` if it is outside 0 to 1.
    `known_speakers` gives names with what else sources call them, as in ``{"Cyril Ramaphosa": ["the
    president", "Ramaphosa"]}``: that goes before everything else.

    A speaker's name is the fullest proper name in the text, without titles and spelt as it is there, or a
    description of somebody who is never named. Several speakers of one quotation are one `Speaker` of kind
    ``group``, whose name joins theirs with ``" | "`` and whose aliases are their names. The writer of the
    text, *I* and *we* outside quotations, is called ``AUTHOR`` if the text does not name them.

    >>> from quotekit.document import Name, Quotation, Span, Tokenized
    >>> text = "Wang Yi spoke. Mr Wang said talks would go on."
    >>> cut = lambda start, end: Span(start, end, text)
    >>> sentences = (cut(0, 14), cut(15, 46))
    >>> tokenized = Tokenized(text=text, paragraphs=(cut(0, 46),), sentences=sentences, tokens=())
    >>> said = Quotation(content=(cut(28, 45),), cue=(cut(23, 27),), source=(cut(15, 22),))
    >>> NameResolver().resolve(tokenized, (), (said,)).quotations[0].speaker.name
    'Wang Yi'
    """

    evidence: Evidence | None = None
    least: float = attrs.field(default=LEAST, validator=_from_0_to_1)
    known_speakers: Mapping[str, Sequence[str]] = attrs.field(factory=dict, validator=_names_with_aliases)
    _reader: NameReader = attrs.field(factory=NameReader, init=False, repr=False)

    def resolve(
        self, tokenized: Tokenized, quoted: tuple[QuotedSpan, ...], quotations: tuple[Quotation, ...]
    ) -> Resolution:
        """Return the same quotations in the same order with their speakers, and all speakers of the text."""
        return self.resolve_with_names(tokenized, quoted, quotations, ())

    def resolve_with_names(
        self,
        tokenized: Tokenized,
        quoted: tuple[QuotedSpan, ...],
        quotations: tuple[Quotation, ...],
        names: tuple[Name, ...],
    ) -> Resolution:
        """Resolve as `resolve` does, with the help of names that the attributor found."""
        walk = self.walk(tokenized, quoted, quotations, names)
        answers = walk.run()
        walk.antecedents.known.rename()
        entities = walk.index.register.entities
        resolution = Records(tokenized.text, entities, walk.joint).resolution(quotations, answers, walk.sure)
        return labelled(resolution)

    def walk(
        self,
        tokenized: Tokenized,
        quoted: tuple[QuotedSpan, ...],
        quotations: tuple[Quotation, ...],
        names: tuple[Name, ...] = (),
    ) -> Walk:
        """Read a text and return the pass that resolves its sources."""
        words = Words.of(tokenized)
        evidence = self.evidence
        entities = () if evidence is None else evidence.entities(tokenized)
        named = (quotation.source for quotation in quotations if quotation.source)
        sources = [words.within(source[0].start, source[-1].end) for source in named]
        index = NameIndex.of(words, self._reader, entities, names, sources)
        chains = Chains.of(words, index.cover, () if evidence is None else evidence.chains(tokenized))
        discourse = Discourse.of(words, index.cover, tokenized.sentences, quoted, quotations)
        texts = PhraseTexts(words, index.cover, index.register, discourse)
        reader = SourceReader(words=words, cover=index.cover)
        prominence = Prominence.of(words, index.cover, quotations)
        finder = CandidateFinder(words, index, discourse, prominence)
        scorer = Scorer(words, index, discourse, finder)
        known = Known.of(index.register, self.known_speakers)
        return Walk(
            words=words,
            index=index,
            discourse=discourse,
            prominence=prominence,
            quotations=quotations,
            sources=reader,
            antecedents=Antecedents(words, index, discourse, texts, scorer, reader, chains, known),
            skipped=preliminaries(words),
            authors=Authors(words, index.names, index.register.entities),
            around=enclosing(quotations),
            least=self.least,
        )


@attrs.define(slots=True, eq=False, kw_only=True)
class Walk:
    """One pass over a text's words: names, sources, descriptions and pronouns in their order."""

    words: Words
    index: NameIndex
    discourse: Discourse
    prominence: Prominence
    quotations: tuple[Quotation, ...]
    sources: SourceReader
    antecedents: Antecedents
    skipped: frozenset[int]
    authors: Authors
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
        for index in self._stops(starting):
            for number, stop in starting.get(index, ()):
                if not self._source(number, index, stop):
                    first_persons.append(number)
                after = max(after, stop)
            if index >= after and index not in self.skipped:
                self._mention(index)
        for number in first_persons:
            self.answers[number] = self._first_person(number, self.answers)
        answers = self._with_unsourced()
        goes_on = dict(enumerate(answers))
        for number in first_persons:
            # “I saw him,” goes on a paragraph without a cue, of which it is known only now who says it.
            answers[number] = answers[number] or self._first_person(number, goes_on)
        return answers

    def _mention(self, index: int) -> None:
        """Take note of what the running text mentions at a word."""
        words, cover, pronouns = self.words, self.index.cover, columns("pronouns")
        name, word = cover[index], words.lower[index]
        if words.first[index]:
            self._subject(index)
        if name is not None:
            if index == name.lead or (index == name.first and cover[name.lead] is not name):
                self._name(name, index)
        elif word in columns("determiners") and self._description(index) and word not in pronouns:
            return
        elif word in pronouns and pronouns[word][1] in "mf":
            self._pronoun(index)
        elif self._opens(index):
            self._group(index)

    def _stops(self, starting: Container[int]) -> list[int]:
        """Return the words at which anything can happen: sources, names, pronouns and determiners."""
        small = {*columns("determiners"), *(w for w, row in columns("pronouns").items() if row[1] in "mf")}
        opening = {sentence.start for sentence in self.words.sentences} | {k + 1 for k in self.skipped}
        places = zip(self.words.lower, self.index.cover, strict=True)
        return [
            k
            for k, (word, name) in enumerate(places)
            if word in small or name is not None or k in opening or k in starting
        ]

    def _opens(self, index: int) -> bool:
        """Tell whether a word opens a sentence, or what follows a dateline."""
        return index not in self.skipped and (self.words.first[index] or index - 1 in self.skipped)

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
            adds=self._adds(quotation, stop),
        )

    def _prominence(self, choice: Choice, said: str) -> tuple[Sequence[str], int]:
        """Return what the first of those chosen is to the text, and how many share a name with them."""
        if not choice.entities:
            return (), 0
        number = choice.entities[0]
        entity = self.index.register.entities[number]
        standing = self.prominence.features(number, entity, spoke=number in self.discourse.spoken)
        return standing, self.prominence.namesakes(entity, frozenset(map(fold, said.split())))

    def _adds(self, quotation: Quotation, after: int) -> bool:
        """Tell whether a cue, or an adverb at word `after`, lets somebody go on: she added, he also said."""
        said = [word for cue in quotation.cue for word in cue.text.lower().split()]
        return not word_set("adding").isdisjoint((*said, *self.words.lower[after : after + 1]))

    def _names_within(self, first: int, stop: int, speakers: list[int]) -> None:
        """Take note of who is named in a source without speaking: a spokesman for Orbit."""
        cover = self.index.cover
        for index in range(first, stop):
            name = cover[index]
            if name is not None and index == max(name.first, first) and name.entity not in speakers:
                self._name(name, index)

    def _record(self, entities: tuple[int, ...], number: int) -> None:
        """Let a source that no name speaks for be a mention of its speaker."""
        source = self.quotations[number].source
        span = (source[0].start, source[-1].end)
        if len(entities) > 1:
            self.joint.setdefault(entities, set()).add(span)
        elif entities and not any(
            start < span[1] and span[0] < end for start, end in self._latest(entities[0])
        ):
            self.index.register.entities[entities[0]].mentions.append(span)

    def _latest(self, number: int) -> list[tuple[int, int]]:
        return self.index.register.entities[number].mentions[-1:]

    def _is_writer(self, phrase: Phrase, outer: int) -> bool:
        """Tell whether a phrase is the writer's word for themselves: this reporter."""
        words = self.words
        return (
            outer < 0
            and phrase.last == phrase.first + 1
            and words.lower[phrase.first] == "this"
            and words.lower[phrase.last] in word_set("writer")
        )

    def _name(self, name: NameMention, index: int) -> None:
        if name.entity < 0:
            return
        self.discourse.note(name.entity, index, owner=name.possessive)
        self._couple(name)
        if name.possessive:
            body = self.antecedents.body_of(name, people=self._opens(name.lead))
            if body >= 0:
                self.discourse.note(body, name.last + 1)
        if self.index.register.entities[name.entity].kind == "group":
            self.discourse.together((name.entity,), index)

    def _couple(self, name: NameMention) -> None:
        """Record two persons named side by side, as "Marco Rubio (R-Fla.) and Sen. Ted Cruz" are."""
        words, before = self.words, self.words.before(name.lead)
        if before < 1 or words.lower[before] != "and" or words.sentence[before] != words.sentence[name.last]:
            return
        for position in (before - 1, before - 2):
            other = self.index.cover[position] if position >= 0 else None
            if other is not None:
                if other.entity != name.entity and {other.kind, name.kind} == {"person"}:
                    self.discourse.together((other.entity, name.entity), name.last)
                elif other.kind == name.kind and name.kind in ("organisation", "place"):
                    listed = (*self._listed_before(other), other.entity, name.entity)
                    self.discourse.listed[name.kind] = tuple(dict.fromkeys(listed)), name.last
                return

    def _listed_before(self, name: NameMention) -> tuple[int, ...]:
        """Return the names of the same kind that commas join to a name, in their order."""
        words = self.words
        out: list[int] = []
        before = words.before(name.lead)
        while before >= 0 and words.gap(before) == ", " and len(out) < LISTED:
            other = self.index.cover[before]
            if other is None or other.kind != name.kind:
                break
            out.append(other.entity)
            before = words.before(other.lead)
        return tuple(reversed(out))

    def _description(self, index: int) -> bool:
        """Take note of a person described in the running text; False where the word opens no such phrase."""
        entity, last = self.antecedents.in_passing(index)
        if entity < 0:
            return False
        self.discourse.note(entity, index)
        span = (self.words.starts[index], self.words.ends[last])
        if span not in self._latest(entity):
            self.index.register.entities[entity].mentions.append(span)
        return True

    def _subject(self, index: int) -> None:
        number = self.antecedents.subject(index)
        if number >= 0:
            self.discourse.note(number, index)

    def _group(self, index: int) -> None:
        number = self.antecedents.group(index)
        if number >= 0:
            self.discourse.note(number, index)

    def _pronoun(self, index: int) -> None:
        number = self.antecedents.running(index)
        if number >= 0:
            self.discourse.note(number, index, owner=is_possessive(self.words, index), pronoun=True)
            self.index.register.entities[number].mentions.append(
                (self.words.starts[index], self.words.ends[index])
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
            sure = self.sure.get(outer, 1.0)
        elif self.discourse.mark_at(source.start) >= 0:
            return ()
        else:
            spoken = (self._writer(source.start, source.end),)
        self.grounds[number] = of_first_person(source.text.lower(), sure)
        self.sure[number] = confidence(self.grounds[number])
        self._record(spoken, number)
        return spoken

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
            elif not quotation.source and not quotation.cue and quotation.type == "direct" and last >= 0:
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
