"""Word classes without a parser: one letter per token (see `classes`), by lists, endings and capitals."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from itertools import pairwise

from quotekit import lexicon
from quotekit.attribution.rules.grammar import classes as c
from quotekit.attribution.rules.grammar.ambiguity import (
    ADJECTIVE_OR_BASE,
    ADVERB_OR_NOUN,
    BASE_OR_PAST,
    DOUBTFUL,
    MOSTLY_BASE,
    NOUN_OR_BASE,
    NOUN_OR_ING,
    NOUN_OR_PARTICIPLE,
    NOUN_OR_THIRD,
    settle,
)
from quotekit.lexicon import group, verbs
from quotekit.lexicon.remembered import Remembered

_CLASSES = {
    "determiner": c.DETERMINER,
    "subject": c.HE,
    "object": c.HIM,
    "both": c.IT,
    "her": c.DETERMINER,
    "preposition": c.PREPOSITION,
    "of": c.OF,
    "to": c.TO,
    "adverb": c.ADVERB,
    "modal": c.MODAL,
    "be": c.BE,
    "have": c.HAVE,
    "do": c.DO,
    "negation": c.NOT,
    "conjunction": c.CONJUNCTION,
    "subordinator": c.SUBORDINATOR,
    "wh": c.WH_WORD,
    "that": c.THAT,
    "number": c.NUMBER,
    "day": c.DATE,
    "month": c.DATE,
    "period": c.NOUN,
    "adjective": c.ADJECTIVE,
    "noun": c.NOUN,
}
_MARKS = {
    ",": c.COMMA,
    ";": c.SEMICOLON,
    ":": c.COLON,
    "-": c.HYPHEN,
    "&": c.HYPHEN,
    "/": c.HYPHEN,
    "–": c.DASH,
    "—": c.DASH,
    "--": c.DASH,
    "―": c.DASH,
    "(": c.OPEN_BRACKET,
    "[": c.OPEN_BRACKET,
    ")": c.CLOSE_BRACKET,
    "]": c.CLOSE_BRACKET,
    "%": c.NOUN,
    "$": c.NUMBER,
    "£": c.NUMBER,
    "€": c.NUMBER,
} | dict.fromkeys(("'s", "’s", "'", "’"), c.POSSESSIVE)
_QUOTES = frozenset('"“”„«»‹›「」『』‘``')
_STOPS = frozenset(".?!…")
_OPEN = re.compile(f"[{DOUBTFUL}]")
_VERBAL = frozenset(
    {
        c.THIRD_PERSON,
        c.PAST,
        c.PARTICIPLE,
        c.BASE,
        c.ADVERB,
        NOUN_OR_BASE,
        NOUN_OR_THIRD,
        NOUN_OR_ING,
        NOUN_OR_PARTICIPLE,
        MOSTLY_BASE,
        BASE_OR_PAST,
    }
)
# A capital letter makes these classes a proper name.
_NAMEABLE = _VERBAL | {c.NOUN, c.ADJECTIVE, ADJECTIVE_OR_BASE}


@functools.cache
def _known() -> dict[str, str]:
    """Return the class of every word in the lexicons, in lower case."""
    nouns = lexicon.read("noun-verbs")
    known: dict[str, str] = {}
    for word, forms in verbs.classes().items():
        if c.PAST in forms or c.PARTICIPLE in forms:
            known[word] = c.PAST if forms == c.PAST else NOUN_OR_PARTICIPLE
        elif c.ING in forms:
            known[word] = NOUN_OR_ING
        elif c.THIRD_PERSON in forms:
            known[word] = NOUN_OR_THIRD
        else:
            known[word] = NOUN_OR_BASE if word in nouns else MOSTLY_BASE
    known.update((lemma, BASE_OR_PAST) for lemma, (past, *_) in verbs.irregular().items() if past == lemma)
    for lemma in verbs.complements().keys() | lexicon.read("verbs"):
        third = next(word for word, form in verbs.inflect(lemma).items() if form == c.THIRD_PERSON)
        if lemma not in nouns and known.get(third) == NOUN_OR_THIRD:
            known[third] = c.THIRD_PERSON
    for word in lexicon.read("reporting-adjectives"):
        known.setdefault(word, c.ADJECTIVE)
    for line in lexicon.read("word-classes"):
        word, name = line.split()
        known[word] = (
            ADJECTIVE_OR_BASE
            if name == "adjective" and known.get(word) in (NOUN_OR_BASE, MOSTLY_BASE)
            else _CLASSES[name]
        )
    known.update({"'s": c.POSSESSIVE, "’s": c.POSSESSIVE, "back": ADVERB_OR_NOUN, "right": ADVERB_OR_NOUN})
    return known


def _alone(word: str) -> str:
    """Return the class of a word out of context, or the digit of its ambiguity."""
    lower = word.lower()
    known = _known().get(lower)
    if known is not None:
        return known
    first = word[:1]
    if first.isalnum():
        if first.isdigit():
            return c.NUMBER
        if lower.endswith("ly") and len(lower) > 4:
            return c.ADVERB
        if lower.endswith("ing") and len(lower) > 5:
            return NOUN_OR_ING
        if lower.endswith("ed") and len(lower) > 4:
            return NOUN_OR_PARTICIPLE
        return c.NOUN
    if word in _MARKS:
        return _MARKS[word]
    if first in _STOPS:
        return c.STOP
    if first in _QUOTES or word == "''":
        return c.QUOTE
    if first in "-–—―":
        return c.DASH
    return c.OTHER


_classes = Remembered(_alone)


def classify(words: list[str], *, first: list[int], quotes: Iterable[int] = ()) -> str:
    """Return one letter for each word; `first` are the numbers of the words that open a sentence.

    `quotes` are the numbers of the words known to be quotation marks, which may look like apostrophes.

    >>> classify(["Mr.", "Lee", "claims", "that", "the", "claims", "failed", "."], first=[0, 8])
    'PPZKDNEp'
    """
    tags = list(map(_classes.__getitem__, words))
    for i in quotes:
        tags[i] = c.QUOTE
    for begin, end in pairwise(first):
        _capitals(words, tags, begin, end)
    tags.append(c.STOP)
    for match in _OPEN.finditer("".join(tags)):
        tags[match.start()] = settle(words, tags, match.start())
    return "".join(tags[:-1])


def _capitals(words: list[str], tags: list[str], begin: int, end: int) -> None:
    """Turn the capitalised words of a sentence into proper names, unless it is a headline."""
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
            if (tag == c.MODAL and words[i] in ("May", "Will") and i > begin) or (
                _initials(words[i]) and not shouted
            ):
                tags[i] = c.NAME
        elif i == begin or tags[i - 1] in (c.QUOTE, c.COLON, c.DASH):
            tags[i] = _opener(words, tags, i, end)
        elif not (headline and tag in _VERBAL):
            tags[i] = c.NAME


def _initials(word: str) -> bool:
    """Tell whether an apparent pronoun is an abbreviation: *the US*, *the WHO*."""
    return word.isupper() and word.lower() in group("initials")


def _opener(words: list[str], tags: list[str], i: int, end: int) -> str:
    """Return the class of a word that opens a sentence: a name unless it is anything else."""
    tag, known = tags[i], words[i].lower() in _known()
    after = tags[i + 1] if i + 1 < end else c.STOP
    if not known and tag in (c.ADVERB, NOUN_OR_ING):
        # *Jolly said*, *Beijing will*: names, not an adverb and a participle.
        return (
            c.NAME
            if after in (c.PAST, c.THIRD_PERSON, c.MODAL, c.BE, c.HAVE, NOUN_OR_PARTICIPLE)
            or (after in (c.NOUN, c.NAME) and tag == c.ADVERB)
            else tag
        )
    if not known and tag == c.NOUN:
        return c.NAME
    if tag in (
        c.NOUN,
        c.ADJECTIVE,
        c.BASE,
        c.THIRD_PERSON,
        NOUN_OR_BASE,
        NOUN_OR_THIRD,
        MOSTLY_BASE,
        ADJECTIVE_OR_BASE,
        BASE_OR_PAST,
    ):
        return c.NAME if i + 1 < end and words[i + 1][0].isupper() else c.NOUN
    return tag
