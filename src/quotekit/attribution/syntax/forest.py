"""One sentence's parse made safe to walk: whatever the parser gave, it is a forest here."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from quotekit.attribution.syntax.trees import Sentence, Word


@attrs.frozen(kw_only=True, eq=False)
class Forest:
    """Hold a sentence's words with what hangs on each.

    `heads` are the parser's, but -1 where a head lies out of range or closes a circle. `low` and `high` are
    the first and the last word of each word's subtree.
    """

    words: tuple[Word, ...]
    heads: list[int]
    children: list[list[int]]
    low: list[int]
    high: list[int]

    @classmethod
    def of(cls, sentence: Sentence) -> Forest:
        """Read a sentence, in time linear in its words."""
        words = sentence.words
        heads = _uncircled([w.head if 0 <= w.head < len(words) else -1 for w in words])
        children: list[list[int]] = [[] for _ in words]
        for index, head in enumerate(heads):
            if head >= 0:
                children[head].append(index)
        order = [index for index, head in enumerate(heads) if head < 0]
        for index in order:  # it grows as we go
            order += children[index]
        low, high = list(range(len(words))), list(range(len(words)))
        for index in reversed(order):
            head = heads[index]
            if head >= 0:
                low[head] = min(low[head], low[index])
                high[head] = max(high[head], high[index])
        return cls(words=words, heads=heads, children=children, low=low, high=high)

    def relation(self, index: int) -> str:
        """Give a word's relation to its head without its subtype.

        >>> from quotekit.document import Span
        >>> word = Word(span=Span(0, 1, "I"), form="I", lemma="I", upos="PRON", head=9, relation="nsubj:pass")
        >>> Forest.of(Sentence((word,))).relation(0)
        'nsubj'
        """
        return self.words[index].relation.partition(":")[0]

    def having(self, index: int, *relations: str) -> Iterator[int]:
        """Give the word's children in one of the relations, with whatever subtype."""
        for child in self.children[index]:
            if self.relation(child) in relations:
                yield child


def _uncircled(heads: list[int]) -> list[int]:
    """Cut each circle at one of its words."""
    seen = [0] * len(heads)
    for start in range(len(heads)):
        path = start + 1
        at = start
        while at >= 0 and not seen[at]:
            seen[at] = path
            if heads[at] >= 0 and seen[heads[at]] == path:
                heads[at] = -1
            at = heads[at]
    return heads
