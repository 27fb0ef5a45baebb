"""Scenes: the parts of constructions, such as sources, cues and words in marks, with their offsets."""

from __future__ import annotations

from collections.abc import Sequence
from string import Formatter

import attrs

from quotekit.document import QuotationType
from quotekit.strategies.cast import Cast
from quotekit.strategies.draft import Draft, Said
from quotekit.strategies.records import Sayer
from quotekit.strategies.vocabulary import cues, words


@attrs.frozen(kw_only=True)
class Statement:
    """Hold the draws for one attribution; numbers choose among what fits."""

    construction: str
    sentences: tuple[str, ...]
    who: int = 0
    variant: int = 0
    mention: int = 0
    cue: int = 0
    occasion: str | None = None
    epithet: int = 0
    joins: bool = False
    event: str | None = None


@attrs.frozen
class Pair:
    """Hold two people who say something together."""

    first: Sayer
    second: Sayer

    @property
    def sayer(self) -> Sayer:
        """Return both as one speaker, with a name as a resolver gives to several."""
        return Sayer(
            name=f"{self.first.name} | {self.second.name}",
            kind="group",
            first=f"{self.first.first} and {self.second.first}",
            later=f"{self.first.later} and {self.second.later}",
            pronoun="they",
        )


_GUESTS = tuple(
    Sayer(name=name, kind="person", first=name, later=name.split(" ")[1], pronoun=pronoun)
    for name, pronoun in (("Ida Quill", "she"), ("Tom Marsh", "he"))
)
"""Guests who join in if an article has too few people to speak together."""


@attrs.frozen
class Scene:
    """Write one statement into a draft."""

    draft: Draft
    cast: Cast
    statement: Statement

    @property
    def sayer(self) -> Sayer:
        return self.cast.member(self.statement.who)

    @property
    def sentences(self) -> tuple[str, ...]:
        return self.statement.sentences

    def halves(self) -> tuple[str, str]:
        """Return the first sentence, and the others."""
        first, *others = self.sentences
        return first, joined(others)

    def epithet(self) -> str:
        """Return a few words for somebody to call something."""
        choices = words("story/epithets")
        return choices[self.statement.epithet % len(choices)]

    def say(self, type: QuotationType, *, by: Sayer | None = None) -> Said:
        """Begin a quotation of the statement's speaker, or of somebody else."""
        return self.draft.say(self.statement.construction, type, by or self.sayer)

    def source(
        self,
        *said: Said,
        opens: bool = False,
        pronoun: bool = True,
        bare: bool = False,
        goes_on: bool = True,
    ) -> bool:
        """Write the source, and tell whether the mention has parts; `goes_on` says that words follow."""
        sayer = self.sayer
        mention = self.cast.mention(sayer, self.statement.mention, opens=opens, pronoun=pronoun, bare=bare)
        with self.draft.part("source", *said):
            with self.draft.mention(sayer):
                self.draft.write(mention.text)
            if mention.parted and goes_on:
                self.draft.write(",")
        return mention.parted

    def together(self) -> Pair:
        """Choose two people of the cast, with guests if there are not enough."""
        people = [*self.cast.people(), *_GUESTS]
        first = people[self.statement.who % len(people)]
        return Pair(first, people[(self.statement.who + 1) % len(people)])

    def sources(self, said: Said, pair: Pair) -> None:
        """Write two people as the source."""
        with self.draft.part("source", said), self.draft.mention(pair.sayer):
            for number, sayer in enumerate((pair.first, pair.second)):
                self.draft.write(" and " if number else "")
                with self.draft.mention(sayer):
                    # In full: *Lena and Ida Quill* could be two of one surname.
                    self.draft.write(self.cast.mention(sayer, 0, opens=False, pronoun=False, bare=True).text)
        self.cast.forget_last()

    def fill(
        self,
        said: Said,
        pattern: str,
        *,
        use: str = "quote",
        signal: str = "",
        content: str = "",
        pair: Pair | None = None,
        **mention: bool,
    ) -> None:
        """Write a pattern with the parts ``{source}``, ``{cue}``, ``{content}`` and ``{occasion}``.

        The cue is one for a `use`, or `signal`; the source is the speaker, mentioned as `source` takes it, or
        `pair`.
        """
        for text, part, _, _ in Formatter().parse(pattern):
            self.draft.write(text)
            if part == "source" and pair is not None:
                self.sources(said, pair)
            elif part == "source":
                self.source(said, **mention)
            elif part == "cue" and signal:
                self.signal(said, signal)
            elif part == "cue":
                self.cue(said, use)
            elif part == "occasion":
                self.occasion()
            elif part == "content":
                with self.draft.part("content", said):
                    self.draft.write(content)

    def cue(self, said: Said, use: str) -> None:
        """Write a cue for a use."""
        fitting = cues(use)
        self.signal(said, fitting[self.statement.cue % len(fitting)])

    def signal(self, said: Said, text: str) -> None:
        """Write a given cue."""
        with self.draft.part("cue", said):
            self.draft.write(text)

    def occasion(self) -> None:
        """Write a time or place, or nothing."""
        if self.statement.occasion is not None:
            self.draft.write(f" {self.statement.occasion}")

    def quote(self, said: Said, text: str, *, comma: bool = False, closes: bool = True) -> None:
        """Write sentences in marks; with `comma`, a comma replaces the last full stop."""
        marks, draft = self.draft.marks, self.draft
        stopped = comma and text.endswith(".")
        if stopped:
            text = text[:-1] + ("," if marks.comma_inside else "")
        with draft.part("content", said):
            draft.mark(marks.open)
            draft.write(text)
            if closes:
                draft.mark(marks.close)
        if stopped and not marks.comma_inside:
            draft.write(",")

    def inner(self, text: str) -> None:
        """Write words in the inner pair of marks."""
        self.draft.mark(self.draft.marks.inner_open)
        self.draft.write(text)
        self.draft.mark(self.draft.marks.inner_close)


def clause(sentence: str) -> str:
    """Turn a sentence into a clause: in lower case, without its final mark.

    >>> clause("The road is shut."), clause("I know.")
    ('the road is shut', 'I know')
    """
    bare = sentence.rstrip(".?!")
    first = bare.split(" ", 1)[0]
    return bare if first.partition("'")[0] == "I" else bare[:1].lower() + bare[1:]


def joined(sentences: Sequence[str]) -> str:
    return " ".join(sentences)
