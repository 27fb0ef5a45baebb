"""Encoded characters: HTML entities, escapes, and bytes decoded in the wrong encoding."""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from quotekit.document.alignment import Edit

# The marks recognised by their bytes. Letters are never changed: a name is what the text has.
_SIGNS = "“”„‘’‚‹›«»–—…"
# For a byte without a character, a decoder keeps the byte, substitutes a sign of its own, or drops it.
_UNDEFINED = "\x9d"
_DROPPED = ("\ufffd", "")
_ENTITY = re.compile(r"&(?:amp;)?(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}\d{0,2});")
# The first characters of all others, except single bytes.
_LEADS = ("â€", "â\x80", "‚Ä", "Ã¢", "Â«", "Â»", "\ufffd", '\\"', "\\'", "\\u")
_ALONE = {"\x91": "‘", "\x92": "’", "\x93": "“", "\x94": "”", "\x96": "–", "\x97": "—"}


def encoded(text: str) -> list[Edit]:
    """Return the encoded characters of a text, each with the character that it encodes.

    >>> [edit.instead for edit in encoded("&#8220;Yes,&#8221; said Ann. â€œNo,â€ said Bo.")]
    ['“', '”', '“', '”']
    """
    # Most texts have none of them, and are searched quickly.
    if any(lead in text for lead in (*_LEADS, *_ALONE)) or ("&" in text and _ENTITY.search(text)):
        return list(_edits(text))
    return []


def _edits(text: str) -> Iterator[Edit]:
    for match in _pattern().finditer(text):
        entity, code, escaped, byte = match.group("entity", "code", "escaped", "byte")
        if entity:
            sign = _unescaped(entity)
            if sign == entity:
                continue
        elif code:
            sign = chr(int(code, 16))
        elif byte:
            sign = bytes.fromhex(byte).decode("cp1252", errors="replace")
        elif escaped:
            sign = escaped
        elif match["garbled"]:
            sign = _garbled()[match["garbled"]]
        else:
            sign = '"' if match["lost"] else "’"
        yield Edit(match.start(), match.end(), sign)


@functools.cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_garbled(), key=lambda form: (-len(form), form))
    return re.compile(
        # A lookahead: nothing is tried where none of them can begin.
        rf"(?=[&\\\ufffd{''.join(sorted({form[0] for form in _garbled()}))}])"
        rf"(?:(?P<entity>{_ENTITY.pattern})|(?P<garbled>{'|'.join(map(re.escape, longest_first))})"
        r"|\\(?:'(?P<byte>[89a-fA-F][0-9a-fA-F])|(?P<escaped>[\"'])"
        r"|u(?P<code>20(?:1[0-9a-fA-F]|26|39|3[aA])|00(?:22|27|[aA][bB]|[bB][bB])))"
        r"|(?P<lost>(?<![^\s(])\ufffd(?=\w)|(?<=[,.?!])\ufffd(?![^\s,.;:)]))"
        r"|(?<=\w)\ufffd(?=(?:s|t|re|ve|ll|d|m)\b))"
    )


@functools.cache
def _garbled() -> Mapping[str, str]:
    """Return the forms of signs whose bytes were decoded in another encoding, once or twice."""
    forms = dict(_ALONE)
    for sign in _SIGNS:
        once = _misread(sign, "cp1252")
        for form in (_misread(sign, "latin-1"), _misread(sign, "mac_roman"), _misread(once, "cp1252"), once):
            forms[form] = sign
    for form, sign in list(forms.items()):
        if form.endswith(_UNDEFINED):
            forms.update((form[: -len(_UNDEFINED)] + end, sign) for end in _DROPPED)
    # A dash whose last byte became a quotation mark, which was then made straight.
    forms['â€"'] = "—"
    return MappingProxyType({form: sign for form, sign in forms.items() if len(form) > 1 or form in _ALONE})


def _misread(sign: str, encoding: str) -> str:
    """Return a sign's UTF-8 bytes decoded in another encoding, which keeps undefined bytes."""
    return "".join(bytes([byte]).decode(encoding, errors="ignore") or chr(byte) for byte in sign.encode())


def _unescaped(entity: str) -> str:
    """Return the character of an entity, or the entity itself if the character cannot be used."""
    sign = html.unescape(html.unescape(entity))
    return sign if len(sign) == 1 and sign != "\ufffd" and (sign.isprintable() or sign == "\xa0") else entity
