"""What stands by somebody's word without a verb: *according to*, *in her words*, *the claim that*."""

from __future__ import annotations

from collections.abc import Iterator

from quotekit.attribution.syntax.claims import Claim
from quotekit.attribution.syntax.forest import Forest
from quotekit.attribution.syntax.reading import Reading
from quotekit.attribution.syntax.sources import phrase, source

_CLIMB = 6
_CLAUSES = frozenset({"root", "ccomp", "xcomp", "advcl", "acl", "parataxis", "csubj"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X", "ADJ", "DET"})
_OWNED = frozenset({"nmod", "det", "amod"})


def obliques(reading: Reading) -> Iterator[Claim]:
    """Find adpositions, nouns and tags that name who says the clause they stand in, in text order."""
    for sentence, forest in enumerate(reading.forests):
        left = 8 * len(forest.words)
        for index in range(len(forest.words)):
            found = (
                _according(reading, sentence, index)
                or _worded(reading, sentence, index)
                or _tagged(reading, sentence, index)
                or _reported(reading, sentence, index)
            )
            if found is not None:
                left -= 1 + sum(forest.high[top] - forest.low[top] for top in found[1])
                if left < 0:
                    break
                yield found[0]


def _according(reading: Reading, sentence: int, index: int) -> tuple[Claim, tuple[int, ...]] | None:
    forest = reading.forests[sentence]
    length = _length(reading, forest, index)
    if not length:
        return None
    sequence = range(index, index + length)
    who = top = -1
    for word in sequence:
        head = forest.heads[word]
        if head >= 0 and head not in sequence:
            if forest.relation(word) in ("case", "mark", "advmod", "fixed", "cc"):
                who = top = head
            else:
                top = word
        for child in forest.children[word]:
            if child not in sequence and forest.relation(child) in ("obl", "nmod", "obj", "nsubj"):
                who = child
        if who >= 0 and top >= 0:
            break
    if who < 0 or top < 0:
        return None
    cues = [(index, index + length - 1)]
    named: tuple[int, int] | None
    if forest.words[who].upos in ("VERB", "AUX"):
        # *según dijo el ministro*, *selon ce qu'a dit la ministre*
        if who not in reading.cues[sentence]:
            return None
        named = source(reading, sentence, who)
        cues.append((who, who))
    elif forest.words[who].upos in _NOMINAL:
        if _owner(reading, forest, who) is not None:
            return None  # *podle slov premiéra*: the noun's construction
        named = phrase(reading, sentence, who)
    else:
        return None
    return _claim(reading, sentence, index, top, cues, named, "according")


def _length(reading: Reading, forest: Forest, index: int) -> int:
    """Give how many words from `index` on are an adposition such as *de acuerdo con*; 0 for none."""
    words = forest.words
    for length in (3, 2, 1):
        if tuple(word.form.lower() for word in words[index : index + length]) in reading.language.according:
            return min(length, len(words) - index)
    return 0


def _owner(reading: Reading, forest: Forest, noun: int) -> tuple[int, int] | None:
    """Give the adposition and the possessor of a noun in a phrase such as *in her words*."""
    adpositions = reading.language.phrases.get(forest.words[noun].form.lower())
    if adpositions is None:
        return None
    case = next(
        (c for c in forest.having(noun, "case") if forest.words[c].form.lower() in adpositions),
        -1,
    )
    if case < 0:
        return None
    owners = [child for child in forest.having(noun, *_OWNED) if _owns(forest, child)]
    return (case, max(owners, key=lambda c: forest.relation(c) == "nmod")) if owners else None


def _owns(forest: Forest, child: int) -> bool:
    word = forest.words[child]
    return forest.relation(child) == "nmod" or word.relation.endswith(":poss") or "Poss=Yes" in word.feats


def _worded(reading: Reading, sentence: int, index: int) -> tuple[Claim, tuple[int, ...]] | None:
    forest = reading.forests[sentence]
    found = _owner(reading, forest, index)
    if found is None:
        return None
    case, owner = found
    words = forest.words
    # The article of *aux yeux* goes with the adposition.
    close = case < index and all(word.span == words[case].span for word in words[case + 1 : index])
    cues = [(case, index)] if close else sorted([(case, case), (index, index)])
    return _claim(reading, sentence, index, index, cues, phrase(reading, sentence, owner), "words")


def _tagged(reading: Reading, sentence: int, index: int) -> tuple[Claim, tuple[int, ...]] | None:
    """Read *"…", aldus Jansen*: a tag after a pause, right before who speaks."""
    forest = reading.forests[sentence]
    words = forest.words
    if words[index].form.lower() not in reading.language.tags or not 0 < index < len(words) - 1:
        return None
    head = forest.heads[index]
    who = head if head > index else next((c for c in forest.children[index] if c > index), -1)
    if who < 0 or words[index - 1].upos != "PUNCT" or words[who].upos not in _NOMINAL:
        return None
    if forest.low[who] < index - 1 or forest.has(who, "cop"):
        return None
    top = who if head == who else index
    return _claim(
        reading, sentence, index, top, [(index, index)], phrase(reading, sentence, who, index), "tag"
    )


def _claim(
    reading: Reading,
    sentence: int,
    index: int,
    top: int,
    cues: list[tuple[int, int]],
    who: tuple[int, int] | None,
    rule: str,
) -> tuple[Claim, tuple[int, ...]] | None:
    """Give the clause that the phrase under `top` stands in to who speaks."""
    forest = reading.forests[sentence]
    clause = forest.heads[top]
    for _ in range(_CLIMB):
        if clause < 0 or forest.relation(clause) in _CLAUSES or forest.heads[clause] < 0:
            break
        if forest.relation(clause) == "conj" and forest.words[clause].upos in ("VERB", "AUX"):
            break
        clause = forest.heads[clause]
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
    return claim, (clause,)


def _reported(reading: Reading, sentence: int, index: int) -> tuple[Claim, tuple[int, ...]] | None:
    """Read *her claim that …*."""
    forest = reading.forests[sentence]
    word = forest.words[index]
    if word.upos != "NOUN" or word.lemma.lower() not in reading.language.nouns:
        return None
    for child in forest.having(index, "acl", "ccomp"):
        if child < index:
            continue
        marks = {forest.words[mark].form.lower() for mark in forest.having(child, "mark")}
        if not marks & reading.language.that:
            continue
        who = _holder(reading, sentence, index, child)
        claim = Claim(
            content=[reading.span(sentence, forest.low[child], forest.high[child])],
            cue=[reading.span(sentence, index, index)],
            source=who,
            rule="noun",
            anchor=(sentence, index),
        )
        return claim, (child,)
    return None


def _holder(reading: Reading, sentence: int, noun: int, clause: int) -> tuple[int, int] | None:
    """Give who makes a claim: its possessor, or the subject of the verb whose object it is."""
    forest = reading.forests[sentence]
    owners = [c for c in forest.having(noun, *_OWNED) if c != clause and _owns(forest, c)]
    if owners:
        return phrase(reading, sentence, owners[0], noun)
    head = forest.heads[noun]
    if head >= 0 and forest.relation(noun) in ("obj", "obl") and forest.words[head].upos == "VERB":
        return source(reading, sentence, head)
    return None
