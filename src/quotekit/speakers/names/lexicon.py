"""The word lists for names, read once from ``resources/``.

Lists with columns (separated by tabs) are mappings; every entry is in lower case.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

import attrs

from quotekit.lexicon import read
from quotekit.lexicon.verbs import classes, inflect, irregular

# Letters that do not come apart into a plain one and a mark.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"})


@functools.lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """Return the form under which names are compared: lower case, no dots, no accents, plain apostrophes.

    >>> fold("Díaz"), fold("Jr."), fold("O’Neill")
    ('diaz', 'jr', "o'neill")
    """
    word = word.lower().replace(".", "").replace("’", "'")
    return word if word.isascii() else _plain(word)


def unaccented(word: str) -> str:
    """Return a word without case and without the marks on its letters.

    >>> unaccented("Erdoğan"), unaccented("Sørensen")
    ('erdogan', 'sorensen')
    """
    lowered = word.casefold()
    return lowered if lowered.isascii() else _plain(lowered) or lowered


def is_left_of(short: Sequence[str], long: Sequence[str]) -> bool:
    """Tell whether a name is another with words left out.

    >>> is_left_of(("joe", "biden"), ("joe", "robinette", "biden"))
    True
    """
    rest = iter(long)
    return all(word in rest for word in short)


def _plain(word: str) -> str:
    """Return a word in lower case without the marks on, in and across its letters."""
    taken_apart = unicodedata.normalize("NFKD", word)
    return "".join(c for c in taken_apart if not unicodedata.combining(c)).translate(_LETTERS)


@functools.cache
def columns(name: str) -> Mapping[str, tuple[str, ...]]:
    """Return ``resources/<name>.txt`` as a mapping from the first column to the others."""
    rows = (line.split("\t") for line in sorted(read(name)))
    return MappingProxyType({row[0]: tuple(row[1:]) for row in rows})


def determiner(word: str) -> str:
    """Return the class of a determiner, d, i, p or q (see ``resources/determiners.txt``), else nothing.

    >>> determiner("the"), determiner("his"), determiner("house")
    ('d', 'p', '')
    """
    return columns("determiners").get(word, ("",))[0]


def document_classes(noun: str) -> tuple[str, ...]:
    """Return the class of a noun for a document, then those that it takes up where its own is not there.

    >>> document_classes("study"), document_classes("house")
    (('report', 'poll'), ())
    """
    return tuple(columns("document-classes").get(noun, ("",))[0].split())


@attrs.frozen(kw_only=True)
class Role:
    """Hold a noun for a person: the singular, the gender (m, f or u) and whether the form is plural."""

    noun: str
    gender: str
    plural: bool


@functools.cache
def roles() -> Mapping[str, Role]:
    """Return every form, singular and plural, of the nouns for people."""
    out: dict[str, Role] = {}
    for noun, (gender, plural) in sorted(columns("roles").items()):
        out[noun] = Role(noun=noun, gender=gender, plural=False)
        out.setdefault(plural, Role(noun=noun, gender=gender, plural=True))
    return MappingProxyType(out)


@functools.cache
def people_nouns() -> frozenset[str]:
    """Return every form, singular and plural, of the nouns for people, as a set to compare others with."""
    return frozenset(roles())


@functools.cache
def several_people() -> frozenset[str]:
    """Return the nouns that mean several people: residents, the crowd, but not "dozens" or "the left"."""
    groups = {word for word in read("groups") if word.endswith("s") and not determiner(word)}
    return frozenset({noun for noun, role in roles().items() if role.plural} | groups | word_set("crowds"))


@functools.cache
def formal_names() -> Mapping[str, frozenset[str]]:
    """Return the full given names for each short form."""
    return MappingProxyType({k: frozenset(v[0].split(",")) for k, v in columns("nicknames").items()})


@functools.cache
def kin_gender() -> Mapping[str, str]:
    """Return the gender of a title before a name."""
    return MappingProxyType({fold(k): v[0] for k, v in columns("titles-gendered").items()})


@functools.cache
def given_gender() -> Mapping[str, str]:
    """Return the usual gender of each listed given name: m, f or u."""
    return MappingProxyType({fold(k): v[0] for k, v in columns("given-names").items()})


def place_of(word: str) -> tuple[str, ...]:
    """Return the words for the place of an adjective such as *French*; none for other words.

    >>> place_of("russian")
    ('russia',)
    """
    row = columns("demonyms").get(word)
    return tuple(row[0].lower().split()) if row else ()


def places_of(words: Iterable[str]) -> frozenset[str]:
    """Return the words for places among some words, those of adjectives too.

    >>> sorted(places_of(("the", "russian", "envoy", "to", "kenya")))
    ['kenya', 'russia']
    """
    known = read("places")
    return frozenset(
        place for word in words for place in (*place_of(word), word) if place != word or word in known
    )


@functools.lru_cache(maxsize=256)
def listed_kind(noun: str) -> str:
    """Return what kind of names a plural noun takes up, if not people's.

    >>> listed_kind("agencies"), listed_kind("countries"), listed_kind("women")
    ('organisation', 'place', '')
    """
    if not noun.endswith("s"):
        return ""
    one = noun[:-3] + "y" if noun.endswith("ies") else noun[:-1]
    if one in word_set("spots"):
        return "place"
    body = one in read("organisation-nouns") or one in columns("organisation-descriptions")
    return "organisation" if body else ""


def offices(title: str) -> tuple[str, ...]:
    """Return a title together with the nouns for the same office.

    >>> "governor" in offices("gov")
    True
    """
    row = columns("title-roles").get(title)
    return (title, *row[0].split()) if row else (title,)


@functools.cache
def callings() -> Mapping[str, tuple[str, ...]]:
    """Return what somebody is called who does something, for each form of the verb.

    >>> callings()["taught"]
    ('teacher', 'lecturer', 'professor')
    """
    return MappingProxyType({form: tuple(row[0].split()) for form, row in _role_verbs() if row[0]})


@functools.cache
def doers() -> frozenset[str]:
    """Return what a firm may be called as well as a person, for what they do.

    >>> "seller" in doers(), "leader" in doers()
    (True, False)
    """
    return frozenset(noun for nouns in callings().values() for noun in nouns) - read("offices")


@functools.cache
def makers() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return what somebody is called who does something with a thing, for each form of the verb.

    >>> makers()["wrote"]["novel"]
    ('novelist',)
    """
    out: dict[str, Mapping[str, tuple[str, ...]]] = {}
    for form, row in _role_verbs():
        pairs = (pair.partition(":") for pair in row[1].split()) if len(row) > 1 else ()
        out[form] = {thing: tuple(nouns.split(",")) for thing, _, nouns in pairs}
    return MappingProxyType(out)


@functools.cache
def undergone() -> Mapping[str, tuple[str, ...]]:
    """Return what somebody is called to whom something is done, for each form of the verb.

    >>> undergone()["arrested"]
    ('suspect',)
    """
    return MappingProxyType({form: tuple(row[2].split()) for form, row in _role_verbs() if len(row) > 2})


def _role_verbs() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Return the rows of ``resources/role-verbs.txt`` under each form of their verbs."""
    for verb, row in columns("role-verbs").items():
        for form in inflect(verb, irregular().get(verb, ())):
            yield form, row


@attrs.frozen(slots=True)
class NameLists:
    """Hold the lists by which proper names are recognised, each entry folded."""

    openers: frozenset[str]
    closed: frozenset[str]
    small: frozenset[str]
    determiners: frozenset[str]
    members: frozenset[str]
    titles: frozenset[str]
    offices: frozenset[str]
    roles: frozenset[str]
    plural_roles: frozenset[str]
    nouns: frozenset[str]
    given: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    heads: frozenset[str]
    starters: frozenset[str]
    connectors: frozenset[str]
    organisations: frozenset[str]
    places: frozenset[str]
    affiliations: frozenset[str]
    demonyms: frozenset[str]
    adjectives: frozenset[str]
    peoples: frozenset[str]
    things: frozenset[str]
    endings: frozenset[str]


@functools.cache
def name_lists() -> NameLists:
    """Return the lists for names, read once."""
    openers = columns("sentence-openers")
    forms = roles()
    demonyms = frozenset(columns("demonyms"))
    affiliations = read("affiliations")
    places = read("places")
    adjectives = demonyms | affiliations
    peoples = {word + "s" for word in adjectives if not word.endswith(("s", "sh", "ch", "ese"))}
    return NameLists(
        openers=frozenset(openers),
        closed=frozenset(word for word, row in openers.items() if not row),
        determiners=frozenset(columns("determiners")) | frozenset(columns("pronouns")),
        members=frozenset(form for form, role in forms.items() if role.plural) - frozenset(peoples),
        small=frozenset(columns("determiners")) | frozenset(columns("pronouns")) | read("phrase-ends"),
        titles=frozenset(fold(title) for title in read("titles")),
        offices=read("offices"),
        roles=frozenset(form for form, role in forms.items() if not role.plural),
        plural_roles=frozenset(form for form, role in forms.items() if role.plural),
        nouns=frozenset(forms) | read("groups") | read("documents"),
        given=frozenset(given_gender()),
        particles=read("name-particles"),
        suffixes=read("name-suffixes"),
        heads=read("organisation-words"),
        starters=read("organisation-starters"),
        connectors=read("organisation-connectors"),
        organisations=read("organisations"),
        places=places,
        affiliations=affiliations,
        demonyms=demonyms,
        adjectives=adjectives,
        peoples=frozenset(peoples | {word for word in read("groups") if word.endswith("s")}) - places,
        things=read("documents") | read("thing-words"),
        endings=read("hyphen-endings"),
    )


@functools.cache
def word_set(name: str) -> frozenset[str]:
    """Return one of the small sets of words in ``resources/phrase-words.txt``.

    >>> "said" in word_set("saying")
    True
    """
    return frozenset(columns("phrase-words")[name][0].split())


def is_trade(word: str) -> bool:
    """Tell whether a word before a company's name says what it makes or does: airline, chipmaker.

    >>> is_trade("toymaker"), is_trade("lawmaker")
    (True, False)
    """
    return word in word_set("trades") or (word.endswith("maker") and word not in roles())


@functools.lru_cache(maxsize=4096)
def verb_like(word: str) -> bool:
    """Tell whether a word looks like an inflected verb: a headline's "Pins", "Praises", "Slammed".

    >>> verb_like("praises"), verb_like("pin")
    (True, False)
    """
    return bool(set(classes().get(_british(word), "")) & set("ZVE"))


def is_base_verb(word: str) -> bool:
    """Tell whether a word is the form of a verb that makes a demand: tell, remember.

    >>> is_base_verb("tell"), is_base_verb("told")
    (True, False)
    """
    return "W" in classes().get(_british(word), "")


def follows_subject(word: str) -> bool:
    """Tell whether a word may be the verb of the subject that it follows.

    >>> follows_subject("has"), follows_subject("erupted"), follows_subject("of")
    (True, True, False)
    """
    return word in read("subject-verbs") or word.endswith("ed") or verb_like(word)


def _british(word: str) -> str:
    return word.replace("iz", "is") if word.endswith(("ized", "izes", "ize")) else word


@functools.lru_cache(maxsize=4096)
def is_common(word: str) -> bool:
    """Tell whether a word in lower case is a verb form, a function word or a plain noun.

    >>> is_common("criticized"), is_common("brook")
    (True, False)
    """
    lists = name_lists()
    if word in word_set("saying"):
        return True
    if word in lists.given or word in lists.titles or word in lists.roles or word in lists.places:
        return False
    if word in lists.openers or word in lists.small or word in lists.nouns or word in read("subject-verbs"):
        return True
    return _british(word) in classes()
