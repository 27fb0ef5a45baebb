"""The narrator of a book in the first person, and the name by which others call them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from quotekit.novels.people import Person, Sighting
from quotekit.novels.phrases import Phrase, is_title
from quotekit.novels.reading import NARRATION, Reading

# A narrator says *I* outside speech at least this often in a thousand words.
_FIRST_PERSON = 10.0
_FIRST = frozenset({"i", "me", "my", "myself"})
# The least number of calls of the narrator's name, and the least share of them close to an *I*.
_CALLED = 3
_CLOSE_SHARE = 0.5
_CLOSE = 80
# A name in more than this share of its uses outside speech, or beside a verb of speech, is another's.
_TOLD_SHARE = 0.3
_CUED_SHARE = 0.05
# The least share of uses of the narrator's name that are called out.
_CALLED_SHARE = 0.4


def is_first_person(reading: Reading) -> bool:
    """Tell whether a book is told in the first person."""
    told = [low for low, speech in zip(reading.lower, reading.speech, strict=True) if speech == NARRATION]
    return sum(low in _FIRST for low in told) * 1000 > _FIRST_PERSON * max(len(told), 1)


def named_narrator(
    reading: Reading, persons: Sequence[Person], sightings: Sequence[Sighting], sources: Sequence[Phrase]
) -> int | None:
    """Return which of the named persons tells the book, or None where nobody calls the narrator by name.

    That is a person who is repeatedly called by name in the narrator's presence, although the narration
    hardly uses the name and never makes its bearer speak.
    """
    first = [at for at, low in enumerate(reading.lower) if low in _FIRST and reading.speech[at] == NARRATION]
    beside = {at for phrase in sources if phrase.kind == "name" for at in range(phrase.start, phrase.end)}
    all_, called, close, told, cued = (Counter[int]() for _ in range(5))
    for sighting in sightings:
        who = sighting.person
        all_[who] += 1
        told[who] += reading.speech[sighting.start] == NARRATION
        cued[who] += sighting.start in beside
        if sighting.called:
            called[who] += 1
            near = bisect_left(first, sighting.start - _CLOSE)
            close[who] += near < len(first) and first[near] <= sighting.start + _CLOSE
    fitting = [
        who
        for who, count in called.items()
        if persons[who].kind == "named"
        # *Madame!* is called out, but names nobody.
        and not all(map(is_title, persons[who].names))
        and count >= max(_CALLED, _CALLED_SHARE * all_[who])
        and close[who] >= max(2, _CLOSE_SHARE * count)
        and told[who] <= _TOLD_SHARE * all_[who]
        and cued[who] <= _CUED_SHARE * all_[who]
    ]
    return max(fitting, key=lambda who: (called[who], -who), default=None)
