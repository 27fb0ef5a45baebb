"""Sources without a verb: *according to*, Dutch *aldus*. Nouns have their own module."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from quotekit.attribution.syntax.adjuncts import Under, adposition_length, claim_of, is_relative
from quotekit.attribution.syntax.claims import Claim
from quotekit.attribution.syntax.fitting import SPEECH
from quotekit.attribution.syntax.forest import Forest
from quotekit.attribution.syntax.nouns import owner_of, reported, worded
from quotekit.attribution.syntax.parsed_text import ParsedText
from quotekit.attribution.syntax.sources import phrase, source, tells

_FEW = 6
_NAMES = frozenset({"PROPN", "PRON", "X"})
_NOMINAL = _NAMES | {"NOUN", "NUM", "SYM", "ADJ", "DET"}
_PAUSES = frozenset({"PUNCT", "SCONJ", "CCONJ"})


def obliques(reading: ParsedText) -> Iterator[Claim]:
    """Find adpositions, nouns and tags that name the source of the clause around them, in text order."""
    for sentence, forest in enumerate(reading.forests):
        left = 8 * len(forest.words)
        for index in range(len(forest.words)):
            found = (
                _according(reading, sentence, index)
                or _viewed(reading, sentence, index)
                or worded(reading, sentence, index)
                or _tagged(reading, sentence, index)
                or reported(reading, sentence, index)
            )
            if found is not None:
                claim, clause = found
                left -= 1 + forest.high[clause] - forest.low[clause]
                if left < 0:
                    break
                yield claim


def _according(reading: ParsedText, sentence: int, index: int) -> Under | None:
    forest = reading.forests[sentence]
    length = adposition_length(reading, forest, index)
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
        if owner_of(reading, forest, who) is not None:
            return None  # *podle slov premiéra*: a construction of the noun
        adposition = tuple(word.form.lower() for word in forest.words[index : index + length])
        if not _may_tell(reading, sentence, who, top, adposition):
            return None
        named = phrase(reading, sentence, who)
    else:
        return None
    return claim_of(reading, sentence, index, top, cues, named, "according")


def _may_tell(reading: ParsedText, sentence: int, who: int, top: int, adposition: tuple[str, ...]) -> bool:
    """Tell whether the object of an adposition may be a source: it is not in *selon les régions*."""
    forest, language = reading.forests[sentence], reading.language
    word = forest.words[who]
    lemma = word.lemma.lower()
    if is_relative(forest, who) or (word.upos in ("PRON", "DET") and lemma in language.pointers):
        return False
    if word.upos in _NAMES:
        return True
    unsure = adposition in language.unsure
    if lemma in language.standards:
        return not unsure and _is_paused(forest, top)
    return not unsure or tells(reading, word) or _is_named(forest, who) or _is_paused(forest, top)


def _is_named(forest: Forest, who: int) -> bool:
    names = islice(forest.having(who, "appos", "flat", "nmod"), _FEW)
    return any(forest.words[c].upos == "PROPN" and not forest.has(c, "case") for c in names)


def _is_paused(forest: Forest, top: int) -> bool:
    """Tell whether a phrase begins its clause or is set off by a comma."""
    words, first, last = forest.words, forest.low[top], forest.high[top]
    if words[first].upos == "PUNCT" or first == 0 or words[first - 1].upos in _PAUSES:
        return True
    return words[last].form == "," or (last + 1 < len(words) and words[last + 1].form == ",")


def _viewed(reading: ParsedText, sentence: int, index: int) -> Under | None:
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
    if reading.text[start : marks[0].span.start].strip() or is_relative(forest, who):
        return None
    cues, named = [(index, index)], phrase(reading, sentence, who)
    found = claim_of(reading, sentence, index, who, cues, named, "according")
    if found is not None:
        # Only the marks show that anybody speaks, so only what is in them is content.
        found[0].content = [(marks[0].span.start, marks[-1].span.end)]
    return found


def _tagged(reading: ParsedText, sentence: int, index: int) -> Under | None:
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
    return claim_of(
        reading, sentence, index, top, [(index, index)], phrase(reading, sentence, who, index), "tag"
    )
