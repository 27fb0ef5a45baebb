"""Speakers in languages other than English: names told by their letters, and small word lists a language."""

from __future__ import annotations

import functools
from importlib import resources

import attrs
import regex

from quotekit import lexicon
from quotekit.document import Quotation, QuotedSpan, Resolution, Span, Speaker, SpeakerKind, Tokenized
from quotekit.speakers.vocabulary import fold

# A full stop only after a letter or two: an initial, a short title.
_WORD = r"(?:\p{Lu}\p{L}?\.|\p{Lu}[’']?+[\p{L}\p{M}]*+(?:[’'\-–]\p{L}[\p{L}\p{M}]*+)*+)"
_SMALL = r"(?:d[eo]s?|del|della|d[iau]|das|vo[nm]|van|der|den|ter|te|zum?|la|le|ibn|bin|al|el|y)"
_NAME = regex.compile(rf"(?<![\p{{L}}\p{{M}}\d]){_WORD}(?:[ \xa0](?:{_SMALL}[ \xa0]){{0,2}}{_WORD})*+")
_LETTERS = regex.compile(r"[\p{L}\p{M}]++(?:[’'.\-–][\p{L}\p{M}]++)*+[’'.]?+")
_LAST = regex.compile(r"^.*(?<=[’'])(?=\p{L})")
# How many paragraphs back a pronoun may find its speaker.
_BACK = 1
# A name in another case differs in at most this many letters, after at least so many that are the same.
_ENDING, _STEM = 3, 3
# No text has more people whose names begin alike, or they cannot be told apart.
_MOST = 60
# A longer run of capitals is a headline.
_LONGEST = 10


@attrs.frozen(kw_only=True)
class Lists:
    """Hold a language's words, folded: articles, titles with the gender they tell, pronouns, bodies.

    `pronouns` tell m, f, n or p (several) in the third person; ``-`` are all others. `owners` stand before
    a name that only belongs to who speaks (*a friend of Ann Lee*). `inflects` says that names have cases,
    `capitals` that all nouns begin with one.
    """

    articles: frozenset[str]
    titles: dict[str, str]
    pronouns: dict[str, str]
    bodies: frozenset[str]
    owners: frozenset[str]
    inflects: bool
    capitals: bool


@functools.cache
def lists(code: str) -> Lists:
    """Read the lists of the language with this ISO 639-1 code.

    Raises `ValueError` for a language that has no file.

    >>> lists("de").titles["ministerin"]
    'f'
    """
    folder = resources.files("quotekit") / "resources" / "languages"
    known = sorted(file.name.removesuffix(".txt") for file in folder.iterdir())
    if code not in known:
        raise ValueError(f"language: expected one of {', '.join(known)}, got {code!r}")
    rows = [line.split() for line in lexicon.read(f"languages/{code}")]
    return Lists(
        articles=frozenset(fold(row[1]) for row in rows if row[0] == "article"),
        titles={fold(row[1]): row[2] for row in rows if row[0] == "title"},
        pronouns={fold(row[1]): row[2] for row in sorted(rows) if row[0] == "pronoun"},
        bodies=frozenset(fold(row[1]) for row in rows if row[0] == "body"),
        owners=frozenset(fold(row[1]) for row in rows if row[0] == "owner"),
        inflects=any(row[0] == "inflects" for row in rows),
        capitals=any(row[0] == "capitals" for row in rows),
    )


@attrs.define(eq=False)
class _Person:
    """Gather what a text tells of one speaker."""

    parts: tuple[str, ...]
    name: str
    kind: SpeakerKind
    gender: str = ""
    mentions: set[tuple[int, int]] = attrs.field(factory=set)
    aliases: dict[str, None] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True)
class LanguageResolver:
    """Resolve sources to speakers in a language that `NameResolver`, which is for English, does not know.

    A source that holds a name is whom the name means, without titles: the most complete form of it that
    the text gives, so that *Moll* is *Ida Moll* where the text names her so. A pronoun of the third person
    is the last speaker whose gender may fit, in its paragraph or the one before; where there is none, and
    for all other pronouns, it stands for itself, as a description does. A quotation without a source, as
    verbs without a subject leave it, has no speaker. This reads less than `NameResolver` does: no
    descriptions are tied to names, and a name of one word may be a noun where nouns have capitals.

    `language` is a code of ISO 639-1. Raises `ValueError` for a language that has no word lists.

    >>> from quotekit.document import Quotation, Span, Tokenized
    >>> text = "„Ja“, sagte Ministerin Ida Moll. „Nein“, sagte sie."
    >>> cut = lambda start, end: Span(start, end, text)
    >>> whole = (cut(0, 51),)
    >>> tokenized = Tokenized(text=text, paragraphs=whole, sentences=whole, tokens=())
    >>> said = (Quotation(content=(cut(0, 4),), source=(cut(12, 31),)),
    ...         Quotation(content=(cut(33, 39),), source=(cut(47, 50),)))
    >>> [q.speaker.name for q in LanguageResolver(language="de").resolve(tokenized, (), said).quotations]
    ['Ida Moll', 'Ida Moll']
    """

    language: str
    _lists: Lists = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_lists", lists(self.language))

    def resolve(
        self, tokenized: Tokenized, quoted: tuple[QuotedSpan, ...], quotations: tuple[Quotation, ...]
    ) -> Resolution:
        """Give the same quotations in the same order with their speakers, and all who speak."""
        return _Pass(tokenized, self._lists).resolution(quotations)


class _Pass:
    """Read the sources of one text in their order."""

    def __init__(self, tokenized: Tokenized, words: Lists) -> None:
        self.text = tokenized.text
        self.lists = words
        self.paragraphs = [span.start for span in tokenized.paragraphs]
        self.register: list[_Person] = []
        self.by_last: dict[str, list[_Person]] = {}
        self.full: dict[str, list[tuple[str, ...]]] = {}
        self.initial: dict[str, list[tuple[str, ...]]] = {}
        self.forms: dict[tuple[str, ...], str] = {}
        for match in _NAME.finditer(self.text):
            parts, name, _ = self._name(match.start(), match.end())
            if 1 < len(parts) <= _LONGEST and parts not in self.forms:
                self.forms[parts] = name
                known = self.full if self._inside(match.start()) else self.initial
                known.setdefault(self._stem(parts[-1]), []).append(parts)

    def resolution(self, quotations: tuple[Quotation, ...]) -> Resolution:
        order = sorted(
            (q.source[0].start, q.source[-1].end, number) for number, q in enumerate(quotations) if q.source
        )
        persons: dict[int, _Person] = {}
        recent: list[tuple[int, _Person]] = []
        paragraph = 0
        for start, end, number in order:
            while paragraph + 1 < len(self.paragraphs) and self.paragraphs[paragraph + 1] <= start:
                paragraph += 1
            person = self._person(start, end, paragraph, recent)
            person.mentions.add((start, end))
            persons[number] = person
            recent = [*recent[-7:], (paragraph, person)]
        speakers = {id(p): self._speaker(p) for p in self.register}
        resolved = tuple(
            attrs.evolve(q, speaker=speakers[id(persons[n])]) if n in persons else q
            for n, q in enumerate(quotations)
        )
        return Resolution(quotations=resolved, speakers=tuple(speakers.values()))

    def _person(self, start: int, end: int, paragraph: int, recent: list[tuple[int, _Person]]) -> _Person:
        words = [fold(match.group()) for match in _LETTERS.finditer(self.text, start, end)]
        gender = self.lists.pronouns.get(words[0]) if len(words) == 1 else None
        if gender is not None:
            for number, person in reversed(recent):
                if gender in "mf" and paragraph - number <= _BACK and _fits(person, gender):
                    person.gender = gender
                    return person
            return self._new((), self.text[start:end], "unnamed")
        for match in _NAME.finditer(self.text, start, end):
            parts, name, told = self._name(match.start(), match.end())
            if not parts:
                continue
            if not self._speaks(start, match.start(), parts, titled=bool(told)):
                break
            return self._named(parts, name, told or self._title(words))
        return self._described(start, end)

    def _speaks(self, start: int, at: int, parts: tuple[str, ...], *, titled: bool) -> bool:
        """Tell whether a name within a source is who speaks, not whom or what the speaker belongs to."""
        ahead = self.text[start:at].split()
        if not ahead or titled:
            return True
        before = fold(_LAST.sub("", ahead[-1]))
        article = before in self.lists.articles
        if before in self.lists.owners and not (article and len(ahead) == 1):
            return False
        if article:
            return len(parts) > 1 or not self.lists.capitals
        return before in self.lists.titles or len(parts) > 1 or not self.lists.inflects

    def _name(self, start: int, end: int) -> tuple[tuple[str, ...], str, str]:
        """Take the titles off a name: its folded parts, its own letters, the gender that a title told."""
        gender = ""
        for match in _LETTERS.finditer(self.text, start, end):
            word = fold(match.group())
            if word in self.lists.titles:
                gender = self.lists.titles[word]
            elif gender and match.group().islower():
                # *Sprecher der Polizei*: the title has no name of its own.
                break
            elif word not in self.lists.articles and word not in self.lists.pronouns:
                whole = self.text[match.start() : end]
                return tuple(fold(part) for part in whole.split()), whole, gender
        return (), "", gender

    def _title(self, words: list[str]) -> str:
        return next((self.lists.titles[word] for word in words if word in self.lists.titles), "")

    def _named(self, parts: tuple[str, ...], name: str, gender: str) -> _Person:
        if len(parts) == 1:
            fuller = self._fuller(parts[0])
            # Several of one family: the name alone does not tell whom it means.
            if len({full[0] for full in fuller}) == 1:
                person = self._named(fuller[0], self.forms[fuller[0]], gender)
                person.aliases.setdefault(name)
                return person
        for person in self.by_last.get(self._stem(parts[-1]), ())[:_MOST]:
            if len(person.parts) == len(parts) and all(map(self._same, person.parts, parts)):
                person.gender = person.gender or gender.strip("u")
                if name != person.name:
                    person.aliases.setdefault(name)
                return person
        body = not self.lists.bodies.isdisjoint(parts) or (len(parts) == 1 and name.isupper())
        person = self._new(parts, name, "organisation" if body else "person")
        person.gender = gender.strip("u")
        self.by_last.setdefault(self._stem(parts[-1]), []).append(person)
        return person

    def _fuller(self, last: str) -> list[tuple[str, ...]]:
        """Give the longer names that end so; those that begin a sentence only where there is no other."""
        for known in (self.full, self.initial):
            found = [full for full in known.get(self._stem(last), ())[:_MOST] if self._same(full[-1], last)]
            if found:
                return found
        return []

    def _inside(self, at: int) -> bool:
        """Tell whether a name stands within a sentence: its capital tells that it is one."""
        before = self.text[max(at - 3, 0) : at].rstrip(" \xa0")
        return before[-1:].isalpha() or before.endswith(",")

    def _described(self, start: int, end: int) -> _Person:
        """Let a description stand for itself, without its article."""
        first = _LETTERS.match(self.text, start, end)
        if first is not None and fold(first.group()) in self.lists.articles and first.end() < end:
            start = first.end()
            while start < end - 1 and self.text[start].isspace():
                start += 1
        name = self.text[start:end]
        key = ("", *map(fold, name.split()))
        for person in self.by_last.get(key[-1], ())[:_MOST]:
            if person.parts == key:
                return person
        words = {fold(match.group()) for match in _LETTERS.finditer(self.text, start, end)}
        person = self._new(key, name, "unnamed" if words.isdisjoint(self.lists.bodies) else "organisation")
        self.by_last.setdefault(key[-1], []).append(person)
        return person

    def _new(self, parts: tuple[str, ...], name: str, kind: SpeakerKind) -> _Person:
        self.register.append(_Person(parts, name, kind))
        return self.register[-1]

    def _stem(self, word: str) -> str:
        return word[:_STEM] if self.lists.inflects else word

    def _same(self, one: str, other: str) -> bool:
        """Tell whether two words are one name, perhaps in different cases (*Novotný*, *Novotného*)."""
        if one == other:
            return True
        if not self.lists.inflects:
            return False
        shared = 0
        for a, b in zip(one, other, strict=False):
            if a != b:
                break
            shared += 1
        rest = max(len(one), len(other)) - shared
        return shared >= _STEM and rest <= _ENDING and min(len(one), len(other)) - shared <= 1

    def _speaker(self, person: _Person) -> Speaker:
        mentions = tuple(Span(*place, self.text) for place in sorted(person.mentions))
        return Speaker(name=person.name, kind=person.kind, aliases=tuple(person.aliases), mentions=mentions)


def _fits(person: _Person, gender: str) -> bool:
    return person.kind == "person" and person.gender in ("", gender)
