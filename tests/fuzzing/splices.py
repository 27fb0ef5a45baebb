"""Bytes made into texts of the fixtures, cut anywhere and joined: reading a word too far shows there."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator
from pathlib import Path

_FIXTURES = Path(__file__).parents[2] / "fixtures"
# What marks sources and cues in the passages, and the speaker behind them.
_MARKS = re.compile(r"\{[cqs][\d,]+:|\}|\t.*")
_WORD = re.compile(r"\s*\S+")
LANGUAGES = ("cs", "de", "es", "fr", "it", "nl", "pl", "pt", "ru")


def english(data: bytes) -> str:
    """Make a text of news and of small texts in English.

    >>> english(bytes([0, 0, 0, 4]))
    'FORT ASHBY, W.Va. —'
    """
    return _spliced(data, _english())


def foreign(data: bytes) -> str:
    """Make a text in another language, as JSON: the language and the text."""
    language = LANGUAGES[sum(data[:1]) % len(LANGUAGES)]
    return json.dumps([language, _spliced(data[1:], _passages(language))])


def _spliced(data: bytes, pool: tuple[list[str], ...]) -> str:
    """Make a text by four bytes a step: which of the pool, and from where how many of its words.

    One step in eight changes a word instead: it goes, comes twice, or another one stands in its place.
    """
    words: list[str] = []
    for step in _fours(data):
        given = pool[(step[0] << 8 | step[1]) % len(pool)]
        if step[2] % 8 == 7 and words:
            at = step[3] % len(words)
            changed = ([], [words[at]] * 2, given[:1], [words[-1], given[-1]])
            words[at : at + 1] = changed[step[2] // 8 % 4]
        else:
            first = 0 if step[2] % 8 < 4 else step[2] % len(given)
            words += ["\n\n"] if words and step[2] % 2 else []
            words += given[first : first + step[3] % (len(given) + 1)]
    return "".join(words).lstrip()


def _fours(data: bytes) -> Iterator[tuple[int, ...]]:
    for start in range(0, len(data) - 3, 4):
        yield tuple(data[start : start + 4])


@functools.cache
def _english() -> tuple[list[str], ...]:
    articles = [path.read_text(encoding="utf-8") for path in sorted((_FIXTURES / "articles").glob("*.txt"))]
    kinds = (_FIXTURES / "kinds.jsonl").read_text(encoding="utf-8").splitlines()
    return _cut((*articles, *(json.loads(line)["text"] for line in kinds)))


@functools.cache
def _passages(language: str) -> tuple[list[str], ...]:
    lines = (_FIXTURES / "languages" / "press" / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    return _cut(tuple(_MARKS.sub("", line) for line in lines if not line.startswith("#")))


def _cut(texts: tuple[str, ...]) -> tuple[list[str], ...]:
    return tuple(words for text in texts if (words := _WORD.findall(text)))
