"""Recent people to whom a pronoun may refer: recent speakers, and people just named."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import attrs

from quotekit.document import QuotedSpan, SpeakerKind, Tokenized
from quotekit.speakers.languages.cases import gender
from quotekit.speakers.languages.names import Names
from quotekit.speakers.languages.runs import Name

# How many paragraphs back the speaker of a pronoun may be.
REACH = range(2)
# How many of the last speakers and names are considered.
_LAST = 8


@attrs.define(eq=False)
class Person:
    """Gather what a text tells about one speaker; only somebody with a name or description has `parts`."""

    parts: tuple[str, ...]
    name: str
    kind: SpeakerKind
    gender: str = ""
    mentions: set[tuple[int, int]] = attrs.field(factory=set)
    aliases: dict[str, None] = attrs.field(factory=dict)

    def told(self, gender: str) -> None:
        """Set the person's gender if it is not yet known."""
        if gender in ("m", "f"):
            self.gender = self.gender or gender


class Recent:
    """Keep the last speakers, and find the people whom the text names before an offset."""

    def __init__(self, tokenized: Tokenized, quoted: Sequence[QuotedSpan], names: Names) -> None:
        self._paragraphs = [span.start for span in tokenized.paragraphs]
        self._sentences = [span.start for span in tokenized.sentences]
        self._speakers: list[tuple[int, Person]] = []
        marks = [stretch.span for stretch in quoted if stretch.depth == 0]
        openings = [span.start for span in marks]
        self._named: list[tuple[Name, str]] = []
        for name in names.within(0, len(tokenized.text)):
            at = bisect_right(openings, name.start) - 1
            free = at < 0 or marks[at].end <= name.start
            told = name.gender.strip("u") or gender(name.parts, names.lists)
            if free and told and names.kind(name) == "person":
                self._named.append((name, told))
        self._places = [name.start for name, _ in self._named]

    def spoke(self, person: Person, at: int) -> None:
        """Record who speaks at an offset."""
        self._speakers = [*self._speakers[1 - _LAST :], (at, person)]

    def speakers(self, at: int, back: int) -> Iterator[Person]:
        """Return who spoke in a paragraph some number before that of an offset, the last first."""
        paragraph = self._paragraph(at) - back
        for place, person in reversed(self._speakers):
            if person.parts and self._paragraph(place) == paragraph:
                yield person

    def named(self, at: int, back: int, gender: str) -> Iterator[Name]:
        """Return the people of a gender, or of any (u), named before an offset, the last sentence first.

        In one sentence the first comes first, as the sentence is about that person.
        """
        paragraph, last = self._paragraph(at) - back, bisect_left(self._places, at)
        near = [
            (-bisect_right(self._sentences, name.start), name.start, name)
            for name, told in self._named[max(0, last - _LAST) : last]
            if gender in (told, "u") and self._paragraph(name.start) == paragraph
        ]
        return (name for _, _, name in sorted(near, key=lambda one: one[:2]))

    def _paragraph(self, at: int) -> int:
        return bisect_right(self._paragraphs, at)
