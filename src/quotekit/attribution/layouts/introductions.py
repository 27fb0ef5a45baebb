"""Quotations introduced only by a name: ``Ann Lee, 34: “It is late.”``, ``Producer Tom Fox: “A giant.”``"""

from __future__ import annotations

import regex

from quotekit.attribution.finishing.continuation import unclaimed
from quotekit.attribution.rules.grammar.classes import SURELY_FINITE
from quotekit.attribution.rules.grammar.tagged import Tagged
from quotekit.attribution.rules.rates import counted
from quotekit.document import Quotation, QuotedSpan, Span, SpanIndex, Tokenized
from quotekit.lexicon import read
from quotekit.lexicon.turnlabels import sorts_of

RULE = "introduced"
# A bullet, a number or signs of bold type, the name, then an age, trade or town, and a colon or dash.
_OPENING = regex.compile(r"(?:[-•·*–—▪‣]|\d{1,2}[.)])\s+|[*_]{1,3}")
_NAMED = regex.compile(
    r"(?P<name>\p{Lu}[^,(:—–\n“”\"]{1,80}?)[*_]{0,3}"
    r"(?:\s?\([^()\n]{1,60}\)|,\s(?!(?:but|and|so|then|as|when)\b)[^:—–\n“”\"]{1,120}?){0,2}"
    r"[*_]{0,3}\s?(?P<cue>[:：]|[—–])[*_]{0,3}\s*"
)
# *His widow, Clara Munk, 81*: whoever is somebody's has a name of their own.
_KIN = regex.compile(
    r"(?:His|Her|Their|My|Our)\s(?:\p{Ll}+\s){0,3}?\p{Ll}+,\s"
    r"(?P<name>\p{Lu}[\p{L}'’-]{1,30}(?:\s\p{Lu}[\p{L}'’-]{1,30}){0,3})(?=[,\s(:])"
)
_AGE = regex.compile(r"(?:,\s|\()\d{1,3}\b")
_CLAUSE = regex.compile(r"\s(?:who|whose|whom|that)\s")
_FINAL = frozenset(".?!…")
_ARTICLES = frozenset({"a", "an", "the", "one", "another", "my", "his", "her", "their", "our"})
_LONGEST = 240


def introduced(
    tagged: Tagged,
    tokenized: Tokenized,
    quoted: tuple[QuotedSpan, ...],
    quotations: tuple[Quotation, ...],
    *,
    aged: bool = False,
) -> tuple[Quotation, ...]:
    """Add the unclaimed quotations that follow a name and a colon.

    The name begins its sentence, and there is no verb in between. If it begins its paragraph, a dash can
    replace the colon. With `aged` only those after a name with an age are added, which are unambiguous: *Ann
    Lee, 34, retired:*.
    """
    text = tokenized.text
    paragraphs, sentences = SpanIndex.of(tokenized.paragraphs), SpanIndex.of(tokenized.sentences)
    found = list(quotations)
    for span in unclaimed(quoted, quotations):
        if not _is_said(span):
            continue
        start = span.span.start
        number, sentence = paragraphs.last_begun(start), sentences.last_begun(start)
        if number < 0 or sentence < 0:
            continue
        opens = sentences.starts[sentence]
        if opens == start and sentence and sentences.starts[sentence - 1] >= paragraphs.starts[number]:
            # The colon, or the number of a list item, ended a sentence.
            opens = sentences.starts[sentence - 1]
        opening = _OPENING.match(text, opens, start)
        opens = opening.end() if opening else opens
        if start - opens > _LONGEST or (aged and not _AGE.search(text, opens, start)):
            continue
        match = _NAMED.fullmatch(text, opens, start)
        if match is None or (
            match["cue"] not in ":：" and text[paragraphs.starts[number] : opens].strip(" \t-•·*_")
        ):
            continue
        if aged and not _AGE.search(text, match.end("name"), start):
            continue
        if not _is_somebody(match, tagged):
            continue
        start, end = match.span("name")
        kin = _KIN.match(text, start, match.start("cue"))
        if kin is not None:
            start, end = kin.span("name")
        stop = tagged.token_at(end)
        giver = tagged.giver(tagged.token_at(start), stop)
        end = tagged.ends[giver - 1] if giver < stop else end
        while text[end - 1].isspace():
            end -= 1
        found.append(
            Quotation(
                content=(span.span,),
                cue=(Span(*match.span("cue"), text),),
                source=(Span(start, end, text),),
                confidence=counted().rules["announced"],
                rule=RULE,
            )
        )
    return tuple(found)


def _is_said(span: QuotedSpan) -> bool:
    """Tell whether the text in marks is a sentence rather than a title."""
    if span.close is None or span.close.start - span.open.end < 2:
        return False
    inner = span.inner.text.rstrip()
    return len(inner) > 1 and (inner[-1] in _FINAL or len(inner.split()) > 6)


def _is_somebody(match: regex.Match[str], tagged: Tagged) -> bool:
    """Tell whether a phrase names or describes somebody, and is not a clause or a heading."""
    words = match["name"].split()
    if "other" in sorts_of(match["name"]) or (
        not words[-1][0].isupper() and words[0].lower() not in _ARTICLES
    ):
        return False
    if (
        len(words) == 1
        and match.string[match.end("name")] == ","
        and words[0].lower() in read("sentence-starters")
    ):
        # Then, after a moment: who goes on is told before.
        return False
    clause = _CLAUSE.search(match.string, *match.span("name"))
    end = clause.start() if clause else match.end("name")
    first, stop = tagged.token_at(match.start("name")), tagged.token_at(end)
    return first < stop and SURELY_FINITE.isdisjoint(tagged.tags[first:stop])
