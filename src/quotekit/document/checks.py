"""Checks of what one stage hands on to the next."""

from __future__ import annotations

from quotekit.arguments import check_each, check_kind
from quotekit.document.layout import QuotedSpan, Tokenized
from quotekit.document.records import Quotation


def check_handed(tokenized: object, quoted: object = (), quotations: object = ()) -> None:
    """Raise `TypeError` for what a stage cannot read; the error names the argument.

    >>> check_handed("It rains.")
    Traceback (most recent call last):
    TypeError: tokenized: expected Tokenized, got str
    """
    check_kind("tokenized", tokenized, Tokenized)
    check_each("quoted", quoted, QuotedSpan)
    check_each("quotations", quotations, Quotation)
