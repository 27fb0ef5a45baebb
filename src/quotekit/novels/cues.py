"""Cues in fiction: the words beside speech that name its speaker (*said Ann*, *he cried*, *Ann replied:*)."""

from __future__ import annotations

from typing import Literal, NamedTuple

from quotekit.lexicon import group
from quotekit.novels.phrases import Phrase, is_adverb, is_speech_verb, phrase_at
from quotekit.novels.reading import Reading

Side = Literal["before", "after"]

_SENTENCE_END = frozenset({".", "?", "!", "...", "…", ";"})
_LEADS_IN = frozenset({",", ":", "--", "—", "–"})
_PASSED = frozenset(
    {",", "and", "but", "then", "so", "--", "—", "–", "(", "at", "last", "for", "here", "now", "or"}
)
_AFTER_VERB = frozenset({"again", "back", "forth", "in", "on", "out", "then", "up"})
_COORDINATES = frozenset({"and", "but", ";", "then"})
_SUBORDINATES = frozenset(
    {"after", "as", "because", "before", "if", "since", "though", "until", "when", "while"}
)
_PREPOSITIONS = group("fiction-prepositions")
_MARKS = frozenset("\"“”‘’'«»")
# Texts without apostrophes have a bare *s*.
POSSESSIVES = frozenset({"'s", "’s", "s", "'", "’"})
# How many tokens may separate a verb from the words that it introduces.
_REACH = 30


class Cue(NamedTuple):
    """Hold a cue by its tokens: the verb of speech and the phrase that is its subject, if any.

    `side` is the side of the speech on which the cue is.
    """

    verb: int
    source: Phrase | None
    side: Side


def cue_after(reading: Reading, start: int, end: int) -> Cue | None:
    """Return the cue at the beginning of the narration between tokens `start` and `end`, after speech.

    The narration must continue the sentence of the speech: *“Yes,” said Ann*, *“Yes!” she cried*. If the
    speech ends in a comma, the next to act says it: *“Yes,” Ann looked up*.
    """
    stop = _sentence_stop(reading, start, end)
    at = start
    while at < stop and at - start < 4 and reading.lower[at] in _PASSED:
        at += 1
    if at >= stop:
        return None
    if is_speech_verb(reading, at):
        return Cue(at, _inverted(reading, at, stop), "after")
    if reading.lower[at] in ("was", "were"):
        return _answer_of(reading, at, stop)
    if reading.lower[at] == "came":
        return _voice_of(reading, at, stop)
    if at == start and reading.words[at].endswith("ed") and reading.words[at].islower():
        # Any verb before a name will do: *exploded Mr. Pike*.
        found = _inverted(reading, at, stop)
        if found is not None and found.start == at + 1 and found.kind == "name":
            return Cue(at, found, "after")
    at = _past_adverbs(reading, at, stop)
    source = phrase_at(reading, at, stop)
    if source is None:
        return None
    verb = _verb_of(reading, source, stop)
    if verb is None and at == start and _comma_before(reading, start):
        verb = _past_adverbs(reading, source.end, stop)
        if verb >= stop or not reading.words[verb].islower() or reading.lower[verb] in _PREPOSITIONS:
            return None
    return None if verb is None else Cue(verb, source, "after")


def _voice_of(reading: Reading, at: int, stop: int) -> Cue | None:
    """Return the cue of a voice that comes from somebody: *came Ann's voice*, *came from Ann*."""
    begin = at + 1 + (reading.lower[at + 1 : at + 2] == ["from"])
    if reading.lower[begin : begin + 1] in (["his"], ["her"], ["my"]):
        return Cue(at, Phrase(begin, begin + 1, "pronoun", begin), "after")
    found = phrase_at(reading, begin, stop)
    if found is None or found.kind == "pronoun":
        return None
    owned = found.end < stop and reading.lower[found.end] in POSSESSIVES
    return Cue(at, found, "after") if owned or begin > at + 1 else None


def _comma_before(reading: Reading, start: int) -> bool:
    """Tell whether the speech before narration ends with a comma."""
    at = start - 1
    while at > 0 and reading.words[at] and reading.words[at][0] in _MARKS:
        at -= 1
    return at >= 0 and reading.words[at] == ","


def _answer_of(reading: Reading, at: int, stop: int) -> Cue | None:
    """Return the cue of a noun for the speech: *was his reply*."""
    owner = at + 1
    while owner < stop and reading.lower[owner] in ("all", "only", "ever", "again"):
        owner += 1
    if owner < stop and reading.lower[owner] in ("his", "her", "my"):
        return Cue(at, Phrase(owner, owner + 1, "pronoun", owner), "after")
    if is_speech_verb(reading, owner):
        return _agent_after(reading, owner, stop)
    found = phrase_at(reading, owner, stop)
    if found is None or found.kind == "pronoun" or found.end >= stop:
        return None
    if reading.lower[found.end] in POSSESSIVES:
        return Cue(at, found, "after")
    return None


def _agent_after(reading: Reading, verb: int, stop: int) -> Cue | None:
    """Return the cue of a passive: *was uttered at the same moment by Ann*."""
    by = next((at for at in range(verb + 1, min(stop, verb + 7)) if reading.lower[at] == "by"), stop)
    found = phrase_at(reading, by + 1, stop)
    return None if found is None or found.kind == "pronoun" else Cue(verb, found, "after")


def _inverted(reading: Reading, verb: int, stop: int) -> Phrase | None:
    at = verb + 1
    while at < stop and at - verb < 5 and (reading.lower[at] in _AFTER_VERB or is_adverb(reading, at)):
        at += 1
    found = phrase_at(reading, at, stop)
    if found is not None and reading.lower[found.head] == "voice" and found.end < stop:
        # *said the voice of old Mr. Pike*
        if reading.lower[found.end] != "of":
            return found
        at = verb = found.end + 1
        found = phrase_at(reading, at, stop)
    # *sighed sweet-tempered Miss Pike*
    while found is None and at < stop and at - verb < 4 and _is_part_of_word(reading, at):
        at += 1
        found = phrase_at(reading, at, stop)
        if found is not None and found.kind != "name":
            return None
    return found


def _is_part_of_word(reading: Reading, at: int) -> bool:
    return reading.words[at][:1].isalpha() or reading.words[at] == "-"


def _verb_of(reading: Reading, source: Phrase, stop: int) -> int | None:
    """Return the verb of speech whose subject is `source`, after it but for insertions and adverbs."""
    for at in range(source.end, min(stop, source.end + 14)):
        if reading.lower[at] in ("not", "never", "n't", "nothing"):
            return None
        if is_speech_verb(reading, at) and not reading.lower[at].endswith("ing"):
            return at
    return None


def cue_before(reading: Reading, start: int, end: int) -> Cue | None:
    """Return the cue at the end of the narration between tokens `start` and `end`, before speech.

    *Ann said: “Yes.”*, *and she cried, “Yes!”*
    """
    at = end
    while at > start and at > end - _REACH and not (reading.lower[at - 1] in _SENTENCE_END and at < end):
        at -= 1
        if reading.begins[at]:
            break
    last = reading.lower[end - 1] if end > start else ""
    agent = _agent(reading, at, end) if last in _LEADS_IN else None
    if agent is not None:
        return agent
    for verb in range(end - 1, at - 1, -1):
        if is_speech_verb(reading, verb):
            near = end - verb <= 3 or last in _LEADS_IN
            if near:
                return Cue(verb, _subject_before(reading, at, verb), "before")
    return None


def _agent(reading: Reading, start: int, end: int) -> Cue | None:
    """Return the cue of narration that ends with an agent: *he was thus greeted by Miss Pike:*."""
    for at in range(end - 2, max(start, end - 6), -1):
        if reading.lower[at] == "by":
            phrase = phrase_at(reading, at + 1, end)
            if phrase is not None and phrase.kind == "name" and phrase.end == end - 1:
                return Cue(at, phrase, "before")
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
        at = phrase.end
        before = reading.lower[phrase.start - 1] if phrase.start > start else ""
        if _past_adverbs(reading, phrase.end, verb) == verb and (
            before not in _PREPOSITIONS or before in _SUBORDINATES
        ):
            return phrase
        if reading.lower[phrase.end] in POSSESSIVES:
            # *stopped by Sir Thomas's saying*
            if _past_adverbs(reading, phrase.end + 1, verb) == verb:
                return phrase
        elif before in _PREPOSITIONS:
            # *it was put an end to by Ann, who said*
            if "who" in reading.lower[phrase.end : phrase.end + 2] and (best is None or before == "by"):
                best = phrase
        elif best is None or _replaces(reading, phrase, before, verb):
            best = phrase
    return best


def _replaces(reading: Reading, phrase: Phrase, before: str, verb: int) -> bool:
    """Tell whether a phrase, rather than the ones before it, opens the clause of the verb."""
    if reading.lower[phrase.end] == ",":
        # *They smiled, and Ann, the elder, said*
        return (
            before in ("and", "but")
            and reading.lower[phrase.start - 2] in (",", ";")
            and phrase.kind == "name"
        )
    if before in _COORDINATES:
        return True
    if before == ",":
        return phrase.kind != "description"
    # *The day came when Mr. Pike turned and said*, but not *Ann, when she saw it, said*
    return before in _SUBORDINATES and (
        reading.lower[verb - 1] in _COORDINATES or reading.lower[verb].endswith("ing")
    )


def subject(reading: Reading, start: int, end: int) -> Phrase | None:
    """Return the first phrase of some narration that is not governed by a preposition: who acts in it."""
    at = start
    while at < end:
        phrase = phrase_at(reading, at, end)
        if (
            phrase is None
            or (at > start and reading.lower[at - 1] in _PREPOSITIONS)
            or (phrase.end < end and reading.lower[phrase.end] in POSSESSIVES)
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


def _past_adverbs(reading: Reading, at: int, stop: int) -> int:
    while at < stop and is_adverb(reading, at):
        at += 1
    return at
