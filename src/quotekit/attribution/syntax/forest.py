"""One sentence's parse, made safe to walk: it is a forest whatever the parser returned."""

from __future__ import annotations

import heapq
from collections.abc import Iterable

import attrs

from quotekit.attribution.syntax.trees import Sentence, Word


@attrs.frozen(kw_only=True, eq=False)
class Forest:
    """Hold a sentence's words with the dependents of each.

    `heads` are the parser's, but -1 where a head is out of range or closes a cycle. `low` and `high` are the
    first and the last word of each word's subtree, `roots` the root above each word. `kin` maps a word and a
    relation, with and without its subtype, to the word's children in that relation.
    """

    words: tuple[Word, ...]
    heads: list[int]
    children: list[list[int]]
    low: list[int]
    high: list[int]
    roots: list[int]
    kin: dict[tuple[int, str], list[int]]

    @classmethod
    def of(cls, sentence: Sentence) -> Forest:
        """Read a sentence, in time linear in its words."""
        words = sentence.words
        heads = _uncircled([w.head if 0 <= w.head < len(words) else -1 for w in words])
        children: list[list[int]] = [[] for _ in words]
        kin: dict[tuple[int, str], list[int]] = {}
        for index, head in enumerate(heads):
            if head >= 0:
                children[head].append(index)
                whole = words[index].relation
                for relation in {whole, whole.partition(":")[0]}:
                    kin.setdefault((head, relation), []).append(index)
        order = [index for index, head in enumerate(heads) if head < 0]
        roots = list(range(len(words)))
        for index in order:  # it grows as we go
            order += children[index]
            if heads[index] >= 0:
                roots[index] = roots[heads[index]]
        low, high = list(range(len(words))), list(range(len(words)))
        for index in reversed(order):
            head = heads[index]
            if head >= 0:
                low[head] = min(low[head], low[index])
                high[head] = max(high[head], high[index])
        return cls(words=words, heads=heads, children=children, low=low, high=high, roots=roots, kin=kin)

    def relation(self, index: int) -> str:
        """Return a word's relation to its head without its subtype.

        >>> from quotekit.document import Span
        >>> word = Word(span=Span(0, 1, "I"), form="I", lemma="I", upos="PRON", head=9, relation="nsubj:pass")
        >>> Forest.of(Sentence((word,))).relation(0)
        'nsubj'
        """
        return self.words[index].relation.partition(":")[0]

    def having(self, index: int, *relations: str) -> Iterable[int]:
        """Return the word's children in any of the relations, in text order.

        A relation without a subtype matches all its subtypes.
        """
        found = [self.kin[index, relation] for relation in relations if (index, relation) in self.kin]
        return found[0] if len(found) == 1 else heapq.merge(*found)

    def has(self, index: int, *relations: str) -> bool:
        """Tell whether the word has a child in any of the relations."""
        return any((index, relation) in self.kin for relation in relations)


def _uncircled(heads: list[int]) -> list[int]:
    """Break each cycle at one of its words."""
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
