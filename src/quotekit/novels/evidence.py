"""What a book tells of each name: whether it is a person's, and whether a man's or a woman's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from quotekit import lexicon
from quotekit.lexicon import group
from quotekit.novels.names import Form, Mention
from quotekit.novels.phrases import is_speech_verb, titles
from quotekit.novels.reading import NARRATION, Reading
from quotekit.speakers.names.lexicon import given_gender

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_IN_PLACE = group("fiction-place-prepositions")
_AUXILIARIES = group("fiction-subject-verbs")
_VOCATIVE_BEFORE = frozenset(",.?!;:\"“‘'—–-") | {
    "--",
    "dear",
    "dearest",
    "o",
    "oh",
    "ah",
    "well",
    "yes",
    "no",
    "my",
}
_VOCATIVE_AFTER = frozenset(",.?!;:\"”’'—–-…") | {"--", "..."}
# The name of a place is a person's if so often it stands beside a verb of speech or is called out.
_SPOKEN = 0.05
# How far ahead of a name its pronoun is looked for, in tokens.
_AHEAD = 24


@attrs.define
class Evidence:
    """Count how a name is used.

    `told` is how often the narrator uses it; `speaks`, `addressed`, `acts` and `located` how often it stands
    beside a verb of speech, is called out, is a subject and stands behind a preposition of place. `he` and
    `she` count the pronouns that follow it.
    """

    total: int = 0
    told: int = 0
    speaks: int = 0
    addressed: int = 0
    acts: int = 0
    located: int = 0
    he: float = 0.0
    she: float = 0.0

    def is_person(self, form: Form) -> bool:
        """Tell whether the name is a person's, as its use in the book has it."""
        if form.title:
            return True
        if form.words[0].lower() in lexicon.read("places"):
            return self.speaks + self.addressed >= max(2, _SPOKEN * self.total)
        if self.speaks or (self.addressed and not form.article and self.located <= self.addressed):
            return True
        if self.located * 3 > self.total:
            return False
        low = form.words[0].lower()
        if low in given_gender() or (len(form.words) == 1 and low in titles()):
            return True
        if form.article:
            return self.acts >= 2 and self.acts * 6 >= self.total
        return self.acts * 8 >= self.total and self.total > 1


def weigh(reading: Reading, mentions: Iterable[Mention]) -> Mapping[Form, Evidence]:
    """Return the evidence for each form that is mentioned."""
    found: dict[Form, Evidence] = {}
    held = tuple(mentions)
    for place, mention in enumerate(held):
        seen = found.setdefault(mention.form, Evidence())
        seen.total += 1
        before = reading.lower[mention.start - 1] if mention.start else ""
        after = reading.lower[mention.end] if mention.end < len(reading) else ""
        if before in _IN_PLACE:
            seen.located += 1
        if is_vocative(reading, mention):
            seen.addressed += 1
        if reading.speech[mention.start] == NARRATION:
            seen.told += 1
            verbal = mention.end < len(reading) and is_speech_verb(reading, mention.end)
            inverted = (
                mention.start > 0
                and is_speech_verb(reading, mention.start - 1)
                and not before.endswith("ing")
            )
            seen.speaks += verbal or inverted
            seen.acts += verbal or inverted or after in _AUXILIARIES or after.endswith("ed")
            # No other name may stand between a name and its pronoun.
            stop = held[place + 1].start if place + 1 < len(held) else len(reading)
            gender = note_gender(reading, mention.end, stop)
            seen.he += gender == "m"
            seen.she += gender == "f"
    return found


def is_vocative(reading: Reading, mention: Mention) -> bool:
    """Tell whether a name is called out in speech: *“Come, Ann!”*."""
    if reading.speech[mention.start] == NARRATION or not mention.start or mention.end >= len(reading):
        return False
    return (
        reading.lower[mention.start - 1] in _VOCATIVE_BEFORE
        and reading.words[mention.end] in _VOCATIVE_AFTER
        and not mention.form.article
    )


def note_gender(reading: Reading, start: int, stop: int) -> str | None:
    """Return the gender of the first pronoun of narration close behind a mention: m, f or None."""
    for at in range(start, min(stop, start + _AHEAD, len(reading))):
        if reading.speech[at] != NARRATION:
            continue
        if reading.lower[at] in _HE:
            return "m"
        if reading.lower[at] in _SHE:
            return "f"
    return None
