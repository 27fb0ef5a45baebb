"""Quotations signed with a name: ``"…" — X``, on the same line or on the next one."""

from __future__ import annotations

import re

from quotekit.attribution.finishing.continuation import unclaimed
from quotekit.attribution.rules.rates import counted
from quotekit.document import Quotation, QuotedSpan, Span, SpanIndex, Tokenized

RULE = "signature"
# A dash, then a name up to the line end, perhaps with what the person is.
_SIGNED = re.compile(r"\s*(?P<dash>[-–—―~]{1,2})\s*(?P<name>(?-i:[A-Z@])[^\n\"“”]{0,98})(?=\n|\Z)")
_TAIL = re.compile(r",\s+[a-z]\w*ing\b|\s*\(|\s[-–—―]\s|\s+(?:on|in|at)\s+(?=[A-Z0-9@])")
_LONGEST = 110
_ENDS = frozenset('.?!:;"“”')
# What may precede a quotation at the beginning of its paragraph.
_MARKS = "\ufeff \t"
_SHORT = 20


def signed(
    tokenized: Tokenized, quoted: tuple[QuotedSpan, ...], quotations: tuple[Quotation, ...]
) -> tuple[Quotation, ...]:
    """Add the unclaimed quotations that are followed by a dash and a name.

    The name ends the paragraph, or is the whole next one.
    """
    text = tokenized.text
    paragraphs = SpanIndex.of(tokenized.paragraphs)
    found = list(quotations)
    for span in unclaimed(quoted, quotations):
        number = paragraphs.last_begun(span.span.start)
        if number < 0 or span.close is None:
            continue
        here = tokenized.paragraphs[number]
        # Bounded before the search: a paragraph may be the whole text, with many quotations.
        if span.span.start - here.start > _SHORT or here.end - span.span.end > _LONGEST:
            continue
        if text[here.start : span.span.start].strip(_MARKS):
            continue
        end = here.end
        if not text[span.span.end : here.end].strip() and number + 1 < len(tokenized.paragraphs):
            end = tokenized.paragraphs[number + 1].end
        if end - span.span.end > _LONGEST or len(span.inner.text.split()) < 2:
            continue
        match = _SIGNED.match(text, span.span.end, end)
        if match is None:
            continue
        signed_to = match.end()
        if signed_to == match.start("name") + 1 == end:
            continue
        if signed_to < end and not _is_bare_name(match["name"]):
            if not (
                _is_bare_name(text[match.start("name") : end]) or _is_wrapped(text[match.start("name") : end])
            ):
                continue
            signed_to = end
        tail = _TAIL.search(text, match.start("name"), signed_to)
        stop = tail.start() if tail else signed_to
        while stop > match.start("name") + 1 and text[stop - 1] in ".,;: ":
            stop -= 1
        found.append(
            Quotation(
                content=(span.span,),
                cue=(Span(match.start("dash"), match.end("dash"), text),),
                source=(Span(match.start("name"), stop, text),),
                confidence=counted().rules[RULE],
                rule=RULE,
            )
        )
    return tuple(found)


def _is_bare_name(text: str) -> bool:
    """Tell whether the end of a line is just a name, although the next line may seem to continue it."""
    words = text.split()
    return 1 < len(words) < 6 and all(word[0].isupper() for word in words)


def _is_wrapped(text: str) -> bool:
    """Tell whether a signature continues on one more line: *a ministry* and *spokesman*."""
    return len(text.split()) < 8 and text.count("\n") == 1 and not set(text) & _ENDS
