"""Evidence for each name of a book: whether it is that of a person, and of which gender."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from quotekit import lexicon
from quotekit.lexicon import group
from quotekit.novels.names import Form, Mention
from quotekit.novels.phrases import AFTER_HEAD, is_adverb, is_speech_verb, titles
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
_FOND = frozenset({"big", "dear", "good", "honest", "little", "old", "poor", "young"})
# How often a place name must be beside a verb of speech or be called out to be a person's.
_SPOKEN = 0.05
# How many tokens after a name its pronoun is searched for.
_AHEAD = 24


@attrs.define
class Evidence:
    """Count how a name is used.

    `told` is how often the narrator uses it; `speaks`, `addressed`, `acts` and `located` how often it is
    beside a verb of speech, called out, a subject and after a preposition of place. `he` and `she` count the
    pronouns that follow it.
    """

    total: int = 0
    told: int = 0
    speaks: int = 0
    addressed: int = 0
    acts: int = 0
    located: int = 0
    he: int = 0
    she: int = 0

    def is_person(self, form: Form) -> bool:
        """Tell whether the name is that of a person, judging by its use in the book."""
        if form.title:
            return True
        if form.words[0].lower() in lexicon.read("places"):
            # *Said Charlotte* is enough, *O Paris!* is not.
            least = 1 if self.speaks and form.words[0].lower() in given_gender() else 2
            return self.speaks + self.addressed >= max(least, _SPOKEN * self.total)
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
            verb = mention.start - 1 - mention.form.article
            # *said old Pike*
            verb -= verb >= 0 and reading.lower[verb] in _FOND
            inverted = (
                verb >= 0
                and is_speech_verb(reading, verb)
                and not reading.lower[verb].endswith("ing")
                and not (mention.form.article and _is_part(reading, mention.end))
            )
            seen.speaks += verbal or inverted
            seen.acts += verbal or inverted or after in _AUXILIARIES or after.endswith("ed")
            # There must not be another name between a name and its pronoun.
            stop = held[place + 1].start if place + 1 < len(held) else len(reading)
            gender = gender_after(reading, mention.end, stop)
            seen.he += gender == "m"
            seen.she += gender == "f"
    return found


def _is_part(reading: Reading, end: int) -> bool:
    """Tell whether a name is only the beginning of a phrase: *said the Dover men*."""
    word = reading.words[end : end + 1]
    return bool(
        word
        and word[0].islower()
        and word[0] not in AFTER_HEAD
        and not is_adverb(reading, end)
        and not word[0].endswith(("ed", "ing"))
    )


def is_vocative(reading: Reading, mention: Mention) -> bool:
    """Tell whether a name is called out in speech: *“Come, Ann!”*."""
    if reading.speech[mention.start] == NARRATION or not mention.start or mention.end >= len(reading):
        return False
    return (
        reading.lower[mention.start - 1] in _VOCATIVE_BEFORE
        and reading.words[mention.end] in _VOCATIVE_AFTER
        and not mention.form.article
    )


def gender_after(reading: Reading, start: int, stop: int) -> str | None:
    """Return the gender of the first pronoun in the narration soon after a mention: m, f or None."""
    for at in range(start, min(stop, start + _AHEAD, len(reading))):
        if reading.speech[at] != NARRATION:
            continue
        if reading.lower[at] in _HE:
            return "m"
        if reading.lower[at] in _SHE:
            return "f"
    return None
