"""A book token by token: its words, the beginnings of paragraphs and sentences, and its speech."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

import attrs

from quotekit.document import Span, Tokenized

NARRATION = -1


@attrs.frozen(eq=False, kw_only=True)
class Reading:
    """Hold a book's tokens as parallel lists, with one entry per token.

    `words` are the tokens without the underscores that stand for italics, `lower` the same in lower
    case. `paragraph` is each token's paragraph, `begins` whether it opens a sentence, and `speech` the number
    of the speech around it, or `NARRATION`. `first` is each paragraph's first token, followed by the number
    of tokens.
    """

    words: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]
    paragraph: list[int]
    begins: list[bool]
    speech: list[int]
    first: list[int]

    @classmethod
    def of(cls, tokenized: Tokenized, stretches: Iterable[tuple[int, int, int]]) -> Reading:
        """Return a tokenized book as parallel lists; `stretches` are start, end and number of each speech."""
        tokens, text = tokenized.tokens, tokenized.text
        words = [text[token.start : token.end].strip("_") for token in tokens]
        starts = [token.start for token in tokens]
        opening = {sentence.start for sentence in tokenized.sentences}
        paragraph, first = _paragraphs(tokenized.paragraphs, starts)
        return cls(
            words=words,
            lower=[word.lower() for word in words],
            starts=starts,
            ends=[token.end for token in tokens],
            paragraph=paragraph,
            begins=[start in opening for start in starts],
            speech=_speech(starts, stretches),
            first=first,
        )

    def __len__(self) -> int:
        return len(self.words)

    def token_at(self, offset: int) -> int:
        """Return the first token that begins at an offset or after it."""
        return bisect_left(self.starts, offset)

    def extents(self, count: int) -> list[tuple[int, int]]:
        """Return the first token of each of `count` speeches, and the one after its last."""
        found = [(0, 0)] * count
        for at, number in enumerate(self.speech):
            if number != NARRATION:
                first, last = found[number]
                found[number] = (first if last else at, at + 1)
        return found


def _paragraphs(paragraphs: tuple[Span, ...], starts: list[int]) -> tuple[list[int], list[int]]:
    numbers: list[int] = []
    first: list[int] = []
    for start in starts:
        while len(first) < len(paragraphs) and paragraphs[len(first)].start <= start:
            first.append(len(numbers))
        numbers.append(len(first) - 1)
    first += [len(numbers)] * (len(paragraphs) + 1 - len(first))
    return numbers, first


def _speech(starts: list[int], stretches: Iterable[tuple[int, int, int]]) -> list[int]:
    speech = [NARRATION] * len(starts)
    at = 0
    for start, end, number in stretches:
        while at < len(starts) and starts[at] < start:
            at += 1
        while at < len(starts) and starts[at] < end:
            speech[at] = number
            at += 1
    return speech
