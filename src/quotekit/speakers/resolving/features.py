"""Features for and against a candidate, with names, so that a decision can be explained."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from quotekit.lexicon import read
from quotekit.speakers.names.entities import Entity
from quotekit.speakers.names.lexicon import determiner, document_classes, people_nouns, places_of, word_set
from quotekit.speakers.resolving.bodies import of_name
from quotekit.speakers.resolving.discourse import Event, Place
from quotekit.speakers.resolving.mentions import Mention

DISTANCE = tuple(f"distance-{n}" for n in range(5))
RANK = tuple(f"rank-{n}" for n in range(4))
OFTEN = tuple(f"often-{n}" for n in range(5))
FLOOR = tuple(f"floor-{n}" for n in range(4))
SPEAKS = tuple(f"last-speaks-{n}" for n in range(3))
SUBJECT = tuple(f"last-subject-{n}" for n in range(3))
OBLIQUE = tuple(f"last-oblique-{n}" for n in range(3))
FITS = tuple(f"fits-{n}" for n in range(4))


@attrs.define(slots=True, eq=False, kw_only=True)
class Candidate:
    """Hold a candidate for a mention, with what the text says about it so far.

    `seen` are the mentions in reach, the last one first; `rank` counts the other candidates mentioned since,
    `alone` tells that nobody else is near, `overtaken` that somebody else has been a subject since. `called`
    tells that the mention's noun is known of them, `fits` how many of its modifiers are; `again` that the
    same noun meant them before, `coming` what tells that they are the next to speak by name, `excluded` that
    another has the pronoun's gender, or the description's country, `told_of` that what *he* says begins with
    them. `inside` is where their name stands within the mention itself, or nothing; `owned` says that they
    are the campaign or team of whom *his* means.
    """

    entity: Entity
    seen: Sequence[Event] = ()
    rank: int = 0
    called: bool = False
    fits: int = 0
    again: bool = False
    inside: str = ""
    apposed: bool = False
    later: bool = False
    coming: Sequence[str] = ()
    alone: bool = False
    overtaken: bool = False
    owned: bool = False
    excluded: bool = False
    told_of: bool = False

    @property
    def is_introduced(self) -> bool:
        """Whether an indefinite article introduces somebody without a name: a guest said."""
        opening = self.entity.name.partition(" ")[0].lower()
        return self.entity.kind == "unnamed" and determiner(opening) == "i"


def of_candidate(mention: Mention, place: Place, candidate: Candidate, fitting: int = -1) -> list[str]:
    """Return the features of one candidate.

    `fitting` is how many modifiers fit the likeliest of those of whom the mention's noun is known, or -1.
    """
    entity = candidate.entity
    out: list[str] = [entity.kind]
    if candidate.seen:
        out += _of_place(place, candidate)
        if candidate.alone:
            out.append("alone")
    else:
        out.append(f"later-{min(candidate.fits, 2)}" if candidate.later else "unseen")
    if candidate.coming:
        out += (*candidate.coming, f"coming-{mention.determiner or 'bare'}")
        out.append(
            "coming-called" if candidate.called else "coming-otherwise" if entity.roles else "coming-bare"
        )
    if mention.is_pronoun or mention.role is not None:
        out += ["gender-other"] if candidate.excluded and mention.is_pronoun else _of_gender(mention, entity)
    if entity.kind in ("person", "unknown") and entity.fulls == 0 and not entity.titled:
        out.append("never-in-full")
    if not mention.is_pronoun:
        out += _of_description(mention, candidate)
        if fitting >= 0 and mention.sort == "person":
            out += _of_rivals(candidate, fitting)
    return out


def of_nobody(mention: Mention, place: Place, candidates: Sequence[Candidate]) -> list[str]:
    """Return the features of somebody new or unnamed."""
    out = ["nobody"]
    if not candidates:
        return out
    if mention.is_pronoun:
        if place.floor < 0:
            out.append("nobody-spoke")
        if not any(c.seen and place.sentence - c.seen[0].sentence < 2 for c in candidates):
            out.append("nobody-near")
        return out
    out.append(f"nobody-{mention.determiner or 'bare'}")
    out.append(f"nobody-modified-{min(len(mention.telling), 3)}")
    if mention.stop <= mention.last:
        out.append("nobody-goes-on")
    if not word_set("others").isdisjoint(mention.modifiers):
        out.append("nobody-other")
    if mention.by_wish:
        out.append("nobody-by-wish")
    if any(c.again for c in candidates):
        out.append("nobody-but-again")
    elif any(c.called for c in candidates):
        out.append("nobody-but-called")
        out.append("nobody-but-fitting" if any(c.fits for c in candidates) else "nobody-fitting")
    elif mention.sort == "person" and not mention.by_wish and mention.determiner != "i":
        office = "office" if mention.noun in read("offices") else "epithet"
        out.append("nobody-generic" if mention.noun in word_set("generic-people") else f"nobody-{office}")
    if place.quoted >= 0:
        out.append("nobody-quoted")
    return out


def _of_place(place: Place, candidate: Candidate) -> list[str]:
    near = max(0, min(place.sentence - candidate.seen[0].sentence, 4))
    return [
        # Steps, each on top of those before: twice is hardly ever worth less than once.
        *DISTANCE[: near + 1],
        *RANK[: candidate.rank + 1],
        *OFTEN[: len(candidate.seen) + 1],
        *_of_floor(place, candidate),
        *_of_last(candidate.seen[0], min(near, 2)),
        *(_of_subjects(place, candidate.seen) if near < 2 else ()),
        *_of_surroundings(place, candidate),
    ]


def _of_floor(place: Place, candidate: Candidate) -> list[str]:
    """Return the features of whoever spoke last, and of whoever is named right after."""
    out: list[str] = []
    if candidate.entity.number == place.floor:
        out += ("floor", FLOOR[max(0, min(place.sentence - place.floor_sentence, 3))])
        if candidate.seen[0].paragraph == place.paragraph:
            out.append("floor-paragraph")
        if place.quotes_first:
            out.append("floor-quotes-first")
        elif place.content_first:
            out.append("floor-content-first")
        if place.asked:
            out.append("floor-asked")
        if place.adds:
            out.append("floor-adds")
        if candidate.overtaken:
            out.append("floor-overtaken")
        if place.told_first:
            out.append("floor-told-first")
        if candidate.is_introduced:
            out.append("floor-introduced")
            if place.told_first:
                out.append("floor-introduced-told")
    elif candidate.is_introduced and candidate.seen[0].subject and _is_near(place, candidate.seen[0]):
        # The president left. In the square a guard waved. “Move,” he said.
        out.append("introduced-subject")
    if candidate.entity.number == place.named_after or candidate.told_of:
        out.append("named-after")
    return out


def _is_near(place: Place, event: Event) -> bool:
    return place.sentence - event.sentence < 2


def _of_last(last: Event, near: int) -> list[str]:
    """Return the features of how somebody was last mentioned, `near` sentences before."""
    out: list[str] = []
    if last.speaks:
        out += ("last-speaks", SPEAKS[near])
    if last.subject:
        out.append(SUBJECT[near])
    if last.owner:
        out.append("last-owner")
    if last.oblique:
        out.append(OBLIQUE[near])
    if last.pronoun:
        out.append("last-pronoun")
    return out


def _of_subjects(place: Place, seen: Sequence[Event]) -> list[str]:
    """Return the features of the subject of this sentence or the one before."""
    subjects = [event.sentence for event in seen if event.subject]
    out: list[str] = []
    if place.sentence in subjects:
        out.append("subject-same-sentence")
    if place.sentence - 1 in subjects:
        out.append("subject-previous-sentence")
        if place.opens:
            out.append("subject-previous-opens")
        elif place.quotes_first:
            out.append("subject-previous-quotes-first")
    return out


def _of_surroundings(place: Place, candidate: Candidate) -> list[str]:
    """Return the features of paragraph, marks and contents, in which somebody speaks or is mentioned."""
    seen, out = candidate.seen, list[str]()
    last = seen[0]
    if any(event.speaks for event in seen):
        out.append("spoke")
    if last.paragraph == place.paragraph:
        out.append("same-paragraph")
    elif place.opens:
        out.append("opens-other-paragraph")
    if last.quoted != place.quoted and last.quoted >= 0:
        inside = all(event.quoted >= 0 and event.quoted != place.quoted for event in seen)
        out.append("only-quoted" if inside else "last-quoted")
    elif last.content >= 0 and last.content != place.content:
        out.append("only-content" if all(event.content >= 0 for event in seen) else "last-content")
    if place.holder == candidate.entity.number:
        out.append("holder-quoted" if place.quoted >= 0 else "holder")
    return out


def _of_gender(mention: Mention, entity: Entity) -> list[str]:
    if mention.gender == "u":
        return []
    if entity.gender == mention.gender:
        return ["gender-same"]
    if entity.gender != "u":
        return ["gender-other"]
    return ["gender-unknown-full" if entity.kind == "person" and entity.fulls else "gender-unknown"]


def _of_description(mention: Mention, candidate: Candidate) -> list[str]:
    entity, telling = candidate.entity, mention.telling
    out: list[str] = []
    if candidate.inside:
        out.append(f"inside-{candidate.inside}")
    if candidate.owned:
        out.append("owned")
    if candidate.apposed:
        out.append("apposed")
    if candidate.called:
        out.append("called")
        out.append(FITS[min(candidate.fits, 3)])
        if telling and not candidate.fits:
            out.append("called-otherwise")
        if mention.noun not in read("offices"):
            out.append("called-epithet")
    elif candidate.fits:
        out.append("fits-not-called")
    elif entity.named and entity.kind == "person":
        out.append("otherwise-called" if entity.roles else "never-described")
        if entity.titled and mention.sort == "person":
            out.append("otherwise-titled")
        if _is_only_heard(mention, candidate):
            out.append("only-heard")
    if candidate.again:
        said = entity.name_words
        out.append("again" if telling <= said else "again-otherwise")
        if telling and telling <= said:
            out.append("again-telling")
        if mention.determiner == "d" and telling <= said and _is_introduced(mention.noun, entity):
            out.append("again-told")
    elif entity.named and (candidate.excluded or _is_elsewhere(telling, entity)):
        out.append("elsewhere")
    if entity.named and mention.sort in ("body", "document", "other"):
        out += of_name(mention, entity)
    if mention.determiner in ("i", "p", "q"):
        out.append(f"known-{mention.determiner}" if candidate.seen else f"announced-{mention.determiner}")
    return out


def _of_rivals(candidate: Candidate, fitting: int) -> list[str]:
    """Return how a description fits one candidate beside those of whom its noun is known."""
    if not candidate.called:
        # The teacher, where somebody else is one.
        return ["another-called"]
    return ["another-fits"] if candidate.fits < fitting else []


def _is_only_heard(mention: Mention, candidate: Candidate) -> bool:
    """Tell whether a bare noun for a trade meets somebody of whom the text tells nothing but what they say.

    “I never met her,” Ann Lee said. “He came on Fridays,” the waiter said.
    """
    entity, noun, seen = candidate.entity, mention.noun, candidate.seen
    bare = mention.determiner == "d" and mention.stop > mention.last and not mention.places
    described = bool(entity.suffix) or not entity.roles.isdisjoint(people_nouns())
    if mention.sort != "person" or not bare or described:
        return False
    if noun in word_set("loose-roles") or noun in word_set("generic-people"):
        return False
    # The minister may be whoever has been heard for long, and may be Mr Lee; the waiter is not.
    office = noun in read("offices") or noun in read("titles")
    heard = all(event.speaks or event.pronoun for event in seen)
    return heard and not (office and (len(seen) > 1 or entity.titled))


def _is_introduced(noun: str, entity: Entity) -> bool:
    """Tell whether a text introduces a document or several people by a noun: an affidavit from a guard."""
    words = entity.name.lower().split()
    if entity.named or determiner(words[0]) in ("d", "p"):
        return False
    if entity.kind == "group":
        return len(words) > 1 and noun in words
    if determiner(words[0]) != "i":
        return False
    # The polls are not a poll.
    single = words[0] in ("a", "an", "another") and not noun.endswith("s")
    return noun in words or noun in word_set("any-document") or (single and _is_taken_up(noun, words))


def _is_taken_up(noun: str, words: Sequence[str]) -> bool:
    """Tell whether a noun or another of its class is among some words: the report, of a study by Orbit."""
    own = document_classes(noun)
    return any(name in own for word in words for name in document_classes(word)[:1])


def _is_elsewhere(telling: frozenset[str], entity: Entity) -> bool:
    """Tell whether a mention has another country than the candidate: the UAE minister, of an Iranian."""
    said = places_of(telling) if telling else telling
    theirs = places_of(entity.roles) if said else said
    return bool(theirs) and said.isdisjoint(theirs)
