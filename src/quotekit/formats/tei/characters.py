"""Characters that XML cannot hold: TEI's ``<g>`` stands for each, and the header says which it is."""

from __future__ import annotations

import re
from collections.abc import Iterable

NAMESPACE = "http://www.tei-c.org/ns/1.0"

# What no document of XML 1.0 may hold, not even as a reference.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# A reader of XML would turn a carriage return of the file into a line feed.
_SPECIAL = re.compile("[&<>\r]|" + _UNFIT.pattern)
_REFERENCES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_CODE_POINT = re.compile("U[+]([0-9A-F]{4,6})", re.ASCII)


def escaped(text: str) -> str:
    """Return a text as the content of an element.

    Where a character is none that XML may hold, U+FFFD stands inside a ``<g>`` that points to its
    declaration, so that every reader counts as many characters as there are.

    >>> escaped("a < b\\0")
    'a &lt; b<g ref="#u0000">\ufffd</g>'
    """
    return _SPECIAL.sub(_written, text)


def _written(match: re.Match[str]) -> str:
    reference = _REFERENCES.get(match.group())
    return reference or f'<g ref="#{_name(match.group())}">\N{REPLACEMENT CHARACTER}</g>'


def declarations(texts: Iterable[str]) -> list[str]:
    """Return a ``<char>`` for each character of some texts that XML cannot hold."""
    unfit = sorted({character for text in texts for character in _UNFIT.findall(text)})
    return [
        f'<char xml:id="{_name(one)}"><localProp name="code-point" value="U+{ord(one):04X}"/></char>'
        for one in unfit
    ]


def _name(character: str) -> str:
    return f"u{ord(character):04x}"


def declared(value: str) -> str | None:
    """Read the character of a declaration's value; None where it is no code point.

    >>> declared("U+0041"), declared("U+FFFFFF")
    ('A', None)
    """
    match = _CODE_POINT.fullmatch(value)
    return chr(int(match[1], 16)) if match and int(match[1], 16) <= 0x10FFFF else None
