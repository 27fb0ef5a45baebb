"""The predictions of one article, paired with its gold attributions and counted.

  found       the contents share half their words (Dice >= 0.5); best overlaps are paired first
  exact       the contents have the same words
  who         found, and the sources share a word that says something, or neither has a source, or
              the gold has no source but a name, which is the predicted one
  who_exact   exact, and the sources have the same words
  named       found, and the speakers' names are the same; for somebody never named, the words of one
              description are among the other's
  words       the words of all contents together
  act         of those found whose gold act is given (`acted`), the acts are the same

A pair counts under the type of the gold attribution. A prediction without a partner counts under its own
type, unless it overlaps a gold attribution of a type that is not counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import attrs

from quotekit.document import Act, QuotationType
from quotekit.errors import InvalidDocument
from quotekit.evaluation.articles import Attribution, GoldArticle
from quotekit.evaluation.words import Words, names_of, same_name

_HALF = 0.5


@attrs.frozen(kw_only=True)
class Counts:
    """Hold counts; figures are ratios of their sums."""

    gold: int = 0
    pred: int = 0
    found: int = 0
    exact: int = 0
    who: int = 0
    who_exact: int = 0
    named: int = 0
    acted: int = 0
    act: int = 0
    words_both: int = 0
    words_gold: int = 0
    words_pred: int = 0


@attrs.frozen(kw_only=True)
class _Item:
    content: frozenset[int]
    source: frozenset[int]
    speaker: str | None
    kind: str | None
    act: Act | None
    type: QuotationType
    confidence: float | None
    speaker_confidence: float | None


class PairedArticle:
    """Pair an article's predictions with its gold attributions, to be counted by type.

    Raises `InvalidDocument`, with the article's id, if an offset is not in its text.
    """

    def __init__(self, article: GoldArticle, predicted: Sequence[Attribution]) -> None:
        self._words = Words(article.text)
        try:
            self._gold = self._items(article.attributions)
            # A prediction's own type does not count: all are typed by the same measure.
            self._pred = self._items(attrs.evolve(a, type=None) for a in predicted)
        except InvalidDocument as error:
            raise InvalidDocument(f"article {article.id}: {error}") from None
        # The types of the gold attributions that each prediction overlaps, paired or not.
        self._near: list[set[QuotationType]] = [set() for _ in self._pred]
        self._partner = self._paired()
        self._of = {pred: gold for gold, pred in self._partner.items()}

    @property
    def has_speakers(self) -> bool:
        """Tell whether any gold attribution says who speaks."""
        return any(gold.speaker for gold in self._gold)

    def counts(self, types: frozenset[str]) -> Counts:
        """Return the counts for some types."""
        got: Counter[str] = Counter()
        for g, gold in enumerate(self._gold):
            if gold.type not in types:
                continue
            got["gold"] += 1
            if g in self._partner:
                pred = self._pred[self._partner[g]]
                got["found"] += 1
                got["exact"] += gold.content == pred.content
                got["who"] += self._who(gold, pred)
                got["who_exact"] += gold.content == pred.content and gold.source == pred.source
                got["named"] += _named(gold, pred)
                got["acted"] += gold.act is not None
                got["act"] += gold.act is not None and gold.act == pred.act
        typed = [p for p in range(len(self._pred)) if self._type(p) in types]
        got["pred"] = sum(p in self._of or self._near[p] <= types for p in typed)
        words_gold = frozenset().union(*(gold.content for gold in self._gold if gold.type in types))
        words_pred = frozenset().union(*(self._pred[p].content for p in typed))
        return Counts(
            **got,
            words_both=len(words_gold & words_pred),
            words_gold=len(words_gold),
            words_pred=len(words_pred),
        )

    def judged(self) -> list[tuple[float, bool]]:
        """Return, for each prediction with a confidence, the confidence and whether *who* is right."""
        return [
            (pred.confidence, p in self._of and self._who(self._gold[self._of[p]], pred))
            for p, pred in enumerate(self._pred)
            if pred.confidence is not None
        ]

    def judged_names(self) -> list[tuple[float, bool]]:
        """Return the `speaker_confidence` of each name beside a right *who*, and whether *named* is right."""
        pairs = ((self._gold[g], self._pred[p]) for g, p in self._partner.items())
        return [
            (pred.speaker_confidence, _named(gold, pred))
            for gold, pred in pairs
            if pred.speaker_confidence is not None and pred.speaker is not None and self._who(gold, pred)
        ]

    def _items(self, attributions: Iterable[Attribution]) -> list[_Item]:
        items = (
            _Item(
                content=self._words.covered(a.content),
                source=self._words.covered(a.source),
                speaker=a.speaker,
                kind=a.speaker_kind,
                act=a.act,
                type=a.type or self._words.type_of(a.content),
                confidence=a.confidence,
                speaker_confidence=a.speaker_confidence,
            )
            for a in attributions
        )
        return [item for item in items if item.content]

    def _paired(self) -> dict[int, int]:
        holding: dict[int, list[int]] = {}
        for g, gold in enumerate(self._gold):
            for word in gold.content:
                holding.setdefault(word, []).append(g)
        candidates = []
        for p, pred in enumerate(self._pred):
            shared = Counter(g for word in pred.content for g in holding.get(word, ()))
            for g, count in shared.items():
                gold = self._gold[g]
                dice = 2 * count / (len(gold.content) + len(pred.content))
                if dice >= _HALF:
                    self._near[p].add(gold.type)
                    candidates.append((dice, -abs(g - p), g, p))
        partner: dict[int, int] = {}
        taken: set[int] = set()
        for _, _, g, p in sorted(candidates, reverse=True):
            if g not in partner and p not in taken:
                partner[g] = p
                taken.add(p)
        return partner

    def _type(self, pred: int) -> QuotationType:
        return self._gold[self._of[pred]].type if pred in self._of else self._pred[pred].type

    def _who(self, gold: _Item, pred: _Item) -> bool:
        if self._words.same_source(gold.source, pred.source):
            return True
        return bool(gold.speaker) and not gold.source and names_of(gold.speaker) == names_of(pred.speaker)


def _named(gold: _Item, pred: _Item) -> bool:
    return same_name(gold.speaker, gold.kind, pred.speaker)
