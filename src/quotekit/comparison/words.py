"""Folded words: without marks, case, accents, contractions or national spelling."""

from __future__ import annotations

import functools
from collections.abc import Iterable

import attrs
import regex

from quotekit import lexicon
from quotekit.speakers.names.lexicon import unaccented

_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’ʼ＇][\p{L}\p{N}\p{M}]+)*")
_APOSTROPHES = str.maketrans("’ʼ＇", "'''")
_CLITICS = {"re": "are", "ve": "have", "ll": "will", "m": "am", "d": "would"}
_SHORTENED = {
    "won't": ("will", "not"),
    "can't": ("can", "not"),
    "shan't": ("shall", "not"),
    "cannot": ("can", "not"),
}
# Endings only, and only of long words. It does no harm to fold a word with only one spelling, as both sides
# are folded alike.
_ENDINGS = tuple(
    (regex.compile(pattern), put)
    for pattern, put in (
        (r"(?<=\w{3})is(e[sdr]?|ers|ing|ations?|able)$", r"iz\1"),
        (r"(?<=\w{3})ys(e[sdr]?|ers|ing)$", r"yz\1"),
        (r"(?<=\w{2})our(?=(?:s|ed|ing|ites?|abl[ey]|ful|less|ers?|hoods?|ists?)?$)", "or"),
        (r"(?<=\w{2}[tbv])re(s?)$", r"er\1"),
        (r"(?<=\w{2}[tb])red$", "ered"),
        (r"ogue(s?)$", r"og\1"),
        (r"(?<=\w{2})ll(ed|ing|ers?)$", r"l\1"),
        (r"ence(s?)$", r"ense\1"),
        (r"(?<=\w{2})[ao]e(?=\w{3})", "e"),
    )
)


@attrs.frozen
class Words:
    """Hold the folded words of a text's parts, and where each starts and ends (code points).

    `capital` tells which have a capital letter; a contraction is two words at the same offsets.
    """

    folded: list[str] = attrs.Factory(list)
    starts: list[int] = attrs.Factory(list)
    ends: list[int] = attrs.Factory(list)
    capital: list[bool] = attrs.Factory(list)


def words_of(text: str, parts: Iterable[tuple[int, int]]) -> Words:
    """Return the folded words of some parts of a text.

    >>> words_of("“Don’t,” he said", [(0, 7)])
    Words(folded=['do', 'not'], starts=[1, 1], ends=[6, 6], capital=[True, True])
    """
    words = Words()
    for start, end in parts:
        folded, starts, ends, capital = _words_in(text[start:end])
        words.folded.extend(folded)
        words.starts.extend([start + at for at in starts])
        words.ends.extend([start + at for at in ends])
        words.capital.extend(capital)
    return words


# What many documents quote is read once.
@functools.lru_cache(maxsize=256)
def _words_in(part: str) -> tuple[tuple[str, ...], tuple[int, ...], tuple[int, ...], tuple[bool, ...]]:
    """Return the folded words of a text, where each starts and ends, and which have a capital letter."""
    found = [
        (word, *match.span(), written[0].isupper())
        for match in _WORD.finditer(part)
        for written in (match.group(),)
        for word in fold(written)
    ]
    return tuple(zip(*found, strict=True)) if found else ((), (), (), ())  # type: ignore[return-value]


@functools.lru_cache(maxsize=1 << 16)
def fold(word: str) -> tuple[str, ...]:
    """Return the folded form of a word: one or more words without case, accents or national spelling.

    >>> fold("Programme"), fold("organised"), fold("We’re"), fold("China's"), fold("café")
    (('program',), ('organized',), ('we', 'are'), ('china',), ('cafe',))
    """
    plain = unaccented(word).translate(_APOSTROPHES)
    if plain in _SHORTENED:
        return _SHORTENED[plain]
    base, apostrophe, clitic = plain.rpartition("'")
    if not apostrophe:
        return (_spelling(plain),)
    if clitic == "s":
        return (_spelling(base.replace("'", "")),)
    if clitic == "t" and base.endswith("n") and len(base) > 1:
        return (_spelling(base[:-1].replace("'", "")), "not")
    if clitic in _CLITICS:
        return (_spelling(base.replace("'", "")), _CLITICS[clitic])
    return (_spelling(plain.replace("'", "")),)


@functools.lru_cache(maxsize=1 << 16)
def is_distinctive(word: str) -> bool:
    """Tell whether a folded word is distinctive.

    >>> is_distinctive("negotiation"), is_distinctive("the")
    (True, False)
    """
    return len(word) > 1 and word not in _little_said()


@functools.cache
def _little_said() -> frozenset[str]:
    return frozenset(folded for word in lexicon.read("function-words") for folded in fold(word))


@functools.cache
def _spellings() -> dict[str, str]:
    return dict(line.split() for line in lexicon.read("spellings"))


def _spelling(word: str) -> str:
    known = _spellings().get(word)
    if known is not None:
        return known
    if len(word) < 5:
        return word
    for pattern, put in _ENDINGS:
        word = pattern.sub(put, word)
    return word
