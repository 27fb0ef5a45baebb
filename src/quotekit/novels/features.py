"""Features: what speaks for and against each candidate of a turn, as a row of numbers."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise

from quotekit.lexicon import group
from quotekit.novels.epithets import Epithets
from quotekit.novels.people import Person
from quotekit.novels.reading import NARRATION
from quotekit.novels.story import Story
from quotekit.novels.surroundings import NOBODY, Turn

CUES = ("none", "name", "he", "she", "I", "they", "description", "relative")
SIDES = ("turn", "cue-before", "cue-after")
KINDS = ("named", "described", "narrator")
GENDERS = ("u", "m", "f")
ENDINGS = ("", ".", "?", "!", ",", "-", "—", "…")
ARTICLES = ("", "the", "a", "an", "this", "that", "another", "his", "her", "my")
# How many turns are examined on either side.
_NEAR = (-3, -2, -1, 1, 2, 3)
# What all candidates of a turn share, in the order of `Features._shared`.
_SHARED = (
    *("cue", "side", "words", "ending", "unclosed", "narration before", "narration after"),
    *("paragraphs back", "paragraphs ahead", "tokens back", "tokens ahead"),
    *("cue before", "cue after", "ending before", "unclosed before", "run", "candidates", "first person"),
    *("polite", "beat before", "beat after", "led by speaking", "described since", "introduced since"),
    *("described", "described in cues", "described alike", "stated of any", "near any"),
    *("article", "modifiers", "of anybody", "words of the source"),
)
# What is each candidate's own, in the order of `Features._own`; 1 stands for yes and -1 for no.
_OWN = (
    *("source", "fits cue", "kind", "gender", "distance", "rank", "rank of gender"),
    *("acts before", "acts after", "fits actor before", "fits actor after", "led", "fits led"),
    *("named before", "named after", "named 100 before", "named 500 before", "named 3000 before"),
    *("named 60 after", "named 400 after", "share of mentions", "share of cues"),
    *("called", "told", "spoken of", "rival", "cue back", "cue ahead", "cue back in run", "cue ahead in run"),
    *("cues behind", "cues ahead", "stated", "titled", "near", "opposed", "share opposed", "kin", "clearly"),
    *(
        f"{what} of turn {step:+d}"
        for step in _NEAR
        for what in ("source", "fits cue", "called or told", "fits politeness")
    ),
)
COLUMNS = (*_SHARED, *_OWN)
"""The names of a row's columns."""

# How many tokens after a turn somebody may be introduced for it.
_AHEAD = 200
_FAR = 99.0
# What stands for the logarithm of a distance where there is none.
_NO_DISTANCE = 15.0
_WINDOW = 20
# Nouns used of anybody, even people with a name: *the girl*, *the old man*.
_ANYBODY = group("fiction-anybody")
# A relative belongs to one of this many people named last.
_LAST = 4


class Features:
    """Compute the features of candidates from indices over a book that are built once."""

    def __init__(self, story: Story) -> None:
        self.story = story
        reading, people = story.reading, story.people
        told = [s for s in people.sightings if reading.speech[s.start] == NARRATION]
        self.mentions: list[list[int]] = [[] for _ in people.persons]
        for sighting in told:
            self.mentions[sighting.person].append(sighting.start)
        # Where somebody is named by a name that is nobody else's.
        self.clear: list[list[int]] = [[] for _ in people.persons]
        for sighting in told:
            if not sighting.rivals:
                self.clear[sighting.person].append(sighting.start)
        cued = Counter(turn.source for turn in story.turns if turn.source != NOBODY)
        self.cued = [cued[person.number] for person in people.persons]
        self.all_cued = max(1, sum(self.cued))
        self.most = max([len(m) for m in self.mentions] or [1]) or 1
        self.cue_turns: list[list[int]] = [[] for _ in people.persons]
        for place, turn in enumerate(story.turns):
            if turn.source != NOBODY:
                self.cue_turns[turn.source].append(place)
        self.run = _runs(story.turns)
        self.epithets = Epithets(reading, people)
        self.opposed = _opposed(story.turns)
        self.families = [_family(person) for person in people.persons]

    def rows(self, place: int, turn: Turn, found: list[int]) -> list[list[float]]:
        """Return the row of each candidate of a turn."""
        shared = self._shared(place, turn, found)
        recency = self._recency(turn, found)
        persons = self.story.people.persons
        return [shared + self._own(place, turn, persons[person], recency) for person in found]

    def _recency(self, turn: Turn, found: list[int]) -> dict[int, tuple[float, int, int]]:
        """Return each candidate's distance to the last mention in narration, and its rank."""
        distances = {}
        for person in found:
            mentions = self.mentions[person]
            at = bisect_left(mentions, turn.first) - 1
            distances[person] = turn.first - mentions[at] if at >= 0 else 10**6
        ordered = sorted(found, key=lambda person: (distances[person], person))
        persons = self.story.people.persons
        out: dict[int, tuple[float, int, int]] = {}
        seen: Counter[str] = Counter()
        for rank, person in enumerate(ordered):
            gender = persons[person].gender
            out[person] = (
                math.log1p(distances[person]),
                rank,
                seen[gender] + (seen["u"] if gender != "u" else 0),
            )
            seen[gender] += 1
        return out

    def _shared(self, place: int, turn: Turn, found: list[int]) -> list[float]:
        """Return the features that all candidates of a turn share."""
        turns = self.story.turns
        before = turns[place - 1] if place else None
        after = turns[place + 1] if place + 1 < len(turns) else None
        return [
            CUES.index(turn.cue),
            SIDES.index(turn.side),
            math.log1p(turn.words),
            ENDINGS.index(turn.ending),
            float(turn.unclosed),
            math.log1p(turn.before[1] - turn.before[0]),
            math.log1p(turn.after[1] - turn.after[0]),
            min(9.0, turn.paragraph - before.paragraph) if before else 9.0,
            min(9.0, after.paragraph - turn.paragraph) if after else 9.0,
            math.log1p(turn.first - before.last) if before else 9.0,
            math.log1p(after.first - turn.last) if after else 9.0,
            CUES.index(before.cue) if before else 0.0,
            CUES.index(after.cue) if after else 0.0,
            ENDINGS.index(before.ending) if before else 0.0,
            float(before.unclosed) if before else 0.0,
            math.log1p(self.run[place]),
            float(len(found)),
            float(self.story.people.narrator != NOBODY),
            GENDERS.index(turn.polite),
            float(turn.beats[0].person != NOBODY),
            float(turn.beats[1].person != NOBODY),
            float(turn.led_speaks),
            *self._description(turn, found),
            float(
                ARTICLES.index(turn.description.article)
                if turn.description.article in ARTICLES
                else len(ARTICLES)
            ),
            float(turn.description.modifiers),
            float(turn.description.head in _ANYBODY),
            float(turn.source != NOBODY and len(self.story.people.persons[turn.source].names[0].split())),
        ]

    def _description(self, turn: Turn, found: list[int]) -> tuple[float, ...]:
        """Return what tells whether the description in a turn's cue is of somebody new.

        These are the distances from where it was first used and from where it last was with *a* rather than
        *the*; how often it is used, also in cues; how many have that noun; and the greatest links to others.
        """
        people = self.story.people
        if turn.source == NOBODY or people.persons[turn.source].kind != "described":
            return _NO_DISTANCE, _NO_DISTANCE, 0.0, 0.0, 0.0, 0.0, 0.0
        first = people.persons[turn.source].mentions[0][0]
        new = self.epithets.introductions[turn.source]
        at = bisect_right(new, turn.last + _AHEAD) - 1
        links = [self._described(turn, people.persons[person]) for person in found] or [(0.0, 0.0, 0.0)]
        return (
            math.log1p(max(0, turn.first - first)),
            math.log1p(max(0, turn.first - new[at])) if at >= 0 else _NO_DISTANCE,
            math.log1p(len(self.mentions[turn.source])),
            math.log1p(self.cued[turn.source]),
            math.log1p(self.epithets.alike[turn.description.head]),
            max(max(told, titled) for told, titled, _ in links),
            max(near for _, _, near in links),
        )

    def _own(
        self, place: int, turn: Turn, person: Person, recency: dict[int, tuple[float, int, int]]
    ) -> list[float]:
        """Return the features of one candidate of a turn."""
        number = person.number
        distance, rank, gender_rank = recency[number]
        mentions = self.mentions[number]
        return [
            _sign(turn.source, number),
            float(person.fits(turn.gender)),
            float(KINDS.index(person.kind)),
            float(GENDERS.index(person.gender)),
            distance,
            float(rank),
            float(gender_rank),
            _sign(turn.beats[0].person, number),
            _sign(turn.beats[1].person, number),
            float(person.fits(turn.beats[0].gender)),
            float(person.fits(turn.beats[1].gender)),
            _sign(turn.led.person, number),
            float(person.fits(turn.led.gender)),
            float(_within(mentions, *turn.before)),
            float(_within(mentions, *turn.after)),
            float(_within(mentions, turn.first - 100, turn.first)),
            float(_within(mentions, turn.first - 500, turn.first)),
            math.log1p(_within(mentions, turn.first - 3000, turn.first)),
            float(_within(mentions, turn.last, turn.last + 60)),
            float(_within(mentions, turn.last, turn.last + 400)),
            len(mentions) / self.most,
            self.cued[number] / self.all_cued,
            float(number in turn.called),
            float(number in turn.told),
            float(number in turn.spoken_of),
            float(number in turn.rivals),
            *self._cue_distances(place, number),
            *self._described(turn, person),
            *self._opposed_to(turn, person),
            self._kin(turn, person, recency),
            self._clearly(turn, number),
            *self._nearby(place, person),
        ]

    def _nearby(self, place: int, person: Person) -> Iterator[float]:
        """Yield what the turns around one say of the candidate."""
        turns, number = self.story.turns, person.number
        for step in _NEAR:
            if not 0 <= place + step < len(turns):
                yield from (0.0, 0.0, 0.0, 0.0)
                continue
            other = turns[place + step]
            yield _sign(other.source, number)
            yield float(person.fits(other.gender))
            yield float(number in other.called) + 2.0 * (number in other.told)
            yield float(person.fits(other.polite))

    def _kin(self, turn: Turn, person: Person, recency: Mapping[int, tuple[float, int, int]]) -> float:
        """Return whether the candidate shares a surname with who was named last: *his wife* is Mrs. Pike."""
        if turn.cue != "relative":
            return 0.0
        last = [
            number for number, (_, rank, _) in recency.items() if rank < _LAST and number != person.number
        ]
        return 1.0 if any(self.families[person.number] & self.families[number] for number in last) else -1.0

    def _clearly(self, turn: Turn, number: int) -> float:
        """Return how far back the candidate is told apart from others with the name in the cue."""
        if not turn.rivals:
            return 0.0
        at = bisect_left(self.clear[number], turn.first) - 1
        return math.log1p(turn.first - self.clear[number][at]) if at >= 0 else _NO_DISTANCE

    def _opposed_to(self, turn: Turn, person: Person) -> tuple[float, float]:
        """Return how often the description in a turn's cue and the candidate talk with each other."""
        if not turn.description.head or turn.source in (NOBODY, person.number):
            return 0.0, 0.0
        count = self.opposed[turn.source, person.number] + self.opposed[person.number, turn.source]
        return float(min(5, count)), count / (self.cued[turn.source] + 1)

    def _described(self, turn: Turn, person: Person) -> tuple[float, float, float]:
        """Return the links between the description in a turn's cue and the candidate."""
        if not turn.description.head or turn.source == NOBODY or person.kind != "named":
            return 0.0, 0.0, 0.0
        told = float(min(5, self.epithets.told(turn.description.head, person.number)))
        titled = float(self.epithets.titled(turn.description.head, person.number))
        return told, titled, self.epithets.nearness(turn.source, person.number)

    def _cue_distances(self, place: int, number: int) -> Iterator[float]:
        """Yield the number of turns back and ahead to those whose cue names the candidate."""
        cued = self.cue_turns[number]
        at = bisect_left(cued, place)
        behind = place - cued[at - 1] if at else _FAR
        ahead_at = at + (at < len(cued) and cued[at] == place)
        ahead = cued[ahead_at] - place if ahead_at < len(cued) else _FAR
        yield min(behind, _FAR)
        yield min(ahead, _FAR)
        yield behind if behind <= self.run[place] else _FAR
        yield ahead if ahead < _WINDOW and self.run[place + int(ahead)] >= ahead else _FAR
        yield float(_within(cued, place - _WINDOW, place))
        yield float(_within(cued, place + 1, place + _WINDOW))


def _family(person: Person) -> frozenset[str]:
    """Return the last words of a named person's names of several words."""
    if person.kind != "named":
        return frozenset()
    return frozenset(words[-1] for name in person.names if len(words := name.split()) > 1)


def _opposed(turns: tuple[Turn, ...]) -> Counter[tuple[int, int]]:
    """Count for each two people how often one answers or calls the other, by the cues alone."""
    found: Counter[tuple[int, int]] = Counter()
    for before, turn in pairwise(turns):
        if before.source != NOBODY != turn.source and turn.paragraph - before.paragraph <= 1:
            found[before.source, turn.source] += before.source != turn.source
    for turn in turns:
        if turn.source != NOBODY:
            found.update((turn.source, heard) for heard in turn.called | turn.told if heard != turn.source)
    return found


def _runs(turns: tuple[Turn, ...]) -> list[int]:
    """Return, for each turn, the length of the run of adjacent paragraphs with turns before it."""
    run = [0] * len(turns)
    for place in range(1, len(turns)):
        if turns[place].paragraph - turns[place - 1].paragraph <= 1:
            run[place] = run[place - 1] + 1
    return run


def _sign(told: int, number: int) -> float:
    return 0.0 if told == NOBODY else 1.0 if told == number else -1.0


def _within(places: list[int], start: int, end: int) -> int:
    return bisect_left(places, end) - bisect_left(places, start)
