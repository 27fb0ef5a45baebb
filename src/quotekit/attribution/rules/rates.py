"""Rates: how often claims were right on annotated news, by rule and by word."""

from __future__ import annotations

import functools

import attrs

from quotekit import lexicon
from quotekit.attribution.rules.claims import Claim
from quotekit.lexicon.verbs import complements

# The weight of the general rate against a word's own, in observations.
_WEIGHT = 4.0
_MOST = 0.97
# A rate is multiplied by this where the lexicon does not list the complement for the verb.
_UNLICENSED = 0.5
# The rate of a rule that was never counted.
_UNKNOWN = 0.3
_LICENCES = {
    "noun": {"noun", "name", "tell"},
    "ing": {"noun", "clause"},
    "named": {"name"},
    "infinitive": {"infinitive", "order"},
    "that": {"clause", "tell"},
    "clause": {"clause", "tell", "question"},
    "question": {"question", "clause", "tell"},
    "preposition": {"preposition", "clause", "noun"},
}
_PASSIVE_INFINITIVE = {"infinitive", "order", "clause", "tell"}


@attrs.frozen(kw_only=True)
class Rates:
    """Hold how often claims were right.

    `rules` is the share of right claims by rule. `leans` is a factor by lemma: its share against that of its
    rules. `counts` is, by lemma and use, the number of right claims and of all claims.
    """

    rules: dict[str, float]
    leans: dict[str, float]
    counts: dict[str, tuple[int, int]]

    def of(self, claim: Claim) -> float:
        """Estimate the probability that a claim is right."""
        prior = self.rules.get(claim.rule, _UNKNOWN)
        if not claim.word:
            return prior
        prior = min(_MOST, prior * self.leans.get(claim.word.partition("|")[0], 1.0))
        if not licensed(claim.word):
            prior *= _UNLICENSED
        right, total = self.counts.get(claim.word, (0, 0))
        return (right + _WEIGHT * prior) / (total + _WEIGHT)


@functools.cache
def counted() -> Rates:
    """Return the rates that come with the package."""
    rules: dict[str, float] = {}
    leans: dict[str, float] = {}
    counts: dict[str, tuple[int, int]] = {}
    for line in lexicon.read("claim-rates"):
        kind, name, number = line.split()
        if kind == "rule":
            rules[name] = float(number)
        elif kind == "lemma":
            leans[name] = float(number)
        else:
            right, total = map(int, number.split("/"))
            counts[name] = right, total
    return Rates(rules=rules, leans=leans, counts=counts)


def licensed(word: str) -> bool:
    """Tell whether the lexicon lists such a complement for a verb.

    >>> licensed("tell|fin|told-that"), licensed("sigh|fin|noun")
    (True, False)
    """
    lemma, _, use = word.partition("|")
    takes = complements().get(lemma.partition("-")[0])
    mood, _, kind = use.rpartition("|")
    kind = kind.partition("-")[0]
    wanted = _PASSIVE_INFINITIVE if mood == "pas" and kind == "infinitive" else _LICENCES.get(kind)
    return takes is None or wanted is None or not takes.isdisjoint(wanted)
