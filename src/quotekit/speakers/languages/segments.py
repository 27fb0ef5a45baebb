"""The parts of a noun phrase between commas, and its words outside quotation marks."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from quotekit.speakers.languages.runs import LETTERS

# What stands in quotation marks inside a phrase is what something is called.
MARKED = regex.compile(
    r"(?|[«»]([^«»\n]{1,80})[«»]|[„“]([^„“”\n]{1,80})[“”\"]|\"([^\"\n]{1,80})\""
    r"|[‘‚]([^‘’‚\n]{1,80})[’‘]|[‹›]([^‹›\n]{1,80})[‹›])"
)
_COMMA = regex.compile(r"[,(–—]\s*+")
# An article that is one word with its noun: *l'école*.
ELISION = regex.compile(r"^.*(?<=[’'])(?=\p{L})")


def unmarked(text: str, start: int, end: int) -> str:
    """Return a stretch of a text with blanks in place of what stands in marks.

    >>> unmarked("газета «Край»", 0, 13)
    'газета       '
    """
    return MARKED.sub(lambda match: " " * len(match.group()), text[start:end])


def segments(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Return the ranges of a phrase between commas and the like that are not in marks; at least one.

    >>> text = "the mayor, Ann Lee (40)"
    >>> [text[slice(*place)] for place in segments(text, 0, len(text))]
    ['the mayor', 'Ann Lee', '40)']
    """
    begin = start
    for comma in _COMMA.finditer(unmarked(text, start, end)):
        last = begin + len(text[begin : start + comma.start()].rstrip())
        if begin < last:
            yield begin, last
            begin = start + comma.end()
    if begin < end or begin == start:
        yield begin, end


def words(text: str, start: int, end: int) -> list[str]:
    """Return the words of a stretch that are not in marks.

    >>> words("газета «Край»", 0, 13)
    ['газета']
    """
    return [match.group() for match in LETTERS.finditer(unmarked(text, start, end))]
