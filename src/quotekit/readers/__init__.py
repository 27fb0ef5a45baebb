"""Readers: the text of files in other formats, with notes on how it was extracted.

Each format has a module with a function from bytes to text and notes, which `read` chooses by the file's
ending. `encodings` reads plain text, and `subtitles` tells when what is said.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from pathlib import Path

import attrs

from quotekit.arguments import check_path
from quotekit.document import Quotation
from quotekit.errors import UnreadableFile
from quotekit.readers import epub, html, mail, pdf, word
from quotekit.readers.encodings import Encoding, decoded, not_utf8
from quotekit.readers.subtitles import Time, subtitles, time_between

__all__ = ["ENDINGS", "TIMED", "Encoding", "Reading", "Time", "decoded", "not_utf8", "read", "time_between"]

_FORMS: dict[str, Callable[[bytes], tuple[str, tuple[str, ...]]]] = {
    ".docx": word.paragraphs,
    ".epub": epub.chapters,
    ".htm": html.article,
    ".html": html.article,
    ".pdf": pdf.paragraphs,
}
_ENCODED: dict[str, Callable[[bytes, Encoding], tuple[str, tuple[str, ...]]]] = {".eml": mail.body}

TIMED = frozenset({".srt", ".vtt"})
"""The endings of subtitles, whose text has times."""
ENDINGS = frozenset({*_FORMS, *_ENCODED, *TIMED, ".gz"})
"""The endings of files that are not plain text."""


@attrs.frozen(kw_only=True)
class Reading:
    """Hold a file's text, to which all offsets refer.

    `done` are notes on how the text was extracted. `times` are those of subtitles, in text order. `title` is
    the one that an EPUB states.
    """

    text: str
    done: tuple[str, ...] = ()
    times: tuple[Time, ...] = ()
    title: str = ""

    def time_at(self, offset: int) -> Time | None:
        """Return the time of the text at `offset` (in code points), or None if it has none."""
        return time_between(self.times, offset, offset + 1)

    def time_of(self, quotation: Quotation) -> Time | None:
        """Return the time from the first to the last subtitle of a quotation in this text, or None."""
        return time_between(self.times, quotation.start, quotation.end)


def read(path: str | Path, *, encoding: Encoding = "utf-8") -> Reading:
    r"""Read a file by its ending: subtitles (.vtt, .srt), mail (.eml), EPUB, HTML, .docx, .pdf, any as .gz.

    Any other file, and mail that declares no encoding, is read as text in UTF-8, or, with `encoding`
    ``auto``, in the likeliest encoding. HTML, .docx, .pdf and ``auto`` need the extra ``readers``:
    `MissingExtra` names it. Raises `OSError` if the file cannot be read, and `UnreadableFile` if it is not of
    the format that its ending says, or contains no text, like scanned pages.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "talk.srt")
    ...     _ = path.write_text("1\n00:00:01,000 --> 00:00:02,500\nIt is over.\n", encoding="utf-8")
    ...     read(path).text
    'It is over.'
    """
    check_path("path", path)
    path = Path(path)
    data = path.read_bytes()
    unpacked: tuple[str, ...] = ()
    name = path
    if path.suffix.lower() == ".gz":
        try:
            data, unpacked = gzip.decompress(data), ("unpacked",)
        except (OSError, EOFError, zlib.error) as error:
            raise UnreadableFile(f"{path}: expected data packed by gzip, got {error}") from None
        name = path.with_suffix("")
    ending = name.suffix.lower()
    times: tuple[Time, ...] = ()
    try:
        text, done = (
            _FORMS[ending](data) if ending in _FORMS else _ENCODED.get(ending, decoded)(data, encoding)
        )
    except UnreadableFile as error:
        raise UnreadableFile(f"{path}: {error}") from None
    if ending in TIMED:
        text, times = subtitles(text)
        done = (*done, "times and numbers of subtitles taken out")
    if not text.strip():
        raise UnreadableFile(f"{path}: expected a text, got none")
    title = epub.title(data) if ending == ".epub" else ""
    return Reading(text=text, done=(*unpacked, *done), times=times, title=title)
