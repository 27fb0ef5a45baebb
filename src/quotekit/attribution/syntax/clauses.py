"""Content clauses: the clause under a reporting verb, or under a word that points to it."""

from __future__ import annotations

from itertools import islice

from quotekit.attribution.syntax.parsed_text import ParsedText
from quotekit.attribution.syntax.sources import is_passive
from quotekit.document import QuotedSpan

_MOST_CHILDREN = 40
_STOPS = frozenset(";:.?!")


def clause_of(reading: ParsedText, sentence: int, verb: int) -> int | None:
    """Return the clause under a verb that is its content."""
    forest = reading.forests[sentence]
    cues = reading.cues[sentence]
    quotes = "clause" not in cues[verb]
    here = marks_around(reading, sentence, verb)
    for child in forest.children[verb]:
        relation = forest.words[child].relation
        base = forest.relation(child)
        if base == "ccomp" or relation in ("csubj:pass", "csubj:outer"):
            if quotes and marks_around(reading, sentence, child) is None:
                continue
            return child
        if base == "parataxis":
            between = _between(reading, sentence, verb, child)
            there = marks_around(reading, sentence, child)
            if child > verb and (":" in between or (there is not None and there is not here)):
                return child
            if child < verb and "," in between and not _STOPS & set(between) and child not in cues:
                return child
        if base == "csubj" and is_passive(forest, verb):
            return child
        if "adjective" in cues[verb] and base in ("advcl", "acl") and is_opened(reading, sentence, child):
            # Spanish *segura de que*
            return child
    return None if quotes else _pointed(reading, sentence, verb)


def _pointed(reading: ParsedText, sentence: int, verb: int) -> int | None:
    """Return the clause that a word points to: Russian *заявил о том, что*, German *warnte davor, dass*."""
    forest, pointers = reading.forests[sentence], reading.language.pointers
    for child in islice(forest.having(verb, "obj", "iobj", "obl", "advmod"), _MOST_CHILDREN):
        word = forest.words[child]
        if word.upos in ("PRON", "DET", "ADV") and not pointers.isdisjoint((word.lemma, word.form.lower())):
            for clause in islice(forest.having(child, "acl", "ccomp", "advcl"), _MOST_CHILDREN):
                if is_opened(reading, sentence, clause):
                    return clause
    return None


def is_opened(reading: ParsedText, sentence: int, clause: int) -> bool:
    """Tell whether a clause begins with a complementiser."""
    forest = reading.forests[sentence]
    marks = islice(forest.having(clause, "mark"), _MOST_CHILDREN)
    return any(forest.words[mark].form.lower() in reading.language.that for mark in marks)


def marks_around(reading: ParsedText, sentence: int, index: int) -> QuotedSpan | None:
    return reading.around(reading.forests[sentence].words[index].span.start)


def _between(reading: ParsedText, sentence: int, verb: int, child: int) -> str:
    """Return the characters that separate a verb's clause from another clause."""
    forest = reading.forests[sentence]
    if child > verb:
        last = forest.low[child]
        first = max(verb, last - 4)
    else:
        first = forest.high[child]
        last = min(verb, first + 4)
    return "".join(
        word.form for word in forest.words[first : last + 1] if word.upos == "PUNCT" or len(word.form) == 1
    )
