"""Cues in fiction: the words beside speech that name its speaker (*said Ann*, *he cried*, *Ann replied:*)."""

from __future__ import annotations

from typing import Literal, NamedTuple

from quotekit.lexicon import group
from quotekit.novels.phrases import (
    POSSESSIVES,
    VOICES,
    Phrase,
    is_adverb,
    is_speech_verb,
    owned_by,
    phrase_at,
)
from quotekit.novels.reading import Reading
from quotekit.novels.subjects import past_adverbs, subject_before, subject_carried_on

Side = Literal["before", "after"]

_SENTENCE_END = frozenset({".", "?", "!", "...", "…", ";"})
_LEADS_IN = frozenset({",", ":", "--", "—", "–"})
_PASSED = frozenset(
    {",", "and", "as", "but", "then", "so", "--", "—", "–", "(", "at", "last", "for", "here", "now", "or"}
)
_JOINS = frozenset({"and", "but", "or"})
_GOING = frozenset({"came", "ran", "sang", "went"})
_AFTER_VERB = frozenset({"again", "back", "forth", "in", "on", "out", "then", "up"})
_PREPOSITIONS = group("fiction-prepositions")
_MARKS = frozenset("\"“”‘’'«»")
_DETERMINERS = frozenset(
    {"a", "an", "another", "her", "his", "my", "no", "some", "that", "the", "their", "this"}
)
# How many tokens before a full stop a verb introduces what comes: *Ann began at once.*
_NEAR = 4
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
    if reading.lower[at : at + 2] == ["this", "from"]:
        at += 1
    if reading.lower[at] == "from" or reading.lower[at : at + 2] == ["according", "to"]:
        return _sender(reading, at, stop)
    if at == start and reading.lower[at : at + 2] == ["it", "was"]:
        return _revealed(reading, at, stop)
    verb = past_adverbs(reading, at, stop)
    if verb < stop and is_speech_verb(reading, verb):
        if at > start and reading.lower[at - 1] in _JOINS:
            # *“Yes,” and asked Ann for the book*
            return Cue(verb, None, "after")
        if reading.lower[verb + 1 : verb + 2] == ["by"]:
            return _agent_after(reading, verb, stop)
        return Cue(verb, _inverted(reading, verb, stop), "after")
    if reading.lower[at] in ("was", "were"):
        return _answer_of(reading, at, stop)
    if reading.lower[at] == "came":
        return _voice_of(reading, at, stop)
    word = reading.words[at]
    if at == start and word.islower() and (word.endswith("ed") or word in _GOING):
        # Any verb before a name will do: *exploded Mr. Pike*, *went Ann*.
        found = _inverted(reading, at, stop)
        if found is not None and found.start == at + 1 and found.kind == "name":
            return Cue(at, found, "after")
    source = phrase_at(reading, verb, stop)
    if source is None:
        return None
    source = owned_by(reading, source, stop)
    said = _verb_of(reading, source, stop)
    if said is None and at == start and _comma_before(reading, start):
        said = past_adverbs(reading, source.end, stop)
        if said >= stop or not reading.words[said].islower() or reading.lower[said] in _PREPOSITIONS:
            return None
    return None if said is None else Cue(said, source, "after")


def _sender(reading: Reading, at: int, stop: int) -> Cue | None:
    """Return the cue of speech that comes from somebody: *“Hm!” This from Ann.*, *according to Ann*."""
    found = phrase_at(reading, at + (1 if reading.lower[at] == "from" else 2), stop)
    if found is None or found.kind == "pronoun" or reading.lower[at - 1] in _JOINS:
        return None
    # *From Ann’s window* is no sender, nor is *from Ann he had nothing to fear*.
    return None if "".join(reading.words[found.end : found.end + 1]).isalnum() else Cue(at, found, "after")


def _revealed(reading: Reading, at: int, stop: int) -> Cue | None:
    """Return the cue of narration that tells afterwards who spoke: *It was Ann who spoke*, *Ann's voice*."""
    found = phrase_at(reading, at + 2, stop)
    if found is not None and found.end + 1 < stop and reading.lower[found.end] in POSSESSIVES:
        return Cue(found.end + 1, found, "after") if reading.lower[found.end + 1] in VOICES else None
    if found is None or reading.lower[found.end : found.end + 1] != ["who"] or found.end + 1 >= stop:
        return None
    return Cue(found.end + 1, found, "after") if is_speech_verb(reading, found.end + 1) else None


def _voice_of(reading: Reading, at: int, stop: int) -> Cue | None:
    """Return the cue of a voice that comes: *came Ann's voice*, *came from Ann*, *came a voice*."""
    begin = at + 1 + (reading.lower[at + 1 : at + 2] == ["from"])
    if reading.lower[begin : begin + 1] in (["his"], ["her"], ["my"]):
        return Cue(at, Phrase(begin, begin + 1, "pronoun", begin), "after")
    found = phrase_at(reading, begin, stop)
    if found is None or found.kind == "pronoun":
        return None
    owned = found.end < stop and reading.lower[found.end] in POSSESSIVES
    alone = reading.lower[found.head] == "voice"
    return Cue(at, found, "after") if owned or alone or begin > at + 1 else None


def _comma_before(reading: Reading, start: int) -> bool:
    """Tell whether the speech before narration ends with a comma."""
    at = start - 1
    while at > 0 and reading.words[at] and reading.words[at][0] in _MARKS:
        at -= 1
    return at >= 0 and reading.words[at] == ","


def _answer_of(reading: Reading, at: int, stop: int) -> Cue | None:
    """Return the cue of a noun for the speech: *was his reply*, *was the reply of Ann*, *was all he said*."""
    owner = at + 1
    while owner < stop and reading.lower[owner] in ("all", "only", "ever", "again"):
        owner += 1
    if owner < stop and reading.lower[owner] in ("his", "her", "my"):
        return Cue(at, Phrase(owner, owner + 1, "pronoun", owner), "after")
    if owner >= stop:
        return None
    if is_speech_verb(reading, owner):
        return _agent_after(reading, owner, stop)
    if reading.lower[owner - 1] == "all":
        found = phrase_at(reading, owner + (reading.lower[owner : owner + 1] == ["that"]), stop)
        return None if found is None else Cue(at, found, "after")
    found = phrase_at(reading, owner, stop)
    if found is None or found.kind == "pronoun" or found.end >= stop:
        return None
    if reading.lower[found.end] in POSSESSIVES:
        return Cue(at, found, "after")
    # *the firm reply of Mr. Pike*
    link = found.end + is_speech_verb(reading, found.end)
    if found.kind != "description" or link >= stop or reading.lower[link] not in ("of", "from"):
        return None
    found = phrase_at(reading, link + 1, stop)
    return None if found is None or found.kind == "pronoun" else Cue(at, found, "after")


def _agent_after(reading: Reading, verb: int, stop: int) -> Cue | None:
    """Return the cue of a passive: *was uttered at the same moment by Ann*."""
    by = next((at for at in range(verb + 1, min(stop, verb + 7)) if reading.lower[at] == "by"), stop)
    found = phrase_at(reading, by + 1, stop)
    return None if found is None or found.kind == "pronoun" else Cue(verb, found, "after")


def _inverted(reading: Reading, verb: int, stop: int) -> Phrase | None:
    """Return the subject behind a verb: *said Ann*, *said coldly the old man*, *said the voice of Ann*."""
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
    return None if found is None else owned_by(reading, found, stop)


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
    last = reading.lower[end - 1]
    # Narration that breaks off introduces speech as well as a comma does.
    leads = last in _LEADS_IN or last[:1].isalpha()
    stated = (_agent(reading, at, end) or _owner(reading, at, end)) if last in _LEADS_IN else None
    if stated is not None:
        return stated
    verbs = [
        verb
        for verb in range(end - 1, at - 1, -1)
        if (leads or end - verb <= _NEAR) and is_speech_verb(reading, verb)
    ]
    verb = next((verb for verb in verbs if not _is_noun(reading, at, verb)), verbs[0] if verbs else None)
    if verb is None:
        return None
    found = subject_before(reading, at, verb)
    if found is None and verb + 1 < end:
        # *Then said Ann, “Yes.”*
        inverted = phrase_at(reading, verb + 1, end)
        found = inverted if inverted is not None and inverted.kind == "name" else None
    if found is None:
        found = subject_carried_on(reading, start, at, verb)
    return Cue(verb, found, "before")


def _is_noun(reading: Reading, start: int, at: int) -> bool:
    """Tell whether a form of a verb is a noun there, or about one: *with a smile*, *with mocking airs*."""
    if reading.lower[at].endswith(("ed", "aid")):
        return False
    for before in range(at - 1, max(start, at - 3) - 1, -1):
        if reading.lower[before] in _DETERMINERS:
            return True
        word = reading.words[before]
        if not word.islower() or (is_speech_verb(reading, before) and not word.endswith("ing")):
            break
    return at > 0 and reading.lower[at - 1] == "with"


def _owner(reading: Reading, start: int, end: int) -> Cue | None:
    """Return the cue of narration that ends with somebody's speech: *Ann's reply was*, *came Ann's voice*."""
    verb = end - 2
    if verb <= start or reading.lower[verb] not in ("was", "were", "came", "voice"):
        return None
    for at in range(verb - 1, max(start, verb - 3) - 1, -1):
        if reading.lower[at] in ("his", "her", "my"):
            return Cue(verb, Phrase(at, at + 1, "pronoun", at), "before")
        if reading.lower[at] in POSSESSIVES:
            for first in range(max(start, at - 5), at):
                found = phrase_at(reading, first, at)
                # *From behind the door came Ann's voice*
                if found is not None and found.end == at and "came" not in reading.lower[first:at]:
                    return Cue(verb, found, "before")
    return None


def _agent(reading: Reading, start: int, end: int) -> Cue | None:
    """Return the cue of narration that ends with an agent: *he was thus greeted by Miss Pike:*."""
    for at in range(end - 2, max(start, end - 6), -1):
        if reading.lower[at] == "by":
            phrase = phrase_at(reading, at + 1, end)
            if phrase is not None and phrase.kind == "name" and phrase.end == end - 1:
                return Cue(at, phrase, "before")
    return None


def _sentence_stop(reading: Reading, start: int, end: int) -> int:
    for at in range(start, min(end, start + _REACH)):
        if reading.lower[at] in _SENTENCE_END or (at > start and reading.begins[at]):
            return at
    return min(end, start + _REACH)
