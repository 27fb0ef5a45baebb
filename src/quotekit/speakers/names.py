"""Proper names: where they stand, and how titles, roles, particles and suffixes part from them.

A run of capitalised words (with particles and an organisation's small words inside) is read once,
by lexicons and shape alone; who a name belongs to is decided later, over the whole text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import attrs

from quotekit.lexicon import read
from quotekit.speakers.vocabulary import columns, fold, given_gender, roles
from quotekit.speakers.words import Words

NameKind = Literal["person", "organisation", "place", "group", "unknown"]

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

    openers: frozenset[str] = attrs.field(factory=lambda: read("sentence-openers"))
    titles: frozenset[str] = attrs.field(factory=lambda: read("titles"))
    particles: frozenset[str] = attrs.field(factory=lambda: read("name-particles"))
    suffixes: frozenset[str] = attrs.field(factory=lambda: read("name-suffixes"))
    heads: frozenset[str] = attrs.field(factory=lambda: read("organisation-words"))
    known: frozenset[str] = attrs.field(factory=lambda: read("organisations"))
    connectors: frozenset[str] = attrs.field(factory=lambda: read("organisation-connectors"))
    places: frozenset[str] = attrs.field(factory=lambda: read("places"))
    affiliations: frozenset[str] = attrs.field(factory=lambda: read("affiliations"))
    demonyms: frozenset[str] = attrs.field(factory=lambda: frozenset(columns("demonyms")))
    peoples: frozenset[str] = attrs.field(factory=lambda: _peoples())
    roles: frozenset[str] = attrs.field(
        factory=lambda: frozenset(form for form, role in roles().items() if not role.plural)
    )
    given: frozenset[str] = attrs.field(factory=lambda: frozenset(given_gender()))

    def read(self, words: Words, headlines: frozenset[int]) -> list[NameMention]:
        """Give the names in text order, but for sentences (by index) that are headlines."""
        out: list[NameMention] = []
        forms, sentence = words.forms, words.sentence
        index, count = 0, len(words)
        while index < count:
            if not forms[index][0].isupper() or sentence[index] in headlines:
                index += 1
                continue
            last, nickname = self._run(words, index)
            mention = self._parse(words, index, last, nickname)
            if mention is not None:
                out.append(mention)
            index = last + 1
        return out

    def _run(self, words: Words, first: int) -> tuple[int, int]:
        """Give the last word of the run of capitalised words from `first`, and a nickname's index or -1."""
        forms, lower = words.forms, words.lower
        last, nickname, count = first, -1, len(words)
        institution = False
        while last + 1 < count and last - first < LONGEST and not words.possessive[last]:
            gap, following = words.gap(last), last + 1
            if words.sentence[following] != words.sentence[last]:
                break
            word = fold(forms[last])
            institution = institution or word in self.heads
            if gap not in (" ", "\u00a0", "\n"):
                abbreviated = gap in (". ", ".\u00a0", ".") and (len(word) == 1 or word in self.titles or word in self.suffixes or word == "st")
                after_comma = gap == ", " and fold(forms[following]) in self.suffixes and forms[following][0].isupper()
                if abbreviated or after_comma:
                    pass
                elif (
                    gap in NICKNAME_GAPS
                    and nickname < 0
                    and following + 1 < count
                    and words.gap(following) == NICKNAME_GAPS[gap]
                    and forms[following][0].isupper()
                    and forms[following + 1][0].isupper()
                    and (gap != " (" or not forms[following].isupper())
                ):
                    nickname = following
                else:
                    break
            if forms[following][0].isupper():
                last = following
                continue
            step = self._bridge(words, following, word, institution)
            if not step:
                break
            last = following + step
        return last, nickname

    def _bridge(self, words: Words, index: int, before: str, institution: bool) -> int:
        """Give how many words the small words at `index` take to the next capitalised one, or 0."""
        particles = connectors = 0
        position = index
        while position < len(words) and position - index < 3 and not words.forms[position][0].isupper():
            word = words.lower[position]
            if word in self.particles:
                particles += 1
            if word in self.connectors or (word == "and" and institution and position == index):
                connectors += 1
            if words.gap(position) != " ":
                return 0
            position += 1
        size = position - index
        if position >= len(words) or not words.forms[position][0].isupper() or not size:
            return 0
        if particles == size:
            return size
        word = words.lower[index]
        if word == "and":
            # Only inside "Department of Health and Human Services": an "of" has come before.
            return 0
        if connectors == size and (before in self.heads or (word in ("of", "for") and before in self.titles)):
            return size
        return 0

    def _parse(self, words: Words, first: int, last: int, nickname: int) -> NameMention | None:
        lead = first
        while first <= last and self._is_opener(words, first, last):
            first += 1
        if first > last:
            return None
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
        if whole in self.known or (folded[-1] in self.heads and not self._named_person(folded)):
            return NameMention(
                first=first, start=words.starts[first], kind="organisation", parts=tuple(folded), sure=True, **common
            )
        split = self._split(folded)
        if split == len(folded):
            return None
        titles, rest = tuple(folded[:split]), folded[split:]
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
        if kind is None:
            return None
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

    def _is_opener(self, words: Words, index: int, last: int) -> bool:
        word = words.lower[index]
        if word not in self.openers:
            return False
        # Will Doyle, May Johnson: a given name that is a common word as well.
        return not (
            word in self.given
            and index < last
            and words.forms[index + 1][0].isupper()
            and words.lower[index + 1] not in self.openers
            and fold(words.forms[index + 1]) not in self.titles
            and (word not in self.places)
        )

    def _named_person(self, folded: Sequence[str]) -> bool:
        """Tell whether the run ends in a person's name although its last word heads organisations."""
        return len(folded) >= 2 and folded[-2] in self.given and (len(folded) == 2 or folded[-3] in self.roles)

    def _split(self, folded: Sequence[str]) -> int:
        """Give how many words in front are titles, roles and affiliations."""
        split = 0
        for index, word in enumerate(folded):
            left = len(folded) - index - 1
            if word in self.titles or word in self.roles:
                if left and not (left == 1 and folded[-1] in self.suffixes):
                    # Dean Baker, Billie Jean King: the word is part of the name.
                    if index == 0 and left == 1 and word in self.given:
                        continue
                    split = index + 1
                elif not left and split == index:
                    return len(folded)
            elif (word in self.affiliations or word in self.demonyms) and split == index:
                if left >= 2 or (left and folded[index + 1] in self.given) or not left:
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
    ) -> tuple[NameKind | None, bool]:
        name = " ".join(parts)
        honoured = any(title in self.titles for title in titles)
        if len(parts) == 1:
            word = parts[0]
            if word in self.demonyms or word in self.affiliations:
                return None, True
            if word in self.peoples:
                return "group", True
            if honoured:
                return "person", True
            if words.lower[first] in self.places:
                return "place", True
            if word in self.known:
                return "organisation", True
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
        if parts[-1] in self.peoples:
            return "group", True
        if honoured or titles or suffix or parts[0] in self.given:
            return "person", True
        if first > 0 and words.lower[first - 1] == "the" and words.gap(first - 1) == " ":
            return "organisation", False
        return ("person", False) if len(parts) <= 4 else ("unknown", False)


def _peoples() -> frozenset[str]:
    """Give the plurals that name a people, a party's members or a faith's."""
    words = set(columns("demonyms")) | set(read("affiliations"))
    out = {word + "s" for word in words if not word.endswith(("s", "sh", "ch", "ese"))}
    return frozenset(out | {word for word in read("groups") if word.endswith("s")})


def headline_sentences(words: Words) -> frozenset[int]:
    """Give the sentences that stand alone in their paragraph with nearly every long word capitalised."""
    out: set[int] = set()
    last_of: dict[int, int] = {}
    shape: dict[int, list[int]] = {}
    for indices in words.sentences():
        number = words.sentence[indices.start]
        paragraph = words.paragraph[indices.start]
        last_of[paragraph] = last_of.get(paragraph, 0) + 1
        long = [k for k in indices if len(words.forms[k]) > 3]
        upper = sum(words.forms[k][0].isupper() for k in long)
        if len(long) >= 4 and upper >= 0.75 * len(long):
            shape[number] = [paragraph]
    for number, (paragraph,) in shape.items():
        if last_of[paragraph] == 1:
            out.add(number)
    return frozenset(out)


def runs(words: Words, sentences: frozenset[int]) -> Iterator[range]:
    """Give the words of each of these sentences."""
    for indices in words.sentences():
        if words.sentence[indices.start] in sentences:
            yield indices
