"""Names in languages with cases: whether two forms are one name, and which form is the nominative."""

from __future__ import annotations

import functools
from collections.abc import Iterable

import regex

from quotekit.speakers.languages.lists import Lists
from quotekit.speakers.names.lexicon import fold, given_gender

# The most letters by which a case form differs, and the least letters that it shares before that.
_ENDING, _STEM = 3, 3
# A vowel that only the nominative has (*Pavel*, *Pavla*).
_FLEETING = regex.compile(r"[eěoео](?=[\p{L}--[aeiouyáéíóúůýěąęóаеиоуыэюяьй]]$)", regex.V1)
_VOWELS = frozenset("aáeéěiíoóuúůyýąęаеиоуыэюя")
_DROPPED = _VOWELS | frozenset("ьй")
_FIRST = frozenset("aáyýíая")
# A Russian name that is declined as an adjective: *Липская*, *Липской*; *Белый*, *Белого*.
_ADJECTIVAL = frozenset({"ая", "ую", "ой", "ый", "ий"})
# A Slavic adjective of a place: *Омской*, *Jihomoravského*.
_OF_PLACE = regex.compile(
    r".+(?:[сц]к(?:ий|ая|ое|ой|ого|ому|им|ом|ую|ие|их)|[sc]k(?:[ýáé]|ého|ému|ém|ou|ých|ým))"
)
_WOMAN = frozenset("aáая")
_LONGEST_ENDING = 5
# A name has a given name and a family name at least.
FULL = 2


def stem(word: str, words: Lists) -> str:
    """Return the letters that all cases of a name begin with, as a key."""
    return word[:_STEM] if words.inflects else word


def same(one: str, other: str, words: Lists) -> bool:
    """Tell whether two words, as returned by `Lists.key`, are one name, perhaps in different cases.

    The masculine and the feminine form of a family name are two names.

    >>> from quotekit.speakers.languages.lists import lists
    >>> [same("novotný", other, lists("cs")) for other in ("novotného", "novotná")]
    [True, False]
    """
    if one == other:
        return True
    if not words.inflects:
        return False
    short, long = sorted((one, other), key=len)
    # *Tuska* ends like a feminine name but is a case of *Tusk*.
    if {_gender(one, words), _gender(other, words)} == {"m", "f"} and long != short + "a":
        return False
    return _near(one, other) or _near(_FLEETING.sub("", one), _FLEETING.sub("", other))


def is_adjective(word: str) -> bool:
    """Tell whether a word, as returned by `Lists.key`, has the form of an adjective of a place.

    >>> is_adjective("омской"), is_adjective("омска")
    (True, False)
    """
    return _OF_PLACE.fullmatch(word) is not None


@functools.lru_cache(maxsize=4096)
def is_apposed(word: str, words: Lists) -> bool:
    """Tell whether a word is a noun that stands before a body's own name, perhaps in a case.

    >>> from quotekit.speakers.languages.lists import lists
    >>> [is_apposed(word, lists("cs")) for word in ("agentury", "listu", "lipa")]
    [True, True, False]
    """
    return word in words.apposed or _is_case_of(word, words.apposed, words)


@functools.lru_cache(maxsize=4096)
def is_body(word: str, words: Lists) -> bool:
    """Tell whether a word is a noun for a body, perhaps in a case.

    >>> from quotekit.speakers.languages.lists import lists
    >>> is_body("klubu", lists("cs")), is_body("lipa", lists("cs"))
    (True, False)
    """
    return words.has_body([word]) or _is_case_of(word, words.bodies, words)


def _is_case_of(word: str, nouns: Iterable[str], words: Lists) -> bool:
    """Tell whether a word is one of some nouns in a case, which is no shorter than the noun."""
    return words.inflects and any(len(noun) <= len(word) and same(word, noun, words) for noun in nouns)


def is_nominative(parts: tuple[str, ...], words: Lists) -> bool:
    """Tell whether a name is somebody's given and family name as a subject.

    A family name like *Lipová* shows it, or a listed given name; but *Jana Lipy* is a case of *Jan Lipa*.

    >>> from quotekit.speakers.languages.lists import lists
    >>> names = ("jan lipa", "jana lipová", "jana lipy", "ngozi lipová", "horní lhoty")
    >>> [is_nominative(tuple(name.split()), lists("cs")) for name in names]
    [True, True, False, True, False]
    """
    if len(parts) < FULL:
        return False
    woman = parts[-1][-1] in _WOMAN and _gender(parts[-1], words) == "f"
    of_man = parts[0][-1] in _WOMAN and parts[0][:-1] in words.given
    return woman or (parts[0] in words.given and not of_man)


def is_feminine(word: str, words: Lists) -> bool:
    """Tell whether a family name ends as women's do, or as those may.

    >>> from quotekit.speakers.languages.lists import lists
    >>> is_feminine("орлова", lists("ru")), is_feminine("китая", lists("ru"))
    (True, False)
    """
    return _gender(word, words) != "m"


def is_oblique(parts: tuple[str, ...], words: Lists) -> bool:
    """Tell whether somebody's given and family name are plainly in another case than the nominative.

    >>> from quotekit.speakers.languages.lists import lists
    >>> names = ("сергея дубова", "эстебана рохаса", "эстебан рохас", "анна дубова")
    >>> [is_oblique(tuple(name.split()), lists("ru")) for name in names]
    [True, True, False, False]
    """
    if not words.inflects or len(parts) < FULL or is_nominative(parts, words):
        return False
    listed = (name for name in _by_stem(words).get(stem(parts[0], words), ()) if name in words.usual)
    if not _is_listed(parts[0], words) and any(_is_case(name, parts[0], words) for name in listed):
        return True
    both = parts[0][-1] in _WOMAN and parts[-1][-1] in _WOMAN and _gender(parts[-1], words) == "m"
    return both and parts[0][:-1] in words.given


def alike(one: tuple[str, ...], other: tuple[str, ...], words: Lists) -> bool:
    """Tell whether two names are one, word for word, perhaps in different cases.

    >>> from quotekit.speakers.languages.lists import lists
    >>> alike(("женя", "донская"), ("жени", "донской"), lists("ru"))
    True
    >>> alike(("женя", "донская"), ("женя", "донской"), lists("ru"))
    False
    """
    if len(one) != len(other) or not all(same(a, b, words) for a, b in zip(one, other, strict=True)):
        return False
    # Where the given name is in one case, so is the family name.
    ends = {one[-1][-2:], other[-1][-2:]}
    return one[:-1] != other[:-1] or not one[:-1] or len(ends) == 1 or not ends <= _ADJECTIVAL


def _near(one: str, other: str) -> bool:
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    short, long = sorted((one, other), key=len)
    # *Ewa*, *Ewy*: a short name has a short stem.
    if shared < min(_STEM, max(len(short) - 1, 2)) or len(long) - shared > _ENDING:
        return False
    if short[-2:] in _ADJECTIVAL and shared == len(short) - 2:
        return True
    return shared == len(short) or (shared == len(short) - 1 and short[-1] in _DROPPED)


def _gender(word: str, words: Lists) -> str:
    for length in range(min(_LONGEST_ENDING, len(word)), 0, -1):
        gender = words.endings.get(word[-length:])
        if gender:
            return gender
    return "m"


def given(word: str, words: Lists) -> bool:
    """Tell whether a word is a listed given name, perhaps in another case.

    >>> from quotekit.speakers.languages.lists import lists
    >>> given("heike", lists("de")), given("libora", lists("cs")), given("torwart", lists("de"))
    (True, True, False)
    """
    if _is_listed(word, words):
        return True
    if not words.inflects or word in words.bodies:
        return False
    return any(_is_case(name, word, words) for name in _by_stem(words).get(stem(word, words), ()))


def _is_listed(word: str, words: Lists) -> bool:
    """Tell whether a word is a given name as it is listed: the list of all languages has no accents."""
    foreign = words.inflects and len(word) > _STEM and fold(word) in given_gender()
    return word in words.given or foreign or bool(words.forms and word.endswith(words.forms))


def _is_case(name: str, word: str, words: Lists) -> bool:
    """Tell whether a word is a given name in a case: no shorter, and of a foreign one, only its end."""
    if len(name) > len(word):
        return False
    if name in words.usual:
        return same(name, word, words)
    shared = len(name) - (name[-1] in _VOWELS)
    ending = word[shared:]
    near = len(ending) < _ENDING and ending[:1] in _VOWELS
    return near and len(name) > _STEM and word[:shared] == name[:shared]


@functools.cache
def _by_stem(words: Lists) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in sorted(words.given):
        found.setdefault(stem(name, words), []).append(name)
    return found


def gender(parts: tuple[str, ...], words: Lists) -> str:
    """Return the gender of somebody's names, m or f, or an empty string.

    >>> from quotekit.speakers.languages.lists import lists
    >>> gender(("ida", "moll"), lists("de")), gender(("ольга", "рыбакова"), lists("ru"))
    ('f', 'f')
    >>> gender(("павла", "орлова"), lists("ru")), gender(("фока", "петров"), lists("ru"))
    ('m', '')
    """
    if len(parts) < FULL:
        return ""
    told = words.given.get(parts[0]) or given_gender().get(fold(parts[0])) or _declined(parts[0], words)
    told = told.strip("u")
    if told or not words.inflects:
        return told
    # *Илья Петров*: a masculine given name may end like a feminine one.
    given, family = (part[-1:] in _WOMAN or _gender(part, words) == "f" for part in (parts[0], parts[-1]))
    if given:
        return "f" if family else ""
    return "" if parts[0][-1:] in _VOWELS else "m"


def _declined(word: str, words: Lists) -> str:
    """Return the gender of the given names that a word is a case of (*Павла*), if it is one of them."""
    if not words.inflects:
        return ""
    listed = _by_stem(words).get(stem(word, words), ())
    names = (name for name in listed if _is_case(name, word, words))
    told = set(filter(None, map(words.given.get, names)))
    return told.pop() if len(told) == 1 else ""


def declines(parts: tuple[str, ...]) -> bool:
    """Tell whether a family name is declined: a woman's is not if it ends in a consonant.

    >>> declines(("anna", "nowak")), declines(("jan", "nowak")), declines(("anna", "sowa"))
    (False, True, True)
    """
    return parts[0][-1:] not in _WOMAN or parts[-1][-1:] in _VOWELS


def plainness(parts: tuple[str, ...]) -> tuple[int, int]:
    """Return how far a form of a name seems to be from the nominative, for which it is least.

    Cases make a name longer; among forms of one length, the nominative ends in a consonant or else in *a*.

    >>> min([("анны", "лисиной"), ("анна", "лисина"), ("анну", "лисину")], key=plainness)
    ('анна', 'лисина')
    """
    ends = [part[-1:] for part in parts]
    return sum(map(len, parts)), sum((end in _VOWELS) + (end in _VOWELS - _FIRST) for end in ends)
