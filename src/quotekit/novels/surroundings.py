"""Surroundings: what stands in and around each turn of a book, from which its speaker is inferred."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

import attrs

from quotekit.document import Quotation
from quotekit.lexicon import group
from quotekit.novels.people import People, Sighting
from quotekit.novels.phrases import Phrase, is_speech_verb
from quotekit.novels.reading import NARRATION, Reading
from quotekit.novels.subjects import subject

NOBODY = -1
# Each pronoun of a cue with its kind and gender.
PRONOUNS = {
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
_ENDINGS = frozenset(".?!,-—…")
_OWNERS = frozenset({"his", "her", "my", "their", "our"})
_SIRS = frozenset({"sir", "mister", "monsieur", "signor"})
_MADAMS = frozenset({"madam", "ma'am", "ma’am", "miss", "madame", "mademoiselle", "mum"})
# Verbs whose object is the addressee: *she told Tom*.
_TELLING = group("fiction-telling")
# How many tokens are searched: of narration for its subject or a verb of speech, of a cue for its addressee.
_NARRATION, _CUE = 40, 12


class Actor(NamedTuple):
    """Hold who acts in some narration, `NOBODY` if it is not known, and the gender that it tells."""

    person: int = NOBODY
    gender: str = "u"


class Description(NamedTuple):
    """Hold a description's noun, the word that opens it, and how many words stand between the two."""

    head: str = ""
    article: str = ""
    modifiers: int = 0


@attrs.frozen(kw_only=True, eq=False)
class Turn:
    """Hold one turn and its surroundings; people are numbers, `NOBODY` where nobody is found.

    - `first` and `last` are its tokens, half-open; `before` and `after` the narration around it in its
      `paragraph`. It has so many `words`, its last mark is its `ending`, and `unclosed` tells that its marks
      stay open.
    - `cue` is the kind of its source (``none``, ``name``, ``he``, ``she``, ``I``, ``they``, ``description``,
      or ``relative`` for *her mother*), on which `side`. `source` is who is named there, `rivals` those whom
      the name may mean as well, `gender` what the cue tells, and `description` how it describes somebody.
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
    rivals: frozenset[int]
    description: Description
    beats: tuple[Actor, Actor]
    led: Actor
    led_speaks: bool
    called: frozenset[int]
    told: frozenset[int]
    spoken_of: frozenset[int]
    polite: str
    words: int
    ending: str
    unclosed: bool


def narration_start(reading: Reading, spans: Sequence[tuple[int, int]], place: int) -> int:
    """Return where the narration before a turn in its paragraph begins."""
    start = reading.first[reading.paragraph[spans[place][0]]]
    return max(start, spans[place - 1][1]) if place else start


def sentence_start(reading: Reading, start: int, end: int) -> int:
    """Return where the last sentence of a range, or its part after a semicolon, begins."""
    at = end - 1
    while at > start and not reading.begins[at] and reading.words[at - 1] != ";":
        at -= 1
    return max(at, start)


@attrs.frozen(eq=False)
class TurnReader:
    """Read the surroundings of turns, of which the extents in tokens are given."""

    reading: Reading
    people: People
    spans: Sequence[tuple[int, int]]
    _places: list[tuple[int, int]] = attrs.field(init=False)

    @_places.default
    def _placed(self) -> list[tuple[int, int]]:
        return [(sighting.start, sighting.end) for sighting in self.people.sightings]

    def turn(self, place: int, quotation: Quotation, source: Phrase | None) -> Turn:
        """Return a turn by its place among all, its quotation, and the phrase that is its source."""
        reading = self.reading
        first, last = self.spans[place]
        start, end = narration_start(reading, self.spans, place), self._narration_end(place)
        inside = [at for at in range(first, last) if reading.speech[at] == place]
        sightings = [s for s in self._between(first, last) if reading.speech[s.start] == place]
        cue, named = self._cue(source)
        led, led_speaks = self._led(reading.paragraph[first], start)
        return Turn(
            first=first,
            last=last,
            paragraph=reading.paragraph[first],
            before=(start, first),
            after=(last, end),
            cue=cue,
            side=quotation.rule,
            source=named.person,
            gender=named.gender,
            rivals=self._rivals_in(source) if cue == "name" and source is not None else frozenset(),
            description=self._description(cue, source),
            beats=(self._actor(sentence_start(reading, start, first), first), self._actor(last, end)),
            led=led,
            led_speaks=led_speaks,
            called=frozenset(s.person for s in sightings if s.called),
            told=self._told(quotation) - {named.person},
            spoken_of=frozenset(s.person for s in sightings if not s.called),
            polite=_polite(reading, inside),
            words=len(inside),
            ending=_ending(reading, inside),
            # What a dash opens has no mark at its end either.
            unclosed=reading.words[first][:1] in _OPENING and reading.words[last - 1][:1] not in _CLOSING,
        )

    def _narration_end(self, place: int) -> int:
        """Return where the narration after a turn in its paragraph ends."""
        end = self.reading.first[self.reading.paragraph[max(self.spans[place][1] - 1, 0)] + 1]
        return min(end, self.spans[place + 1][0]) if place + 1 < len(self.spans) else end

    def _between(self, start: int, end: int) -> list[Sighting]:
        low = bisect_left(self._places, (start, 0))
        high = bisect_left(self._places, (end, 0))
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

    def _cue(self, phrase: Phrase | None) -> tuple[str, Actor]:
        """Return the kind of a phrase, and whom it names."""
        if phrase is None:
            return "none", Actor()
        low = self.reading.lower[phrase.start]
        if phrase.kind == "pronoun":
            cue, gender = PRONOUNS[low]
            return cue, Actor(self.people.narrator if cue == "I" else NOBODY, gender)
        sighting = self._sighting_in(phrase)
        person = None if sighting is None else self.people.persons[sighting.person]
        named = Actor() if person is None else Actor(person.number, person.gender)
        if person is not None and person.kind == "named":
            return "name", named
        return "relative" if low in _OWNERS else "description", named

    def _description(self, cue: str, phrase: Phrase | None) -> Description:
        if phrase is None or cue not in ("description", "relative"):
            return Description()
        low = self.reading.lower
        return Description(low[phrase.head], low[phrase.start], phrase.head - phrase.start - 1)

    def _actor(self, start: int, end: int) -> Actor:
        """Return who acts first in some narration."""
        if start >= end:
            return Actor()
        return self._cue(subject(self.reading, start, min(end, start + _NARRATION)))[1]

    def _led(self, paragraph: int, start: int) -> tuple[Actor, bool]:
        """Return who acts in the last sentence of the paragraph before, and whether it is about speaking."""
        reading = self.reading
        if paragraph == 0 or start != reading.first[paragraph]:
            return Actor(), False
        begin, end = reading.first[paragraph - 1], reading.first[paragraph]
        if end <= begin or reading.speech[end - 1] != NARRATION:
            return Actor(), False
        sentence = sentence_start(reading, begin, end)
        speaks = any(is_speech_verb(reading, at) for at in range(sentence, min(end, sentence + _NARRATION)))
        return self._actor(sentence, end), speaks

    def _told(self, quotation: Quotation) -> frozenset[int]:
        """Return the addressee in a cue: *said Ann to Tom*, *she told Tom*."""
        if not quotation.cue:
            return frozenset()
        low, verb = self.reading.lower, self.reading.token_at(quotation.cue[0].start)
        ahead = range(verb + 1, min(verb + _CUE, len(self.reading)))
        stop = next((at for at in ahead if low[at] in (".", ",", ";", ":", '"', "“")), verb + _CUE)
        direct = low[verb] in _TELLING
        return frozenset(
            s.person
            for s in self._between(verb, stop)
            if low[s.start - 1] in ("to", "towards", "at") or (direct and s.start == verb + 1)
        )


def _polite(reading: Reading, inside: Sequence[int]) -> str:
    for at in inside:
        low = reading.lower[at]
        if low in _SIRS:
            return "m"
        if low in _MADAMS and not reading.words[min(at + 1, len(reading) - 1)][:1].isupper():
            return "f"
    return "u"


def _ending(reading: Reading, inside: Sequence[int]) -> str:
    """Return the last mark of a turn, or nothing."""
    marks = (reading.words[at][0] for at in reversed(inside) if reading.words[at][:1] in _ENDINGS)
    return next(marks, "")
