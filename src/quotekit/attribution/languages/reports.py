"""What looks like a report and is none: *nach dem Spiel*, *laut Gesetz*, *so dass*, *на вопрос, когда*."""

from __future__ import annotations

from collections.abc import Mapping, Set

import attrs

from quotekit.document import Quotation, Span
from quotekit.lexicon import Entries, first_words

_ENDINGS = "aeiouyàéèíóúáýěůаеёиоуыэюяьй"
"""Letters in which nouns end, and which go or change with their case."""

_STEM, _CASE = 4, 2
"""The least letters of a noun without its ending, and the most of the ending of a case."""

_SHORT = 3
"""A source of more words than these says whose plan or law it is: somebody who may well say something."""

_HEAD = 2
"""A source's noun is among so many first words, unless an adjective stands before it."""


@attrs.frozen(kw_only=True)
class Reports:
    """Tell whether a cue reports, by a language's words.

    What is `according` to one of the `standards` is as it should be (*laut Gesetz*), with a word of `unsure`
    even if others stand around it (*selon le calendrier prévu*). A preposition of `accounts` has other uses
    too, and reports only with one of its nouns (*nach Angaben*, not *nach dem Spiel*). One of `comments` with
    `experience` is no report (*как показывает опыт*), nor is a clause behind a word of `so` a content (*so
    dass*). What one of `called` stands behind is a name (*„Heimat“ heißt das Lied*), but for its use with one
    of `impersonal` (*hieß es*), and nobody has one of the `titles` as a source (*lautet der Name*). Whatever
    the `answered` open is asked, and a cue of `reminders` is the writer's own (*напомним*).
    """

    according: Set[str]
    unsure: Set[str]
    standards: Set[str]
    articles: Set[str]
    compounds: bool
    accounts: Mapping[str, tuple[str, ...]]
    comments: Set[str]
    experience: Set[str]
    opening: Set[str]
    so: Set[str]
    called: Set[str]
    impersonal: Set[str]
    titles: Set[str]
    answered: tuple[str, ...]
    reminders: Set[str]

    @classmethod
    def of(cls, entries: Entries, *, according: Set[str]) -> Reports:
        """Read a language's words."""
        accounts: dict[str, tuple[str, ...]] = {}
        if more := first_words(entries, "account"):
            for first, *others in entries.get("phrase", ()):
                accounts[first] = (*accounts.get(first, more), *others[-1:])
        return cls(
            according=according,
            unsure=first_words(entries, "unsure"),
            standards=first_words(entries, "standard"),
            articles=first_words(entries, "article", "indefinite"),
            compounds="capitals" in entries,
            accounts=accounts,
            comments=first_words(entries, "comment"),
            experience=first_words(entries, "experience"),
            opening=first_words(entries, "that"),
            so=first_words(entries, "so"),
            called=first_words(entries, "called"),
            impersonal=first_words(entries, "impersonal"),
            titles=first_words(entries, "naming"),
            answered=tuple(row[0].replace("_", " ") for row in entries.get("answered", ())),
            reminders=first_words(entries, "reminder"),
        )

    def holds(self, quotation: Quotation) -> bool:
        """Tell whether the cue of a quotation reports."""
        cue, content = quotation.cue[0], quotation.content[0]
        first, *others = cue.text.lower().split() or [""]
        named = "".join(part.text for part in quotation.source).split()
        if first in self.according and self._is_standard(first, named):
            return False
        nouns = self.accounts.get(first)
        if nouns and not any(word.lower().strip('„“”",').endswith(nouns) for word in (*others, *named)):
            return False
        if first in self.comments and not self.experience.isdisjoint(word.lower() for word in named):
            return False
        if first in self.reminders and not named:
            return False
        if not self.titles.isdisjoint(word.lower() for word in named[:_HEAD]):
            return False
        return not (
            cue.text.lower().startswith(self.answered)
            or self._is_result(content)
            or self._is_name(cue, content)
        )

    def _is_standard(self, first: str, named: list[str]) -> bool:
        """Tell whether a source is a standard such as *Gesetz*, or a case of one (*закону*)."""
        if first in self.unsure and len(named) <= _SHORT:
            return any(map(self._is_one, named)) or (
                self.compounds and named[-1:] != [] and named[-1].lower().endswith(self._long)
            )
        # *laut dem Vertrag* may well report.
        led = not self.compounds and 0 < len(named) <= _SHORT and named[0].lower() in self.articles
        return any(map(self._is_one, named[led : led + 1]))

    @property
    def _long(self) -> tuple[str, ...]:
        return tuple(standard for standard in self.standards if len(standard) >= _STEM)

    def _is_one(self, word: str) -> bool:
        if word.lower() in self.standards:
            return True
        stems = (standard.rstrip(_ENDINGS) for standard in self._long)
        cases = tuple(stem for stem in stems if len(stem) >= _STEM and len(word) <= len(stem) + _CASE)
        return word.islower() and word.startswith(cases)

    def _is_result(self, content: Span) -> bool:
        """Tell whether a clause tells what follows: *so dass die Züge standen*."""
        if not self.so or self.opening.isdisjoint(content.text.lower().split(maxsplit=1)[:1]):
            return False
        before = content.whole[: content.start].rstrip(" ,").rpartition(" ")[2]
        return before.lower() in self.so

    def _is_name(self, cue: Span, content: Span) -> bool:
        words = [word.lower().strip(",") for word in cue.text.split()]
        behind = cue.whole[cue.end : cue.end + 10].split()[:1]
        return (
            not self.called.isdisjoint(words)
            and content.end <= cue.start
            and self.impersonal.isdisjoint((*words, *behind))
        )
