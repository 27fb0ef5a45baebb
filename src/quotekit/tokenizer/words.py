"""Tokens: one scanner that takes every character which is not white space exactly once.

Every alternative is bounded or takes what it has looked at, so the scan is linear in the text.
"""

from __future__ import annotations

import regex

from quotekit import lexicon

# `regex` does not count the four separators U+001C to U+001F as white space; `str.isspace` does.
SPACE = r"[\s\x1c-\x1f]"
_INK = r"[^\s\x1c-\x1f]"
_APOSTROPHE = r"['’`´]"
_CLITIC = rf"(?i:{_APOSTROPHE}(?:s|re|ve|ll|d|m)(?!\w))"


def _either(entries: frozenset[str]) -> str:
    """Write the alternatives as one pattern, grouped by first letter so that few are tried."""
    groups: dict[str, list[str]] = {}
    for entry in sorted(entries, key=lambda e: (-len(e), e)):
        groups.setdefault(entry[0], []).append(regex.escape(entry[1:]))
    return "|".join(f"{regex.escape(first)}(?:{'|'.join(rest)})" for first, rest in sorted(groups.items()))


_DOTTED = _either(lexicon.read("abbreviations") | lexicon.read("abbreviated-titles"))
_PREFIXES = _either(lexicon.read("hyphen-prefixes"))
_SUFFIXES = "com|org|net|edu|gov|info|co|uk|us|eu|de|fr|in|au|ca|za|ng|ke|io|tv|me|ly"

_SCANNER = regex.compile(
    rf"""
      (?i:can(?=not(?!\w)) | (?:gon|wan)(?=na(?!\w)) | got(?=ta(?!\w)))
    | [A-Za-z]++(?=[\s,;])
    | (?i:https?://|www\.){_INK}*[\w/=]
    | [\w.+%-]{{1,64}}+@[\w-]{{1,63}}+(?:\.[\w-]{{1,63}}+){{1,6}}+
    | (?:[\w-]{{1,40}}+\.){{1,4}}(?i:{_SUFFIXES})(?![\w-])(?:/[\w/.?=&%-]*[\w/])?
    | (?=[A-Za-z]{{1,8}}+\.)(?i:{_DOTTED})\.(?!\w)(?!["'”’)\]]*\Z)
    | (?:\p{{L}}\.){{2,}}(?!["'”’)\]]*\Z) | (?:\p{{L}}\.)+\p{{L}}(?!\w)
    | \p{{Lu}}\.(?!\w)(?!["'”’)\]]*\Z)
    | (?<!\w)'(?:\d\ds?(?!\w)|(?i:em|tis|twas|til|cause|n')(?!\w))
    | (?<!\w)’(?:\d\ds?(?!\w)|(?i:em|tis|twas|til|cause|n’)(?!\w))
    | (?i:\w+(?=n{_APOSTROPHE}t(?!\w)))
    | (?<=\w)(?:(?i:n{_APOSTROPHE}t(?!\w))|{_CLITIC})
    | (?:\d{{1,4}}-)?\d{{3}}-\d{{4}}(?!\w) | \d{{3}}-\d{{3}}-\d{{4}}(?!\w)
    | \d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?(?![\w/])
    | \d+(?:[.,:]\d+)*+(?:(?i:st|nd|rd|th|s)(?!\w)|(?=(?i:am|pm|mm|cm|km|kg|m|k|bn|mn)(?!\w)))
    | \d+(?:[.,:]\d+)++(?!\w)
    | (?:US|A|C|NZ|HK|R|S)\$
    | (?i:{_PREFIXES})-\w+
    | \w+(?:(?!{_CLITIC}){_APOSTROPHE}\w+)*+
    | \.{{2,}} | -{{2,}} | [!?]{{2,}} | ''|‘‘|’’|``
    | ([*=_~\#+<>—–―…])\1+
    | {_INK}
    """,
    regex.VERBOSE,
)


def words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Give the offsets of each token of the sentence ``text[start:end]``."""
    return [match.span() for match in _SCANNER.finditer(text, start, end)]
