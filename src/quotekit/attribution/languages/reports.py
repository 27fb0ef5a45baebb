"""What looks like a report and is none: *nach dem Spiel*, *laut Gesetz*, *so dass*, *на вопрос, когда*."""

from __future__ import annotations

import functools
from collections.abc import Sequence, Set

import attrs

from quotekit.attribution.languages.function_words import CueWords, FunctionWords
from quotekit.attribution.languages.standards import Standards
from quotekit.document import Quotation, Span
from quotekit.lexicon import Entries, first_phrases, first_words

_HEAD = 2
"""A source's noun is among so many first words, unless an adjective stands before it."""

_NEXT = 10
"""The word after a cue is looked for in so many characters."""


@attrs.frozen(kw_only=True)
class Reports:
    """Tell whether a cue reports, by a language's words.

    A preposition with `accounts` has other uses too, and reports only with one of these nouns (*nach
    Angaben*, not *nach dem Spiel*). A comment with one of `experience` is no report (*как показывает опыт*),
    nor is a clause behind a word of `so` a content (*so dass*). What a `called` verb stands behind is a name
    (*„Heimat“ heißt das Lied*), but for its use with an impersonal pronoun (*hieß es*), and nobody has one of
    the `titles` as a source (*lautet der Name*). What comes after words of `answered` is asked, and a cue of
    `reminders` is the writer's own (*напомним*).
    """

    words: FunctionWords
    cues: CueWords
    standards: Standards
    experience: Set[str]
    so: Set[str]
    titles: Set[str]
    answered: tuple[str, ...]
    reminders: Set[str]

    @classmethod
    def of(cls, entries: Entries) -> Reports:
        """Read a language's words."""
        words = functools.partial(first_words, entries)
        return cls(
            words=FunctionWords.of(entries),
            cues=CueWords.of(entries),
            standards=Standards.of(entries),
            experience=words("experience"),
            so=words("so"),
            titles=words("naming"),
            answered=first_phrases(entries, "answered"),
            reminders=words("reminder"),
        )

    def is_report(self, quotation: Quotation) -> bool:
        """Tell whether the cue of a quotation reports."""
        cue, content = quotation.cue[0], quotation.content[0]
        first, *others = cue.text.lower().split() or [""]
        source = "".join(part.text for part in quotation.source).split()
        return not (
            (first in self.cues.according and self.standards.include(first, source))
            or (first in self.cues.accounts and not self._has_account(first, (*others, *source)))
            or (first in self.cues.comments and _has(source, self.experience))
            or (first in self.reminders and not source)
            or _has(source[:_HEAD], self.titles)
            or cue.text.lower().startswith(self.answered)
            or self._is_result(content)
            or self._is_name(cue, content)
        )

    def _has_account(self, first: str, words: Sequence[str]) -> bool:
        """Tell whether one of the words, or the end of a compound, is what its preposition reports with."""
        nouns = self.cues.accounts[first]
        return any(word.lower().strip('„“”",').endswith(nouns) for word in words)

    def _is_result(self, content: Span) -> bool:
        """Tell whether a clause tells what follows: *so dass die Züge standen*."""
        if not self.so or not _has(content.text.split(maxsplit=1)[:1], self.words.opening):
            return False
        before = content.whole[: content.start].rstrip(" ,").rpartition(" ")[2]
        return before.lower() in self.so

    def _is_name(self, cue: Span, content: Span) -> bool:
        """Tell whether a content before a cue is what something is called: *„Heimat“ heißt das Lied*."""
        words = [word.lower().strip(",") for word in cue.text.split()]
        behind = cue.whole[cue.end : cue.end + _NEXT].split()[:1]
        return (
            not self.cues.called.isdisjoint(words)
            and content.end <= cue.start
            and self.words.pronouns.impersonal.isdisjoint((*words, *behind))
        )


def _has(words: Sequence[str], some: Set[str]) -> bool:
    return not some.isdisjoint(word.lower() for word in words)
