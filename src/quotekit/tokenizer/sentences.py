"""Sentences: where a full stop, question or exclamation mark or ellipsis ends one, and where not."""

from __future__ import annotations

import regex

from quotekit import lexicon

_END = regex.compile(
    r"""
    (?P<mark>[.?!…]++)
    (?P<closers>["”’»)\]'’]{0,4}+)
    (?: (?P<gap>[\s\x1c-\x1f]++) (?P<next>["“‘'«(\[„]{0,4}+) (?P<word>\w++)?
      | (?<=\p{Ll}\p{Ll}[.?!]["”]?)(?P<tight>[“"]?)(?=\p{Lu}\p{Ll}) )
    """,
    regex.VERBOSE,
)
_BEFORE = regex.compile(r"[\p{L}\p{M}\p{N}.]{1,24}\Z")
# What a cue after a closing mark looks like: up to four capitalised words, then a verb of saying.
_CUE = regex.compile(
    r"(?:(?:\p{Lu}[\w.'’-]{0,20}+)[\s\x1c-\x1f]){1,4}+(?P<verb>\p{Ll}{2,15}+)(?=[\s,.:;])"
)
_PERSONAL = frozenset({"he", "she", "they", "it", "we", "you"})


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Give the offsets of each sentence of the paragraph ``text[start:end]``."""
    found: list[tuple[int, int]] = []
    begin = start
    for match in _END.finditer(text, start, end):
        if match["gap"] is None or _ends(text, begin, match):
            stop = match.end("closers")
            found.append((begin, stop))
            begin = match.start("next") if match["gap"] is not None else stop
    if begin < end:
        found.append((begin, end))
    return found


def _ends(text: str, begin: int, match: regex.Match[str]) -> bool:
    """Tell whether a sentence that began at `begin` ends at this mark."""
    mark, closers, word = match["mark"], match["closers"], match["word"] or ""
    quoted = match["next"] != "" and match["next"] not in "(["
    if mark[-1] != ".":
        return not word[:1].islower() and not (closers and _cue_follows(text, match))
    if closers:
        return not word[:1].islower()
    if mark != ".":
        return not word[:1].islower()
    before = _BEFORE.search(text, max(begin, match.start() - 24), match.start())
    last = before[0] if before else ""
    lower = last.lower()
    if lower in lexicon.read("abbreviated-titles"):
        return False
    if len(last) == 1 and last.isupper() or "." in last or lower in lexicon.read("abbreviations"):
        return word.lower() in lexicon.read("sentence-starters") and word[:1].isupper() or quoted and word[:1].isupper()
    if last.isdigit() and before is not None and before.start() == begin:
        return False
    if lower == "no" and word.isdigit():
        return False
    return not word[:1].islower() or len(last) > 3


def _cue_follows(text: str, match: regex.Match[str]) -> bool:
    """Tell whether a name and a verb of saying follow the closing mark: ``"Who?" Ann Lee asked.``"""
    if match["next"]:
        return False
    word = match["word"] or ""
    if word.lower() in _PERSONAL:
        return False
    cue = _CUE.match(text, match.start("word")) if word else None
    return cue is not None and cue["verb"] in lexicon.read("asking-verbs")
