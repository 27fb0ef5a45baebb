"""People who are only described: *the landlord*, *the lady with the parrot*, *a hump-backed man*."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quotekit import lexicon
from quotekit.lexicon import group
from quotekit.novels.evidence import gender_after
from quotekit.novels.people import Person, Sighting
from quotekit.novels.phrases import (
    AFTER_HEAD,
    POSSESSIVES,
    Phrase,
    head_of,
    is_person_noun,
    is_speech_verb,
    is_title,
    is_verb_form,
    phrase_at,
    plain_title,
)
from quotekit.novels.reading import NARRATION, Reading
from quotekit.speakers.names.lexicon import columns, roles

# The least number of cues with an unlisted noun for it to be a noun for people.
_SPOKEN = 3
# A wording that no cue has is somebody's own if the book uses it this often.
_USED = 3
# *The man* is the last man who was described more closely, at most this many tokens before.
_SCENE = 800
# The most wordings that a person is named by.
_WORDINGS = 3
_BEFORE = 6
_OFFICES = group("titles-service") | group("titles-of-office") | group("titles-of-places") - {"lady", "lord"}
_ARTICLES = frozenset({"a", "an", "the"})
_DEFINITE = frozenset({"our", "the", "this"})
_DETERMINERS = group("fiction-person-determiners")
# *The short one* is somebody beside a verb of speech.
_ONE = "one"
_LINKS = frozenset({"in", "of", "with"})
_PASSED = AFTER_HEAD | group("fiction-determiners")
# How many mentions are examined for the gender.
_NOTED = 200


class _Seen(NamedTuple):
    """Hold one description: its tokens, its head, and the words that describe the head more closely."""

    start: int
    end: int
    head: int
    closer: tuple[str, ...]


def find_described(
    reading: Reading, text: str, sources: Sequence[Phrase], taken: set[int], named: Sequence[Person]
) -> tuple[list[Person], list[Sighting]]:
    """Return those who are only described, numbered after those `named`, and their mentions in narration.

    `sources` are the phrases beside verbs of speech; `taken` are the tokens of names. *The count* is the only
    one who is called Count.
    """
    seen = _seen(reading, _heads(reading, sources), taken)
    officers = _officers(named)
    known = {one: officer for one in seen if (officer := _officer(reading, one, officers)) is not None}
    sightings = [Sighting(one.start, one.end, officer, False) for one, officer in known.items()]
    seen = [one for one in seen if one not in known]
    spoken = {phrase.head for phrase in sources}
    uses = Counter((reading.lower[one.head], one.closer) for one in seen)
    own = {
        (reading.lower[one.head], one.closer)
        for one in seen
        if one.closer and (one.head in spoken or uses[reading.lower[one.head], one.closer] >= _USED)
    }
    # *The tall one* is the tall man.
    nouns = {closer: head for head, closer in sorted(own) if head != _ONE}
    places: dict[tuple[str, tuple[str, ...]], list[_Seen]] = defaultdict(list)
    latest: dict[str, tuple[int, tuple[str, ...]]] = {}
    for one in seen:
        head, closer = reading.lower[one.head], one.closer
        if (head, closer) in own:
            latest[head] = one.start, closer
        elif head == _ONE:
            # Things are called so as well.
            continue
        else:
            at, last = latest.get(head, (-_SCENE, ()))
            closer = last if one.start - at < _SCENE else ()
        places[nouns.get(closer, head) if head == _ONE else head, closer].append(one)
    persons: list[Person] = []
    for head, closer in sorted(places):
        found = places[head, closer]
        persons.append(_person(reading, text, len(named) + len(persons), head, found, bool(closer)))
        sightings += [Sighting(one.start, one.end, persons[-1].number, False) for one in found]
    return persons, sightings


def _officers(named: Sequence[Person]) -> dict[str, int]:
    """Return who alone bears the title of an office."""
    bearers: dict[str, list[int]] = defaultdict(list)
    for person in named:
        for title in person.titles & _OFFICES:
            bearers[title].append(person.number)
    return {title: numbers[0] for title, numbers in bearers.items() if len(numbers) == 1}


def _officer(reading: Reading, one: _Seen, officers: Mapping[str, int]) -> int | None:
    head = reading.lower[one.head]
    if reading.lower[one.start] not in _DEFINITE or not is_title(head):
        return None
    return officers.get(plain_title(head))


def _heads(reading: Reading, sources: Sequence[Phrase]) -> set[str]:
    """Return the nouns for people: those listed, and those that cues use."""
    spoken: Counter[str] = Counter()
    for phrase in sources:
        if reading.words[phrase.head][:1].isupper():
            # *the Clown* in a book that writes *clown* elsewhere, *the American*
            low = reading.lower[phrase.head]
            if reading.lower[phrase.start] in _ARTICLES and (
                is_person_noun(low) or low in columns("demonyms")
            ):
                spoken[low] += _SPOKEN
        elif phrase.kind == "description":
            # Nothing but a speaker stands behind a verb of speech, or between speech and its verb:
            # *cried a looker-on*, *“Yes,” the patron said*.
            before = phrase.start - 1
            alone = before >= 0 and (
                is_speech_verb(reading, before)
                or (
                    reading.speech[before] != NARRATION
                    and phrase.end < len(reading)
                    and is_speech_verb(reading, phrase.end)
                )
            )
            spoken[reading.lower[phrase.head]] += _SPOKEN if alone else 1
    return {head for head, count in spoken.items() if head == _ONE or _is_person(head, count)}


def _is_person(head: str, count: int) -> bool:
    """Tell whether a noun that is `count` times beside a verb of speech is a noun for people."""
    if is_person_noun(head):
        return True
    barred = lexicon.read("novels/no-people") | lexicon.read("function-words")
    return count >= _SPOKEN and head.isalpha() and head not in barred


def _seen(reading: Reading, heads: set[str], taken: set[int]) -> list[_Seen]:
    """Return the descriptions in narration whose head is one of some nouns, in text order."""
    found = []
    for at, low in enumerate(reading.lower):
        if low not in heads or at in taken or reading.speech[at] != NARRATION:
            continue
        if low in columns("demonyms") and _goes_on(reading, at):
            continue
        if at - 2 in taken and reading.lower[at - 1] in POSSESSIVES:
            start = _owned_from(reading, at - 2, taken)
            found.append(_Seen(start, at + 1, at, _modifiers(reading, start, at)))
            continue
        start = next(
            (s for s in range(at - 1, max(at - 2 - _BEFORE, -1), -1) if reading.lower[s] in _DETERMINERS), at
        )
        if low == _ONE and (reading.lower[start] not in _DEFINITE or at == start + 1):
            continue
        phrase = phrase_at(reading, start, at + 1)
        if phrase is not None and phrase.start < phrase.head == at:
            found.append(_Seen(start, _end(reading, start, at), at, _modifiers(reading, start + 1, at)))
    links = Counter((reading.lower[one.head], link) for one in found if (link := _link(reading, one.end)))
    return [
        one._replace(end=one.end + len(link), closer=one.closer + link)
        if (link := _link(reading, one.end)) and links[reading.lower[one.head], link] > 1
        else one
        for one in found
    ]


def _owned_from(reading: Reading, at: int, taken: set[int]) -> int:
    """Return the beginning of the name that ends with a token: *the Vicar's wife*."""
    while at > 0 and (at - 1 in taken or reading.lower[at - 1] == "the"):
        at -= 1
    return at


def _goes_on(reading: Reading, at: int) -> bool:
    """Tell whether a word is not the last of its phrase: *the American officer*."""
    after = at + 1
    if after >= len(reading) or not reading.words[after][:1].isalpha():
        return False
    return reading.lower[after] not in _PASSED and not is_verb_form(reading, after)


def _end(reading: Reading, start: int, head: int) -> int:
    """Return the end of a description: *a looker-on* goes on after its head."""
    far = min(head + 3, len(reading))
    return far if head_of(reading, start, far) == head else head + 1


def _modifiers(reading: Reading, start: int, end: int) -> tuple[str, ...]:
    return tuple(word for word in reading.lower[start:end] if word[:1].isalpha())


def _link(reading: Reading, at: int) -> tuple[str, ...]:
    """Return what a preposition adds to a description: *in the white waistcoat*, *in black*."""
    if at + 1 >= len(reading) or reading.lower[at] not in _LINKS:
        return ()
    first = end = at + 1 + (reading.lower[at + 1] == "the")
    while end < min(len(reading), first + 2) and _adds(reading, end):
        end += 1
    return tuple(reading.lower[at:end]) if end > first else ()


def _adds(reading: Reading, at: int) -> bool:
    low = reading.lower[at]
    return low[:1].isalpha() and low not in _PASSED and not is_speech_verb(reading, at)


def _person(
    reading: Reading, text: str, number: int, head: str, found: Sequence[_Seen], closer: bool
) -> Person:
    """Return a person named by the commonest wordings, first those that tell as much as `closer`."""
    wording = Counter[str]()
    fitting = set()
    for one in found:
        words = " ".join(text[reading.starts[one.start] : reading.ends[one.end - 1]].split())
        # *Tom's mother* keeps its capital.
        owned = reading.lower[one.head - 1] in POSSESSIVES
        words = words.replace("The ", "the ", 1) if owned else words.lower()
        wording[words] += 1
        if bool(one.closer) == closer:
            fitting.add(words)
    ranked = sorted(wording, key=lambda words: (words not in fitting, -wording[words], words))
    return Person(
        number=number,
        kind="described",
        names=tuple(ranked[:_WORDINGS]),
        gender=_gender(reading, head, found),
        head=head,
    )


def _gender(reading: Reading, head: str, found: Sequence[_Seen]) -> str:
    gender = columns("novels/figures").get(head, ("u",))[0]
    if gender != "u":
        return gender
    role = roles().get(head)
    if role is not None and role.gender != "u":
        return role.gender
    told = Counter(filter(None, (gender_after(reading, one.end, len(reading)) for one in found[:_NOTED])))
    he, she = told["m"], told["f"]
    return "m" if he > 2 * she else "f" if she > 2 * he else "u"
