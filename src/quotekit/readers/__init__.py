"""Readers: the text of files that are more than text, with what was done to get it."""

from __future__ import annotations

import email
import email.policy
import gzip
from bisect import bisect_right
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import attrs

from quotekit.errors import UnreadableFile
from quotekit.readers.subtitles import Time, subtitles

__all__ = ["ENDINGS", "Reading", "Time", "read"]


@attrs.frozen(kw_only=True)
class Reading:
    """Hold a file's text, which all offsets refer to.

    `done` says, in words, what was done to get the text. `times` are those of subtitles, in text order.
    """

    text: str
    done: tuple[str, ...] = ()
    times: tuple[Time, ...] = ()

    def time_at(self, offset: int) -> Time | None:
        """Return when what stands at `offset` (in code points) was said, or None where nothing says it."""
        at = bisect_right(self.times, offset, key=lambda time: time.start) - 1
        return self.times[at] if at >= 0 and offset < self.times[at].end else None


def read(path: str | Path) -> Reading:
    """Read a file by its ending: subtitles (.vtt, .srt), mail (.eml), any of these or text as .gz.

    Any other file is read as text in UTF-8. Raises `OSError` where the file cannot be read, and
    `UnreadableFile` where it is not what its ending says or holds no text.
    """
    path = Path(path)
    data = path.read_bytes()
    done: tuple[str, ...] = ()
    if path.suffix.lower() == ".gz":
        try:
            data, done = gzip.decompress(data), ("unpacked",)
        except (OSError, EOFError) as error:
            raise UnreadableFile(f"{path}: expected data packed by gzip, got {error}") from None
        path = path.with_suffix("")
    form = _FORMS.get(path.suffix.lower(), _plain)
    try:
        reading = form(data)
    except UnicodeDecodeError as error:
        got = f"byte 0x{data[error.start]:02x} at byte offset {error.start}"
        raise UnreadableFile(f"{path}: expected UTF-8, got {got}") from None
    if not reading.text.strip():
        raise UnreadableFile(f"{path}: expected a text, got none")
    return attrs.evolve(reading, done=(*done, *reading.done))


def _plain(data: bytes) -> Reading:
    return Reading(text=data.removeprefix(b"\xef\xbb\xbf").decode("utf-8"))


def _subtitles(data: bytes) -> Reading:
    text, times = subtitles(_plain(data).text)
    return Reading(text=text, done=("times and numbers of subtitles taken out",), times=times)


def _mail(data: bytes) -> Reading:
    message = email.message_from_bytes(data, policy=email.policy.default)
    body = message.get_body(("plain",)) if isinstance(message, EmailMessage) else None
    if body is None:
        return Reading(text="")
    text = str(body.get_content()).replace("\r\n", "\n")
    return Reading(text=text, done=("headers and attachments of the mail left out",))


_FORMS: dict[str, Callable[[bytes], Reading]] = {".eml": _mail, ".srt": _subtitles, ".vtt": _subtitles}

ENDINGS = frozenset({*_FORMS, ".gz"})
"""The endings of the files that are read as more than text."""
