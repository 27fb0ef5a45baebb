"""EPUB: the text of its chapters in reading order, and its title."""

from __future__ import annotations

import codecs
import contextlib
import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import unquote
from xml.etree import ElementTree

from quotekit.errors import UnreadableFile

_BLOCKS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "section", "tr", "hr"}
)
_SILENT = frozenset({"head", "script", "style", "nav"})
# An archive with more unpacked bytes than this is not a book.
_LARGEST = 100_000_000
# The encoding that an XML declaration states.
_DECLARED = re.compile(rb"\s*<\?xml[^>]*?\sencoding\s*=\s*[\"']([\w.-]+)")


def chapters(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of an EPUB, with an empty line between paragraphs, and notes on it."""
    with _opened(data) as archive:
        folder, package = _package(archive)
        names = _spine(folder, package)
        if not _encrypted(archive).isdisjoint(names):
            raise UnreadableFile("expected an EPUB without copy protection, got one that is encrypted")
        pages = [_plain(archive.read(name)) for name in names]
    return "\n\n".join(pages), ("chapters of the EPUB taken out",)


def title(data: bytes) -> str:
    """Return the title that an EPUB states, or an empty string."""
    with _opened(data) as archive:
        _, package = _package(archive)
    named = (element.text for element in package.iter() if element.tag.endswith("}title"))
    return " ".join((next(named, None) or "").split())


@contextlib.contextmanager
def _opened(data: bytes) -> Iterator[zipfile.ZipFile]:
    """Open an EPUB. Raises `UnreadableFile` for whatever is wrong with it when it is opened or read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
                raise UnreadableFile(f"expected an EPUB of at most {_LARGEST} bytes unpacked")
            yield archive
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        ElementTree.ParseError,
        KeyError,
        StopIteration,
    ) as error:
        raise UnreadableFile("expected an EPUB, got a file that is damaged or another sort") from error


def _package(archive: zipfile.ZipFile) -> tuple[str, ElementTree.Element]:
    """Return the folder of an EPUB's package, and what it lists."""
    container = ElementTree.fromstring(archive.read("META-INF/container.xml"))
    name = next(e.attrib["full-path"] for e in container.iter() if e.tag.endswith("}rootfile"))
    return posixpath.dirname(name), ElementTree.fromstring(archive.read(name))


def _spine(folder: str, package: ElementTree.Element) -> list[str]:
    """Return the names of an EPUB's chapters in reading order."""
    files = {e.attrib["id"]: e.attrib["href"] for e in package.iter() if e.tag.endswith("}item")}
    return [
        posixpath.normpath(posixpath.join(folder, unquote(files[e.attrib["idref"]])))
        for e in package.iter()
        if e.tag.endswith("}itemref")
    ]


def _encrypted(archive: zipfile.ZipFile) -> set[str]:
    """Return the names of the files of an EPUB that are encrypted: often its fonts, with DRM its chapters."""
    listed = "META-INF/encryption.xml"
    if listed not in archive.namelist():
        return set()
    root = ElementTree.fromstring(archive.read(listed))
    return {unquote(e.attrib.get("URI", "")) for e in root.iter() if e.tag.endswith("}CipherReference")}


def _decoded(page: bytes) -> str:
    """Decode a page, which is UTF-8 unless it begins with a mark of UTF-16 or declares another encoding."""
    if page.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return page.decode("utf-16", errors="replace")
    declared = _DECLARED.match(page)
    if declared is not None and not declared[1].lower().startswith(b"utf"):
        with contextlib.suppress(LookupError, UnicodeError):
            return page.decode(declared[1].decode("ascii"))
    return page.decode("utf-8-sig", errors="replace")


def _plain(page: bytes) -> str:
    reader = _Page()
    reader.feed(_decoded(page))
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
