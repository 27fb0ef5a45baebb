"""Who writes: the byline, the letter's signature, the note on the author at the end.

*I* and *we* outside quotation marks are the writer. Where the text names the writer, that is the
speaker; where it does not, the speaker is called AUTHOR.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import attrs

from quotekit.speakers.entities import Entity
from quotekit.speakers.names import NameMention
from quotekit.speakers.words import Words

# A signature comes at most this many paragraphs after what its writer says.
SIGNED_WITHIN = 8
NOTE_WITHIN = 3


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
        sizes: dict[int, list[int]] = {}
        for index, paragraph in enumerate(words.paragraph):
            row = sizes.setdefault(paragraph, [index, index])
            row[1] = index
        last = words.paragraph[-1] if words.paragraph else -1
        for mention in self.names:
            if mention.entity < 0 or self.entities[mention.entity].kind != "person" or len(mention.parts) < 2:
                continue
            paragraph = words.paragraph[mention.first]
            begin, end = sizes[paragraph]
            if begin == mention.lead and end == mention.last:
                if paragraph > 0:
                    self.signed.append(paragraph)
                    self.signers.append(mention.entity)
            elif self.byline < 0 and words.lower[begin] == "by" and mention.lead == begin + 1 and end - begin < 12 and paragraph < 4:
                self.byline = mention.entity
            elif self.byline < 0 and begin == mention.lead and paragraph >= last - NOTE_WITHIN and paragraph > 2 and self._is_note(mention):
                self.byline = mention.entity

    def _is_note(self, mention: NameMention) -> bool:
        """Tell whether the writer is introduced here: named nowhere else, "is a columnist"."""
        words, after = self.words, mention.last + 1
        if after >= len(words) or len(self.entities[mention.entity].mentions) > 2:
            return False
        return words.lower[after] in ("is", "writes", "covers", "teaches", "reports", "contributed")

    def at(self, index: int) -> int:
        """Give the entity that writes at word `index`, or -1 where the text does not name it."""
        paragraph = self.words.paragraph[index]
        following = bisect_left(self.signed, paragraph)
        if len(self.signed) > 1 or (self.signed and self.byline < 0):
            if following < len(self.signed) and self.signed[following] - paragraph <= SIGNED_WITHIN:
                return self.signers[following]
        return self.byline
