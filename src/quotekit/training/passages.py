"""Passages with marked attributions: in ``[Ann Lee] {hopes} <for rain>``, the source, cue and content."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import resources

from quotekit.document import Act
from quotekit.evaluation import Attribution, GoldArticle

_PARTS = {"<": "content", "[": "source", "{": "cue"}
_BRACKET = re.compile(r"[<\[{](~?)|\s*[>\]}]")


def article(identifier: str, passages: Iterable[str]) -> GoldArticle:
    """Return the article that passages make, one after the other, each with one attribution at most.

    A tilde behind an opening bracket says that it is of thought. White space at the end of a part is in none.

    >>> made = article("dry", ["[Ann Lee] {~hopes} <for rain>.", " It was dry."])
    >>> made.text, [(one.act, one.content) for one in made.attributions]
    ('Ann Lee hopes for rain. It was dry.', [('thought', ((14, 22),))])
    """
    text, attributions = "", []
    for passage in passages:
        spans: dict[str, list[tuple[int, int]]] = {part: [] for part in _PARTS.values()}
        act: Act = "speech"
        place, opened = 0, (0, "")
        for bracket in _BRACKET.finditer(passage):
            text += passage[place : bracket.start()]
            place = bracket.end()
            if part := _PARTS.get(bracket[0][0]):
                opened = len(text), part
                act = "thought" if bracket[1] else act
            else:
                spans[opened[1]].append((opened[0], len(text)))
                text += bracket[0][:-1]
        text += passage[place:]
        if spans["content"]:
            content, source, cue = (tuple(spans[part]) for part in ("content", "source", "cue"))
            attributions.append(Attribution(content=content, cue=cue, source=source, act=act))
    return GoldArticle(id=identifier, text=text, attributions=tuple(attributions))


def sentences(line: str) -> list[str]:
    """Return the sentences of a line that bars part, each with the space before it.

    >>> sentences("[Ann Lee] {hopes} <for rain>.|It was dry.")
    ['[Ann Lee] {hopes} <for rain>.', ' It was dry.']
    """
    return line.replace("|", "| ").split("|")


def reports() -> tuple[GoldArticle, ...]:
    """Return the paragraphs written of what annotated articles show too seldom, such as deeds and passives.

    >>> [article.text for article in reports() if not article.attributions][0]
    'Rovers conceded a penalty in the ninth minute and lost 2-0. It was their fifth defeat in a row.'
    """
    lines = (resources.files("quotekit") / "training" / "reports.txt").read_text(encoding="utf-8")
    written = (line for line in lines.splitlines() if line and not line.startswith("#"))
    return tuple(
        article(f"reports-{number}", sentences(line)) for number, line in enumerate(written, start=1)
    )
