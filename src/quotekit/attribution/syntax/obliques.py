"""What stands by somebody's word without a verb: *according to*, *in her words*, *the claim that*."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from quotekit.attribution.syntax.claims import Claim
from quotekit.attribution.syntax.fitting import SPEECH
from quotekit.attribution.syntax.forest import Forest
from quotekit.attribution.syntax.reading import Reading
from quotekit.attribution.syntax.sources import phrase, source, tells

_CLIMB = 6
_MOST = 40
_CLAUSES = frozenset({"root", "ccomp", "xcomp", "advcl", "acl", "parataxis", "csubj"})
_NAMES = frozenset({"PROPN", "PRON", "X"})
_NOMINAL = _NAMES | {"NOUN", "NUM", "SYM", "ADJ", "DET"}
_PAUSES = frozenset({"PUNCT", "SCONJ", "CCONJ"})
_OWNED = frozenset({"nmod", "det", "amod"})


def obliques(reading: Reading) -> Iterator[Claim]:
    """Find adpositions, nouns and tags that name who says the clause they stand in, in text order."""
    for sentence, forest in enumerate(reading.forests):
        left = 8 * len(forest.words)
        for index in range(len(forest.words)):
            found = (
                _according(reading, sentence, index)
                or _viewed(reading, sentence, index)
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
        adposition = tuple(word.form.lower() for word in forest.words[index : index + length])
        if not _may_tell(reading, sentence, who, top, adposition):
            return None
        named = phrase(reading, sentence, who)
    else:
        return None
    return _claim(reading, sentence, index, top, cues, named, "according")


def _length(reading: Reading, forest: Forest, index: int) -> int:
    """Give how many words from `index` on are an adposition such as *de acuerdo con*; 0 for none."""
    words = forest.words
    for length in (3, 2, 1):
        if tuple(word.form.lower() for word in words[index : index + length]) in reading.language.according:
            if length == 1 and words[index].upos not in ("ADP", "SCONJ"):
                return 0  # German *laut gerufen*, French *suivant la voiture*
            return min(length, len(words) - index)
    return 0


def _may_tell(reading: Reading, sentence: int, who: int, top: int, adposition: tuple[str, ...]) -> bool:
    """Tell whether what follows an adposition may be who says something: not *selon les régions*."""
    forest, language = reading.forests[sentence], reading.language
    word = forest.words[who]
    lemma = word.lemma.lower()
    if _is_relative(forest, who) or (word.upos in ("PRON", "DET") and lemma in language.pointers):
        return False
    if word.upos in _NAMES:
        return True
    unsure = adposition in language.unsure
    if lemma in language.standards:
        return not unsure and _is_paused(forest, top)
    return not unsure or tells(reading, word) or _is_named(forest, who) or _is_paused(forest, top)


def _is_relative(forest: Forest, who: int) -> bool:
    """Tell whether a word, or its article, is a relative: *selon laquelle*, *according to whose report*."""
    few = (who, *islice(forest.having(who, "det", "nmod"), _CLIMB))
    kinds = (forest.words[word].feats.partition("PronType=")[2].partition("|")[0] for word in few)
    return any("Rel" in kind for kind in kinds)


def _is_named(forest: Forest, who: int) -> bool:
    names = islice(forest.having(who, "appos", "flat", "nmod"), _CLIMB)
    return any(forest.words[c].upos == "PROPN" and not forest.has(c, "case") for c in names)


def _is_paused(forest: Forest, top: int) -> bool:
    """Tell whether a phrase begins its clause, or stands apart from it by a comma."""
    words, first, last = forest.words, forest.low[top], forest.high[top]
    if words[first].upos == "PUNCT" or first == 0 or words[first - 1].upos in _PAUSES:
        return True
    return words[last].form == "," or (last + 1 < len(words) and words[last + 1].form == ",")


def _viewed(reading: Reading, sentence: int, index: int) -> tuple[Claim, tuple[int, ...]] | None:
    """Read French *Pour Ida Moll, « le pont doit rester fermé »*."""
    forest = reading.forests[sentence]
    words, who = forest.words, forest.heads[index]
    if words[index].form.lower() not in reading.language.views or forest.relation(index) != "case":
        return None
    if who < index or not (words[who].upos in _NAMES or tells(reading, words[who])):
        return None
    first, last = forest.low[who], forest.high[who]
    comma = last if words[last].form == "," else last + 1
    if any(word.upos != "PUNCT" for word in words[max(first - 1, 0) : first]) or comma + 1 >= len(words):
        return None
    start, end = words[comma].span.end, words[-1].span.end
    marks = reading.marks(start, end)
    if words[comma].form != "," or not marks or len(marks[0].inner.text[:200].split()) < SPEECH:
        return None
    if reading.text[start : marks[0].span.start].strip() or _is_relative(forest, who):
        return None
    cues, named = [(index, index)], phrase(reading, sentence, who)
    found = _claim(reading, sentence, index, who, cues, named, "according")
    if found is not None:
        # Nothing but the marks tells that anybody speaks, so nothing beside them is said.
        found[0].content[:] = [(marks[0].span.start, marks[-1].span.end)]
    return found


def _owner(reading: Reading, forest: Forest, noun: int) -> tuple[int, int] | None:
    """Give the adposition and the possessor of a noun in a phrase such as *in her words*.

    The adposition is the noun itself where it needs none (Polish *zdaniem*), the possessor -1 where it is
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


def _worded(reading: Reading, sentence: int, index: int) -> tuple[Claim, tuple[int, ...]] | None:
    forest = reading.forests[sentence]
    found = _owner(reading, forest, index)
    if found is None:
        return None
    case, owner = found
    words = forest.words
    if owner < 0:
        return _owned(reading, sentence, index, case)
    if case == index and _is_relative(forest, owner):
        return None
    # The article of *aux yeux* goes with the adposition.
    close = case < index and all(word.span == words[case].span for word in words[case + 1 : index])
    cues = [(case, index)] if close or case == index else sorted([(case, case), (index, index)])
    return _claim(reading, sentence, index, index, cues, phrase(reading, sentence, owner), "words")


def _owned(reading: Reading, sentence: int, noun: int, case: int) -> tuple[Claim, tuple[int, ...]] | None:
    """Read *nach eigenen Angaben*: the subject of the clause says it of itself."""
    forest = reading.forests[sentence]
    clause = _above(forest, noun)
    subjects = [c for c in islice(forest.having(clause, "nsubj"), _CLIMB) if c != noun] if clause >= 0 else []
    if not subjects or forest.low[subjects[0]] <= clause <= forest.high[subjects[0]]:
        return None
    cues = [(min(case, noun), max(case, noun))]
    found = _claim(reading, sentence, noun, noun, cues, phrase(reading, sentence, subjects[0]), "words")
    if found is None:
        return None
    low, high = reading.span(sentence, forest.low[subjects[0]], forest.high[subjects[0]])
    parts = [(start, end) for start, end in found[0].content]
    found[0].content[:] = [
        (a, b) for start, end in parts for a, b in ((start, min(end, low)), (max(start, high), end)) if a < b
    ]
    return found if found[0].content else None


def _tagged(reading: Reading, sentence: int, index: int) -> tuple[Claim, tuple[int, ...]] | None:
    """Read *"…", aldus Jansen*: a tag after a pause, right before who speaks."""
    forest = reading.forests[sentence]
    words = forest.words
    if words[index].form.lower() not in reading.language.tags or not 0 < index < len(words) - 1:
        return None
    head = forest.heads[index]
    who = head if head > index else next((c for c in forest.children[index] if c > index), -1)
    if who < 0 or words[index - 1].upos != "PUNCT" or words[who].upos not in (*_NAMES, "NOUN"):
        return None
    # German *so*: *…, so ein Pech* is none.
    unsure = (words[index].form.lower(),) in reading.language.unsure
    known = words[who].upos == "PROPN" or "PronType=Prs" in words[who].feats or _is_named(forest, who)
    if unsure and not known and not tells(reading, words[who]):
        return None
    if forest.low[who] < index - 1 or forest.has(who, "cop"):
        return None
    top = who if head == who else index
    return _claim(
        reading, sentence, index, top, [(index, index)], phrase(reading, sentence, who, index), "tag"
    )


def _above(forest: Forest, top: int) -> int:
    """Give the head of the clause that a phrase stands in; -1 for none."""
    clause = forest.heads[top]
    for _ in range(_CLIMB):
        if clause < 0 or forest.relation(clause) in _CLAUSES or forest.heads[clause] < 0:
            break
        if forest.relation(clause) == "conj" and forest.words[clause].upos in ("VERB", "AUX"):
            break
        clause = forest.heads[clause]
    return clause


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
    clause = _above(forest, top)
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
        return claim, (child,)
    return None


def _according_to_it(reading: Reading, forest: Forest, clause: int) -> bool:
    """Tell whether a clause goes on from its noun as *selon laquelle*, *according to which*."""
    for child in islice(forest.having(clause, "obl", "nmod"), _CLIMB):
        if _is_relative(forest, child):
            cases = islice(forest.having(child, "case"), _CLIMB)
            return any(_length(reading, forest, case) for case in cases)
    return False


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
