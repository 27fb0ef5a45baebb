"""Authors: from bylines, signatures of letters and notes on the author.

*I* and *we* outside quotation marks are the writer. If the text does not name the writer, the speaker is
called AUTHOR.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import attrs

from quotekit.speakers.names.entities import Entity
from quotekit.speakers.names.lexicon import word_set
from quotekit.speakers.names.reader import NameMention
from quotekit.speakers.names.words import Words

# A signature is at most this many paragraphs after its writer's words.
SIGNED_WITHIN = 8
NOTE_WITHIN = 3
LONGEST_BYLINE = 12


@attrs.define(slots=True, eq=False)
class Authors:
    """Find the writer of each part of a text, given its names and their entities."""

    words: Words
    names: Sequence[NameMention]
    entities: Sequence[Entity]
    byline: int = -1
    signed: list[int] = attrs.field(factory=list)
    signers: list[int] = attrs.field(factory=list)

    def __attrs_post_init__(self) -> None:
        words = self.words
        last = words.paragraph[-1] if words.paragraph else -1
        for mention in self.names:
            if mention.entity < 0 or self.entities[mention.entity].kind != "person" or len(mention.parts) < 2:
                continue
            paragraph = words.paragraph[mention.first]
            begin = bisect_left(words.paragraph, paragraph)
            end = bisect_right(words.paragraph, paragraph) - 1
            if begin == mention.lead and end == mention.last:
                if paragraph > 0:
                    self.signed.append(paragraph)
                    self.signers.append(mention.entity)
            elif self.byline < 0 and (
                self._is_byline(mention, begin, end)
                or (begin == mention.lead and self._is_note(mention, last))
            ):
                self.byline = mention.entity

    def _is_byline(self, mention: NameMention, begin: int, end: int) -> bool:
        """Tell whether one of the first paragraphs is little more than "By" and a name."""
        words = self.words
        short = end - begin < LONGEST_BYLINE and words.paragraph[begin] <= NOTE_WITHIN
        return short and words.lower[begin] == "by" and mention.lead == begin + 1

    def _is_note(self, mention: NameMention, last: int) -> bool:
        """Tell whether a sentence near the end introduces a writer not named before: "is a columnist"."""
        words, after = self.words, mention.last + 1
        if not max(2, last - NOTE_WITHIN - 1) < words.paragraph[mention.lead]:
            return False
        if after >= len(words) or len(self.entities[mention.entity].mentions) > 2:
            return False
        return words.lower[after] in word_set("writes")

    def at(self, index: int) -> int:
        """Return the writer at word `index`, or -1 if the text does not name one."""
        paragraph = self.words.paragraph[index]
        following = bisect_left(self.signed, paragraph)
        signs = len(self.signed) > 1 or self.byline < 0
        if signs and following < len(self.signed) and self.signed[following] - paragraph <= SIGNED_WITHIN:
            return self.signers[following]
        return self.byline
