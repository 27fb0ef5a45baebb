"""Short names made of the beginnings of words: Telnor, of Teléfonos del Norte."""

from __future__ import annotations

from collections.abc import Sequence

# How many letters of each word are taken at least, how short and how long a name so made may be, and of how
# many words.
LEAST, SHORTEST, LONGEST, WORDS = 2, 5, 24, 4
# Words of fewer letters (of, del, and) are left out.
SMALL = 3


def opening_words(parts: Sequence[str]) -> tuple[str, ...]:
    """Return the words of a name of which a short one may be made, none if there are too few or many.

    >>> opening_words(("telefonos", "del", "norte")), opening_words(("orbit",))
    (('telefonos', 'norte'), ())
    """
    words = tuple(part for part in parts if len(part) > SMALL)
    return words if 1 < len(words) <= WORDS else ()


def may_be_made(short: str) -> bool:
    """Tell whether a name is one word, and neither too short nor too long to be so made.

    >>> may_be_made("telnor"), may_be_made("bank"), may_be_made("telefonos del norte")
    (True, False, False)
    """
    return SHORTEST <= len(short) <= LONGEST and " " not in short


def is_made_of(short: str, words: Sequence[str]) -> bool:
    """Tell whether a name is the beginnings of some words, one after the other, and of all of them.

    >>> is_made_of("telnor", ("telefonos", "norte")), is_made_of("banafo", ("banco", "nacional", "fomento"))
    (True, True)
    >>> is_made_of("telefonica", ("telefonos", "norte"))
    False
    """
    ends = {0}
    for word in words:
        ends = {
            end + size
            for end in ends
            for size in range(LEAST, len(short) - end + 1)
            if word.startswith(short[end : end + size])
        }
    return len(short) in ends
