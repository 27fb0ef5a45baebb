"""The census of a book: everybody who may speak in it, and where they are mentioned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from quotekit.novels.cast import gather
from quotekit.novels.characters import Character
from quotekit.novels.descriptions import find_described
from quotekit.novels.evidence import is_vocative, weigh
from quotekit.novels.names import Form, Names, find_names
from quotekit.novels.narrator import is_first_person, named_narrator
from quotekit.novels.people import People, Person, Sighting
from quotekit.novels.phrases import Phrase, is_title
from quotekit.novels.reading import NARRATION, Reading

# The share of the narrator's mentions of a person with a full name for it to be the main name.
_COMMON = 0.1


def find_people(reading: Reading, text: str, sources: Sequence[Phrase]) -> People:
    """Find everybody in a book; `sources` are the phrases beside verbs of speech."""
    names = find_names(reading, text)
    counts = Counter(mention.form for mention in names.mentions)
    told = Counter(m.form for m in names.mentions if reading.speech[m.start] == NARRATION)
    cast = gather(weigh(reading, names.mentions))
    persons: list[Person] = []
    number: dict[int, int] = {}
    for mention in names.mentions:
        character = cast.owner.get(mention.form)
        if character is not None and character.number not in number:
            number[character.number] = len(persons)
            persons.append(_named(len(persons), character, names, counts, told))
    rivals = {form: tuple(number[c.number] for c in others) for form, others in cast.rivals.items()}
    sightings = [
        Sighting(
            mention.start,
            mention.end,
            number[cast.owner[mention.form].number],
            is_vocative(reading, mention),
            rivals[mention.form],
        )
        for mention in names.mentions
        if mention.form in cast.owner
    ]
    taken = {at for s in sightings for at in range(s.start, s.end)}
    described, seen = find_described(reading, text, sources, taken, persons)
    persons += described
    sightings = sorted(sightings + seen)
    narrator = -1
    if is_first_person(reading):
        named = named_narrator(reading, persons, sightings, sources)
        narrator = len(persons) if named is None else named
        if named is None:
            persons.append(Person(number=narrator, kind="narrator", names=("AUTHOR",), gender="u"))
        else:
            persons[named].kind = "narrator"
    for sighting in sightings:
        persons[sighting.person].mentions.append((sighting.start, sighting.end))
    return People(persons=tuple(persons), sightings=tuple(sightings), narrator=narrator)


def _named(
    number: int, character: Character, names: Names, counts: Counter[Form], told: Counter[Form]
) -> Person:
    """Return a person with the fullest common name first, then the others by frequency.

    What the narrator calls somebody (`told`) decides, or what others do if the narrator uses no name.
    """
    ranked = sorted(character.forms, key=lambda form: (-counts[form], form))
    used = told if any(told[form] for form in ranked) else counts
    least = max(2.0, _COMMON * sum(used[form] for form in ranked))
    full = [form for form in ranked if len(form.words) > 1 and used[form] >= least]
    untitled = [form for form in full if not form.title]
    # *the Major* is Major Pike, if that is said anywhere.
    called = [form for form in ranked if form.title or not is_title(form.words[0])]
    first = (untitled or full or called or ranked)[0]
    spelled = dict.fromkeys(names.spelling[form] for form in (first, *ranked))
    return Person(
        number=number,
        kind="named",
        names=tuple(spelled),
        gender=character.gender,
        titles=character.titles() | character.bare_titles(),
    )
