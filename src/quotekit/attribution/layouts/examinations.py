"""Examinations: who asks and who answers, if a transcript says so once: ``BY MR. LEE:`` above each ``Q.``."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import regex

from quotekit.attribution.layouts.interviews import interviewee
from quotekit.attribution.layouts.labels import Label, is_office
from quotekit.lexicon.turnlabels import sorts_of

Range = tuple[int, int]

_NAME = (
    r"(?P<name>(?:\p{Lu}[\p{L}.]{1,12}[ \xa0]){0,2}\p{Lu}[\p{L}'’-]{1,30}"
    r"(?:[ \xa0]\p{Lu}[\p{L}.'’-]{1,30}){0,2})"
)
# *CROSS-EXAMINATION BY MS. LEE:*, *BY MR. FOX:*, *EXAMINATION (By Mr. Fox)*.
_STEP = r"(?:(?i:further|continued|direct|cross|redirect|recross|re-direct|re-cross|voir dire)[ \t-]+){0,3}"
_BY = regex.compile(
    rf"^[ \t]*(?:{_STEP}(?i:examination)(?:[ \t]*\((?=(?i:by)\s)|[ \t]+(?=(?i:by)\s)|[ \t,:]*\n[ \t]*))?"
    rf"(?:BY|By|by)(?:[ \t]+|[ \t]*\n[ \t]*){_NAME}[ \t]*\)?[ \t]*:?[ \t]*$",
    regex.M,
)
# The record's words about a witness before the questions begin.
_CALLED = (
    r"(?i:having been|being|was|been|is)\s(?:[a-z]+\s){0,4}?"
    r"(?i:sworn|called|recalled|affirmed|examined|produced)|(?i:sworn|affirmed|recalled)(?=\.?\)|[ \t.]*$)"
)
_TESTIMONY = rf"(?:TESTIMONY|EXAMINATION|DEPOSITION|Testimony|Examination|Deposition)\s(?:OF|of)\s{_NAME}"
_SWORN = (
    rf"{_NAME},?\s{{1,80}}(?:[a-z]+,?\s){{0,2}}?(?:{_CALLED}|(?i:(?:re)?called as)|(?i:resumed the stand))"
)
_WITNESS = regex.compile(rf"{_TESTIMONY}|(?<!\p{{L}}){_SWORN}", regex.M)
# The same among the turns, where it must have its own line, and the name capitals if nothing precedes it.
_NEXT = regex.compile(
    rf"^[ \t]*(?:{_STEP}{_TESTIMONY}|(?:\(|(?i:whereupon|thereupon),?\s)?\s{{0,40}}{_SWORN})", regex.M
)
_HEADING = regex.compile(
    rf"^[ \t]*(?:{_STEP}EXAMINATION|(?i:(?:further )?(?:re-?)?(?:direct|cross)[ -]examination))\b"
    r"[^\n.?!]{0,60}$",
    regex.M,
)
# *The Minister for Ports (Ann Lee)*, *The SPEAKER pro tempore (Mr. LEE)*.
_BEARER = regex.compile(rf"[ \xa0][(\[]{_NAME}(?:[ \xa0](?:of|for)[ \xa0][^()\[\]]{{1,40}})?[)\]].*")
_LOOKED_AT = 4000


def unsaid(text: str) -> Iterator[int]:
    """Return where lines begin that nobody says: *CROSS-EXAMINATION*, *BY MR. LEE:*, *ANN LEE, sworn*."""
    for pattern in (_HEADING, _BY):
        yield from (match.start() for match in pattern.finditer(text))
    yield from (match.start() for match in _called(text))


def _called(text: str) -> Iterator[regex.Match[str]]:
    """Return what is said, on lines of their own, about those who are called to answer."""
    for match in _NEXT.finditer(text):
        heading = not match.group().lstrip().startswith(match["name"])
        if (heading or match["name"].isupper()) and not sorts_of(match["name"]):
            yield match


class Parties:
    """Hold the examiners and the witnesses: where each is named, if anywhere.

    `opening` is the offset of the first turn; the text before it may name the person interviewed.
    """

    def __init__(self, text: str, opening: int) -> None:
        self._by = [match.span("name") for match in _BY.finditer(text)]
        self._examiner: Range | None = None
        low = max(0, opening - _LOOKED_AT)
        first = _WITNESS.search(text, low, opening)
        self._witnesses = [match.span("name") for match in _called(text) if match.start() >= opening]
        if first is not None:
            self._witnesses.insert(0, first.span("name"))
        self._sworn = bool(self._witnesses)
        if first is None and (met := interviewee(text[low:opening])) is not None:
            self._witnesses.insert(0, (met[0] + low, met[1] + low))

    @property
    def named(self) -> bool:
        """Tell whether anybody is named who asks or answers."""
        return bool(self._by or self._witnesses)

    def speaker(self, label: Label) -> tuple[Range | None, Range | None]:
        """Return the mention of the speaker of a turn, and its cue."""
        own, sorts = (label.start, label.end), sorts_of(label.name.rstrip("0123456789"))
        bearer = _BEARER.fullmatch(label.part)
        if bearer is not None and is_office(label.name):
            at = label.end + bearer.start("name")
            return (at, at + len(bearer["name"])), own
        if label.asks:
            self._examiner = label.examiner or self._examiner
            latest = _latest(self._by, label.start)
            if self._examiner is None or (latest is not None and latest > self._examiner):
                self._examiner = latest
            return (own, label.cue) if self._examiner is None else (self._examiner, own)
        if "answer" in sorts or (self._sworn and label.key.endswith("witness")):
            witness = _latest(self._witnesses, label.start)
            return (own, label.cue) if witness is None else (witness, own)
        return own, label.cue


def _latest(named: Sequence[Range], offset: int) -> Range | None:
    """Return the last of some places that begins before an offset."""
    at = bisect_left(named, (offset, offset)) - 1
    return named[at] if at >= 0 else None
