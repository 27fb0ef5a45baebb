"""Quotations and speakers as a few lines of HTML for notebooks."""

from __future__ import annotations

from quotekit.document import Quotation, Span, Speaker
from quotekit.formats import pages

_MOST = 600
_AROUND = 40
_MENTIONS = 8


def quotation_to_html(quotation: Quotation) -> str:
    """Return the content and, below it, the speaker, cue and confidences.

    >>> import quotekit
    >>> (quotation,) = quotekit.attribute('"It is over," said Ann <Lee>.').quotations
    >>> "Ann" in quotation_to_html(quotation), "<Lee>" in quotation_to_html(quotation)
    (True, False)
    """
    return pages.template("quotation.html").render(quotation=quotation, most=_MOST)


def speaker_to_html(speaker: Speaker) -> str:
    """Return a speaker's names, and the first mentions in context."""
    mentions = [_in_its_line(mention) for mention in speaker.mentions[:_MENTIONS]]
    more = len(speaker.mentions) - len(mentions)
    return pages.template("speaker.html").render(speaker=speaker, mentions=mentions, more=more, most=_MOST)


def _in_its_line(span: Span) -> tuple[str, Span, str]:
    before = span.whole[max(span.start - _AROUND, 0) : span.start].rpartition("\n")[2]
    after = span.whole[span.end : span.end + _AROUND].partition("\n")[0]
    return before, span, after
