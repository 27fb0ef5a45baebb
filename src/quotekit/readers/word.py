"""Word files (.docx): paragraphs and tables, in order."""

from __future__ import annotations

import io
from typing import Any

from quotekit.errors import MissingExtra, UnreadableFile

# Anywhere in the body, including tables and form fields. Text boxes are not part of the running text.
_PARAGRAPHS = ".//w:p[not(ancestor::w:txbxContent)]"
# Moved text is at both places; deleted text has elements of its own, which are skipped.
_RUNS = ".//w:r[not(ancestor::w:txbxContent or ancestor::w:moveFrom)]"


def paragraphs(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the body of a Word file, with an empty line between paragraphs, and notes on it.

    Insertions among tracked changes are read, and deletions are not.
    """
    try:
        import docx
    except ImportError:
        raise MissingExtra.of("readers", package="python-docx", purpose="reading .docx") from None
    try:
        body = docx.Document(io.BytesIO(data)).element.body
        texts = [_text(paragraph) for paragraph in body.xpath(_PARAGRAPHS)]
    except Exception as error:  # a broken file breaks it anywhere
        raise UnreadableFile(f"expected a Word file (.docx), got {error or type(error).__name__}") from None
    text = "\n\n".join(paragraph for paragraph in texts if paragraph.strip())
    if not text:
        raise UnreadableFile("expected a Word file with text in its body, got none")
    return text, ("body of the Word file taken out; headers, footers, notes, comments and boxes left out",)


def _text(paragraph: Any) -> str:
    return "".join(run.text for run in paragraph.xpath(_RUNS))
