"""The words of a text with their places: what every other module here reads from."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

import attrs

from quotekit.document import Span, Tokenized

# Runs of letters and digits, with inner hyphens, apostrophes and ampersands; initials written
# together (U.S., J.K.) and the ends of web names stay in one word.
WORD = re.compile(
    r"(?:[^\W\d_]-)?(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-'’&][^\W_]+)*(?:\.(?:com|org|net|gov|co|edu|tv|io)(?![^\W_]))*"
)
# An Arabic article, small before a name: al-Assad.
ARTICLE = re.compile(r"(?:[ae]l|ul|a[sndrzt]|ash)-[^\W\d_a-z]")
APOSTROPHES = "'’"
CONTRACTED = ("re", "ve", "ll")


@attrs.define(slots=True, eq=False)
class Words:
    """Hold a text's words in parallel lists; a word is meant by its index.

    `forms` are without the possessive ending, `lower` the same in lower case; `starts` and `ends`
    are offsets of the forms. `sentence` and `paragraph` give the index of each word's sentence and
    paragraph; `first` says whether a word opens its sentence, `capital` whether it begins as a name does.
    """

    text: str
    forms: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]
    possessive: list[bool]
    sentence: list[int]
    paragraph: list[int]
    first: list[bool]
    capital: list[bool]

    @classmethod
    def of(cls, tokenized: Tokenized) -> Words:
        """Find the words of a tokenized text."""
        text = tokenized.text
        forms: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        possessive: list[bool] = []
        for match in WORD.finditer(text):
            form, start, end = match.group(), match.start(), match.end()
            own = False
            if len(form) > 3 and form[-3] in APOSTROPHES and form[-2:] in CONTRACTED:
                form, end = form[:-3], end - 3
            elif form[-1] in "md" and len(form) > 2 and form[-2] in APOSTROPHES:
                form, end = form[:-2], end - 2
            elif form[-1] in "sS":
                if len(form) > 2 and form[-2] in APOSTROPHES:
                    form, end, own = form[:-2], end - 2, True
                elif text[end : end + 1] and text[end] in APOSTROPHES:
                    own = text[end + 1 : end + 2].isspace()
            forms.append(form)
            starts.append(start)
            ends.append(end)
            possessive.append(own)
        sentence, first = _places(starts, tokenized.sentences)
        paragraph, _ = _places(starts, tokenized.paragraphs)
        return cls(
            text=text,
            forms=forms,
            lower=[form.lower() for form in forms],
            starts=starts,
            ends=ends,
            possessive=possessive,
            sentence=sentence,
            paragraph=paragraph,
            first=first,
            capital=[form[0].isupper() or bool(ARTICLE.match(form)) for form in forms],
        )

    def __len__(self) -> int:
        return len(self.forms)

    def gap(self, index: int) -> str:
        """Give what stands between a word and the next, possessive ending included."""
        if index + 1 >= len(self.starts):
            return self.text[self.ends[index] :]
        return self.text[self.ends[index] : self.starts[index + 1]]

    def within(self, start: int, end: int) -> range:
        """Give the indices of the words that share a character with ``text[start:end]``."""
        low = bisect_right(self.ends, start)
        high = bisect_left(self.starts, end)
        return range(low, max(low, high))

    def sentences(self) -> Iterator[range]:
        """Give the words of each sentence that has any."""
        begin = 0
        for index in range(1, len(self.forms) + 1):
            if index == len(self.forms) or self.sentence[index] != self.sentence[begin]:
                yield range(begin, index)
                begin = index


def _places(starts: list[int], spans: tuple[Span, ...]) -> tuple[list[int], list[bool]]:
    """Give each start the index of the span it lies in (the last one begun), and whether it is its first."""
    bounds = [span.start for span in spans]
    out: list[int] = []
    first: list[bool] = []
    current, known = -1, -2
    for start in starts:
        while current + 1 < len(bounds) and bounds[current + 1] <= start:
            current += 1
        out.append(current)
        first.append(current != known)
        known = current
    return out, first
