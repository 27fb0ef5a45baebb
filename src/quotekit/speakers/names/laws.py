"""Names of laws, which may be long: the Right to Education Act, the Marine Mammal Protection Act."""

from __future__ import annotations

from quotekit.speakers.names.lexicon import columns, name_lists, word_set
from quotekit.speakers.names.words import Words

# How many words the name of a law has at most, and from how many on it may have no small word.
LONGEST, LONG = 12, 3


def laws(words: Words) -> dict[int, int]:
    """Return the first word of each such name with its last.

    A determiner or an owner stands before it, so that *Under the Sale of Goods Act* loses *Under*. A name
    of two words is read as any other.
    """
    nouns = word_set("laws")
    ends = (k for k, word in enumerate(words.lower) if word in nouns and words.capital[k])
    return {first: last for last in ends if (first := _first(words, last)) >= 0}


def _first(words: Words, last: int) -> int:
    """Return where the name of a law begins that ends with a word, or -1."""
    if last + 1 < len(words) and words.capital[last + 1] and words.gaps[last] == " ":
        # The Minister of Justice Bill Carter.
        return -1
    first, tied = last, False
    while first and last - first < LONGEST and words.gaps[first - 1] == " ":
        before = first - 1
        ties = before
        while ties > 0 and words.lower[ties] in word_set("law-joining") and words.gaps[ties - 1] == " ":
            ties -= 1
        if words.lower[before] in columns("determiners") and (ties == before or words.first[ties]):
            # According to the Sale of Goods Act.
            break
        if not words.capital[ties] or words.possessive[ties] or (ties < before and first == last):
            # The Faculty of Law.
            break
        first, tied = ties, tied or ties < before
    lists, opening = name_lists(), words.lower[first]
    body = opening in lists.heads and opening not in word_set("laws")
    short = not tied and last + 1 - first < LONG
    if short or not first or body or opening in lists.titles or opening in lists.roles:
        # The Faculty of Public Law, the Chief of Staff's Act.
        return -1
    owned = words.lower[first - 1] in columns("determiners") or words.possessive[first - 1]
    return first if owned else -1
