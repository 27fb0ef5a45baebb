"""Chapters: the parts of a book, by their headings."""

from __future__ import annotations

import attrs
import regex

from quotekit.document import Document, Span
from quotekit.lexicon import group

_WORDS = "|".join(sorted(group("fiction-numbers")))
_NUMBER = rf"(?:the )?(?:[ivxlcdm]+|\d+|\p{{L}}+teen|\p{{L}}+ty|{_WORDS})"
# *Chapter II*, *Part the Second: Rain*, a number alone, or *Prologue*.
_HEADING = regex.compile(
    rf"(?:(?:{'|'.join(sorted(group('fiction-parts')))})\s+{_NUMBER}\b.{{0,90}}"
    rf"|[ivxlcdm]+\.?|\d{{1,3}}\.?|{'|'.join(sorted(group('fiction-unnumbered')))})",
    regex.I | regex.S,
)
# Numbers in words, which are headings in capitals alone.
_ALONE = regex.compile(
    rf"{_WORDS}|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif)ty(?:[- ](?:{_WORDS}))?",
    regex.I,
)
# Marks of italics and headings in plain text.
_MARKS = "_*# "
# The longest heading, and the longest text between two headings in a table of contents.
_LONGEST = 120
_SHORTEST = 200
_SUBTITLE = 70


@attrs.frozen(kw_only=True)
class Chapter:
    """Hold one chapter: its heading on one line (empty before the first one) and its extent."""

    title: str
    span: Span


def chapters(document: Document) -> tuple[Chapter, ...]:
    r"""Return a book's chapters in order; joined, they are the whole text.

    A book without headings is one chapter without a title.

    >>> from quotekit import attribute_novel
    >>> book = "CHAPTER I\n\nRAIN\n\n" + "It rained. " * 30 + "\n\nCHAPTER II\n\n" + "It blew. " * 30
    >>> [chapter.title for chapter in chapters(attribute_novel(book))]
    ['CHAPTER I RAIN', 'CHAPTER II']
    """
    text, found = document.text, list[tuple[int, str]]()
    paragraphs = document.paragraphs
    for place, paragraph in enumerate(paragraphs):
        title = paragraph.text.strip(_MARKS)
        if len(paragraph) > _LONGEST or not _is_heading(title):
            continue
        if place + 1 < len(paragraphs) and _is_subtitle(paragraphs[place + 1].text):
            title += " " + paragraphs[place + 1].text
        if found and paragraph.start - found[-1][0] < _SHORTEST:
            # Volume and chapter are one heading; of a table of contents only the last line is kept.
            above = found.pop()
            if paragraph.start - above[0] < len(above[1]) + 20:
                title = f"{above[1]} {title}"
            found.append((above[0], title))
        else:
            found.append((paragraph.start, title))
    if not found or found[0][0] > 0:
        found.insert(0, (0, ""))
    ends = [start for start, _ in found[1:]] + [len(text)]
    return tuple(
        Chapter(title=" ".join(title.split()), span=Span(start, end, text))
        for (start, title), end in zip(found, ends, strict=True)
    )


def _is_heading(text: str) -> bool:
    # *TWO* alone is a heading, *Two* may be anything.
    return bool(_HEADING.fullmatch(text)) or (text.isupper() and bool(_ALONE.fullmatch(text)))


def _is_subtitle(text: str) -> bool:
    if len(text) > _SUBTITLE or _is_heading(text.strip(_MARKS)) or not text[0].isupper():
        return False
    words = [word for word in text.split() if word[0].isalpha()]
    return (
        bool(words) and 2 * sum(word[0].isupper() for word in words) > len(words) and text[-1] not in '”"?!'
    )
