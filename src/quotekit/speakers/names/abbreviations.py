"""Abbreviations that a text explains: ``the National Science and Technology Forum (NSTF)``.

The long form is what Schwartz and Hearst (2003) find: the shortest stretch of words before the bracket
whose letters hold those of the short form in their order, the first letter at the beginning of a word.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence

import attrs

from quotekit.lexicon import read
from quotekit.speakers.names.lexicon import columns, fold, name_lists, word_set
from quotekit.speakers.names.reader import NameMention, NameReader
from quotekit.speakers.names.titles import is_body_of, is_post, letters_before, letters_behind
from quotekit.speakers.names.words import Words

SHORTEST, LONGEST = 2, 10
BEFORE, BEHIND = (" (", " [", " (“", ' ("'), (")", "]", "”)", '")')
# How many words after an office its holder is looked for.
NEAR = 10
_BRACKET = re.compile(r"[(\[]")


@attrs.frozen
class Abbreviation:
    """Hold the words of a long form, `first` to `last`, and the one word of the short form behind it."""

    first: int
    last: int
    short: int

    @property
    def within(self) -> range:
        """Return the words of the long form."""
        return range(self.first, self.last + 1)


def abbreviations(words: Words) -> Iterator[Abbreviation]:
    """Return what each short form in brackets stands for, where the words before it have its letters."""
    brackets = (match.start() for match in _BRACKET.finditer(words.text))
    for short in dict.fromkeys(bisect_right(words.starts, bracket) for bracket in brackets):
        if not 0 < short < len(words):
            continue
        form = words.forms[short]
        if not ((SHORTEST <= len(form) <= LONGEST and sum(map(str.isupper, form)) > 1) or form.istitle()):
            continue
        before = words.gaps[short - 1]
        before = before.lstrip(".") if words.lower[short - 1] in word_set("incorporated") else before
        if before not in BEFORE or not words.gaps[short].startswith(BEHIND):
            continue
        first = _long_form(words, short)
        if first >= 0:
            yield Abbreviation(first, short - 1, short)


def _long_form(words: Words, short: int) -> int:
    """Return the first word of the long form that ends right before a short form, or -1."""
    letters = [letter for letter in fold(words.forms[short]) if letter.isalnum()]
    if not SHORTEST <= len(letters) <= LONGEST:
        return -1
    farthest = max(short - min(len(letters) + 5, 2 * len(letters)), 0)
    index, left = short - 1, len(letters) - 1
    while index >= farthest and words.sentence[index] == words.sentence[short]:
        word = fold(words.forms[index])
        for at in range(len(word) - 1, -1, -1):
            if word[at] != letters[left] or (left == 0 and at > 0):
                continue
            if left == 0:
                plain = words.forms[short - 1] in name_lists().heads and word not in read("phrase-ends")
                return index if words.capital[index] or plain else -1
            left -= 1
        index -= 1
    return _far_form(words, short, "".join(letters))


def _far_form(words: Words, short: int, letters: str) -> int:
    """Return where a name begins whose first words have the letters, or -1: Agency for Work in the East."""
    index, initials, first = short, "", -1
    while index and words.gaps[index - 1] in (" ", *BEFORE):
        index -= 1
        if words.sentence[index] != words.sentence[short]:
            break
        if words.capital[index]:
            initials = (words.lower[index][0] + initials)[: len(letters)]
            first = index if initials == letters else first
        elif words.lower[index] not in read("phrase-ends") and words.lower[index] != "the":
            break
    return first


def with_long_forms(words: Words, reader: NameReader, names: Sequence[NameMention]) -> list[NameMention]:
    """Return the names with each explained organisation as long as its abbreviation tells.

    The letters of an office are nobody's name: Assistant Commissioner of Police (ACP) Ann Lee, the ACP.
    """
    over = {k: name for name in names for k in range(name.lead, name.last + 1)}
    told = _Explained(words, reader, over)
    for found in abbreviations(words):
        office = _is_office(words, reader, found.within)
        if office and not _stands_bare(words, found.short):
            told.office(found)
        elif told.is_body(found, office=office):
            told.body(found)
    for first, short in _further_short_forms(words, over):
        if told.taken.isdisjoint(range(first, short + 1)):
            told.named(first, short)
    people = [name for name in names if name.kind == "person"]
    offices = told.offices
    offices |= {title for name in people for title in name.titles if title in reader.lists.titles}
    offices |= {letters for name in people for letters in letters_before(words, name.first, reader.lists)}
    offices |= {letters for name in people for letters in letters_behind(words, name.last, reader.lists)}
    kept = [
        name for name in names if told.taken.isdisjoint(name.within) and not _is_title(words, name, offices)
    ]
    for name in kept:
        _give_title(words, name, offices)
    return sorted([*kept, *told.brought, *told.bare(kept)], key=lambda name: name.start)


@attrs.frozen(eq=False)
class _Explained:
    """Gather what brackets explain: the words that are `taken` by it, and the names `brought` in their place.

    `offices` are the letters that stand for one.
    """

    words: Words
    reader: NameReader
    over: Mapping[int, NameMention]
    taken: set[int] = attrs.field(factory=set)
    offices: set[str] = attrs.field(factory=set)
    brought: list[NameMention] = attrs.field(factory=list)

    def office(self, found: Abbreviation) -> None:
        """Give an office and its letters to whoever holds it."""
        words = self.words
        self.taken.update(found.within, [found.short])
        self.offices.add(words.lower[found.short])
        holder = _holder(words, self.over, found.short)
        if holder is not None:
            holder.titles = (words.lower[found.short], words.lower[found.last], *holder.titles)
            if words.gaps[found.short] == ") " and holder.lead == found.short + 1:
                holder.lead = found.first

    def is_body(self, found: Abbreviation, *, office: bool) -> bool:
        """Tell whether the words before a bracket are a body's whole name.

        The High Commissioner for Refugees (UNHCR): the letters are a body's, and so are the words.
        """
        words, inside = self.words, [self.over[k] for k in found.within if k in self.over]
        if not (inside or office or words.forms[found.last] in self.reader.lists.heads):
            return False
        if any(name.kind == "person" and name.sure for name in inside):
            return False
        commas = (k for k in found.within[:-1] if words.gaps[k] == ", ")
        if any(words.lower[k + 1] in columns("determiners") for k in commas):
            # A name and what it is: Orla, the Baltic branch of Orbit (BBO).
            return False
        # The name begins before the letters do: the (US) Federal Reserve; but not that of the UN's Farming
        # Agency, of the Chamber of Trade in the Board of the Chamber of Trade (CT), or of Director Rural
        # Bank (RB).
        if not found.first:
            return all(name.lead >= found.first for name in inside)
        lists, before = self.reader.lists, words.lower[found.first - 1]
        apart = words.possessive[found.first - 1] or before == "the"
        apart = apart or before in lists.roles or before in lists.titles
        return apart or all(name.lead >= found.first for name in inside)

    def body(self, found: Abbreviation) -> None:
        """Bring a body's name and its letters."""
        plain = not self.words.capital[found.first]
        self.named(_plain_start(self.words, found.first) if plain else found.first, found.short)

    def named(self, first: int, short: int) -> None:
        """Bring the name from a word up to a bracket, and the short form in that."""
        self.taken.update(range(first, short + 1))
        self.brought.append(self.reader.name(self.words, first, short - 1, "organisation"))
        self.brought.append(self.reader.name(self.words, short, short, "organisation"))

    def bare(self, kept: Sequence[NameMention]) -> list[NameMention]:
        """Return the names of bodies that short forms are elsewhere, among the `kept` ones or beside them."""
        words = self.words
        shorts = {words.forms[name.first] for name in self.brought if name.first == name.last}
        for name in kept:
            if name.first == name.last and words.forms[name.first] in shorts:
                # Said to speak as a person does, it is still the Union of Journalists (NUJ).
                name.kind = "organisation"
        covered = {k for name in (*kept, *self.brought) for k in range(name.lead, name.last + 1)}
        return [
            # The special investigation team (SIT): no list knows the letters, which may be a word.
            self.reader.name(words, index, index, "organisation")
            for index, form in enumerate(words.forms if shorts else ())
            if form in shorts and index not in covered and form.isupper()
        ]


def _further_short_forms(words: Words, over: Mapping[int, NameMention]) -> Iterator[tuple[int, int]]:
    """Return the first words of bodies and their short forms in brackets with other letters.

    The Sarvia News Agency (Orla); the Office of the Sanctuary of Rio Seco (UGS), which is not Rio Seco.
    """
    for before, gap in enumerate(words.gaps[:-2]):
        if gap not in BEFORE or not words.gaps[before + 1].startswith(BEHIND):
            continue
        body, short = over.get(before), before + 1
        if body is None:
            continue
        form = words.forms[short]
        if body.kind == "organisation":
            listed = words.lower[short] in read("places") or words.lower[short] in read("organisations")
            if form.istitle() and body.parts[-1] in name_lists().heads and not listed:
                yield body.first, short
        elif form.isupper() and len(form) > SHORTEST:
            link = words.before(body.first)
            owner = over.get(link - 1)
            linked = link > 0 and words.lower[link] in ("of", "in", "for")
            if linked and owner is not None and owner.kind == "organisation":
                yield owner.first, short


def _stands_bare(words: Words, short: int) -> bool:
    """Tell whether letters stand for a body, as they need no article: UNHCR said."""
    form = words.forms[short]
    return any(
        words.forms[k] == form
        and not (words.gaps[k] == " " and words.capital[k + 1])
        and words.lower[k - 1] not in columns("determiners")
        for k in range(short + 1, len(words) - 1)
    )


def _plain_start(words: Words, index: int) -> int:
    """Return the first word after the article before `index`: the Hill Road policing forum (HRPF)."""
    first = index
    while first and index - first < NEAR and words.gaps[first - 1] == " ":
        if words.lower[first - 1] in columns("determiners"):
            return first
        first -= 1
    return index


def _is_office(words: Words, reader: NameReader, within: range) -> bool:
    """Tell whether a long form says what somebody is: Chief Medical Officer, Commissioner of Police."""
    folded, lists = [fold(words.forms[k]) for k in within], reader.lists
    post = folded[-1].rpartition("-")[2] in lists.roles or is_post(folded, lists)
    return post and not is_body_of(folded, lists)


def _holder(words: Words, over: Mapping[int, NameMention], short: int) -> NameMention | None:
    """Return the person who follows an office's letters, at once or set off by a comma."""
    stop = min(short + NEAR, len(words))
    for index in range(short + 1, stop):
        name = over.get(index)
        if words.sentence[index] != words.sentence[short]:
            return None
        if name is not None and name.kind == "person":
            return name if words.gaps[name.lead - 1].endswith((", ", ") ")) else None
    return None


def _is_title(words: Words, name: NameMention, titles: Collection[str]) -> bool:
    """Tell whether a name ends with letters that elsewhere are somebody's title: the ACP, the Health CS."""
    if name.first == 0 or words.lower[name.first - 1] != "the" or name.kind == "person":
        return False
    letters, known = (
        words.lower[name.last],
        name.first < name.last and words.lower[name.last] in name_lists().roles,
    )
    return words.forms[name.last].isupper() and (known or letters in titles)


def _give_title(words: Words, name: NameMention, titles: Collection[str]) -> None:
    """Let letters before a person's name that elsewhere are a title be no part of it: IO Lee."""
    first = name.first
    if (
        name.kind == "person"
        and name.last > first
        and words.forms[first].isupper()
        and name.parts[0] in titles
    ):
        name.first += 1
        name.start, name.parts = words.starts[name.first], name.parts[1:]
        name.titles = (*name.titles, words.lower[first])
