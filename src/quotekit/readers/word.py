"""Word files (.docx): paragraphs and tables, in order."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from quotekit.errors import MissingExtra, UnreadableFile

# Moved text stands at both places; what was deleted has a name of its own there, and is no text.
_RUNS = ".//w:r[not(ancestor::w:txbxContent or ancestor::w:moveFrom)]"


def body(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the body of a Word file, its paragraphs with an empty line between, and what was done.

    Of tracked changes, what was inserted is read and what was deleted is not.
    """
    try:
        import docx
    except ImportError:
        raise MissingExtra.of("readers", package="python-docx", purpose="reading .docx") from None
    try:
        paragraphs = list(_paragraphs(docx.Document(io.BytesIO(data))))
    except Exception as error:  # a broken file breaks it anywhere
        raise UnreadableFile(f"expected a Word file (.docx), got {error or type(error).__name__}") from None
    text = "\n\n".join(paragraph for paragraph in paragraphs if paragraph.strip())
    if not text:
        raise UnreadableFile("expected a Word file with text in its body, got none")
    return text, ("body of the Word file taken out; headers, footers, notes and comments left out",)


def _paragraphs(container: Any) -> Iterator[str]:
    for block in container.iter_inner_content():
        if hasattr(block, "rows"):
            cells = block._tbl.iter_tcs()  # a cell over several columns comes once
            for cell in cells:
                for paragraph in cell.xpath(".//w:p"):
                    yield _text(paragraph)
        else:
            yield _text(block._p)


def _text(paragraph: Any) -> str:
    return "".join(run.text for run in paragraph.xpath(_RUNS))
