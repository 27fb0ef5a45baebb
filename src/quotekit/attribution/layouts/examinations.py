"""Examinations: who asks and who answers, if a transcript says so once: ``BY MR. LEE:`` above each ``Q.``."""

from __future__ import annotations

from bisect import bisect_right

import regex

from quotekit.attribution.layouts.interviews import interviewee
from quotekit.attribution.layouts.labels import Label, is_office
from quotekit.lexicon.turnlabels import sorts_of

Range = tuple[int, int]

_NAME = (
    r"(?P<name>(?:\p{Lu}[\p{L}.]{1,12}[ \xa0]){0,2}\p{Lu}[\p{L}'’-]{1,30}"
    r"(?:[ \xa0]\p{Lu}[\p{L}.'’-]{1,30}){0,2})"
)
_BY = regex.compile(
    rf"^[ \t]*(?:[\p{{Lu}}-]+[ \t])?(?:EXAMINATION[ \t])?"
    rf"(?:BY|By)(?:[ \t]+|[ \t]*\n[ \t]*){_NAME}[ \t]*:?[ \t]*$",
    regex.M,
)
# The record's words about a witness before the questions begin.
_CALLED = (
    r"(?i:having been|being|was|been|is)\s(?:[a-z]+\s){0,4}?(?i:sworn|called|affirmed|examined|produced)"
)
_WITNESS = regex.compile(
    rf"(?:TESTIMONY|EXAMINATION|DEPOSITION|Testimony|Examination|Deposition)\s(?:OF|of)\s{_NAME}"
    rf"|(?<!\p{{L}}){_NAME},?\s(?:[a-z]+,?\s){{0,2}}?(?:{_CALLED}|(?i:called as))",
)
# *The Minister for Ports (Ann Lee)*, *The SPEAKER pro tempore (Mr. LEE)*.
_BEARER = regex.compile(rf"[ \xa0][(\[]{_NAME}[)\]].*")
_LOOKED_AT = 4000


class Parties:
    """Hold the examiners and the witnesses: where each is named, if anywhere.

    `opening` is the offset of the first turn; the text before it may name the person interviewed.
    """

    def __init__(self, text: str, opening: int) -> None:
        self._by = [match.span("name") for match in _BY.finditer(text)]
        self._by_starts = [start for start, _ in self._by]
        self._examiner: Range | None = None
        intro = text[max(0, opening - _LOOKED_AT) : opening]
        shift = opening - len(intro)
        witness = _WITNESS.search(intro)
        span = witness.span("name") if witness else interviewee(intro)
        self._answering = None if span is None else (span[0] + shift, span[1] + shift)
        self._sworn = witness is not None

    def speaker(self, label: Label) -> tuple[Range | None, Range | None]:
        """Return the mention of the speaker of a turn, and its cue."""
        own, sorts = (label.start, label.end), sorts_of(label.name.rstrip("0123456789"))
        bearer = _BEARER.fullmatch(label.part)
        if bearer is not None and is_office(label.name):
            at = label.end + bearer.start("name")
            return (at, at + len(bearer["name"])), own
        if "question" in sorts:
            self._examiner = label.examiner or self._examiner
            at = bisect_right(self._by_starts, label.start) - 1
            latest = self._by[at] if at >= 0 else None
            if self._examiner is None or (latest is not None and latest > self._examiner):
                self._examiner = latest
            return (own, label.cue) if self._examiner is None else (self._examiner, own)
        if "answer" in sorts or (self._sworn and label.key.endswith("witness")):
            return (own, label.cue) if self._answering is None else (self._answering, own)
        return own, label.cue
