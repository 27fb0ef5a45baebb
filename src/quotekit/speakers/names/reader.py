"""Proper names: their extents, without titles and roles, with particles and suffixes.

A run of capitalised words is read once, by lexicons and form alone; whose name it is is decided later, over
the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from quotekit.lexicon import read
from quotekit.speakers.names.kinds import Kinds, NameKind
from quotekit.speakers.names.laws import laws
from quotekit.speakers.names.lexicon import NameLists, fold, is_base_verb, name_lists, verb_like, word_set
from quotekit.speakers.names.runs import CAUSES, Runs
from quotekit.speakers.names.titles import (
    are_before,
    is_body_of,
    is_kind_of_body,
    is_member,
    is_trade_before,
    place_in,
    titles_in,
)
from quotekit.speakers.names.words import Words

# A party and a constituency after a name: Elizabeth Warren, D-Mass.
PARTY = re.compile(r"[DRI]-[A-Z][A-Za-z.]*")


@attrs.define(slots=True, eq=False, kw_only=True)
class NameMention:
    """Hold one proper name in the text.

    `first` and `last` are its words, titles excluded; `lead` is where the titles begin; `start` and
    `end` are offsets. `parts` are its folded words without suffix and nickname. `sure` says that the name
    itself shows its kind; a `weak` name counts only if a full name explains it. `entity` is the number of its
    entity, or -1.
    """

    lead: int
    first: int
    last: int
    start: int
    end: int
    kind: NameKind
    parts: tuple[str, ...]
    titles: tuple[str, ...] = ()
    suffix: str = ""
    nickname: str = ""
    possessive: bool = False
    sure: bool = False
    entity: int = -1

    @property
    def within(self) -> range:
        """The name's words, titles excluded."""
        return range(self.first, self.last + 1)


@attrs.frozen(slots=True)
class NameReader:
    """Find the proper names of a text.

    >>> from quotekit.document import Span, Tokenized
    >>> text = "Chinese Foreign Minister Wang Yi met Sen. Elizabeth Warren."
    >>> whole = (Span(0, len(text), text),)
    >>> words = Words.of(Tokenized(text=text, paragraphs=whole, sentences=whole, tokens=()))
    >>> [text[n.start:n.end] for n in NameReader().read(words, frozenset())]
    ['Wang Yi', 'Elizabeth Warren']
    """

    lists: NameLists = attrs.field(factory=name_lists, init=False)
    runs: Runs = attrs.field(factory=lambda: Runs(name_lists()), init=False)
    kinds: Kinds = attrs.field(factory=lambda: Kinds(name_lists()), init=False)

    def read(self, words: Words, headlines: frozenset[int]) -> list[NameMention]:
        """Return the names in text order, except in sentences (by index) that are headlines."""
        out: list[NameMention] = []
        forms, sentence = words.forms, words.sentence
        common = {form for form in forms if form.islower()}
        capitals = [k for k, capital in enumerate(words.capital) if capital]
        inside = {forms[k] for k in capitals if self._is_told(words, k)}
        families = {forms[k] for k in capitals if self.runs.is_family_name(words, k)}
        titled = laws(words)
        last = -1
        for index in capitals:
            if index <= last or sentence[index] in headlines:
                continue
            if index in titled:
                last = titled[index]
                out.append(self.name(words, index, last, "document"))
            elif self.runs.can_begin(words, index):
                last, nickname = self.runs.run(words, index)
                last += self.runs.is_union(words, index, last)
                last = self._before_office(words, index, last)
                mention = self._parse(words, index, last, nickname)
                if mention is not None and not self._is_common(words, mention, common, inside):
                    out.append(mention)
            elif self.runs.may_be_surname(words, index, families):
                parts = (fold(forms[index]),)
                out.append(self._mention(words, index, index, index, "weak", parts, sure=True))
        return out

    def name(self, words: Words, first: int, last: int, kind: NameKind) -> NameMention:
        """Read the words `first` to `last` as one name of a known kind."""
        folded = [fold(form) for form in words.forms[first : last + 1]]
        split = titles_in(folded, self.lists) if kind == "person" else 0
        split = 0 if split == len(folded) else split
        rest = folded[split:]
        suffixes = self._suffixes(words, last, rest) if kind == "person" else []
        mention = self._mention(words, first, first + split, last, kind, rest, sure=True)
        mention.titles = tuple(folded[:split])
        self._end_with(words, mention, suffixes)
        return mention

    def _suffixes(self, words: Words, last: int, rest: list[str]) -> list[str]:
        """Take what follows the surname off the words of a name up to `last`, and return it: MP, FRS."""
        stop, after = len(rest), last + 1
        while stop > 1 and rest[stop - 1] in self.lists.suffixes:
            form = words.forms[after - 1]
            if form.istitle() and "." not in form and rest[stop - 1] not in word_set("written-small"):
                # Ann Lee MBA and Ann Lee, M.D., but Ngozi Mba.
                break
            stop, after = stop - 1, after - 1
        taken = rest[stop:]
        del rest[stop:]
        return taken

    @staticmethod
    def _end_with(words: Words, mention: NameMention, suffixes: Sequence[str]) -> None:
        """Set the suffix that a mention ends with; letters of honours are not part of the name.

        Md, for Mohammad, begins a name: the MD is a managing director.
        """
        if mention.titles[-1:] == ("md",) and words.forms[mention.first - 1] == "Md":
            mention.first -= 1
            mention.start = words.starts[mention.first]
            mention.titles, mention.parts = mention.titles[:-1], ("md", *mention.parts)
        mention.suffix = suffixes[0] if suffixes else ""
        honours = len(suffixes) - (mention.suffix in word_set("generational"))
        if honours > 0:
            # Ann Lee KC, and Ann Lee, QC.
            mention.end = words.ends[mention.last - honours]

    @staticmethod
    def _is_told(words: Words, index: int) -> bool:
        """Tell whether a word's capital is significant: inside a sentence, or before another capital."""
        if not words.first[index]:
            return True
        return index + 1 < len(words) and words.capital[index + 1] and words.gaps[index] == " "

    def _is_common(self, words: Words, mention: NameMention, common: set[str], inside: set[str]) -> bool:
        """Tell whether a word is capitalised only because a sentence begins with it.

        `common` are the text's words in lower case, `inside` those whose capital is that of a name.
        """
        index = mention.last
        if mention.kind != "unknown" or mention.first < index or not words.opens(index):
            return False
        word = words.lower[index]
        following = words.lower[index + 1 : index + 2]
        verbal = word in read("verbs") or word in read("noun-verbs")
        if verbal and following and following[0] in self.lists.determiners:
            # "Mind the step!", "Mark my words".
            return True
        if word in common or word.endswith("ly"):
            return True
        # Prices rose, Work began: a verb form that is nobody's name elsewhere and does not speak.
        after = words.lower[index + 1] if index + 1 < len(words) else ""
        if words.forms[index] in inside or word in self.lists.given:
            return False
        if after in word_set("saying") or after in word_set("minding"):
            return False
        return word in read("verbs") or verb_like(word)

    def _parse(self, words: Words, first: int, last: int, nickname: int) -> NameMention | None:
        """Read the run of words `first` to `last`; return None if it is not a name."""
        lists = self.lists
        if first == last and (words.lower[first] in lists.openers or PARTY.fullmatch(words.forms[first])):
            return None
        if last > first and words.first[first] and _is_gerund(words.lower[first]):
            first += 1
        if last > first and words.opens(first) and self._is_demand(words, first):
            first += 1
        first += is_trade_before(words, first, last) or are_before(words, first, last, lists)
        indices = [k for k in range(first, last + 1) if k != nickname]
        folded = [fold(words.forms[k]) for k in indices]
        whole = " ".join(words.lower[k] for k in indices)
        inner = self._holder(folded)
        if inner:
            return self._parse(words, indices[inner], last, nickname)
        if is_kind_of_body(folded, lists) or is_member(folded, lists):
            return None
        if self.kinds.only_describes(words, first, last):
            return None
        if self._is_dateline(words, first, last, folded[0]):
            return self._mention(words, first, first, last, "place", folded, sure=True)
        if self._is_organisation(folded, whole):
            skip = self._affiliated(words, first, folded, whole)
            # The Chairman of the Traders Union: the office is nobody's title.
            lead = first + skip if skip > 1 else first
            return self._mention(words, lead, first + skip, last, "organisation", folded[skip:], sure=True)
        if len(folded) > 1 and whole in lists.places:
            return self._mention(words, first, first, last, "place", folded, sure=True)
        split = titles_in(folded, self.lists)
        ruled = split and len(folded) == split + 1 and self._is_ruled(words, last, folded)
        if split == len(folded) or ruled or self._is_office(words, last, folded):
            if len(folded) > 1:
                return None
            split = 0
        placed = place_in(folded[split:], lists)
        split += placed
        titles, rest = tuple(folded[:split]), folded[split:]
        led = next((k for k, part in enumerate(rest) if part in lists.connectors), 0)
        if titles and led > 1 and rest[0] in lists.given and rest[led - 1] in lists.heads:
            # Chief Grace House of Tolsta: the house is her family name.
            return self._parse(words, first, indices[split + led - 1], -1)
        if len(rest) > 2 and rest[0] not in lists.given:
            # Washington Post Trump, CBS News Bob Schieffer: two names have run together.
            inner = next((k for k in range(len(rest) - 2, -1, -1) if rest[k] in lists.heads), -1)
            if inner >= 0 and not any(part in lists.connectors for part in rest):
                return self._parse(words, indices[split + inner + 1], last, nickname)
        suffixes = self._suffixes(words, last, rest)
        begin = indices[split]
        if split == 0 and len(rest) == 1:
            begin = self._reach_back(words, begin)
            rest = [fold(words.forms[k]) for k in range(begin, indices[0])] + rest
        kind, sure = self.kinds.of(words, rest, titles, begin, whole, suffixed=bool(suffixes))
        if kind == "document" and rest[0] in lists.given and len(rest) > 2:
            # The Rachel Maddow Show contains the host's name.
            return self._parse(words, first, last - (2 if len(rest) > 3 else 1), nickname)
        own = sum(part not in lists.particles for part in rest)
        if own > 4 and kind in ("person", "unknown") and rest[0] in lists.given and not titles:
            # A headline that continues: the name is its beginning.
            return self._parse(words, begin, indices[split + (1 if len(rest[1]) > 1 else 2)], -1)
        # The mayor of Riga Ann Lee: the place belongs to the office.
        lead = (
            begin if placed == split and words.lower[max(first - 1, 0)] in ("of", "in") else min(first, begin)
        )
        mention = self._mention(words, lead, begin, last, kind, rest, sure=sure)
        mention.titles = titles
        self._end_with(words, mention, suffixes)
        if mention.suffix in ("jr", "sr") and words.text[mention.end : mention.end + 1] == ".":
            mention.end += 1
        mention.nickname = fold(words.forms[nickname]) if nickname >= 0 else ""
        return mention

    def _before_office(self, words: Words, first: int, last: int) -> int:
        """Return the last word of a person's name before a body and their office: Ann Lee ILO head, said."""
        lists = self.lists
        if fold(words.forms[first]) not in lists.given:
            return last
        for k in range(first + 2, min(last + 1, len(words) - 1)):
            letters, after = words.forms[k], fold(words.forms[k + 1]).partition("-")[0]
            body = letters.isupper() and letters.isalpha() and len(letters) > 2 and words.gaps[k] == " "
            if body and fold(letters) not in lists.suffixes and words.forms[k - 1][1:].islower():
                office = after in lists.roles or after in lists.offices
                return k - 1 if office else last
        return last

    @staticmethod
    def _mention(
        words: Words, lead: int, first: int, last: int, kind: NameKind, parts: Sequence[str], *, sure: bool
    ) -> NameMention:
        return NameMention(
            lead=lead,
            first=first,
            last=last,
            start=words.starts[first],
            end=words.ends[last],
            kind=kind,
            parts=tuple(parts),
            possessive=words.possessive[last],
            sure=sure,
        )

    def _is_dateline(self, words: Words, first: int, last: int, folded: str) -> bool:
        """Tell whether words open a paragraph as a dateline's place: CEDAR BLUFF, Neb. — A fire …"""
        opens = not first or words.paragraph[first - 1] != words.paragraph[first]
        return (
            opens
            and {first, last} <= words.dateline
            and (
                all(form.isupper() for form in words.forms[first : last + 1])
                or folded not in self.lists.given
            )
        )

    def _is_organisation(self, folded: Sequence[str], whole: str) -> bool:
        """Tell whether a run is an organisation's name: a listed one, or one with such a last word."""
        lists = self.lists
        if whole in lists.organisations:
            return True
        if folded[0] in lists.starters and len(folded) > 2 and folded[1] in CAUSES:
            return True
        if self._is_body_of(folded) or is_body_of(folded, lists):
            return True
        if len(folded) == 1 or folded[-1] not in lists.heads:
            return (
                len(folded) > 1
                and " ".join(folded[1:]) in lists.organisations
                and folded[0] in lists.affiliations
            )
        person = folded[-2] in lists.given and (len(folded) == 2 or folded[-3] in lists.roles)
        return not person

    def _is_demand(self, words: Words, first: int) -> bool:
        """Tell whether a verb opens the sentence before a given name: Tell Grace; but Park Min-ho."""
        word, lists = words.lower[first], self.lists
        named = word in lists.given or word in read("family-first")
        named = named or word in lists.titles or word in lists.roles or word in lists.openers
        return is_base_verb(word) and not named and fold(words.forms[first + 1]) in lists.given

    def _holder(self, folded: Sequence[str]) -> int:
        """Return where the title of a body's holder begins (the Government of President Ann Lee), or 0."""
        lists = self.lists
        for k in range(1, len(folded) - 2):
            body = folded[k - 1] in lists.heads and folded[k - 1] not in lists.roles
            if body and folded[k] == "of" and folded[k + 1] in lists.titles:
                return k + 1
        return 0

    def _is_body_of(self, folded: Sequence[str]) -> bool:
        """Tell whether a run names a body by what it is of: the Academic Union of Towns."""
        lists = self.lists
        for k in range(1, len(folded) - 2):
            if folded[k] in lists.heads and folded[k + 1] in lists.connectors:
                before = folded[:k]
                titled = before[0] != "general" and (before[0] in lists.titles or before[0] in lists.offices)
                return not titled and lists.given.isdisjoint(before) and lists.connectors.isdisjoint(before)
        return False

    def _is_office(self, words: Words, last: int, folded: Sequence[str]) -> bool:
        """Tell whether a run is only an office: Opposition Leader, Nigerian President."""
        lists = self.lists
        post = folded[-1] in lists.offices or folded[-1] in word_set("posts")
        if len(folded) < 2 or not post or words.possessive[last - 1]:
            return False
        return folded[0] not in lists.given or folded[0] in lists.roles or folded[0] in lists.openers

    def _is_ruled(self, words: Words, last: int, folded: Sequence[str]) -> bool:
        """Tell whether the last word of a run says of what its office is: the Mayor of Upper Hutt, Rita Mora.

        A surname after such an office is seldom all that there is of a name.
        """
        if {"of", "for"}.isdisjoint(folded[:-2]) or folded[-1] in self.lists.given:
            return False
        goes_on = words.gaps[last] == " " and words.lower[last + 1 : last + 2] in (["at"], ["for"], ["of"])
        named = words.gaps[last] == ", " and words.capital[last + 1 : last + 2] == [True]
        return goes_on or named

    def _affiliated(self, words: Words, first: int, folded: Sequence[str], whole: str) -> int:
        """Return how many words in front only go with a name: Republican Congress, Chair of Orbit."""
        lists = self.lists
        for k in range(len(folded) - 2, 0, -1):
            if folded[k] in ("of", "at") and (
                folded[k - 1] in lists.offices or folded[k - 1] in word_set("posts")
            ):
                return k + (2 if folded[k + 1] == "the" else 1)
        if whole in lists.organisations or " ".join(folded[1:]) not in lists.organisations:
            return 0
        return int(folded[0] in lists.affiliations or (words.first[first] and folded[0] in lists.openers))

    def _reach_back(self, words: Words, index: int) -> int:
        """Return the first word of a name whose particles precede its only capitalised word: de Blasio."""
        begin = index
        while (
            begin > 0
            and index - begin < 3
            and words.lower[begin - 1] in self.lists.particles
            and words.forms[begin - 1][0].islower()
            and words.gaps[begin - 1] == " "
        ):
            begin -= 1
        return begin


def _is_gerund(word: str) -> bool:
    """Tell whether a word is a verb form in -ing: "Asking Clinton" is not a name."""
    if not word.endswith("ing"):
        return False
    verbs = read("verbs")
    return word[:-3] in verbs or word[:-3] + "e" in verbs or word[:-4] in verbs
