"""Where a person's name begins in a run of capitalised words: behind an office and what that is of."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import attrs
import regex

from quotekit.speakers.languages.cases import FULL, given
from quotekit.speakers.languages.lists import Lists

PARTICLE = regex.compile(
    r"(?:d[eo]s?|del|della|d[iau]|das|vo[nm]|van|der|den|ter|te|zum?|la|le|ibn|bin|al|el|y"
    r"|фон|дер|ван|ден|аль|эль|ибн|бен|оглы|кызы)"
)
"""The small words inside names."""
# *Иван Иванович*: between the two stands the father's name.
_PATRONYMIC = regex.compile(r".+(?:[оеё]вич|ична|[оеё]вна|ьич)")


@attrs.frozen
class Beginning:
    """Hold the number of the word with which a person's name begins, and whether that is sure."""

    at: int
    sure: bool = True


def offices(words: Sequence[str], lists: Lists) -> int:
    """Return how many words of a run, as returned by `Lists.key`, come before the name as an office.

    Where nouns have capitals, it counts whose office it is, too.

    >>> from quotekit.speakers.languages.lists import lists
    >>> offices(["kenias", "aussenminister", "amos", "berg"], lists("de"))
    2
    >>> offices(["peter", "konig", "larsen"], lists("de"))
    0
    """
    last = 0
    for number, word in enumerate(words[:-1]):
        behind = number == last or (lists.capitals and not given(words[number - 1], lists))
        if behind and (lists.title(word) is not None or (lists.aged and word.endswith(lists.aged))):
            last = number + 1
    return last


def beginning(words: Sequence[str], lists: Lists, *, office: bool) -> Beginning:
    """Return where the person's name begins: at a given name, or behind what an office before it is of.

    >>> from quotekit.speakers.languages.lists import lists
    >>> beginning(["росзерна", "павел", "лыков"], lists("ru"), office=False)
    Beginning(at=1, sure=True)
    >>> beginning(["росзерна", "кхалид", "лыков"], lists("ru"), office=True)
    Beginning(at=1, sure=False)
    """
    # *mayor of Луки Остап Коваль*: a place may look like a case of a given name.
    for known in (lists.given.__contains__, functools.partial(given, words=lists)):
        for number, word in enumerate(words[:-1]):
            small = PARTICLE.fullmatch(word)
            if known(word) and not small and (number == 0 or words[number - 1] not in lists.saints):
                return Beginning(number)
    full = [number for number, word in enumerate(words) if not PARTICLE.fullmatch(word)]
    if not office or len(full) <= FULL:
        return Beginning(0, sure=office or not lists.capitals)
    fathers = any(_PATRONYMIC.fullmatch(words[number]) for number in full[-2:])
    return Beginning(full[-3 if fathers else -2], sure=False)
