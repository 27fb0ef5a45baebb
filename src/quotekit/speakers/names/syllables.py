"""Short names made of the beginnings of words: Telnor, of Teléfonos del Norte."""

from __future__ import annotations

from collections.abc import Sequence

# How many letters of each word are taken at least, how short a name so made may be, and of how many words.
LEAST, SHORTEST, WORDS = 2, 5, 4
# Words of fewer letters (of, del, and) are left out.
SMALL = 3


def opening_words(parts: Sequence[str]) -> tuple[str, ...]:
    """Return the words of a name of which a short one may be made, none if there are too few or many.

    >>> opening_words(("telefonos", "del", "norte")), opening_words(("orbit",))
    (('telefonos', 'norte'), ())
    """
    words = tuple(part for part in parts if len(part) > SMALL)
    return words if 1 < len(words) <= WORDS else ()


def is_made_of(short: str, words: Sequence[str]) -> bool:
    """Tell whether a name is the beginnings of some words, one after the other, and of all of them.

    >>> is_made_of("telnor", ("telefonos", "norte")), is_made_of("banafo", ("banco", "nacional", "fomento"))
    (True, True)
    >>> is_made_of("telefonica", ("telefonos", "norte"))
    False
    """
    if not words:
        return not short
    first, *others = words
    most = next((k for k, (one, other) in enumerate(zip(short, first, strict=False)) if one != other), None)
    most = min(len(short), len(first)) if most is None else most
    return any(is_made_of(short[size:], others) for size in range(most, LEAST - 1, -1))
