"""Sentences: whether a full stop, question or exclamation mark or ellipsis ends one."""

from __future__ import annotations

import regex

from quotekit import lexicon

# A mark matches only at the beginning of its run, or long runs would take quadratic time. The next word is in
# a lookahead, so that it may itself end a sentence.
_END = regex.compile(
    r"""
    (?P<mark> (?<!\.[ \xa0])\.(?:[ \xa0]\.)++ | (?<![.?!…])[.?!…]++ )
    (?P<closers>["”’»›)\]'’」』]{0,4}+)
    (?: (?P<gap>[\s\x1c-\x1f]++) (?![.?!…)\],;:–—-])
        (?=(?P<next>["“‘'«‹(\[„「『`]{0,4}+)(?P<word>\w++(?:['’]\w+)?)?)
      | (?<=\p{Ll}\p{Ll}[.?!…]["”»)]?)(?=["“‘]?\p{Lu}\p{Ll}*+(?:['’]\p{L}|[\s,;]))
      | (?<=[.?!]”)(?=“)
    )
    """,
    regex.VERBOSE,
)
_BEFORE = regex.compile(r"[\p{L}\p{M}\p{N}.]{1,24}\Z")
_ABBREVIATED = regex.compile(r"\p{Lu}\Z|.*\.\p{L}+\Z|.*\.\Z")
# A cue after a closing mark: up to five capitalised words, then a verb of saying.
_CUE = regex.compile(r"(?:\p{Lu}[\w.'’-]{0,20}+[\s\x1c-\x1f]){1,5}+(?P<verb>\p{Ll}{2,15}+)(?=[\s,.:;])")
_VOWELS = frozenset("aeiouy")
# Abbreviated months that are also names: after a name they are its second half, as in Wang Jun and Kim Jan.
_GIVEN = frozenset({"jan", "jun"})
_NAMED = regex.compile(r"(\p{Lu}[\p{L}'’-]*+) \p{Lu}\p{Ll}{2}\Z")
_DATED = frozenset({"mon", "wed", "sat", "sun", "mar", "no", "nos", "art", "pp"})


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the offsets of each sentence of the paragraph ``text[start:end]``."""
    found: list[tuple[int, int]] = []
    begin = start
    for match in _END.finditer(text, start, end):
        if match["gap"] is None or _ends(text, begin, match):
            found.append((begin, match.end("closers")))
            begin = match.end()
    if begin < end:
        found.append((begin, end))
    return found


def _ends(text: str, begin: int, match: regex.Match[str]) -> bool:
    """Tell whether the sentence that began at `begin` ends at this mark."""
    mark, closers, opened, word = match["mark"], match["closers"], match["next"], match["word"] or ""
    lowered = word[:1].islower()
    if mark[-1] in "?!":
        return not lowered and not (closers and not opened and _cue_follows(text, match.end(), word))
    if closers:
        return not lowered
    if len(mark) > 1 or mark == "…":
        return _opens(text, match) or (bool(opened) and not lowered)
    before = _BEFORE.search(text, max(begin, match.start() - 24), match.start())
    if before is None:
        return not lowered
    last = before[0]
    short = last.lower()
    if short in lexicon.read("abbreviated-titles"):
        return False
    if short in _GIVEN and word[:1].isupper():
        named = _NAMED.search(text, max(begin, match.start() - 24), match.start())
        if named is not None and named[1].lower() not in lexicon.read("function-words"):
            return True
    if _ABBREVIATED.match(last) or short in lexicon.read("abbreviations"):
        return _opens(text, match) or (word[:1].isupper() and opened not in ("", "(", "["))
    if short in _DATED and last != "no":
        return not (word[:1].isdigit() or word.lower() in lexicon.read("abbreviations"))
    if last.isdigit() and len(last) < 3 and _numbers(text, begin, match.start() - len(last)):
        return False
    # A word without a vowel is an abbreviation even if no list has it: mgmt., bldg.
    return not lowered or (len(last) > 3 and not _VOWELS.isdisjoint(short))


def _numbers(text: str, begin: int, at: int) -> bool:
    """Tell whether the digits at `at` number an item of a list: at the sentence's start or after a colon."""
    head = text[max(begin, at - 3) : at].strip()
    if head in ("", "*", "(", "#", '"', "“"):
        return at - begin <= 2
    return head[-1] == ":" and text[at - 1] == " "


def _opens(text: str, match: regex.Match[str]) -> bool:
    """Tell whether the next word is capitalised as the first of a sentence, not as a name."""
    word = match["word"] or ""
    if not word[:1].isupper() or (len(word) > 1 and word.isupper()):
        return False
    after = match.end() + len(match["next"]) + len(word)
    initial = len(word) == 1 and text[after : after + 1] == "."
    return not initial and word.lower().replace("’", "'") in lexicon.read("sentence-starters")


def _cue_follows(text: str, at: int, word: str) -> bool:
    """Tell whether a name and a verb of saying follow, as in ``"Who?" Ann Lee asked.``"""
    if word.lower() in lexicon.read("sentence-starters") and word != "I":
        return False
    cue = _CUE.match(text, at)
    return cue is not None and cue["verb"] in lexicon.read("asking-verbs")
