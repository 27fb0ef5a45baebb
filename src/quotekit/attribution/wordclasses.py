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

from quotekit import lexicon
from quotekit.attribution import verbs

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
# Base form or third person that may as well be a noun: settled by what stands around it.
BASE, THIRD, ING, PARTICIPLE, PURE, BACK = "1", "2", "3", "4", "5", "6"
_OPEN_TO_DOUBT = re.compile(f"[{BASE}{THIRD}{ING}{PARTICIPLE}{PURE}{BACK}g]")
_FREQUENT = frozenset("say says said".split())


@functools.cache
def _known() -> dict[str, str]:
    """Give the class of every word that the lexicons hold, in lower case."""
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
    for lemma in verbs.complements().keys() | lexicon.read("verbs"):
        third = next(word for word, form in verbs.inflect(lemma).items() if form == "Z")
        if lemma not in nouns and known.get(third) == THIRD:
            known[third] = "Z"
    for word in lexicon.read("reporting-adjectives"):
        known.setdefault(word, "J")
    rows = (line.split() for line in lexicon.read("word-classes"))
    known.update((word, _CLASSES[name]) for word, name in rows)
    known.update({"'s": "g", "’s": "g", "back": BACK, "right": BACK})
    return known


@functools.lru_cache(maxsize=1 << 16)
def _alone(word: str) -> str:
    """Give the class of a word by itself, or one of the digits that stand for doubt."""
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
    """Give one letter for each word; `first` are the numbers of the words that open a sentence.

    `quotes` are the words known to be quotation marks: an apostrophe looks the same.

    >>> classify(["Mr.", "Lee", "claims", "that", "the", "claims", "failed", "."], first=[0, 8])
    'PPZKDNEp'
    """
    tags = [_alone(word) for word in words]
    for i in quotes:
        tags[i] = "q"
    for begin, end in zip(first, first[1:], strict=False):
        _capitals(words, tags, begin, end)
    tags.append("p")
    line = "".join(tags)
    for match in _OPEN_TO_DOUBT.finditer(line):
        i = match.start()
        tags[i] = _settle(words, tags, i)
    return "".join(tags[:-1])


_NAMEABLE = frozenset("NJWZVER" + BASE + THIRD + ING + PARTICIPLE + PURE)


def _capitals(words: list[str], tags: list[str], begin: int, end: int) -> None:
    """Make proper names of the capitalised words of a sentence, unless it is a headline."""
    upper = [i for i in range(begin, end) if words[i][0].isupper()]
    if not upper:
        return
    headline = False
    if len(upper) > 3:
        lower = sum(words[i][0].islower() and tags[i] in _NAMEABLE for i in range(begin, end))
        headline = lower * 4 < len(upper)
    for i in upper:
        tag = tags[i]
        if tag not in _NAMEABLE:
            if tag == "M" and words[i] in ("May", "Will") and i > begin:
                tags[i] = "P"
            continue
        if i == begin or tags[i - 1] in "qod" or (i == begin + 1 and tags[begin] == "q"):
            after = tags[i + 1] if i + 1 < end else "p"
            if words[i].lower() not in _known() and tag in "R" + ING and (after in "VZMBH" + PARTICIPLE or after in "NP" and tag == "R"):
                # *Jolly said*, *Beijing will*: no adverb or participle, a name.
                tags[i] = "P"
                continue
            # A sentence's first word has its capital anyway: a name only where nothing else is known.
            if tag in "N" + BASE + THIRD and words[i].lower() not in _known():
                tags[i] = "P"
            elif tag in "NJWZ" + BASE + THIRD + PURE:
                tags[i] = "P" if i + 1 < end and words[i + 1][0].isupper() else "N"
        elif headline and tag in ("Z", "V", "E", "W", PURE, BASE, THIRD, PARTICIPLE, ING, "R"):
            continue
        else:
            tags[i] = "P"


_AFTER_VERB = frozenset("KTDSUOPwqoAIFRYQ")
_NOUNY_BEFORE = frozenset("DQgIFJ")
# Determiners that stand for people by themselves: *some say*, *many expect*.
_SOME = frozenset("some many most few all both those several these more".split())
_BE_LEFT = frozenset("SUKwR")


def _settle(words: list[str], tags: list[str], i: int) -> str:
    """Choose between noun and verb for word `i`; the words before it are settled."""
    doubt = tags[i]
    before = tags[i - 1] if i else "p"
    after = tags[i + 1]
    if doubt == "g":
        return _clitic(words, tags, i)
    if doubt == BACK:
        # *the back of*, *have the right to*, but *went back*.
        return "N" if before in "DJg" else "W" if before in "TMX" and words[i].lower() == "back" else "R"
    if doubt == PURE:
        return "N" if before in "DgJF" and not (before == "D" and words[i - 1].lower() in _SOME) else "W"
    skip = i - 1
    while before in "RL" and skip > 0 and i - skip < 4:
        skip -= 1
        before = tags[skip]
    if doubt == BASE:
        if before in "TMXSw":
            return "W"
        if before == "D" and words[skip].lower() in _SOME and after in "TKDSO":
            return "W"
        if before in _NOUNY_BEFORE or before == "N" and not words[skip].endswith("s"):
            return "N"
        if before == "U":
            return "W" if words[skip].lower() in ("you", "others") else "N"
        if before in "NP" and _plural(words[skip]):
            reports = words[i].lower() in verbs.reporting()
            return "W" if after in _AFTER_VERB or reports and after in "NJEcMpG" else "N"
        if before == "C":
            return "W" if after in "DKTSUO" else "N"
        return "N"
    if doubt == THIRD:
        if before in "SUw":
            return "Z"
        if before in _NOUNY_BEFORE:
            return "N"
        if before in "NP" and not _plural(words[skip]) or before in "ce":
            return "Z" if after in "KTDSUOPwqoYQ" or after == "I" and before == "P" or _shows(words[i], after) else "N"
        if before == "C" and after in "DKTSUOw":
            return "Z"
        if before in "NP":
            return "N"
        return "N"
    if doubt == ING:
        if before in "DgFJ" and after in "NPFcpIJVZMBH" + BASE + THIRD + PARTICIPLE:
            return "N"
        return "G"
    if before in "DgJ" and (after in "NPhJ" + BASE + THIRD or tags[i - 1] != before):
        return "N"
    if before in "Dg" and after in "cpI":
        return "N" if before == "D" else "E"
    return "E"


def _plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith("ss") or word.lower() in ("people", "police", "officials")


def _shows(word: str, after: str) -> bool:
    """Tell whether a word such as *shows* or *reports* is a verb before this class."""
    lemma = verbs.reporting().get(word.lower())
    if lemma is None or "clause" not in verbs.complements()[lemma]:
        return False
    return after in "pc" or after in "NJ" and lemma == "show"


def _clitic(words: list[str], tags: list[str], i: int) -> str:
    """Tell the possessive from *is* and *has*: after a pronoun, or before what no owner has."""
    if len(words[i]) == 1:
        return "g"
    before = tags[i - 1] if i else "p"
    if before in "SUKwR" or before == "D" and words[i - 1].lower() in ("this", "that"):
        return "B"
    return "B" if tags[i + 1] in "DLGT" and before == "P" else "g"
