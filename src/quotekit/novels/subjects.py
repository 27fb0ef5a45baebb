"""Subjects: who acts in a stretch of narration, and whose speech a verb tells of."""

from __future__ import annotations

from quotekit.lexicon import group
from quotekit.novels.phrases import POSSESSIVES, VOICES, Phrase, is_adverb, phrase_at
from quotekit.novels.reading import Reading

_COORDINATES = frozenset({"and", "but", ";", "then"})
_SUBORDINATES = frozenset(
    {"after", "as", "because", "before", "if", "since", "though", "until", "when", "while"}
)
_PREPOSITIONS = group("fiction-prepositions")
# The most tokens of a sentence that are searched for the subject of its last clause.
_SENTENCE = 60


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


def subject_before(reading: Reading, start: int, verb: int) -> Phrase | None:
    """Return the phrase before a verb that is its subject."""
    best = None
    at = ends = start
    while at < verb:
        phrase = phrase_at(reading, at, verb)
        if phrase is None:
            at += 1
            continue
        before = reading.lower[phrase.start - 1] if phrase.start > start else ""
        paired = before == "and" and ends == phrase.start - 1
        at = ends = phrase.end
        if _who_speaks(reading, at, verb):
            return phrase
        if paired and best is not None:
            # *she and Ann*
            continue
        if past_adverbs(reading, phrase.end, verb) == verb and (
            before not in _PREPOSITIONS or before in _SUBORDINATES
        ):
            return phrase
        if reading.lower[phrase.end] in POSSESSIVES:
            # *stopped by Sir Thomas's saying*, *Ann's voice called*
            owned = phrase.end + 1
            owned += owned < verb and reading.lower[owned] in VOICES
            if past_adverbs(reading, owned, verb) == verb:
                return phrase
        elif before in _PREPOSITIONS:
            # *it was put an end to by Ann, who said*
            if "who" in reading.lower[phrase.end : phrase.end + 2] and (best is None or before == "by"):
                best = phrase
        elif best is None or _replaces(reading, phrase, before, verb):
            best = phrase
    return best


def subject_carried_on(reading: Reading, start: int, clause: int, verb: int) -> Phrase | None:
    """Return who acts in the clause before one without a subject: *Ann sat down; and then said*."""
    joined = reading.lower[clause] in _COORDINATES or reading.lower[verb].endswith("ing")
    if clause <= start or reading.lower[clause - 1] != ";" or not joined:
        return None
    first = clause - 1
    while first > start and clause - first < _SENTENCE and not reading.begins[first]:
        first -= 1
    return subject(reading, first, clause)


def _who_speaks(reading: Reading, at: int, verb: int) -> bool:
    """Tell whether a relative clause that begins at a token has the verb: *Ann looked at Pike, who said*."""
    who = at + (reading.lower[at] == ",")
    if reading.lower[who] != "who":
        return False
    inserted = reading.lower[who + 1] == "," == reading.lower[verb - 1]
    return inserted or past_adverbs(reading, who + 1, verb) == verb


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


def past_adverbs(reading: Reading, at: int, stop: int) -> int:
    """Return the first token that is no adverb."""
    while at < stop and is_adverb(reading, at):
        at += 1
    return at
