"""Hard-wrapped lines, as in mail and old archives, with every offset unchanged."""

from __future__ import annotations

import re

# Final marks, after which a line end could be a paragraph's; and characters that must not end a line.
_FINAL = tuple(".?!:;\"'”’»…)")
_TIED = tuple("—–-«»‹›„‚“‘(「『")
# Narrower lines than this could be a list or a poem.
_TELLING = 60
_BLANK = re.compile(r"\n\s*\n")


def wrapped(text: str, width: int) -> str:
    """Return a text with some spaces turned into line ends, so that no line is longer than `width`.

    A paragraph is wrapped only if a reader can tell, because most of its lines end inside a sentence;
    otherwise it stays on one line.

    >>> wrapped("The bridge is shut again, and the ferry runs late as it has to wait for the tide.", 66)
    'The bridge is shut again, and the ferry runs late as it has to\\nwait for the tide.'
    """
    pieces, at = [], 0
    for blank in _BLANK.finditer(text):
        pieces += [_filled(text[at : blank.start()], width), blank.group()]
        at = blank.end()
    return "".join([*pieces, _filled(text[at:], width)])


def _filled(text: str, width: int) -> str:
    lines, at = [], 0
    while len(text) - at > width:
        stop = text.rfind(" ", at, at + width + 1)
        if stop < 0:
            return text
        lines.append(text[at:stop])
        at = stop + 1
    if not lines or "\n" in text or text[at].isspace():
        return text
    inside = sum(not line.endswith(_FINAL) for line in lines)
    clear = 2 * inside > len(lines) and max(map(len, lines)) >= _TELLING
    tied = any(line.endswith(_TIED) for line in lines)
    return "\n".join([*lines, text[at:]]) if clear and not tied else text
