"""House styles of other languages: the quotation marks, commas and capitals of their newspapers.

A network trained only on English articles sees hardly any marks but English ones. Here an English article is
set as a German, French or Russian paper would set it; its words stay English.
"""

from __future__ import annotations

import random
import re

import attrs

from quotekit.training.augmentation import Edit

_SPEECH = re.compile(r'“[^“”\n]*”|"[^"\n]*"')
_NOUN = re.compile(r"\b(?:the|a|an|his|her|their|its|of) (?P<first>[a-z])[a-z]{3,}")
# The narrow and the wide no-break space that French sets inside its marks.
_SPACES = ("\u202f", "\xa0", "")


@attrs.frozen
class House:
    """Hold a house's marks, and what it sets between the closing mark and the cue."""

    opening: str
    closing: str
    after: str = ","
    padded: bool = False
    nouns: bool = False

    def edits(self, text: str, chance: random.Random) -> list[Edit]:
        """Return the edits that set a text in this style."""
        space = chance.choice(_SPACES) if self.padded else ""
        edits: list[Edit] = []
        for match in _SPEECH.finditer(text):
            start, end = match.span()
            edits.append((start, start + 1, self.opening + space))
            if text[end - 2] == "," and end - start > 2:
                edits += [
                    (end - 2, end - 1, ""),
                    (end - 1, end, space + self.closing),
                    (end, end, self.after),
                ]
            else:
                edits.append((end - 1, end, space + self.closing))
        if self.nouns and chance.random() < 0.7:
            edits += [
                (at, at + 1, match["first"].upper())
                for match in _NOUN.finditer(text)
                for at in [match.start("first")]
            ]
        return edits


HOUSES = (
    House("„", "“", nouns=True),
    House("»", "«", nouns=True),
    House("„", "“", nouns=True),
    House("«", "»", padded=True),
    House("«", "»"),
    House("«", "»", ", —"),
    House("„", "“", ", –"),
    House("„", "”", " –"),
    House("“", "”"),
    House('"', '"'),
    House("‘", "’"),
)
