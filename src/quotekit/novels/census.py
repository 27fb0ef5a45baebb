"""The census of a book: everybody who may speak in it, and where they are mentioned."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from quotekit import lexicon
from quotekit.lexicon import group
from quotekit.novels.cast import gather
from quotekit.novels.characters import Character
from quotekit.novels.evidence import is_vocative, note_gender, weigh
from quotekit.novels.names import Form, Names, find_names
from quotekit.novels.narrator import is_first_person, named_narrator
from quotekit.novels.people import People, Person, Sighting
from quotekit.novels.phrases import Phrase, is_title, phrase_at, plain_title
from quotekit.novels.reading import NARRATION, Reading
from quotekit.speakers.names.lexicon import columns, roles

# The share of a person's mentions with a full name for it to be the main name.
_COMMON = 0.05
# The least number of cues with an unlisted noun for it to be a noun for people.
_SPOKEN = 3
_DETERMINERS = group("fiction-person-determiners")


def find_people(reading: Reading, text: str, sources: Sequence[Phrase]) -> People:
    """Find everybody in a book; `sources` are the phrases beside verbs of speech."""
    names = find_names(reading, text)
    counts = Counter(mention.form for mention in names.mentions)
    cast = gather(weigh(reading, names.mentions))
    persons: list[Person] = []
    number: dict[int, int] = {}
    for mention in names.mentions:
        character = cast.owner.get(mention.form)
        if character is not None and character.number not in number:
            number[character.number] = len(persons)
            persons.append(_named(len(persons), character, names, counts))
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
    sightings += _described(
        reading, text, sources, persons, {at for s in sightings for at in range(s.start, s.end)}
    )
    sightings.sort()
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


def _named(number: int, character: Character, names: Names, counts: Counter[Form]) -> Person:
    """Return a person with the fullest common name first, then the others by frequency."""
    ranked = sorted(character.forms, key=lambda form: (-counts[form], form))
    least = max(2.0, _COMMON * sum(counts[form] for form in ranked))
    full = [form for form in ranked if len(form.words) > 1 and counts[form] >= least]
    untitled = [form for form in full if not form.title]
    first = (untitled or full or ranked)[0]
    spelled = dict.fromkeys(names.spelling[form] for form in (first, *ranked))
    return Person(
        number=number,
        kind="named",
        names=tuple(spelled),
        gender=character.gender,
        titles=character.titles() | _called_titles(character),
    )


def _called_titles(character: Character) -> frozenset[str]:
    """Return the titles that are used alone for somebody: *the Major*."""
    alone = (form.words[0] for form in character.forms if len(form.words) == 1 and not form.title)
    return frozenset(plain_title(word) for word in alone if is_title(word))


def _described(
    reading: Reading, text: str, sources: Sequence[Phrase], persons: list[Person], taken: set[int]
) -> list[Sighting]:
    """Return the mentions of people who are only described, and add them to `persons`."""
    spoken = Counter(
        reading.lower[phrase.head]
        for phrase in sources
        if phrase.kind == "description" and reading.words[phrase.head][:1].islower()
    )
    heads = {head for head, count in spoken.items() if _is_person(head, count)}
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for at, low in enumerate(reading.lower):
        if low in heads and at not in taken and reading.speech[at] == NARRATION:
            start = next(
                (s for s in range(at - 1, max(at - 5, -1), -1) if reading.lower[s] in _DETERMINERS), at
            )
            if phrase_at(reading, start, at + 1) == Phrase(start, at + 1, "description", at):
                found[low].append((start, at + 1))
    sightings = []
    for head in sorted(found):
        places = found[head]
        wording = Counter(
            " ".join(text[reading.starts[s] : reading.ends[e - 1]].split()).lower() for s, e in places
        )
        ranked = sorted(wording, key=lambda words: (-wording[words], words))[:3]
        person = Person(
            number=len(persons), kind="described", names=tuple(ranked), gender=_gender(reading, head, places)
        )
        persons.append(person)
        sightings += [Sighting(start, end, person.number, False) for start, end in places]
    return sightings


def _is_person(head: str, count: int) -> bool:
    """Tell whether a noun that is `count` times beside a verb of speech is a noun for people."""
    if head in columns("novels/figures") or head in roles():
        return True
    barred = lexicon.read("novels/no-people") | lexicon.read("function-words")
    return count >= _SPOKEN and head.isalpha() and head not in barred


def _gender(reading: Reading, head: str, places: Sequence[tuple[int, int]]) -> str:
    figures = columns("novels/figures")
    gender = figures.get(head, ("u",))[0]
    if gender != "u":
        return gender
    role = roles().get(head)
    if role is not None and role.gender != "u":
        return role.gender
    told = Counter(filter(None, (note_gender(reading, end, len(reading)) for _, end in places[:200])))
    he, she = told["m"], told["f"]
    return "m" if he > 2 * she else "f" if she > 2 * he else "u"
