"""Others: whom a mention cannot mean, by what it says itself and what the text tells of them."""

from __future__ import annotations

import functools

import attrs

from quotekit.lexicon import group, read
from quotekit.speakers.names.entities import Entity
from quotekit.speakers.names.lexicon import (
    callings,
    determiner,
    document_classes,
    offices,
    people_nouns,
    places_of,
    word_set,
)
from quotekit.speakers.names.words import Words
from quotekit.speakers.resolving.bodies import is_of_another
from quotekit.speakers.resolving.clues import Clues
from quotekit.speakers.resolving.discourse import Place
from quotekit.speakers.resolving.mentions import Mention


@attrs.frozen(slots=True, eq=False)
class Others:
    """Tell who is somebody else than a mention means, in the words of a text."""

    words: Words

    def is_other(self, mention: Mention, place: Place, entity: Entity, clues: Clues) -> bool:
        """Tell whether a mention says by itself that it means somebody else."""
        number = entity.number
        if place.answers and place.asked and place.quotes_first and number == place.floor:
            # “Who checked them?” asked Ann Lee. “I did,” he answered: nobody answers themselves.
            return True
        if mention.is_pronoun:
            # "They call it a shame," Nguyen explained: in somebody's words, they are several.
            single = entity.kind in ("person", "unnamed")
            several = mention.sort == "they" and place.quoted >= 0 and single
            if mention.sort == "it" and entity.kind == "document":
                # They burned the letter. It was late.
                acted = any(event.subject or event.speaks for event in clues.seen.get(number, ()))
                if not acted:
                    return True
            # The Czech is not the Spaniard.
            theirs = places_of(entity.roles) if clues.there else frozenset()
            return several or bool(theirs and clues.there.isdisjoint(theirs))
        if mention.sort == "body" and _is_other_body(mention, entity, clues):
            return True
        if mention.sort == "document" and _is_other_document(mention.noun, entity, clues):
            return True
        if mention.sort == "person" and _is_told_apart(mention, entity):
            return True
        if mention.sort == "person" and (
            number in clues.possessor or clues.inside.get(number) == "person-owner"
        ):
            # The boy's father is not the boy himself, nor is Bo Khan's father Bo Khan.
            return True
        if number == place.holder and number not in clues.called:
            # According to Senator Obi, the general promised to leave: nobody calls themselves so.
            return True
        if _has_another_portfolio(mention, entity):
            return True
        is_owner = clues.owner in entity.roles and clues.owner in people_nouns()
        if is_owner or self._is_of_another(mention, entity, clues):
            # The president's aide is not the president; but a lawyer for the family is the family's lawyer.
            return True
        if number in clues.related and mention.sort != "document":
            return True
        if mention.noun == "head" and number in clues.called and number not in clues.inside:
            # The head of the school is not the police chief, nor the president.
            if "state" in mention.telling:
                return entity.roles.isdisjoint(word_set("rulers"))
            if mention.telling and mention.telling.isdisjoint(entity.roles | entity.name_words):
                return True
        if "deputy" in mention.modifiers and "deputy" not in entity.roles and number in clues.called:
            # The deputy mayor is not the mayor.
            return True
        sides = mention.telling & word_set("other-sides")
        if sides and sides.isdisjoint(entity.roles) and not entity.roles.isdisjoint(read("offices")):
            # The opposition leader is not the prime minister.
            return True
        if clues.introduced >= 0 and number in clues.seen and number != clues.introduced:
            # Coach Ann Lee stays. Captain Bo Khan disagreed, in another paragraph: the defender is not she.
            elsewhere = clues.seen[number][0].paragraph != place.paragraph
            if elsewhere and number not in clues.called and number not in clues.again:
                return True
        seen, inside = number in clues.seen, number in clues.inside
        new = mention.sort == "person" and not (number in clues.called or inside)
        if new and number not in clues.again and _is_answered(mention, place, entity):
            return True
        taken = bool(clues.again) and number not in clues.again and mention.noun not in read("offices")
        if new and (entity.kind == "unnamed" or not seen or taken) and _is_at_odds(mention.noun, entity):
            # The cleaner is not the guard, nor the goalkeeper the coach who is named next; and where a
            # shopkeeper's driver has been mentioned, the driver is not the inspector.
            return True
        untied = mention.sort == "person" and not inside and number not in clues.again
        if untied and self._is_of_something_new(mention, entity):
            return True
        if mention.determiner == "i" and untied and seen and _is_new_without_name(mention, entity):
            return True
        if mention.role is None or entity.kind != "person" or not entity.named:
            return False
        if number == clues.served:
            return True
        return not inside and self._is_new(mention, entity, seen=seen)

    def _is_of_another(self, mention: Mention, entity: Entity, clues: Clues) -> bool:
        """Tell whether a description is of somebody's kin or helper, and the text ties nobody to them.

        After *Prosecutor Ann Lee*, Bo Khan's lawyer is not she, nor is the fisherman's brother the warden.
        """
        if mention.sort != "person":
            return False
        number, named = entity.number, "person-owner" in clues.inside.values()
        if not (named or clues.owner):
            return False
        if number in clues.again or number in clues.inside or number in (clues.apposed, clues.coming):
            return False
        if mention.noun in word_set("kin"):
            return number not in clues.called
        if number in clues.called:
            return named and entity.titled and mention.telling.isdisjoint(entity.roles | entity.name_words)
        return not entity.roles.isdisjoint(people_nouns())

    def _is_new(self, mention: Mention, entity: Entity, *, seen: bool) -> bool:
        """Tell whether a description is of somebody else than a person with a name, perhaps `seen` before.

        That is a minister who asked not to be named, a senior official, and his mother.
        """
        if mention.by_wish and mention.noun not in word_set("anonymous"):
            return True
        if not seen:
            return False
        if mention.determiner == "i":
            return True
        return (
            mention.determiner == "p" and mention.noun in word_set("kin") and mention.noun not in entity.roles
        )

    def _is_of_something_new(self, mention: Mention, entity: Entity) -> bool:
        """Tell whether what a description is of is new, and nothing that is known of an entity.

        That is the owner of a hotel, the mother of two children, the author of another post.
        """
        lower, stop = self.words.lower, mention.stop
        behind = lower[stop + 1] if stop < mention.last and lower[stop] == "of" else ""
        if behind == "another":
            return True
        some = mention.determiner == "d" and determiner(behind) in ("i", "q")
        return some and mention.telling.isdisjoint(entity.roles)


def _is_new_without_name(mention: Mention, entity: Entity) -> bool:
    """Tell whether a noun is for somebody new beside one whom the text calls otherwise: a woman, the cook."""
    same = mention.noun in entity.roles or mention.noun in entity.name_words
    return entity.kind == "unnamed" and bool(entity.roles) and not same


def _is_told_apart(mention: Mention, entity: Entity) -> bool:
    """Tell whether a number or a country says that two without names are not one: the second witness."""
    if entity.named:
        return False
    theirs = {word.removesuffix("'s") for word in entity.name_words}
    mine, counted = (group("ordinals").intersection(words) for words in (mention.modifiers, theirs))
    if mine and counted and mine != counted:
        return True
    places = places_of(theirs)
    return bool(mention.places and places) and places.isdisjoint(mention.places)


def _is_other_body(mention: Mention, entity: Entity, clues: Clues) -> bool:
    """Tell whether a noun for a body cannot mean an entity: the UN agency is not the UN."""
    number, inside = entity.number, clues.inside.get(entity.number, "")
    owner = inside.endswith(("-beside", "-owner", "-ruled"))
    if (owner and mention.noun not in word_set("spots")) or is_of_another(mention, entity):
        # But the city of Riga is Riga.
        return True
    tied = number in clues.again or number in clues.inside or number in (clues.apposed, clues.owned)
    if clues.owner and not tied and number not in clues.called:
        # The airport's operator is not an airline.
        return clues.owner not in entity.roles | entity.name_words
    # Farmers are no company.
    people = entity.kind == "group" and not entity.named and number not in clues.called
    return (people or number in clues.unfit) and not tied


def _is_other_document(noun: str, entity: Entity, clues: Clues) -> bool:
    """Tell whether a noun is for another class than a document without a name: the report, of a letter."""
    if entity.named or entity.kind != "document" or entity.number in clues.again:
        return False
    mine = document_classes(noun)
    theirs = [name for word in entity.name.lower().split() for name in document_classes(word)[:1]]
    return bool(mine and theirs) and set(mine).isdisjoint(theirs)


def _has_another_portfolio(mention: Mention, entity: Entity) -> bool:
    """Tell whether a mention is of a minister for other matters: the trade minister, of one of finance."""
    if mention.noun not in word_set("ministers") or mention.stop - mention.first < 2:
        return False
    matters = {*mention.modifiers[: mention.stop - mention.first - 1][-1:]} - word_set("idle")
    matters = {m for m in matters if m in word_set("portfolios") or m == "prime"}
    theirs = entity.roles & (word_set("portfolios") | {"prime"})
    return bool(matters and theirs) and matters.isdisjoint(theirs | entity.name_words)


def _is_answered(mention: Mention, place: Place, entity: Entity) -> bool:
    """Tell whether a noun for anybody is of another sex, or a noun answers what somebody has just said.

    “How much?” asked Tariq. “Forty,” said the man: nobody answers themselves.
    """
    generic = mention.noun in word_set("generic-people")
    if place.floor == entity.number and place.quotes_first and (place.answers or (generic and place.asked)):
        return True
    return generic and {entity.gender, mention.gender} == {"m", "f"}


def _is_at_odds(noun: str, entity: Entity) -> bool:
    """Tell whether a noun is for another trade than all by which the text has introduced somebody."""
    trades = entity.roles & people_nouns()
    loose = word_set("loose-roles")
    if not trades or noun in loose or not trades.isdisjoint(loose):
        return False
    return trades.isdisjoint(_alike(noun)) and not any(noun in offices(trade) for trade in trades)


@functools.lru_cache(maxsize=256)
def _alike(noun: str) -> frozenset[str]:
    """Return what whoever is called by a noun may be called as well: a teacher, a lecturer."""
    same = (w for row in callings().values() if noun in row for w in row)
    return frozenset((noun, *offices(noun), *same))
