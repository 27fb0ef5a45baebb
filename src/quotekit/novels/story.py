"""The story: every turn of a book with its surroundings, and everybody in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import attrs

from quotekit.document import Quotation, Tokenized
from quotekit.novels.census import find_people
from quotekit.novels.people import People
from quotekit.novels.phrases import Phrase, head_of, is_person_noun
from quotekit.novels.reading import Reading
from quotekit.novels.subjects import subject
from quotekit.novels.surroundings import PRONOUNS, Turn, TurnReader, narration_start, sentence_start


@attrs.frozen(kw_only=True, eq=False)
class Story:
    """Hold a book's turns, its people and its words."""

    reading: Reading
    people: People
    turns: tuple[Turn, ...]

    @classmethod
    def of(cls, tokenized: Tokenized, quotations: Sequence[Quotation]) -> Story:
        """Return a book's story, for the turns that were found in it."""
        stretches = sorted((s.start, s.end, place) for place, q in enumerate(quotations) for s in q.content)
        reading = Reading.of(tokenized, stretches)
        sources = [_source(reading, quotation) for quotation in quotations]
        spans = reading.extents(len(quotations))
        actors = _actors(reading, spans, sources)
        people = find_people(reading, tokenized.text, [s for s in (*sources, *actors) if s is not None])
        reader = TurnReader(reading, people, spans)
        turns = tuple(
            reader.turn(place, quotation, source)
            for place, (quotation, source) in enumerate(zip(quotations, sources, strict=True))
        )
        return cls(reading=reading, people=people, turns=turns)

    def carried(self) -> frozenset[int]:
        """Return the turns that carry on speech which the paragraph before leaves open."""
        return frozenset(
            place
            for place, (before, turn) in enumerate(pairwise(self.turns), 1)
            # Speech that breaks off with a dash is interrupted.
            if before.unclosed and turn.paragraph - before.paragraph == 1 and before.ending not in ("-", "—")
        )


def _source(reading: Reading, quotation: Quotation) -> Phrase | None:
    """Return a quotation's source as a phrase of tokens."""
    if not quotation.source:
        return None
    span = quotation.source[0]
    start, end = reading.token_at(span.start), reading.token_at(span.end)
    if end == start + 1 and reading.lower[start] in PRONOUNS:
        return Phrase(start, end, "pronoun", start)
    if reading.words[end - 1][:1].isupper():
        return Phrase(start, end, "name", end - 1)
    return Phrase(start, end, "description", head_of(reading, start, end))


def _actors(
    reading: Reading, spans: Sequence[tuple[int, int]], sources: Sequence[Phrase | None]
) -> Iterator[Phrase]:
    """Yield the descriptions of who acts before *he said*: *The driver whistled. “No,” he said.*"""
    for place, (first, _) in enumerate(spans):
        source = sources[place]
        if source is None or reading.lower[source.start] not in ("he", "she"):
            continue
        actor = subject(
            reading, sentence_start(reading, narration_start(reading, spans, place), first), first
        )
        if actor is not None and actor.kind == "description" and is_person_noun(reading.lower[actor.head]):
            yield actor
