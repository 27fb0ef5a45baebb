"""Posts embedded in a text: the post, then a dash, the writer's name and handle."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from quotekit.attribution.rules.rates import counted
from quotekit.document import Quotation, Span, SpanIndex, Tokenized

RULE = "post"
# A line that is not blank, to be read in one way alone: with several, twenty lines took for ever.
_LINE = r"[^\S\n]*+\S[^\n]*+"
_SIGNED = regex.compile(
    r"(?P<dash>[—–―]|--?)[ \xa0]?(?P<name>[^\n()@—–―]{1,60}?)[ \xa0]?"
    r"\(@[\w.@-]{1,60}+\)[^\n]{0,60}$",
    regex.MULTILINE,
)
# Over a post: *Ann Lee @annlee · Jun 1*.
_HEADED = regex.compile(
    r"^(?P<name>\p{L}[^\n@:]{1,60}?)[ \xa0]\(?@[\w.]{1,60}+\)?[ \xa0]?(?:[·•|]|[—–-]{1,2})[ \xa0]?"
    r"[^\n.!?]{1,40}\n"
    rf"(?P<said>(?:{_LINE}(?:\n|\Z)){{1,20}})",
    regex.MULTILINE,
)
# The same on lines of their own, with the time under what is said.
_STACKED = regex.compile(
    r"^(?P<name>\p{Lu}[^\n@:]{1,60})\n[ \t]*@[\w.]{1,60}+[ \t]*\n\s{0,3}"
    rf"(?P<said>(?:{_LINE}\n\s{{0,3}}+){{1,20}}?)"
    r"\d{1,2}:\d{2}[ \xa0]?(?:[AaPp]\.?[Mm]\.?)?[ \xa0]?[·•|–-][^\n]{1,40}$",
    regex.MULTILINE,
)
# White space, and the signs of a block quotation.
_BLANK = " \t\n>"
_LINK = regex.compile(r"\s*(?:https?://|pic\.twitter\.com/)\S{1,200}\Z")


def posts(tokenized: Tokenized) -> Iterator[tuple[Quotation, Span]]:
    """Return the posts of a text, each with the region that it covers, including the signature."""
    text = tokenized.text
    if "@" not in text:
        return
    for match in (*_HEADED.finditer(text), *_STACKED.finditer(text)):
        start, end = match.span("said")
        yield _post(text, (start, end), match.span("name"), None), Span(match.start(), end, text)
    if "(@" not in text:
        return
    paragraphs = SpanIndex.of(tokenized.paragraphs)
    taken = 0
    for match in _SIGNED.finditer(text):
        number = paragraphs.last_begun(match.start())
        here = tokenized.paragraphs[number]
        while number and not text[here.start : min(here.end, match.start())].strip(_BLANK):
            number -= 1
            here = tokenized.paragraphs[number]
        start, end = max(here.start, taken), min(here.end, match.start())
        link = _LINK.search(text, max(start, end - 220), end)
        end = link.start() if link else end
        while end > start and (text[end - 1].isspace() or text[end - 1] in _BLANK):
            end -= 1
        while start < end and (text[start].isspace() or text[start] in _BLANK):
            start += 1
        if end <= start:
            continue
        taken = match.end()
        yield (
            _post(text, (start, end), match.span("name"), match.span("dash")),
            Span(start, match.end(), text),
        )


def _post(text: str, said: tuple[int, int], name: tuple[int, int], cue: tuple[int, int] | None) -> Quotation:
    start, end = said
    while end > start and text[end - 1].isspace():
        end -= 1
    return Quotation(
        content=(Span(start, end, text),),
        cue=() if cue is None else (Span(*cue, text),),
        source=(Span(*name, text),),
        confidence=counted().rules["transcript"],
        rule=RULE,
    )
