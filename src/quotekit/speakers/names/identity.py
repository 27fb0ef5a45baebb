"""Whether speakers of two texts are one person: the rule, stated once and kept conservative.

Two names are one person's when they are equal without titles, accents and the ways of romanising
(Zelensky, Zelenskyy); when one is the other with a name left out (Joe Biden, Joe R. Biden), an
initial or a short form (J. Biden; Bill, William); or when one is the other's surname alone, and no
text of the saying names another person with that surname. Two persons are different when their
names have nothing in common or the same surname with another given name. All else is unclear.
"""

from __future__ import annotations

import functools
import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Literal

import attrs
from rapidfuzz.fuzz import ratio

from quotekit import lexicon
from quotekit.document.records import BETWEEN_PEOPLE
from quotekit.speakers.names.lexicon import is_left_of
from quotekit.speakers.names.voices import Name, Voice, described, parts_of, romanised

Verdict = Literal["agreed", "conflicting", "unclear"]

CROWD = 64
"""Up to how many people are compared in pairs. Of more, not everybody is compared with everybody."""

_ALIKE = 75.0
_BEARERS = 100


class Cast:
    """Hold whom some texts name: the persons, in full, who make a surname ambiguous, and the bodies.

    `names` and `bodies` are called for the names of persons and of all else once somebody asks. Of the
    persons that have a word in common, a hundred are looked at.
    """

    def __init__(
        self, names: Callable[[], Iterable[str]], *, bodies: Callable[[], Iterable[str]] = tuple
    ) -> None:
        self._names, self._named_bodies = names, bodies
        self._shared: dict[str, bool] = {}

    @functools.cached_property
    def full(self) -> frozenset[Name]:
        """Return the names of more than one word.

        >>> sorted(Cast(lambda: ["Ann Lee", "Mr Lee"]).full)
        [('an', 'le')]
        """
        return frozenset(name for name in map(parts_of, self._names()) if len(name) > 1)

    @functools.cached_property
    def _bodies(self) -> frozenset[Name]:
        return frozenset(map(described, self._named_bodies()))

    def may_be_body(self, voice: Voice) -> bool:
        """Tell whether a person's only name is that of an organisation or place in one of the texts.

        >>> hydro = Cast(list, bodies=lambda: ["Tallgrass Hydro"])
        >>> hydro.may_be_body(Voice("Tallgrass Hydro", "person"))
        True
        """
        return not voice.gender and described(voice.name) in self._bodies

    def shares(self, word: str) -> bool:
        """Tell whether different persons here go by `word` as their surname (the first or last name)."""
        if word not in self._shared:
            bearers = [name for name in self._with(word) if word in (name[0], name[-1])]
            self._shared[word] = any(
                _full_names(a, b)[0] != "agreed" for a, b in itertools.combinations(bearers, 2)
            )
        return self._shared[word]

    def joins(self, single: str, other: Name) -> bool:
        """Tell whether somebody here has the name `single` and may be called `other` as well."""
        return any(
            other[0] in name if len(other) == 1 else _full_names(name, other)[0] == "agreed"
            for name in self._with(single)
        )

    def _with(self, word: str) -> list[Name]:
        return self._by_word.get(word, [])[:_BEARERS]

    @functools.cached_property
    def _by_word(self) -> dict[str, list[Name]]:
        found: dict[str, list[Name]] = defaultdict(list)
        for name in sorted(self.full):
            for word in set(name):
                found[word].append(name)
        return dict(found)


def judge(first: Voice, second: Voice, cast: Cast) -> tuple[Verdict, str]:
    """Say whether two voices are the same speaker (`agreed`), two people (`conflicting`), or neither is sure.

    The second value says why. `cast` holds the persons whom the texts name.

    >>> clintons = Cast(lambda: ["Bill Clinton", "Hillary Clinton"])
    >>> judge(Voice("Clinton", "person"), Voice("Hillary Clinton", "person"), clintons)
    ('unclear', 'a surname that several have')
    >>> judge(Voice("Mr Putin", "person"), Voice("Vladimir Putin", "person"), Cast(list))
    ('agreed', 'a surname')
    >>> judge(Voice("Wang Yi", "person"), Voice("Vladimir Putin", "person"), Cast(list))
    ('conflicting', 'no name in common')
    """
    if not first.kind or not second.kind:
        return "unclear", "a text that names nobody"
    if first.kind == second.kind == "person":
        return _judge_people(first, second, cast)
    one, other = described(first.name), described(second.name)
    if first.kind != second.kind:
        if one == other and "unnamed" not in (first.kind, second.kind):
            return "agreed", "the same name"
        return "unclear", f"{_article(first.kind)} and {_article(second.kind)}"
    if one == other:
        # Two texts may each have their own "official"; a fuller description is taken to be the same one.
        if first.kind == "unnamed" and len(one) < 3:
            return "unclear", "nobody named in either text"
        return "agreed", "the same description" if first.kind == "unnamed" else "the same name"
    if first.kind == "unnamed":
        return "unclear", "nobody named in either text"
    if _is_short_form(one, other) or _is_short_form(other, one):
        return "agreed", "a short form"
    return "unclear", f"two names of the kind {first.kind}"


def _judge_people(first: Voice, second: Voice, cast: Cast) -> tuple[Verdict, str]:
    ones, others = first.name.split(BETWEEN_PEOPLE), second.name.split(BETWEEN_PEOPLE)
    if len(ones) == len(others) == 1:
        verdict, reason = _one_to_one(first, second, cast)
        if verdict == "conflicting" and (cast.may_be_body(first) != cast.may_be_body(second)):
            return "unclear", "a person and a name that may be an organisation's"
        return verdict, reason
    found = [
        [_one_to_one(attrs.evolve(first, name=a), attrs.evolve(second, name=b), cast)[0] for b in others]
        for a in ones
    ]
    if all("agreed" in row for row in [*found, *zip(*found, strict=True)]):
        return "agreed", "the same names"
    if all(verdict == "conflicting" for row in found for verdict in row):
        return "conflicting", "no name in common"
    return "unclear", "several people and some of them"


def _one_to_one(first: Voice, second: Voice, cast: Cast) -> tuple[Verdict, str]:
    one, other = parts_of(first.name), parts_of(second.name)
    if not one or not other:
        return "unclear", "a text that names nobody"
    if len(one) > 1 and len(other) > 1:
        verdict, reason = _full_names(one, other)
        if verdict != "agreed" and (one in _aliases(second) or other in _aliases(first)):
            return "agreed", "another name for the same person"
        return verdict, reason
    if first.gender and second.gender and first.gender != second.gender:
        return "conflicting", "titles of a man and of a woman"
    if one == other:
        return (
            ("unclear", "a surname that several have") if cast.shares(one[0]) else ("agreed", "the same name")
        )
    if len(one) == len(other):
        if one in _aliases(second) or other in _aliases(first):
            return "agreed", "another name for the same person"
        if cast.joins(one[0], other):
            return "unclear", "two names that one person has"
        return (
            ("unclear", "names spelt alike")
            if _alike(one[0], other[0])
            else ("conflicting", "no name in common")
        )
    return _alone(one[0], other, second, cast) if len(one) == 1 else _alone(other[0], one, first, cast)


def _alone(single: str, full: Name, voice: Voice, cast: Cast) -> tuple[Verdict, str]:
    if single == full[-1] or (single,) in _aliases(voice):
        if cast.shares(single):
            return "unclear", "a surname that several have"
        return "agreed", "a surname" if single == full[-1] else "another name for the same person"
    if single in full:
        return "unclear", "a part of the name"
    if cast.joins(single, full):
        return "unclear", "two names that one person has"
    if any(_alike(single, word) for word in full):
        return "unclear", "names spelt alike"
    return "conflicting", "no name in common"


def _full_names(one: Name, other: Name) -> tuple[Verdict, str]:
    if one == other or sorted(one) == sorted(other):
        return "agreed", "the same name"
    short, long = sorted((one, other), key=len)
    if is_left_of(short, long) and short[0][0] == long[0][0]:
        return "agreed", "a name left out"
    if one[-1] == other[-1]:
        return _same_surname(one[:-1], other[:-1])
    if is_left_of(short, long):
        return "agreed", "a name left out"
    if one[0] == other[0] and _alike(one[-1], other[-1]):
        return "unclear", "names spelt alike"
    if len(one) == len(other) and all(_alike(a, b) for a, b in zip(one, other, strict=True)):
        return "unclear", "names spelt alike"
    if len(set(one) & set(other)) > 1:
        return "unclear", "names partly the same"
    return "conflicting", "one name in common" if set(one) & set(other) else "no name in common"


def _same_surname(given: Name, other_given: Name) -> tuple[Verdict, str]:
    one, other = given[0], other_given[0]
    if one == other:
        middles = [middle for middle in (given[1:], other_given[1:]) if middle]
        if len(middles) == 2 and not any(_stands_for(a, b) for a in middles[0] for b in middles[1]):
            return "unclear", "other middle names"
        return "agreed", "a name left out"
    if _stands_for(one, other) or one in other_given or other in given:
        return "agreed", "a short form of the given name"
    if _alike(one, other):
        return "unclear", "names spelt alike"
    return "conflicting", "another given name"


def _stands_for(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return long.startswith(short)
    return short == long or bool(_formal().get(one, {one}) & _formal().get(other, {other}))


def _alike(one: str, other: str) -> bool:
    return min(len(one), len(other)) > 2 and ratio(one, other) >= _ALIKE


def _is_short_form(short: Name, long: Name) -> bool:
    """Tell whether an organisation's or place's name is another's with words left off, or its letters."""
    if not short or len(short) >= len(long):
        return False
    if len(short) == 1 and len(short[0]) > 1:
        letters = "".join(word[0] for word in long)
        telling = "".join(word[0] for word in long if word not in {"of", "the", "and", "for"})
        return short[0] in {letters, telling} or long[0] == short[0]
    return long[: len(short)] == short or long[-len(short) :] == short


def _aliases(voice: Voice) -> frozenset[Name]:
    return frozenset(map(parts_of, voice.aliases))


def _article(kind: str) -> str:
    kind = "unnamed speaker" if kind == "unnamed" else "speaker of another kind" if kind == "other" else kind
    return f"{'an' if kind[0] in 'aeou' else 'a'} {kind}"


@functools.cache
def _formal() -> dict[str, frozenset[str]]:
    rows = (line.split("\t") for line in lexicon.read("nicknames"))
    formal = {}
    for short, names in rows:
        formal[romanised(short)] = frozenset(romanised(name) for name in (short, *names.split(",")))
    return formal
