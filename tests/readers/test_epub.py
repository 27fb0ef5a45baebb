"""EPUB as it is read by its ending."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from quotekit import readers
from quotekit.errors import UnreadableFile

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="b/p.opf"/></rootfiles></container>'
)
PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf"><metadata>'
    '<title xmlns="http://purl.org/dc/elements/1.1/">Rain\nand wind</title></metadata>'
    '<manifest><item id="1" href="1.xhtml"/><item id="2" href="a%20b.xhtml"/></manifest>'
    '<spine><itemref idref="2"/><itemref idref="1"/></spine></package>'
)


def epub(path: Path, **changes: str | bytes) -> Path:
    """Write an EPUB of two chapters, of which the one listed last comes first."""
    pages: dict[str, str | bytes] = {
        "META-INF/container.xml": CONTAINER,
        "b/p.opf": PACKAGE,
        "b/1.xhtml": "<html><head><title>T</title></head><body><p>“Yes,” said Ann.</p></body></html>",
        "b/a b.xhtml": "<html><body><h1>One</h1><p>It<br/>rained &amp; blew.</p></body></html>",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, page in {**pages, **changes}.items():
            archive.writestr(name, page)
    return path


def test_chapters_are_in_the_order_of_the_spine(tmp_path: Path) -> None:
    reading = readers.read(epub(tmp_path / "book.epub"))
    assert reading.text == "One\n\nIt rained & blew.\n\n“Yes,” said Ann."
    assert reading.title == "Rain and wind"


@pytest.mark.parametrize(
    "broken", [{"b/p.opf": "<package"}, {"b/p.opf": PACKAGE.replace("1.xhtml", "3.xhtml")}, {}]
)
def test_what_is_no_epub_is_refused(tmp_path: Path, broken: dict[str, str]) -> None:
    book = epub(tmp_path / "book.epub", **broken)
    if not broken:
        book.write_bytes(b"no archive")
    with pytest.raises(UnreadableFile, match=r"book\.epub: expected an EPUB"):
        readers.read(book)


PAGE = "<?xml version='1.0' encoding='{}'?><html><body><p>“Zoë’s,” said Ann.</p></body></html>"


@pytest.mark.parametrize(
    ("declared", "encoding"), [("utf-8", "utf-8-sig"), ("UTF-16", "utf-16"), ("windows-1252", "cp1252")]
)
def test_chapters_are_in_the_encoding_that_they_declare(tmp_path: Path, declared: str, encoding: str) -> None:
    book = epub(tmp_path / "book.epub", **{"b/1.xhtml": PAGE.format(declared).encode(encoding)})
    assert readers.read(book).text == "One\n\nIt rained & blew.\n\n“Zoë’s,” said Ann."


@pytest.mark.parametrize(("name", "refused"), [("b/a%20b.xhtml", True), ("b/font.otf", False)])
def test_encrypted_chapters_are_refused(tmp_path: Path, name: str, refused: bool) -> None:
    listed = (
        '<encryption xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:CipherData>'
        f'<e:CipherReference URI="{name}"/></e:CipherData></encryption>'
    )
    book = epub(tmp_path / "book.epub", **{"META-INF/encryption.xml": listed})
    if refused:
        with pytest.raises(UnreadableFile, match=r"book\.epub: .* encrypted"):
            readers.read(book)
    else:
        assert "said Ann" in readers.read(book).text
