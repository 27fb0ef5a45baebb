"""Blocks: lines after ``>``, as in mail and Markdown, and statements and posts below who made them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import attrs
import regex

from quotekit.attribution.rules.rates import counted
from quotekit.document import Quotation, QuotedSpan, Span, Tokenized

RULE = "block"
_WORD = r"\p{Lu}(?:[\p{L}\p{M}.-]|['’](?!s\b)){0,30}+"
_NAME = (
    r"(?P<name>(?!(?:AM|PM|On|Am|Le|El|Il|Op)\b)"
    rf"(?:{_WORD}[ \xa0]|(?:d[aei]|van|von|der|bin|al|of|the)[ \xa0]){{0,5}}{_WORD}"
    r"|(?:The|A|An|Her|His|Their|Our)(?:[ \xa0][\p{L}'’-]{1,20}){1,4}|He|She|They|@[\w.-]{2,30})"
)
_ADDRESS = r"(?:\s?[<(\[]{1,2}[^<>()\[\]\n]{1,80}[>)\]]{1,2}|\svia\s[^\n:<>]{1,40}?)?"
_WROTE = (
    r"(?P<cue>wrote|writes|posted|replied|responded|said|says|added|answered|commented|explained|stated|tweeted"
    r"|told|tells|put it|puts it|recalled|recalls|noted|notes|warned|argued|announced|declared|concluded"
    r"|found|finds|ruled|rules|held|holds|testified|claimed|insisted|warns|argues|announces"
    r"|schrieb|a écrit|escribió|ha scritto|schreef|escreveu|napisała?|napsala?|написала?|писала?)"
)
# *On Monday, Ann Lee <a@b.org> wrote:* and, in other languages, the verb before the name.
_ANNOUNCED = regex.compile(
    rf"(?:(?<![\p{{L}}\p{{N}}]){_NAME}{_ADDRESS},?\s{{1,3}}{_WROTE}(?:[ \xa0][^\n:]{{1,60}})?"
    rf"|(?<!\p{{L}})(?P<cue>schrieb|schreef)[ \xa0]{_NAME}{_ADDRESS})[ \xa0]?:\Z"
)
_POSTED = frozenset({"posted", "tweeted"})
_STATEMENT = regex.compile(
    r"(?:\p{L}{1,12}[ \xa0]){0,5}?(?P<cue>(?i:statements?|remarks|message|letter|erklärung|déclaration"
    r"|declaración|comunicado|dichiarazione|stellungnahme|verklaring))[ \xa0]"
    r"(?:(?i:was|is|issued|released|made|given|sent)[ \xa0]){0,2}"
    r"(?i:from|by|of|attributable to|attributed to|von|de|di|del|van)[ \xa0]"
    r"(?:the[ \xa0])?(?:(?:\p{L}[\p{L}'’-]{0,20}[ \xa0]){0,5}?\p{Ll}{3,20}[ \xa0](?=\p{Lu}))??"
    rf"{_NAME}(?:[ \xa0]on[ \xa0][^\n:]{{1,60}}|,[^\n:]{{1,80}})?[ \xa0]?:?\Z"
)
_POSSESSED = regex.compile(
    rf"(?:(?i:read|here is|in full)[ \xa0,:]{{1,2}})?{_NAME}['’]s?[ \xa0](?:\p{{Ll}}{{2,12}}[ \xa0]){{0,2}}"
    r"(?P<cue>statement|remarks|message|letter)[^\n:.]{0,40}:?\Z"
)
# *Ann Lee, on the radio:*
_NAMED = regex.compile(
    rf"(?P<name>{_WORD}(?:[ \xa0]{_WORD}){{1,3}})"
    r"(?:,[ \xa0][^\n:]{1,60}|[ \xa0]on[ \xa0][^\n:]{1,40})?(?P<cue>:)\Z"
)
# Over what somebody says: *Ann Lee, 34, baker*.
_AGED = regex.compile(
    rf"(?P<name>{_WORD}(?:[ \xa0]{_WORD}){{1,3}})(?:,[ ]|[ ]\()\d{{1,3}}\b[^\n:.\"“”]{{0,60}}\Z"
)
# Under what is quoted: *— Board of Tern Foods*, *— Ann Lee, in a letter*.
_SIGNED = regex.compile(rf"(?P<cue>[—–]|--?)[ \xa0]?{_NAME}(?:,[^\n:]{{1,80}})?[ \xa0]?\Z")
_QUOTE = regex.compile(r"(?:>[ \t]?){1,20}+")
# The most characters of one or two lines that are searched for the writer of the following lines.
_LONGEST = 300


@attrs.frozen
class _Owner:
    """Hold the writer of the following lines: where they are named, and the cue."""

    name: tuple[int, int]
    cue: tuple[int, int] | None
    said: list[Span] = attrs.field(factory=list)

    def quotation(self, text: str) -> Quotation:
        return Quotation(
            content=tuple(self.said),
            cue=() if self.cue is None else (Span(*self.cue, text),),
            source=(Span(*self.name, text),),
            confidence=counted().rules["transcript"],
            rule=RULE,
        )


def blocks(text: str, lines: Sequence[tuple[int, int]]) -> Iterator[tuple[Quotation, list[Span]]]:
    """Return the text in lines after ``>``, at any depth, below a line that names its writer or above one."""
    if ">" not in text or not any(text[start] == ">" for start, _ in lines):
        return
    owners: dict[int, _Owner] = {}
    found: list[_Owner] = []
    unsigned: list[Span] = []
    before = (0, 0)
    for start, end in lines:
        mark = _QUOTE.match(text, start, end)
        depth, opens = (mark.group().count(">"), mark.end()) if mark else (0, start)
        if opens == end:
            continue
        for deeper in [level for level in owners if level > depth + (not depth)]:
            del owners[deeper]
        owner = _owner(text, opens, end) or (None if mark else _owner(text, before[0], end))
        signed = _SIGNED.match(text, opens, end) if unsigned else None
        if owner is not None:
            owners[depth + 1] = owner
            found.append(owner)
        elif depth in owners:
            owners[depth].said.append(Span(opens, end, text))
        elif signed is not None:
            found.append(_Owner(signed.span("name"), signed.span("cue"), unsigned))
        elif not depth:
            owners.clear()
        if depth and owner is None and signed is None and depth not in owners:
            unsigned.append(Span(opens, end, text))
        else:
            unsigned = []
        before = (opens, end)
    for owner in found:
        if owner.said:
            yield owner.quotation(text), owner.said


def _owner(text: str, start: int, end: int) -> _Owner | None:
    """Read a line that names the writer of the following lines."""
    if end - start > _LONGEST:
        start = max(start, end - _LONGEST)
    match = (
        (_ANNOUNCED.search(text, start, end) if text[end - 1] == ":" else None)
        or _STATEMENT.match(text, start, end)
        or _POSSESSED.match(text, start, end)
        or _NAMED.match(text, start, end)
    )
    return None if match is None else _Owner(match.span("name"), match.span("cue"))


def statements(tokenized: Tokenized, quoted: Sequence[QuotedSpan]) -> Iterator[tuple[Quotation, list[Span]]]:
    """Return the quoted paragraphs after a line that says whose statement they are."""
    text, paragraphs = tokenized.text, tokenized.paragraphs
    outer = {one.span.start: one.span for one in quoted if one.depth == 0}
    owner: _Owner | None = None
    for number, paragraph in enumerate(paragraphs):
        said = outer.get(paragraph.start)
        whole = said is not None and said.end >= paragraph.end - 1
        if owner is None and whole and number:
            owner = _issuer(text, paragraphs[number - 1])
        if owner is not None and said is not None and whole:
            owner.said.append(said)
        elif owner is not None:
            yield owner.quotation(text), owner.said
            owner = None
    if owner is not None:
        yield owner.quotation(text), owner.said


def messages(tokenized: Tokenized, quoted: Sequence[QuotedSpan]) -> Iterator[tuple[Quotation, list[Span]]]:
    """Return the paragraphs without marks after one that says who posted them: *The minister tweeted:*"""
    text = tokenized.text
    marked = {one.span.start for one in quoted}
    for before, paragraph in pairwise(tokenized.paragraphs):
        if text[before.end - 1] != ":" or paragraph.start in marked:
            continue
        match = _ANNOUNCED.search(text, max(before.start, before.end - _LONGEST), before.end)
        if match is not None and match["cue"] in _POSTED:
            owner = _Owner(match.span("name"), match.span("cue"), [paragraph])
            yield owner.quotation(text), owner.said


def _issuer(text: str, paragraph: Span) -> _Owner | None:
    """Read a paragraph that says whose statement the next ones are."""
    if len(paragraph) >= _LONGEST // 2:
        return None
    start, end = paragraph.start, paragraph.end
    match = _STATEMENT.match(text, start, end) or _POSSESSED.match(text, start, end)
    if match is not None:
        return _Owner(match.span("name"), match.span("cue"))
    aged = _AGED.match(text, start, end)
    return None if aged is None else _Owner(aged.span("name"), None)
