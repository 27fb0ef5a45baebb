"""Discourse: who was mentioned where so far, who is speaking, and who was mentioned last."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from operator import attrgetter

import attrs

from quotekit.document import Quotation, QuotedSpan, Span, SpanIndex
from quotekit.lexicon import read
from quotekit.speakers.names.lexicon import document_classes, word_set
from quotekit.speakers.names.reader import NameMention
from quotekit.speakers.names.words import Words


@attrs.define(slots=True, kw_only=True)
class Event:
    """Hold one mention of an entity: where it is, and in what role; `within` the source of somebody else."""

    entity: int
    word: int
    sentence: int
    paragraph: int
    speaks: bool = False
    subject: bool = False
    owner: bool = False
    oblique: bool = False
    object: bool = False
    pronoun: bool = False
    within: bool = False
    quoted: int = -1
    content: int = -1

    @property
    def is_central(self) -> bool:
        """Whether a sentence may be about the entity: it owns nothing in it, and nothing is done to it."""
        return not (self.owner or self.oblique or self.object) and self.content < 0 and self.quoted < 0


@attrs.define(slots=True, kw_only=True)
class Place:
    """Hold the context of a pronoun.

    `content` is the quotation around it, `holder` the speaker of that quotation, `quoted` the outermost
    quoted span around it (each -1 if there is none), and `floor` the last speaker; `own` is the quotation
    whose source it is. `told_first` says that nobody else has been mentioned yet in what the last speaker
    reports in the same sentence.
    """

    sentence: int
    paragraph: int
    content: int = -1
    own: int = -1
    holder: int = -1
    quoted: int = -1
    floor: int = -1
    floor_sentence: int = -1
    opens: bool = False
    quotes_first: bool = False
    named_after: int = -1
    asked: bool = False
    speaks: bool = True
    content_first: bool = False
    adds: bool = False
    answers: bool = False
    told_first: bool = False


@attrs.define(slots=True, eq=False, kw_only=True)
class Discourse:
    """Keep the mentions of a text in order, and describe the context of each further one.

    `marks` are the outermost quoted spans, `contents` the parts of all contents, `owners` the quotation of
    each. `told` is, for each sentence, the number of sentences so far that do not begin inside quotation
    marks. Distances are measured in these, so that a long quotation does not separate a speaker from later
    mentions. `several` are the entities last mentioned together, `listed`, by kind, the bodies and the places
    last named in one list and the people who met, with the word of the last; `heads` maps a noun to the
    entity that it last described; `spoken` are those who have said something.
    """

    words: Words
    cover: Sequence[NameMention | None]
    sentences: Sequence[Span]
    marks: SpanIndex
    contents: SpanIndex
    owners: list[int]
    told: list[int]
    events: list[Event] = attrs.field(factory=list)
    heads: dict[str, int] = attrs.field(factory=dict)
    several: tuple[int, ...] = ()
    several_at: int = -1
    listed: dict[str, tuple[tuple[int, ...], int]] = attrs.field(factory=dict)
    floor: int = -1
    floor_sentence: int = -1
    asked: bool = False
    spoken: set[int] = attrs.field(factory=set)

    @classmethod
    def of(
        cls,
        words: Words,
        cover: Sequence[NameMention | None],
        sentences: Sequence[Span],
        quoted: Sequence[QuotedSpan],
        quotations: Sequence[Quotation],
    ) -> Discourse:
        marks = SpanIndex.of(sorted((q.span for q in quoted if q.depth == 0), key=attrgetter("start", "end")))
        around = marks.holding
        within = (around(sentence.start - 1) == around(sentence.start) >= 0 for sentence in sentences)
        parts = sorted((s.start, s.end, n) for n, q in enumerate(quotations) for s in q.content)
        return cls(
            words=words,
            cover=cover,
            sentences=sentences,
            marks=marks,
            told=list(accumulate(not spoken for spoken in within)),
            contents=SpanIndex([start for start, _, _ in parts], [end for _, end, _ in parts]),
            owners=[number for _, _, number in parts],
        )

    def mark_at(self, offset: int) -> int:
        """Return the outermost quoted span around an offset, or -1."""
        return self.marks.holding(offset)

    def step(self, index: int) -> int:
        """Return the position of word `index` for distances, or -1 if it is in no sentence."""
        sentence = self.words.sentence[index]
        return self.told[sentence] if sentence >= 0 else -1

    def content_at(self, offset: int) -> int:
        """Return the quotation whose content contains an offset, or -1."""
        at = self.contents.holding(offset)
        return self.owners[at] if at >= 0 else -1

    def place(
        self,
        index: int,
        *,
        content: int = -1,
        own: int = -1,
        holder: int = -1,
        speaks: bool = False,
        content_first: bool = False,
        adds: bool = False,
        answers: bool = False,
    ) -> Place:
        """Return the context of word `index`; `holder` speaks in the quotation `content` around it.

        `content_first` tells that what the word's own quotation says stands before it, `adds` that its verb
        lets somebody go on (she added, he also said), `answers` that it answers.
        """
        words = self.words
        return Place(
            sentence=self.step(index),
            paragraph=words.paragraph[index],
            content=content,
            own=own,
            holder=holder,
            quoted=self.mark_at(words.starts[index]),
            floor=self.floor,
            floor_sentence=self.floor_sentence,
            opens=words.first[index],
            quotes_first=self._quotes_first(index),
            named_after=self._named_after(index),
            asked=self.asked,
            speaks=speaks,
            content_first=content_first,
            adds=adds,
            answers=answers,
            told_first=self._is_told_first(index),
        )

    def _is_told_first(self, index: int) -> bool:
        """Tell whether what is reported has meant nobody else up to a word: a woman said she sold her car."""
        if self.floor_sentence != self.step(index) or self.mark_at(self.words.starts[index]) >= 0:
            return False
        content = self.content_at(self.words.starts[index])
        last = self.events[-1] if self.events else None
        return content >= 0 and last is not None and (last.content < 0 or last.entity == self.floor)

    def _named_after(self, index: int) -> int:
        """Return who is named right after a pronoun and its verb, so is somebody else: he told Hannity."""
        words = self.words
        for position in range(index + 1, min(index + 4, len(words))):
            if words.sentence[position] != words.sentence[index]:
                break
            name = self.cover[position]
            if name is not None:
                return name.entity
        return -1

    def _quotes_first(self, index: int) -> bool:
        """Tell whether the word's sentence begins with quotation marks that close before the word."""
        words = self.words
        sentence = words.sentence[index]
        if sentence < 0 or self.mark_at(words.starts[index]) >= 0:
            return False
        return self.mark_at(self.sentences[sentence].start) >= 0

    def events_of(self, index: int) -> Sequence[Event]:
        """Return the mentions in the sentence of word `index`, in their order."""
        step = self.step(index)
        low = bisect_left(self.events, step, key=attrgetter("sentence"))
        return self.events[low : bisect_right(self.events, step, key=attrgetter("sentence"))]

    def note(
        self,
        entity: int,
        index: int,
        last: int = -1,
        *,
        speaks: bool = False,
        owner: bool = False,
        pronoun: bool = False,
        within: bool = False,
    ) -> None:
        """Add a mention of an entity at word `index`; `last` is the last word of a description.

        It is not the subject of what follows if it is `within` a source: a friend of Ann Lee said.
        """
        words = self.words
        cover = self.cover[index]
        after = (cover.last if cover is not None else max(index, last)) + 1
        before = (
            words.lower[index - 1] if index and words.sentence[index - 1] == words.sentence[index] else ""
        )
        leads = words.lower[index - 2] if before == "the" and index > 1 else before
        oblique = leads in read("oblique-words")
        follows = self._after(after)
        opens = words.first[index] or (before == "the" and words.first[index - 1])
        acts = not within and (opens or follows in read("subject-verbs") or follows.endswith("ed"))
        self.events.append(
            Event(
                entity=entity,
                word=index,
                sentence=self.step(index),
                paragraph=words.paragraph[index],
                speaks=speaks,
                subject=speaks or before in word_set("saying") or (acts and not owner and not oblique),
                owner=owner,
                oblique=oblique and not speaks,
                object=before.endswith("ed") and before not in word_set("reaching"),
                pronoun=pronoun,
                within=within,
                quoted=self.mark_at(words.starts[index]),
                content=self.content_at(words.starts[index]),
            )
        )

    def _after(self, index: int) -> str:
        """Return the word at an index, or that after a day there, or nothing after a comma."""
        word, days = self._next(index), word_set("days")
        if word == "on" and self._next(index + 1) in days:
            return self._next(index + 2)
        return self._next(index + 1) if word in days else word

    def _next(self, index: int) -> str:
        """Return the word at an index, or nothing where more than a space stands before it."""
        words = self.words
        return words.lower[index] if index < len(words) and words.gaps[index - 1] == " " else ""

    def speak(self, entities: tuple[int, ...], index: int, *, asks: bool) -> None:
        """Record who speaks at word `index`."""
        if len(entities) == 1:
            self.floor = entities[0]
        else:
            self.together(entities, index)
        self.floor_sentence = self.step(index)
        self.asked = asks
        self.spoken.update(entities)
        for entity in entities:
            self.note(entity, index, speaks=True)

    def describe(self, noun: str, entity: int) -> None:
        """Record whom a noun describes, and a document for the nouns that can take it up as well."""
        self.heads[noun] = entity
        for name in document_classes(noun)[:1]:
            self.heads[f"class {name}"] = entity
        if noun in read("documents"):
            self.heads["class any"] = entity

    def together(self, entities: tuple[int, ...], index: int) -> None:
        """Record entities mentioned together, for a later *they*."""
        self.several, self.several_at = entities, index


def enclosing(quotations: Sequence[Quotation]) -> list[int]:
    """Return, for each quotation, the innermost other one whose content contains its source, or -1."""
    points = sorted((q.source[0].start, number) for number, q in enumerate(quotations) if q.source)
    spans = sorted((s.start, -s.end, number) for number, q in enumerate(quotations) for s in q.content)
    out = [-1] * len(quotations)
    stack: list[tuple[int, int]] = []
    at = 0
    for offset, number in points:
        while at < len(spans) and spans[at][0] <= offset:
            while stack and stack[-1][0] <= spans[at][0]:
                stack.pop()
            stack.append((-spans[at][1], spans[at][2]))
            at += 1
        while stack and stack[-1][0] <= offset:
            stack.pop()
        for end, owner in reversed(stack[-4:]):
            if end > offset and owner != number:
                out[number] = owner
                break
    return out
