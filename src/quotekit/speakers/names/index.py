"""The index of a text's names and of their entities, before any source is resolved."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import attrs

from quotekit.document import Name, Span, SpeakerKind
from quotekit.lexicon import read
from quotekit.speakers.names import gender, hyphens, nicknames
from quotekit.speakers.names.abbreviations import with_long_forms
from quotekit.speakers.names.body_nouns import BodyNouns
from quotekit.speakers.names.descriptions import Descriptions
from quotekit.speakers.names.entities import Entity, Register
from quotekit.speakers.names.evidence import with_entities
from quotekit.speakers.names.full_names import FullNames
from quotekit.speakers.names.headlines import Headlines, headline_sentences
from quotekit.speakers.names.lexicon import name_lists, roles, word_set
from quotekit.speakers.names.namesakes import Namesakes
from quotekit.speakers.names.organisations import Organisations
from quotekit.speakers.names.parts import surface
from quotekit.speakers.names.people import People
from quotekit.speakers.names.posts import with_posts
from quotekit.speakers.names.reader import NameMention, NameReader
from quotekit.speakers.names.short_names import ShortNames
from quotekit.speakers.names.weighing import with_read
from quotekit.speakers.names.words import Words

# The entity of a name that has become part of a longer one.
DROPPED = -2


@attrs.define(slots=True, eq=False)
class NameIndex:
    """Hold a text's words, its names in text order, the name over each word, and the entities."""

    words: Words
    register: Register
    people: People
    organisations: Organisations
    descriptions: Descriptions
    names: list[NameMention] = attrs.field(factory=list)
    cover: list[NameMention | None] = attrs.field(factory=list)

    @classmethod
    def of(
        cls,
        words: Words,
        reader: NameReader,
        entities: Sequence[tuple[Span, SpeakerKind]] = (),
        read: Sequence[Name] = (),
        sources: Sequence[range] = (),
    ) -> NameIndex:
        """Read a text: full names first, then the names that they explain, then the rest.

        `entities` from outside take precedence over the names that the reader finds; those that a network
        `read` are weighed against them. `sources` are the words of the text's sources.
        """
        register = Register()
        reading = cls(
            words=words,
            register=register,
            people=People(
                words=words,
                register=register,
                namesakes=Namesakes(
                    register=register,
                    sources={k: number for number, source in enumerate(sources) for k in source},
                ),
            ),
            organisations=Organisations(words=words, register=register),
            descriptions=Descriptions(words=words, entities=register.entities),
        )
        sentences = headline_sentences(words)
        names = reader.read(words, sentences)
        short_names = ShortNames(words, register, reading.people, reader.lists)
        short_names.bodies(names)
        names = with_read(words, reader, names, read)
        names = with_posts(words, reader, with_long_forms(words, reader, names))
        hyphens.join(names)
        short_names.listed(names)
        if entities:
            names = with_entities(words, reader, names, entities)
        nicknamed = nicknames.explained(words, names)
        short = {nickname.parts for _, nickname in nicknamed}
        FullNames(words, register, reading.people).gather([name for name in names if name.parts not in short])
        nicknames.settle(words, reading.people, names, nicknamed)
        headlines = Headlines(
            words=words,
            register=register,
            people=reading.people,
            organisations=reading.organisations,
            lists=reader.lists,
            sentences=sentences,
        )
        names = reading._in_order([*names, *headlines.full_names()])
        short_names.couples(names)
        short_names.companions(names)
        names = reading._owned(short_names.settle(names))
        reading.organisations.gather(names)
        names += headlines.other_names({m.first for m in names})
        reading.names = reading._in_order(names)
        reading.cover = [None] * len(words)
        for mention in reading.names:
            reading._cover(mention, mention.lead)
        reading._bodies()
        reading._describe()
        return reading

    def is_people(self, index: int) -> bool:
        """Tell whether a word is a name or a noun for people, which "who" may follow."""
        word = self.words.lower[index]
        named = self.cover[index] is not None
        return named or word in roles() or word in read("groups") or word.endswith("s")

    @staticmethod
    def _in_order(names: list[NameMention]) -> list[NameMention]:
        return sorted(names, key=lambda mention: mention.start)

    def _owned(self, names: list[NameMention]) -> list[NameMention]:
        """Let the name of a state's body begin with the state's: Syria's Foreign Ministry.

        Where the text has it without, too, the Ministry of Mines is called so. The Syrian Prime Minister's
        Office is that of the minister.
        """
        words = self.words
        bodies = [name for name in names if name.kind == "organisation"]
        for mention in bodies:
            if _is_of_office(words, mention):
                mention.first += 1
                mention.start, mention.parts = words.starts[mention.first], mention.parts[1:]
        owned = {
            mention.first: before
            for before, mention in pairwise(names)
            if before.possessive
            and before.last + 1 == mention.lead
            and words.gaps[before.last] in ("'s ", "’s ", "' ", "’ ")
        }
        alone = {name.parts for name in bodies if len(name.parts) > 2 and name.first not in owned}
        for mention in bodies:
            before = owned.get(mention.first)
            if before is not None and mention.parts not in alone and _is_named_by_owner(before, mention):
                mention.lead = mention.first = before.first
                mention.start, mention.parts = before.start, (*before.parts, *mention.parts)
                before.entity = DROPPED
        return [name for name in names if name.entity != DROPPED]

    def _cover(self, mention: NameMention, first: int) -> None:
        for position in range(first, mention.last + 1):
            self.cover[position] = mention

    def _describe(self) -> None:
        """Learn from the words beside names: roles, common nouns, genders."""
        entities, descriptions = self.register.entities, self.descriptions
        descriptions.cover = self.cover
        nouns = BodyNouns(self.words)
        people: list[NameMention] = []
        for mention in self.names:
            if mention.entity < 0:
                continue
            entity = entities[mention.entity]
            if gender.is_doubtful(entity) and nouns.is_told(mention):
                entity.kind = "organisation"
            told = nouns.is_apposed(mention) or nouns.is_bare(mention)
            if told and _may_be_apposed(entity):
                entity.kind = "organisation"
            if entity.kind in ("organisation", "unknown"):
                nouns.gather(mention, entity)
            if entity.kind in ("person", "unknown"):
                descriptions.gather(mention, entity)
                people.append(mention)
        descriptions.pair(people)
        gender.learn(self.words, people, entities)
        gender.told_by_it(self.words, people, entities)
        for entity in entities:
            entity.named = True

    def _bodies(self) -> None:
        """Make "the Clinton campaign" an entity of its own, whose name covers the owner's."""
        words = self.words
        found: list[tuple[NameMention, int]] = []
        for mention in self.names:
            last = self._body_after(mention)
            if last >= 0:
                found.append((mention, last))
        found.sort(key=lambda pair: words.lower[pair[1]] != "campaign")
        for mention, last in found:
            start, end = words.starts[mention.lead], words.ends[last]
            form = surface(words, start, end)
            plain = form
            if last > mention.last + 1:
                plain = f"{surface(words, start, words.starts[mention.last + 1])} {words.forms[last]}"
            noun = words.lower[last]
            entity = self.organisations.belonging(mention.entity, noun, form, plain, start, end)
            body = NameMention(
                lead=mention.lead,
                first=mention.lead,
                last=last,
                start=start,
                end=end,
                kind="organisation",
                parts=(noun,),
                possessive=words.possessive[last],
                sure=True,
            )
            body.entity = entity.number
            self._cover(body, mention.lead)

    def _body_after(self, mention: NameMention) -> int:
        """Return the word for a body that a name owns ("campaign"), or -1."""
        words = self.words
        index = mention.last + 1
        if mention.kind == "group" or mention.entity < 0:
            return -1
        while (
            index < len(words) and index - mention.last < 3 and words.lower[index] in read("body-modifiers")
        ):
            index += 1
        if (
            index >= len(words)
            or self.cover[index] is not None
            or words.lower[index] not in read("owned-bodies")
        ):
            return -1
        if words.sentence[index] != words.sentence[mention.last] or not words.joins(index - 1):
            return -1
        if mention.kind == "organisation" and words.lower[index] in word_set("kinds-of-body"):
            # The Orbit organisation is Orbit.
            return -1
        if index + 1 < len(words) and words.gaps[index] == " " and words.lower[index + 1] in roles():
            # The Clinton campaign manager is a person, not the campaign.
            return -1
        return index


def _is_named_by_owner(owner: NameMention, mention: NameMention) -> bool:
    """Tell whether a body's name begins with its owner's, be that a state or the police of a city."""
    if mention.parts[-1] in word_set("stations"):
        return owner.kind == "organisation" and "police" in owner.parts
    return _is_of_state(mention.parts) and (owner.kind in ("place", "unknown") or _is_ruler(owner))


def _may_be_apposed(entity: Entity) -> bool:
    """Tell whether an apposition may say that a name is a body's: no title or office, and no known place."""
    if entity.kind == "place":
        return name_lists().places.isdisjoint(form.lower() for form in entity.forms)
    return entity.kind in ("person", "group") and not (entity.titled or entity.roles)


def _is_ruler(name: NameMention) -> bool:
    """Tell whether an organisation's body is named as a state's is: the Taliban's Ministry of Finance.

    A body of a body has a name of its own: the Department of Trade's Office of Honest Weights.
    """
    return name.kind == "organisation" and len(name.parts) == 1


def _is_of_office(words: Words, name: NameMention) -> bool:
    """Tell whether a body is an officer's, behind their country: the Uzbek Prosecutor General's Office."""
    lists, owner = name_lists(), name.last - 1
    if len(name.parts) < 3 or name.parts[-1] != "office" or not words.possessive[owner]:
        return False
    officer = words.lower[owner] in lists.roles or words.lower[owner] in lists.titles
    return officer and name.parts[0] in lists.demonyms


def _is_of_state(parts: Sequence[str]) -> bool:
    """Tell whether every state has a body of a name: the Foreign Ministry, the Department of Trade."""
    bodies = word_set("state-bodies")
    return (parts[-1] in bodies and len(parts) < 3) or (parts[0] in bodies and parts[1:2] == ("of",))
