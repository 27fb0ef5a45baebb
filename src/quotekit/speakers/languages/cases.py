"""Names in languages that have cases: which of two forms are one name, and which form is the name."""

from __future__ import annotations

import functools

import regex

from quotekit.speakers.languages.lists import Lists
from quotekit.speakers.names.lexicon import fold, given_gender

# A name in another case differs in at most this many letters, after at least so many that are the same.
_ENDING, _STEM = 3, 3
# The vowel that a nominative has and no other case (*Pavel*, *Pavla*).
_FLEETING = regex.compile(r"[eěoео](?=[\p{L}--[aeiouyáéíóúůýěąęóаеиоуыэюяьй]]$)", regex.V1)
_VOWELS = frozenset("aáeéěiíoóuúůyýąęаеиоуыэюя")
_DROPPED = _VOWELS | frozenset("ьй")
_FIRST = frozenset("aáyýíая")
_WOMAN = frozenset("aáая")
_LONGEST_ENDING = 5
# The least words of a name with a given name.
_FULL = 2


def stem(word: str, words: Lists) -> str:
    """Return what all cases of a name begin with, for looking them up."""
    return word[:_STEM] if words.inflects else word


def same(one: str, other: str, words: Lists) -> bool:
    """Tell whether two words, as `Lists.key` gives them, are one name, perhaps in different cases.

    A man's and a woman's form of one family name are two.

    >>> from quotekit.speakers.languages.lists import lists
    >>> [same("novotný", other, lists("cs")) for other in ("novotného", "novotná")]
    [True, False]
    """
    if one == other:
        return True
    if not words.inflects:
        return False
    short, long = sorted((one, other), key=len)
    # *Tuska* ends as a woman's name does, and is a man's: *Tusk*.
    if {_gender(one, words), _gender(other, words)} == {"m", "f"} and long != short + "a":
        return False
    return _near(one, other) or _near(_FLEETING.sub("", one), _FLEETING.sub("", other))


def _near(one: str, other: str) -> bool:
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    short, long = sorted((one, other), key=len)
    # *Ewa*, *Ewy*: a short name has no longer stem.
    if shared < min(_STEM, max(len(short) - 1, 2)) or len(long) - shared > _ENDING:
        return False
    return shared == len(short) or (shared == len(short) - 1 and short[-1] in _DROPPED)


def _gender(word: str, words: Lists) -> str:
    for length in range(min(_LONGEST_ENDING, len(word)), 0, -1):
        gender = words.endings.get(word[-length:])
        if gender:
            return gender
    return "m"


def given(word: str, words: Lists) -> bool:
    """Tell whether a word is a given name that is listed, perhaps in another case.

    >>> from quotekit.speakers.languages.lists import lists
    >>> given("heike", lists("de")), given("libora", lists("cs")), given("torwart", lists("de"))
    (True, True, False)
    """
    if word in words.given or not words.inflects:
        return word in words.given
    return any(same(name, word, words) for name in _by_stem(words).get(stem(word, words), ()))


@functools.cache
def _by_stem(words: Lists) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in sorted(words.given):
        found.setdefault(stem(name, words), []).append(name)
    return found


def gender(parts: tuple[str, ...], words: Lists) -> str:
    """Return the gender that somebody's names tell, m or f, or nothing.

    >>> from quotekit.speakers.languages.lists import lists
    >>> gender(("ida", "moll"), lists("de")), gender(("ольга", "рыбакова"), lists("ru"))
    ('f', 'f')
    >>> gender(("илья", "петров"), lists("ru"))
    ''
    """
    if len(parts) < _FULL:
        return ""
    told = given_gender().get(fold(parts[0]), "").strip("u")
    if told or not words.inflects:
        return told
    # *Илья Петров*: a man's given name may end as a woman's does, and then the family name says no more.
    given, family = (part[-1:] in _WOMAN or _gender(part, words) == "f" for part in (parts[0], parts[-1]))
    if given:
        return "f" if family else ""
    return "" if parts[0][-1:] in _VOWELS else "m"


def declines(parts: tuple[str, ...]) -> bool:
    """Tell whether a family name has cases: that of a woman has none where it ends in a consonant.

    >>> declines(("anna", "nowak")), declines(("jan", "nowak")), declines(("anna", "sowa"))
    (False, True, True)
    """
    return parts[0][-1:] not in _WOMAN or parts[-1][-1:] in _VOWELS


def plainness(parts: tuple[str, ...]) -> tuple[int, int]:
    """Return how far a form of a name is from its nominative, as far as letters tell: the least is the name.

    Cases make a name longer; where they do not, a nominative ends in a consonant, or else in *a*.

    >>> min([("анны", "лисиной"), ("анна", "лисина"), ("анну", "лисину")], key=plainness)
    ('анна', 'лисина')
    """
    ends = [part[-1:] for part in parts]
    return sum(map(len, parts)), sum((end in _VOWELS) + (end in _VOWELS - _FIRST) for end in ends)
