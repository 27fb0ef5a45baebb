"""The story: every turn of a book with its context, from which the speaker is inferred."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

import attrs

from quotekit.document import Quotation, Tokenized
from quotekit.lexicon import group
from quotekit.novels.census import find_people
from quotekit.novels.people import People, Person, Sighting
from quotekit.novels.phrases import Phrase, head_of, is_person_noun, is_speech_verb
from quotekit.novels.reading import NARRATION, Reading
from quotekit.novels.subjects import subject

NOBODY = -1
_PRONOUNS = {
    "he": ("he", "m"),
    "his": ("he", "m"),
    "she": ("she", "f"),
    "her": ("she", "f"),
    "i": ("I", "u"),
    "my": ("I", "u"),
    "we": ("I", "u"),
    "they": ("they", "u"),
    "it": ("they", "u"),
}
_OPENING = frozenset("\"“‘'«„")
_CLOSING = frozenset("\"”’'»")
_OWNERS = frozenset({"his", "her", "my", "their", "our"})
_SIRS = frozenset({"sir", "mister", "monsieur", "signor"})
_MADAMS = frozenset({"madam", "ma'am", "ma’am", "miss", "madame", "mademoiselle", "mum"})
# Verbs whose object is the addressee: *she told Tom*.
_TELLING = group("fiction-telling")


@attrs.frozen(kw_only=True, eq=False)
class Turn:
    """Hold one turn and its surroundings; people are numbers, `NOBODY` where nobody is found.

    - `first` and `last` are its tokens, half-open; `before` and `after` the narration around it in its
      `paragraph`. It has so many `words`, its last mark is its `ending`, and `unclosed` tells that its marks
      stay open.
    - `cue` is the kind of its source (``none``, ``name``, ``he``, ``she``, ``I``, ``they``, ``description``,
      or ``relative`` for *her mother*), on which `side`. `source` is who is named there, `rivals` those whom
      the name may mean as well, and `gender` what the cue tells.
    - `head` is the noun of the cue's description, `article` the word that opens it, and `modifiers` how many
      words stand between the two.
    - `beats` are who acts in the narration before and after; `led` is who acts in the sentence that ends the
      paragraph before, and `led_speaks` whether that tells of speaking.
    - `called` are those called by name in it, `told` those to whom the cue says it is spoken, `spoken_of`
      those it mentions. `polite` is the gender of a *sir* or *madam* in it.
    """

    first: int
    last: int
    paragraph: int
    before: tuple[int, int]
    after: tuple[int, int]
    cue: str
    side: str
    source: int
    gender: str
    head: str
    article: str
    modifiers: int
    rivals: frozenset[int]
    beats: tuple[int, int]
    beat_genders: tuple[str, str]
    led: int
    led_gender: str
    led_speaks: bool
    called: frozenset[int]
    told: frozenset[int]
    spoken_of: frozenset[int]
    polite: str
    words: int
    ending: str
    unclosed: bool


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
        tokens = _TokensAt(reading)
        sources = [tokens.phrase(q) for q in quotations]
        spans = reading.extents(len(quotations))
        actors = _actors(reading, spans, sources)
        people = find_people(reading, tokenized.text, [s for s in (*sources, *actors) if s is not None])
        reader = _TurnReader(reading, people, [(s.start, s.end) for s in people.sightings])
        turns = tuple(
            reader.turn(spans, place, quotation, sources[place], tokens)
            for place, quotation in enumerate(quotations)
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


class _TokensAt:
    """Turn offsets into token numbers."""

    def __init__(self, reading: Reading) -> None:
        self.starts = reading.starts
        self.reading = reading

    def __call__(self, offset: int) -> int:
        return bisect_left(self.starts, offset)

    def phrase(self, quotation: Quotation) -> Phrase | None:
        """Return a quotation's source as a phrase of tokens."""
        if not quotation.source:
            return None
        span = quotation.source[0]
        start, end = self(span.start), self(span.end)
        low = self.reading.lower[start]
        if end == start + 1 and low in _PRONOUNS:
            return Phrase(start, end, "pronoun", start)
        if self.reading.words[end - 1][:1].isupper():
            return Phrase(start, end, "name", end - 1)
        return Phrase(start, end, "description", head_of(self.reading, start, end))


def _actors(
    reading: Reading, spans: Sequence[tuple[int, int]], sources: Sequence[Phrase | None]
) -> Iterator[Phrase]:
    """Yield the descriptions of who acts before *he said*: *The driver whistled. “No,” he said.*"""
    for place, (first, _) in enumerate(spans):
        source = sources[place]
        if source is not None and reading.lower[source.start] in ("he", "she"):
            start = _sentence_start(reading, _narration_start(reading, spans, place), first)
            actor = subject(reading, start, first)
            if actor is None or actor.kind != "description":
                continue
            if is_person_noun(reading.lower[actor.head]):
                yield actor


def _narration_start(reading: Reading, spans: Sequence[tuple[int, int]], place: int) -> int:
    """Return where the narration before a turn in its paragraph begins."""
    start = reading.first[reading.paragraph[spans[place][0]]]
    return max(start, spans[place - 1][1]) if place else start


def _sentence_start(reading: Reading, start: int, end: int) -> int:
    """Return where the last sentence of a range, or its part after a semicolon, begins."""
    at = end - 1
    while at > start and not reading.begins[at] and reading.words[at - 1] != ";":
        at -= 1
    return max(at, start)


@attrs.frozen(eq=False)
class _TurnReader:
    reading: Reading
    people: People
    places: list[tuple[int, int]]

    def turn(
        self,
        spans: list[tuple[int, int]],
        place: int,
        quotation: Quotation,
        phrase: Phrase | None,
        tokens: _TokensAt,
    ) -> Turn:
        reading = self.reading
        first, last = spans[place]
        paragraph = reading.paragraph[first]
        start = _narration_start(reading, spans, place)
        end = reading.first[reading.paragraph[max(last - 1, 0)] + 1]
        if place + 1 < len(spans) and spans[place + 1][0] < end:
            end = spans[place + 1][0]
        cue, source, gender = self._cue(phrase)
        verb = tokens(quotation.cue[0].start) if quotation.cue else -1
        described = phrase if cue in ("description", "relative") else None
        inside = [at for at in range(first, last) if reading.speech[at] == place]
        sightings = [s for s in self._between(first, last) if reading.speech[s.start] == place]
        before = self._subject(_sentence_start(reading, start, first), first)
        after = self._subject(last, end)
        led = self._led(paragraph, start)
        return Turn(
            first=first,
            last=last,
            paragraph=paragraph,
            before=(start, first),
            after=(last, end),
            cue=cue,
            side=quotation.rule,
            source=source,
            gender=gender,
            head="" if described is None else reading.lower[described.head],
            article="" if described is None else reading.lower[described.start],
            modifiers=0 if described is None else described.head - described.start - 1,
            rivals=self._rivals_in(phrase) if cue == "name" and phrase is not None else frozenset(),
            beats=(before[0], after[0]),
            beat_genders=(before[1], after[1]),
            led=led[0],
            led_gender=led[1],
            led_speaks=led[2],
            called=frozenset(s.person for s in sightings if s.called),
            told=self._told(verb) - {source},
            spoken_of=frozenset(s.person for s in sightings if not s.called),
            polite=_polite(reading, inside),
            words=len(inside),
            ending=next(
                (
                    reading.words[a][0]
                    for a in reversed(inside)
                    if reading.words[a][:1] in (".", "?", "!", ",", "-", "—", "…")
                ),
                "",
            ),
            # What a dash opens has no mark at its end either.
            unclosed=reading.words[first][:1] in _OPENING and reading.words[last - 1][:1] not in _CLOSING,
        )

    def _between(self, start: int, end: int) -> list[Sighting]:
        low = bisect_left(self.places, (start, 0))
        high = bisect_left(self.places, (end, 0))
        return list(self.people.sightings[low:high])

    def _sighting_in(self, phrase: Phrase) -> Sighting | None:
        found = [s for s in self._between(max(phrase.start - 1, 0), phrase.end) if s.end > phrase.start]
        if phrase.kind == "description":
            # *Tom's mother* is not Tom.
            found = [s for s in found if s.start <= phrase.head < s.end]
        return found[-1] if found else None

    def _rivals_in(self, phrase: Phrase) -> frozenset[int]:
        sighting = self._sighting_in(phrase)
        return frozenset(() if sighting is None else sighting.rivals)

    def _cue(self, phrase: Phrase | None) -> tuple[str, int, str]:
        if phrase is None:
            return "none", NOBODY, "u"
        low = self.reading.lower[phrase.start]
        if phrase.kind == "pronoun":
            cue, gender = _PRONOUNS[low]
            return cue, self.people.narrator if cue == "I" else NOBODY, gender
        sighting = self._sighting_in(phrase)
        person = NOBODY if sighting is None else sighting.person
        gender = self.people.persons[person].gender if person != NOBODY else "u"
        if person != NOBODY and self.people.persons[person].kind == "named":
            return "name", person, gender
        return "relative" if low in _OWNERS else "description", person, gender

    def _subject(self, start: int, end: int) -> tuple[int, str]:
        """Return who acts first in some narration, and the gender of a pronoun there."""
        if start >= end:
            return NOBODY, "u"
        phrase = subject(self.reading, start, min(end, start + 40))
        if phrase is None:
            return NOBODY, "u"
        _, person, gender = self._cue(phrase)
        return person, gender

    def _led(self, paragraph: int, start: int) -> tuple[int, str, bool]:
        """Return who acts in the last sentence of the paragraph before, and whether it is about speaking."""
        reading = self.reading
        if paragraph == 0 or start != reading.first[paragraph]:
            return NOBODY, "u", False
        begin, end = reading.first[paragraph - 1], reading.first[paragraph]
        if end <= begin or reading.speech[end - 1] != NARRATION:
            return NOBODY, "u", False
        sentence = _sentence_start(reading, begin, end)
        speaks = any(is_speech_verb(reading, at) for at in range(sentence, min(end, sentence + 40)))
        return *self._subject(sentence, end), speaks

    def _told(self, verb: int) -> frozenset[int]:
        """Return the addressee in a cue: *said Ann to Tom*, *she told Tom*."""
        if verb < 0:
            return frozenset()
        stop = next(
            (
                a
                for a in range(verb + 1, min(verb + 12, len(self.reading)))
                if self.reading.lower[a] in (".", ",", ";", ":", '"', "“")
            ),
            verb + 12,
        )
        direct = self.reading.lower[verb] in _TELLING
        return frozenset(
            s.person
            for s in self._between(verb, stop)
            if self.reading.lower[s.start - 1] in ("to", "towards", "at") or (direct and s.start == verb + 1)
        )


def _polite(reading: Reading, inside: Sequence[int]) -> str:
    for at in inside:
        low = reading.lower[at]
        if low in _SIRS:
            return "m"
        if low in _MADAMS and not reading.words[min(at + 1, len(reading) - 1)][:1].isupper():
            return "f"
    return "u"


def fits(person: Person, gender: str) -> int:
    """Return 1 if a person's gender is the given one, -1 if it is the other, else 0."""
    if gender == "u" or person.gender == "u":
        return 0
    return 1 if person.gender == gender else -1
