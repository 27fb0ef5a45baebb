"""Mail (.eml): its body, from plain text or, where there is none, from HTML."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage, MIMEPart
from html.parser import HTMLParser

from quotekit.readers.encodings import Encoding, decoded

_LEFT_OUT = "headers and attachments of the mail left out"
_FROM_HTML = "body taken out of HTML; what is quoted stands in lines after >"
_UNSEEN = frozenset({"head", "script", "style", "title"})
_LINES = frozenset({"br", "div", "li", "ol", "pre", "table", "tr", "ul"})
_BLOCKS = frozenset({"blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "p"})


def body(data: bytes, encoding: Encoding = "utf-8") -> tuple[str, tuple[str, ...]]:
    """Return the text of a mail, or none where it has no body, and notes on it.

    Where the mail does not declare a known encoding, its body is in the given one. Raises `UnreadableFile`
    if it is not.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    if not isinstance(message, EmailMessage):
        return "", ()
    part = message.get_body(("plain", "html"))
    if part is None:
        return "", ()
    text, done = _content(part, encoding)
    if part.get_content_type() == "text/html":
        return plain(text), (_LEFT_OUT, _FROM_HTML, *done)
    return text, (_LEFT_OUT, *done)


def _content(part: MIMEPart, encoding: Encoding) -> tuple[str, tuple[str, ...]]:
    """Return the text of a part, and notes on how it was decoded."""
    done: tuple[str, ...] = ()
    try:
        # What is not declared would be read as ASCII, and all else be lost.
        undeclared = part.get_content_charset("us-ascii") in ("us-ascii", "ascii", "unknown-8bit")
        text = None if undeclared else str(part.get_content())
    except (LookupError, UnicodeError):
        text = None
    if text is None:
        text, done = decoded(bytes(part.get_payload(decode=True) or b""), encoding)
    return text.replace("\r\n", "\n"), done


def plain(source: str) -> str:
    """Return the text of HTML as mail has it: quoted blocks in lines after ``>``, as deep as they lie.

    >>> plain("<p>No.</p><p>Ann wrote:</p><blockquote><p>Send it.<br>Now.</p></blockquote>")
    'No.\\n\\nAnn wrote:\\n> Send it.\\n> Now.'
    """
    parser = _Plain()
    parser.feed(source)
    parser.close()
    return parser.text()


class _Plain(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[tuple[int, str]] = []
        self._words: list[str] = []
        self._depth = self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._bound(tag)
        self._unseen += tag in _UNSEEN
        self._depth += tag == "blockquote"

    def handle_endtag(self, tag: str) -> None:
        self._bound(tag)
        self._unseen = max(self._unseen - (tag in _UNSEEN), 0)
        self._depth = max(self._depth - (tag == "blockquote"), 0)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._words.append(data)

    def text(self) -> str:
        """Return what was read so far."""
        self._bound("p")
        lines: list[str] = []
        for place, (depth, line) in enumerate(self._lines):
            around = [
                depth,
                *(self._lines[at][0] for at in (place - 1, place + 1) if 0 <= at < len(self._lines)),
            ]
            # No empty line parts a quotation from the line that announces it.
            if line or (lines and lines[-1] and min(around) == max(around)):
                lines.append(f"{'>' * depth} {line}".strip() if depth else line)
        while lines and not lines[-1].strip("> "):
            lines.pop()
        return "\n".join(lines)

    def _bound(self, tag: str) -> None:
        """End the line before and after a tag that sets it apart."""
        if tag not in _LINES and tag not in _BLOCKS:
            return
        line = " ".join("".join(self._words).split())
        self._words.clear()
        if line:
            self._lines.append((self._depth, line))
        if tag in _BLOCKS and self._lines and self._lines[-1][1]:
            self._lines.append((self._depth, ""))
