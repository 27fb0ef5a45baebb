"""Nicknames that a text explains: ``Joko Widodo, better known as Jokowi``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from quotekit.speakers.names.entities import Entity
from quotekit.speakers.names.lexicon import word_set
from quotekit.speakers.names.parts import surface
from quotekit.speakers.names.people import People
from quotekit.speakers.names.reader import NameMention
from quotekit.speakers.names.words import Words

# What may part a name from the words that say what else its bearer is called.
SETTING_OFF = (" ", ", ", " (", " – ", " — ", " - ", "—", "–")
# The most words of a nickname, and those that may say that a name is one: more widely known simply as.
SHORT, NEAR = 2, 6

PEOPLE = ("person", "unknown", "weak")

Nickname = tuple[NameMention, NameMention]


def explained(words: Words, names: Sequence[NameMention]) -> list[Nickname]:
    """Return the names after which a text says what else somebody is called, each with the nickname."""
    return list(_explained(words, names))


def _explained(words: Words, names: Sequence[NameMention]) -> Iterator[Nickname]:
    # A surname alone may have been taken for a place's.
    surnames = {name.parts[-1:] for name in names if name.kind == "person" and len(name.parts) > 1}
    people = [name for name in names if name.kind in PEOPLE or name.parts in surnames]
    for name, nickname in pairwise(people):
        short = len(nickname.parts) <= SHORT and nickname.parts != name.parts and name.kind != "weak"
        if short and (_is_introduced(words, name, nickname) or _is_known_so(words, nickname.last)):
            yield name, nickname


def _is_introduced(words: Words, name: NameMention, nickname: NameMention) -> bool:
    """Tell whether the words between two names say that the second is what the first is called."""
    between = words.lower[name.last + 1 : nickname.lead]
    if words.sentence[name.last] != words.sentence[nickname.lead] or not 0 < len(between) <= NEAR:
        return False
    if words.gaps[name.last] not in SETTING_OFF:
        return False
    if words.gaps[name.last] == " " and between[0] in word_set("nicknaming"):
        # Ann Lee called Bo Khan.
        return False
    told = word_set("aliases") | word_set("nicknaming")
    return not told.isdisjoint(between) and (told | word_set("around-nicknames")).issuperset(between)


def _is_known_so(words: Words, last: int) -> bool:
    """Tell whether a name up to a word is said to be how somebody is known: Red, as she is widely known."""
    ahead = words.lower[last + 1 : last + NEAR]
    if ahead[:1] != ["as"] or words.gaps[last] not in (", ", " ") or ahead[1:2] not in (["he"], ["she"]):
        return False
    known = next((k for k, word in enumerate(ahead) if word in word_set("nicknaming")), 0)
    return known > 2 and word_set("around-nicknames").issuperset(ahead[2:known])


def settle(words: Words, people: People, names: Sequence[NameMention], found: Sequence[Nickname]) -> None:
    """Let every mention of a nickname be one of its bearer, whose name it does not become."""
    bearers: dict[tuple[str, ...], Entity] = {}
    for name, nickname in found:
        bearer = people.register.entities[name.entity] if name.entity >= 0 else people.find(name.parts)
        if bearer is not None:
            bearers.setdefault(nickname.parts, bearer)
    for mention in names if bearers else ():
        bearer = bearers.get(mention.parts)
        if bearer is not None and mention.entity < 0:
            form = surface(words, mention.start, mention.end)
            mention.entity, mention.kind, mention.sure = bearer.number, "person", True
            bearer.kind = "person"
            bearer.note(form, mention.start, mention.end)
            bearer.shunned.add(form)
