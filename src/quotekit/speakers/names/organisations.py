"""Organisations: full and short forms, acronyms, owned bodies, common nouns."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

import attrs

from quotekit.lexicon import read
from quotekit.speakers.names.abbreviations import BEFORE
from quotekit.speakers.names.entities import Entity, Register
from quotekit.speakers.names.kinds import is_acronym
from quotekit.speakers.names.lexicon import columns, is_common, is_left_of, name_lists, place_of, word_set
from quotekit.speakers.names.parts import surface
from quotekit.speakers.names.reader import NameMention
from quotekit.speakers.names.syllables import LEAST, is_made_of, may_be_made, opening_words
from quotekit.speakers.names.words import Words

# "The campaign" is looked for among this many owners, and "Orbit" among so many bodies whose names it opens:
# that keeps the work for a text linear.
OWNERS = 24
# An abbreviation of so many letters may leave out one.
LETTERS = 4
# The most words of a body without a name before its noun.
LONGEST = 7
# The most words of a short name that may have been taken for a person's.
SHORT = 2
# The most words that say of letters what they are: known by its Spanish acronym.
INTRODUCING = 6
RULING = frozenset(("against", "for", "in", "of", "on", "to", "with"))
SMALL = frozenset(("of", "for", "the", "and", "on", "in", "to", "a", "&"))


@attrs.define(slots=True, eq=False)
class Organisations:
    """Look up the organisations and places of a text by whole name, acronym and end of the name."""

    words: Words
    register: Register
    whole: dict[str, Entity] = attrs.field(factory=dict)
    letters: dict[str, Entity] = attrs.field(factory=dict)
    nearly: dict[str, list[Entity]] = attrs.field(factory=dict)
    tails: dict[str, Entity] = attrs.field(factory=dict)
    owned: dict[tuple[int | str, str], Entity] = attrs.field(factory=dict)
    turned: dict[tuple[str, frozenset[str]], Entity] = attrs.field(factory=dict)
    edges: dict[tuple[str, str], list[Entity]] = attrs.field(factory=dict)
    firsts: dict[str, Entity] = attrs.field(factory=dict)
    fronts: dict[str, list[Entity]] = attrs.field(factory=dict)
    opened: dict[str, list[Entity]] = attrs.field(factory=dict)
    opening: dict[int, Entity] = attrs.field(factory=dict)
    ending: dict[int, Entity] = attrs.field(factory=dict)
    shortened: dict[str, list[tuple[tuple[str, ...], Entity]]] = attrs.field(factory=dict)
    by_noun: dict[str, list[int]] = attrs.field(factory=dict)
    by_word: dict[str, list[tuple[int, int]]] = attrs.field(factory=dict)

    def gather(self, mentions: list[NameMention]) -> None:
        """Return every organisation and place its entity, the longest names first."""
        named = [
            m for m in mentions if m.kind in ("organisation", "place", "group", "document") and m.entity < 0
        ]
        for mention in sorted(named, key=lambda m: (-len(m.parts), not self._is_bracketed(m), m.start)):
            entity = self._same(mention)
            if entity is None:
                entity = self.register.make(mention.kind if mention.kind != "weak" else "unknown")
                entity.plural = mention.kind == "group"
                self._index(entity, mention)
            mention.entity = entity.number
            self.opening[mention.first], self.ending[mention.last] = entity, entity
            entity.note(surface(self.words, mention.start, mention.end), mention.start, mention.end)
        self._departments(mentions)
        self._plain_bodies(named)
        for mention in named:
            entity = self.register.entities[mention.entity]
            if entity.kind == "organisation":
                for part in set(mention.parts):
                    self.by_word.setdefault(part, []).append((mention.start, entity.number))

    def _plain_bodies(self, named: Sequence[NameMention]) -> None:
        """Let letters that nothing else explains be a body without a name: the special investigation team."""
        words, entities = self.words, self.register.entities
        alone = [
            m
            for m in named
            if len(m.parts) == 1
            and is_acronym(words.forms[m.first])
            and m.parts[0] not in read("organisations")
            and all(" " not in form for form in entities[m.entity].forms)
        ]
        wanted = {m.parts[0]: entities[m.entity] for m in alone}
        if not wanted:
            return
        heads = name_lists().heads
        for last, word in enumerate(words.lower):
            if word not in heads or words.capital[last]:
                continue
            first = last
            while first and last - first < LONGEST and words.gaps[first - 1] == " ":
                if words.lower[first - 1] in read("phrase-ends") or words.lower[first - 1] in columns(
                    "determiners"
                ):
                    break
                first -= 1
            short = initials(words.lower[first : last + 1])
            size = next((n for n in range(len(short), 2, -1) if short[-n:] in wanted), 0)
            if size:
                # Bishop Hill community policing forum (CPF): what stands before those words belongs to it.
                entity = wanted.pop(short[-size:])
                start, end = words.starts[first], words.ends[last]
                entity.note(surface(words, start, end), start, end)

    def _departments(self, mentions: list[NameMention]) -> None:
        """Let "State" be the State Department where the text has one."""
        entities = self.register.entities
        short = [m for m in mentions if len(m.parts) <= SHORT and m.entity >= 0]
        told: dict[int, Entity] = {}
        for mention in short:
            bearer = entities[mention.entity]
            bare = bearer.kind in ("person", "unknown") and not (bearer.fulls or bearer.titled)
            explained = self._explained(mention) if bare else None
            if explained is not None:
                told.setdefault(bearer.number, explained)
        for mention in short:
            word = " ".join(mention.parts)
            entity = told.get(mention.entity)
            letters = self.words.forms[mention.first].isupper() and word in self.whole
            if entity is None and (letters or _may_be_body(entities[mention.entity])):
                entity = self.firsts.get(word) or self._front(word) or self.whole.get(word)
                entity = entity or self._abbreviated(mention, word) or self.tails.get(word)
                entity = entity or self._made_of(word)
            if entity is None and _is_untold(entities[mention.entity], len(mention.parts)):
                entity = self._opened(mention, word)
            if entity is not None:
                mention.entity, mention.kind = entity.number, "organisation"
                entity.note(surface(self.words, mention.start, mention.end), mention.start, mention.end)

    def _same(self, mention: NameMention) -> Entity | None:
        key = " ".join(mention.parts)
        entity = self.whole.get(key)
        if entity is not None:
            return entity
        if mention.kind == "document":
            # Intel Research, of Intel Research Solutions.
            return self._front(key)
        if mention.kind in ("organisation", "place"):
            if len(mention.parts) == 1:
                entity = self._abbreviated(mention, key) or self._explained(mention) or self._made_of(key)
                if entity is not None:
                    self.whole[key] = entity
            if entity is None and key not in read("organisations"):
                entity = self.tails.get(key) or self._front(key) or self._inside(mention.parts)
                entity = entity or self.turned.get(_turned(mention.parts))
                if entity is None and mention.kind == "organisation" and len(mention.parts) == SHORT:
                    entity = self._opened(mention, key)
                if entity is not None and mention.kind == "place" and not _is_formal(entity, mention):
                    # China is not South China.
                    return None
            return entity
        return None

    def _front(self, key: str) -> Entity | None:
        """Return the one organisation whose name goes on from a shorter one (Wild Bird Society)."""
        rows = self.fronts.get(key, [])
        return rows[0] if len(rows) == 1 else None

    def _opened(self, mention: NameMention, key: str) -> Entity | None:
        """Return the one body named before whose name a word or two open: Sarvam, of Sarvam Minerals.

        The council of a place, and its university, do not go by its name.
        """
        first = mention.parts[0]
        if first in name_lists().given or _is_plain(first) or is_acronym(self.words.forms[mention.first]):
            return None
        opened = self.opened.get(key, [])[:OWNERS]
        rows = [entity for entity in opened if entity.mentions[0][0] < mention.start]
        return rows[0] if len(rows) == 1 else None

    def _inside(self, parts: Sequence[str]) -> Entity | None:
        """Return the one organisation whose name a shorter one leaves words out of: Hill (Primary) School."""
        if len(parts) < 2 or parts[-1] not in name_lists().heads:
            return None
        longer = [
            entity for entity in self.edges.get((parts[0], parts[-1]), ()) if is_left_of(parts, entity.parts)
        ]
        return longer[0] if len(longer) == 1 else None

    def _abbreviated(self, mention: NameMention, key: str) -> Entity | None:
        """Return the organisation whose letters a name is, all of them or but one."""
        if not is_acronym(self.words.forms[mention.first]):
            return None
        nearly = self.nearly.get(key, ())
        return self.letters.get(key) or (nearly[0] if len(nearly) == 1 else None)

    def _made_of(self, key: str) -> Entity | None:
        """Return the organisation of whose words a short name has the beginnings: Telnor."""
        if not may_be_made(key) or key in read("organisations"):
            return None
        rows = self.shortened.get(key[:LEAST], ())[:OWNERS]
        return next((entity for words, entity in rows if is_made_of(key, words)), None)

    def _explained(self, mention: NameMention) -> Entity | None:
        """Return the organisation of which the text says that a word or letters are another name.

        The Jordan News Agency, Petra, said; the Union of Clinics (in Polish: ZK); CIPS (Centre for Sailors).
        """
        words, first, last = self.words, mention.first, mention.last
        if len(mention.parts) > 1:
            return None
        begin = self._introduced(first)
        before, behind = words.gaps[begin - 1] if begin else "", words.gaps[last]
        if before.lstrip(".") in BEFORE:
            return self.ending.get(begin - 1)
        if before == behind == ", ":
            # Not: the ministry, Petra, Oxfam and Orbit.
            listed = begin == first and words.capital[last + 1 : last + 2] == [True]
            return None if listed else self.ending.get(begin - 1)
        turned = self.opening.get(last + 1) if behind == " (" else None
        written_out = turned is not None and len(turned.name.split()) > 2
        return turned if written_out and is_acronym(words.forms[first]) else None

    def _introduced(self, index: int) -> int:
        """Return the first of the words that say that letters are short for a name, or else `index`."""
        words, begin = self.words, index
        while begin and index - begin < INTRODUCING and words.gaps[begin - 1] in (" ", ": "):
            begin -= 1
        said = words.lower[begin:index]
        in_a_language = said[:1] == ["in"] and words.gaps[index - 1] == ": "
        told = in_a_language or said == ["or"] or not word_set("abbreviating").isdisjoint(said)
        return begin if told and is_acronym(words.forms[index]) else index

    def _is_bracketed(self, mention: NameMention) -> bool:
        return mention.first > 0 and self.words.gaps[mention.first - 1].lstrip(".") in BEFORE

    def _index(self, entity: Entity, mention: NameMention) -> None:
        self.whole[" ".join(mention.parts)] = entity
        if mention.kind not in ("organisation", "place") or len(mention.parts) < 2:
            return
        parts = list(mention.parts)
        if mention.kind == "organisation" and (opening := opening_words(parts)):
            self.shortened.setdefault(opening[0][:LEAST], []).append((opening, entity))
        self.turned.setdefault(_turned(mention.parts), entity)
        if len(parts) > 2 and not _is_plain(parts[0], places=False):
            entity.parts = mention.parts
            self.edges.setdefault((parts[0], parts[-1]), []).append(entity)
        if parts[-1] in ("department", "office") and len(parts) == 2:
            self.firsts.setdefault(parts[0], entity)
        if parts[0] in ("department", "ministry") and parts[1] == "of" and len(parts) > 2:
            self.firsts.setdefault(parts[2], entity)
        for index in range(1, len(parts)):
            if self._may_end(parts, index):
                self.fronts.setdefault(" ".join(parts[:index]), []).append(entity)
        firm = parts[-1] in name_lists().heads or parts[-1] in word_set("incorporated")
        # Zhongbei Solar: nobody else is called Zhongbei.
        firm = firm or (len(parts) == SHORT and not is_common(parts[0]))
        if mention.kind == "organisation" and firm and parts[-1] not in word_set("bodies-of-places"):
            for size in range(1, min(len(parts), SHORT + 1)):
                self.opened.setdefault(" ".join(parts[:size]), []).append(entity)
        self.letters.setdefault("".join(part[0] for part in parts), entity)
        letters = initials(parts)
        self.letters.setdefault(letters, entity)
        # MoHT, Oman's Ministry of Heritage and Tourism.
        body = next((k for k, part in enumerate(parts) if part in word_set("bodies-of")), 0)
        short = "".join(part[0] for part in parts[body:] if part not in ("and", "the"))
        self.letters.setdefault(short, entity)
        # IISc, the Indian Institute of Science.
        self.letters.setdefault(letters + parts[-1][1:2], entity)
        for index in (k for k, part in enumerate(parts) if part in ("for", "in", "on")):
            # UNRWA, the Relief and Works Agency for Refugees: the letters end before its purpose.
            if len(front := initials(parts[:index])) > 2:
                self.letters.setdefault(front, entity)
        for index in range(1, len(letters) if len(letters) > LETTERS else 0):
            # NIWA, the National Institute of Water and Atmospheric Research: a letter is left out.
            self.nearly.setdefault(letters[:index] + letters[index + 1 :], []).append(entity)
        for index in range(1, len(parts)):
            tail = parts[index:]
            # The Institute for Inner Asia is not Inner Asia; but the Department of Home Affairs is those.
            ruled = mention.kind == "organisation" and parts[index - 1] in RULING
            ruled = ruled and parts[0] not in word_set("bodies-of")
            plain = len(tail) == 1 and tail[0] in columns("organisation-descriptions")
            if not (ruled or plain) and tail[0] not in SMALL:
                self.tails.setdefault(" ".join(tail), entity)

    @staticmethod
    def _may_end(parts: Sequence[str], index: int) -> bool:
        """Tell whether a name may do without what it has from `index` on: a country, "Ltd", "of …"."""
        lists = name_lists()
        if parts[index - 1] in SMALL or (index == 1 and _is_plain(parts[0])):
            return False
        rest = parts[index:]
        less = (lists.places, word_set("incorporated"), word_set("loose-endings"))
        return rest[0] in SMALL or all(any(part in words for words in less) for part in rest)

    def find(self, key: str) -> Entity | None:
        """Return the organisation that a folded name or its lower-case tail (the budget office) names."""
        return self.whole.get(key) or self.tails.get(key)

    def belonging(self, owner: int | str, noun: str, form: str, plain: str, start: int, end: int) -> Entity:
        """Return the campaign, team or administration of an owner, made on first sight.

        `plain` is the form without words like "presidential": a form that has them is no name.
        A team or camp is the campaign where the owner has one.
        """
        if noun in ("team", "camp", "operation") and (owner, "campaign") in self.owned:
            noun = "campaign"
            plain = ""
        key = (owner, noun)
        entity = self.owned.get(key)
        if entity is None:
            entity = self.register.make("organisation")
            self.owned[key] = entity
            row = self.by_noun.setdefault(noun, [])
            if len(row) < OWNERS:
                row.append(entity.number)
        entity.note(form, start, end)
        if plain != form:
            entity.shunned.add(form)
        return entity

    def described(self, noun: str, position: int) -> Entity | None:
        """Return the last organisation before `position` whose name fits a common noun: the newspaper."""
        hints: Mapping[str, tuple[str, ...]] = columns("organisation-descriptions")
        row = hints.get(noun)
        if row is None:
            return None
        best = (-1, -1)
        for hint in row[0].split():
            places = self.by_word.get(hint, [])
            index = bisect_left(places, (position, -1))
            if index:
                best = max(best, places[index - 1])
        return None if best[1] < 0 else self.register.entities[best[1]]


def _may_be_body(entity: Entity) -> bool:
    """Tell whether only its place before a verb makes a name of one word a person's: Orbit said."""
    told = entity.fulls or entity.titled or entity.gender != "u"
    return entity.kind == "unknown" or (entity.kind == "person" and not told)


def _is_untold(entity: Entity, size: int) -> bool:
    """Tell whether nothing says that a name of so many words is a person's; any two look like a full name."""
    told = entity.titled or entity.gender != "u" or (entity.fulls and size < SHORT)
    return entity.kind in ("person", "unknown") and not told


def _turned(parts: Sequence[str]) -> tuple[str, frozenset[str]]:
    """Return a state and what a name has besides: the Chilean Football Union, the Football Union of Chile.

    The state is empty where a name tells it otherwise; then the words are those of no other name.
    """
    if place_of(parts[0]):
        return " ".join(place_of(parts[0])), frozenset(parts[1:]) - SMALL
    state = next((k for k in range(len(parts) - 1, 0, -1) if parts[k] == "of"), 0)
    if not state:
        return "", frozenset((" ".join(parts),))
    return " ".join(part for part in parts[state + 1 :] if part != "the"), frozenset(parts[:state]) - SMALL


def initials(parts: Sequence[str]) -> str:
    """Return the letters that abbreviate a name: Anti-Corruption Bureau of Riga.

    >>> initials(("anti-corruption", "bureau", "of", "riga"))
    'acbr'
    """
    return "".join(word[0] for part in parts if part not in SMALL for word in part.split("-") if word)


def _is_formal(entity: Entity, place: NameMention) -> bool:
    """Tell whether a place's name may be short for another: the Islamic Republic of Iran; any not listed."""
    short = " ".join(place.parts)
    formal = entity.kind == "place" and entity.name.lower().endswith(f" of {short}")
    return formal or short not in name_lists().places


def _is_plain(word: str, *, places: bool = True) -> bool:
    """Tell whether a word alone is no name of an organisation that it opens: Bank, Canadian, Lagos."""
    lists = name_lists()
    plain = (lists.heads, lists.openers, lists.demonyms, lists.roles)
    return any(word in words for words in plain) or (places and word in lists.places)
