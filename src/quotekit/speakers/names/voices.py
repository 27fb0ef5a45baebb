"""Voices: what one text tells of a speaker, and names in the form in which they are compared."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Hashable

import attrs

from quotekit import lexicon
from quotekit.document import Span, Speaker
from quotekit.document.records import BETWEEN_PEOPLE
from quotekit.speakers.names.lexicon import unaccented

Name = tuple[str, ...]

_LONGEST_TITLE = 16
_INITIAL = re.compile(r"(?<![^\W_])([^\W\d_])\.")


@attrs.frozen
class Voice:
    """Hold what one text tells of a speaker: names, kind, and the gender that titles give (m, f or '').

    A voice without a kind is nobody: the text does not say who speaks.
    """

    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    gender: str = ""

    @classmethod
    def of(cls, speaker: Speaker | None) -> Voice:
        """Take what counts from a speaker: the mentions give the titles that names leave out."""
        if speaker is None:
            return cls("", "")
        genders = {_title_gender(_titled(mention)) for mention in speaker.mentions} - {""}
        return cls(speaker.name, speaker.kind, speaker.aliases, genders.pop() if len(genders) == 1 else "")

    @property
    def keys(self) -> frozenset[Hashable]:
        """Return what `judge` may find two voices to agree in: whole names, and each of their words.

        >>> sorted(map(str, Voice("Ann Lee", "person", aliases=("Ms Lee",)).keys))
        ["('an', 'le')", "('le',)", 'an', 'le']
        """
        names = [part for name in (self.name, *self.aliases) for part in name.split(BETWEEN_PEOPLE)]
        parts = set(map(parts_of if self.kind == "person" else described, names))
        return frozenset({*parts, *itertools.chain.from_iterable(parts)})


@functools.lru_cache(maxsize=1 << 15)
def parts_of(name: str) -> Name:
    """Return a name as it is compared: its words, without titles, suffixes, accents and double letters.

    >>> parts_of("Sen. Maria St. Clair Jr."), parts_of("Volodymyr Zelenskyy")
    (('maria', 'st', 'clair'), ('volodimir', 'zelenski'))
    """
    words = _words(name)
    while len(words) > 1 and words[0] in lexicon.read("titles"):
        del words[0]
    while len(words) > 1 and words[-1] in lexicon.read("name-suffixes"):
        del words[-1]
    return tuple(romanised(word) for word in words)


def described(name: str) -> Name:
    """Return the words of a description or of a body's name, without its article."""
    words = _words(name)
    return tuple(words[1:] if len(words) > 1 and words[0] in {"the", "a", "an"} else words)


def _titled(mention: Span) -> str:
    """Return a mention or, if it is one word, this with the word before: a title is not always part of it."""
    text = mention.text
    if len(text.split()) > 1:
        return text
    before = mention.whole[max(mention.start - _LONGEST_TITLE, 0) : mention.start].split()
    return f"{before[-1]} {text}" if before else text


@functools.lru_cache(maxsize=1 << 12)
def _title_gender(mention: str) -> str:
    # A title and a name alone: "chief" tells a man in "Chief Adebayo", not in "chief executive Mary Hill".
    words = _words(mention) if len(mention) < 60 else []
    return _gendered().get(words[0], "") if len(words) == 2 else ""


def _words(name: str) -> list[str]:
    plain = _INITIAL.sub(r"\1 ", unaccented(name)).replace(".", "").replace("’", "'")
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", re.sub(r"'s\b", "", plain))


def romanised(word: str) -> str:
    """Return a word as if romanised in another way: without double letters, i for y."""
    return re.sub(r"(.)\1+", r"\1", word.replace("'", "").replace("y", "i"))


@functools.cache
def _gendered() -> dict[str, str]:
    return dict(line.split("\t") for line in lexicon.read("titles-gendered"))
