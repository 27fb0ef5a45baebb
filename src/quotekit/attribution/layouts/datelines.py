"""Datelines: the place and date before the first words of a report."""

from __future__ import annotations

import regex

from quotekit import lexicon
from quotekit.document import Span, Tokenized

# A place in capitals, then perhaps a region, a day and an agency, then a dash or a colon. Every
# part is bounded and possessive: no paragraph is read twice.
_DATELINE = regex.compile(
    r"[\ufeff\s]{0,9}+(?P<place>\p{Lu}(?:[\p{Lu}.'’]|-(?!-)){1,30}+"
    r"(?:\ \p{Lu}(?:[\p{Lu}.'’]|-(?!-)){0,30}+){0,3}+)"
    r"(?:,\ [\p{L}\d.]{1,30}+(?:\ [\p{L}\d.]{1,30}+){0,3}+){0,3}+"
    r"(?:\ ?\([^()\n]{1,60}\))?+"
    r"(?:\ ?(?:[—–]|--)\s?(?:\([^()\n]{1,60}\)\ )?+|\ -\ |(?P<colon>:)\ )",
)


def datelines(tokenized: Tokenized) -> tuple[Span, ...]:
    """Return the datelines of a text's paragraphs, in text order, each up to the first word after it.

    *HARLOW (Wire) — The river …* and *HARLOW, 3 May: The river …* have one. Capitals before a colon are a
    place only if they occur once: in a transcript they recur, and name the speakers. A name that the text
    also writes in lower case must be a known place.

    >>> from quotekit.tokenizer import EnglishTokenizer
    >>> tokenized = EnglishTokenizer().tokenize("HARLOW, Ohio — It is over, said Ann Lee.")
    >>> [span.text for span in datelines(tokenized)]
    ['HARLOW, Ohio — ']
    """
    text = tokenized.text
    found = [
        match
        for paragraph in tokenized.paragraphs
        if (match := _DATELINE.match(text, paragraph.start, paragraph.end)) is not None
    ]
    turns = sum(match["colon"] is not None for match in found)
    return tuple(
        Span(match.start("place"), match.end(), text)
        for match in found
        if not match["colon"] or (turns == 1 and _is_place(match["place"], text))
    )


def _is_place(capitals: str, text: str) -> bool:
    return capitals.lower() in lexicon.read("places") or capitals.title() not in text
