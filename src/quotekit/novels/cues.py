"""Cues of fiction: the words beside speech that say who speaks (*said Ann*, *he cried*, *Ann replied:*)."""

from __future__ import annotations

from typing import Literal, NamedTuple

from quotekit import lexicon
from quotekit.lexicon import group
from quotekit.novels.phrases import Phrase, phrase_at
from quotekit.novels.reading import Reading

Side = Literal["before", "after"]

_SENTENCE_END = frozenset({".", "?", "!", "...", "…", ";"})
_CLAUSE_END = frozenset({",", ":", "--", "—", "–", "("})
_LEADS_IN = frozenset({",", ":", "--", "—", "–"})
_PASSED = frozenset(
    {",", "and", "but", "then", "so", "--", "—", "–", "(", "at", "last", "for", "here", "now", "or"}
)
# How far a verb may stand from the words it introduces, in tokens.
_REACH = 30


class Cue(NamedTuple):
    """Hold a cue by its tokens: the verb of speech, and the phrase that is its subject, if any.

    `side` is where the cue stands seen from the speech.
    """

    verb: int
    source: Phrase | None
    side: Side


def is_speech_verb(reading: Reading, at: int) -> bool:
    """Tell whether a token is a form of a verb that introduces speech; *went on* is one."""
    low = reading.lower[at]
    if low in ("went", "go", "goes", "going"):
        return at + 1 < len(reading) and reading.lower[at + 1] == "on"
    return low in lexicon.read("novels/speech-verbs")


def cue_after(reading: Reading, start: int, end: int) -> Cue | None:
    """Return the cue that narration opens with, between tokens `start` and `end`, after speech.

    The narration must go on with the sentence of the speech: *“Yes,” said Ann*, *“Yes!” she cried*.
    """
    stop = _sentence_stop(reading, start, end)
    at = start
    while at < stop and at - start < 4 and reading.lower[at] in _PASSED:
        at += 1
    if at >= stop:
        return None
    if is_speech_verb(reading, at):
        return Cue(at, _inverted(reading, at, stop), "after")
    at = _adverbs(reading, at, stop)
    source = phrase_at(reading, at, stop)
    if source is None:
        return None
    verb = _verb_of(reading, source, stop)
    return None if verb is None else Cue(verb, source, "after")


def _inverted(reading: Reading, verb: int, stop: int) -> Phrase | None:
    at = verb + 1
    while (
        at < stop
        and at - verb < 5
        and (reading.lower[at] in ("out", "up", "again", "then") or reading.lower[at].endswith("ly"))
    ):
        at += 1
    found = phrase_at(reading, at, stop)
    # *sighed pleasure-loving Miss Derek*
    while found is None and at < stop and at - verb < 4 and reading.words[at][:1].isalpha():
        at += 1
        found = phrase_at(reading, at, stop)
        if found is not None and found.kind != "name":
            return None
    return found


def _verb_of(reading: Reading, source: Phrase, stop: int) -> int | None:
    """Return the verb of speech whose subject is `source`: close behind it, asides and adverbs apart."""
    for at in range(source.end, min(stop, source.end + 14)):
        low = reading.lower[at]
        if low in ("not", "never", "n't", "nothing"):
            return None
        if is_speech_verb(reading, at) and not low.endswith("ing"):
            return at
    return None


def cue_before(reading: Reading, start: int, end: int) -> Cue | None:
    """Return the cue that narration ends with, between tokens `start` and `end`, before speech.

    *Ann said: “Yes.”*, *and she cried, “Yes!”*
    """
    at = end
    while at > start and at > end - _REACH and not (reading.lower[at - 1] in _SENTENCE_END and at < end):
        at -= 1
        if reading.begins[at]:
            break
    last = reading.lower[end - 1] if end > start else ""
    for verb in range(end - 1, at - 1, -1):
        if is_speech_verb(reading, verb):
            near = end - verb <= 3 or last in _LEADS_IN
            if near:
                return Cue(verb, _subject_before(reading, at, verb), "before")
    return None


def _subject_before(reading: Reading, start: int, verb: int) -> Phrase | None:
    """Return the phrase before a verb that is its subject."""
    best = None
    at = start
    while at < verb:
        phrase = phrase_at(reading, at, verb)
        if phrase is None:
            at += 1
            continue
        governed = at > start and reading.lower[at - 1] in _PREPOSITIONS
        if not governed and (
            best is None or phrase.end == verb or reading.lower[at - 1] in ("and", "but", ";", "then")
        ):
            best = phrase
        at = phrase.end
    return best


_PREPOSITIONS = group("fiction-prepositions")


def subject(reading: Reading, start: int, end: int) -> Phrase | None:
    """Return the first phrase of a stretch of narration that no preposition governs: who acts in it."""
    at = start
    while at < end:
        phrase = phrase_at(reading, at, end)
        if (
            phrase is None
            or (at > start and reading.lower[at - 1] in _PREPOSITIONS)
            or (phrase.end < end and reading.lower[phrase.end] in ("'s", "’s"))
        ):
            at = at + 1 if phrase is None else phrase.end
            continue
        if phrase.kind != "pronoun" or reading.lower[at] != "it":
            return phrase
        at = phrase.end
    return None


def _sentence_stop(reading: Reading, start: int, end: int) -> int:
    for at in range(start, min(end, start + _REACH)):
        if reading.lower[at] in _SENTENCE_END or (at > start and reading.begins[at]):
            return at
    return min(end, start + _REACH)


def _adverbs(reading: Reading, at: int, stop: int) -> int:
    while at < stop and reading.lower[at].endswith("ly"):
        at += 1
    return at
