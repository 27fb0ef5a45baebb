"""Mentions: the sort, noun, modifiers and determiner of a pronoun or description."""

from __future__ import annotations

import functools
from typing import Literal

import attrs

from quotekit.lexicon import read
from quotekit.speakers.names.descriptions import PAST
from quotekit.speakers.names.lexicon import (
    Role,
    columns,
    determiner,
    fold,
    listed_kind,
    name_lists,
    places_of,
    roles,
    word_set,
)
from quotekit.speakers.names.words import Words
from quotekit.speakers.resolving.conjuncts import Phrase

MentionSort = Literal["he", "it", "they", "person", "people", "body", "document", "other"]
SORTS: tuple[MentionSort, ...] = ("he", "it", "they", "person", "people", "body", "document", "other")


# How many words after a description may say something about its head: who spoke on condition of anonymity.
NEAR = 12
# Letters for an office are fewer than this.
LETTERS = 5
# A 31-year-old: whoever is so old.
AGED = "-year-old"


@attrs.frozen(slots=True, kw_only=True)
class Mention:
    """Hold a pronoun or description to be resolved.

    `sort` is *he*, *it* or *they* for a pronoun of that kind, else the kind of the noun; `gender` is m, f or
    u. `modifiers` are the folded words around the `noun`; `determiner` is the class of the first word (d
    definite, i indefinite, p possessive, q counting, or nothing). `first` and `last` are the mention's words,
    `stop` the word before which its own noun phrase ends; `by_wish` says that the person asked not to be
    named, `past` that the noun is for an office that somebody has left.
    """

    sort: MentionSort
    first: int
    last: int
    stop: int
    gender: str = "u"
    noun: str = ""
    role: Role | None = None
    determiner: str = ""
    modifiers: tuple[str, ...] = ()
    by_wish: bool = False
    past: bool = False
    is_pronoun: bool = attrs.field(init=False)

    @is_pronoun.default
    def _has_pronoun(self) -> bool:
        return self.sort in ("he", "it", "they")

    @property
    def is_plain(self) -> bool:
        """Tell whether a description says nothing but a noun, and perhaps an age: the old man."""
        return self.telling <= word_set("ages")

    @functools.cached_property
    def telling(self) -> frozenset[str]:
        """Return the informative modifiers: not *new*, *former*, *the*."""
        return frozenset(self.modifiers) - word_set("idle")

    @functools.cached_property
    def places(self) -> frozenset[str]:
        """Return the places that the words before the noun tell: the Peruvian government."""
        before = self.modifiers[: max(self.stop - self.first - 1, 0)]
        return places_of(before)


def pronoun_at(words: Words, index: int) -> Mention | None:
    """Return the third-person pronoun at a word, or None."""
    row = columns("pronouns").get(words.lower[index])
    if row is None or row[0] != "3":
        return None
    sort: MentionSort = "he" if row[1] in "mf" else "it" if row[1] == "n" else "they"
    return Mention(
        sort=sort, first=index, last=index, stop=index + 1, gender=row[1] if row[1] in "mf" else "u"
    )


def described(words: Words, phrase: Phrase) -> Mention:
    """Return a description as a mention."""
    noun = words.lower[phrase.head]
    left = noun.startswith(PAST) and noun not in roles()
    noun = noun.removeprefix(PAST) if left else noun
    before = words.lower[phrase.head - 1] if phrase.head else ""
    if (before, words.lower[phrase.head]) == ("think", "tank"):
        noun = "think-tank"
    aged = noun.endswith(AGED)
    force = noun == "guard" and before in word_set("guards")
    role = None if force else roles().get(AGED.strip("-") if aged else noun)
    form = words.forms[phrase.head]
    if role is None and form.isupper() and 1 < len(form) < LETTERS and _sort(noun, None) == "other":
        # The IO, the CID SP: what no list knows and is no body's name is an office.
        role = Role(noun=noun, gender="u", plural=False)
    stop = min(phrase.stop, phrase.last + 1)
    article, gender = determiner(words.lower[phrase.first]), "u" if role is None else role.gender
    if article == "p" and noun in word_set("styles"):
        # His Majesty, who is nobody's.
        article, gender = "d", columns("pronouns")[words.lower[phrase.first]][1]
    # The 31-year-old, the Italian: such words take up whom the text speaks of, as a pronoun does.
    # The New Zealander, the South African.
    of_two = noun == "zealander" or before in word_set("opening-adjectives")
    alone = phrase.head == phrase.last and phrase.head - phrase.first == 1 + of_two
    bare = article == "d" and alone
    # The Senegal international, for whom they play.
    plays = noun == "international" and words.forms[phrase.head].islower() and phrase.head == phrase.last
    takes_up = (bare and (aged or _is_national(noun))) or (plays and article == "d")
    # A few words after the noun say as much as those before it: the president of Kenya.
    behind = range(stop, min(phrase.last + 1, stop + 4))
    around = [k for k in (*range(phrase.first, stop), *behind) if k != phrase.head]
    return Mention(
        sort="he" if takes_up else _sort(noun, role),
        first=phrase.first,
        last=phrase.last,
        stop=stop,
        gender=_gender(noun) if takes_up and role is None else gender,
        noun=noun if role is None or role.plural else role.noun,
        role=role,
        determiner=article,
        modifiers=tuple(fold(words.forms[k]) for k in around),
        by_wish=noun in word_set("anonymous") or _is_unnamed_by_wish(words, phrase),
        past=left or not word_set("former").isdisjoint(words.lower[phrase.first : phrase.head]),
    )


def _is_national(noun: str) -> bool:
    """Tell whether a word means one person of a country: the Italian, but not "the French"."""
    ending = noun.endswith(("an", "i", "k")) and noun in name_lists().demonyms
    return ending or noun in word_set("nationals")


def _gender(noun: str) -> str:
    """Return the gender that a noun for a person of a country tells: the Frenchwoman."""
    if noun not in word_set("nationals"):
        return "u"
    return "f" if noun.endswith(("woman", "ina")) else "m" if noun.endswith("man") else "u"


def _is_unnamed_by_wish(words: Words, phrase: Phrase) -> bool:
    """Tell whether somebody described does not want a name to be told: who asked not to be identified."""
    near = words.sentence[phrase.last + 1 : phrase.last + NEAR]
    stop = phrase.last + 1 + near.count(words.sentence[phrase.last])
    said = words.lower[phrase.first : stop]
    unwilling = not word_set("unwilling").isdisjoint(said) and not word_set("being-named").isdisjoint(said)
    return unwilling or not word_set("unnamed-by-wish").isdisjoint(said)


def _sort(noun: str, role: Role | None) -> MentionSort:
    if role is not None and not role.plural:
        # The operator, the publisher: more often a company than a person.
        return "body" if noun in read("organisation-nouns") else "person"
    if noun in ("group", "guard"):
        # The rights group, the coast guard.
        return "body"
    if role is not None or noun in read("groups"):
        return "people"
    if noun in read("documents"):
        return "document"
    if listed_kind(noun) == "organisation":
        # Airlines, which is also how the name of one ends.
        return "other"
    if noun in read("organisation-words") or noun in columns("organisation-descriptions"):
        return "body"
    return "body" if noun in word_set("spots") or noun in read("owned-bodies") else "other"
