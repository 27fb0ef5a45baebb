"""PDF with a text layer: lines are joined into paragraphs, also across pages."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

import regex

from quotekit.errors import MissingExtra, UnreadableFile

# What pypdf logs about a broken file says less than the error, and not which file it is.
logging.getLogger("pypdf").addHandler(logging.NullHandler())

# How many lines at the top and the foot of a page may be running heads.
_EDGE = 3
# Lines this many times as far apart as most have a space between them.
_APART = 1.35
_ENDS = re.compile(r"""[.!?:…]["'”’»)\]]*\Z""")
# The beginning of a turn, perhaps after the number of its line: *MS. LEE:*, *Mr. Fox:*, *Q.*
_LABEL = regex.compile(
    r"(?:\d{1,2} )?(?P<who>[QA](?=[.:] )"
    r"|(?:\p{Lu}\p{Ll}{1,3}\. )?\p{Lu}[\p{Lu}.'’-]{1,30}(?: [\p{Lu}\d.'’-]{1,30}){0,3}(?=:)"
    r"|(?:Mr|Mrs|Ms|Dr)\.? \p{Lu}[\p{L}'’-]{1,30}(?=:))"
)
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_HYPHEN = re.compile(r"[^\W\d_][-\u00ad]\Z")


class Line(NamedTuple):
    """Hold a line of a page; `apart` tells whether a space parts it from the one above."""

    text: str
    apart: bool = False


def paragraphs(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text layer of a PDF, with an empty line between paragraphs, and notes on it.

    Where the pages set paragraphs apart, a short line in a block, as a name over what somebody says,
    keeps a line of its own.
    """
    try:
        import pypdf
    except ImportError:
        raise MissingExtra.of("readers", package="pypdf", purpose="reading PDF") from None
    try:
        pages = [_lines(page) for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    except Exception as error:  # a broken file breaks it anywhere
        raise UnreadableFile(f"expected a PDF, got {error or type(error).__name__}") from None
    if not any(pages):
        raise UnreadableFile("expected a PDF with a text layer, got none: scanned pages need OCR first")
    done = ["text layer of the PDF taken out, its lines joined into paragraphs, hyphens at their ends undone"]
    if bare := [str(number) for number, lines in enumerate(pages, start=1) if not lines]:
        done.append(f"pages without text: {', '.join(bare)}")
    kept = without_running(pages)
    if dropped := sum(map(len, pages)) - sum(map(len, kept)):
        done.append(f"lines of running heads and feet left out: {dropped}")
    return "".join(joined([line for lines in kept for line in lines])), tuple(done)


def _lines(page: Any) -> list[Line]:
    """Return the lines of a page, none of them empty."""
    texts: list[str] = []
    heights: list[float] = []
    opens = True

    def visit(text: str, transformation: list[float], matrix: list[float], *_: object) -> None:
        nonlocal opens
        for piece in text.splitlines(keepends=True):
            if opens:
                texts.append("")
                heights.append(
                    matrix[4] * transformation[1] + matrix[5] * transformation[3] + transformation[5]
                )
            texts[-1] += piece
            opens = piece.endswith(("\n", "\r"))

    page.extract_text(visitor_text=visit)
    found = [
        (" ".join(text.split()), height) for text, height in zip(texts, heights, strict=True) if text.strip()
    ]
    gaps = [above - below for (_, above), (_, below) in pairwise(found)]
    usual = median([gap for gap in gaps if gap > 0] or [0.0])
    apart = [False] * bool(found) + [usual > 0 and (gap > _APART * usual or gap < -usual) for gap in gaps]
    return [Line(text, wide) for (text, _), wide in zip(found, apart, strict=True)]


def without_running(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """Return the lines of pages without those that come back at the top or the foot, whatever their numbers.

    >>> pages = [[Line("The Kiln 1"), Line("Ann left.")], [Line("The Kiln 2"), Line("Bo stayed.")]]
    >>> [line.text for lines in without_running(pages) for line in lines]
    ['Ann left.', 'Bo stayed.']
    """
    turns = _turns([line.text for lines in pages for line in lines])
    heads = _repeated([lines[:_EDGE] for lines in pages]) - turns
    feet = _repeated([lines[-_EDGE:] for lines in pages]) - turns
    kept = []
    for lines in pages:
        start, end = 0, len(lines)
        while start < min(end, _EDGE) and _form(lines[start].text) in heads:
            start += 1
        while end > max(start, len(lines) - _EDGE) and _form(lines[end - 1].text) in feet:
            end -= 1
        # What follows a head is no further from it than the page wants.
        kept.append([Line(line.text, line.apart and at > 0) for at, line in enumerate(lines[start:end])])
    return kept


def _repeated(edges: Sequence[list[Line]]) -> set[str]:
    """Return the forms of lines that many pages have, and of titles that come back within two pages."""
    # Left and right pages have different heads, chapters have their own, and their first pages none.
    least = max(2, len(edges) / 3)
    pages = [{_form(line.text) for line in lines} for lines in edges]
    found = Counter(form for forms in pages for form in forms)
    titles = {_form(line.text) for lines in edges for line in lines if _is_title(line.text)}
    near = {
        form for gap in (1, 2) for one, two in zip(pages, pages[gap:], strict=False) for form in one & two
    }
    return {form for form, count in found.items() if count >= least} | (titles & near)


def _is_title(line: str) -> bool:
    """Tell whether a line is written like a title: long words with capitals, and no full stop."""
    words = _LONG_WORD.findall(line)
    return bool(words) and all(word[0].isupper() for word in words) and not _ENDS.search(line)


def _turns(texts: Sequence[str]) -> set[str]:
    """Return the forms of the lines that begin with a speaker's label, if speakers come back."""
    labelled = [(match["who"], text) for text in texts if (match := _LABEL.match(text))]
    counts = Counter(who for who, _ in labelled)
    spoken = len(labelled) > 2 and len(counts) > 1 and ("Q" in counts or "A" not in counts)
    return {_form(text) for _, text in labelled} if spoken else set()


def _form(line: str) -> str:
    return re.sub(r"\d+", "0", line)


def joined(lines: Sequence[Line]) -> Iterator[str]:
    """Join lines into paragraphs, and words that were hyphenated at the ends of lines.

    A paragraph ends before a space between lines, if its sentence does, or else with a sentence in a line
    that is clearly shorter than most; so does a headline before a capital, and any line before a speaker's
    label. A hyphen stays if the text has the word with it elsewhere.

    >>> lines = ["The well-known kiln has been re-", "paired, and it burns. It is well-", "known."]
    >>> "".join(joined([Line(line) for line in lines]))
    'The well-known kiln has been repaired, and it burns. It is well-known.'
    """
    texts = [line.text for line in lines]
    width = sorted(map(len, texts))[len(texts) * 9 // 10] if texts else 0
    turns = _turns(texts)
    spaced = any(line.apart for line in lines)
    hyphened = {word for text in texts for word in re.findall(r"\b\w+-\w+", text)}
    for text, following in zip(texts, [*lines[1:], Line("")], strict=True):
        after = following.text
        if _HYPHEN.search(text) and after[:1].islower():
            word = re.split(r"\W+", text[:-1])[-1] + "-" + re.split(r"\W+", after)[0]
            yield text if word in hyphened else text[:-1]
            continue
        yield text
        ends = len(text) < 0.8 * width and _ENDS.search(text) is not None
        headline = len(text) < 0.6 * width and after[:1].isupper()
        if not after:
            return
        if following.apart and not after[:1].islower():
            yield "\n\n"
        elif ends or headline or _form(after) in turns:
            yield "\n" if spaced else "\n\n"
        else:
            yield " "
