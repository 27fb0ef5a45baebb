"""Word classes without a parser: one letter a token, so that patterns over a text are plain regexes.

N noun or unknown; J adjective; P proper name; D determiner; Q number; S he, O him, U it (pronouns);
R adverb; I preposition; F of; T to; M modal; B be; H have; X do; L not; V past; Z third person;
W base or plural present; E participle or past; G -ing; K that; w who, what …; A because …; C and;
Y day, month or period; g possessive 's; and in lower case the marks: c comma, d dash, h hyphen,
s semicolon, o colon, p end of sentence, q quotation mark, b and e brackets, x anything else.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from itertools import pairwise

from quotekit import lexicon
from quotekit.attribution.rules.grammar.ambiguity import (
    BACK,
    BASE,
    DOUBTFUL,
    ING,
    OPEN,
    PARTICIPLE,
    PURE,
    SAME,
    THIRD,
    settle,
)
from quotekit.lexicon import verbs
from quotekit.lexicon.wordgroups import group

_CLASSES = {
    "determiner": "D",
    "subject": "S",
    "object": "O",
    "both": "U",
    "her": "D",
    "preposition": "I",
    "of": "F",
    "to": "T",
    "adverb": "R",
    "modal": "M",
    "be": "B",
    "have": "H",
    "do": "X",
    "negation": "L",
    "conjunction": "C",
    "subordinator": "A",
    "wh": "w",
    "that": "K",
    "number": "Q",
    "day": "Y",
    "month": "Y",
    "period": "N",
    "adjective": "J",
    "noun": "N",
}
_MARKS = {
    ",": "c",
    ";": "s",
    ":": "o",
    "-": "h",
    "&": "h",
    "/": "h",
    "–": "d",
    "—": "d",
    "--": "d",
    "―": "d",
    "(": "b",
    "[": "b",
    ")": "e",
    "]": "e",
    "%": "N",
    "$": "Q",
    "£": "Q",
    "€": "Q",
} | dict.fromkeys(("'s", "’s", "'", "’"), "g")
_QUOTES = frozenset('"“”„«»‹›「」『』‘``')
_STOPS = frozenset(".?!…")
_OPEN = re.compile(f"[{DOUBTFUL}]")
# Longer words are classed anew each time: what is kept stays small whatever is read.
_LONGEST = 40
# Classes that a capital turns into a proper name.
_NAMEABLE = frozenset("NJWZVER" + BASE + THIRD + ING + PARTICIPLE + PURE + OPEN + SAME)
_VERBAL = frozenset("ZVEWR" + BASE + THIRD + ING + PARTICIPLE + PURE + SAME)


@functools.cache
def _known() -> dict[str, str]:
    """Return the class of every word that the lexicons hold, in lower case."""
    nouns = lexicon.read("noun-verbs")
    known: dict[str, str] = {}
    for word, forms in verbs.classes().items():
        if "V" in forms or "E" in forms:
            known[word] = "V" if forms == "V" else PARTICIPLE
        elif "G" in forms:
            known[word] = ING
        elif "Z" in forms:
            known[word] = THIRD
        else:
            known[word] = BASE if word in nouns else PURE
    known.update((lemma, SAME) for lemma, (past, *_) in verbs.irregular().items() if past == lemma)
    for lemma in verbs.complements().keys() | lexicon.read("verbs"):
        third = next(word for word, form in verbs.inflect(lemma).items() if form == "Z")
        if lemma not in nouns and known.get(third) == THIRD:
            known[third] = "Z"
    for word in lexicon.read("reporting-adjectives"):
        known.setdefault(word, "J")
    for line in lexicon.read("word-classes"):
        word, name = line.split()
        known[word] = OPEN if name == "adjective" and known.get(word) in (BASE, PURE) else _CLASSES[name]
    known.update({"'s": "g", "’s": "g", "back": BACK, "right": BACK})
    return known


def _alone(word: str) -> str:
    """Return the class of a word by itself, or one of the digits that stand for doubt."""
    return _kept(word) if len(word) <= _LONGEST else _found(word)


@functools.lru_cache(maxsize=1 << 16)
def _kept(word: str) -> str:
    """Return the class of a word that is short enough to be kept."""
    return _found(word)


def _found(word: str) -> str:
    lower = word.lower()
    known = _known().get(lower)
    if known is not None:
        return known
    first = word[:1]
    if first.isalnum():
        if first.isdigit():
            return "Q"
        if lower.endswith("ly") and len(lower) > 4:
            return "R"
        if lower.endswith("ing") and len(lower) > 5:
            return ING
        if lower.endswith("ed") and len(lower) > 4:
            return PARTICIPLE
        return "N"
    if word in _MARKS:
        return _MARKS[word]
    if first in _STOPS:
        return "p"
    if first in _QUOTES or word == "''":
        return "q"
    if first in "-–—―":
        return "d"
    return "x"


def classify(words: list[str], *, first: list[int], quotes: Iterable[int] = ()) -> str:
    """Return one letter for each word; `first` are the numbers of the words that open a sentence.

    `quotes` are the words known to be quotation marks: an apostrophe looks the same.

    >>> classify(["Mr.", "Lee", "claims", "that", "the", "claims", "failed", "."], first=[0, 8])
    'PPZKDNEp'
    """
    tags = [_alone(word) for word in words]
    for i in quotes:
        tags[i] = "q"
    for begin, end in pairwise(first):
        _capitals(words, tags, begin, end)
    tags.append("p")
    for match in _OPEN.finditer("".join(tags)):
        tags[match.start()] = settle(words, tags, match.start())
    return "".join(tags[:-1])


def _capitals(words: list[str], tags: list[str], begin: int, end: int) -> None:
    """Make proper names of the capitalised words of a sentence, unless it is a headline."""
    upper = [i for i in range(begin, end) if words[i][0].isupper()]
    if not upper:
        return
    shouted = len(upper) * 2 >= end - begin
    headline = False
    if len(upper) > 3:
        lower = sum(words[i][0].islower() and tags[i] in _NAMEABLE for i in range(begin, end))
        headline = lower * 4 < len(upper)
    for i in upper:
        tag = tags[i]
        if tag not in _NAMEABLE:
            if (tag == "M" and words[i] in ("May", "Will") and i > begin) or (
                _initials(words[i]) and not shouted
            ):
                tags[i] = "P"
        elif i == begin or tags[i - 1] in "qod":
            tags[i] = _opener(words, tags, i, end)
        elif not (headline and tag in _VERBAL):
            tags[i] = "P"


def _initials(word: str) -> bool:
    """Tell whether a word is no pronoun but letters in capitals: *the US*, *the WHO*."""
    return word.isupper() and word.lower() in group("initials")


def _opener(words: list[str], tags: list[str], i: int, end: int) -> str:
    """Return the class of a word that has its capital for opening a sentence: a name if nothing else."""
    tag, known = tags[i], words[i].lower() in _known()
    after = tags[i + 1] if i + 1 < end else "p"
    if not known and tag in "R" + ING:
        # *Jolly said*, *Beijing will*: no adverb, no participle.
        return "P" if after in "VZMBH" + PARTICIPLE or (after in "NP" and tag == "R") else tag
    if not known and tag == "N":
        return "P"
    if tag in "NJWZ" + BASE + THIRD + PURE + OPEN + SAME:
        return "P" if i + 1 < end and words[i + 1][0].isupper() else "N"
    return tag
