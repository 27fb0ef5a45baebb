"""Where reported speech ends: with the clauses that hang on it, which the network at times leaves out."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterable

import attrs

from quotekit.attribution.learned.offsets import Sentences
from quotekit.document import Quotation, Span
from quotekit.lexicon import group, read
from quotekit.lexicon.verbs import complements, reporting

_WORD = re.compile(r"[^\W\d_]+")
_CLAUSES = frozenset({"clause", "tell"})


def with_hanging_clauses(quotations: Iterable[Quotation], sentences: Sentences) -> list[Quotation]:
    """Return the quotations with the last clause of their sentence, where it hangs on what is reported.

    Of *Lee said the road was shut, which cut off two villages* the last clause is said too. It is not where
    the verb reports no clauses (*praised the crew, which set out at dawn*), or where the last clause has
    somebody else's attribution in it (*which Khan called a disgrace*).
    """
    given = list(quotations)
    cues = sorted((q.cue[0].start, n, q) for n, q in enumerate(given) if q.cue)

    def extended(quotation: Quotation) -> Quotation:
        *others, last = quotation.content
        end = sentences.end(last.end - 1)
        if not _reports_clauses(quotation, last) or not _hanging().match(last.whole, last.end, end):
            return quotation
        within = cues[bisect_left(cues, (last.end,)) : bisect_left(cues, (end,))]
        if any(not q.source or not _is_pronoun(q.source) for *_, q in within):
            return quotation
        words = last.whole[:end].rstrip(" .!?…\n")
        if words.endswith(":"):
            return quotation
        return attrs.evolve(quotation, content=(*others, Span(last.start, len(words), last.whole)))

    return [extended(q) for q in given]


def _reports_clauses(quotation: Quotation, content: Span) -> bool:
    """Tell whether a cue stands before its content and takes clauses."""
    if quotation.act != "speech" or not quotation.cue or content.start < quotation.cue[-1].end:
        return False
    cue = (word for part in quotation.cue for word in _WORD.findall(part.text.lower()))
    verbs = (complements()[reporting()[word]] for word in cue if word in reporting())
    return any(not _CLAUSES.isdisjoint(takes) for takes in verbs)


def _is_pronoun(source: tuple[Span, ...]) -> bool:
    return source[0].text.lower() in _pronouns()


@functools.cache
def _pronouns() -> frozenset[str]:
    return frozenset(word.split()[0] for word in read("pronouns"))


@functools.cache
def _hanging() -> re.Pattern[str]:
    return re.compile(rf"[,”\"’']*\s+(?:{'|'.join(sorted(group('hanging')))})\b")
