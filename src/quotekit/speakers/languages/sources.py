"""Who the sources of one text are: names, titles, pronouns and verbs without a subject, in their order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

import attrs
import regex

from quotekit.document import Quotation, QuotedSpan, Resolution, Span, Speaker, SpeakerKind, Tokenized
from quotekit.speakers.languages.antecedents import antecedent
from quotekit.speakers.languages.cases import alike, same, stem
from quotekit.speakers.languages.cases import gender as gender_of
from quotekit.speakers.languages.chains import Chains, bare
from quotekit.speakers.languages.lists import Lists
from quotekit.speakers.languages.names import MOST, Names
from quotekit.speakers.languages.phrases import Phrases
from quotekit.speakers.languages.recent import REACH, Person, Recent
from quotekit.speakers.languages.roles import Roles
from quotekit.speakers.languages.runs import LETTERS, Name
from quotekit.speakers.names.evidence import Evidence

# The most words of a relative pronoun, and of one that another word stresses (*on sám*).
_RELATIVE = _STRESSED = 2

# What tells who speaks: a name or a description itself, a run of words of which a part may be the name, a
# title that somebody had, a pronoun, a verb without a subject; and a pronoun for which there is nobody.
_SURENESS = {"name": 0.95, "guess": 0.75, "title": 0.85, "pronoun": 0.7, "verb": 0.65, "nobody": 0.2}
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
        self.phrases = Phrases(self.text, self.names, words, self.roles.title)
        self.recent = Recent(tokenized, quoted, self.names)
        # Where a title stands that no name in the text has.
        self.untold: set[int] = set()

    def resolution(self, quotations: tuple[Quotation, ...]) -> Resolution:
        order = sorted(
            (q.source[0].start, q.source[-1].end, number) for number, q in enumerate(quotations) if q.source
        )
        for start, end, _ in order:
            start = self.phrases.whose_words(start, end)
            name = self.phrases.name(start, end)
            if name is not None:
                self.names.correct(name)
                for title in filter(None, map(self.roles.title, self._words(start, name.start))):
                    self.roles.note(title, name)
        alone = ((q.cue[0].start, q.cue[-1].end, n) for n, q in enumerate(quotations) if _lacks_source(q))
        persons: dict[int, Person] = {}
        heard: dict[int, int] = {}
        # One mention may be the source of several quotations, and is one person.
        meant: dict[tuple[int, int], Person | None] = {}
        for start, end, number in sorted((*order, *alone)):
            if quotations[number].source:
                if (start, end) not in meant:
                    meant[start, end] = self._person(start, end)
                person = meant[start, end]
                if person is not None:
                    person.mentions.add((start, end))
            else:
                person = self._of_verb(start, end)
            if person is not None:
                persons[number] = person
                heard.setdefault(id(person), start)
                self.recent.spoke(person, start)
        # By first mention, which may stand behind what they said with a verb alone.
        speaking = [person for person in self.register if id(person) in heard]
        speaking.sort(key=lambda person: min(person.mentions, default=(heard[id(person)],))[0])
        speakers = {id(person): self._speaker(person) for person in speaking}
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
        start = self.phrases.whose_words(start, end)
        words = self._words(start, end)
        relative = self._relative(words)
        if relative is not None:
            person = None if relative == "x" else self._before(start, end)
            against = person is not None and {person.gender, relative} == {"m", "f"}
            return None if against or person is None else self._told(person, relative)
        gender = self._pronoun(words)
        if gender is not None:
            person = self._of_chain(start, end) or self._last(gender, start)
            if person is None:
                return self._new((), self.text[start:end], "unnamed")
            return self._told(person, gender)
        name = self.phrases.name(start, end)
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
        if self._pronoun(words) is not None or self._relative(words) is not None or start in self.untold:
            return _SURENESS["pronoun"]
        name = self.phrases.name(self.phrases.whose_words(start, end), end)
        if name is not None and not (name.sure or self.names.fuller(name)):
            return _SURENESS["guess"]
        return _SURENESS["title" if name is None and person.parts[0] else "name"]

    def _words(self, start: int, end: int) -> list[str]:
        return [self.lists.key(match.group()) for match in LETTERS.finditer(self.text, start, end)]

    def _pronoun(self, words: list[str]) -> str | None:
        """Return the gender of a pronoun, alone or with a word that stresses it (*on sám*); else None."""
        alone = len(words) == 1 or (len(words) == _STRESSED and words[1] in self.lists.selves)
        return self.lists.pronouns.get(words[0]) if alone else None

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
                return self._told(self._named(name, name.start, name.end), gender)
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

    def _of_chain(self, start: int, end: int) -> Person | None:
        """Name the chain that a phrase stands in: its fullest name, or else its first description."""
        number = self.chains.chain(start, end)
        if number < 0:
            return None
        if number not in self.chained:
            self.chained[number] = self._chained(self.chains.members[number])
        return self.chained[number]

    def _chained(self, members: list[tuple[int, int]]) -> Person | None:
        names = [(self.phrases.name(*place), place) for place in members]
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
        begun, body = start, self.lists.has_body(self.lists.head(words))
        if body:
            end = self.phrases.head(start, end)
        # *selon Le Courrier du Rhin*
        own = self.text[start : start + 1].isupper() and self.names.runs.inside(start)
        if not own or self.lists.capitals:
            start = bare(self.text, start, end, self.lists)
        name = self.text[start:end]
        key = ("", *map(self.lists.key, name.split()))
        if " " not in name:
            titled = self._titled(words, begun)
        else:
            whose = self.roles.phrased(key[1:], begun)
            titled = self._named(whose, whose.start, whose.end) if whose else None
        if titled is not None:
            return titled
        if _AGE.fullmatch(name) and (aged := self._last(self.lists.articles.get(words[0], ""), begun)):
            self.untold.add(begun)
            return aged
        for person in self.by_last.get(key[-1], ())[:MOST]:
            if person.parts == key:
                return person
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
            return self._named(name, name.start, name.end)
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
