"""One reading of a text: its names, and the entities they belong to, before any source is looked at."""

from __future__ import annotations

import attrs

from quotekit.lexicon import read
from quotekit.speakers import gender
from quotekit.speakers.descriptions import Descriptions
from quotekit.speakers.entities import Entity, Register
from quotekit.speakers.names import NameKind, NameMention, NameReader, headline_sentences, runs
from quotekit.speakers.organisations import Organisations
from quotekit.speakers.people import People, surface, surname_key
from quotekit.speakers.vocabulary import columns, fold, given_gender, kin_gender, roles
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
        names += reading._headlines(headlines, reader, whole=True)
        names.sort(key=lambda m: m.start)
        reading._couples(names)
        names = reading._settle(names)
        for mention in names:
            if mention.entity >= 0 and len(mention.parts) == 1 and register.entities[mention.entity].kind == "unknown":
                mention.kind = "unknown"
        reading.organisations.gather(names)
        reading._departments(names)
        taken = {m.first for m in names}
        names += [m for m in reading._headlines(headlines, reader, whole=False) if m.first not in taken]
        names.sort(key=lambda m: m.start)
        reading.names = names
        reading.cover = [None] * len(words)
        for mention in names:
            for index in range(mention.lead, mention.last + 1):
                reading.cover[index] = mention
        reading._bodies()
        reading.descriptions.cover = reading.cover
        entities = register.entities
        people = [m for m in names if m.entity >= 0 and entities[m.entity].kind in ("person", "unknown")]
        for mention in people:
            reading.descriptions.gather(mention, entities[mention.entity])
        for mention in names:
            if mention.entity >= 0 and entities[mention.entity].kind == "organisation":
                reading.descriptions.gather_body(mention, entities[mention.entity])
        gender.learn(words, people, entities)
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
                    self.people.add(entity, whole)
                    entity.first_full, entity.fulls = mention.start, 1
                    form = f"{words.forms[mention.first]} {words.text[words.starts[following.last]:following.end]}"
                    entity.forms[form] = 1
                    entity.note_gender(given_gender()[mention.parts[0]], 1.5)
                mention.kind = "person"
                mention.entity = entity.number
                entity.mentions.append((mention.start, mention.end))

    def _settle(self, names: list[NameMention]) -> list[NameMention]:
        """Tie the names of one word to the full names, and make entities of those that stay alone."""
        out: list[NameMention] = []
        usual = self._usual_genders(names)
        openers, heads = columns("sentence-openers"), read("organisation-words")
        for mention in names:
            if mention.entity >= 0 or (mention.kind == "group" and len(mention.parts) > 1):
                out.append(mention)
                self.people.latest[mention.entity] = mention.start
                continue
            if len(mention.parts) == 1:
                if mention.kind == "unknown" and mention.parts[0] not in self.people.by_first:
                    meant = self.people.misspelt(surname_key(mention.parts[0]))
                    if meant is not None:
                        mention.parts = meant.parts[-1:]
                key = surname_key(mention.parts[0])
                told = mention.sure and mention.kind in ("organisation", "place", "weak", "group")
                if not told or (key in self.people.by_last and not self._is_somewhere(mention)):
                    if self.people.settle(mention, self._gender_after(mention), usual.get(key, "u")) is not None:
                        mention.kind = "person"
                        out.append(mention)
                        self.people.latest[mention.entity] = mention.start
                        continue
                if mention.kind == "weak":
                    continue
            if mention.kind in ("person", "unknown") or (mention.kind == "organisation" and not mention.sure and mention.parts[0] in openers):
                if len(mention.parts) == 1:
                    self.people.lone(mention)
                elif mention.parts[-1] in self.people.by_last and mention.parts[-2] in heads:
                    # Washington Post Trump: the newspaper's name has run into the next.
                    mention.parts = mention.parts[-1:]
                    mention.first = mention.lead = mention.last
                    mention.start = self.words.starts[mention.first]
                    self.people.settle(mention)
                    mention.kind = "person"
                elif mention.parts[0] in openers and self.people.find(mention.parts[1:]) is not None:
                    # Top Clinton aide: the adjective is the headline's.
                    mention.parts = mention.parts[1:]
                    mention.first = mention.lead = mention.first + 1
                    mention.start = self.words.starts[mention.first]
                    self.people.settle(mention)
                    mention.kind = "person"
                else:
                    mention.kind = "organisation"
            out.append(mention)
        return out

    def _usual_genders(self, names: list[NameMention]) -> dict[str, str]:
        """Give, for each surname that several bear, the gender that titles and pronouns tell where it stands alone."""
        votes: dict[str, list[int]] = {}
        for mention in names:
            key = surname_key(mention.parts[0])
            if len(mention.parts) == 1 and len(self.people.by_last.get(key, ())) > 1:
                told = next((kin_gender()[t] for t in mention.titles if t in kin_gender()), "") or self._gender_after(mention)
                if told in ("m", "f"):
                    votes.setdefault(key, [0, 0])[told == "f"] += 1
        return {key: "m" if men > 2 * women else "f" if women > 2 * men else "u" for key, (men, women) in votes.items()}

    def _gender_after(self, mention: NameMention) -> str:
        """Give the gender of the first he or she after a name, before another capitalised word, if there is one."""
        words, pronouns = self.words, columns("pronouns")
        index = mention.last + 1
        stop = min(len(words), index + 12)
        while index < stop and words.sentence[index] == words.sentence[mention.last]:
            row = pronouns.get(words.lower[index])
            if row is not None and row[1] in "mf":
                return row[1]
            if words.forms[index][0].isupper():
                break
            index += 1
        return "u"

    def _is_somewhere(self, mention: NameMention) -> bool:
        """Tell whether a word stands before the name that goes with places: in Israel."""
        before = mention.lead - 1
        return before >= 0 and self.words.lower[before] in ("in", "from", "to", "of", "at", "for", "the", "with", "on")

    def _departments(self, names: list[NameMention]) -> None:
        """Let "State" be the State Department where the text has one."""
        for mention in names:
            if len(mention.parts) == 1 and mention.kind == "unknown" and mention.parts[0] in self.organisations.firsts:
                entity = self.organisations.firsts[mention.parts[0]]
                mention.entity, mention.kind = entity.number, "organisation"
                entity.note(surface(self.words, mention.start, mention.end), mention.start, mention.end)

    def _headlines(self, headlines: frozenset[int], reader: NameReader, *, whole: bool) -> list[NameMention]:
        """Find in headlines, where every word is capitalised, the names that the body knows.

        First the full names (`whole`), with those that a listed given name opens; then the others.
        """
        words, out = self.words, []
        for indices in runs(words, headlines):
            index = indices.start
            while index < indices.stop:
                found = self._known_at(index, indices.stop, reader, whole)
                if found is None:
                    index += 1
                    continue
                if found.entity >= 0:
                    out.append(found)
                index = found.last + 1
        return out

    def _known_at(self, index: int, stop: int, reader: NameReader, whole: bool) -> NameMention | None:
        words = self.words
        if not words.forms[index][0].isupper() or words.lower[index] in reader.closed:
            return None
        run = index
        while run + 1 < stop and run - index < 5 and words.gap(run) in (" ", ". ") and words.forms[run + 1][0].isupper():
            run += 1
        kind: NameKind
        for size in range(run - index + 1, 1 if whole else 0, -1):
            parts = tuple(fold(words.forms[k]) for k in range(index, index + size))
            kind = "person"
            entity = None
            if size > 1 or parts[0] in self.people.by_last or parts[0] in self.people.by_first:
                entity = self.people.find(parts)
            if entity is None and not whole:
                entity = self.organisations.whole.get(" ".join(parts))
                kind = "organisation"
                if entity is None and size == 1:
                    if parts[0] in reader.places or parts[0] in reader.known:
                        entity = self.register.make("place" if parts[0] in reader.places else "organisation")
                        self.organisations.whole[parts[0]] = entity
            if entity is None and whole and size == 2 and self._could_be_name(parts, reader):
                entity = self.register.make("person")
                mention = self._headline_name(index, size, "person", parts, entity)
                entity.parts, entity.fulls, entity.first_full = parts, 1, mention.start
                self.people.add(entity, mention)
                return mention
            if entity is not None:
                return self._headline_name(index, size, kind, parts, entity)
        return None

    def _could_be_name(self, parts: tuple[str, ...], reader: NameReader) -> bool:
        return (
            parts[0] in reader.given
            and parts[0] not in reader.openers
            and parts[1] not in reader.openers
            and parts[1] not in reader.nouns
            and parts[1] not in reader.heads
            and parts[0] not in self.people.by_first
            and parts[0] not in self.people.by_last
        )

    def _headline_name(
        self, index: int, size: int, kind: NameKind, parts: tuple[str, ...], entity: Entity
    ) -> NameMention:
        words, last = self.words, index + size - 1
        mention = NameMention(
            lead=index,
            first=index,
            last=last,
            start=words.starts[index],
            end=words.ends[last],
            kind=kind if entity.kind == "person" else kind,
            parts=parts,
            possessive=words.possessive[last],
            sure=True,
        )
        mention.entity = entity.number
        entity.note(surface(words, mention.start, mention.end), mention.start, mention.end)
        return mention

    def _bodies(self) -> None:
        """Make "the Clinton campaign" an entity of its own: its name covers the owner's."""
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
            for position in range(mention.lead, last + 1):
                self.cover[position] = body

    def _body_after(self, mention: NameMention) -> int:
        """Give the word of the body that a name owns ("campaign"), or -1."""
        words = self.words
        index = mention.last + 1
        if mention.kind == "group" or mention.entity < 0:
            return -1
        while index < len(words) and index - mention.last < 3 and words.lower[index] in read("body-modifiers"):
            index += 1
        if index >= len(words) or self.cover[index] is not None or words.lower[index] not in read("owned-bodies"):
            return -1
        if words.sentence[index] != words.sentence[mention.last] or words.gap(index - 1).strip(" ’'s"):
            return -1
        if index + 1 < len(words) and words.gap(index) == " " and words.lower[index + 1] in roles():
            # The Clinton campaign manager is somebody, not the campaign.
            return -1
        return index
