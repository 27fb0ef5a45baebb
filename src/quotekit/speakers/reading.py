"""One reading of a text: its names, and the entities they belong to, before any source is looked at."""

from __future__ import annotations

import attrs

from quotekit.lexicon import read
from quotekit.speakers import gender
from quotekit.speakers.descriptions import Descriptions
from quotekit.speakers.entities import Register
from quotekit.speakers.names import NameMention, NameReader, headline_sentences, runs
from quotekit.speakers.organisations import Organisations
from quotekit.speakers.people import People, surface
from quotekit.speakers.vocabulary import fold, given_gender
from quotekit.speakers.words import Words


@attrs.define(slots=True, eq=False)
class Reading:
    """Hold a text's words, its names in text order, the name over each word, and the entities."""

    words: Words
    register: Register
    people: People
    organisations: Organisations
    descriptions: Descriptions
    names: list[NameMention] = attrs.field(factory=list)
    cover: list[NameMention | None] = attrs.field(factory=list)

    @classmethod
    def of(cls, words: Words, reader: NameReader) -> Reading:
        """Read a text: full names first, then what they explain, then what is left."""
        register = Register()
        reading = cls(
            words=words,
            register=register,
            people=People(words=words, register=register),
            organisations=Organisations(words=words, register=register),
            descriptions=Descriptions(words=words, entities=register.entities),
        )
        headlines = headline_sentences(words)
        names = reader.read(words, headlines)
        reading.people.gather(names)
        reading._couples(names)
        reading._settle(names)
        reading.organisations.gather(names)
        names += reading._headlines(headlines)
        names.sort(key=lambda m: m.start)
        reading.names = names
        reading.cover = [None] * len(words)
        for mention in names:
            for index in range(mention.lead, mention.last + 1):
                reading.cover[index] = mention
        reading._bodies()
        people = [m for m in names if m.entity >= 0 and register.entities[m.entity].kind == "person"]
        for mention in people:
            reading.descriptions.gather(mention, register.entities[mention.entity])
        gender.learn(words, people, register.entities)
        return reading

    def _couples(self, names: list[NameMention]) -> None:
        """Give the first of "Bill and Hillary Clinton" the surname of the second."""
        words = self.words
        for mention, following in zip(names, names[1:], strict=False):
            if (
                len(mention.parts) == 1
                and mention.parts[0] in given_gender()
                and following.kind == "person"
                and len(following.parts) > 1
                and following.lead == mention.last + 2
                and words.lower[mention.last + 1] == "and"
                and words.sentence[mention.last] == words.sentence[following.first]
                and not following.titles
            ):
                full = (mention.parts[0], *following.parts[1:])
                entity = self.people.find(full)
                if entity is None:
                    whole = attrs.evolve(mention, kind="person", parts=full, sure=True)
                    entity = self.register.make("person")
                    entity.parts = full
                    self.people._index(entity, whole)
                    entity.first_full, entity.fulls = mention.start, 1
                    form = f"{words.forms[mention.first]} {words.text[words.starts[following.last]:following.end]}"
                    entity.forms[form] = 1
                    entity.note_gender(given_gender()[mention.parts[0]], 1.5)
                mention.kind = "person"
                mention.entity = entity.number
                entity.mentions.append((mention.start, mention.end))

    def _settle(self, names: list[NameMention]) -> None:
        """Tie the names of one word to the full names, and make entities of those that stay alone."""
        left: list[NameMention] = []
        for mention in names:
            if mention.entity >= 0 or mention.kind in ("group",):
                continue
            if len(mention.parts) == 1 and not (mention.sure and mention.kind in ("organisation", "place") and not mention.titles):
                if self.people.settle(mention) is not None:
                    mention.kind = "person"
                    continue
            if mention.kind in ("person", "unknown"):
                left.append(mention)
        for mention in left:
            if self.people.settle(mention) is not None:
                mention.kind = "person"
            elif len(mention.parts) == 1:
                self.people.lone(mention)
                mention.kind = "person"
            else:
                mention.kind = "organisation"

    def _headlines(self, headlines: frozenset[int]) -> list[NameMention]:
        """Find in headlines, where every word is capitalised, the names that the body knows."""
        words, out = self.words, []
        openers = read("sentence-openers")
        for indices in runs(words, headlines):
            index = indices.start
            while index < indices.stop:
                found = self._known_at(index, indices.stop, openers)
                if found is None:
                    index += 1
                    continue
                out.append(found)
                index = found.last + 1
        return out

    def _known_at(self, index: int, stop: int, openers: frozenset[str]) -> NameMention | None:
        words = self.words
        if not words.forms[index][0].isupper() or words.lower[index] in openers:
            return None
        for size in range(min(6, stop - index), 0, -1):
            parts = tuple(fold(words.forms[k]) for k in range(index, index + size))
            entity = None
            if size > 1 or parts[0] in self.people.by_last or parts[0] in self.people.by_first:
                entity = self.people.find(parts)
                kind = "person"
            if entity is None:
                entity = self.organisations.whole.get(" ".join(parts))
                kind = "organisation" if entity is None else entity.kind
            if entity is None and size == 2 and parts[0] in given_gender() and words.forms[index + 1][0].isupper():
                entity = self.register.make("person")
                entity.parts = parts
                kind = "person"
            if entity is not None:
                last = index + size - 1
                mention = NameMention(
                    lead=index, first=index, last=last, start=words.starts[index], end=words.ends[last],
                    kind=kind, parts=parts, possessive=words.possessive[last], sure=True,
                )
                mention.entity = entity.number
                entity.note(surface(words, mention.start, mention.end), mention.start, mention.end)
                return mention
        return None

    def _bodies(self) -> None:
        """Make "the Clinton campaign" an entity of its own: its name covers the owner's."""
        words = self.words
        bodies = read("owned-bodies")
        for mention in self.names:
            index = mention.last + 1
            if index >= len(words) or self.cover[index] is not None or mention.kind == "group":
                continue
            step = 0
            while step < 2 and index + step < len(words) and words.lower[index + step] in ("presidential", "2016", "senate", "transition", "re-election"):
                step += 1
            index += step
            if index >= len(words) or words.lower[index] not in bodies or words.sentence[index] != words.sentence[mention.last]:
                continue
            if words.gap(index - 1).strip(" ’'s"):
                continue
            role_follows = index + 1 < len(words) and words.gap(index) == " " and words.lower[index + 1] in ("manager", "chairman", "spokesman", "spokeswoman", "aide", "officials", "official", "adviser", "advisers")
            if role_follows:
                continue
            start, end = words.starts[mention.lead], words.ends[index]
            form = surface(words, start, end)
            entity = self.organisations.belonging(mention.entity, words.lower[index], form, start, end)
            body = NameMention(
                lead=mention.lead, first=mention.lead, last=index, start=start, end=end,
                kind="organisation", parts=(words.lower[index],), possessive=words.possessive[index], sure=True,
            )
            body.entity = entity.number
            for position in range(mention.lead, index + 1):
                self.cover[position] = body
