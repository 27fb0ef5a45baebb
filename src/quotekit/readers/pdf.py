"""PDF with a text layer: lines are joined into paragraphs, also across pages."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from quotekit.errors import MissingExtra, UnreadableFile

# How many lines at the top and the foot of a page may be running heads.
_EDGE = 3
_ENDS = re.compile(r"""[.!?:…]["'”’»)\]]*\Z""")
_HYPHEN = re.compile(r"[^\W\d_][-\u00ad]\Z")


def paragraphs(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text layer of a PDF, with an empty line between paragraphs, and notes on it."""
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
    return "\n\n".join(joined([line for lines in kept for line in lines])), tuple(done)


def _lines(page: Any) -> list[str]:
    lines = (" ".join(line.split()) for line in page.extract_text().splitlines())
    return [line for line in lines if line]


def without_running(pages: Sequence[list[str]]) -> list[list[str]]:
    """Return the lines of pages without those that come back at the top or the foot, whatever their numbers.

    >>> without_running([["The Kiln 1", "Ann left."], ["The Kiln 2", "Bo stayed."]])
    [['Ann left.'], ['Bo stayed.']]
    """
    heads = _repeated([lines[:_EDGE] for lines in pages])
    feet = _repeated([lines[-_EDGE:] for lines in pages])
    kept = []
    for lines in pages:
        start, end = 0, len(lines)
        while start < min(end, _EDGE) and _form(lines[start]) in heads:
            start += 1
        while end > max(start, len(lines) - _EDGE) and _form(lines[end - 1]) in feet:
            end -= 1
        kept.append(lines[start:end])
    return kept


def _repeated(edges: Sequence[list[str]]) -> set[str]:
    # Left and right pages have different heads, and the first page of a chapter has none.
    least = max(2, len(edges) / 3)
    found = Counter(form for lines in edges for form in {_form(line) for line in lines})
    return {form for form, pages in found.items() if pages >= least}


def _form(line: str) -> str:
    return re.sub(r"\d+", "0", line)


def joined(lines: Sequence[str]) -> Iterator[str]:
    """Join lines into paragraphs, and words that were hyphenated at the ends of lines.

    A paragraph ends with a sentence in a line that is clearly shorter than most, and so does a headline
    before a capital. A hyphen stays where the text has the word with it elsewhere.

    >>> list(joined(["The well-known kiln has been re-", "paired, and it burns. It is well-", "known."]))
    ['The well-known kiln has been repaired, and it burns. It is well-known.']
    """
    width = sorted(map(len, lines))[len(lines) * 3 // 4] if lines else 0
    hyphened = {word for line in lines for word in re.findall(r"\b\w+-\w+", line)}
    pieces: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if _HYPHEN.search(line) and following[:1].islower():
            word = re.split(r"\W+", line[:-1])[-1] + "-" + re.split(r"\W+", following)[0]
            pieces.append(line if word in hyphened else line[:-1])
            continue
        pieces.append(line)
        ends = len(line) < 0.8 * width and _ENDS.search(line) is not None
        headline = len(line) < 0.6 * width and following[:1].isupper()
        if ends or headline or not following:
            yield "".join(pieces)
            pieces = []
        else:
            pieces.append(" ")
