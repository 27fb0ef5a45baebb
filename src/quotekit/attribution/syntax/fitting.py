"""Contents fitted to quotation marks: where a parse and the marks disagree, the marks are right."""

from __future__ import annotations

import attrs

from quotekit.attribution.syntax.claims import Claim
from quotekit.attribution.syntax.parsed_text import ParsedText
from quotekit.document import QuotedSpan

# Fewer words in marks are a title or scare quotes rather than speech.
SPEECH = 3
_PAUSE = 6
_KEPT = frozenset(")]}%‰°…$€£§&")


def fitted(reading: ParsedText, claim: Claim) -> Claim | None:
    """Return the claim with its content extended to whole quoted spans, or None if no content is left."""
    home = reading.around(claim.cue[0][0])
    if home is not None and is_aside(reading, claim, home):
        return attrs.evolve(claim, content=_interrupted(reading, claim, home))
    parts: list[tuple[int, int]] = []
    for part in sorted(claim.content):
        start, end = _trimmed(reading, *part)
        if start >= end:
            continue
        if home is not None:
            start, end = max(start, home.inner.start), min(end, home.inner.end)
        else:
            start, end = _beside(reading, claim, _widened(reading, start, end))
        if start < end:
            if parts and start <= parts[-1][1]:
                parts[-1] = parts[-1][0], max(end, parts[-1][1])
            else:
                parts.append((start, end))
    if any(_is_whole(reading, part) for part in parts):
        # *“It is over,” said she*: if one part is in marks, parts outside any marks are not content.
        parts = [part for part in parts if _touches(reading, part)]
    # Content that includes the cue has been read wrongly.
    parts = [part for part in parts if not any(part[0] < end and start < part[1] for start, end in claim.cue)]
    return attrs.evolve(claim, content=parts, source=apart(claim.source, parts)) if parts else None


def _is_whole(reading: ParsedText, part: tuple[int, int]) -> bool:
    """Tell whether a part begins and ends with marks."""
    begun, ended = reading.around(part[0]), reading.around(part[1] - 1)
    return (
        begun is not None and ended is not None and begun.span.start == part[0] and ended.span.end == part[1]
    )


def _touches(reading: ParsedText, part: tuple[int, int]) -> bool:
    return reading.has_marks(*part) or reading.around(part[0]) is not None


def is_aside(reading: ParsedText, claim: Claim, home: QuotedSpan) -> bool:
    """Tell whether a cue within marks is the narrator's: *« It is over — said she — »*, set off by dashes."""
    if claim.rule != "parenthesis" or not home.inner.start < claim.cue[0][0] <= home.inner.end:
        return False
    start = min(claim.cue[0][0], claim.source[0] if claim.source else claim.cue[0][0])
    pause = reading.text[max(start - _PAUSE, home.inner.start) : start].rstrip()
    if pause.endswith(("—", "–", "―", " -")):
        return True
    inverted = claim.source is not None and claim.cue[0][0] < claim.source[0]
    return inverted and pause[-1:] in reading.language.asides


def _interrupted(reading: ParsedText, claim: Claim, home: QuotedSpan) -> list[tuple[int, int]]:
    """Return the text in the marks without the aside, which ends at a pause after the cue."""
    text = reading.text
    start = min(claim.cue[0][0], claim.source[0] if claim.source else claim.cue[0][0])
    end = max(claim.cue[-1][1], claim.source[1] if claim.source else 0)
    later = [first for first, _ in claim.content if first >= end]
    if not later:
        while end < home.inner.end and text[end] not in ".?!":
            end += 1
    else:
        end = min(later)
    parts = [_trimmed(reading, home.inner.start, start), _trimmed(reading, end, home.inner.end)]
    parts = [part for part in parts if part[0] < part[1]]
    if parts and parts[0][0] < start:
        parts[0] = (home.span.start, parts[0][1])
    if parts and parts[-1][1] > start:
        parts[-1] = (parts[-1][0], home.span.end)
    return parts


def within(reading: ParsedText, claim: Claim) -> bool:
    """Tell whether a claim's cue is in marks that contain more than the claim."""
    home = reading.around(claim.cue[0][0])
    return home is not None and not any(start == home.span.start for start, _ in claim.content)


def in_marks(reading: ParsedText, claim: Claim) -> bool:
    """Tell whether a claim's content begins or ends with a quoted span."""
    return any(
        (begun is not None and begun.span.start == start) or (ended is not None and ended.span.end == end)
        for start, end in claim.content
        for begun, ended in [(reading.around(start), reading.around(end - 1))]
    )


def is_speech(span: QuotedSpan) -> bool:
    """Tell whether the text in marks may be a sentence: several words, the first not in lower case."""
    inner = span.inner.text[:200].split()
    first = next((c for c in span.inner.text[:20] if c.isalnum()), "a")
    return len(inner) >= SPEECH and not first.islower()


def _trimmed(reading: ParsedText, start: int, end: int) -> tuple[int, int]:
    """Remove marks and stops from both ends."""
    text = reading.text
    while start < end and not (text[start].isalnum() or text[start] in "([¿¡$€£§#@"):
        start += 1
    while start < end and not (text[end - 1].isalnum() or text[end - 1] in _KEPT):
        end -= 1
    return start, end


def _widened(reading: ParsedText, start: int, end: int) -> tuple[int, int]:
    first, last = reading.around(start), reading.around(end - 1)
    return (first.span.start if first else start), (last.span.end if last else end)


def _beside(reading: ParsedText, claim: Claim, part: tuple[int, int]) -> tuple[int, int]:
    """Drop words that the parse added, if a whole quoted span is right beside the cue.

    *She shook her head: “It is over,” she said*; *he said, “It is over,” and left*.
    """
    start, end = part
    spans = reading.marks(start, end)
    if not spans:
        return part
    if end <= claim.cue[0][0]:
        at = len(spans) - 1
        if spans[at].span.end != end:
            return part
        while at and not reading.text[spans[at - 1].span.end : spans[at].span.start].strip():
            at -= 1
        before = reading.text[max(spans[at].span.start - 3, 0) : spans[at].span.start].rstrip()
        cut = is_speech(spans[at]) and before.endswith((".", "?", "!", ":", "–", "—", "…"))
        return (spans[at].span.start, end) if cut else part
    if spans[0].span.start != start:
        return part
    at = 0
    while at + 1 < len(spans) and not reading.text[spans[at].span.end : spans[at + 1].span.start].strip():
        at += 1
    before = reading.text[max(start - 3, 0) : start].rstrip()
    cut = is_speech(spans[0]) and before.endswith((":", ","))
    return (start, spans[at].span.end) if cut else part


def apart(source: tuple[int, int] | None, parts: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Return a range without the content in it, or None if nothing else is there."""
    if source is None:
        return None
    start, end = source
    for low, high in parts:
        if low <= start < high:
            start = high
        elif start < low < end:
            end = low
    return (start, end) if start < end else None
