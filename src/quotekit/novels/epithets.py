"""Epithets: how strongly a book links a description (*the doctor*) to a named person."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from quotekit.novels.people import People, Person
from quotekit.novels.phrases import is_title, phrase_at, plain_title
from quotekit.novels.reading import Reading

# Somebody named within this many tokens before a description may be its bearer.
_NEAR = 400
# How many places of a description are examined, and how many of the book for comparison.
_SAMPLE = 60
_COMPARED = 200
# Few places tell little: they count as if this many more told nothing.
_DOUBT = 3
_COPULAS = frozenset({"is", "was", "became"})


class Epithets:
    """Measure the links of a description to a named person: statements, titles and proximity.

    `alike` counts the people described by each noun; `introductions` are the tokens at which each person is
    introduced by an indefinite description.
    """

    def __init__(self, reading: Reading, people: People) -> None:
        self.people = people
        self.apposed = _apposed(reading, people)
        self.bearing: dict[str, list[int]] = {}
        for head, person in sorted(self.apposed):
            self.bearing.setdefault(head, []).append(person)
        self.places = [[start for start, _ in person.mentions] for person in people.persons]
        self.alike = Counter(person.head for person in people.persons if person.kind == "described")
        self.introductions = [_introductions(reading, person) for person in people.persons]
        self.compared = _sample(range(len(reading)), _COMPARED)
        self.company: dict[tuple[int, int], float] = {}
        self.anywhere: dict[int, float] = {}

    def told(self, head: str, person: int) -> int:
        """Return how often the book states that somebody fits a description: *Pike, the doctor*."""
        return self.apposed[head, person]

    def bearers(self, head: str) -> list[int]:
        """Return those whom the book states to fit a description."""
        return self.bearing.get(head, [])

    def titled(self, head: str, person: int) -> bool:
        """Tell whether somebody has a description as a title: *the doctor* and *Dr. Pike*."""
        return is_title(head) and plain_title(head) in self.people.persons[person].titles

    def nearness(self, described: int, person: int) -> float:
        """Return how much more often somebody is named shortly before a description than before any word."""
        key = described, person
        if key not in self.company:
            sample = _sample(self.places[described], _SAMPLE)
            near = self._named_before(person, sample)
            if person not in self.anywhere:
                self.anywhere[person] = self._named_before(person, self.compared)
            self.company[key] = (near - self.anywhere[person]) * len(sample) / (len(sample) + _DOUBT)
        return self.company[key]

    def _named_before(self, person: int, places: Sequence[int]) -> float:
        named = self.places[person]
        hits = sum(bisect_left(named, at) > bisect_left(named, at - _NEAR) for at in places)
        return hits / max(len(places), 1)


def _sample(places: Sequence[int], most: int) -> Sequence[int]:
    return places[:: max(1, -(-len(places) // most))]


def _introductions(reading: Reading, person: Person) -> list[int]:
    """Return where a description is introduced: *a man*, *another man*."""
    if person.kind != "described":
        return []
    return [start for start, _ in person.mentions if reading.lower[start] in ("a", "an", "another")]


def _apposed(reading: Reading, people: People) -> Counter[tuple[str, int]]:
    """Count descriptions that are in apposition to names or predicated of them."""
    found: Counter[tuple[str, int]] = Counter()
    for sighting in people.sightings:
        if people.persons[sighting.person].kind != "named":
            continue
        after = sighting.end
        if after + 1 < len(reading) and (reading.words[after] == "," or reading.lower[after] in _COPULAS):
            phrase = phrase_at(reading, after + 1, min(after + 9, len(reading)))
            if phrase is not None and phrase.kind == "description":
                found[reading.lower[phrase.head], sighting.person] += 1
        before = sighting.start - 1
        if before > 1 and reading.words[before] in (",", "—", "--"):
            before -= 1
        start = next(
            (at for at in range(before - 1, max(before - 5, -1), -1) if _is_determiner(reading, at)), None
        )
        if start is not None:
            phrase = phrase_at(reading, start, before + 1)
            if phrase is not None and phrase.kind == "description" and phrase.end == before + 1:
                found[reading.lower[phrase.head], sighting.person] += 1
    return found


def _is_determiner(reading: Reading, at: int) -> bool:
    return reading.lower[at] in ("the", "a", "an", "his", "her", "my", "their")
