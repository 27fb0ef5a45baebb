"""Reported speech that continues in the subjunctive: *Er sagte, er komme. Er habe Zeit.*

In German the form of the verb alone can mark reported speech, for several sentences and without a cue.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set

import regex

from quotekit.document import Quotation, QuotedSpan, Span, SpanIndex, Tokenized

RULE = "continued/subjunctive"
_WORD = regex.compile(r"\p{L}+")
_FINAL = frozenset(".!?…")


def continue_reported(
    tokenized: Tokenized,
    quoted: tuple[QuotedSpan, ...],
    quotations: Sequence[Quotation],
    subjunctives: Set[str],
) -> list[Quotation]:
    """Return the quotations, and one more for each sentence that continues the report before it.

    Such a sentence has one of the verb forms outside quotation marks and overlaps no quotation. In the same
    paragraph, it follows a sentence that reports or that itself continues a report, and takes its source,
    act and confidence from there. It has no cue. Without `subjunctives` nothing is added.
    """
    if not subjunctives or not quotations:
        return list(quotations)
    ends = sorted((q.extent.end, n) for n, q in enumerate(quotations))
    claimed = sorted((s.start, s.end) for q in quotations for s in (*q.content, *q.cue, *q.source))
    furthest = _running_ends(claimed)
    starts = [start for start, _ in claimed]
    paragraphs = SpanIndex.of(tokenized.paragraphs)
    marks = SpanIndex.of(span.span for span in quoted if span.depth == 0)
    more: list[Quotation] = []
    before: tuple[int, Quotation] | None = None
    for sentence in tokenized.sentences:
        last = bisect_left(starts, sentence.end) - 1
        touched = last >= 0 and furthest[last] > sentence.start
        paragraph = paragraphs.last_begun(sentence.start)
        if touched:
            at = bisect_right(ends, (sentence.end, len(quotations))) - 1
            speaking = quotations[ends[at][1]] if at >= 0 and ends[at][0] > sentence.start else None
            before = None if speaking is None else (paragraph, speaking)
        elif before is not None and before[0] == paragraph and _reports(sentence, marks, subjunctives):
            more.append(
                Quotation(
                    content=(sentence,),
                    source=before[1].source,
                    act=before[1].act,
                    confidence=before[1].confidence,
                    rule=RULE,
                )
            )
        else:
            before = None
    return [*quotations, *more]


def _running_ends(spans: list[tuple[int, int]]) -> list[int]:
    furthest, ends = 0, []
    for _, end in spans:
        furthest = max(furthest, end)
        ends.append(furthest)
    return ends


def _reports(sentence: Span, marks: SpanIndex, subjunctives: Set[str]) -> bool:
    """Tell whether a sentence, not a heading, has one of the verb forms outside quotation marks."""
    if sentence.text[-1:] not in _FINAL:
        return False
    return any(
        match.group() in subjunctives and marks.holding(match.start()) < 0
        for match in _WORD.finditer(sentence.whole, sentence.start, sentence.end)
    )
