"""Proper names: where they stand, and how titles, roles, particles and suffixes part from them.

A run of capitalised words (with particles and an organisation's small words inside) is read once,
by lexicons and shape alone; who a name belongs to is decided later, over the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

import attrs

from quotekit.lexicon import read
from quotekit.speakers.vocabulary import columns, fold, given_gender, roles
from quotekit.speakers.words import Words

NameKind = Literal["person", "organisation", "place", "group", "document", "weak", "unknown"]

# A party and a constituency behind a name: Elizabeth Warren, D-Mass.
PARTY = re.compile(r"[DRI]-[A-Z][A-Za-z.]*")
LONGEST = 14
NICKNAME_GAPS = {' "': '" ', " “": "” ", " '": "' ", " ‘": "’ ", " (": ") "}


@attrs.define(slots=True, eq=False, kw_only=True)
class NameMention:
    """Hold one proper name in the text.

    `first` and `last` are word indices, titles excluded; `lead` is where the titles begin. `parts`
    are the folded words of the name without suffix and particles' case; `sure` says that the kind
    is told by the name itself.
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

    openers: frozenset[str] = attrs.field(factory=lambda: frozenset(columns("sentence-openers")))
    closed: frozenset[str] = attrs.field(
        factory=lambda: frozenset(word for word, row in columns("sentence-openers").items() if not row)
    )
    titles: frozenset[str] = attrs.field(factory=lambda: read("titles"))
    particles: frozenset[str] = attrs.field(factory=lambda: read("name-particles"))
    suffixes: frozenset[str] = attrs.field(factory=lambda: read("name-suffixes"))
    heads: frozenset[str] = attrs.field(factory=lambda: read("organisation-words"))
    known: frozenset[str] = attrs.field(factory=lambda: read("organisations"))
    connectors: frozenset[str] = attrs.field(factory=lambda: read("organisation-connectors"))
    places: frozenset[str] = attrs.field(factory=lambda: read("places"))
    affiliations: frozenset[str] = attrs.field(factory=lambda: read("affiliations"))
    starters: frozenset[str] = attrs.field(factory=lambda: read("organisation-starters"))
    things: frozenset[str] = attrs.field(factory=lambda: read("thing-words"))
    offices: frozenset[str] = attrs.field(factory=lambda: read("offices"))
    documents: frozenset[str] = attrs.field(factory=lambda: read("documents"))
    endings: frozenset[str] = attrs.field(factory=lambda: read("hyphen-endings"))
    demonyms: frozenset[str] = attrs.field(factory=lambda: frozenset(columns("demonyms")))
    peoples: frozenset[str] = attrs.field(factory=lambda: _peoples())
    roles: frozenset[str] = attrs.field(
        factory=lambda: frozenset(form for form, role in roles().items() if not role.plural)
    )
    plurals: frozenset[str] = attrs.field(
        factory=lambda: frozenset(form for form, role in roles().items() if role.plural)
    )
    nouns: frozenset[str] = attrs.field(factory=lambda: frozenset(roles()) | read("groups") | read("documents"))
    given: frozenset[str] = attrs.field(factory=lambda: frozenset(given_gender()))

    def read(self, words: Words, headlines: frozenset[int]) -> list[NameMention]:
        """Give the names in text order, but for sentences (by index) that are headlines."""
        out: list[NameMention] = []
        forms, sentence = words.forms, words.sentence
        common = {form for form in forms if form.islower()}
        index, count = 0, len(words)
        while index < count:
            if not forms[index][0].isupper() or sentence[index] in headlines or not self._can_begin(words, index):
                index += 1
                continue
            last, nickname = self._run(words, index)
            mention = self._parse(words, index, last, nickname)
            if mention is not None and not (
                mention.kind == "unknown" and words.first[mention.first] and mention.first == last
                and (words.lower[last] in common or words.lower[last].endswith("ly"))
            ):
                out.append(mention)
            index = last + 1
        return out

    def _can_begin(self, words: Words, index: int) -> bool:
        """Tell whether a capitalised word may open a name: no "The", no "London-based"."""
        word = words.lower[index]
        if word in self.closed:
            return word in self.given and self._is_followed(words, index)
        return "-" not in word or word.rpartition("-")[2] not in self.endings

    @staticmethod
    def _is_initial(words: Words, index: int) -> bool:
        """Tell whether a single letter with a dot stands inside a name: Julie A. Martinez."""
        return len(words.forms[index]) == 1 and words.gap(index) in (". ", ".")

    def _is_followed(self, words: Words, index: int) -> bool:
        """Tell whether a capitalised word that is no common one follows: Will Doyle, not Will Congress."""
        after = index + 1
        return (
            after < len(words)
            and words.forms[after][0].isupper()
            and words.gap(index) == " "
            and words.lower[after] not in self.openers
            and words.lower[after] not in self.known
            and fold(words.forms[after]) not in self.titles
            and words.sentence[after] == words.sentence[index]
        )

    def _run(self, words: Words, first: int) -> tuple[int, int]:
        """Give the last word of the run of capitalised words from `first`, and a nickname's index or -1."""
        forms, lower = words.forms, words.lower
        last, nickname, count = first, -1, len(words)
        institution = False
        while last + 1 < count and last - first < LONGEST and not words.possessive[last]:
            gap, following = words.gap(last), last + 1
            word = fold(forms[last])
            if words.sentence[following] != words.sentence[last] and not (len(word) == 1 and gap.lstrip(".") in NICKNAME_GAPS):
                break
            institution = institution or word in self.heads
            if gap not in (" ", "\u00a0", "\n"):
                abbreviated = gap in (". ", ".\u00a0", ".") and (len(word) == 1 or word in self.titles or word in self.suffixes or word == "st")
                after_comma = gap == ", " and fold(forms[following]) in self.suffixes and forms[following][0].isupper()
                if abbreviated or after_comma or last == nickname:
                    pass
                elif (
                    gap.lstrip(".") in NICKNAME_GAPS
                    and nickname < 0
                    and following + 1 < count
                    and words.gap(following) == NICKNAME_GAPS[gap.lstrip(".")]
                    and forms[following][0].isupper()
                    and forms[following + 1][0].isupper()
                    and (gap != " (" or not forms[following].isupper())
                ):
                    nickname = following
                else:
                    break
            if forms[following][0].isupper():
                if (lower[following] in self.closed and not self._is_initial(words, following)) or (
                    "-" in lower[following] and lower[following].rpartition("-")[2] in self.endings
                ):
                    break
                last = following
                continue
            step = self._bridge(words, following, word, institution, first > 0 and lower[first - 1] == "the")
            if not step:
                break
            last = following + step
        return last, nickname

    def _bridge(self, words: Words, index: int, before: str, institution: bool, article: bool) -> int:
        """Give how many words the small words at `index` take to the next capitalised one, or 0."""
        particles = connectors = 0
        position = index
        while position < len(words) and position - index < 3 and not words.forms[position][0].isupper():
            word = words.lower[position]
            if word in self.particles:
                particles += 1
            if word in self.connectors and (word != "and" or (institution and position == index)):
                connectors += 1
            if words.gap(position) != " ":
                return 0
            position += 1
        size = position - index
        if position >= len(words) or not words.forms[position][0].isupper() or not size:
            return 0
        if particles == size:
            return size
        if words.lower[position] in self.closed:
            return 0
        word = words.lower[index]
        if size == 1 and word in ("for", "against", "to", "without") and before in self.starters:
            return size
        if word == "and":
            if size == 1 and institution:
                return size if self._goes_on(words, position) else 0
            return size if size == 1 and article and self._ends_in_head(words, position) else 0
        if connectors != size:
            return 0
        if before in self.titles:
            return size if word == "of" else 0
        return size if before in self.heads and (word != "and") else 0

    def _ends_in_head(self, words: Words, index: int) -> bool:
        """Tell whether the run from `index` heads an organisation: the Securities and Exchange Commission."""
        position = index
        while position < len(words) and position - index < 5 and words.forms[position][0].isupper():
            word = words.lower[position]
            if word in self.given or word in self.titles or word in self.places:
                return False
            if words.gap(position) != " " or words.possessive[position]:
                break
            position += 1
        last = position if position < len(words) and words.forms[position][0].isupper() else position - 1
        return last > index and words.lower[last] in self.heads

    def _goes_on(self, words: Words, index: int) -> bool:
        """Tell whether after an institution's "and" its own name goes on: Health and Human Services."""
        position = index
        while position < len(words) and position - index < 4 and words.forms[position][0].isupper():
            word = words.lower[position]
            if word in self.given or word in self.titles or word in self.places or word in self.known:
                return False
            if words.gap(position) != " ":
                break
            position += 1
        return position - index <= 2

    def _parse(self, words: Words, first: int, last: int, nickname: int) -> NameMention | None:
        lead = first
        if first == last and (words.lower[first] in self.openers or PARTY.fullmatch(words.forms[first])):
            return None
        if last > first and words.first[first] and words.lower[first].endswith("ing") and self._is_verb(words.lower[first]):
            first += 1
        indices = [k for k in range(first, last + 1) if k != nickname]
        folded = [fold(words.forms[k]) for k in indices]
        whole = " ".join(words.lower[k] for k in indices)
        common = dict(
            lead=max(lead, first),
            last=last,
            end=words.ends[last],
            possessive=words.possessive[last],
            nickname=fold(words.forms[nickname]) if nickname >= 0 else "",
        )
        if len(folded) > 1 and whole not in self.known and " ".join(folded[1:]) in self.known:
            # The Republican Congress is Congress.
            if folded[0] in self.affiliations or (words.first[first] and folded[0] in self.openers):
                first += 1
        headed = len(folded) > 1 and folded[-1] in self.heads and not self._named_person(folded)
        if whole in self.known or headed:
            return NameMention(
                first=first, start=words.starts[first], kind="organisation", parts=tuple(folded), sure=True, **common
            )
        split = self._split(folded)
        if split == len(folded):
            if len(folded) > 1:
                return None
            split = 0
        titles, rest = tuple(folded[:split]), folded[split:]
        if len(rest) > 2 and rest[0] not in self.given:
            # Washington Post Trump, CBS News Bob Schieffer: two names have run together.
            inner = next((k for k in range(len(rest) - 2, 0, -1) if rest[k] in self.heads), -1)
            if inner >= 0:
                return self._parse(words, indices[split + inner + 1], last, nickname)
        suffix = ""
        if len(rest) > 1 and rest[-1] in self.suffixes:
            suffix = rest.pop()
        name_first = indices[split]
        if split == 0 and len(rest) == 1 and name_first > 0:
            name_first = self._reach_back(words, name_first)
            if name_first < indices[0]:
                rest = [fold(words.forms[k]) for k in range(name_first, indices[0])] + rest
                common["lead"] = min(common["lead"], name_first)
        kind, sure = self._kind(words, rest, titles, suffix, name_first, whole)
        if kind == "document" and rest[0] in self.given and len(rest) > 2:
            # The Rachel Maddow Show: the host's name stands in it.
            return self._parse(words, lead, last - (2 if len(rest) > 3 else 1), nickname)
        if len(rest) > 4 and kind in ("person", "unknown") and rest[0] in self.given and not titles:
            # A headline that runs on: the name is its beginning.
            keep = 2 if len(rest[1]) > 1 else 3
            return self._parse(words, name_first, indices[split + keep - 1], -1)
        return NameMention(
            first=name_first,
            start=words.starts[name_first],
            kind=kind,
            parts=tuple(rest),
            titles=titles,
            suffix=suffix,
            sure=sure,
            **common,
        )

    @staticmethod
    def _is_verb(word: str) -> bool:
        """Tell whether a word in -ing is a verb's: Asking Clinton is no name."""
        verbs = read("verbs")
        return word[:-3] in verbs or word[:-3] + "e" in verbs or word[:-4] in verbs

    def _named_person(self, folded: Sequence[str]) -> bool:
        """Tell whether the run ends in a person's name although its last word heads organisations."""
        return len(folded) >= 2 and folded[-2] in self.given and (len(folded) == 2 or folded[-3] in self.roles)

    def _split(self, folded: Sequence[str]) -> int:
        """Give how many words in front are titles, roles and affiliations."""
        split = 0
        for index, word in enumerate(folded):
            left = len(folded) - index - 1
            if word in self.titles or word in self.roles or (left > 1 and word in self.plurals):
                if left and not (left == 1 and folded[-1] in self.suffixes):
                    # Dean Baker, Earl Ray Tomblin, Martin Luther King Jr.: the word is part of the name.
                    if index == split and word in self.given:
                        continue
                    split = index + 1
                elif not left and split == index and (word in self.offices or not split or folded[split - 1] not in self.titles):
                    return len(folded)
            elif (word in self.affiliations or word in self.demonyms) and split == index and left:
                if folded[index + 1] in self.given or " ".join(folded[index + 1 :]) in self.known:
                    split = index + 1
        if split and split < len(folded) and folded[split] in self.connectors:
            split += 2
            while len(folded) - split > 2 and folded[split] not in self.given:
                split += 1
        return min(split, len(folded))

    def _reach_back(self, words: Words, index: int) -> int:
        """Give where a name begins whose particles come before its only capitalised word: de Blasio."""
        begin = index
        while (
            begin > 0
            and index - begin < 3
            and words.lower[begin - 1] in self.particles
            and words.forms[begin - 1][0].islower()
            and words.gap(begin - 1) == " "
        ):
            begin -= 1
        return begin

    def _kind(
        self, words: Words, parts: Sequence[str], titles: tuple[str, ...], suffix: str, first: int, whole: str
    ) -> tuple[NameKind, bool]:
        name = " ".join(parts)
        honoured = any(title in self.titles for title in titles)
        if len(parts) == 1:
            word = parts[0]
            if honoured:
                return "person", True
            if word in self.known:
                return "organisation", True
            common = words.first[first] and words.lower[first] in self.nouns
            if word in self.demonyms or word in self.affiliations or word in self.roles or word in self.heads or common:
                # Mark Cuban, Conrad Black: kept only where a full name ends in it.
                return "weak", True
            if word in self.peoples:
                return "group", True
            if words.lower[first] in self.places:
                return "place", True
            form = words.forms[first]
            if form.isupper() and 2 <= len(form) <= 6:
                return "organisation", False
            return "unknown", False
        if name in self.known or parts[-1] in self.heads:
            return "organisation", True
        if whole in self.places or name in self.places:
            return "place", True
        if any(part in self.heads for part in parts) and any(part in self.connectors for part in parts):
            return "organisation", True
        if parts[-1] in self.peoples and not titles:
            return "group", True
        if (parts[-1] in self.documents or parts[-1] in self.things) and not honoured:
            return "document", True
        if len(parts) > 2 and parts[-1] in self.things and parts[0] in self.given:
            return "document", True
        if honoured or titles or suffix or parts[0] in self.given:
            return "person", True
        if parts[0] in self.openers or parts[0] in self.demonyms or parts[0] in self.affiliations:
            return "organisation", False
        if first > 0 and words.lower[first - 1] == "the" and words.gap(first - 1) == " ":
            return "organisation", False
        return ("person", False) if len(parts) <= 4 else ("unknown", False)


def _peoples() -> frozenset[str]:
    """Give the plurals that name a people, a party's members or a faith's."""
    words = set(columns("demonyms")) | set(read("affiliations"))
    out = {word + "s" for word in words if not word.endswith(("s", "sh", "ch", "ese"))}
    return frozenset(out | {word for word in read("groups") if word.endswith("s")})


def headline_sentences(words: Words) -> frozenset[int]:
    """Give the sentences, alone in their paragraphs, in which nearly every word of some length is capitalised."""
    counts: dict[int, int] = {}
    minor = read("phrase-ends") | frozenset(columns("determiners")) | read("sentence-openers")
    minor -= read("subject-verbs")
    titled: list[tuple[int, int]] = []
    for indices in words.sentences():
        paragraph = words.paragraph[indices.start]
        counts[paragraph] = counts.get(paragraph, 0) + 1
        if len(indices) < 4:
            continue
        long = [words.forms[k] for k in indices if len(words.forms[k]) > 3]
        small = [form for form in long if form[0].islower()]
        if len(long) >= 3 and len(small) * 4 <= len(long) and all(form in minor for form in small):
            titled.append((words.sentence[indices.start], paragraph))
    return frozenset(number for number, paragraph in titled if counts[paragraph] == 1)


def runs(words: Words, sentences: frozenset[int]) -> Iterator[range]:
    """Give the words of each of these sentences."""
    for indices in words.sentences():
        if words.sentence[indices.start] in sentences:
            yield indices
