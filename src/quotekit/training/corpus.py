"""Gold articles as training examples: units with the tags of their cues, contents and sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import attrs
import numpy as np
import numpy.typing as npt

from quotekit.attribution.learned.tags import CUE_TAGS, PART_TAGS, encode
from quotekit.attribution.learned.units import Unit, cut
from quotekit.evaluation import Attribution, GoldArticle
from quotekit.matcher import MarkMatcher
from quotekit.tokenizer import EnglishTokenizer

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Spans = Sequence[tuple[int, int]]


@attrs.frozen(kw_only=True, eq=False)
class Example:
    """Hold a unit and its gold tags.

    `cues` tags the unit's cues. `flat` tags every content and source at once. `ranges` are the
    cues' half-open piece ranges, and `parts` has for each of them the tags of what is its own.
    """

    unit: Unit
    cues: npt.NDArray[np.int64]
    flat: npt.NDArray[np.int64]
    ranges: tuple[tuple[int, int], ...]
    parts: tuple[npt.NDArray[np.int64], ...]


def mend(articles: Sequence[GoldArticle]) -> tuple[GoldArticle, ...]:
    """Swap cue and source back where an annotator took one for the other ("CUE Hester, SRC said").

    They count as swapped where the source's words are among the hundred commonest cues and the
    cue's are a cue nowhere else.
    """
    cues = Counter(_words(article, q.cue) for article in articles for q in article.attributions)
    common = {words for words, _ in cues.most_common(100)}

    def mended(article: GoldArticle, q: Attribution) -> Attribution:
        if q.source and _words(article, q.source) in common and cues[_words(article, q.cue)] <= 1:
            return attrs.evolve(q, cue=q.source, source=q.cue)
        return q

    return tuple(
        attrs.evolve(article, attributions=tuple(mended(article, q) for q in article.attributions))
        for article in articles
    )


def _words(article: GoldArticle, spans: Spans) -> str:
    return " ".join(article.text[start:end] for start, end in spans).lower()


def examples(article: GoldArticle, tokenizer: Tokenizer) -> Iterator[Example]:
    """Cut an article into units with their gold tags.

    What stands in another unit than its cue is left out: bringing that in is the rules' work.
    """
    tokenized = EnglishTokenizer().tokenize(article.text)
    for unit in cut(tokenized, MarkMatcher().match(tokenized), tokenizer):
        yield example(unit, article)


def example(unit: Unit, article: GoldArticle) -> Example:
    """Tag one unit with what the article's gold says of it."""
    low, high = int(unit.starts[0]), int(unit.ends[-1])

    def ranges(spans: Spans) -> list[tuple[int, int]]:
        return [unit.covering(s, e) for s, e in _joined(spans, article.text) if s < high and e > low]

    cues, flat, linked = [], [], []
    for q in article.attributions:
        parts = [(*r, role) for role in ("content", "source") for r in ranges(getattr(q, role))]
        flat.extend(parts)
        if len(here := ranges(q.cue)) == 1 and here[0][0] < here[0][1]:
            cues.append((*here[0], "cue"))
            linked.append((here[0], encode(parts, len(unit), PART_TAGS)))
    return Example(
        unit=unit,
        cues=encode(cues, len(unit), CUE_TAGS),
        flat=encode(flat, len(unit), PART_TAGS),
        ranges=tuple(r for r, _ in linked),
        parts=tuple(tags for _, tags in linked),
    )


def _joined(spans: Spans, text: str) -> Iterator[tuple[int, int]]:
    """Join spans with only white space between: a content of two sentences is often given as two."""
    start, end = None, 0
    for s, e in sorted(spans):
        if start is not None and not text[end:s].strip():
            end = max(end, e)
            continue
        if start is not None:
            yield start, end
        start, end = s, e
    if start is not None:
        yield start, end
