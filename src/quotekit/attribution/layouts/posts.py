"""Posts set into a text: what somebody wrote, then a dash, their name and their handle."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from quotekit.attribution.rules.rates import counted
from quotekit.document import Quotation, Span, SpanIndex, Tokenized

RULE = "post"
_SIGNED = regex.compile(
    r"(?P<dash>[—–―]|--?)[ \xa0]?(?P<name>[^\n()@—–―]{1,60}?)[ \xa0]?"
    r"\(@[\w.@-]{1,60}+\)[^\n]{0,60}$",
    regex.MULTILINE,
)
_LINK = regex.compile(r"\s*(?:https?://|pic\.twitter\.com/)\S{1,200}\Z")


def posts(tokenized: Tokenized) -> Iterator[tuple[Quotation, Span]]:
    """Return the posts of a text, each with the stretch that it takes, signature included."""
    text = tokenized.text
    if "(@" not in text:
        return
    paragraphs = SpanIndex.of(tokenized.paragraphs)
    taken = 0
    for match in _SIGNED.finditer(text):
        number = paragraphs.last_begun(match.start())
        here = tokenized.paragraphs[number]
        if not text[here.start : match.start()].strip() and number:
            here = tokenized.paragraphs[number - 1]
        start, end = max(here.start, taken), min(here.end, match.start())
        link = _LINK.search(text, max(start, end - 220), end)
        end = link.start() if link else end
        while end > start and text[end - 1].isspace():
            end -= 1
        if end <= start:
            continue
        taken = match.end()
        quotation = Quotation(
            content=(Span(start, end, text),),
            cue=(Span(*match.span("dash"), text),),
            source=(Span(*match.span("name"), text),),
            confidence=counted().rules["transcript"],
            rule=RULE,
        )
        yield quotation, Span(start, match.end(), text)
