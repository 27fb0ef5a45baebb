"""Full names: which of them are one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import attrs

from quotekit.lexicon import read
from quotekit.speakers.names.entities import Entity, Register
from quotekit.speakers.names.lexicon import is_common, roles, verb_like, word_set
from quotekit.speakers.names.parts import is_given, surface, surname_key
from quotekit.speakers.names.people import NAMESAKES, People
from quotekit.speakers.names.reader import NameMention
from quotekit.speakers.names.words import Words

# How many words before a name whose relation it is may be told.
KIN = 5


@attrs.frozen(slots=True, eq=False)
class FullNames:
    """Gather the persons whom a text names in full."""

    words: Words
    register: Register
    people: People

    def gather(self, mentions: Sequence[NameMention]) -> None:
        """Make an entity of every full name, longer ones first, so that shorter ones find them."""
        whole = [m for m in mentions if m.kind == "person" and len(m.parts) > 1 and m.entity < 0]
        seen = Counter(m.parts for m in whole)
        self.people.namesakes.alone.update(m.parts[0] for m in mentions if len(m.parts) == 1)
        for mention in whole:
            self._cut(mention, seen)
            self._believer(mention)
            # Crooked Hillary Clinton: a word in front that the plain name elsewhere lacks.
            if (
                len(mention.parts) > 2
                and len(mention.parts[0]) > 1
                and not is_given(mention.parts[0])
                and is_given(mention.parts[1])
                and mention.parts[1:] in seen
            ):
                mention.parts = mention.parts[1:]
                mention.first += 1
                mention.start = self.words.starts[mention.first]
        whole = [mention for mention in whole if len(mention.parts) > 1]
        for mention in sorted(whole, key=lambda m: (-len(m.parts), not m.suffix, m.start)):
            self._place(mention)
        for mention, following in zip(whole, [*whole[1:], None], strict=False):
            if mention.start == self.register.entities[mention.entity].first_full:
                self._relate(mention, following)

    def _place(self, mention: NameMention) -> None:
        entity = self._same(mention)
        if entity is None:
            entity = self.register.make("person" if mention.sure else "unknown")
            entity.parts, entity.suffix = mention.parts, mention.suffix
            self.people.add(entity, mention.parts, mention.nickname)
        elif mention.sure:
            entity.kind = "person"
        mention.entity = entity.number
        entity.fulls += 1
        if entity.first_full < 0 or mention.start < entity.first_full:
            entity.first_full = mention.start
        entity.note(surface(self.words, mention.start, mention.end), mention.start, mention.end)
        self.people.learn(entity, mention)

    def _relate(self, mention: NameMention, following: NameMention | None) -> None:
        """Record who is introduced only as somebody's relation: Ann Lee, the widow of Bo Lee.

        Of Bo Lee, the son of Ann Lee, that is Bo where the text has named Ann before.
        """
        words, after = self.words, mention.last + 1
        until = words.lower[after : after + KIN]
        until = until[: until.index("of")] if "of" in until else []
        known = words.gaps[mention.last] == ", " or not word_set("copula").isdisjoint(until[:1])
        if known and not word_set("kin").isdisjoint(until[-1:]):
            background = mention.entity
            if following is not None and words.sentence[following.last] == words.sentence[mention.last]:
                first = self.register.entities[following.entity].first_full == following.start
                ends = {following.parts[0], following.parts[-1]}
                if first and not ends.isdisjoint((mention.parts[0], mention.parts[-1])):
                    background = following.entity
            self.people.namesakes.kin.add(background)
        elif self._is_relation(mention):
            self.people.namesakes.kin.add(mention.entity)

    def _is_relation(self, mention: NameMention) -> bool:
        """Tell whether a name stands beside the noun for a relation: her late father, Omar Lee."""
        words, index = self.words, mention.lead - 1
        if index < 1 or words.gaps[index] not in (" ", ", ") or words.forms[index] not in word_set("kin"):
            return False
        if words.gaps[index] == " " and words.lower[index - 1] in read("phrase-ends"):
            # Ann Lee left with husband Bo Lee.
            return True
        while index and mention.lead - index < KIN and words.gaps[index - 1] in (" ", "'s ", "’s "):
            index -= 1
            if words.lower[index] in ("his", "her", "their") or words.possessive[index]:
                return True
            if words.capital[index]:
                break
        return False

    def _cut(self, mention: NameMention, seen: Counter[tuple[str, ...]]) -> None:
        """Cut a word that a headline adds after a name which the text has without it: Bernie Sanders Pins."""
        parts, alone = mention.parts, self.people.namesakes.alone
        if seen[parts] > 1 or mention.suffix:
            return
        for size in range(len(parts) - 1, 1, -1):
            plain, tail = seen[parts[:size]], parts[size:]
            is_verb = verb_like(tail[0])
            if not is_common(tail[0]):
                # Luis Brun beside Luis Brun Pardo: a second surname.
                continue
            if (tail in seen or any(part in alone for part in tail)) and not (plain and is_verb):
                # Aung San Suu Kyi beside Aung San: the rest is a name of its own.
                continue
            if plain > 1 or (plain and (parts[size - 1] in alone or len(tail) > 1 or is_verb)):
                mention.parts = parts[:size]
                mention.last -= len(tail)
                mention.end = self.words.ends[mention.last]
                return

    def _believer(self, mention: NameMention) -> None:
        """Drop a word for a faith or party that only describes: a devout Christian, Cho wants …"""
        words, before = self.words, mention.lead - 1
        if len(mention.parts) != 2 or mention.parts[0] not in read("affiliations") or mention.titles:
            return
        lower = before >= 0 and words.forms[before].islower() and words.gaps[before] == " "
        if lower and words.lower[before] not in roles():
            mention.parts, mention.sure = mention.parts[1:], False
            mention.first = mention.lead = mention.last
            mention.start = words.starts[mention.first]

    def _same(self, mention: NameMention) -> Entity | None:
        people, parts = self.people, mention.parts
        given, surname = parts[0], surname_key(parts[-1])
        candidates: list[Entity] = []
        if self._is_initial(mention):
            candidates += people.initials.get((given[0], surname), ())
        else:
            for variant in people.variants(given):
                candidates += people.full.get((variant, surname), ())
            candidates += [e for e in people.initials.get((given[0], surname), ()) if len(e.parts[0]) == 1]
        agreeing = [e for e in candidates[: 2 * NAMESAKES] if self._agree(e, mention)]
        if agreeing:
            return min(agreeing, key=lambda e: e.suffix != mention.suffix)
        meant = people.misspelt(surname)
        if meant is not None and len(parts) > 2 and meant.parts[:-1] == parts[:-1]:
            return meant
        longer = people.stretches.get(parts)
        return longer if longer is not None and self._suffixes_agree(longer, mention) else None

    def _is_initial(self, mention: NameMention) -> bool:
        form = self.words.forms[mention.first]
        return len(mention.parts[0]) == 1 or "." in form

    @staticmethod
    def _agree(entity: Entity, mention: NameMention) -> bool:
        if not FullNames._suffixes_agree(entity, mention):
            return False
        left, right = entity.parts[1:-1], mention.parts[1:-1]
        for one, other in zip(left, right, strict=False):
            if one != other and not (min(len(one), len(other)) == 1 and one[0] == other[0]):
                return False
        return True

    @staticmethod
    def _suffixes_agree(entity: Entity, mention: NameMention) -> bool:
        if entity.suffix == mention.suffix:
            return True
        if entity.suffix and mention.suffix:
            return False
        # The name with "Jr." first and without it later is one man; the other way about, father and son.
        return not mention.suffix and mention.start > entity.first_full >= 0
