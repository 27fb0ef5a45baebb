"""Speech that a dash opens: *—I know it, Martin answered. The tram broke down.*"""

from __future__ import annotations

import regex

from quotekit import lexicon
from quotekit.document import Span, Tokenized

_DASH = r"(?:[—–―]|--)"
_OPENING = regex.compile(rf"{_DASH}[ \xa0\t]?(?=[‘'…¿¡_]?[\p{{Lu}}\d…])")
_DOUBLE = regex.compile('[“"«„]')
# A book opens speech with dashes if this many paragraphs do at least, and half as many as have marks.
_FEWEST = 3
_SHARE = 0.5
_NAME = r"(?:(?:Mrs?|Ms|Dr|St)\.?\s+)?\p{Lu}\w*+(?:\s+\p{Lu}\w++)?"
_SUBJECT = rf"(?:(?:he|she|they|we|I|one)\b|(?:the|a|an|his|her|my)(?:\s+\w++){{1,2}}|{_NAME})"
_VERB = r"(?P<verb>\p{Ll}++)(?:\s+(?:on|out|in|back|again|\p{Ll}*ly))?"
# What must follow *she said* for it to be the narrator's: in speech, *he said it was late* goes on.
_AFTER_VERB = rf"(?=\s*+[,.:;]|\s*+{_DASH}|\s+(?:as|at|from|in|to|with)\b)"
# The narrator's words after speech, which end it with a mark (the stop) or a dash: *said Ann*, *she cried.*
_CUE = regex.compile(
    rf"(?:(?P<stop>[,?!…]|\.(?: ?\.){{1,3}})|[,.?!…]?\s*+(?P<dash>{_DASH}))\s*+"
    rf"(?P<words>{_VERB}\s+{_SUBJECT}|{_SUBJECT}\s+(?:\p{{Ll}}*ly\s+)?{_VERB}{_AFTER_VERB})"
)
# Where the narrator's words may end: with a sentence, at a comma, or at a dash.
_END = regex.compile(rf"(?P<stop>[.?!])(?=\s|$)|(?P<comma>,)(?=\s)|(?P<dash>{_DASH})")
# Words that carry the narration on after a comma, and words that open more of it after a sentence.
_GOES_ON = regex.compile(r"\s*+(?:\p{Ll}*ing|and|as|but|for|her|his|that|then|when|while|who|with)\b")
_STAYS = regex.compile(r"\s*+(?:He|Her|His|She|Their|Then|They)\b")
# The longest cue after which a comma gives the word back: *said Ann, it is late*.
_LONGEST = 40
# Verbs of speech whose form does not end in *d*.
_NOT_IN_D = frozenset(
    {"asks", "began", "broke", "burst", "put", "sang", "says", "spoke", "swore", "thought", "went"}
)


def dashed_speeches(tokenized: Tokenized) -> dict[int, list[Span]]:
    """Return the speeches of each paragraph that a dash opens, by the paragraph's start.

    It is empty for a book that sets its speech in quotation marks.
    """
    text, paragraphs = tokenized.text, tokenized.paragraphs
    dashed = [
        p
        for p in paragraphs
        if _OPENING.match(text, p.start, p.end) and not _DOUBLE.search(text, p.start, p.end)
    ]
    if len(dashed) < _FEWEST:
        return {}
    marked = sum(_DOUBLE.search(text, p.start, p.end) is not None for p in paragraphs)
    if len(dashed) < _SHARE * marked:
        return {}
    return {p.start: _speeches(text, p.start, p.end) for p in dashed}


def _speeches(text: str, start: int, end: int) -> list[Span]:
    """Cut a paragraph into its speeches, without the narrator's words."""
    found = []
    at: int | None = start
    while at is not None and at < end:
        cue = _cue(text, at, end)
        if cue is None:
            found.append(Span(at, end, text))
            break
        stop = cue.end("stop") if cue["stop"] else cue.start("dash")
        found.append(Span(at, at + len(text[at:stop].rstrip()), text))
        at = _back(text, cue.start("words"), cue.end(), end)
    return found


def _cue(text: str, start: int, end: int) -> regex.Match[str] | None:
    """Return the first place at which the narrator names the speaker."""
    verbs = lexicon.read("novels/speech-verbs")
    for match in _CUE.finditer(text, start + 1, end):
        verb = match["verb"]
        if verb in _NOT_IN_D or (verb in verbs and verb.endswith("d")):
            return match
    return None


def _back(text: str, words: int, start: int, end: int) -> int | None:
    """Return where the narrator's words end and speech goes on, or None."""
    for match in _END.finditer(text, start, end):
        after = match.end()
        if match["comma"]:
            short = match.start() - words <= _LONGEST
            if not short or match.start() != start or _GOES_ON.match(text, after, end):
                continue
        elif match["stop"] and _STAYS.match(text, after, end):
            return None
        while after < end and text[after].isspace():
            after += 1
        return match.start() if match["dash"] else after
    return None
