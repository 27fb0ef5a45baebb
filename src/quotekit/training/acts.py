"""The act of attributions for which nobody annotated it, by the words of their cues.

PolNeAR does not distinguish speech, thought, and what is only done (*approved the bill*). Articles with acts
tell which words signal which: how many of a word's occurrences are in cues of speech or thought. A word that
is common there and hardly ever in such a cue signals a deed. Of rarer words the lexicons tell the act, and
so they do of any cue that opens a reported clause.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import attrs

from quotekit.attribution.finishing.acts import acts_of_words
from quotekit.document import Act
from quotekit.evaluation import Attribution, GoldArticle
from quotekit.lexicon import group, read
from quotekit.lexicon.nouns import nouns
from quotekit.lexicon.verbs import complements, inflect, irregular, reporting

_WORD = re.compile(r"[^\W\d_]+")

_CLAUSE = re.compile(r"(?:that|whether|how|why|what|if)\b", re.IGNORECASE)
"""What opens a reported clause."""

_SHORTEST = 3
"""The fewest letters of a word that counts; shorter ones are *of*, *to*, *he*."""

_COMMON = 10
"""How often a word must occur in the annotated articles for its absence from cues to say something."""

_SHARE = 0.08
"""The least share of a word's occurrences in cues for which its act counts."""


@attrs.frozen
class CueActs:
    """Tell acts by the words of cues, as counted in articles whose acts are annotated."""

    _everywhere: Counter[str]
    _in_cues: dict[str, Counter[Act]]

    @classmethod
    def counted(cls, articles: Iterable[GoldArticle]) -> CueActs:
        """Count every word of the articles that have acts, and those in their cues by act.

        Articles that a model annotated, whose attributions have a confidence, are left out.
        """
        everywhere: Counter[str] = Counter()
        in_cues: dict[str, Counter[Act]] = {}
        for article in articles:
            if not any(q.act and q.confidence is None for q in article.attributions):
                continue
            everywhere.update(_lemmas(article.text))
            for q in article.attributions:
                for word in set(_cue(article, q)):
                    if q.act is not None:
                        in_cues.setdefault(word, Counter())[q.act] += 1
        return cls(everywhere, in_cues)

    @property
    def known(self) -> bool:
        """Tell whether any acts were annotated."""
        return bool(self._in_cues)

    def of(self, article: GoldArticle, q: Attribution) -> Act:
        """Return the act of an attribution; words in quotation marks are speech whatever the cue."""
        if q.type == "direct" or all(article.text[start:end] == ":" for start, end in q.cue):
            return "speech"
        words = [word for word in _cue(article, q) if word not in group("helping")]
        act = self.told(words)
        if act == "deed" and q.content and _CLAUSE.match(article.text, q.content[0][0]):
            return _by_lexicon(words) or "deed"
        return act

    def told(self, words: Sequence[str]) -> Act:
        """Return the act that a cue of these words signals."""
        share, act = max((self._share(word) for word in words), default=(0.0, "deed"))
        if share >= _SHARE:
            return act
        return _by_lexicon(word for word in words if self._everywhere[word] < _COMMON) or "deed"

    def _share(self, word: str) -> tuple[float, Act]:
        acts = self._in_cues.get(word)
        if acts is None or acts.total() < 2:
            return 0.0, "deed"
        return acts.total() / (self._everywhere[word] + 1), max(sorted(acts), key=acts.__getitem__)


def with_acts(articles: Sequence[GoldArticle], cues: CueActs) -> tuple[GoldArticle, ...]:
    """Return the articles with an act for each attribution, by its cue if it has none."""
    return tuple(
        attrs.evolve(
            article,
            attributions=tuple(
                q if q.act else attrs.evolve(q, act=cues.of(article, q)) for q in article.attributions
            ),
        )
        for article in articles
    )


def _by_lexicon(words: Iterable[str]) -> Act | None:
    """Return the act of the first word that reports anything; most of those that do report speech."""
    for word in words:
        if act := acts_of_words().get(word):
            return act
        if word in complements() or word in nouns():
            return "speech"
    return None


def _cue(article: GoldArticle, q: Attribution) -> Iterator[str]:
    for start, end in q.cue:
        yield from _lemmas(article.text[start:end])


def _lemmas(text: str) -> Iterator[str]:
    for match in _WORD.finditer(text):
        word = match.group().lower()
        if len(word) >= _SHORTEST:
            yield _lemma_of().get(word) or word.removesuffix("s")


@functools.cache
def _lemma_of() -> dict[str, str]:
    lemmas: dict[str, str] = {}
    for lemma in sorted({*complements(), *read("verbs"), *irregular()}):
        for word in inflect(lemma, irregular().get(lemma, ())):
            lemmas.setdefault(word, lemma)
    return nouns() | lemmas | reporting()
