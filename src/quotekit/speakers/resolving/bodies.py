"""Bodies: whether a common noun can mean one, by what its name and the nouns beside it tell of its kind.

Nouns and names are of kinds (``resources/body-classes.txt``). A name's head tells its kind, *Aviation
Authority* no airline, and where that tells nothing its other words do. Many names tell nothing: a club or a
charity may be called anything, a court is called one.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from quotekit.lexicon import read
from quotekit.speakers.names.entities import Entity
from quotekit.speakers.names.kinds import is_acronym
from quotekit.speakers.names.lexicon import columns, doers, fold, name_lists, places_of, roles, word_set
from quotekit.speakers.resolving.mentions import Mention

Kinds = frozenset[str]


def of_name(mention: Mention, entity: Entity) -> list[str]:
    """Return how a noun fits a named body, as features: the ministry, the Foreign Ministry."""
    out = [] if mention.telling.isdisjoint(entity.name_words) else ["modifier-in-name"]
    return [*out, fit(mention, entity)]


def fit(mention: Mention, entity: Entity) -> str:
    """Return how a noun fits somebody whom a text takes for a body, or who may be one."""
    noun, said = mention.noun, entity.name_words
    if fold(noun) in said:
        if entity.named and word_set("buildings").issuperset(map(_head, entity.forms)):
            # The police are not Police Headquarters, but the station is Central Station.
            return "noun-in-name-fits" if noun in word_set("buildings") else "noun-alien"
        return "noun-in-name-fits" if mention.telling <= said else "noun-in-name"
    kinds, told = _kinds().get(noun, frozenset()), _kinds_told(entity)
    other = _are_others(kinds, told)
    hints = columns("organisation-descriptions").get(noun, ("",))[0].split()
    if not other and not said.isdisjoint(hints):
        return "noun-suits-name"
    if noun in entity.roles:
        return "noun-beside-name"
    if noun in word_set("spots") and entity.kind == "place":
        return "spot"
    # A ministry and a court are called so; the regulator may be called anything.
    named = noun not in read("organisation-nouns") and kinds <= word_set("told-by-name")
    if other or named or not kinds or not may_be_body(entity):
        return "noun-alien"
    if not entity.roles.isdisjoint(read("organisation-nouns")):
        return "noun-alike-beside-name"
    if told and "any" not in kinds:
        return "noun-of-kind"
    if kinds <= word_set("told-by-name") and not any(map(is_acronym, " ".join(entity.forms).split())):
        return "noun-untold"
    # The company, of Orbit: nearly every organisation that is not known to be something else.
    return "noun-for-any"


def is_alien(mention: Mention, entity: Entity, how: str) -> bool:
    """Tell whether a noun that fits a body so is none for it: the regulator, of a bank."""
    if entity.named:
        return how == "noun-alien"
    kinds = _kinds().get(mention.noun, frozenset())
    return mention.noun not in read("organisation-nouns") or _are_others(kinds, _kinds_told(entity))


def is_specific(mention: Mention) -> bool:
    """Tell whether a noun says of what kind a body is: the newspaper, but not the group or the company."""
    kinds = _kinds().get(mention.noun, frozenset())
    return bool(kinds) and kinds.isdisjoint(("any", "business"))


def is_doubtful(entity: Entity, how: str) -> bool:
    """Tell whether nothing about a name says that it is a body: a word of unknown kind, an unlisted place."""
    told = entity.kind == "place" or (entity.kind == "unknown" and len(entity.mentions) < 2)
    return told and how in ("noun-untold", "noun-for-any", "noun-of-kind")


def is_untold(entity: Entity, how: str) -> bool:
    """Tell whether a name would say so if the noun meant it, and says nothing: the regulator, of Finma."""
    return entity.named and how == "noun-untold"


def is_of_another(mention: Mention, entity: Entity) -> bool:
    """Tell whether a description says whose body it is, and a name's bearer is not theirs.

    The Danish ministry is not the Ministry of Mines of Kenya nor Denmark, and no other name is the Danish
    government.
    """
    said = entity.name_words
    time = word_set("of-another-time").intersection(mention.modifiers)
    if mention.noun in read("owned-bodies") and not time <= said:
        # The new government is not the Sall government.
        return True
    if not entity.named:
        # The party-led government is not the regional government.
        other = said - {fold(mention.noun)} - word_set("idle")
        return bool(mention.telling and other) and mention.telling.isdisjoint(other)
    if not mention.places:
        return False
    if entity.kind == "place":
        return mention.noun not in word_set("spots")
    theirs = places_of(said) | places_of(entity.roles)
    if theirs.isdisjoint(mention.places):
        return bool(theirs) or mention.noun in word_set("one-of-a-state")
    return False


def may_be_body(entity: Entity) -> bool:
    """Tell whether a name is a body's, or a person's or place's only by its reader's guess: Union Calama."""
    if entity.kind == "place":
        return name_lists().places.isdisjoint(form.lower() for form in entity.forms)
    if entity.kind != "person":
        return entity.kind in ("organisation", "unknown")
    told = entity.titled or entity.gender != "u" or not entity.roles.isdisjoint(_offices())
    return not told and name_lists().given.isdisjoint(entity.parts[: max(len(entity.parts) - 1, 1)])


def _are_others(kinds: Kinds, told: Kinds) -> bool:
    """Tell whether a noun is for other kinds of body than all that are told."""
    return bool(told) and "any" not in kinds and told.isdisjoint(kinds)


def _kinds_told(entity: Entity) -> Kinds:
    """Return the kinds of body that nouns beside a name and its head tell, or else any word of it."""
    head, whole = _told_by_name(tuple(entity.forms))
    return _told(entity.roles) | head or whole


@functools.lru_cache(maxsize=4096)
def _told_by_name(forms: tuple[str, ...]) -> tuple[Kinds, Kinds]:
    """Return the kinds of body that the heads of somebody's names tell, and those that any words do."""
    head, whole = _told(map(_head, forms)), _told(word for form in forms for word in map(fold, form.split()))
    if "bank" in head and "state" in whole:
        # The Central Bank is no lender.
        head = frozenset(("state",))
    return head, whole


def _told(words: Iterable[str]) -> Kinds:
    known = _telling()
    return frozenset([kind for word in words if word in known for kind in known[word]])


def _head(form: str) -> str:
    """Return the word that a name ends with, but for its purpose and place: Aviation Authority of Ghana."""
    words = [fold(word) for word in form.split()]
    stop = next((k for k, word in enumerate(words) if k and word in read("phrase-ends")), len(words))
    return words[stop - 1]


@functools.cache
def _offices() -> frozenset[str]:
    """Return the nouns that only a person goes by: the leader, but not the seller, as a firm may be one."""
    return frozenset(roles()) - read("organisation-nouns") - doers()


@functools.cache
def _kinds() -> Mapping[str, Kinds]:
    """Return the kinds of body that each common noun means."""
    out: dict[str, set[str]] = {}
    for kind, (nouns,) in columns("body-classes").items():
        for noun in nouns.split():
            out.setdefault(noun, set()).add(kind)
    return MappingProxyType({noun: frozenset(kinds) for noun, kinds in out.items()})


@functools.cache
def _telling() -> Mapping[str, Kinds]:
    """Return the kinds of body that each word of a name, or a noun beside it, tells."""
    out: dict[str, set[str]] = {}
    for noun, kinds in _kinds().items():
        if "any" not in kinds:
            for word in (noun, *columns("organisation-descriptions").get(noun, ("",))[0].split()):
                out.setdefault(word, set()).update(kinds)
    return MappingProxyType({word: frozenset(kinds) for word, kinds in out.items()})
