"""Characters that XML cannot hold: TEI's ``<g>`` replaces each, and the header declares it."""

from __future__ import annotations

import re
from collections.abc import Iterable

NAMESPACE = "http://www.tei-c.org/ns/1.0"

# Characters that XML 1.0 does not allow, not even as references.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# An XML parser would turn a carriage return into a line feed.
_SPECIAL = re.compile("[&<>\r]|" + _UNFIT.pattern)
_REFERENCES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_CODE_POINT = re.compile("U[+]([0-9A-F]{4,6})", re.ASCII)


def escaped(text: str) -> str:
    """Return a text as the content of an element.

    A character that XML does not allow becomes U+FFFD inside a ``<g>`` that points to its declaration, so
    that every reader counts the same number of characters.

    >>> escaped("a < b\\0")
    'a &lt; b<g ref="#u0000">\ufffd</g>'
    """
    return _SPECIAL.sub(_written, text)


def _written(match: re.Match[str]) -> str:
    reference = _REFERENCES.get(match.group())
    return reference or f'<g ref="#{_name(match.group())}">\N{REPLACEMENT CHARACTER}</g>'


def declarations(texts: Iterable[str]) -> list[str]:
    """Return a ``<char>`` for each character in some texts that XML does not allow."""
    unfit = sorted({character for text in texts for character in _UNFIT.findall(text)})
    return [
        f'<char xml:id="{_name(one)}"><localProp name="code-point" value="U+{ord(one):04X}"/></char>'
        for one in unfit
    ]


def _name(character: str) -> str:
    return f"u{ord(character):04x}"


def declared(value: str) -> str | None:
    """Return the character of a declaration's value, or None if it is not a code point.

    >>> declared("U+0041"), declared("U+FFFFFF")
    ('A', None)
    """
    match = _CODE_POINT.fullmatch(value)
    return chr(int(match[1], 16)) if match and int(match[1], 16) <= 0x10FFFF else None
