"""Noun phrases that can name a speaker in fiction: pronouns, names, and descriptions (*the old lady*)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from quotekit import lexicon
from quotekit.lexicon import group
from quotekit.novels.reading import NARRATION, Reading
from quotekit.speakers.names.lexicon import columns, roles

PhraseKind = Literal["pronoun", "name", "description"]

# Texts without apostrophes have a bare *s*.
POSSESSIVES = frozenset({"'s", "’s", "s", "'", "’"})
SUBJECT_PRONOUNS = frozenset({"he", "she", "i", "they", "we", "it"})
_DETERMINERS = group("fiction-determiners")
_JOINED = frozenset({"of", "de", "la", "du", "von", "van", "der", "le", "d'", "st", "st."})
# Words after which the head of a description has been passed.
AFTER_HEAD = group("fiction-after-head") | group("fiction-prepositions")
_LY_ADJECTIVES = group("fiction-ly-adjectives")
_TIMES = group("fiction-times")
_AFTER_PERSON = group("fiction-after-person")
_SOMEBODY = frozenset({"everybody", "everyone", "one", "somebody", "someone"})
# What somebody has that speaks: *Tom's voice* is Tom.
VOICES = frozenset({"accents", "tones", "voice"})
_SUBJECT_VERBS = group("fiction-subject-verbs")
_LONGEST = 7
_PARTICLES = {
    **dict.fromkeys(("go", "goes", "going", "went"), "on"),
    **dict.fromkeys(("join", "joined", "joining", "joins"), "in"),
    **dict.fromkeys(("cut", "put", "puts", "putting", "struck"), "in"),
}


class Phrase(NamedTuple):
    """Hold a noun phrase: its half-open range of tokens and its kind; `head` is its last noun."""

    start: int
    end: int
    kind: PhraseKind
    head: int


def titles() -> Mapping[str, tuple[str, ...]]:
    """Return the titles of fiction, in lower case without dots, with their gender."""
    return columns("novels/titles")


def is_speech_verb(reading: Reading, at: int) -> bool:
    """Tell whether a token is a form of a verb of speech; *went on* and *put in* have two tokens."""
    low = reading.lower[at]
    particle = _PARTICLES.get(low)
    if particle is not None:
        return at + 1 < len(reading) and reading.lower[at + 1] == particle
    return low in lexicon.read("novels/speech-verbs")


def is_verb_form(reading: Reading, at: int) -> bool:
    """Tell whether a word after a noun looks like its verb: *nodded*, *took*."""
    low = reading.lower[at]
    return low.endswith("ed") or low in _SUBJECT_VERBS or is_speech_verb(reading, at)


def is_adverb(reading: Reading, at: int) -> bool:
    """Tell whether a token looks like an adverb: *coldly*, but not *surly* or a name like *Dolly*."""
    word = reading.words[at]
    return word.endswith("ly") and word.islower() and word not in _LY_ADJECTIVES


def is_title(word: str) -> bool:
    return word.rstrip(".").lower() in titles()


def plain_title(word: str) -> str:
    """Return a title in its plain form: *Doctor* and *Dr.* are ``dr``."""
    low = word.rstrip(".").lower()
    row = titles()[low]
    return row[1] if len(row) > 1 else low


def is_person_noun(low: str) -> bool:
    """Tell whether a word in lower case is listed as a noun for people."""
    return low in columns("novels/figures") or low in roles()


def capitalised(word: str) -> bool:
    return word[:1].isupper() and (len(word) > 1 or word.isalpha()) and word != "I"


def phrase_at(reading: Reading, start: int, end: int) -> Phrase | None:
    """Return the noun phrase for a person that begins at a token, or None."""
    if start >= end:
        return None
    word, low = reading.words[start], reading.lower[start]
    if low in SUBJECT_PRONOUNS:
        return Phrase(start, start + 1, "pronoun", start)
    if low in _SOMEBODY:
        return _somebody(reading, start, end)
    speaks = capitalised(word) and stands_for_speaker(reading, start)
    if low in _DETERMINERS and not speaks:
        return _description(reading, start, end)
    if capitalised(word) and (speaks or not _opens_clause(reading, start)):
        return _name(reading, start, end)
    return None


def owned_by(reading: Reading, owner: Phrase, end: int) -> Phrase:
    """Return the whole phrase that begins with a name: *Tom's mother* is not Tom, but *Tom's voice* is."""
    at = owner.end
    if owner.kind != "name" or at + 1 >= end or reading.lower[at] not in POSSESSIVES:
        return owner
    whole = _description_after(reading, at + 1, end)
    if whole == at + 1 or reading.lower[whole - 1] in VOICES:
        return owner
    return Phrase(owner.start, whole, "description", whole - 1)


def _somebody(reading: Reading, start: int, end: int) -> Phrase:
    """Return the phrase for somebody without a name: *somebody*, *one of the sailors*."""
    inner = None
    if reading.lower[start + 1 : start + 2] == ["of"]:
        inner = phrase_at(reading, start + 2, end)
    if inner is None or inner.kind == "pronoun":
        return Phrase(start, start + 1, "description", start)
    return Phrase(start, inner.end, "description", inner.head)


def stands_for_speaker(reading: Reading, at: int) -> bool:
    """Tell whether a word stands where only a speaker's name does: *“Yes,” said Sunday.*"""
    return (
        1 < at < len(reading) - 1
        and not reading.words[at + 1][:1].isalnum()
        and reading.speech[at - 2] != NARRATION == reading.speech[at - 1]
        and is_speech_verb(reading, at - 1)
    )


def _opens_clause(reading: Reading, at: int) -> bool:
    low = reading.lower[at]
    return low in lexicon.read("function-words") or low in lexicon.read("sentence-openers")


def _name(reading: Reading, start: int, end: int) -> Phrase:
    at = start + 1
    while at < end and at - start < _LONGEST:
        word, low = reading.words[at], reading.lower[at]
        if capitalised(word) and not _opens_clause(reading, at):
            at += 1
        elif low in _JOINED and at + 1 < end and capitalised(reading.words[at + 1]):
            at += 2
        elif low == "." and is_title(reading.words[at - 1]):
            at += 1
        else:
            break
    return Phrase(start, at, "name", at - 1)


def _description(reading: Reading, start: int, end: int) -> Phrase | None:
    at = start + 1
    while at < end and at - start < _LONGEST:
        word, low = reading.words[at], reading.lower[at]
        if _hyphened(reading, at, end) or _coordinated(reading, start, at, end):
            # *a hump-backed man*, *a short, dark man*
            at += 2
            continue
        if (
            not word[:1].isalpha()
            or low in AFTER_HEAD
            or (is_adverb(reading, at) and not _hyphened(reading, at + 1, end))
            or (at > start + 1 and (is_speech_verb(reading, at) or _is_past_head(reading, at, end)))
        ):
            break
        at += 1
    if at == start + 1:
        return None
    if at < end and reading.lower[at] in ("'s", "’s"):
        inner = _description_after(reading, at + 1, end)
        if reading.lower[inner - 1] not in VOICES:
            return Phrase(start, inner, "description", inner - 1)
    if all(capitalised(reading.words[i]) for i in range(start + 1, at)):
        return Phrase(start, at, "name", at - 1)
    return Phrase(start, at, "description", head_of(reading, start, at))


def head_of(reading: Reading, start: int, end: int) -> int:
    """Return the head of a description, which is its last word but in *a looker-on*."""
    compound = end - 3 > start and reading.words[end - 2] == "-" and reading.lower[end - 1] in AFTER_HEAD
    return end - 3 if compound else end - 1


def _hyphened(reading: Reading, at: int, end: int) -> bool:
    """Tell whether a hyphen at a token joins the words beside it."""
    return (
        at + 1 < end
        and reading.words[at] == "-"
        and reading.ends[at - 1] == reading.starts[at]
        and reading.ends[at] == reading.starts[at + 1]
    )


def _coordinated(reading: Reading, start: int, at: int, end: int) -> bool:
    """Tell whether a token joins two adjectives before a noun for people: *a tall and handsome man*."""
    if at == start + 1 or at + 2 >= end or reading.lower[at] not in ("and", ","):
        return False
    return (
        is_person_noun(reading.lower[at + 2])
        and not is_person_noun(reading.lower[at - 1])
        and reading.words[at - 1].islower()
        and reading.words[at + 1].islower()
        and reading.lower[at + 1] not in AFTER_HEAD | _DETERMINERS
    )


def _is_past_head(reading: Reading, at: int, end: int) -> bool:
    """Tell whether a description has ended before a word.

    *the Rabbit saw*, *the next moment Mr. Pike*, *the count shrugged his shoulders*, *the cook aloud*
    """
    word, before = reading.words[at], reading.words[at - 1]
    if before in _TIMES or (capitalised(before) and word.islower() and not is_person_noun(word)):
        return True
    if is_person_noun(before) and (
        word.endswith("ing") or word in _AFTER_PERSON or is_verb_form(reading, at)
    ):
        return True
    if not word.endswith("ed") or at + 1 >= end:
        return False
    low = reading.lower[at + 1]
    return low in AFTER_HEAD or low in _DETERMINERS or not low[:1].isalpha()


def _description_after(reading: Reading, start: int, end: int) -> int:
    """Return where the description that begins behind a possessive ends."""
    at = start
    while at < end and at - start < _LONGEST:
        word, low = reading.words[at], reading.lower[at]
        if not word[:1].isalpha() or low in AFTER_HEAD or is_speech_verb(reading, at):
            break
        at += 1
    return at
