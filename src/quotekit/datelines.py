"""Datelines: the place and date before the first words of a report, or the time before those of an entry."""

from __future__ import annotations

from itertools import islice

import regex

from quotekit import lexicon
from quotekit.document import Span, Tokenized

# How many paragraphs may stand before a dateline in small letters: a headline, a byline, a day.
_OPENING = 4
# A place, then perhaps a region, a day and an agency, then a dash or a colon. In *HARLOW. July 2. Wire - …*
# the month is read as a part of the place. Every part is bounded and possessive: no paragraph is read twice.
_WORD = r"\p{Lu}(?:[\p{L}.'’]|-(?=\p{L}))"
_DATELINE = regex.compile(
    rf"[\ufeff\s]{{0,9}}+(?P<place>{_WORD}{{1,30}}+(?:\ (?:&\ )?{_WORD}{{0,30}}+){{0,3}}+)"
    r"(?:\ \d{1,2}(?:\ \p{Lu}\p{L}{2,8}+)?+\.(?:\ \p{Lu}\p{L}{1,30}+){0,2}+)?+"
    r"(?:\ ?,\ [\p{Lu}\d][\p{L}\d.]{0,30}+(?:\ [\p{L}\d.]{1,30}+){0,3}+){0,3}+"
    r"(?:\ ?\([^()\n]{1,60}\))?+"
    r"(?:\ ?(?:[—–]|--)\s?(?:\([^()\n]{1,60}\)\ )?+|\ ?-\ |(?P<colon>:)\ )",
)
# The time at which an entry of a live report was written: 18:40, or 6.05 pm.
_TIME = regex.compile(
    r"\s{0,9}+(?P<place>(?:[01]?\d|2[0-3])(?::[0-5]\d|[:.][0-5]\d\ ?[ap]\.?m\b\.?)(?:\ ?[ap]\.?m\b\.?)?+)"
    r"(?:\ \p{Lu}{2,4}T\b|\ UTC\b)?+(?:\ ?[-—–])?+\ (?=[“\"‘'«]?\p{Lu})"
)
# What follows a place in small letters: a sentence that no second dash goes through, and nobody speaks.
_REPORT = regex.compile(r"(?!I\b)[“\"‘'«]?[\p{Lu}\d](?![^.!?\n]{0,400}?(?:\s[-–—]|—))")
_STOPS = (".", "!", "?", "…", '"', "”", "’", "»", ")")


def datelines(tokenized: Tokenized) -> tuple[Span, ...]:
    """Return the datelines of a text's paragraphs, in text order, each up to the first word after it.

    *HARLOW (Wire) — The river …*, *HARLOW, 3 May: The river …* and *Harlow - The river …* have one. A place
    before a colon is in capitals, one in small letters opens the text, and either only occurs once: in a
    transcript they recur, and name the speakers. A name in capitals before a colon that the text also
    writes in small letters must be a known place. In a live report an entry opens with its time instead:
    *18:40 The river …*.

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
    capitals = [match for match in found if match["place"].isupper()]
    before_dash = [match for match in capitals if not match["colon"]]
    before_colon = [match for match in capitals if match["colon"]]
    if len(before_colon) != 1 or not _names_place(before_colon[0]["place"], text):
        before_colon = []
    openings = [p.end for p in islice(tokenized.paragraphs, _OPENING) if p.text.rstrip().endswith(_STOPS)]
    small = [match for match in found if match.endpos in openings and _opens_report(match)]
    if len({match["place"] for match in small}) != 1:
        small = []
    times = (_TIME.match(text, paragraph.start, paragraph.end) for paragraph in tokenized.paragraphs)
    kept = sorted([*before_dash, *before_colon, *small, *filter(None, times)], key=regex.Match.start)
    return tuple(Span(match.start("place"), match.end(), text) for match in kept)


def _names_place(capitals: str, text: str) -> bool:
    return capitals.lower() in lexicon.read("places") or capitals.title() not in text


def _opens_report(match: regex.Match[str]) -> bool:
    """Tell whether a place in small letters stands before a dash, and a sentence behind it."""
    place = match["place"]
    if place.isupper() or match["colon"] or not match.group().endswith(" "):
        return False
    return _REPORT.match(match.string, match.end()) is not None
