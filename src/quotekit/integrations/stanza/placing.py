"""The offsets of a Stanza document's tokens in a text, even if their own are missing or wrong.

Stanza's own tokenizers record offsets into their text. Documents from CoNLL-U, from lists of tokens or from
other code may have none, or those of another text. Their tokens are then searched for, in order and nearby,
so that the search is linear.
"""

from __future__ import annotations

import re
from typing import Any

# Control characters that Stanza's tokenizer turns into spaces.
_BLANK = re.compile(r"[\s\x80-\x9f]*")
# How far ahead a token is searched for: enough for a skipped phrase, not for a skipped page.
_WINDOW = 256
_HITS = 8
# A wider gap between two offsets with no white space to fill it is an error rather than layout; and no token
# contains more white space in one place.
_WIDEST = 64
_GAP = re.compile(rf"[\s\x80-\x9f]{{0,{_WIDEST}}}")
# If there is more white space than this before a token's first letter, its offsets are those of another text.
_LEAD = 4096
_NEW_PARAGRAPH = re.compile(r"#\s*new(?:par|doc)\b")

Bounds = tuple[int, int]


def text_of(document: Any) -> str:
    """Return a Stanza document's text or, if it has none, the text that its tokens make up.

    The white space between tokens is then that recorded with the tokens, fitted to their offsets if they have
    any; a sentence that opens a paragraph in CoNLL-U follows a blank line.
    """
    if isinstance(document.text, str):
        return document.text
    pieces: list[str] = []
    length, between = 0, ""
    for sentence in document.sentences:
        opens = bool(pieces) and any(_NEW_PARAGRAPH.match(str(comment)) for comment in sentence.comments)
        for token in sentence.tokens:
            if not pieces:
                between = token.spaces_before or ""
            if isinstance(token.start_char, int):
                between = _stretched(between, token.start_char - length)
            if opens and "\n\n" not in between:
                between = "\n\n" + " " * (len(between) - 2)
            form = token.text or ""
            pieces += (between, form)
            length += len(between) + len(form)
            between, opens = token.spaces_after or "", False
    return "".join((*pieces, between if between.strip(" ") else ""))


def _stretched(between: str, wanted: int) -> str:
    if 0 <= wanted <= max(_WIDEST, len(between)):
        return between[:wanted].ljust(wanted)
    return between


def places(text: str, document: Any) -> tuple[tuple[Bounds, ...], ...]:
    """Return the spans of the tokens in a text, sentence by sentence.

    A token that is not in the text gets an empty span where it would be.
    """
    rows: list[tuple[Bounds, ...]] = []
    cursor = 0
    ink = _ink(text, 0)
    for sentence in document.sentences:
        row: list[Bounds] = []
        tokens = sentence.tokens
        for number, token in enumerate(tokens):
            after = tokens[number + 1].text if number + 1 < len(tokens) else None
            place = _place(text, cursor, ink, token, after)
            row.append(place)
            if place[1] > cursor:
                cursor = place[1]
                ink = _ink(text, cursor)
        rows.append(tuple(row))
    return tuple(rows)


def parts(text: str, place: Bounds, token: Any) -> tuple[Bounds, ...]:
    """Return the span of each word of a token: its own letters (*does* and *n't*), or else the token."""
    forms = [word.text or "" for word in token.words]
    if len(forms) == 1:
        return (place,)
    found: list[Bounds] = []
    at, end = place
    for form in forms:
        stop = _match(text, at, form)
        if not at < stop <= end:
            return (place,) * len(forms)
        found.append((_ink(text, at, _GAP), stop))
        at = stop
    return tuple(found) if at == end else (place,) * len(forms)


def _place(text: str, cursor: int, ink: int, token: Any, after: str | None) -> Bounds:
    form = token.text or ""
    start, end = token.start_char, token.end_char
    given = isinstance(start, int) and isinstance(end, int) and cursor <= start < end <= len(text)
    if given and _match(text, start, form) == end:
        return start, end
    given = given and not text[start : min(end, start + _LEAD)].isspace()
    if not form.strip():
        return (start, end) if given else (cursor, cursor)
    # The letters take precedence over the offsets, unless they are nowhere near and so were changed.
    stop = _match(text, ink, form)
    if stop > ink:
        return ink, stop
    if after:
        at = text.find(form, ink, ink + _WINDOW + len(form))
        for _ in range(_HITS):
            if at < 0:
                break
            stop = at + len(form)
            if _match(text, _ink(text, stop, _GAP), after) > stop:
                return at, stop
            at = text.find(form, at + 1, ink + _WINDOW + len(form))
    if given:
        return start, end
    at = text.find(form, ink, ink + _WINDOW + len(form))
    return (cursor, cursor) if at < 0 else (at, at + len(form))


def _ink(text: str, at: int, blank: re.Pattern[str] = _BLANK) -> int:
    run = blank.match(text, at)
    return run.end() if run else at


def _match(text: str, at: int, form: str) -> int:
    """Return the offset at which a token that begins at an offset ends, white space aside, or -1."""
    if text.startswith(form, at):
        return at + len(form)
    for letter in form:
        if not letter.isspace():
            at = _ink(text, at, _GAP)
            if not text.startswith(letter, at):
                return -1
            at += 1
    return at
