"""Which claims stand: how often such a claim was right, and at most one role for each word."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from importlib import resources

import attrs

from quotekit.attribution.claims import Claim
from quotekit.attribution.verbs import complements

# How many observations the general rate weighs against a word's own.
_WEIGHT = 4.0
# What is left of a rate where the lexicon does not know the verb with such a complement.
_UNLICENSED = 0.5
_LICENCES = {
    "noun": {"noun", "name", "tell"},
    "ing": {"noun", "clause"},
    "named": {"name"},
    "infinitive": {"infinitive", "order"},
    "ordered": {"infinitive", "order", "clause", "tell"},
    "that": {"clause", "tell"},
    "clause": {"clause", "tell", "question"},
    "question": {"question", "clause", "tell"},
    "preposition": {"preposition", "clause", "noun"},
}


@functools.cache
def _table() -> tuple[dict[str, float], dict[str, tuple[int, int]], dict[str, float]]:
    """Give the rates of rules, the counts (claims, right) of words with rules, the leans of lemmas."""
    rules: dict[str, float] = {}
    counts: dict[str, tuple[int, int]] = {}
    leans: dict[str, float] = {}
    try:
        text = (resources.files("quotekit") / "resources" / "claim-rates.txt").read_text(encoding="utf-8")
    except FileNotFoundError:
        return rules, counts, leans
    for line in text.splitlines():
        kind, _, rest = line.partition(" ")
        name, _, numbers = rest.rpartition(" ")
        if kind == "rule":
            rules[name] = float(numbers)
        elif kind == "lemma":
            leans[name] = float(numbers)
        elif kind == "word":
            right, _, total = numbers.partition("/")
            counts[name] = int(right), int(total)
    return rules, counts, leans


def rate(claim: Claim) -> float:
    """Give how often a claim like this one was right."""
    rules, counts, leans = _table()
    lemma = claim.word.partition("|")[0]
    general = rules.get(claim.rule, 0.3)
    prior = min(0.97, general * leans.get(lemma, 1.0)) * (1.0 if licensed(claim.word) else _UNLICENSED)
    right, total = counts.get(claim.word, (0, 0))
    return (right + _WEIGHT * prior) / (total + _WEIGHT)


def licensed(word: str) -> bool:
    """Tell whether the lexicon says that a verb takes such a complement.

    >>> licensed("tell|fin|told-that"), licensed("ring|fin|noun")
    (True, False)
    """
    lemma, _, rest = word.partition("|")
    takes = complements().get(lemma.partition("-")[0])
    kind = rest.rpartition("|")[2].partition("-")[0]
    wanted = _LICENCES.get("ordered" if kind == "infinitive" and "|pas|" in word else kind)
    return takes is None or wanted is None or bool(takes & wanted)


def choose(claims: Iterable[Claim], taken: bytearray, *, least: float) -> list[Claim]:
    """Give the claims whose rate is at least `least` and that do not stand in each other's way.

    `taken` has one number a token: 1 where it is content already, 2 where it is cue or source.
    """
    rated = sorted(((rate(claim), -i, claim) for i, claim in enumerate(claims)), key=lambda x: x[:2], reverse=True)
    accepted = []
    for share, _, claim in rated:
        if share < least:
            break
        if _fits(claim, taken):
            accepted.append(claim)
            mark(claim, taken)
    return accepted


def _fits(claim: Claim, taken: bytearray) -> bool:
    for first, stop in claim.content:
        if any(taken[first:stop]):
            return False
    if claim.cue and any(taken[claim.cue[0] : claim.cue[1]]):
        return False
    return not (claim.source and 1 in taken[claim.source[0] : claim.source[1]])


def mark(claim: Claim, taken: bytearray) -> None:
    for first, stop in claim.content:
        taken[first:stop] = b"\x01" * (stop - first)
    for part in (claim.cue, claim.source):
        if part:
            for at in range(*part):
                taken[at] = max(taken[at], 2) if taken[at] != 1 else 1
