"""Book files: the text of a book and its title, without the header and licence of Project Gutenberg."""

from __future__ import annotations

from pathlib import Path

import attrs
import regex

from quotekit import readers
from quotekit.readers import Encoding

# The first and the last line of the book proper are beside these; the older texts have the last line of a
# contract and a plain *End of*. A title may run over two lines.
_START = regex.compile(
    r"^[ \t]*(?:\*{3} *START OF (?:THE |THIS )?PROJECT GUTENBERG.{0,300}?\*{3}"
    r"|\*END\*? ?THE SMALL PRINT!.{0,100}?\*END\*)[ \t\r]*$",
    regex.M | regex.I | regex.S,
)
_END = regex.compile(
    r"^[ \t]*(?:\*{3} *)?END OF (?:THE |THIS )?PROJECT GUTENBERG(?:['’]S|[ \t]E(?:BOOK|TEXT))\b",
    regex.M | regex.I,
)
_TITLE = regex.compile(r"^Title:[ \t]*+(\S[^\r\n]*+)", regex.M)


@attrs.frozen
class Book:
    """Hold a book: its text, to which all offsets refer, and its title."""

    text: str
    title: str


def read_book(path: str | Path, *, encoding: Encoding = "utf-8") -> Book:
    """Read a book from a file that `quotekit.readers.read` can read, such as plain text or EPUB.

    The header and licence of Project Gutenberg are left out. The title is the one that an EPUB or the header
    states, or else the name of the file. Raises what `quotekit.readers.read` does.
    """
    path = Path(path)
    read = readers.read(path, encoding=encoding)
    start = _START.search(read.text)
    stated = _TITLE.search(read.text, endpos=start.start()) if start is not None else None
    return Book(
        text=without_frame(read.text),
        title=read.title or (stated[1].strip() if stated is not None else path.stem),
    )


def without_frame(text: str) -> str:
    """Return a text without the header and the licence of Project Gutenberg.

    >>> without_frame("*** START OF THE PROJECT GUTENBERG EBOOK RAIN ***\\n\\nIt rained.\\n")
    'It rained.'
    """
    start, end = _START.search(text), _END.search(text)
    if start is None and end is None:
        return text
    if start is not None and end is not None and end.start() < start.start():
        # The contract is behind the book.
        start = None
    return text[start.end() if start else 0 : end.start() if end else len(text)].strip("\r\n")
