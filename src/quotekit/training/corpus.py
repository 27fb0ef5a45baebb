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

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Spans = Sequence[tuple[int, int]]


UNKNOWN = -100
"""The tag of a piece of which the annotation says nothing; the loss leaves it out."""

SURE = 0.75
"""What a model annotated (an attribution with a confidence) is learnt from here on; below, it is unknown."""

_KINDS = {
    "Person": "person",
    "Organization": "organisation",
    "Location": "place",
    "Facility": "place",
    "NORP": "group",
    "Misc": "other",
    "Product": "other",
}
"""What the entity types of annotated articles are called here; dates and sums of money are no names."""


@attrs.frozen(kw_only=True)
class Scheme:
    """Hold what a file of gold articles annotates.

    `deeds`: actions count as attributions too, as in PolNeAR; where they do not, a piece without a
    cue may still be one of a deed. `nested`: so does speech within speech; where it does not, a
    content may still hold cues.
    """

    deeds: bool = True
    nested: bool = False

    @classmethod
    def of(cls, articles: Sequence[GoldArticle]) -> Scheme:
        """Tell a file's scheme by what it has."""
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
    """Hold an article with the names in it, as (start, end, type)."""

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

    `cues` tags the unit's cues, and `deeds` tells whether those of deeds are among them. `flat` tags
    every content and source at once. `ranges` are the cues' half-open piece ranges, and `parts` has
    for each of them the tags of what is its own. `entities` tags the names.
    """

    unit: Unit
    cues: npt.NDArray[np.int64]
    deeds: bool
    flat: npt.NDArray[np.int64]
    ranges: tuple[tuple[int, int], ...]
    parts: tuple[npt.NDArray[np.int64], ...]
    entities: npt.NDArray[np.int64]


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


def examples(article: GoldArticle, scheme: Scheme, tokenizer: Tokenizer) -> Iterator[Example]:
    """Cut an article into units with their gold tags.

    What stands in another unit than its cue is left out: bringing that in is the rules' work.
    """
    for unit in cut_units(article.text, tokenizer):
        yield example(unit, article, scheme)


def example(unit: Unit, article: GoldArticle, scheme: Scheme) -> Example:
    """Tag one unit with what the article's gold says of it; a cue without an act is one of speech.

    The pieces of an attribution that whoever annotated it was not sure of are `UNKNOWN`.
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
    """Cut an article into units with the tags of its names, and of nothing else."""
    for unit in cut_units(article.text, tokenizer):
        low, high = int(unit.starts[0]), int(unit.ends[-1])
        names = [
            (*unit.covering(start, end), _KINDS[kind])
            for start, end, kind in article.entities
            if kind in _KINDS and start < high and end > low
        ]
        yield Example(
            unit=unit,
            cues=_unknown(unit),
            deeds=True,
            flat=_unknown(unit),
            ranges=(),
            parts=(),
            entities=encode(names, len(unit), ENTITY_TAGS),
        )


def cut_units(text: str, tokenizer: Tokenizer) -> Iterator[Unit]:
    """Cut a text into units as the attributor does."""
    tokenized = EnglishTokenizer().tokenize(text)
    return cut(tokenized, MarkMatcher().match(tokenized), tokenizer)


def _unknown(unit: Unit) -> npt.NDArray[np.int64]:
    return np.full(len(unit), UNKNOWN, dtype=np.int64)


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
