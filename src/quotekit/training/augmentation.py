"""Augmentation: articles with other people's names, or with quotation marks in another style.

The training articles are few, and most are from one country and one year. A network that learnt that
*Trump* says things would be worse everywhere else, so some articles are read with other names, and some with
quotation marks and commas in another house style.
"""

from __future__ import annotations

import functools
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import attrs

from quotekit.evaluation import GoldArticle
from quotekit.lexicon import first_column
from quotekit.training.corpus import KINDS, NamedArticle

Edit = tuple[int, int, str]
"""A half-open range to replace, and the string in its place."""

_NAME = re.compile(r"[A-Z][a-z]+(?: [A-Z]\.)? [A-Z][A-Za-z'’-]+")
_NOT_NAMES = {"The", "A", "An", "In", "On", "At", "New", "White", "United", "North", "South", "West", "East"}


def augment(article: GoldArticle, names: Sequence[str], chance: random.Random) -> GoldArticle:
    """Change an article's names, its marks, both or neither."""
    if names and chance.random() < 0.5:
        article = edited(article, renaming(article, names, chance))
    if chance.random() < 0.35:
        article = edited(article, chance.choice(_HOUSES)(article.text))
    return article


def edited(article: GoldArticle, edits: Sequence[Edit]) -> GoldArticle:
    """Apply edits that do not overlap, and move the annotations with them."""
    spans = [span for q in article.attributions for span in (*q.content, *q.cue, *q.source)]
    text, where = _applied(article.text, edits, [offset for span in spans for offset in span])

    def told(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        return tuple((where[start], where[end]) for start, end in spans)

    return GoldArticle(
        id=article.id,
        text=text,
        attributions=tuple(
            attrs.evolve(a, content=told(a.content), cue=told(a.cue), source=told(a.source))
            for a in article.attributions
        ),
    )


def _applied(text: str, edits: Sequence[Edit], offsets: Iterable[int]) -> tuple[str, dict[int, int]]:
    """Return the text with the edits, and where the offsets are in it."""
    edits = sorted(edits)
    parts, shifts, place, moved = [], [], 0, 0
    for start, end, new in edits:
        parts += [text[place:start], new]
        moved += len(new) - (end - start)
        shifts.append((start, end, moved))
        place = end
    parts.append(text[place:])
    where, index, shift = {}, 0, 0
    for offset in sorted(set(offsets)):
        # What is inserted at the very end of a span stays outside it.
        while index < len(shifts) and (
            shifts[index][1] < offset or shifts[index][0] < shifts[index][1] == offset
        ):
            shift = shifts[index][2]
            index += 1
        where[offset] = offset + shift
    return "".join(parts), where


def renaming(article: GoldArticle, names: Sequence[str], chance: random.Random) -> list[Edit]:
    """Return edits that give people whose full name is a source other names, throughout the text."""
    old = {
        match.group()
        for q in article.attributions
        for start, end in q.source
        for match in _NAME.finditer(article.text[start:end])
        if match.group().split()[0] not in _NOT_NAMES
    }
    new: dict[str, str] = {}
    for name in sorted(old):
        given, *_, surname = name.split()
        other_given, other_surname = _person(names, chance)
        new.setdefault(given, other_given)
        new.setdefault(surname, other_surname)
    if not new:
        return []
    pattern = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, new), key=len, reverse=True)) + r")\b")
    return [(m.start(), m.end(), new[m.group()]) for m in pattern.finditer(article.text)]


def renamed(article: NamedArticle, names: Mapping[str, Sequence[str]], chance: random.Random) -> NamedArticle:
    """Give everybody in an article with names another name, and half of the other names those of others.

    `names` are the names to draw from, by type. The words of a person's name are replaced wherever they are
    in a person's name, so that somebody is still the same in short.
    """
    words: dict[str, str] = {}
    wholes: dict[tuple[str, str], str] = {}
    edits: list[Edit] = []
    for start, end, kind in article.entities:
        name = article.text[start:end]
        if kind == "Person" and names.get(kind):
            given, *_, surname = name.split() if " " in name else ("", name)
            for word, other in zip((given, surname), _person(names[kind], chance), strict=True):
                words.setdefault(word, other)
            edits += [
                (start + m.start(), start + m.end(), words[m.group()])
                for m in re.finditer(r"\S+", name)
                if m.group() in words
            ]
        elif names.get(kind):
            keeps = chance.random() < 0.5
            other = wholes.setdefault((name, kind), name if keeps else chance.choice(names[kind]))
            edits.append((start, end, other))
    text, where = _applied(article.text, edits, {offset for *ends, _ in article.entities for offset in ends})
    entities = tuple((where[start], where[end], kind) for start, end, kind in article.entities)
    return NamedArticle(id=article.id, text=text, entities=entities)


def _person(names: Sequence[str], chance: random.Random) -> tuple[str, str]:
    """Return a given name, half of the time one of the lexicon's, and a surname of somebody else."""
    given, surname = chance.choice(names).split()[0], chance.choice(names).split()[-1]
    return (chance.choice(_given()) if chance.random() < 0.5 else given), surname


@functools.cache
def _given() -> tuple[str, ...]:
    return tuple(sorted(map(str.title, first_column("given-names"))))


def _straight(text: str) -> list[Edit]:
    return [(m.start(), m.end(), '"' if m.group() in "“”" else "'") for m in re.finditer("[“”‘’]", text)]


def _curly(text: str) -> list[Edit]:
    return [
        (m.start(), m.end(), "“" if m.start() == 0 or text[m.start() - 1] in " \n(—[" else "”")
        for m in re.finditer('"', text)
    ]


def _single(text: str) -> list[Edit]:
    """Write double marks as single ones and single ones inside them as double, commas outside or inside."""
    outside = len(text) % 2 == 0
    edits: list[Edit] = []
    for m in re.finditer("(?P<mark>[.,]?”|“)|(?P<inner>(?<=[ (])‘[^‘’“”\n]{2,80}’(?=[ .,”]))", text):
        if m["inner"]:
            edits += [(m.start(), m.start() + 1, "“"), (m.end() - 1, m.end(), "”")]
        elif m.group() == "“":
            edits.append((m.start(), m.end(), "‘"))
        elif outside and m.group() == ",”":
            edits += [(m.start(), m.start() + 1, ""), (m.end() - 1, m.end(), "’"), (m.end(), m.end(), ",")]
        else:
            edits.append((m.end() - 1, m.end(), "’"))
    return edits


_HOUSES: tuple[Callable[[str], list[Edit]], ...] = (_straight, _curly, _single, _single)


def names_by_type(articles: Iterable[NamedArticle]) -> dict[str, tuple[str, ...]]:
    """Return the names in annotated articles by type; those of people if they have two or three words."""
    found: dict[str, set[str]] = defaultdict(set)
    for article in articles:
        for start, end, kind in article.entities:
            name = article.text[start:end]
            full = re.fullmatch(r"[^\W\d_]+(?: [^\W\d_]+){1,2}", name) and name.istitle()
            if kind in KINDS and (full or kind != "Person"):
                found[kind].add(name)
    return {kind: tuple(sorted(names)) for kind, names in found.items()}


def people(articles: Iterable[NamedArticle]) -> tuple[str, ...]:
    """Return the names of two or three words of the people in annotated articles."""
    return names_by_type(articles).get("Person", ())
