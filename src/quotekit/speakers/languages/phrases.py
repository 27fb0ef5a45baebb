"""Which name in a noun phrase is the speaker's: *the director of Agrocampo, Ann Lee*."""

from __future__ import annotations

from collections.abc import Callable
from itertools import zip_longest

import attrs
import regex

from quotekit.speakers.languages.belonging import Belonging
from quotekit.speakers.languages.bodies import Bodies
from quotekit.speakers.languages.cases import FULL, given, is_oblique
from quotekit.speakers.languages.lists import Lists
from quotekit.speakers.languages.names import Names
from quotekit.speakers.languages.persons import beginning
from quotekit.speakers.languages.runs import ELIDED, LETTERS, Name
from quotekit.speakers.languages.segments import ELISION, segments, unmarked, words

# A preposition and an article in one: *agli*, *aux*.
_ARTICLE = 4
# The most names in one phrase among which the speaker's is looked for.
_MOST = 20
_WORDS = regex.compile(r"\S+")


class Phrases:
    """Read the noun phrases of one text."""

    def __init__(self, text: str, names: Names, words: Lists, title: Callable[[str], str | None]) -> None:
        self.text, self.names, self.lists = text, names, words
        self._title = title
        self._bodies = Bodies(text, names, words, title)
        self._belonging = Belonging(text, names, words, title)

    def name(self, start: int, end: int) -> Name | None:
        """Return the name in a phrase that is who speaks; a person's, where it is known, before others."""
        belonging = self._belonging
        near = self.names.within(start, end)[:_MOST]
        found = [name for name in near if not belonging.is_where(name, start, end)]
        for name in found:
            if name.kind == "person" and belonging.speaks(start, name):
                return name
        first, *others = segments(self.text, start, end)
        if called := self._bodies.called(*first):
            return called
        person = self._person(*first)
        if (person is None or not person.sure) and self._is_description(*first):
            later = (self._person(*other) for other in others)
            person = next(filter(None, later), person)
        if person is not None:
            return person
        return None if self._bodies.is_whole(*first) else self._other(found, start)

    def head(self, start: int, end: int) -> int:
        """Return where the name of a body ends that a phrase begins with: before a comma."""
        return next(segments(self.text, start, end))[1]

    def whose_words(self, start: int, end: int) -> int:
        """Return where the phrase begins that tells whose words a source's are, or else the source.

        *Angaben der Polizei*, *slov Jana Lipy*.
        """
        found = list(LETTERS.finditer(self.text, start, end))
        keys = [self.lists.key(match.group()) for match in found]
        if len(keys) == 1 or self.lists.statements.isdisjoint(keys[:1]):
            return start
        owner = keys[1] in self.lists.owners and keys[1] not in self.lists.articles
        return found[2 if owner and len(keys) > 2 else 1].start()

    def _person(self, start: int, end: int) -> Name | None:
        """Return the full name in a part of a phrase that is not only whom or what the speaker belongs to."""
        outside = unmarked(self.text, start, end)
        found = self.names.within(start, end)[:_MOST]
        for name, following in zip_longest(found, found[1:]):
            if len(name.parts) < FULL or name.kind not in (None, "person"):
                continue
            # *Trener Pogoni Horynów Goran Vukić*
            beside = following is not None and following.start == name.end + 1
            if beside and name.parts[0] not in self.lists.given:
                continue
            if outside[name.start - start].isspace():
                continue
            ahead = self._keys(start, name.start)
            body = self.lists.has_body(ELISION.sub("", part) for part in name.parts)
            if not given(name.parts[0], self.lists) and (body or self._goes_on(name, end)):
                own = self._behind(name, office=any(map(self._title, ahead)))
                if own is not None and not self.lists.has_body(own.parts):
                    return own
                continue
            last = len(self.text[start : name.start].rstrip()) - 1
            if last >= 0 and outside[last].isspace():
                # *директор музея «Старина» Анна Мох*
                ahead = ahead[:1]
            own = self._own(name, ahead)
            if own is not None and not self._is_noun(own, ahead):
                return own
        return None

    def _goes_on(self, name: Name, end: int) -> bool:
        """Tell whether a common noun follows what is no name then: *Администрация Волжского района*."""
        following = self.text[name.end : end].split(maxsplit=1)[:1]
        return self.lists.inflects and any(
            word.islower() and word.isalpha() and self.lists.key(word) not in self.lists.adpositions
            for word in following
        )

    def _own(self, name: Name, ahead: list[str]) -> Name | None:
        """Return the speaker's own name in a run of capitalised words, or None where it is another's."""
        if is_oblique(name.parts, self.lists):
            return None
        if not ahead:
            return name
        if self._belonging.joined(name):
            return None
        at = len(ahead) - 1
        while at > 0 and ahead[at] in self.lists.articles and ahead[at] not in self.lists.owners:
            at -= 1
        if ahead[at] in self.lists.adpositions:
            if at == 0:
                return None if ahead[0] in self.lists.adpositions - self.lists.articles.keys() else name
            office = any(self._title(word) for word in ahead[:at])
            return self._behind(name, office=office)
        title = self._title(ahead[-1])
        if title and self._belonging.is_case(name, ahead):
            return None
        bodies = not title and self._bodies.is_noun(ahead[-1])
        if len(name.parts) > FULL and any(map(self._title, ahead)):
            own = self._behind(name, office=True)
            # *viceministro agli Esteri*
            portfolio = not title and (self.lists.inflects or len(ahead[-1]) <= _ARTICLE)
            if own is not None and (own.sure or bodies or portfolio):
                return own
        if self._belonging.is_anothers(ahead):
            return None
        listed = title or given(name.parts[0], self.lists)
        # *the chairman of the club Green Heart*
        if not listed and bodies:
            return None
        of = not listed and not self.lists.owners.isdisjoint(ahead)
        return attrs.evolve(name, sure=False) if of else name

    def _behind(self, name: Name, *, office: bool) -> Name | None:
        """Return the person behind what an office is of: *president of Agrocampo Ann Lee*."""
        if not office:
            return None
        found = beginning(name.parts, self.lists, office=True)
        if not found.at:
            return None
        text = self.text[name.start : name.end]
        found_words = list(_WORDS.finditer(text))
        at = found_words[found.at].start()
        return attrs.evolve(
            name, parts=name.parts[found.at :], text=text[at:], start=name.start + at, sure=found.sure
        )

    def _is_noun(self, name: Name, ahead: list[str]) -> bool:
        """Tell whether what looks like a full name are German nouns: *der Harzer Bote*."""
        if not self.lists.capitals or given(name.parts[0], self.lists) or name.gender:
            return False
        return bool(ahead) and ahead[-1] in self.lists.articles

    def _is_description(self, start: int, end: int) -> bool:
        """Tell whether a part of a phrase says who somebody is whose name then follows."""
        found = words(self.text, start, end)
        keys = list(map(self.lists.key, found))
        if not keys:
            return False
        first = keys[0]
        if found[0][0].islower() or first in self.lists.articles or first in self.lists.obliques:
            return True
        pronoun = any(key in self.lists.obliques or key in self.lists.pronouns for key in keys[1:])
        elided = ELIDED.match(found[0])
        article = elided is not None and self.lists.key(elided[1]) in self.lists.articles
        return pronoun or article or self._title(first) is not None or (len(found) > 1 and found[1].islower())

    def _other(self, found: list[Name], start: int) -> Name | None:
        """Return the name that speaks where it is not a full one, or not plainly a person's."""
        if found and not self.lists.without.isdisjoint(self._keys(start, found[0].start)[-1:]):
            return None
        if headed := self._belonging.headed(found, start):
            return headed
        if found and self._belonging.speaks(start, found[0]):
            return self._weighed(found[0])
        # *the minister of Finance, Ann Lee*
        beside = (name for name in found[1:] if self.text[start : name.start].rstrip().endswith(","))
        return next((name for name in beside if len(name.parts) > 1), None)

    def _weighed(self, name: Name) -> Name:
        """Return a name of one word behind an office as less sure if it may be a case: *starosta Zlína*."""
        one = self.lists.inflects and name.gender and len(name.parts) == 1 and name.kind is None
        unsure = one and self.lists.is_genitive(name.parts[0]) and self.names.fuller(name) is None
        return attrs.evolve(name, sure=False) if unsure else name

    def _keys(self, start: int, end: int) -> list[str]:
        return [self.lists.key(ELISION.sub("", word)) for word in words(self.text, start, end)]
