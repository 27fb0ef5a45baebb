"""Paragraphs written for kinds that annotated articles show too seldom: deeds, passives, reporting nouns."""

from __future__ import annotations

import re
from importlib import resources

from quotekit.document import Act
from quotekit.evaluation import Attribution, GoldArticle

_PARTS = {"<": "content", "[": "source", "{": "cue"}
_BRACKET = re.compile(r"[<\[{](~?)|[>\]}]")


def reports() -> tuple[GoldArticle, ...]:
    """Return the paragraphs of ``reports.txt``, each an article of its own.

    >>> [article.text for article in reports() if not article.attributions][0]
    'Rovers conceded a penalty in the ninth minute and lost 2-0. It was their fifth defeat in a row.'
    """
    lines = (resources.files("quotekit") / "training" / "reports.txt").read_text(encoding="utf-8")
    written = (line for line in lines.splitlines() if line and not line.startswith("#"))
    return tuple(_article(f"reports-{number}", line) for number, line in enumerate(written, start=1))


def _article(name: str, line: str) -> GoldArticle:
    text, attributions = "", []
    for sentence in line.split("|"):
        text += " " if text else ""
        spans: dict[str, list[tuple[int, int]]] = {part: [] for part in _PARTS.values()}
        act: Act = "speech"
        place, opened = 0, (0, "")
        for bracket in _BRACKET.finditer(sentence):
            text += sentence[place : bracket.start()]
            place = bracket.end()
            if part := _PARTS.get(bracket.group()[0]):
                opened = len(text), part
                act = "thought" if bracket.group(1) else act
            else:
                spans[opened[1]].append((opened[0], len(text)))
        text += sentence[place:]
        if spans["content"]:
            attributions.append(
                Attribution(
                    content=tuple(spans["content"]),
                    cue=tuple(spans["cue"]),
                    source=tuple(spans["source"]),
                    act=act,
                )
            )
    return GoldArticle(id=name, text=text, attributions=tuple(attributions))
