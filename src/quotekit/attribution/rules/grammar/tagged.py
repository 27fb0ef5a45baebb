"""A text as the rules see it: parallel lists over its tokens, and a string of word classes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

import attrs

from quotekit.attribution.rules.grammar import classes as c
from quotekit.attribution.rules.grammar.wordclasses import classify
from quotekit.datelines import datelines
from quotekit.document import QuotedSpan, Span, Tokenized
from quotekit.lexicon import group
from quotekit.lexicon.nouns import answers

Range: TypeAlias = tuple[int, int]
"""A half-open range of token numbers."""

_LONGEST_TITLE = 10


@attrs.frozen(kw_only=True)
class Tagged:
    """Hold a text's tokens and their properties, by token number.

    `tags` has one letter per token (see `classes`), and three full stops at the end so that looking a few
    tokens ahead, or one or two before the first (at -1 and -2), is always safe. `sentence` and
    `paragraph` are each token's numbers; `opens` and `breaks` are the first tokens of the sentences and
    paragraphs, followed by the number of tokens. `quote` is the number of the outermost quoted span,
    marks included, that a token is in, or -1; `marks` has the first and last token of each of those
    spans. `datelines` leads from the first token of a dateline to the first behind it.
    """

    text: str = attrs.field(repr=False)
    starts: list[int]
    ends: list[int]
    words: list[str]
    lower: list[str]
    tags: str
    sentence: list[int]
    opens: list[int]
    paragraph: list[int]
    breaks: list[int]
    quote: list[int]
    marks: list[tuple[int, int]]
    quoted: tuple[QuotedSpan, ...]
    datelines: dict[int, int]

    def sentence_start(self, token: int) -> int:
        return self.opens[self.sentence[token]]

    def sentence_end(self, token: int) -> int:
        return self.opens[self.sentence[token] + 1]

    def paragraph_start(self, token: int) -> int:
        return self.breaks[self.paragraph[token]]

    def paragraph_end(self, token: int) -> int:
        return self.breaks[self.paragraph[token] + 1]

    def span(self, first: int, stop: int) -> Span:
        """Return the text of the tokens from `first` to before `stop`."""
        return Span(self.starts[first], self.ends[stop - 1], self.text)

    def token_at(self, offset: int) -> int:
        """Return the number of the first token that starts at `offset` or later."""
        return bisect_left(self.starts, offset)

    def giver(self, first: int, stop: int) -> int:
        """Return where the owner of an answer ends that a phrase names, or the end of the phrase.

        *The captain's message at half-time: "…"*: whoever gives an answer, and not the answer, speaks.
        """
        owner = self.tags.find(c.POSSESSIVE, first + 1, stop)
        given = self.lower[owner + 1 : min(owner + 4, stop)] if owner > first else []
        return stop if answers().isdisjoint(given) else owner

    def is_title(self, quoted: Range) -> bool:
        """Tell whether a quoted span, marks included, is the title of a work, which nobody says.

        A title has few words, all of them capitalised but the smallest.
        """
        first, stop = quoted
        inner = range(first + 1, min(stop - 1, first + _LONGEST_TITLE + 5))
        words = [self.words[at] for at in inner if self.tags[at] not in (c.STOP, c.COMMA, c.QUOTE)]
        if not words or len(words) > _LONGEST_TITLE:
            return False
        return all(word[0].isupper() or word in group("small") for word in words)


def tag(tokenized: Tokenized, quoted: tuple[QuotedSpan, ...]) -> Tagged:
    """Classify a text's tokens."""
    text = tokenized.text
    tokens: Sequence[Span] = tokenized.tokens
    if "\ufeff" in text:
        # A byte order mark is not a word: the sentence begins after it.
        tokens = [token for token in tokens if token.text != "\ufeff"]
    starts = [token.start for token in tokens]
    ends = [token.end for token in tokens]
    words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    count = len(words)
    sentence, opens = _numbering(tokenized.sentences, starts, count)
    paragraph, breaks = _numbering(tokenized.paragraphs, starts, count)
    outer = tuple(q for q in quoted if q.depth == 0) if count else ()
    quote = [-1] * count
    marks = []
    for number, span in enumerate(outer):
        # Another tokenizer may leave a mark inside a token: that token then counts as the mark.
        first = max(bisect_right(ends, span.span.start, hi=count - 1), 0)
        last = max(first, bisect_left(starts, span.span.end) - 1)
        marks.append((first, last))
        quote[first : last + 1] = [number] * (min(last + 1, count) - first)
    return Tagged(
        text=text,
        starts=starts,
        ends=ends,
        words=words,
        lower=[word.lower() for word in words],
        tags=_loose_hyphens(classify(words, first=opens, quotes=_signs(quoted, starts)), starts, ends)
        + 3 * c.STOP,
        sentence=sentence,
        opens=opens,
        paragraph=paragraph,
        breaks=breaks,
        quote=quote,
        marks=marks,
        quoted=outer,
        datelines={
            bisect_left(starts, one.start): bisect_left(starts, one.end) for one in datelines(tokenized)
        },
    )


def _signs(quoted: tuple[QuotedSpan, ...], starts: list[int]) -> list[int]:
    """Return the numbers of the tokens that are quotation marks."""
    offsets = [mark.start for span in quoted for mark in (span.open, span.close) if mark]
    found = (bisect_left(starts, offset) for offset in offsets)
    return [at for at in found if at < len(starts)]


def _numbering(spans: tuple[Span, ...], starts: list[int], count: int) -> tuple[list[int], list[int]]:
    """Return the number of the span that each token is in, and each span's first token."""
    opens = [bisect_left(starts, span.start) for span in spans]
    if not opens or opens[0] != 0:
        opens.insert(0, 0)
    opens.append(count)
    numbers = [0] * count
    for number, (first, stop) in enumerate(pairwise(opens)):
        numbers[first:stop] = [number] * (stop - first)
    return numbers, opens


_VERBS = c.VERBS


def _loose_hyphens(tags: str, starts: list[int], ends: list[int]) -> str:
    """Turn hyphens between spaces into dashes, and words joined to a name by a hyphen into names."""
    found = tags.find(c.HYPHEN)
    pieces = list(tags)
    while found != -1:
        inside = 0 < found < len(tags) - 1
        if inside and ends[found - 1] < starts[found]:
            if ends[found] < starts[found + 1] and ends[found] - starts[found] == 1:
                pieces[found] = c.DASH
        elif (
            inside
            and ends[found] == starts[found + 1]
            and tags[found - 1] == c.NAME
            and tags[found + 1] in _VERBS
        ):
            # *Kim Dae-sung*, *London-based*: not a verb.
            pieces[found + 1] = c.NOUN
        found = tags.find(c.HYPHEN, found + 1)
    return "".join(pieces)
