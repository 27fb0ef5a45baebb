"""Nouns that report: with a possessor (*in her words*) or with a clause (*her claim that*)."""

from __future__ import annotations

from itertools import islice

from quotekit.attribution.syntax.adjuncts import Under, above, adposition_length, claim_of, is_relative
from quotekit.attribution.syntax.claims import Claim
from quotekit.attribution.syntax.forest import Forest
from quotekit.attribution.syntax.parsed_text import ParsedText
from quotekit.attribution.syntax.sources import phrase, source

_FEW = 6
_MOST = 40
_OWNED = frozenset({"nmod", "det", "amod"})


def worded(reading: ParsedText, sentence: int, index: int) -> Under | None:
    """Read *in her words*, Polish *zdaniem premiera*, *by its own account*."""
    forest = reading.forests[sentence]
    found = owner_of(reading, forest, index)
    if found is None:
        return None
    case, owner = found
    words = forest.words
    if owner < 0:
        return _owned(reading, sentence, index, case)
    if case == index and is_relative(forest, owner):
        return None
    # The article of *aux yeux* is part of the adposition.
    close = case < index and all(word.span == words[case].span for word in words[case + 1 : index])
    cues = [(case, index)] if close or case == index else sorted([(case, case), (index, index)])
    return claim_of(reading, sentence, index, index, cues, phrase(reading, sentence, owner), "words")


def owner_of(reading: ParsedText, forest: Forest, noun: int) -> tuple[int, int] | None:
    """Return the adposition and the possessor of a noun in a phrase such as *in her words*.

    The adposition is the noun itself if the noun needs none (Polish *zdaniem*). The possessor is -1 if it is
    the clause's subject (*by its own account*).
    """
    adpositions = reading.language.phrases.get(forest.words[noun].form.lower())
    if adpositions is None:
        return None
    case = next(
        (c for c in forest.having(noun, "case") if forest.words[c].form.lower() in adpositions),
        -1,
    )
    alone = "" in adpositions and not forest.has(noun, "case")
    if case < 0 and not alone:
        return None
    children = list(islice(forest.having(noun, *_OWNED), _MOST))
    owners = [c for c in children if _owns(forest, c) and not (alone and forest.has(c, "case"))]
    if owners:
        return noun if alone else case, max(owners, key=lambda c: forest.relation(c) == "nmod")
    own = any(forest.words[child].lemma.lower() in reading.language.own for child in children)
    return (case, -1) if own and case >= 0 else None


def _owns(forest: Forest, child: int) -> bool:
    word = forest.words[child]
    return forest.relation(child) == "nmod" or word.relation.endswith(":poss") or "Poss=Yes" in word.feats


def _owned(reading: ParsedText, sentence: int, noun: int, case: int) -> Under | None:
    """Read *nach eigenen Angaben*: the subject of the clause is the source."""
    forest = reading.forests[sentence]
    clause = above(forest, noun)
    subjects = [c for c in islice(forest.having(clause, "nsubj"), _FEW) if c != noun] if clause >= 0 else []
    if not subjects or forest.low[subjects[0]] <= clause <= forest.high[subjects[0]]:
        return None
    cues = [(min(case, noun), max(case, noun))]
    found = claim_of(reading, sentence, noun, noun, cues, phrase(reading, sentence, subjects[0]), "words")
    if found is None:
        return None
    low, high = reading.span(sentence, forest.low[subjects[0]], forest.high[subjects[0]])
    found[0].content = [
        (a, b)
        for start, end in found[0].content
        for a, b in ((start, min(end, low)), (max(start, high), end))
        if a < b
    ]
    return found if found[0].content else None


def reported(reading: ParsedText, sentence: int, index: int) -> Under | None:
    """Read *her claim that …*."""
    forest = reading.forests[sentence]
    word = forest.words[index]
    if word.upos != "NOUN" or word.lemma.lower() not in reading.language.nouns:
        return None
    for child in forest.having(index, "acl", "ccomp"):
        if child < index:
            continue
        marks = {forest.words[mark].form.lower() for mark in forest.having(child, "mark", "advmod")}
        if not marks & reading.language.that and not _according_to_it(reading, forest, child):
            continue
        who = _holder(reading, sentence, index, child)
        claim = Claim(
            content=[reading.span(sentence, forest.low[child], forest.high[child])],
            cue=[reading.span(sentence, index, index)],
            source=who,
            rule="noun",
            anchor=(sentence, index),
        )
        return claim, child
    return None


def _according_to_it(reading: ParsedText, forest: Forest, clause: int) -> bool:
    """Tell whether a clause is linked to its noun as *selon laquelle*, *according to which*."""
    for child in islice(forest.having(clause, "obl", "nmod"), _FEW):
        if is_relative(forest, child):
            cases = islice(forest.having(child, "case"), _FEW)
            return any(adposition_length(reading, forest, case) for case in cases)
    return False


def owner_of_report(reading: ParsedText, forest: Forest, noun: int) -> int | None:
    """Return the possessor of a noun that reports; None if the word is no such noun, or nobody's."""
    word = forest.words[noun]
    if word.upos != "NOUN" or word.lemma.lower() not in reading.language.nouns:
        return None
    owners = islice(forest.having(noun, *_OWNED), _MOST)
    return next((owner for owner in owners if _owns(forest, owner)), None)


def _holder(reading: ParsedText, sentence: int, noun: int, clause: int) -> tuple[int, int] | None:
    """Return the source of a claim: its possessor, or the subject of the verb whose object it is."""
    forest = reading.forests[sentence]
    owners = [c for c in forest.having(noun, *_OWNED) if c != clause and _owns(forest, c)]
    if owners:
        return phrase(reading, sentence, owners[0], noun)
    head = forest.heads[noun]
    if head >= 0 and forest.relation(noun) in ("obj", "obl") and forest.words[head].upos == "VERB":
        return source(reading, sentence, head)
    return None
