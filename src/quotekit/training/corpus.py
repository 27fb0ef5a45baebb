"""Gold articles as training examples: units with the tags of their cues, contents and sources."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import numpy as np
import numpy.typing as npt

from quotekit.attribution.learned.tags import CUE_TAGS, ENTITY_TAGS, PART_TAGS, encode
from quotekit.attribution.learned.units import Unit, cut
from quotekit.evaluation import Attribution, GoldArticle
from quotekit.matcher import MarkMatcher
from quotekit.tokenizer import EnglishTokenizer
from quotekit.training.answers import Lesson

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Spans = Sequence[tuple[int, int]]


UNKNOWN = -100
"""The tag of a piece about which the annotation says nothing; it has no part in the loss."""

SURE = 0.75
"""The least confidence at which a model's annotation is learnt; below it, it is unknown."""

KINDS = {
    "Person": "person",
    "Organization": "organisation",
    "Location": "place",
    "Facility": "place",
    "NORP": "group",
    "Misc": "other",
    "Product": "other",
}
"""Our kinds for the entity types of annotated articles; others, such as dates and sums, are not names."""


@attrs.frozen(kw_only=True)
class Scheme:
    """Hold what is annotated in a file of gold articles.

    With `deeds` actions are attributions too, as in PolNeAR; without, a piece that has no cue may still be in
    one of a deed. With `nested` speech within speech is annotated; without, a content may still contain cues.
    """

    deeds: bool = True
    nested: bool = False

    @classmethod
    def of(cls, articles: Sequence[GoldArticle]) -> Scheme:
        """Return the scheme of articles, by what they have."""
        return cls(
            deeds=any(q.act in (None, "deed") for article in articles for q in article.attributions),
            nested=any(map(_has_nested, articles)),
        )


def _has_nested(article: GoldArticle) -> bool:
    contents = [span for q in article.attributions for span in q.content]
    cues = [span for q in article.attributions for span in q.cue]
    return any(start <= s and e <= end for start, end in contents for s, e in cues)


@attrs.frozen(kw_only=True)
class NamedArticle:
    """Hold an article with its names, as (start, end, type)."""

    id: str
    text: str = attrs.field(repr=False)
    entities: tuple[tuple[int, int, str], ...]


def read_named(path: Path) -> tuple[NamedArticle, ...]:
    """Read articles with names, one a line: ``{"id", "text", "entities": [[start, end, type], …]}``."""
    with path.open(encoding="utf-8") as file:
        return tuple(
            NamedArticle(id=line["id"], text=line["text"], entities=tuple(map(tuple, line["entities"])))
            for line in map(json.loads, file)
        )


@attrs.frozen(kw_only=True, eq=False)
class Example:
    """Hold a unit and its gold tags, `UNKNOWN` where there are none.

    `cues` are the tags of cues, and `deeds` says whether cues of deeds are annotated. `flat` are the tags of
    all contents and sources. `ranges` are the half-open ranges of the cues' pieces, and `parts` has the tags
    of the content and source of each. `entities` are the tags of names. `lesson` is what a teacher answers.
    """

    unit: Unit
    cues: npt.NDArray[np.int64]
    deeds: bool
    flat: npt.NDArray[np.int64]
    ranges: tuple[tuple[int, int], ...]
    parts: tuple[npt.NDArray[np.int64], ...]
    entities: npt.NDArray[np.int64]
    lesson: Lesson | None = None


def mend(articles: Sequence[GoldArticle]) -> tuple[GoldArticle, ...]:
    """Swap cue and source where an annotator confused them ("CUE Hester, SRC said").

    They are swapped if the source's words are among the hundred commonest cues and the cue's words are a cue
    nowhere else.
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


def examples(article: GoldArticle, scheme: Scheme, tokenizer: Tokenizer) -> Iterator[Example]:
    """Cut an article into units with their gold tags.

    Parts in another unit than their cue are left out, as the rules add them.
    """
    for unit in cut_units(article.text, tokenizer):
        yield example(unit, article, scheme)


def example(unit: Unit, article: GoldArticle, scheme: Scheme) -> Example:
    """Return a unit with its gold tags; a cue without an act is one of speech.

    The pieces of an attribution with a confidence below `SURE` are `UNKNOWN`.
    """
    low, high = int(unit.starts[0]), int(unit.ends[-1])

    def ranges(spans: Spans) -> list[tuple[int, int]]:
        return [unit.covering(s, e) for s, e in _joined(spans, article.text) if s < high and e > low]

    cues, flat, linked, open_cues, open_parts = [], [], [], [], []
    for q in article.attributions:
        if q.confidence is not None and q.confidence < SURE:
            open_cues += ranges(q.cue)
            open_parts += [r for role in ("content", "source") for r in ranges(getattr(q, role))]
            continue
        parts = [(*r, role) for role in ("content", "source") for r in ranges(getattr(q, role))]
        flat.extend(parts)
        # Of a cue in two parts (*have made statements* … *indicating*) the first is taken.
        if (here := ranges(q.cue)[:1]) and here[0][0] < here[0][1]:
            cues.append((*here[0], q.act or "speech"))
            linked.append((here[0], encode(parts, len(unit), PART_TAGS)))
    tags = encode(cues, len(unit), CUE_TAGS)
    flat_tags = encode(flat, len(unit), PART_TAGS)
    if not scheme.nested:
        open_cues += [(start, end) for start, end, role in flat if role == "content"]
    for row, unknown in ((tags, open_cues), (flat_tags, open_parts)):
        for start, end in unknown:
            row[start:end][row[start:end] == 0] = UNKNOWN
    return Example(
        unit=unit,
        cues=tags,
        deeds=scheme.deeds,
        flat=flat_tags,
        ranges=tuple(r for r, _ in linked),
        parts=tuple(tags for _, tags in linked),
        entities=_unknown(unit),
    )


def named_examples(article: NamedArticle, tokenizer: Tokenizer) -> Iterator[Example]:
    """Cut an article into units with only the tags of its names."""
    for unit in cut_units(article.text, tokenizer):
        low, high = int(unit.starts[0]), int(unit.ends[-1])
        names = [
            (*unit.covering(start, end), KINDS[kind])
            for start, end, kind in article.entities
            if kind in KINDS and start < high and end > low
        ]
        yield attrs.evolve(unannotated(unit), entities=encode(names, len(unit), ENTITY_TAGS))


def unannotated(unit: Unit) -> Example:
    """Return a unit of which nothing is known."""
    unknown = _unknown(unit)
    return Example(unit=unit, cues=unknown, deeds=True, flat=unknown, ranges=(), parts=(), entities=unknown)


def cut_units(text: str, tokenizer: Tokenizer) -> Iterator[Unit]:
    """Cut a text into units as the attributor does."""
    tokenized = EnglishTokenizer().tokenize(text)
    return cut(tokenized, MarkMatcher().match(tokenized), tokenizer)


def _unknown(unit: Unit) -> npt.NDArray[np.int64]:
    return np.full(len(unit), UNKNOWN, dtype=np.int64)


def _joined(spans: Spans, text: str) -> Iterator[tuple[int, int]]:
    """Join spans with only white space between them, as a content of two sentences is often given as two."""
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
