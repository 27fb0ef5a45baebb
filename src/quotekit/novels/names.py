"""Names in a book, distinguished from other capitalised words by the book's own usage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import attrs

from quotekit import lexicon
from quotekit.lexicon import group
from quotekit.novels.phrases import (
    capitalised,
    is_speech_verb,
    is_title,
    is_verb_form,
    plain_title,
    stands_for_speaker,
)
from quotekit.novels.reading import NARRATION, Reading
from quotekit.speakers.names.lexicon import given_gender

_JOINING = frozenset({"of", "de", "la", "du", "des", "von", "van", "der", "le", "da", "di", "del"})
_CLOSED = frozenset(",.?!;:\"”“)'’‘—–-…")
_LONGEST = 6
# The least share of capitalised uses of a name in the middle of sentences.
_SHARE = 0.6
# A word that is no name elsewhere (*Sunday*, *Seven*) must stand for a speaker this often to be one.
_SPEAKING = 2
# The longest heading, in tokens, and the words that open one.
_HEADING = 14
_DIVISIONS = frozenset({"book", "chapter", "part", "volume"})
# Titles with the name of a place: *the Duchess of Harley*.
_OF_PLACES = group("titles-of-places")
_KIN = group("titles-kin")
_OF_ANYBODY = group("titles-of-anybody")


class Form(NamedTuple):
    """Hold one form of a name: the title in lower case without its dot, and the words after it.

    `article` tells whether it follows *the*: *the Hatter*, *the General*.
    """

    title: str
    words: tuple[str, ...]
    article: bool = False


class Mention(NamedTuple):
    """Hold one mention: a form and its half-open range of tokens."""

    start: int
    end: int
    form: Form


@attrs.frozen(kw_only=True, eq=False)
class Names:
    """Hold a book's names: their mentions in text order, and the usual spelling of each form."""

    mentions: tuple[Mention, ...]
    spelling: dict[Form, str]


def find_names(reading: Reading, text: str) -> Names:
    """Find the names in a book, except in headings and words capitalised only for their position."""
    known = _namelike(reading)
    headings = _headings(reading)
    mentions: list[Mention] = []
    spellings: dict[Form, Counter[str]] = {}
    at = 0
    while at < len(reading):
        if reading.paragraph[at] in headings:
            at = reading.first[reading.paragraph[at] + 1]
            continue
        mention = _mention(reading, at, known) if capitalised(reading.words[at]) else None
        if mention is None:
            at += 1
            continue
        mentions.append(mention)
        start, end = reading.starts[mention.start], reading.ends[mention.end - 1]
        spelled = " ".join(text[start:end].replace("_", "").split())
        spellings.setdefault(mention.form, Counter())[
            f"the {spelled}" if mention.form.article else spelled
        ] += 1
        at = mention.end
    spelling = {form: max(sorted(seen), key=seen.__getitem__) for form, seen in spellings.items()}
    return Names(mentions=tuple(mentions), spelling=spelling)


def _namelike(reading: Reading) -> frozenset[str]:
    """Return the words that the book capitalises wherever they are, or that speakers are called by."""
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    speaking: Counter[str] = Counter()
    for at, word in enumerate(reading.words):
        if not word[:1].isalpha():
            continue
        if word[:1].islower():
            small[word] += 1
            continue
        speaking[word] += stands_for_speaker(reading, at) and word != "I"
        if _is_capital_chosen(reading, at):
            large[word] += 1
    barred = lexicon.read("function-words") | lexicon.read("novels/no-names")
    return frozenset(
        word
        for word, count in large.items()
        if word.lower() not in barred
        and not (word.isupper() and len(word) > 1)
        and len(word) > 1
        and count >= _SHARE * (count + small[word.lower()])
    ) | {word for word, count in speaking.items() if count >= _SPEAKING and not is_title(word)}


def _is_capital_chosen(reading: Reading, at: int) -> bool:
    """Tell whether a capital is not due to the position: *the Hatter*, *“Yes,” Ann answered*."""
    if not at:
        return False
    before = reading.words[at - 1]
    if not reading.begins[at] and (before[:1].isalpha() or before == ","):
        return True
    if at + 1 >= len(reading) or reading.speech[at] != NARRATION:
        return False
    if at > 1 and reading.speech[at - 1] != NARRATION:
        return reading.words[at - 2] == "," or is_speech_verb(reading, at + 1)
    # *Ellen looked up.*
    return reading.lower[at] in given_gender() and is_verb_form(reading, at + 1)


def _headings(reading: Reading) -> frozenset[int]:
    """Return the paragraphs that are headings, whose capitals are no sign of a name."""
    return frozenset(
        number
        for number, (start, end) in enumerate(pairwise(reading.first))
        if _is_heading(reading, start, end)
    )


def _is_heading(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a paragraph is short and written like a title, without a full stop, or opens like one."""
    if not start < end <= start + _HEADING or reading.speech[start] != NARRATION:
        return False
    words = [word for word in reading.words[start:end] if word[:1].isalpha()]
    if not words or reading.lower[start] in _DIVISIONS:
        return bool(words)
    return reading.words[end - 1][:1].isalnum() and 2 * sum(w[:1].isupper() for w in words) >= len(words)


def _mention(reading: Reading, start: int, known: frozenset[str]) -> Mention | None:
    """Return the name that begins at a word, with its titles, or a title alone."""
    words = reading.words
    titles, begin = _titles(reading, start)
    name, at = _name(reading, start, begin, known, titles)
    article = start > 0 and reading.lower[start - 1] == "the"
    if name:
        if article and name[-1].endswith("s") and name[-1][:-1] in known:
            return None
        return Mention(start, at, Form(titles[-1] if titles else "", tuple(name), article and not titles))
    if titles and _stands_alone(reading, start, begin, titles[-1], article):
        return Mention(start, begin, Form("", (words[begin - 1].rstrip("."),), article))
    return None


def _titles(reading: Reading, start: int) -> tuple[list[str], int]:
    """Return the titles that begin at a word, and the word behind them and the full stop of the last."""
    words, at = reading.words, start
    titles: list[str] = []
    while at < min(len(reading), start + 3) and is_title(words[at]):
        if not words[at][:1].isupper() or words[at][1:].isupper():
            break
        titles.append(plain_title(words[at]))
        at += 1
        if at + 1 < len(reading) and words[at] == "." and not reading.begins[at + 1]:
            at += capitalised(words[at + 1])
    return titles, at


def _name(
    reading: Reading, start: int, begin: int, known: frozenset[str], titles: Sequence[str]
) -> tuple[list[str], int]:
    """Return the words of a name from `begin` on, and the word behind it; its titles begin at `start`."""
    words, at = reading.words, begin
    while at < len(reading) and _is_initial(words[at]):
        at += 1
    initials = words[begin:at]
    name: list[str] = []
    while at < len(reading) and at - start < _LONGEST and reading.paragraph[at] == reading.paragraph[start]:
        word, lower = words[at], reading.lower[at]
        surname = bool(name) and name[-1] in known and _surname(reading, at)
        if (word in known or surname) and not (at > begin and reading.begins[at]):
            if name[-1:] != [word]:
                name.append(word)
            at += 1
        elif lower in _JOINING and (name or titles) and at + 1 < len(reading) and words[at + 1] in known:
            if lower == "of" and (name or titles[-1] not in _OF_PLACES):
                break
            name += [lower, words[at + 1]]
            at += 2
        elif name and _is_initial(word):
            at += 1
        else:
            break
    # *Mr. E. W. Pike* is a full name, *J. Ellen Pike* has one without the initial.
    return initials + name if len(name) == 1 else name, at


def _stands_alone(reading: Reading, start: int, end: int, title: str, article: bool) -> bool:
    """Tell whether a title without a name is somebody's: *the General*, *Yes, Doctor*, *Mother looked up*."""
    if title in _OF_ANYBODY:
        # *Yes, Sir* and *said Mademoiselle* do not tell who.
        return article and title not in ("lord", "miss")
    if title in _KIN and (not reading.begins[start] or (end < len(reading) and is_verb_form(reading, end))):
        return True
    return article or _addressed(reading, start, end) or _speaks(reading, start, end)


def _is_initial(word: str) -> bool:
    return len(word) == 2 and word[0].isupper() and word[1] == "."


def _surname(reading: Reading, at: int) -> bool:
    """Tell whether a word after a name is part of it, even if it is usually not a name: *Ann Stone*."""
    word = reading.words[at]
    return capitalised(word) and word[1:].islower() and word.lower() not in lexicon.read("function-words")


def _speaks(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a title alone is beside a verb of speech, like a name: *Nurse asked*, *said Doc*."""
    if reading.speech[start] != NARRATION or not 1 < start < end < len(reading):
        return False
    inverted = reading.speech[start - 2] != NARRATION and is_speech_verb(reading, start - 1)
    return (inverted and not reading.words[end][:1].isalnum()) or (
        reading.speech[start - 1] != NARRATION and is_speech_verb(reading, end)
    )


def _addressed(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a phrase in speech is between punctuation marks, like an addressee."""
    if reading.speech[start] == NARRATION or start == 0 or end >= len(reading):
        return False
    return reading.words[start - 1][:1] in _CLOSED and reading.words[end][:1] in _CLOSED
