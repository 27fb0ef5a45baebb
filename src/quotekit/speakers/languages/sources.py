"""Who the sources of one text are: names, titles, pronouns and verbs without a subject, in their order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

import attrs
import regex

from quotekit.document import Quotation, QuotedSpan, Resolution, Span, Speaker, SpeakerKind, Tokenized
from quotekit.speakers.languages.antecedents import antecedent
from quotekit.speakers.languages.cases import alike, is_adjective, is_apposed, is_nominative, same, stem
from quotekit.speakers.languages.cases import gender as gender_of
from quotekit.speakers.languages.chains import Chains, bare
from quotekit.speakers.languages.lists import Lists
from quotekit.speakers.languages.names import LETTERS, MOST, Name, Names
from quotekit.speakers.languages.recent import REACH, Person, Recent
from quotekit.speakers.languages.roles import Roles
from quotekit.speakers.names.evidence import Evidence

_LAST = regex.compile(r"^.*(?<=[’'])(?=\p{L})")
# The most words of a relative pronoun.
_RELATIVE = 2
# Words of so many letters and fewer are no nouns: *и*, *или*, *pro*.
_SHORT = 3

# What tells who speaks: a name or a description itself, a title that somebody had, a pronoun, a verb without
# a subject; and a pronoun for which there is nobody.
_SURENESS = {"name": 0.95, "title": 0.85, "pronoun": 0.7, "verb": 0.65, "nobody": 0.2}
# *Der 51-Jährige*: somebody of whom the text has just told.
_AGE = regex.compile(r"\d{1,3}[\-–][Jj]ährigen?")
# *Se dice*, *si legge*: nobody in particular.
_IMPERSONAL = frozenset({"se", "si"})


def _lacks_source(quotation: Quotation) -> bool:
    return bool(quotation.cue) and not quotation.source


class Sources:
    """Read the sources of one text in their order, and find who each of them is."""

    def __init__(
        self, tokenized: Tokenized, quoted: tuple[QuotedSpan, ...], words: Lists, evidence: Evidence | None
    ) -> None:
        self.text = tokenized.text
        self.lists = words
        self.paragraphs = [span.start for span in tokenized.paragraphs]
        self.names = Names(self.text, words, () if evidence is None else evidence.entities(tokenized))
        self.chains = Chains(self.text, words, () if evidence is None else evidence.chains(tokenized))
        self.chained: dict[int, Person | None] = {}
        self.register: list[Person] = []
        self.by_last: dict[str, list[Person]] = {}
        self.roles = Roles(self.names, words)
        self.recent = Recent(tokenized, quoted, self.names)
        # Where a title stands that no name in the text has.
        self.untold: set[int] = set()

    def resolution(self, quotations: tuple[Quotation, ...]) -> Resolution:
        order = sorted(
            (q.source[0].start, q.source[-1].end, number) for number, q in enumerate(quotations) if q.source
        )
        for start, end, _ in order:
            start = self._whose_words(start, end)
            name = self._speaking(start, end)
            if name is not None:
                self.names.note(name)
                for title in filter(None, map(self.roles.title, self._words(start, name.start))):
                    self.roles.note(title, name)
        alone = ((q.cue[0].start, q.cue[-1].end, n) for n, q in enumerate(quotations) if _lacks_source(q))
        persons: dict[int, Person] = {}
        for start, end, number in sorted((*order, *alone)):
            if quotations[number].source:
                person = self._person(start, end)
                if person is not None:
                    person.mentions.add((start, end))
            else:
                person = self._of_verb(start, end)
            if person is not None:
                persons[number] = person
                self.recent.spoke(person, start)
        speaking = set(map(id, persons.values()))
        speakers = {id(p): self._speaker(p) for p in self.register if id(p) in speaking}
        resolved = tuple(
            attrs.evolve(
                q, speaker=speakers[id(persons[n])], speaker_confidence=self._sureness(q, persons[n])
            )
            if n in persons
            else q
            for n, q in enumerate(quotations)
        )
        return Resolution(quotations=resolved, speakers=tuple(speakers.values()))

    def _person(self, start: int, end: int) -> Person | None:
        start = self._whose_words(start, end)
        words = self._words(start, end)
        relative = self._relative(words)
        if relative is not None:
            person = None if relative == "x" else self._before(start, end)
            against = person is not None and {person.gender, relative} == {"m", "f"}
            return None if against or person is None else self._told(person, relative)
        gender = self.lists.pronouns.get(words[0]) if len(words) == 1 else None
        if gender is not None:
            person = self._of_chain(start, end) or self._last(gender, start)
            if person is None:
                return self._new((), self.text[start:end], "unnamed")
            return self._told(person, gender)
        name = self._speaking(start, end)
        if name is not None and (len(name.parts) > 1 or self.names.fuller(name) is not None):
            return self._named(name, start, end)
        person = self._of_chain(start, end)
        if name is None or self.names.is_common(name):
            return person or self._described(start, end)
        if person is not None and len(person.parts) > 1 and same(person.parts[-1], name.parts[0], self.lists):
            return self._told(person, name.gender)
        return self._named(name, start, end)

    def _sureness(self, quotation: Quotation, person: Person) -> float:
        """Return how sure it is who speaks, by what tells it; the shares are estimated, not counted."""
        if not quotation.source:
            return _SURENESS["verb"]
        if not person.parts:
            return _SURENESS["nobody"]
        start, end = quotation.source[0].start, quotation.source[-1].end
        words = self._words(start, end)
        alone = len(words) == 1 and words[0] in self.lists.pronouns
        if alone or self._relative(words) is not None or start in self.untold:
            return _SURENESS["pronoun"]
        described = self._speaking(self._whose_words(start, end), end) is None and person.parts[0]
        return _SURENESS["title" if described else "name"]

    def _words(self, start: int, end: int) -> list[str]:
        return [self.lists.key(match.group()) for match in LETTERS.finditer(self.text, start, end)]

    def _told(self, person: Person, gender: str) -> Person:
        person.told(gender)
        return person

    def _relative(self, words: list[str]) -> str | None:
        """Return the gender of a relative pronoun, or None for what is none."""
        return self.lists.relatives.get(" ".join(words)) if 0 < len(words) <= _RELATIVE else None

    def _before(self, start: int, end: int) -> Person | None:
        """Return whom a relative pronoun takes up: nobody, where it is not plainly the noun before it."""
        person = self._of_chain(start, end)
        if person is not None:
            return person
        paragraph = max(bisect_right(self.paragraphs, start) - 1, 0)
        opening = self.paragraphs[paragraph] if self.paragraphs else 0
        place = antecedent(self.text, start, self.names, self.lists, paragraph=min(opening, start))
        if place is None:
            return None
        words = self._words(*place)
        if self._relative(words) is not None:
            return None
        if len(words) == 1 and words[0] in self.lists.pronouns:
            gender = self.lists.pronouns[words[0]]
            return self._of_chain(*place) or self._last(gender, place[0])
        return self._person(*place)

    def _last(self, gender: str, at: int) -> Person | None:
        """Return the last speaker that a pronoun may mean, or whom the text has named; or else a body."""
        if gender not in ("m", "f", "u"):
            return None
        for back in REACH:
            for person in self.recent.speakers(at, back):
                human = person.kind in ("person", "unnamed") and person.gender == gender
                if gender == "u" or human or (person.kind == "person" and not person.gender):
                    return person
            for name in self.recent.named(at, back, gender):
                return self._told(self._named(name, name.start, name.start + len(name.text)), gender)
        bodies = (body for back in REACH for body in self.recent.speakers(at, back))
        return next((body for body in bodies if body.gender == gender), None)

    def _of_verb(self, start: int, end: int) -> Person | None:
        """Return who is meant by a verb that has no subject: one who speaks, and has spoken before."""
        words = self._words(start, end)
        if not (self.lists.drops and words) or not self.lists.adpositions.isdisjoint(words):
            return None
        several = any(word.endswith(self.lists.plurals) for word in words)
        told = (self.lists.pasts[end] for word in words for end in self._endings(word))
        gender = "" if several or words[0] in _IMPERSONAL else next(told, "u")
        return self._last(gender, start)

    def _endings(self, word: str) -> Iterator[str]:
        """Return the endings of the past that a word has, the longest first."""
        return (word[at:] for at in range(1, len(word)) if word[at:] in self.lists.pasts)

    def _whose_words(self, start: int, end: int) -> int:
        """Return where the phrase begins that tells whose words a source's are, or else the source.

        *Angaben der Polizei*, *slov Jana Lipy*.
        """
        found = list(LETTERS.finditer(self.text, start, end))
        words = [self.lists.key(match.group()) for match in found]
        if len(words) == 1 or self.lists.statements.isdisjoint(words[:1]):
            return start
        owner = words[1] in self.lists.owners and words[1] not in self.lists.articles
        return found[2 if owner and len(words) > 2 else 1].start()

    def _of_chain(self, start: int, end: int) -> Person | None:
        """Name the chain that a phrase stands in: its fullest name, or else its first description."""
        number = self.chains.chain(start, end)
        if number < 0:
            return None
        if number not in self.chained:
            self.chained[number] = self._chained(self.chains.members[number])
        return self.chained[number]

    def _chained(self, members: list[tuple[int, int]]) -> Person | None:
        names = [(self._speaking(*place), place) for place in members]
        named = [(name, place) for name, place in names if name is not None]
        if named:
            name, place = max(named, key=lambda pair: len(pair[0].parts))
            return self._named(name, *place)
        for place in members:
            words = self._words(*place)
            small = len(words) == 1 and words[0] in self.lists.pronouns
            if words and not small and self._relative(words) is None:
                return self._described(*place)
        return None

    def _speaking(self, start: int, end: int) -> Name | None:
        """Return name within a phrase that is who speaks; a person's, where it is known, before others."""
        found = [name for name in self.names.within(start, end) if not self._is_where(name, start, end)]
        for name in found:
            if name.kind == "person" and self._speaks(start, name):
                return name
        if headed := self._headed(found, start):
            return headed
        if found and self._speaks(start, found[0]):
            return found[0]
        # *the minister of Finance, Ann Lee*
        beside = (name for name in found[1:] if self.text[start : name.start].rstrip().endswith(","))
        return next((name for name in beside if len(name.parts) > 1), None)

    def _headed(self, found: list[Name], start: int) -> Name | None:
        """Return the person's name behind an office, in a language where an office's own words are cased.

        *Главный врач Анна Орлова*, *šéf klubu z Olešné Jakub Lipa*; but *Адвокат Анны Орловой*, whose name is
        in another case.
        """
        for name in found if self.lists.inflects else ():
            ahead = self.text[start : name.start]
            *_, before = ahead.split() or [""]
            # *Рак и Анна Мох*, *soud v Hradci*
            joined = before.islower() and len(before) <= _SHORT
            if before and not joined and "," not in ahead and is_nominative(name.parts, self.lists):
                return name
        return None

    def _is_where(self, name: Name, start: int, end: int) -> bool:
        """Tell whether a name is an adjective before its noun: *Омской области*, *Ústavní soud*."""
        after = self.text[name.start + len(name.text) : end].split(maxsplit=1)
        noun = bool(after) and after[0][0].islower()
        if not noun or not self.lists.inflects or len(name.parts) != 1:
            return False
        begins = name.start == start and len(after[0]) > _SHORT and name.parts[0] not in self.lists.given
        body = self.lists.has_body(name.parts)
        return is_adjective(name.parts[0]) or begins or body or bool(name.gender)

    def _speaks(self, start: int, name: Name) -> bool:
        """Tell whether a name within a phrase is who speaks, not whom or what the speaker belongs to."""
        ahead = self.text[start : name.start].split()
        if not ahead:
            return True
        before = self.lists.key(_LAST.sub("", ahead[-1]))
        titled = before in self.lists.titles
        if name.kind in ("place", "organisation") and (titled or name.gender):
            return False
        if titled or name.gender:
            return True
        article = before in self.lists.articles
        owner = before if not article or before in self.lists.owners else self.lists.key(ahead[-2:][0])
        if owner in self.lists.owners and not (article and len(ahead) == 1):
            return False
        if is_apposed(before, self.lists) and (len(ahead) == 1 or before in self.lists.apposed):
            return True
        if article or before in self.lists.obliques:
            # *die Polizei*, *die Tochter von Ida Moll*: German nouns look like names.
            several = len(name.parts) > 1 and self.lists.owners.isdisjoint(name.parts)
            return several or name.kind is not None or name.text.isupper() or not self.lists.capitals
        return len(name.parts) > 1 or not self.lists.inflects

    def _named(self, name: Name, start: int, end: int) -> Person:
        """Return the person of a name that speaks in a phrase."""
        whole = self.names.fuller(name) or name
        person = self._known(whole)
        if person is None:
            plain = self.names.plainest(whole)
            person = self._new(plain.parts, plain.text, self.names.kind(whole))
            self.by_last.setdefault(stem(plain.parts[-1], self.lists), []).append(person)
        role = self.lists.role(self._words(start, name.start))
        for gender in (name.gender, role, self._title(start, end), gender_of(person.parts, self.lists)):
            person.told(gender)
        if name.text != person.name:
            person.aliases.setdefault(name.text)
        return person

    def _known(self, name: Name) -> Person | None:
        for person in self.by_last.get(stem(name.parts[-1], self.lists), ())[:MOST]:
            if alike(person.parts, name.parts, self.lists):
                return person
        return None

    def _title(self, start: int, end: int) -> str:
        words = self._words(start, end)
        return next((self.lists.titles[word] for word in words if word in self.lists.titles), "")

    def _described(self, start: int, end: int) -> Person:
        """Let a description stand for itself, without its article."""
        words = self._words(start, end)
        begun, start = start, bare(self.text, start, end, self.lists)
        name = self.text[start:end]
        key = ("", *map(self.lists.key, name.split()))
        if " " not in name:
            titled = self._titled(words, begun)
        else:
            whose = self.roles.phrased(key[1:], begun)
            titled = self._named(whose, whose.start, whose.start + len(whose.text)) if whose else None
        if titled is not None:
            return titled
        if _AGE.fullmatch(name) and (aged := self._last(self.lists.articles.get(words[0], ""), begun)):
            self.untold.add(begun)
            return aged
        for person in self.by_last.get(key[-1], ())[:MOST]:
            if person.parts == key:
                return person
        body = self.lists.has_body(self.lists.head(words))
        person = self._new(key, name, "organisation" if body else "unnamed")
        person.told(self.lists.role(words))
        self.by_last.setdefault(key[-1], []).append(person)
        return person

    def _titled(self, words: list[str], at: int) -> Person | None:
        """Return whom a title means that stands alone: no other, and with the article of something known."""
        if not words or words[0] in self.lists.indefinite:
            return None
        if not self.lists.inflects and len(words) == 1 and "'" not in words[0]:
            return None
        word = words[-1].rpartition("'")[2]
        title = self.roles.title(word)
        name = self.roles.whose(title, at) if title else self.roles.described(word, at)
        if name is not None:
            return self._named(name, name.start, name.start + len(name.text))
        return self._just_spoke(self.lists.titles[title], at) if title else None

    def _just_spoke(self, gender: str, at: int) -> Person | None:
        """Return a paragraph's last speaker, if of this gender: *Ida Moll said … The minister added …*."""
        person = next(self.recent.speakers(at, 0), None)
        if person is None or len(person.parts) == 1 or gender not in ("m", "f") or person.gender != gender:
            return None
        self.untold.add(at)
        return person

    def _new(self, parts: tuple[str, ...], name: str, kind: SpeakerKind) -> Person:
        self.register.append(Person(parts, name, kind))
        return self.register[-1]

    def _speaker(self, person: Person) -> Speaker:
        mentions = tuple(Span(*place, self.text) for place in sorted(person.mentions))
        return Speaker(name=person.name, kind=person.kind, aliases=tuple(person.aliases), mentions=mentions)
