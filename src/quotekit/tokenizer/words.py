"""Tokens: one scanner that matches every character but white space exactly once.

Every alternative is bounded or consumes what it has looked at, so that the scan is linear. The commonest come
first: most tokens are plain words before a space.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import accumulate, count
from operator import add

import regex

from quotekit import lexicon
from quotekit.document import Tokenized
from quotekit.document.layout import spans_of
from quotekit.lexicon.remembered import Remembered

Offsets = tuple[int, int]


def _either(entries: Iterable[str]) -> str:
    """Return one pattern of the alternatives, grouped by first letter so that few are tried."""
    groups: dict[str, list[str]] = {}
    for entry in sorted(entries, key=lambda e: (-len(e), e)):
        groups.setdefault(entry[0], []).append(regex.escape(entry[1:]))
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in sorted(groups.items()))


# `regex` does not count the four separators U+001C to U+001F as white space; `str.isspace` does.
_INK = r"[^\s\x1c-\x1f]"
# A link contains no quotation marks.
_LINKED = r"""(?:[^\s\x1c-\x1f'"‘’‚“”„‟«»‹›「」『』`]|(?<=\w)'(?=\w))"""
_APOSTROPHE = "['’`´]"
# Soft hyphens and zero-width characters do not split a word.
_JOINER = r"[\xad\u200b-\u200d\u2060]"
_CLITIC = rf"(?i:{_APOSTROPHE}(?:s|re|ve|ll|d|m)(?!\w))"
# A full stop that ends the sentence is a token of its own, except in abbreviations that end names (*Inc.*).
_INSIDE = r"""(?!["'”’)\]]*\Z)"""
_NAMING = _either(lexicon.read("abbreviated-suffixes"))
_SHORT = _either(lexicon.read("abbreviations") | lexicon.read("abbreviated-titles"))
_PREFIXES = _either(lexicon.read("hyphen-prefixes"))
_HOSTS = "com|org|net|edu|gov|mil|info|biz|co|uk|us|eu|ie|au|nz|ca|za|ng|ke|gh|in|pk|sg|hk|io|tv|me|ly"
_UNITS = "am|pm|mm|cm|km|kg|kph|mph|ft|m|k|bn|mn|cr|tn"
_FILES = "doc|docx|xls|pdf|html?|jpe?g|png|txt|zip|exe|mp[34]"

_SCANNER = regex.compile(
    rf"""
      (?=[cgwdsihCGWDSIH])(?i:can(?=not(?!\w)) | (?:gon|wan)(?=na(?!\w)) | got(?=ta(?!\w))
        | (?:do|does|did|wo|ca|could|would|should|is|was|were|has|have|had)(?=nt(?!\w)))
    | [A-Za-z]++(?=[\s,;]) | [,“”] | \.(?!\S)
    | (?i:https?://|www\.){_LINKED}*[\w/=]
    | [\w.+%-]{{1,64}}+@[\w-]{{1,63}}+(?:\.[\w-]{{1,63}}+){{0,6}}+
    | (?:[\w-]{{1,40}}+\.){{1,4}}(?i:{_HOSTS})(?![\w-])(?:/[\w/.?=&%-]*[\w/])?
    | [\w-]{{0,40}}+\.(?i:{_FILES})(?!\w)
    | (?=\p{{L}}{{1,8}}+\.) (?i:{_NAMING})\.(?!\w)
    | (?=\p{{L}}{{1,8}}+\.) (?i:{_SHORT})\.(?!\w){_INSIDE}
    | (?:\p{{Lu}}\.){{2,}}+(?!\w)
    | (?:\p{{L}}\.)++(?<=\.\p{{L}}\.)(?!\w){_INSIDE} | (?:\p{{L}}\.)+\p{{L}}(?!\w)
    | \p{{Lu}}\.(?!\w){_INSIDE}
    | No\.(?=\s?\d)
    | (?<!\w)'(?:\d\ds?(?!\w)|(?i:em|tis|twas|til|cause|n')(?!\w))
    | (?<!\w)’(?:\d\ds?(?!\w)|(?i:em|tis|twas|til|cause|n’)(?!\w))
    | \p{{L}}{{1,30}}(?=(?i:n{_APOSTROPHE}t(?!\w)))
    | (?<=\w)(?:(?i:n{_APOSTROPHE}?t(?!\w))|{_CLITIC})
    | (?:1-)?\d{{3}}-(?:\d{{3}}-)?\d{{4}}(?![\w-])
    | \d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?(?![\w/])
    | (?:\d{{2}})?\d0['’]s(?!\w)
    | \d++(?:[.,:]\d++){{0,9}}+(?:(?i:st|nd|rd|th|s)(?!\w)|(?=(?i:{_UNITS})(?!\w)))
    | \d++(?:[.,:]\d++){{1,9}}+(?!\w)
    | (?:US|A|C|NZ|HK|R|S)\$
    | (?i:{_PREFIXES})-\w+
    | \p{{Lu}}{{1,3}}&\p{{Lu}}{{1,3}}(?!\w)
    | [@\#]\p{{L}}\w*
    | \w++(?:(?:(?!{_CLITIC}){_APOSTROPHE}|{_JOINER})\w++)*+
    | \.{{2,}} | -{{2,}} | [!?]{{2,}}
    | (?<=[^\s'])'(?=''(?!')) | (?<=[^\s’])’(?=’’(?!’)) | ''|‘‘|’’|``
    | [:;=]-?[()](?![\w()])
    | ([*=_~\#+<>—–―…])\1+
    | {_INK}
    """,
    regex.VERBOSE,
)

_ACROSS = "No. "
"""The only token that depends on what follows a space: *No. 4*."""


def words(text: str, start: int, end: int) -> list[Offsets]:
    """Return the offsets of each token of the sentence ``text[start:end]``."""
    sentence = text[start:end]
    if _ACROSS in sentence or (start and text[start - 1] not in " \n"):
        return _scanned(text, start, end)
    pieces = sentence.split(" ")
    cuts = [*map(_before_space.__getitem__, pieces[:-1]), _last[pieces[-1]]]
    # Each piece begins a space behind the end of the one before.
    begins = map(add, accumulate(map(len, pieces), initial=start), count())
    placed = zip(begins, cuts, strict=False)
    return [(begin + first, begin + stop) for begin, cut in placed for first, stop in cut]


def _scanned(text: str, start: int, end: int) -> list[Offsets]:
    return [match.span() for match in _SCANNER.finditer(text, start, end)]


# The tokens of what stands between spaces are the same wherever it stands, and most pieces have been seen
# before. The last one of a sentence has no space behind it.
_before_space = Remembered(lambda piece: tuple(_scanned(f"{piece} ", 0, len(piece) + 1)))
_last = Remembered(lambda piece: tuple(_scanned(piece, 0, len(piece))))


def tokenized(
    text: str,
    paragraphs: Callable[[str], list[Offsets]],
    sentences: Callable[[str, int, int], Iterable[Offsets]],
) -> Tokenized:
    """Return a text cut into paragraphs, these into sentences, and these into tokens.

    Raises `TypeError` for what is not `str`.
    """
    if not isinstance(text, str):
        raise TypeError(f"expected the text as str, got {type(text).__name__}")
    stretches = paragraphs(text)
    clauses = [clause for stretch in stretches for clause in sentences(text, *stretch)]
    pieces = [piece for clause in clauses for piece in words(text, *clause)]
    return Tokenized(
        text=text,
        paragraphs=spans_of(text, stretches),
        sentences=spans_of(text, clauses),
        tokens=spans_of(text, pieces),
    )
