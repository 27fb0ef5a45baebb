"""Book files: EPUB and plain text, without the header and licence of Project Gutenberg."""

from __future__ import annotations

import posixpath
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import regex

from quotekit.errors import InvalidDocument

_START = regex.compile(
    r"^\*{3} ?START OF (?:THE|THIS) PROJECT GUTENBERG.{0,200}?\*{3}[ \t]*$", regex.M | regex.I
)
_END = regex.compile(r"^\*{3} ?END OF (?:THE|THIS) PROJECT GUTENBERG", regex.M | regex.I)
_BLOCKS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "section", "tr", "hr"}
)
_SILENT = frozenset({"head", "script", "style", "nav"})
# An archive with more unpacked bytes than this is not a book.
_LARGEST = 100_000_000


def read_book(path: str | Path) -> str:
    """Return the text of a book: plain text in UTF-8, or an EPUB where the name ends in ``.epub``.

    The header and licence of Project Gutenberg are left out.

    Raises `OSError` if the file cannot be read, `UnicodeDecodeError` for text that is not UTF-8 and
    `InvalidDocument` for an invalid EPUB.
    """
    path = Path(path)
    text = _epub(path) if path.suffix.lower() == ".epub" else path.read_text(encoding="utf-8-sig")
    return without_frame(text)


def without_frame(text: str) -> str:
    """Return a text without the header and the licence of Project Gutenberg.

    >>> without_frame("*** START OF THE PROJECT GUTENBERG EBOOK RAIN ***\\n\\nIt rained.\\n")
    'It rained.'
    """
    start, end = _START.search(text), _END.search(text)
    if start is None and end is None:
        return text
    return text[start.end() if start else 0 : end.start() if end else len(text)].strip("\r\n")


def _epub(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
                raise InvalidDocument(f"{path}: expected an EPUB of at most {_LARGEST} bytes unpacked")
            return "\n\n".join(_plain(archive.read(name)) for name in _spine(archive))
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError, StopIteration) as error:
        raise InvalidDocument(
            f"{path}: expected an EPUB, got a file that is damaged or another sort"
        ) from error


def _spine(archive: zipfile.ZipFile) -> list[str]:
    """Return the names of an EPUB's chapters in reading order."""
    container = ElementTree.fromstring(archive.read("META-INF/container.xml"))
    package_name = next(e.attrib["full-path"] for e in container.iter() if e.tag.endswith("}rootfile"))
    package = ElementTree.fromstring(archive.read(package_name))
    files = {e.attrib["id"]: e.attrib["href"] for e in package.iter() if e.tag.endswith("}item")}
    folder = posixpath.dirname(package_name)
    return [
        posixpath.normpath(posixpath.join(folder, unquote(files[e.attrib["idref"]])))
        for e in package.iter()
        if e.tag.endswith("}itemref")
    ]


def _plain(page: bytes) -> str:
    reader = _Page()
    reader.feed(page.decode("utf-8", errors="replace"))
    reader.close()
    paragraphs = (" ".join(words.split()) for words in "".join(reader.pieces).split("\0"))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


class _Page(HTMLParser):
    """Gather a page's text, with NULs between paragraphs."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in _SILENT
        self.pieces.append("\0" if tag in _BLOCKS else " " if tag == "br" else "")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in _SILENT and self.silent > 0
        self.pieces.append("\0" if tag in _BLOCKS else "")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.pieces.append(data.replace("\0", " "))
