"""Adjuncts such as *according to X*: the clause that they belong to, and the source that they name."""

from __future__ import annotations

from itertools import islice

from quotekit.attribution.syntax.claims import Claim
from quotekit.attribution.syntax.forest import Forest
from quotekit.attribution.syntax.parsed_text import ParsedText

_CLIMB = 6
_CLAUSES = frozenset({"root", "ccomp", "xcomp", "advcl", "acl", "parataxis", "csubj"})

Under = tuple[Claim, int]
"""A claim, and the head of the clause that is its content."""


def adposition_length(reading: ParsedText, forest: Forest, index: int) -> int:
    """Return the length in words of the adposition at `index`, such as *de acuerdo con*, or 0."""
    words = forest.words
    for length in (3, 2, 1):
        if tuple(word.form.lower() for word in words[index : index + length]) in reading.language.according:
            if length == 1 and words[index].upos not in ("ADP", "SCONJ"):
                return 0  # German *laut gerufen*, French *suivant la voiture*
            return min(length, len(words) - index)
    return 0


def is_relative(forest: Forest, who: int) -> bool:
    """Tell whether a word, or its article, is relative: *selon laquelle*, *according to whose report*."""
    few = (who, *islice(forest.having(who, "det", "nmod"), _CLIMB))
    kinds = (forest.words[word].feats.partition("PronType=")[2].partition("|")[0] for word in few)
    return any("Rel" in kind for kind in kinds)


def above(forest: Forest, top: int) -> int:
    """Return the head of the clause that a phrase belongs to, or -1."""
    clause = forest.heads[top]
    for _ in range(_CLIMB):
        if clause < 0 or forest.relation(clause) in _CLAUSES or forest.heads[clause] < 0:
            break
        if forest.relation(clause) == "conj" and forest.words[clause].upos in ("VERB", "AUX"):
            break
        clause = forest.heads[clause]
    return clause


def claim_of(
    reading: ParsedText,
    sentence: int,
    index: int,
    top: int,
    cues: list[tuple[int, int]],
    who: tuple[int, int] | None,
    rule: str,
) -> Under | None:
    """Return the clause around the phrase under `top` as a claim, with the phrase's noun as its source."""
    forest = reading.forests[sentence]
    clause = above(forest, top)
    if clause < 0 or who is None:
        return None
    if reading.ends(sentence, forest.low[top], forest.high[top]):
        clause = forest.roots[clause]
    low, high = forest.low[clause], forest.high[clause]
    first, last = forest.low[top], forest.high[top]
    if first <= clause <= last:
        return None
    parts = [(a, b) for a, b in ((low, first - 1), (last + 1, high)) if a <= b]
    claim = Claim(
        content=[reading.span(sentence, *part) for part in parts],
        cue=[reading.span(sentence, *part) for part in cues],
        source=who,
        rule=rule,
        anchor=(sentence, index),
    )
    return claim, clause
