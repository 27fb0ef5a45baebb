"""Persons: which full names are one person, and to whom surnames, given names and titled names refer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeVar

import attrs

from quotekit.lexicon import read
from quotekit.speakers.names.entities import Entity, Register
from quotekit.speakers.names.lexicon import (
    fold,
    formal_names,
    given_gender,
    is_common,
    kin_gender,
    offices,
    roles,
    verb_like,
    word_set,
)
from quotekit.speakers.names.reader import NameMention
from quotekit.speakers.names.words import Words

Key = TypeVar("Key")

# More namesakes than this are not distinguished, which keeps the work linear.
NAMESAKES = 8
LONGEST_SURNAME = 24
# In characters: how near a namesake must be named, and how far away the first one.
JUST_NAMED, FORGOTTEN = 600, 1500
FROM_TITLE, FROM_ROLE, FROM_LIST = 6.0, 4.0, 1.5
# After how many mentions by name somebody is whom Mr or Ms means among namesakes of unknown gender.
TOLD_APART = 3
# How many words before a name whose relation it is may be told.
KIN = 5
ARTICLES = ("al-", "el-", "ul-", "as-", "ash-", "an-", "ar-", "ad-", "at-", "az-")


def surname_key(part: str) -> str:
    """Return a surname without its Arabic article: al-Assad, Assad.

    >>> surname_key("al-assad")
    'assad'
    """
    if part.startswith(ARTICLES):
        bare = part.partition("-")[2]
        return bare if len(bare) > 1 else part
    return part


def surface(words: Words, start: int, end: int) -> str:
    """Return a name as written, on one line."""
    return " ".join(words.text[start:end].split())


@attrs.define(slots=True, eq=False)
class People:
    """Look up the persons of a text by any part of their names.

    `latest`, `times` and `heard` tell, up to the name that is being decided on, where persons were last
    named, how often, and who was named first in a source; `sources` numbers the words of sources, `told` are
    those in which somebody has been named. `kin` are the persons introduced as relations of somebody,
    `undecided` holds the names that are nobody's, `alone` the names that stand somewhere as one word.
    """

    words: Words
    register: Register
    full: dict[tuple[str, str], list[Entity]] = attrs.field(factory=dict)
    initials: dict[tuple[str, str], list[Entity]] = attrs.field(factory=dict)
    stretches: dict[tuple[str, ...], Entity] = attrs.field(factory=dict)
    by_last: dict[str, list[Entity]] = attrs.field(factory=dict)
    by_first: dict[str, list[Entity]] = attrs.field(factory=dict)
    by_middle: dict[str, list[Entity]] = attrs.field(factory=dict)
    by_letters: dict[str, Entity] = attrs.field(factory=dict)
    latest: dict[int, int] = attrs.field(factory=dict)
    times: Counter[int] = attrs.field(factory=Counter)
    heard: dict[int, int] = attrs.field(factory=dict)
    sources: dict[int, int] = attrs.field(factory=dict)
    told: set[int] = attrs.field(factory=set)
    kin: set[int] = attrs.field(factory=set)
    undecided: dict[str, Entity] = attrs.field(factory=dict)
    nearly: dict[str, list[int]] = attrs.field(factory=dict)
    alone: set[str] = attrs.field(factory=set)

    def gather(self, mentions: Sequence[NameMention]) -> None:
        """Make an entity of every full name, longer ones first, so that shorter ones find them."""
        whole = [m for m in mentions if m.kind == "person" and len(m.parts) > 1 and m.entity < 0]
        seen = Counter(m.parts for m in whole)
        self.alone.update(m.parts[0] for m in mentions if len(m.parts) == 1)
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
            self.add(entity, mention.parts, mention.nickname)
        elif mention.sure:
            entity.kind = "person"
        mention.entity = entity.number
        entity.fulls += 1
        if entity.first_full < 0 or mention.start < entity.first_full:
            entity.first_full = mention.start
        entity.note(surface(self.words, mention.start, mention.end), mention.start, mention.end)
        self._learn(entity, mention)

    def _relate(self, mention: NameMention, following: NameMention | None) -> None:
        """Record who is introduced only as somebody's relation: Ann Lee, the widow of Bo Lee.

        Of Bo Lee, the son of Ann Lee, that is Bo where the text has named Ann before.
        """
        words, after = self.words, mention.last + 1
        until = words.lower[after : after + KIN]
        until = until[: until.index("of")] if "of" in until else []
        known = words.gap(mention.last) == ", " or not word_set("copula").isdisjoint(until[:1])
        if known and not word_set("kin").isdisjoint(until[-1:]):
            background = mention.entity
            if following is not None and words.sentence[following.last] == words.sentence[mention.last]:
                first = self.register.entities[following.entity].first_full == following.start
                ends = {following.parts[0], following.parts[-1]}
                if first and not ends.isdisjoint((mention.parts[0], mention.parts[-1])):
                    background = following.entity
            self.kin.add(background)
        elif self._is_relation(mention):
            self.kin.add(mention.entity)

    def _is_relation(self, mention: NameMention) -> bool:
        """Tell whether a name stands beside the noun for a relation: her late father, Omar Lee."""
        words, index = self.words, mention.lead - 1
        if index < 1 or words.gap(index) not in (" ", ", ") or words.forms[index] not in word_set("kin"):
            return False
        if words.gap(index) == " " and words.lower[index - 1] in read("phrase-ends"):
            # Ann Lee left with husband Bo Lee.
            return True
        while index and mention.lead - index < KIN and words.gap(index - 1) in (" ", "'s ", "’s "):
            index -= 1
            if words.lower[index] in ("his", "her", "their") or words.possessive[index]:
                return True
            if words.capital[index]:
                break
        return False

    def _cut(self, mention: NameMention, seen: Counter[tuple[str, ...]]) -> None:
        """Cut a word that a headline adds after a name which the text has without it: Bernie Sanders Pins."""
        parts = mention.parts
        if seen[parts] > 1 or mention.suffix:
            return
        for size in range(len(parts) - 1, 1, -1):
            plain, tail = seen[parts[:size]], parts[size:]
            is_verb = verb_like(tail[0])
            if not is_common(tail[0]):
                # Luis Brun beside Luis Brun Pardo: a second surname.
                continue
            if (tail in seen or any(part in self.alone for part in tail)) and not (plain and is_verb):
                # Aung San Suu Kyi beside Aung San: the rest is a name of its own.
                continue
            if plain > 1 or (plain and (parts[size - 1] in self.alone or len(tail) > 1 or is_verb)):
                mention.parts = parts[:size]
                mention.last -= len(tail)
                mention.end = self.words.ends[mention.last]
                return

    def _believer(self, mention: NameMention) -> None:
        """Drop a word for a faith or party that only describes: a devout Christian, Cho wants …"""
        words, before = self.words, mention.lead - 1
        if len(mention.parts) != 2 or mention.parts[0] not in read("affiliations") or mention.titles:
            return
        lower = before >= 0 and words.forms[before].islower() and words.gap(before) == " "
        if lower and words.lower[before] not in roles():
            mention.parts, mention.sure = mention.parts[1:], False
            mention.first = mention.lead = mention.last
            mention.start = words.starts[mention.first]

    def _learn(self, entity: Entity, mention: NameMention) -> None:
        known = roles()
        entity.titled = entity.titled or bool(mention.titles)
        for title in mention.titles:
            entity.roles.update(offices(title))
            if title not in word_set("titles-kept"):
                entity.note_gender(kin_gender().get(title, "u"), FROM_TITLE)
            role = known.get(title)
            if role is not None:
                entity.note_gender(role.gender, FROM_ROLE)
        if len(mention.parts) > 1 and entity.fulls == 1:
            for part in mention.parts[:-1]:
                gender = given_gender().get(part)
                if gender is not None:
                    entity.note_gender(gender, FROM_LIST)
                    break

    def _same(self, mention: NameMention) -> Entity | None:
        parts = mention.parts
        given, surname = parts[0], surname_key(parts[-1])
        candidates: list[Entity] = []
        if self._is_initial(mention):
            candidates += self.initials.get((given[0], surname), ())
        else:
            for variant in self._variants(given):
                candidates += self.full.get((variant, surname), ())
            candidates += [e for e in self.initials.get((given[0], surname), ()) if len(e.parts[0]) == 1]
        agreeing = [e for e in candidates[: 2 * NAMESAKES] if self._agree(e, mention)]
        if agreeing:
            return min(agreeing, key=lambda e: e.suffix != mention.suffix)
        meant = self.misspelt(surname)
        if meant is not None and len(parts) > 2 and meant.parts[:-1] == parts[:-1]:
            return meant
        longer = self.stretches.get(parts)
        return longer if longer is not None and self._suffixes_agree(longer, mention) else None

    def _is_initial(self, mention: NameMention) -> bool:
        form = self.words.forms[mention.first]
        return len(mention.parts[0]) == 1 or "." in form

    @staticmethod
    def _variants(given: str) -> tuple[str, ...]:
        return (given, *sorted(formal_names().get(given, ())))

    @staticmethod
    def _agree(entity: Entity, mention: NameMention) -> bool:
        if not People._suffixes_agree(entity, mention):
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

    def add(self, entity: Entity, parts: tuple[str, ...], nickname: str = "") -> None:
        """Index a person by every part of a full name."""
        given, surname = parts[0], surname_key(parts[-1])
        for variant in self._variants(given):
            self._add(self.full, (variant, surname), entity)
        if nickname:
            self._add(self.full, (nickname, surname), entity)
            self._add(self.by_first, nickname, entity)
        self._add(self.initials, (given[0], surname), entity)
        self._add(self.by_last, surname, entity)
        self._add(self.by_first, given, entity)
        if is_family_first(parts):
            self._add(self.by_last, given, entity)
        elif len(parts) > 2 and parts[1] in read("family-first") and "-" in parts[-1]:
            # Carrie Mok Yuet-ling.
            self._add(self.by_last, parts[1], entity)
        if 5 <= len(surname) <= LONGEST_SURNAME and len(self.by_last[surname]) == 1:
            for form in (surname, *deletions(surname)):
                self.nearly.setdefault(form, []).append(entity.number)
        letters = "".join(word[0] for part in parts for word in part.split("-") if word)
        if len(letters) > 2:
            self.by_letters.setdefault(letters, entity)
        for part in parts[1:-1]:
            self._add(self.by_middle, surname_key(part), entity)
        if "-" in surname:
            for part in surname.split("-"):
                self._add(self.by_middle, part, entity)
        for size in range(2, min(len(parts), 6)):
            self.stretches.setdefault(parts[:size], entity)
            self.stretches.setdefault(parts[-size:], entity)

    @staticmethod
    def _add(table: dict[Key, list[Entity]], key: Key, entity: Entity) -> None:
        row = table.setdefault(key, [])
        if len(row) < NAMESAKES and entity not in row:
            row.append(entity)

    def bears_first(self, word: str) -> bool:
        """Tell whether a word is somebody's first name in the text, or a short form of it."""
        return word in self.by_first or any(name in self.by_first for name in formal_names().get(word, ()))

    def find(
        self,
        parts: Sequence[str],
        titles: Sequence[str] = (),
        gender: str = "u",
        position: int = -1,
        usual: str = "u",
        suffix: str = "",
    ) -> Entity | None:
        """Return the person whom a short name fits: by surname, then by first name, then by any other part.

        Among namesakes, prefer one distinguished by titles or by the `gender` of a following pronoun, then
        one of the `usual` gender, then the one who stands out. Where none does and several were named in
        full before `position`, the name is nobody's: an entity of its own.
        """
        if len(parts) > 1:
            entity = self.stretches.get(tuple(parts))
            if entity is not None:
                return entity
            same = self.full.get((parts[0], surname_key(parts[-1])))
            return same[0] if same else None
        key = surname_key(parts[0])
        formal = [row for name in sorted(formal_names().get(key, ())) for row in self.by_first.get(name, ())]
        for table in (self.by_last, self.by_first, self.by_middle):
            rows = table.get(key) or table.get(parts[0])
            if rows:
                # Hart Jr. is the one who has the suffix; Hart may be either.
                rows = [e for e in rows if suffix and e.suffix == suffix] or rows
                chosen = self._choose(rows, titles, gender, position, usual, key)
                if chosen is not None:
                    return chosen
        return self._choose(formal, titles, gender, position, usual, key) if formal else None

    def _choose(
        self, rows: Sequence[Entity], titles: Sequence[str], gender: str, position: int, usual: str, key: str
    ) -> Entity | None:
        titled = any(title in kin_gender() for title in titles)
        wanted = next((kin_gender()[t] for t in titles if t in kin_gender()), gender)
        fitting = [e for e in rows if wanted == "u" or e.gender in (wanted, "u")]
        if not fitting:
            if titled:
                return None
            fitting = list(rows)
        wanted_offices = {office for t in titles if t not in kin_gender() for office in offices(t)}
        if wanted_offices:
            fitting = [e for e in fitting if wanted_offices & e.roles] or fitting
        # Somebody whom the text has named before is meant rather than somebody whom it names later.
        fitting = [e for e in fitting if 0 <= e.first_full < position] or fitting
        if len(fitting) == 1:
            return fitting[0]
        if titled:
            fitting = [e for e in fitting if e.gender == wanted] or fitting
        if usual != "u":
            fitting = [e for e in fitting if e.gender in (usual, "u")] or fitting
        fitting = [e for e in fitting if not self._goes_by_another(e, key)] or fitting
        fitting = [e for e in fitting if e.number not in self.kin and e.first_full < position] or fitting
        rivals = [e for e in fitting if e.fulls and 0 <= e.first_full < position]
        # Send Adeyemi home: what may be no name at all is no rival of Bola Adeyemi.
        rivals = [e for e in rivals if e.kind == "person"] or rivals
        if len(rivals) > 1:
            outstanding = self._outstanding(rivals)
            rivals = [e for e in rivals if wanted != "u" and e.gender == wanted] or rivals
            genders = {e.gender for e in rivals}
            if titled and genders == {"u"} and max(self.times[e.number] for e in rivals) <= TOLD_APART:
                # Wang Lei and Wang Fang: Mr Wang need not be who has just spoken.
                return self._either(rivals, key)
            if outstanding is not None or len(rivals) == 1:
                return outstanding or rivals[0]
            spoke = [e for e in rivals if e.number in self.heard]
            return max(spoke, key=lambda e: self.heard[e.number]) if spoke else self._either(rivals, key)
        if wanted != "u":
            fitting = [e for e in fitting if e.gender == wanted] or fitting
        first = min(fitting, key=lambda e: e.first_full)
        lately = max(fitting, key=lambda e: self.latest.get(e.number, -1))
        if lately is not first and position >= 0:
            # Another namesake was just named, and the first has not been mentioned for long.
            near = position - self.latest.get(lately.number, -1)
            far = position - self.latest.get(first.number, -FORGOTTEN)
            if near <= JUST_NAMED and far >= FORGOTTEN and self.latest.get(lately.number, -1) >= 0:
                return lately
        return first

    def _goes_by_another(self, entity: Entity, key: str) -> bool:
        """Tell whether the text calls somebody by the first of two surnames: Quiroga, not Paz."""
        return surname_key(entity.parts[-1]) == key and any(
            part in self.alone and not is_given(part) for part in entity.parts[1:-1]
        )

    def note(self, mention: NameMention) -> None:
        """Take note, in text order, of who is named, and of who is named first in a source."""
        self.latest[mention.entity] = mention.start
        parts = self.register.entities[mention.entity].parts
        if mention.parts[:1] != parts[:1] or len(mention.parts) > 1 or is_family_first(parts):
            # Whoever goes by a given name is not meant by the surname alone.
            self.times[mention.entity] += 1
        source = self.sources.pop(mention.first, -1)
        if source >= 0 and source not in self.told:
            self.told.add(source)
            self.heard[mention.entity] = mention.start

    def _outstanding(self, rivals: Sequence[Entity]) -> Entity | None:
        """Return the namesake whom the text so far is about: alone heard, or named twice as often."""
        spoke = [e for e in rivals if e.number in self.heard]
        if spoke:
            return spoke[0] if len(spoke) == 1 else None
        often = sorted(rivals, key=lambda e: -self.times[e.number])
        return often[0] if self.times[often[0].number] >= 2 * max(self.times[often[1].number], 1) else None

    def _either(self, rivals: Sequence[Entity], key: str) -> Entity:
        """Return the entity of a name that rivals share and nothing decides between: nobody's alias."""
        entity = self.undecided.get(key)
        if entity is None:
            entity = self.undecided[key] = self.register.make("person")
            entity.parts, entity.first_full = (key,), max(e.first_full for e in rivals)
        return entity

    def settle(self, mention: NameMention, gender: str = "u", usual: str = "u") -> Entity | None:
        """Return the person of a name of one word, or None if nobody in the text has it."""
        entity = self.find(mention.parts, mention.titles, gender, mention.start, usual, mention.suffix)
        if entity is None:
            return None
        mention.entity = entity.number
        if entity.fulls or mention.sure:
            entity.kind = "person"
        entity.note(surface(self.words, mention.start, mention.end), mention.start, mention.end)
        self._learn(entity, mention)
        return entity

    def misspelt(self, word: str) -> Entity | None:
        """Return the one person whose surname a word of five letters or more misses by one letter."""
        if len(word) < 5:
            return None
        found: set[int] = set()
        for form in (word, *deletions(word)):
            found.update(self.nearly.get(form, ()))
        return self.register.entities[found.pop()] if len(found) == 1 else None

    def lone(self, mention: NameMention) -> Entity:
        """Make an entity, a person or of unknown kind, of a one-word name that no full name explains."""
        entity = self.register.make("person" if mention.sure and mention.kind == "person" else "unknown")
        entity.parts = mention.parts
        entity.first_full = mention.start
        gender = given_gender().get(mention.parts[-1])
        if gender is not None and not mention.titles:
            entity.note_gender(gender, FROM_LIST)
        self._add(self.by_last, surname_key(mention.parts[-1]), entity)
        mention.entity = entity.number
        start = mention.start
        if mention.titles and mention.titles[-1] in word_set("titles-kept"):
            # Sheikh Hasina: where no fuller name follows, the title is half of it.
            start = self.words.starts[mention.first - 1]
        entity.note(surface(self.words, start, mention.end), mention.start, mention.end)
        self._learn(entity, mention)
        return entity


def deletions(word: str) -> Iterator[str]:
    """Return the word without each of its letters in turn, except the first, up to the length of names.

    >>> list(deletions("abc"))
    ['ac', 'ab']
    """
    for index in range(1, min(len(word), 40)):
        yield word[:index] + word[index + 1 :]


def is_given(word: str) -> bool:
    """Tell whether a word is a listed given name."""
    return fold(word) in given_gender()


def is_family_first(parts: Sequence[str]) -> bool:
    """Tell whether a full name begins with the family name: Cho Jae-hyun, Tsai Ing-wen, Xi Jinping.

    >>> is_family_first(("cho", "jae-hyun")), is_family_first(("lee", "harvey", "oswald"))
    (True, False)
    """
    family = read("family-first")
    if parts[0] not in family or len(parts) > 3:
        return False
    return "-" in parts[-1] or (parts[-1] not in family and not any(map(is_given, parts)))
