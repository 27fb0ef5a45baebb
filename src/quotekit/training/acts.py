"""What act each attribution of a corpus reports, where nobody annotated it: told by a model and by its cue.

PolNeAR counts as one what others tell apart: speech, thought, and what is only done (*approved the
bill*). A model that was trained where only speech and thought count knows which of PolNeAR's cues
are either; what neither it nor the words of the cue tell as such is a deed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import attrs

from quotekit.attribution.learned.reading import find
from quotekit.attribution.learned.session import Session
from quotekit.document import Act
from quotekit.evaluation import Attribution, GoldArticle
from quotekit.training.corpus import cut_units

SURE = 0.0
"""The least log odds with which the model must know a cue."""

_WORD = re.compile(r"[^\W\d_]{4,}")


@attrs.frozen
class CueActs:
    """Tell an act by a cue's words, as counted where acts are annotated."""

    _counts: dict[str, Counter[Act]]

    @classmethod
    def counted(cls, articles: Iterable[GoldArticle]) -> CueActs:
        """Count the last word of every cue whose act is annotated."""
        counts: dict[str, Counter[Act]] = {}
        for article in articles:
            for q in article.attributions:
                words = _words(article, q)
                if q.act is not None and words:
                    counts.setdefault(words[-1], Counter())[q.act] += 1
        return cls(counts)

    def of(self, article: GoldArticle, q: Attribution) -> Act | None:
        """Return the act that the last known word of a cue had most often, or None where all are unknown."""
        for word in reversed(_words(article, q)):
            if word in self._counts and (best := self._counts[word].most_common(1)[0])[1] > 1:
                return best[0]
        return None


def with_acts(articles: Sequence[GoldArticle], session: Session, cues: CueActs) -> tuple[GoldArticle, ...]:
    """Return the articles, each attribution without an act given one."""
    return tuple(_with_acts(article, session, cues) for article in articles)


def _with_acts(article: GoldArticle, session: Session, cues: CueActs) -> GoldArticle:
    if all(q.act is not None for q in article.attributions):
        return article
    found = [
        one
        for unit in cut_units(article.text, session.tokenizer)
        for one in find(unit, session)
        if one.content and one.evidence.cue >= SURE
    ]

    def act(q: Attribution) -> Act:
        if q.type == "direct":
            return "speech"  # somebody's words in marks, whatever the cue
        for one in found:
            if any(one.cue[0] < end and start < one.cue[1] for start, end in q.cue):
                return one.act
        return cues.of(article, q) or "deed"

    return attrs.evolve(
        article,
        attributions=tuple(attrs.evolve(q, act=q.act or act(q)) for q in article.attributions),
    )


def _words(article: GoldArticle, q: Attribution) -> list[str]:
    return [word.lower() for start, end in q.cue for word in _WORD.findall(article.text[start:end])]
