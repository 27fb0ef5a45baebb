"""Parts of names: surnames without their articles, listed given names, family names that come first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quotekit.lexicon import read
from quotekit.speakers.names.lexicon import fold, given_gender
from quotekit.speakers.names.words import Words

ARTICLES = ("al-", "el-", "ul-", "as-", "ash-", "an-", "ar-", "ad-", "at-", "az-")


def surname_key(part: str) -> str:
    """Return a surname without its Arabic article: al-Assad, Assad.

    >>> surname_key("al-assad")
    'assad'
    """
    if part.startswith(ARTICLES):
        bare = part.partition("-")[2]
        return bare if len(bare) > 1 else part
    return part


def surface(words: Words, start: int, end: int) -> str:
    """Return a name as written, on one line."""
    return " ".join(words.text[start:end].split())


def deletions(word: str) -> Iterator[str]:
    """Return the word without each of its letters in turn, except the first, up to the length of names.

    >>> list(deletions("abc"))
    ['ac', 'ab']
    """
    for index in range(1, min(len(word), 40)):
        yield word[:index] + word[index + 1 :]


def is_given(word: str) -> bool:
    """Tell whether a word is a listed given name."""
    return fold(word) in given_gender()


def is_family_first(parts: Sequence[str]) -> bool:
    """Tell whether a full name begins with the family name: Cho Jae-hyun, Tsai Ing-wen, Xi Jinping.

    >>> is_family_first(("cho", "jae-hyun")), is_family_first(("lee", "harvey", "oswald"))
    (True, False)
    """
    family = read("family-first")
    if parts[0] not in family or len(parts) > 3:
        return False
    return "-" in parts[-1] or not is_given(parts[0])
