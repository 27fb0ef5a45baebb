"""Letters: the text below the lines with sender and recipient, as in forwarded mail."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import regex

from quotekit.attribution.rules.rates import counted
from quotekit.document import Quotation, Span, Tokenized

RULE = "letter"
_SENDER = regex.compile(
    r"[*_]{0,2}(?P<cue>From|FROM|Von|De|Da|Van|Od|От)[ \xa0]?:[*_]{0,2}[ \t\xa0]*[\"“']?"
    r"(?P<name>[^\s<>\[\](\"“”,][^<>\[\](\"“”\n]{0,80}?)[\"”']?(?:[ \xa0][<\[(][^\n]{1,100})?\Z"
)
_OTHER = regex.compile(
    r"[*_]{0,2}(?i:to|cc|bcc|sent|date|subject|re|reply-to|an|gesendet|datum|betreff|à|envoyé|objet|para"
    r"|enviado|fecha|asunto|a|inviato|oggetto|aan|verzonden|onderwerp|do|wysłano|temat|кому|дата|тема)"
    r"[ \xa0]?:[*_]{0,2}(?:[ \t\xa0][^\n]*)?\Z"
)
# The beginning of somebody else's words, or the end of the writer's.
_END = regex.compile(
    r"[>|]|[-_*]{5}|-{2,5}[ ]?(?i:original|forwarded)|--[ ]?\Z|(?i:begin forwarded message)"
    r"|[^\n]{1,200}(?i:wrote|schrieb|écrit)[ \xa0]?:\Z"
)
# The most lines of a header, and the least besides the sender's.
_MOST, _LEAST = 8, 2


def letters(tokenized: Tokenized, lines: Sequence[tuple[int, int]]) -> Iterator[tuple[Quotation, list[Span]]]:
    """Return the text below each header that names a sender, with the regions that are covered."""
    text = tokenized.text
    starts = [span.start for span in tokenized.paragraphs]
    at = 0
    while at < len(lines):
        sender = _SENDER.match(text, *lines[at])
        opens = at + 1
        while sender and opens < len(lines) and opens - at < _MOST and _OTHER.match(text, *lines[opens]):
            opens += 1
        first = at
        while sender and first and at - first < _MOST and _OTHER.match(text, *lines[first - 1]):
            first -= 1
        if sender is None or opens - first <= _LEAST:
            at += 1
            continue
        stop = opens
        while stop < len(lines) and not _is_end(text, lines[stop]):
            stop += 1
        at = stop
        if stop == opens:
            continue
        low, high = lines[opens][0], lines[stop - 1][1]
        inside = tokenized.paragraphs[bisect_left(starts, low) : bisect_left(starts, high)]
        said = [Span(span.start, min(span.end, high), text) for span in inside] or [Span(low, high, text)]
        quotation = Quotation(
            content=tuple(said),
            cue=(Span(*sender.span("cue"), text),),
            source=(Span(*sender.span("name"), text),),
            confidence=counted().rules["transcript"],
            rule=RULE,
        )
        yield quotation, [Span(lines[first][0], high, text)]


def _is_end(text: str, line: tuple[int, int]) -> bool:
    return _END.match(text, *line) is not None or _SENDER.match(text, *line) is not None
